"""Recall: approved answers come first with their date, what was left open stays blank, changed wordings are shown."""

from __future__ import annotations

from datetime import date

import pytest

from qbot.matching.engine import Asked, draft_questions
from qbot.matching.index import build_index, extend_index
from qbot.matching.recall import is_asked_again, make_past_entries
from qbot.model.confidence import Band
from qbot.model.draft import Draft
from qbot.model.knowledge import Entry, EntryKind, Scope, Stance
from qbot.model.memory import Memory, Outcome, Remembered
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration

AS_OF = date(2026, 11, 1)
OPTIONS = ("Yes", "No", "N/A")
BACKUPS = "Are backups of customer data restored in a test at least once a year?"
LAPTOPS = "Do you encrypt the disks of all laptops?"
VISITORS = "Are visitors escorted in your offices?"
FACT = Entry(
    id="backup-fact",
    kind=EntryKind.FACT,
    answer="Backups of customer data are restored in a test once a year.",
    stance=Stance.YES,
    reviewed_on=date(2026, 1, 1),
)


def remember(
    text: str,
    stance: Stance | None = Stance.YES,
    comment: str = "",
    *,
    outcome: Outcome = Outcome.APPROVED,
    ref: str = "",
    name: str = "northwind.xlsx",
    day: date | None = date(2026, 3, 1),
    product: str = "",
    entries: tuple[str, ...] = (),
    reason: str = "",
) -> Remembered:
    """Return one decision."""
    verdict = {Stance.YES: "Yes", Stance.NO: "No", None: ""}[stance] if outcome is Outcome.APPROVED else ""
    values = {role: text for role, text in ((SlotRole.ANSWER, verdict), (SlotRole.COMMENT, comment)) if text}
    return Remembered(
        text, outcome, stance, values, ref=ref, questionnaire=name, decided_on=day,
        product=product, entries=entries, reason=reason,
    )  # fmt: skip


def draft(
    texts: dict[str, str] | str, *decisions: Remembered, entries: tuple[Entry, ...] = (), product: str | None = None
) -> tuple[Draft, ...]:
    """Return the drafts of questions, given by their refs or one alone."""
    asked = {"": texts} if isinstance(texts, str) else texts
    questions = tuple(
        Question(
            "S",
            f"A{row}",
            text,
            ref=ref or None,
            slots=(AnswerSlot(SlotRole.ANSWER, f"B{row}", options=OPTIONS), AnswerSlot(SlotRole.COMMENT, f"C{row}")),
        )
        for row, (ref, text) in enumerate(asked.items(), 2)
    )
    memory = Memory(decisions)
    return draft_questions(
        questions,
        index=extend_index(build_index(entries), make_past_entries(memory)),
        calibration=read_calibration(),
        company=None,
        as_of=AS_OF,
        asked=Asked(product, None, memory),
    )


def list_guards(one: Draft) -> dict[str, Band | None]:
    return {guard.name: guard.cap for guard in one.guards}


def test_an_approved_answer_is_reused_with_its_file_and_date() -> None:
    (one,) = draft(BACKUPS, remember(BACKUPS, comment="They are restored each spring."), entries=(FACT,))
    assert one.answered
    assert one.band is Band.HIGH
    assert [value.value for value in one.values] == ["Yes", "They are restored each spring."]
    assert "northwind.xlsx" in one.citations[0].source
    assert "2026-03-01" in one.citations[0].source
    assert any(part.name == "approved" and "2026-03-01" in part.text for part in one.parts)
    assert one.score == pytest.approx(sum(part.value for part in one.parts), abs=0)


def test_without_a_memory_the_fact_is_taken() -> None:
    (one,) = draft(BACKUPS, entries=(FACT,))
    assert one.citations[0].entry == "backup-fact"


def test_the_last_of_two_approved_answers_is_taken_and_the_other_told() -> None:
    (one,) = draft(
        LAPTOPS,
        remember(LAPTOPS, Stance.NO, "Not yet on all.", name="a.xlsx", day=date(2025, 6, 1)),
        remember(LAPTOPS, Stance.YES, "FileVault and BitLocker.", name="b.xlsx", day=date(2026, 6, 1)),
    )
    assert one.stance is Stance.YES
    assert "b.xlsx" in one.citations[0].source
    assert list_guards(one)["differing"] is Band.MEDIUM
    assert one.band is Band.MEDIUM


def test_two_equal_answers_are_no_difference() -> None:
    (one,) = draft(LAPTOPS, remember(LAPTOPS, name="a.xlsx"), remember(LAPTOPS, name="b.xlsx"))
    assert one.band is Band.HIGH
    assert not one.guards


@pytest.mark.parametrize("outcome", [Outcome.NO_EVIDENCE, Outcome.REJECTED])
def test_what_was_left_open_stays_blank_and_says_so(outcome: Outcome) -> None:
    left = remember(BACKUPS, None, outcome=outcome, reason="nobody could show a record", day=date(2026, 2, 1))
    (one,) = draft(BACKUPS, left, entries=(FACT,))
    assert not one.answered
    assert not one.values
    assert "2026-02-01" in one.reason
    assert "nobody could show a record" in one.reason
    assert one.alternatives[0].entry == "backup-fact"


def test_what_was_left_open_is_told_where_nothing_is_near() -> None:
    (one,) = draft(VISITORS, remember(VISITORS, None, outcome=Outcome.NO_EVIDENCE))
    assert not one.answered
    assert "northwind.xlsx on 2026-03-01" in one.reason


