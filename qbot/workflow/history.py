"""History: what was decided in earlier questionnaires, read from files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from qbot.knowledge_base.lines import read_rows
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.rows import RowReader
from qbot.matching.identity import find_identity_field
from qbot.model.knowledge import Entry
from qbot.model.memory import Memory, Outcome, Remembered
from qbot.model.questionnaire import Question, QuestionKind, Questionnaire, SlotRole
from qbot.workflow.answered import list_answered
from qbot.workflow.intake import read_questionnaire, require_file

_LINES = (".jsonl", ".ndjson")
_REMEDY = "Give a questionnaire that you completed and sent, or a .jsonl file of decisions"
_OUTCOMES: Mapping[str, Outcome] = {
    **dict.fromkeys(("", "approved", "approve", "edited", "answered"), Outcome.APPROVED),
    **dict.fromkeys(("no evidence", "no_evidence", "no-evidence", "unsupported", "blank"), Outcome.NO_EVIDENCE),
    **dict.fromkeys(("rejected", "reject", "declined"), Outcome.REJECTED),
}
_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_KEYS = ("date", "decided_on", "approved_on", "answered_on", "reviewed_on")


def read_history(files: Sequence[Path]) -> Memory:
    """Return what was decided in earlier questionnaires, completed ones or JSON Lines of decisions.

    The errors of `read_questionnaire`; KnowledgeMistakesError with every line that cannot be understood.
    """
    decisions: list[Remembered] = []
    for path in files:
        require_file(path, remedy=_REMEDY)
        if path.suffix.lower() in _LINES:
            decisions += _read_lines(path)
        else:
            decisions += remember_questionnaire(read_questionnaire(path), day=_find_day(path))
    return Memory(tuple(decisions))


def remember_questionnaire(questionnaire: Questionnaire, *, day: date | None) -> Iterator[Remembered]:
    """Yield the answers that stand in a completed questionnaire; what it left blank says nothing.

    The product is the one that its own identity field names.
    """
    product = _find_product(questionnaire.questions)
    for one in list_answered(questionnaire):
        question, verdict, stance = one.question, one.verdict, one.stance
        values = {slot.role: slot.current or "" for slot in reversed(one.held)}
        if stance is None and verdict and values.get(SlotRole.COMMENT):
            values[SlotRole.COMMENT] = f"{verdict}\n{values[SlotRole.COMMENT]}"
        yield Remembered(
            question.text,
            stance=stance,
            values={**values, SlotRole.ANSWER: verdict} if verdict else values,
            ref=question.ref or "",
            section=question.section[-1] if question.section else "",
            questionnaire=Path(questionnaire.file).name,
            place=f"{question.sheet}!{question.cell}" if question.sheet else question.cell,
            decided_on=day,
            product=product,
        )


def _find_product(questions: Sequence[Question]) -> str:
    for question in questions:
        if question.kind is QuestionKind.IDENTITY and find_identity_field(question.text) == "product":
            slot = next((one for one in question.slots if one.holds_answer), None)
            if slot is not None:
                return slot.current or ""
    return ""


def _find_day(path: Path) -> date:
    """Return the day that the file's name gives, else the day it was last changed."""
    named = _DAY.search(path.name)
    if named is not None:
        try:
            return date(*map(int, named.groups()))
        except ValueError:
            pass  # "2024-13-40" is no day
    return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).date()


def _read_lines(path: Path) -> list[Remembered]:
    mistakes: list[Mistake] = []
    found = [_read_row(reader, _find_day(path), mistakes) for reader in read_rows(path)]
    if mistakes:
        raise KnowledgeMistakesError(mistakes)
    return [one for one in found if one is not None]


def _read_row(reader: RowReader, day: date, mistakes: list[Mistake]) -> Remembered | None:
    """Return the decision of one line; None where it has no question, or is approved and says nothing."""
    values = {key: str(value).strip() for key, value in reader.values.items() if value is not None}
    outcome = _OUTCOMES.get(values.get("outcome", "").casefold())
    line = int(reader.place.removeprefix("line "))
    if outcome is None:
        what = f"the outcome “{values['outcome']}” is not known"
        mistakes.append(Mistake(reader.file, line, what, 'Write "approved", "no evidence" or "rejected"'))
        return None
    entry = reader.read()
    text = values.get("question", "")
    if not text or (outcome is Outcome.APPROVED and entry is None):
        return None
    given = next((values[key] for key in _DAY_KEYS if values.get(key)), "")
    try:
        decided_on = date.fromisoformat(given[:10]) if given else day
    except ValueError:
        mistakes.append(Mistake(reader.file, line, f"“{given}” is no day", "Write it as 2026-03-31"))
        return None
    entries = reader.values.get("entries")
    return Remembered(
        text,
        outcome,
        entry.stance if entry is not None else None,
        _read_values(values, entry),
        ref=values.get("ref", "") or values.get("id", ""),
        section=values.get("section", ""),
        questionnaire=values.get("questionnaire", "") or reader.file,
        place=reader.place,
        decided_on=decided_on,
        product=values.get("product", ""),
        region=values.get("region", ""),
        valid_until=entry.valid_until if entry is not None else None,
        entries=tuple(map(str, entries)) if isinstance(entries, list) else (),
        reason=values.get("reason", ""),
    )


def _read_values(values: Mapping[str, str], entry: Entry | None) -> dict[SlotRole, str]:
    words = entry.answer if entry is not None else ""
    found = {
        SlotRole.ANSWER: values.get("answer", ""),
        SlotRole.COMMENT: words if words != values.get("answer", "") else "",
        SlotRole.EVIDENCE: values.get("evidence", ""),
        SlotRole.OWNERSHIP: entry.ownership if entry is not None else "",
    }
    return {role: text for role, text in found.items() if text}
