"""The text of a draft: approved wording put into the slots of a question, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from qbot.matching.identity import fill_identity, read_identity
from qbot.matching.options import (
    choose_option,
    choose_ownership,
    find_same_option,
    propose_options,
    read_option,
    read_stance,
)
from qbot.matching.phrases import split_words
from qbot.matching.questions_parts import OPEN_FORMS
from qbot.matching.stance import StanceDecision
from qbot.model.draft import Citation, SlotValue
from qbot.model.knowledge import Company, Entry, EntryKind, Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, SlotRole

MOST_ENTRIES = 3
VERDICTS = {Stance.YES: "Yes", Stance.NO: "No", Stance.PARTIAL: "Partially", Stance.NA: "Not applicable"}


class Composition(Struct, frozen=True):
    """What goes into the slots, which options a person may choose where none was written, the entries whose words
    stand in it, and why something stays blank."""

    values: tuple[SlotValue, ...] = ()
    proposals: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    reason: str = ""


def compose_values(
    question: Question, decision: StanceDecision, entries: Sequence[Entry], *, company: Company | None
) -> Composition:
    """Return the values for the slots of a question: verdicts, text, evidence, ownership, each by its slot."""
    if question.kind is QuestionKind.IDENTITY:
        values = fill_identity(question, company)
        return Composition(values, reason="" if values else read_identity(question, company).reason)
    cited = _choose_entries(decision, entries)
    if not cited or decision.withheld:
        proposals = tuple(option for slot in question.slots for option in slot.options)
        return Composition(proposals=tuple(dict.fromkeys(proposals)), reason=decision.sentence)
    return _Writer(question, decision, cited).write()


def join_texts(entries: Sequence[Entry], *, limit: int | None = None) -> str:
    """Return the entries' own words joined, short ones where the long are over the limit; empty where none fit."""
    for texts in (
        [entry.answer for entry in entries],
        [entry.short_answer or entry.answer for entry in entries],
        [entries[0].answer],
        [entries[0].short_answer],
    ):
        joined = _join(text.strip() for text in texts)
        if joined and (limit is None or len(joined) <= limit):
            return joined
    return ""


def cite_entry(entry: Entry) -> Citation:
    """Return the citation of an entry: the document and place it comes from, and its words."""
    source, quote = "", ""
    if entry.source is not None:
        source = ", ".join(text for text in (entry.source.document, entry.source.place) if text)
        quote = entry.source.quote
    return Citation(entry.id, source, quote or entry.answer, entry.disclosure)


