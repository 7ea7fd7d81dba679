"""Scope: which products and regions an entry reaches."""

from __future__ import annotations

import pytest

from qbot.matching.scope import holds_product, holds_region


@pytest.mark.parametrize(
    ("regions", "asked", "holds"),
    [
        ((), "EU", True),
        (("EU",), None, True),
        (("EU",), "eu", True),
        (("European Union",), "the EU", True),
        (("EU",), "Germany", True),  # what holds for the whole holds for its part
        (("Germany",), "EU", False),  # and not the other way round
        (("EU",), "EU, US", False),  # a questionnaire about both wants what holds in both
        (("EU", "US"), "EU and USA", True),
        (("EMEA",), "United Kingdom", True),
        (("Europe",), "Canada", False),
        (("worldwide",), "Japan", True),
        (("Atlantis",), "atlantis", True),
    ],
)
def test_a_region_reaches_what_lies_in_it(regions: tuple[str, ...], asked: str | None, holds: bool) -> None:
    assert holds_region(regions, asked) is holds


@pytest.mark.parametrize(
    ("products", "asked", "holds"),
    [
        ((), "Larkspur", True),
        (("Larkspur",), None, True),
        (("Larkspur",), "larkspur", True),
        (("Larkspur",), "Bluebell", False),
        (("Larkspur",), "Larkspur, Bluebell", False),
        (("Larkspur", "Bluebell"), "Larkspur; Bluebell", True),
        (("Salt and Pepper",), "Salt and Pepper", True),  # a name may hold an "and"
        (("Larkspur",), "Larkspur Mobile", False),
    ],
)
def test_a_product_is_known_by_its_whole_name(products: tuple[str, ...], asked: str | None, holds: bool) -> None:
    assert holds_product(products, asked) is holds
