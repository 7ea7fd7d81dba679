"""Follow-up rows ("If yes, describe"): the explanation of the answer above them, where they ask for no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qbot.matching.clauses import measure_covered_by
from qbot.matching.compose import Composition, cite_entry, join_texts
from qbot.matching.guards import check_form
from qbot.matching.pairing import make_pairing
from qbot.matching.phrases import PhraseTable, split_words
from qbot.model.draft import Draft, SlotValue
from qbot.model.knowledge import Entry, Stance
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole

_CONDITIONS = PhraseTable(
    {
        "yes": ("if yes", "if so", "if you do", "if you have", "if applicable", "if the answer is yes"),
        "no": ("if no", "if not", "if you do not", "if the answer is no", "otherwise", "if none"),
        "na": ("if not applicable", "if n a"),
    }
)
ALLOWED = {"yes": (Stance.YES, Stance.PARTIAL), "no": (Stance.NO, Stance.PARTIAL), "na": (Stance.NA,)}
_NO_DATE = date.min


def compose_follow_up(question: Question, *, parent: Draft, entries: Sequence[Entry]) -> Composition:
    """Return the values of a row that follows up the question whose draft is `parent`.

    `entries` are those that the parent cites. Blank with a reason where the parent has no answer, where the row's
    condition does not hold, and where the row asks for something that the parent's entries do not hold.
    """
    if not parent.answered or not entries:
        return Composition(reason="The question above has no answer yet.")
    condition = find_condition(question.text)
    if condition is not None and parent.stance is not None and parent.stance not in ALLOWED[condition]:
        return Composition(reason=f"It applies only where the answer above is “{condition}”.")
    lacking = _find_lacking(question, entries)
    if lacking:
        return Composition(reason=lacking)
    slot = _find_text_slot(question)
    if slot is None:
        options = next((slot.options for slot in question.slots if slot.options), ())
        return Composition(proposals=options, reason="The row takes one of a list; a person must choose.")
    text = join_texts(entries, limit=slot.max_length)
    if not text:
        return Composition(
            reason=f"The entry's text is longer than the {slot.max_length} characters that the cell takes."
        )
    return Composition(
        (SlotValue(slot.role, slot.cell, text),), citations=tuple(cite_entry(entry) for entry in entries)
    )


def find_condition(text: str) -> str | None:
    """Return on which answer above a row depends: `yes`, `no`, `na`, or None where it names no condition."""
    hits = _CONDITIONS.find(split_words(text))
    return hits[0].name if hits else None


def _find_lacking(question: Question, entries: Sequence[Entry]) -> str:
    fired = [check_form(make_pairing(question, entry, as_of=_NO_DATE)) for entry in entries]
    if all(fired) and fired[0] is not None:
        return fired[0].text
    said = "\n".join(f"{entry.question}\n{entry.answer}" for entry in entries)
    if measure_covered_by(question.text, said) == 0:
        return "The row asks for something that the answer above does not hold."
    return ""


def _find_text_slot(question: Question) -> AnswerSlot | None:
    wanted = (SlotRole.ANSWER, SlotRole.COMMENT)
    return next((slot for role in wanted for slot in question.slots if slot.role is role and not slot.options), None)
