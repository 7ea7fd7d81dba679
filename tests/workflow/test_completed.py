"""A completed questionnaire becomes entries: verdicts, comments, marks, and what is no answer."""

from __future__ import annotations

import pytest

from qbot.model.knowledge import Disclosure, Entry, EntryKind, Source, Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, QuestionState, SlotRole
from qbot.workflow.completed import read_completed


def slot(text: str | None, role: SlotRole = SlotRole.ANSWER, **more: object) -> AnswerSlot:
    """A slot that holds a text."""
    values: dict[str, object] = {"cell": "C2", "current": text, **more}
    return AnswerSlot(role, **values)  # type: ignore[arg-type]


def ask(*slots: AnswerSlot, text: str = "Is data encrypted?", **more: object) -> Question:
    """A question with these slots."""
    values: dict[str, object] = {"state": QuestionState.FILLED, "slots": slots, **more}
    return Question("Sheet", "B2", text, **values)  # type: ignore[arg-type]


def read(*questions: Question) -> tuple[Entry, ...]:
    """The entries of a questionnaire with these questions."""
    return read_completed(Questionnaire("/in/Last year.xlsx", "", "xlsx", questions=questions)).rows.entries


def comment(text: str) -> AnswerSlot:
    """A comment."""
    return slot(text, SlotRole.COMMENT)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ((slot("Yes"), comment("With AES-256.")), (Stance.YES, "With AES-256.", "")),
        ((slot("2) No", options=("1) Yes", "2) No")),), (Stance.NO, "2) No", "")),
        (
            (slot("Compliant", options=("Compliant", "Not compliant")), comment("All of it.")),
            (Stance.YES, "All of it.", "Compliant"),
        ),
        ((slot("Yes, a few", options=("No", "Yes, a few")),), (Stance.PARTIAL, "Yes, a few", "")),
        ((slot("All data is encrypted with AES-256."),), (None, "All data is encrypted with AES-256.", "")),
        ((slot(None), comment("With AES-256.")), (None, "With AES-256.", "")),
        (
            (slot("4) AWS", options=("1) Own", "4) AWS")), comment("In Ireland.")),
            (None, "4) AWS\nIn Ireland.", "4) AWS"),
        ),
        ((slot(None, label="Yes"), slot("x", label="No"), comment("Not yet.")), (Stance.NO, "Not yet.", "")),
        ((slot("☐", label="Yes"), slot("☒", label="No")), (Stance.NO, "No", "")),
        ((slot("only backups", label="Partially"),), (Stance.PARTIAL, "only backups", "")),
        ((slot("x", label="Disk"), slot("x", label="Tape")), (None, "Disk; Tape", "")),
    ],
)
def test_what_stands_in_the_cells_becomes_stance_and_text(
    slots: tuple[AnswerSlot, ...], expected: tuple[Stance | None, str, str]
) -> None:
    (entry,) = read(ask(*slots))
    assert (entry.stance, entry.answer, entry.short_answer) == expected
    assert (entry.kind, entry.disclosure) == (EntryKind.PAST_ANSWER, Disclosure.INTERNAL)
    assert entry.source == Source("Last year.xlsx", "Sheet, B2")


def test_what_is_no_answer_is_left_out_and_counted() -> None:
    questions = (
        ask(slot("Ada Example"), text="Name of respondent", kind=QuestionKind.IDENTITY),
        ask(slot("ada@example.com"), text="Who answers for this?"),
        ask(slot("+47 22 33 44 55"), text="Who is called?"),
        ask(slot("mm/dd/yyyy", placeholder=True), text="When was it tested?"),
        ask(slot("=1+1"), state=QuestionState.LOCKED),
        ask(slot(None), state=QuestionState.OPEN),
        ask(slot("2026-01-31"), text="When was the last test?"),
        ask(slot("2026-01-31", SlotRole.DATE), text="Signed on"),
    )
    found = read_completed(Questionnaire("a.xlsx", "", "xlsx", questions=questions))
    assert [entry.answer for entry in found.rows.entries] == ["2026-01-31"]
    assert found.answered == 1
    assert found.left_out == {
        "identity fields": 3,
        "hints that nobody replaced": 1,
        "answers that a formula makes": 1,
        "questions without an answer": 2,
    }


def test_ids_depend_on_section_and_words_and_stand_apart() -> None:
    first, other, again = read(
        ask(slot("Yes"), section=("Data", "Storage"), ref="D-1"),
        ask(slot("No"), section=("Data", "Backup")),
        ask(slot("No"), section=("Data", "Backup")),
    )
    (alone,) = read(ask(slot("No"), section=("Data", "Storage"), ref="X-9"))
    assert first.id == alone.id
    assert first.id.startswith("is-data-encrypted-")
    assert len({first.id, other.id, again.id}) == 3
    assert (first.section, first.notes) == ("Data > Storage", {"ref": "D-1"})
    (japanese,) = read(ask(slot("はい"), text="暗号化されていますか"))
    assert japanese.id.startswith("question-")


def test_what_stands_beside_the_answer_is_kept() -> None:
    parent = ask(slot("Yes"))
    child = Question(
        "Sheet",
        "B3",
        "If so, how?",
        slots=(
            slot("With AES-256."),
            slot("Policy 7", SlotRole.EVIDENCE),
            slot("CSP-owned", SlotRole.OWNERSHIP),
            slot("3", SlotRole.SCORE),
        ),
        parent="B2",
    )
    entry = read(parent, child)[1]
    assert entry.ownership == "CSP-owned"
    assert entry.notes == {"evidence": "Policy 7", "score": "3", "follows": "Is data encrypted?"}
