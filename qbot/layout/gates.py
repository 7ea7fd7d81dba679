"""Gates: what the customer wrote of when a question need not be answered ("If QUAL-01 is No, skip this section")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.model.patterns import compile_late
from qbot.model.place import parse_cell
from qbot.model.questionnaire import Gate, Question, Skipped

_REF = r"([A-Z]{1,8}[-. ]?\d{1,4}(?:[.\-]\d{1,3})*[a-z]?|\d{1,3}(?:[.\-]\d{1,3})*[a-z]?)"
_KIND = r"(?:questions?|items?|controls?|rows?|no\.?(?=\s*\d))"
_NAMED = rf"(?:the\s+)?(?:answers?\s+(?:to|for|of)\s+)?(?:the\s+)?{_KIND}?\s*#?\s*{_REF}"
_VALUE = r"[\"'“”‘’«»]*(yes|no|n/a|not applicable)\b[\"'“”‘’«»]*"
_IS = r"(?:is|was|are|equals|=+|:|answered|answer(?:ed)? is|marked)\s*(?:answered|marked|set to|as|with|to be)?\s*"
_WHEN = r"\b(if|where|when|unless|only where|only if|only when)\b"
# "if QUAL-01 is No", "unless the answer to question 3.1 is Yes"
_REF_FIRST = compile_late(rf"{_WHEN}\s+(?:your\s+)?{_NAMED}\s*(?:above|below)?\s*{_IS}{_VALUE}", re.IGNORECASE)
# "if you answered Yes to question 3.1"
_VALUE_FIRST = compile_late(
    rf"{_WHEN}\s+(?:you(?:r)?\s+)?(?:have\s+)?(?:answer(?:ed|s)?|respond(?:ed)?|response is|selected|chose|said)\s*"
    rf"(?:with)?\s*{_VALUE}\s+(?:to|for|in|at|on)\s+{_NAMED}",
    re.IGNORECASE,
)
# "if no, skip …": the question itself is the gate
_OWN = compile_late(
    rf"{_WHEN}\s+(?:the answer is\s+|you answer(?:ed)?\s+|answered\s+)?{_VALUE}\s*[,:;–-]?", re.IGNORECASE
)
# what each of them needs: few texts have both, and the patterns above take 4 ms to compile
_BEGINS, _NAMES_VALUE = compile_late(_WHEN, re.IGNORECASE), compile_late(_VALUE, re.IGNORECASE)
_SKIPS = compile_late(
    r"\b(?:skip|not applicable|do(?:es)? not apply|not required|not needed|n/a|leave\b.{0,30}\bblank|"
    r"do not (?:answer|complete|fill)|need not|"
    r"go to|proceed to|continue (?:to|with|at)|move (?:on )?to|jump to|omit|ignore|disregard|optional)\b",
    re.IGNORECASE,
)
_JUMPS = compile_late(
    r"\b(?:skip|go|proceed|continue|move on|move|jump)\s+(?:directly\s+|ahead\s+|on\s+)?(?:to|with|at)\s+"
    rf"{_NAMED}(?!\w|\.\d)",
    re.IGNORECASE,
)
_RANGE = compile_late(rf"\bquestions?\s+{_REF}\s*(?:to|through|until|[-–—])\s*{_REF}(?!\w|\.\d)", re.IGNORECASE)
_SECTION = compile_late(
    r"\b(?:this|the (?:rest|remainder) of (?:this|the)|rest of (?:this|the)|entire|whole|following|remaining)\s+"
    r"(?:section|part|block|tab|sheet|table|questions|rows)\b|\b(?:questions|section|rows|items) below\b|"
    r"\bthese questions\b",
    re.IGNORECASE,
)
_MAY = compile_late(
    r"\b(?:may|can|are free to)\s+(?:also\s+)?(?:skip|omit|ignore|disregard|leave|proceed|go|move)\b", re.I
)
_TURNED = {"yes": "no", "no": "yes"}


class _Rule(Struct, frozen=True):
    """One thing said: which question (None: the one that says it), the answer on which something is skipped, and the
    words with which it is said."""

    ref: str | None
    skip_on: str
    text: str

    @property
    def optional(self) -> bool:
        """It may be skipped, and may as well be answered."""
        return _MAY.search(self.text) is not None


def link_gates(questions: Sequence[Question], skipped: Sequence[Skipped]) -> tuple[Question, ...]:
    """Return the questions, each with the gate that decides whether it applies; the first gate that is said holds."""
    linker = _Linker(questions)
    for place, question in enumerate(questions):
        linker.read_question(place, question)
    for aside in skipped:
        if aside.reason in ("guidance", "heading"):
            linker.read_aside(aside)
    return linker.link()


class _Linker:
    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._gates: dict[int, Gate] = {}
        self._places: dict[tuple[str, str], int] = {}
        anywhere: dict[str, list[int]] = {}
        for place, one in enumerate(questions):
            if one.ref:
                self._places.setdefault((one.sheet, _fold(one.ref)), place)
                anywhere.setdefault(_fold(one.ref), []).append(place)
        self._unique = {ref: places[0] for ref, places in anywhere.items() if len(places) == 1}

    def link(self) -> tuple[Question, ...]:
        """Return the questions with their gates."""
        return tuple(
            replace(one, gate=self._gates[place]) if place in self._gates else one
            for place, one in enumerate(self._questions)
        )

    def read_question(self, place: int, question: Question) -> None:
        """Read what a question, its help and its section say."""
        for text in filter(None, (question.text, question.guidance)):
            rule = _read_rule(text)
            if rule is None:
                continue
            gate = place if rule.ref is None else self._find(question.sheet, rule.ref)
            scope = self._find_scope(rule, question.sheet, place + (gate == place))
            if gate is not None and gate != place and not scope:
                scope = range(place, place + 1)
            self._set(gate, rule, scope)
        for label in question.section:
            rule = _read_rule(label)
            if rule is not None and rule.ref is not None:
                self._set(self._find(question.sheet, rule.ref), rule, range(place, place + 1))

    def read_aside(self, aside: Skipped) -> None:
        """Read what a row between the questions says of those below it."""
        rule = _read_rule(aside.text)
        row = _find_row(aside.cell)
        if rule is None or rule.ref is None or row is None:
            return
        below = (
            place
            for place, one in enumerate(self._questions)
            if one.sheet == aside.sheet and (_find_row(one.cell) or 0) > row
        )
        first = next(below, None)
        if first is not None:
            self._set(self._find(aside.sheet, rule.ref), rule, self._find_scope(rule, aside.sheet, first))

    def _find(self, sheet: str, ref: str) -> int | None:
        for name in (_fold(ref), _fold(ref).removeprefix("q")):
            place = self._places.get((sheet, name), self._unique.get(name))
            if place is not None:
                return place
        return None

    def _find_scope(self, rule: _Rule, sheet: str, first: int) -> range:
        """Return the questions that a rule is about, from the place after which it is said; empty: none but its own."""
        if found := _RANGE.search(rule.text):
            start, end = self._find(sheet, found[1]), self._find(sheet, found[2])
            return range(start, end + 1) if start is not None and end is not None else range(0)
        if found := _JUMPS.search(rule.text):
            end = self._find(sheet, found[1])
            return range(first, end) if end is not None else range(0)
        if _SECTION.search(rule.text) and first < len(self._questions):
            model, end = self._questions[first], first
            while end < len(self._questions) and _is_beside(self._questions[end], model):
                end += 1
            return range(first, end)
        return range(0)

    def _set(self, gate: int | None, rule: _Rule, scope: Iterable[int]) -> None:
        if gate is None:
            return
        asked = self._questions[gate]
        for place in scope:
            if place != gate:
                self._gates.setdefault(place, Gate(asked.sheet, asked.cell, rule.skip_on, rule.optional))


def _read_rule(text: str) -> _Rule | None:
    """Return what a text says of skipping, None where it says nothing of it."""
    begun = _BEGINS.search(text)
    if begun is None or _NAMES_VALUE.search(text, begun.end()) is None:
        return None
    if match := _REF_FIRST.search(text):
        word, ref, value = match[1], match[2], match[3]
    elif match := _VALUE_FIRST.search(text):
        word, value, ref = match[1], match[2], match[3]
    elif (match := _OWN.search(text)) and _SKIPS.search(text, match.end()):
        word, ref, value = match[1], None, match[2]
    else:
        return None
    said = "no" if value.lower() == "no" else "yes" if value.lower() == "yes" else "na"
    around = f"{text[: match.start()]} {text[match.end() :]}"
    skips = _SKIPS.search(around) is not None and not word.lower().startswith("only")
    if skips == (word.lower() == "unless"):  # what holds only on this answer is skipped on the other
        said = _TURNED.get(said, "")
    return _Rule(ref, said, text) if said else None


def _is_beside(one: Question, other: Question) -> bool:
    return one.sheet == other.sheet and one.section == other.section


def _find_row(cell: str) -> int | None:
    return parse_cell(cell)[0] if cell and cell[-1].isdigit() and " " not in cell else None


def _fold(ref: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", ref.lower()).strip(".")
