"""New entries beside old ones: the same, changed, contradicting."""

from __future__ import annotations

from msgspec.structs import replace

from qbot.knowledge_base.merge import merge_entries
from qbot.model.knowledge import Entry, EntryKind, Source, Stance

OLD = Entry(
    id="A-1",
    kind=EntryKind.PAST_ANSWER,
    question="Do you back up data?",
    answer="Every 24 hours.",
    section="Backup",
    stance=Stance.YES,
    source=Source("2022.jsonl", "line 1"),
)


def test_the_same_entry_from_another_file_adds_nothing() -> None:
    merge = merge_entries([OLD], [replace(OLD, source=Source("2024.jsonl"), notes={"x": "y"})])
    assert (merge.added, len(merge.same)) == ((), 1)


def test_another_wording_under_the_same_id_stands_beside_the_old_one() -> None:
    merge = merge_entries([OLD], [replace(OLD, answer="Once in 24 hours.")])
    (added,) = merge.added
    assert added.id == "A-1 (2)"
    assert merge.changed == (("A-1 (2)", "A-1"),)
    assert merge.conflicting == ()


def test_another_verdict_on_the_same_question_is_a_conflict() -> None:
    merge = merge_entries([OLD], [replace(OLD, stance=Stance.NO, answer="Never.")])
    (conflict,) = merge.added[0].conflicts
    assert conflict.entry == "A-1"
    assert "“no” and “yes”" in conflict.reason
    assert merge.conflicting == ("A-1 (2)",)


def test_another_number_under_the_same_id_is_a_conflict() -> None:
    merge = merge_entries([OLD], [replace(OLD, answer="Every 48 hours.")])
    assert merge.added[0].conflicts[0].reason == (
        "The same question is answered with other numbers: “24 hours” against “48 hours”."
    )


def test_numbers_that_measure_nothing_or_the_same_are_no_conflict() -> None:
    for answer in ("Each day (see page 48).", "Every 24 hours, since 2019.", "Once a day."):
        assert merge_entries([OLD], [replace(OLD, answer=answer)]).conflicting == ()


def test_another_question_under_the_same_id_is_no_conflict() -> None:
    merge = merge_entries([OLD], [replace(OLD, question="Do you test backups?", stance=Stance.NO, answer="Not yet.")])
    assert merge.added[0].id == "A-1 (2)"
    assert merge.conflicting == ()


def test_the_same_question_with_another_verdict_under_another_id_is_a_conflict() -> None:
    asked = replace(OLD, id="B-7", question="Do you back up DATA ?", stance=Stance.NO, answer="Never.")
    assert merge_entries([OLD], [asked]).added[0].conflicts[0].entry == "A-1"
    assert merge_entries([OLD], [replace(asked, section="Archive")]).conflicting == ()
    assert merge_entries([OLD], [replace(asked, stance=None)]).conflicting == ()


def test_two_questions_without_words_are_not_the_same() -> None:
    odd = [replace(OLD, question="#"), replace(OLD, id="A-2", question="—", stance=Stance.NO)]
    assert merge_entries([], odd).conflicting == ()
    same = [odd[0], replace(odd[1], question="#")]
    assert merge_entries([], same).conflicting == ("A-2",)


def test_two_rows_with_one_id_in_one_file_both_come_in() -> None:
    merge = merge_entries([], [OLD, OLD, replace(OLD, answer="Each day."), replace(OLD, answer="Nightly.")])
    assert [entry.id for entry in merge.added] == ["A-1", "A-1 (2)", "A-1 (3)"]
    assert len(merge.same) == 1


def test_changed_entries_are_recognised_when_they_come_again() -> None:
    changed = replace(OLD, answer="Every 48 hours.")
    first = merge_entries([OLD], [changed])
    again = merge_entries([OLD, *first.added], [changed])
    assert (again.added, len(again.same)) == ((), 1)


def test_facts_without_a_question_never_contradict_by_it() -> None:
    fact = replace(OLD, question="", id="f", stance=Stance.YES)
    assert merge_entries([fact], [replace(fact, id="g", stance=Stance.NO)]).conflicting == ()