class _Writer:
    """Writes one question's slots; keeps the reasons for what stays blank."""

    def __init__(self, question: Question, decision: StanceDecision, cited: Sequence[Entry]) -> None:
        self._question, self._decision, self._cited = question, decision, cited
        self._reasons: list[str] = []
        self._proposals: list[str] = []

    def write(self) -> Composition:
        slots = self._question.slots
        answers = [slot for slot in slots if slot.role is SlotRole.ANSWER]
        comments = [slot for slot in slots if slot.role is SlotRole.COMMENT]
        values = [*self._write_marks(answers), *self._write_answers(answers, has_comment=bool(comments))]
        values += self._write_comments(comments, answers)
        for slot in slots:
            if slot.role is SlotRole.EVIDENCE:
                values += self._put(slot, name_evidence(self._cited))
            if slot.role is SlotRole.OWNERSHIP:
                values += self._write_ownership(slot)
        citations = tuple(cite_entry(entry) for entry in self._cited) if values else ()
        order = {slot.cell: place for place, slot in enumerate(slots)}
        values.sort(key=lambda value: order[value.cell])
        reason = " ".join(dict.fromkeys(self._reasons))
        return Composition(tuple(values), tuple(dict.fromkeys(self._proposals)), citations, reason)

    def _write_marks(self, answers: Sequence[AnswerSlot]) -> list[SlotValue]:
        """Put the X into the one column whose heading says the stance."""
        marks = [slot for slot in answers if is_mark(slot)]
        stance = self._decision.stance
        if not marks:
            return []
        labels = [slot.label or "" for slot in marks]
        chosen = choose_option(labels, stance) if stance is not None else None
        if chosen is None:
            self._reasons.append("None of the columns says the answer alone; a person must choose one.")
            self._proposals += propose_options(labels, stance)
            return []
        slot = marks[labels.index(chosen)]
        return [SlotValue(slot.role, slot.cell, slot.options[0])]

    def _write_answers(self, answers: Sequence[AnswerSlot], *, has_comment: bool) -> list[SlotValue]:
        values: list[SlotValue] = []
        free = [slot for slot in answers if not slot.options and not is_mark(slot)]
        for slot in answers:
            if slot.options and not is_mark(slot):
                values += self._choose(slot)
        has_choice = len(free) < len(answers)
        for place, slot in enumerate(free):
            if place == 0:
                values += self._write_free(slot, split=has_comment or len(free) > 1, has_choice=has_choice)
            elif place == 1 and not has_comment:
                values += self._put(slot, self._text(slot.max_length))
        return values

    def _choose(self, slot: AnswerSlot) -> list[SlotValue]:
        stance = self._decision.stance
        same = None
        for text in (self._cited[0].short_answer, self._cited[0].answer):
            same = same or find_same_option(slot.options, text)
        chosen = choose_option(slot.options, stance) if stance is not None else None
        if chosen is None and same is not None and read_option(same) is None:
            chosen = same  # a choice among things, as it was answered before
        if chosen is not None:
            return [SlotValue(slot.role, slot.cell, chosen)]
        self._reasons.append(
            "No option of the list says the answer alone; a person must choose one."
            if stance is not None
            else self._decision.sentence
        )
        self._proposals += propose_options(slot.options, stance)
        return []

    def _write_free(self, slot: AnswerSlot, *, split: bool, has_choice: bool) -> list[SlotValue]:
        stance = self._decision.stance
        wants_verdict = self._decision.form not in OPEN_FORMS and stance is not None and not has_choice
        if wants_verdict and split and stance is not None:
            return self._put(slot, VERDICTS[stance])
        text = self._text(slot.max_length)
        if wants_verdict and stance is not None:
            return self._put(slot, join_verdict(stance, text, limit=slot.max_length))
        return self._put(slot, text)

    def _write_comments(self, comments: Sequence[AnswerSlot], answers: Sequence[AnswerSlot]) -> list[SlotValue]:
        values: list[SlotValue] = []
        open_answer = self._decision.form in OPEN_FORMS and any(not slot.options for slot in answers)
        stance = self._decision.stance
        told = stance is None and any(not slot.options for slot in answers)
        for slot in comments:
            if asks_customer(slot):
                values += self._put(slot, _join(entry.customer_responsibility for entry in self._cited))
            elif not values and not open_answer and not told:
                text = self._text(slot.max_length)
                bare = stance is not None and read_stance(text) == stance and len(split_words(text)) <= 2
                values += [] if bare else self._put(slot, text)
        return values

    def _write_ownership(self, slot: AnswerSlot) -> list[SlotValue]:
        owner = self._cited[0].ownership
        if slot.options and owner:
            chosen = choose_ownership(slot.options, owner)
            if chosen is None:
                self._proposals += slot.options
                self._reasons.append("No option of the ownership list names the entry's owner alone.")
            return [SlotValue(slot.role, slot.cell, chosen)] if chosen else []
        return self._put(slot, owner)

    def _text(self, limit: int | None) -> str:
        text = join_texts(self._cited, limit=limit)
        begins = read_stance(text)
        if begins is not None and self._decision.stance not in (None, begins):
            self._reasons.append(f"The entry's text begins with “{VERDICTS[begins]}”, which is not the answer here.")
            return ""
        if not text and any(entry.answer for entry in self._cited):
            self._reasons.append(f"The entry's text is longer than the {limit} characters that the cell takes.")
        return text

    def _put(self, slot: AnswerSlot, text: str) -> list[SlotValue]:
        if not text or (slot.max_length is not None and len(text) > slot.max_length):
            return []
        if slot.options:
            same = find_same_option(slot.options, text)
            return [SlotValue(slot.role, slot.cell, same)] if same else []
        return [SlotValue(slot.role, slot.cell, text)]


def is_mark(slot: AnswerSlot) -> bool:
    """Tell whether a slot is one of several columns of which one gets an X."""
    return slot.label is not None and len(slot.options) == 1 and slot.role is SlotRole.ANSWER


def asks_customer(slot: AnswerSlot) -> bool:
    """Tell whether a cell asks what the customer must do."""
    words = set(split_words(slot.label or "").texts)
    return bool(words & {"csc", "customer", "client"}) and any(word.startswith("respons") for word in words)


def name_evidence(entries: Sequence[Entry]) -> str:
    """Return the documents that back the entries: attachments first, else where they come from.

    An earlier answer comes from another customer's questionnaire, which is no evidence and nobody else's business.
    """
    names: list[str] = []
    for entry in entries:
        if entry.attachments:
            names += entry.attachments
        elif entry.source is not None and entry.source.document and entry.kind is not EntryKind.PAST_ANSWER:
            names.append(", ".join(text for text in (entry.source.document, entry.source.place) if text))
    return "; ".join(dict.fromkeys(names))


def join_verdict(stance: Stance, text: str, *, limit: int | None = None) -> str:
    """Return verdict and text for one free cell; a text that begins with the verdict stays as it is."""
    verdict = VERDICTS[stance]
    if not text:
        return verdict
    own = read_stance(text)
    if own == stance:
        return text
    joined = f"{verdict}. {text}"
    return joined if limit is None or len(joined) <= limit else verdict


def _choose_entries(decision: StanceDecision, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    wanted = decision.entries or tuple(entry.id for entry in entries[:1])
    return tuple(entry for entry in entries if entry.id in wanted)[:MOST_ENTRIES]


def _join(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
