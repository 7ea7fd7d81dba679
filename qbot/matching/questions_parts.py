"""A question taken apart: how it asks, and the things it asks for at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from qbot.matching.part_tables import CONDITIONS, OPENERS
from qbot.matching.phrases import PhraseHit, PhraseTable, Words, split_words
from qbot.model.patterns import compile_late, holds_one


class Form(StrEnum):
    """How a question asks, which says what an answer must hold."""

    YES_NO = "yes/no"
    HOW_OFTEN = "how often"
    HOW_MANY = "how many"
    HOW = "how"
    LIST = "list"
    ATTACH = "attach"
    DESCRIBE = "describe"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    WHAT = "what"
    STATEMENT = "statement"


OPEN_FORMS = frozenset(Form) - {Form.YES_NO, Form.STATEMENT}


class QuestionPart(Struct, frozen=True):
    """One thing that a question asks for. `conditional`: it hangs on the answer to the part before ("If so, ...")."""

    text: str
    form: Form
    conditional: bool = False


_OPENERS = PhraseTable(OPENERS)
_CONDITIONS = PhraseTable({"condition": CONDITIONS})
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|incl|approx|no|st|a\.k\.a|cf)\.", re.IGNORECASE)
_PARENTHESIS = compile_late(r"\([^()]*\)|\[[^\[\]]*\]")
_ASIDE = compile_late(
    r",?\s+or\s+(?:an?\s+|the\s+)?(?:equivalent|comparable)(?:\s+(?:role|position|function|person|body|document|process|"
    r"tool|solution|technology|measure|control|mechanism|means|method)s?)?\b(?!\s+(?:to|in|of)\b)"
    r"|(?<=\ba )(?:designated|appointed|named)(?= )|(?<=\bthe )(?:designated|appointed|named)(?= )",
    re.IGNORECASE,
)
_ASIDES = ("equivalent", "comparable", "designated", "appointed", "named")
# whoever asks, by name: a name before its legal form
_FIRM = compile_late(
    r"\b(?:[A-Z][\w&'’.-]*\s+){1,2}(?:Inc|Corp|Corporation|LLC|LLP|Ltd|Limited|GmbH|plc|PLC|Pty|AG|S\.A\.)\b\.?(?:['’]s)?"
)
_LEGAL_FORMS = ("Inc", "Corp", "LLC", "LLP", "Ltd", "Limited", "GmbH", "plc", "PLC", "Pty", "AG", "S.A.")
# what is to be attached is not what is asked
_EVIDENCE = compile_late(
    r"(?<=[?.!])\s+(?:supporting\s+)?evidence(?:\s+(?:required|requested|needed))?\s*:.*$", re.IGNORECASE | re.DOTALL
)
_EXAMPLES = compile_late(r"\((?:e\.?\s?g\.?|such as|for example|for instance)[^()]*\)", re.IGNORECASE)
_BACK = re.compile(
    r"(?:and\s+)?(?:are|is|were|was|do|does|did|have|has|can|will)\s+(?:they|it|these|those|this|that)\b",
    re.IGNORECASE,
)
_JOINT = compile_late(r"[\s,;.?]*(?:\band\b)?[\s,;.?]*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[?.!;:])\s+|\n+")
_JOINED_QUESTION = re.compile(
    r",?\s+and\s+(?=(?:(?:within|for|by|at|in|to|from|with)\s+(?:how|what|which|whom)"
    r"|do|does|is|are|can|will|did|how|what|who|when|where|which|if so)\b"
    r"|(?:has|have)\s+(?:you|your|they|their|we|it|the|these|those|any|all|there)\b)",
    re.IGNORECASE,
)
_PLEASE = compile_late(r"(?:^|(?<=,)\s*)(?:please|kindly)\b[\s,:]*", re.IGNORECASE)
_PLEAS = ("please", "kindly")
_LEAD = re.compile(r"^(?:\W*(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]\s+|\W+)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def find_form(text: str) -> Form:
    """Return how a text asks, by its first asking words; a text without them is a statement."""
    for part in split_parts(text):
        if not part.conditional and part.form is not Form.STATEMENT:
            return part.form
    return Form.YES_NO if "?" in text else Form.STATEMENT


@lru_cache(maxsize=8192)
def split_parts(text: str) -> tuple[QuestionPart, ...]:
    """Return the things that a question asks for, in order; words in parentheses stay out of the splitting."""
    masked = _mask(text)
    pieces: list[tuple[int, int]] = []
    begin = 0
    for end in [*(place for place in _cut_places(masked) if text[place : place + 1] not in ("(", "[")), len(masked)]:
        if masked[begin:end].strip():
            pieces.append((begin, end))
        begin = end
    parts = [_make_part(text[begin:end]) for begin, end in pieces]
    return tuple(part for part in parts if split_words(part.text))


def name_back(parts: Sequence[QuestionPart]) -> tuple[QuestionPart, ...]:
    """Return the parts with what "they" and "it" stand for: "How often are backups made, and are they encrypted?" asks
    whether the backups are encrypted."""
    named: list[QuestionPart] = []
    for part in parts:
        back = named and not part.conditional and _BACK.match(part.text)
        named.append(replace(part, text=f"{_JOINT.sub('', named[-1].text)} {part.text}") if back else part)
    return tuple(named)


@lru_cache(maxsize=8192)
def mask_parentheses(text: str) -> str:
    """Return a text without what stands in its parentheses, "or equivalent", "designated" before a role, and the name
    of the firm that asks."""
    plain = drop_evidence(_PARENTHESIS.sub(" ", text) if _opens(text) else text)
    if holds_one(plain.casefold(), _ASIDES):
        plain = _ASIDE.sub(" ", plain)
    return _FIRM.sub(" ", plain) if holds_one(plain, _LEGAL_FORMS) else plain


@lru_cache(maxsize=8192)
def mask_examples(text: str) -> str:
    """Return a text without the examples in its parentheses, which nobody demands, and the evidence it wants."""
    return drop_evidence(_EXAMPLES.sub(" ", text) if "(" in text else text)


def drop_evidence(text: str) -> str:
    """Return a text without what is to be attached ("Is it tested? Evidence: a report of the test")."""
    return _EVIDENCE.sub("", text) if "vidence" in text else text


def _cut_places(masked: str) -> list[int]:
    places = {found.end() for found in _SENTENCE_END.finditer(masked)}
    if "and" in masked.casefold():
        places |= {found.end() for found in _JOINED_QUESTION.finditer(masked)}
    return sorted(places)


def _mask(text: str) -> str:
    hidden = _PARENTHESIS.sub(lambda found: "x" * len(found[0]), text) if _opens(text) else text
    return _ABBREVIATION.sub(lambda found: "x" * len(found[0]), hidden) if "." in hidden else hidden


def _opens(text: str) -> bool:
    return "(" in text or "[" in text


def _make_part(piece: str) -> QuestionPart:
    lead = _LEAD.match(piece)
    text = piece[lead.end() :].strip() if lead else piece.strip()
    words = split_words(text)
    form = _read_form(text)
    opening = [hit for hit in _CONDITIONS.find(words.cut(0, 4)) if hit.first == 0]
    # "If so, ..." hangs on the part before; "If SSO is not offered, do you ...?" is a question of its own
    conditional = bool(opening) and (opening[0].last > 0 or form is not Form.YES_NO)
    return QuestionPart(text, form, conditional)


def _read_form(text: str) -> Form:
    if holds_one(text.casefold(), _PLEAS):
        text = _PLEASE.sub(" ", text).strip()
    words = split_words(text)
    hits = _OPENERS.find(words)
    if hits and hits[0].first == 0 and not _opens_clause(hits, words):
        return Form(hits[0].name)
    if "," in text:
        # "To protect data at rest, do you ...": the asking words stand after the first comma
        place = text.index(",") + 1
        later = next((n for n, word in enumerate(words) if word.start >= place), None)
        behind = [hit for hit in hits if later is not None and hit.first == later]
        if behind:
            return Form(behind[0].name)
    if text.rstrip().endswith("?"):
        asking = [hit for hit in hits if hit.name != Form.LIST and not (hit.first == 0 and _opens_clause(hits, words))]
        return Form(asking[0].name) if asking else Form.YES_NO
    return Form.STATEMENT


def _opens_clause(hits: tuple[PhraseHit, ...], words: Words) -> bool:
    """Tell "Where others are involved, do you ..." from "Where are others involved?"."""
    first = hits[0]
    if first.name not in (Form.WHERE, Form.WHEN) or first.last > 0:
        return False
    return not (len(hits) > 1 and hits[1].name == Form.YES_NO and hits[1].first == 1)
