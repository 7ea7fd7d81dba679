"""What of a knowledge base stands on the trust centre's page, where, and what its builder is told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from qbot.knowledge_base.folder import read_folder
from qbot.model.knowledge import Disclosure, Entry, EntryKind, Scope, Stance
from qbot.workflow.trust_page import TrustPage, make_trust_page
from qbot.workflow.trust_suppliers import read_suppliers

TODAY = date(2026, 11, 27)
FOLDER = Path(__file__).resolve().parents[2] / "knowledge"


def make(name: str, answer: str = "It is so.", **values: object) -> Entry:
    """Return a public fact that was reviewed a month ago."""
    fresh = Entry(name, EntryKind.FACT, answer, disclosure=Disclosure.PUBLIC, reviewed_on=TODAY - timedelta(days=30))
    return replace(fresh, **values)


def show(*entries: Entry) -> TrustPage:
    """Return the page of these entries."""
    return make_trust_page(entries, None, as_of=TODAY)


def list_ids(page: TrustPage) -> set[str]:
    """Return the entries that stand on the page."""
    return {one.id for one in page.list_statements()} | {name for row in page.suppliers for name in row.entries}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (make("one", disclosure=Disclosure.NDA), ""),
        (make("one", disclosure=Disclosure.INTERNAL), ""),
        (make("one", "We rest on {fact:secret}."), ""),
        (make("one", kind=EntryKind.PAST_ANSWER), ""),
        (make("one", valid_until=TODAY - timedelta(days=1)), "it has not held since 2026-11-26"),
        (make("one", "In {var:region}."), "waits for a value"),
        (make("one", "In {fact:nowhere}."), "waits for a value"),
    ],
)
def test_what_may_not_be_published_is_not_on_the_page(entry: Entry, told: str) -> None:
    secret = Entry("secret", EntryKind.FACT, "48 hours")
    page = show(entry, secret, make("other", valid_until=TODAY))
    assert list_ids(page) == {"other"}
    assert told in "\n".join(page.notes)
    assert "secret" not in "\n".join(page.notes)


def test_every_public_entry_of_the_example_has_its_place() -> None:
    base = read_folder(FOLDER)
    page = make_trust_page(base.entries, base.company, as_of=TODAY)
    assert list_ids(page) == {one.id for one in base.entries if one.disclosure is Disclosure.PUBLIC}
    assert [one.title for one in page.certificates] == ["ISO/IEC 27001", "ISO/IEC 42001", "ISO 9001"]
    assert "soc-2-not-held" in {one.id for one in page.assurance}
    assert [(one.name, one.use) for one in page.suppliers] == [
        ("Microsoft Azure", "hosting the CloudMonitor management plane"),
        ("Microsoft Entra ID", "auth"),
        ("Atlassian", "support ticketing"),
        ("Pendo", "anonymised in-product analytics"),
    ]
    assert len(page.questions) == 7
    assert [one.title for one in page.topics] == ["AI governance", "Contract end", "Incidents", "Testing"]


def test_the_page_says_that_it_is_updated_quarterly_only_while_it_is() -> None:
    claim = make("claim", "The trust center page is updated quarterly.")
    backups = make("backups", "Restore plans are reviewed quarterly.")
    page = show(claim, backups)
    assert (page.review.quarterly, page.review.since) == (True, TODAY - timedelta(days=30))
    assert list_ids(page) == {"claim", "backups"}
    late = make("late", reviewed_on=TODAY - timedelta(days=100), review_every=90)
    page = show(claim, backups, late)
    assert (page.review.quarterly, page.review.overdue_since) == (False, TODAY - timedelta(days=10))
    assert list_ids(page) == {"backups", "late"}
    assert "review overdue since 2026-11-17: late" in page.notes
    assert any(note.startswith("claim is left out") for note in page.notes)
    never = show(claim, make("never", reviewed_on=None))
    assert (never.review.quarterly, never.review.since) == (False, None)
    assert "never reviewed: never" in never.notes
    slow = show(claim, make("slow", reviewed_on=TODAY - timedelta(days=120), review_every=365))
    assert (slow.review.quarterly, slow.review.overdue_since) == (False, None)


def test_what_holds_for_one_product_alone_says_so() -> None:
    one = make("one", scope=Scope(("Alpha",)))
    assert [each.holds_for for each in show(one, make("two")).list_statements()] == ["", ""]
    both = show(one, make("two", scope=Scope(("Beta",), ("EU",)))).list_statements()
    assert sorted(each.holds_for for each in both) == ["Alpha", "Beta, EU"]


def test_a_certificate_that_is_only_equivalent_has_no_card() -> None:
    held = make("held", topic="Certifications", frameworks=("ISO/IEC 27001",), stance=Stance.YES)
    page = show(
        held,
        replace(held, id="other", frameworks=("SOC 2",), stance=Stance.NO),
        replace(held, id="unclear", stance=None),
    )
    assert [section.title for section in page.certificates] == ["ISO/IEC 27001"]
    assert {one.id for one in page.assurance} == {"other", "unclear"}


@pytest.mark.parametrize(
    ("answers", "rows", "more"),
    [
        (["Azure (hosting), Pendo (analytics)."], [("Azure", "hosting"), ("Pendo", "analytics")], 0),
        (["Azure (hosting), and Pendo (analytics)", "Pendo is a sub-processor, used for analytics."],
         [("Azure", "hosting"), ("Pendo", "analytics")], 0),
        (["Azure (hosting), Pendo (analytics)", "Pendo is a sub-processor, used for sales calls."],
         [("Azure", "hosting"), ("Pendo", "analytics")], 1),
        (["Atlassian is a subprocessor used for tickets."], [("Atlassian", "tickets")], 0),
        (["We use (few) suppliers.", "No sub-processor receives data."], [], 2),
    ],
)  # fmt: skip
def test_sub_processors_are_rows_and_what_says_more_stays_a_sentence(
    answers: list[str], rows: list[tuple[str, str]], more: int
) -> None:
    found, rest = read_suppliers([make(str(place), answer) for place, answer in enumerate(answers)])
    assert [(one.name, one.use) for one in found] == rows
    assert len(rest) == more
