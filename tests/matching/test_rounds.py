"""Rounds of a form: what is new, changed, gone and the same."""

from __future__ import annotations

from qbot.matching.rounds import Row, Since, match_rounds

FORM = (
    Row("Do you encrypt data at rest?", "1.1", ("Data",)),
    Row("Describe your process.", "1.2", ("Data",)),
    Row("Is access reviewed every year?", "2.1", ("Access",)),
    Row("Describe your process.", "2.2", ("Access",)),
    Row("Do you keep a list of suppliers?", "3.1", ("Suppliers",)),
)


def match(*after: Row) -> list[tuple[int, str] | None]:
    """Return for each later row the number of the row before and what became of it."""
    found = match_rounds(FORM, after)
    return [(found[number][0], found[number][1].value) if number in found else None for number in range(len(after))]


def test_the_same_form_is_the_same() -> None:
    assert match(*FORM) == [(number, "same") for number in range(len(FORM))]


def test_numbers_and_order_make_no_difference() -> None:
    moved = [Row(row.text, f"9.{number}", row.section) for number, row in enumerate(reversed(FORM))]
    assert match(*moved) == [(4, "same"), (3, "same"), (2, "same"), (1, "same"), (0, "same")]


def test_marks_and_capital_letters_make_no_difference() -> None:
    assert match(Row("DO YOU ENCRYPT DATA AT REST", "1.1")) == [(0, "same")]


def test_another_wording_is_a_changed_question_and_never_the_same() -> None:
    assert match(
        Row("Do you encrypt data at rest and in transit?", "1.1"),
        Row("Is access reviewed every quarter?", "7.7"),
        Row("Do you have a dog?", "3.1"),  # the id was given to another question
        Row("Who feeds the dog?"),
    ) == [(0, "changed"), (2, "changed"), None, None]


def test_each_row_is_met_once() -> None:
    found = match_rounds(FORM, (*FORM, *FORM))
    assert sorted(other for other, _ in found.values()) == list(range(len(FORM)))
    assert match_rounds((), FORM) == {}
    assert match_rounds(FORM, ()) == {}
    assert {since for _, since in found.values()} == {Since.SAME}