def test_another_question_is_not_left_open() -> None:
    (one,) = draft(BACKUPS, remember(VISITORS, None, outcome=Outcome.NO_EVIDENCE), entries=(FACT,))
    assert one.answered


def test_a_later_answer_takes_back_what_was_left_open() -> None:
    left = remember(LAPTOPS, None, outcome=Outcome.NO_EVIDENCE, day=date(2026, 1, 1))
    (one,) = draft(LAPTOPS, left, remember(LAPTOPS, day=date(2026, 6, 1)))
    assert one.answered
    (one,) = draft(LAPTOPS, left, remember(LAPTOPS, day=date(2025, 6, 1)))
    assert not one.answered


def test_an_entry_reviewed_since_may_be_drafted_for_a_person_to_read() -> None:
    left = remember(BACKUPS, None, outcome=Outcome.NO_EVIDENCE, day=date(2025, 12, 1))
    (one,) = draft(BACKUPS, left, entries=(FACT,))
    assert one.answered
    assert list_guards(one)["declined"] is Band.MEDIUM


def test_a_rejected_entry_bars_that_entry_alone() -> None:
    turned_down = remember(BACKUPS, None, outcome=Outcome.REJECTED, entries=("backup-fact",))
    assert not draft(BACKUPS, turned_down, entries=(FACT,))[0].answered
    other = remember(BACKUPS, None, outcome=Outcome.REJECTED, entries=("something-else",))
    assert draft(BACKUPS, other, entries=(FACT,))[0].answered


FORM = {"AC-1": LAPTOPS, "AC-2": VISITORS, "AC-3": BACKUPS, "AC-4": "Is access to source code reviewed each quarter?"}


def test_the_same_control_is_evidence_and_a_changed_wording_is_shown() -> None:
    past = [remember(text, ref=ref) for ref, text in FORM.items()]
    changed = {**FORM, "AC-4": "Is access to the source code repositories looked at every quarter?"}
    one = draft(changed, *past)[-1]
    assert any(part.name == "control" for part in one.parts)
    text = next(guard.text for guard in one.guards if guard.name == "changed")
    assert FORM["AC-4"] in text
    assert changed["AC-4"] in text
    assert one.band is not Band.HIGH
    twin = draft(FORM, *past)[-1]
    assert "changed" not in list_guards(twin)
    assert twin.band is Band.HIGH


def test_an_inverted_wording_under_the_same_id_is_no_yes() -> None:
    past = [remember(text, ref=ref) for ref, text in FORM.items()]
    one = draft({**FORM, "AC-3": "Are backups of customer data never restored in a test?"}, *past)[2]
    assert one.stance is not Stance.YES
    assert one.band is not Band.HIGH
    assert "changed" in list_guards(one)


def test_the_same_id_in_another_form_says_nothing() -> None:
    past = [remember(text, ref=ref) for ref, text in zip(FORM, reversed(FORM.values()), strict=True)]
    for one in draft(FORM, *past):
        assert "changed" not in list_guards(one)
        assert not any(part.name == "control" for part in one.parts)


def test_an_answer_for_another_product_is_never_sure() -> None:
    other = remember(LAPTOPS, product="Larkspur")
    (one,) = draft(LAPTOPS, other, product="Bluebell")
    assert one.band is Band.MEDIUM
    assert "product" in list_guards(one)
    (twin,) = draft(LAPTOPS, other, product="larkspur")
    assert twin.band is Band.HIGH


def test_the_own_product_goes_before_another() -> None:
    (one,) = draft(
        LAPTOPS,
        remember(LAPTOPS, Stance.YES, product="Larkspur", name="l.xlsx", day=date(2026, 9, 1)),
        remember(LAPTOPS, Stance.NO, product="Bluebell", name="b.xlsx", day=date(2025, 12, 1)),
        product="Bluebell",
    )
    assert one.stance is Stance.NO
    assert "product" not in list_guards(one)
    assert "differing" not in list_guards(one)


def test_a_fact_about_another_product_is_shown_and_not_chosen() -> None:
    scoped = Entry(
        id="larkspur-backups", kind=EntryKind.FAQ, question=BACKUPS, answer="Yes, each spring.", stance=Stance.YES,
        scope=Scope(products=("Larkspur",)),
    )  # fmt: skip
    (one,) = draft(BACKUPS, entries=(scoped, FACT), product="Bluebell")
    assert one.citations[0].entry == "backup-fact"
    assert "larkspur-backups" in [alternative.entry for alternative in one.alternatives]
    (alone,) = draft(BACKUPS, entries=(scoped,), product="Bluebell")
    assert not alone.answered
    assert "Larkspur" in alone.reason


def test_an_old_answer_is_not_sure_any_more() -> None:
    (one,) = draft(LAPTOPS, remember(LAPTOPS, day=date(2023, 1, 1)))
    assert one.band is Band.MEDIUM
    assert "review" in list_guards(one)


def test_the_order_of_what_is_remembered_makes_no_difference() -> None:
    past = [remember(text, ref=ref, name=name) for ref, text in FORM.items() for name in ("a.xlsx", "b.xlsx")]
    assert draft(FORM, *past) == draft(FORM, *reversed(past))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Do you encrypt the disks of all laptops", True),
        ("Do you encrypt the disks of all of your laptops?", True),
        ("Do you not encrypt the disks of all laptops?", False),
        ("Do you encrypt the disks of all servers?", False),
        ("Do you insure all laptops?", False),
    ],
)
def test_asked_again(text: str, again: bool) -> None:
    assert is_asked_again(text, LAPTOPS) is again
