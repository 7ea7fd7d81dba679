"""Two answers to one question that cannot both hold, and those that can."""

from __future__ import annotations

import pytest

from qbot.matching.contradictions import find_contradiction, find_dates, find_text_contradiction
from qbot.model.knowledge import Entry, EntryKind, Stance


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("Customers are told within 24 hours.", "Customers are told within 48 hours.", "“24 hours” against “48 hours”"),
        ("Keys have 128 bits.", "Keys have 256 bits.", "“128"),
        ("We have 3 sites and 40 people.", "We have 4 sites and 40 people.", "“3” against “4”"),
        ("The last test was in March 2025.", "The last test was in May 2026.", "“March 2025” against “May 2026”"),
        ("Tests are annual.", "Tests are quarterly.", "against"),
        ("Full backups are weekly and daily ones kept.", "Full backups are monthly and daily ones kept.", "weekly"),
        ("Data is not sold.", "Data is sold.", "denies"),
    ],
)
def test_other_numbers_dates_and_denials(one: str, two: str, words: str) -> None:
    assert words in find_text_contradiction(one, two)
    assert find_text_contradiction(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("See DOCU-02", "See DOCU-08"),
        ("Yes. Please refer to AAAI 1.2.", "Yes. Please refer to AAAI 3.2."),
        ("Kept for 90 days.", "Kept for 3 months."),
        ("Tested in 2026.", "Tested in May 2026."),
        ("Within 24 hours.", "WITHIN 24  hours."),
        ("Our roadmap looks two years ahead.", "Fixes come in a 2-week cycle of releases."),
        ("Access is by role.", "Access is by role, and reviewed."),
    ],
)
def test_what_can_both_hold(one: str, two: str) -> None:
    assert find_text_contradiction(one, two) == ""


def test_another_verdict_comes_first() -> None:
    first = Entry("a", EntryKind.FAQ, "Yes", stance=Stance.YES)
    assert "“no” and “yes”" in find_contradiction(first, Entry("b", EntryKind.FAQ, "No", stance=Stance.NO))
    assert find_contradiction(first, Entry("b", EntryKind.FAQ, "Yes")) == ""


def test_dates_in_words() -> None:
    text = "On 2026-05-01, 3rd of June 2025, March 4, 2024, Sept 2023 and 2022; not on 2026-02-31."
    assert [day for day, _ in find_dates(text)] == ["2026-05-01", "2025-06-03", "2024-03-04", "2023-09", "2022"]
