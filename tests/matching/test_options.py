"""Which text of a drop-down says a stance."""

from __future__ import annotations

import pytest

from qbot.matching.options import (
    choose_option,
    choose_ownership,
    find_same_option,
    propose_options,
    read_option,
    read_stance,
)
from qbot.model.knowledge import Stance

YES, NO, PARTIAL, NA = Stance.YES, Stance.NO, Stance.PARTIAL, Stance.NA


@pytest.mark.parametrize(
    ("options", "stance", "chosen"),
    [
        (["Yes", "No", "N/A"], YES, "Yes"),
        (["Yes", "No", "N/A"], NA, "N/A"),
        (["Yes", "No"], PARTIAL, None),
        (["Yes", "No"], NA, None),
        (["Y", "N"], NO, "N"),
        (["TRUE", "FALSE"], YES, "TRUE"),
        (["Sí", "No", "Parcial"], YES, "Sí"),
        (["Oui", "Non"], NO, "Non"),
        (["Ja", "Nein", "Teilweise"], PARTIAL, "Teilweise"),
        (["1) Yes", "2) No"], YES, "1) Yes"),
        (["a. Yes", "b. No"], NO, "b. No"),
        (["Compliant", "Non-compliant", "Partially compliant"], NO, "Non-compliant"),
        (["Implemented", "Not implemented", "Planned"], YES, "Implemented"),
        (["Valid", "Non-valid", "Not Applicable"], NA, "Not Applicable"),
        (["Yes", "Yes, with a compensating control", "No"], YES, "Yes"),
        (["Yes, for some teams", "Yes, for most teams", "No"], YES, None),
        (["Yes, for some teams", "Yes, for most teams", "No"], NO, "No"),
        (["Yes", "Fully compliant", "No"], YES, None),
        (["Yes", "yes ", "No"], YES, "Yes"),
        (["Yes / No", "N/A"], YES, None),
        (["In progress", "Planned"], PARTIAL, None),
        (["Own hall", "Rented rack", "Public cloud"], YES, None),
        (["Nobody", "Notable people"], NO, None),
        ([], YES, None),
    ],
)
def test_one_option_or_none(options: list[str], stance: Stance, chosen: str | None) -> None:
    assert choose_option(options, stance) == chosen


def test_proposals_are_near_the_stance_or_all() -> None:
    graded = ["Yes, for some teams", "Yes, for most teams", "No"]
    assert propose_options(graded, YES) == ("Yes, for some teams", "Yes, for most teams")
    assert propose_options(["Yes", "No"], PARTIAL) == ("Yes", "No")
    assert propose_options(["Yes", "No"], None) == ("Yes", "No")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Yes", YES),
        ("n/a", NA),
        ("Yes - we do.", YES),
        ("No, we rent racks.", NO),
        ("Not applicable: no cards are taken.", NA),
        ("Notes are kept.", None),
        ("Nobody has access.", None),
        ("Yesterday's copy is kept.", None),
        ("We do.", None),
    ],
)
def test_stance_that_an_answer_begins_with(text: str, stance: Stance | None) -> None:
    assert read_stance(text) == stance


def test_graded_yes_is_no_plain_yes() -> None:
    assert read_option("Yes, but informally") == "graded yes"
    assert read_option("Yes - documented") == "yes"


def test_option_of_the_same_words() -> None:
    assert find_same_option(["3) Public cloud", "4) Own hall"], "public cloud") == "3) Public cloud"
    assert find_same_option(["Public cloud", "public  cloud"], "public cloud") is None
    assert find_same_option(["Yes"], "") is None


@pytest.mark.parametrize(
    ("owner", "chosen"),
    [
        ("CSP-owned", "CSP-owned"),
        ("provider", "CSP-owned"),
        ("shared", "Shared CSP and CSC"),
        ("customer", "CSC-owned"),
        ("third party", "3rd-party outsourced"),
        ("somebody", None),
    ],
)
def test_owner_of_a_control(owner: str, chosen: str | None) -> None:
    options = ["CSP-owned", "CSC-owned", "3rd-party outsourced", "Shared CSP and CSC", "Shared CSP and 3rd-party"]
    assert choose_ownership(options, owner) == chosen
