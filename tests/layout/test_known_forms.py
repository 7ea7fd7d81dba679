"""Standard forms: recognised by their ids and titles, and no other file taken for one."""

from __future__ import annotations

import pytest
from drawing import draw

from qbot.layout.reading import Reading, find_questions

ASKED = "Is access to the records of customers checked by a second person"


def read(rows: list[str], *, sheet: str = "Questions") -> Reading:
    """Return the reading of a sheet drawn as lines."""
    return find_questions([draw("\n".join(rows), sheet).grid])


def ask(ids: list[str], header: str = "Id | Question | Answer") -> list[str]:
    """Return a table with a question an id."""
    return [header, *(f"{one} | {ASKED} in case {at}? |" for at, one in enumerate(ids))]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("CAIQ", [f"A&A-{at:02}.1" for at in range(1, 6)] + [f"LOG-{at:02}.2" for at in range(1, 6)]),
        ("HECVAT", [f"DATA-{at:02}" for at in range(1, 6)] + [f"VULN-{at:02}" for at in range(1, 6)]),
    ],
)
def test_ids_that_no_other_form_has_are_proof_enough(name: str, ids: list[str]) -> None:
    form = read(ask(ids)).form
    assert form is not None
    assert (form.name, form.missed) == (name, ())


@pytest.mark.parametrize(
    ("name", "title", "ids"),
    [
        ("SIG", "SIG Lite 2024", [f"A.{at}" for at in range(1, 11)]),
        ("VSA", "VSA-Full", [str(at) for at in range(1, 11)]),
        ("SAMM", "SAMM Interview", [f"G-SM-A-{at}-1" for at in range(1, 10)]),
        ("CyberFundamentals", "CyberFundamentals self-assessment", [f"PR.AC-{at}.1" for at in range(1, 10)]),
        ("ASVS", "OWASP ASVS 4", [f"V1.{at}.1" for at in range(1, 10)]),
        ("ISO 27001 Annex A", "ISO/IEC 27001", [f"A.5.{at}" for at in range(1, 10)]),
    ],
)
def test_other_ids_need_a_title(name: str, title: str, ids: list[str]) -> None:
    form = read(ask(ids), sheet=title).form
    assert form is not None
    assert form.name == name
    assert read(ask(ids)).form is None


def test_a_title_without_the_forms_ids_is_not_the_form() -> None:
    assert read(ask([f"Q{at}" for at in range(1, 10)]), sheet="CAIQ answers 2024").form is None


def test_ids_are_carried_from_a_column_that_was_not_read_and_from_the_text() -> None:
    ids = [f"IAM-{at:02}.1" for at in range(1, 10)]
    rows = ask([f"{at}" for at in range(1, 10)])
    beside = [f"{row} | {one}" for row, one in zip(rows, ["Control", *ids], strict=True)]
    assert [one.ref for one in read(beside).questions] == ids
    inside = ["Question | Answer", *(f"{one}: {ASKED} in case {one[4:6]}? |" for one in ids)]
    assert [one.ref for one in read(inside).questions] == ids


def test_an_id_in_a_row_that_was_not_read_is_told() -> None:
    rows = ask([f"STA-{at:02}.1" for at in range(1, 11)])
    rows.insert(4, "STA-99.1 | Withdrawn |")
    rows.insert(7, "STA-98.1 | |")
    reading = read(rows)
    assert reading.form is not None
    assert reading.form.missed == ("Questions!A8",)
    assert any("Questions!A8" in note for note in reading.notes)
