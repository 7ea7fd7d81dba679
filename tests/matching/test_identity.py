"""Identity fields: filled from the profile, and from nothing else."""

from __future__ import annotations

import pytest

from qbot.matching.identity import fill_identity, read_identity, tell_origin
from qbot.model.knowledge import Company, Contact
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, SlotRole

COMPANY = Company(
    legal_name="Larkspur Systems GmbH",
    product_names=("Larkspur Desk",),
    website="https://larkspur.example",
    address="Hauptstr. 1, 10115 Berlin",
    country="Germany",
    contacts=(
        Contact("Security", "Ada Example", "security@larkspur.example", "+49 30 1"),
        Contact("Data protection officer", "Bo Example", "privacy@larkspur.example"),
    ),
    facts={"DUNS": "12-345-6789", "employees": "48"},
)


def make_field(text: str, *, max_length: int | None = None) -> Question:
    slot = AnswerSlot(SlotRole.ANSWER, "B2", max_length=max_length)
    return Question(sheet="A", cell="A2", text=text, kind=QuestionKind.IDENTITY, slots=(slot,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Vendor Name", "Larkspur Systems GmbH"),
        ("Company name:", "Larkspur Systems GmbH"),
        ("Name of the supplier", "Larkspur Systems GmbH"),
        ("Legal entity name", "Larkspur Systems GmbH"),
        ("Product Name", "Larkspur Desk"),
        ("Vendor website", "https://larkspur.example"),
        ("Company address", "Hauptstr. 1, 10115 Berlin"),
        ("Country of incorporation", "Germany"),
        ("Vendor Contact Name", "Ada Example"),
        ("Vendor Contact Email", "security@larkspur.example"),
        ("Security contact phone", "+49 30 1"),
        ("Data protection officer (email)", "privacy@larkspur.example"),
        ("Sales contact email", ""),
        ("Privacy contact phone", ""),
        ("DUNS number", "12-345-6789"),
        ("Number of employees", "48"),
        ("Customer Name", ""),
        ("Name of the assessor", ""),
        ("Date", ""),
        ("Date completed", ""),
        ("Product description", ""),
        ("Privacy notice URL", ""),
        ("Hosting regions", ""),
        ("Favourite colour", ""),
    ],
)
def test_field(field: str, value: str) -> None:
    got = fill_identity(make_field(field), COMPANY)
    assert [one.value for one in got] == ([value] if value else [])


def test_unknown_fields_say_why_they_stay_blank() -> None:
    assert "company.yaml" in read_identity(make_field("Vendor name"), None).reason
    assert "no such field" in read_identity(make_field("Favourite colour"), COMPANY).reason
    assert "phone" in read_identity(make_field("Privacy contact phone"), COMPANY).reason


@pytest.mark.parametrize(
    ("field", "key"), [("Vendor name", "legal name"), ("Number of employees", "employees"), ("DPO email", "email")]
)
def test_it_is_told_which_field_of_the_profile_says_it(field: str, key: str) -> None:
    assert tell_origin(make_field(field), COMPANY) == f"the company profile says it under “{key}”"
    assert "under" not in tell_origin(make_field(field), None)


def test_too_long_for_the_cell_stays_blank() -> None:
    assert fill_identity(make_field("Vendor name", max_length=5), COMPANY) == ()
    assert fill_identity(Question(sheet="A", cell="A2", text="Vendor name"), COMPANY) == ()


def test_option_of_an_identity_field_must_be_in_its_list() -> None:
    slot = AnswerSlot(SlotRole.ANSWER, "B2", options=("Germany", "France"))
    question = Question(sheet="A", cell="A2", text="Country", kind=QuestionKind.IDENTITY, slots=(slot,))
    assert [value.value for value in fill_identity(question, COMPANY)] == ["Germany"]
    other = Company(legal_name="X", country="Peru")
    assert fill_identity(question, other) == ()
