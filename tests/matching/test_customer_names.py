"""Names of customers: found in their usual forms, and no word that merely looks like one."""

from __future__ import annotations

import pytest

from qbot.matching.customer_names import find_named, replace_name


@pytest.mark.parametrize(
    ("customer", "text", "neutral"),
    [
        ("Acme", "We tell Acme within a day.", "We tell the customer within a day."),
        ("Acme", "Acme's data is encrypted. Acme decides.", "The customer's data is encrypted. The customer decides."),
        ("Acme Corp.", "Data of Acme Corp. and of ACME is kept.", "Data of the customer and of the customer is kept."),
        ("Northwind Traders Ltd", "Northwind is told, as Northwind Traders asked.", None),
        ("Acme", "Write to security@acme.com.", "Write to the customer."),
        ("IBM", "IBM is told.", "The customer is told."),
        ("Acme", "We told\nAcme", "We told\nThe customer"),
    ],
)
def test_a_name_is_replaced_in_all_its_forms(customer: str, text: str, neutral: str | None) -> None:
    found = replace_name(text, customer)
    assert customer.split(maxsplit=1)[0] not in found
    assert neutral is None or found == neutral


@pytest.mark.parametrize(
    ("customer", "text"),
    [
        ("", "Nobody is named."),
        ("Acme", "The acmes of perfection; Acmeville is a town."),
        ("Bank of the North", "Your bank is told."),
        ("Box", "Tick the box."),
        ("Ox", "Ox is too short to be sure."),
        ("The Customer", "The customer is told."),
        ("Open Data Group", "We use open data."),
    ],
)
def test_a_word_that_merely_looks_like_a_name_stays(customer: str, text: str) -> None:
    assert replace_name(text, customer) == text
    assert find_named(text, [customer]) == ()


def test_the_customers_that_a_text_names_are_told() -> None:
    assert find_named("Beta AG and Acme agreed.", ["Acme", "Beta AG", "Gamma"]) == ("Acme", "Beta AG")
