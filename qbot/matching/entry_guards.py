"""Guards that look at the entry itself: what it is about, how long it holds, and whether somebody disputes it."""

from __future__ import annotations

from collections.abc import Callable

from qbot.matching.coverage import join_answers
from qbot.matching.earlier import names_plan, tells_plan
from qbot.matching.pairing import Pairing
from qbot.matching.questions_parts import Form
from qbot.matching.scope import holds_product, holds_region
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard
from qbot.model.knowledge import EntryKind, Stance

Guard = Callable[[Pairing], FiredGuard | None]


def check_product(pairing: Pairing) -> FiredGuard | None:
    """The entry speaks about other products."""
    products = pairing.entry.scope.products
    if holds_product(products, pairing.product):
        return None
    text = f"The entry is about {', '.join(products)}, not about {pairing.product}."
    return FiredGuard("product", text, _cap_outside(pairing))


def check_region(pairing: Pairing) -> FiredGuard | None:
    """The entry speaks about other regions."""
    regions = pairing.entry.scope.regions
    if holds_region(regions, pairing.region):
        return None
    text = f"The entry holds for {', '.join(regions)}, not for {pairing.region}."
    return FiredGuard("region", text, _cap_outside(pairing))


def _cap_outside(pairing: Pairing) -> Band:
    # an answer given for another product is a draft to be read; a fact about another product is none
    return Band.MEDIUM if pairing.entry.kind is EntryKind.PAST_ANSWER else Band.LOW


def check_expiry(pairing: Pairing) -> FiredGuard | None:
    """The entry's last good day is over."""
    until = pairing.entry.valid_until
    if until is None or not pairing.entry.has_ended(pairing.as_of):
        return None
    return FiredGuard("expiry", f"The entry was valid until {until.isoformat()}.", Band.LOW)


def check_review(pairing: Pairing) -> FiredGuard | None:
    """The entry's review is overdue."""
    due = pairing.entry.review_due
    if due is None or pairing.as_of <= due:
        return None
    return FiredGuard("review", f"The entry's review was due on {due.isoformat()}.", Band.MEDIUM)


def check_conflict(pairing: Pairing) -> FiredGuard | None:
    """Another entry says something else, and nobody has settled it."""
    conflicts = pairing.entry.conflicts
    if not conflicts:
        return None
    first = conflicts[0]
    asks_verdict = pairing.asked.form in (Form.YES_NO, Form.STATEMENT)
    # a "no" and a description may be drafted for a person to read; a "yes" that is in dispute may not
    cap = Band.LOW if asks_verdict and pairing.entry.stance is not Stance.NO else Band.MEDIUM
    return FiredGuard("conflict", f"Entry {first.entry} says something else: {first.reason}", cap)


def check_plan(pairing: Pairing) -> FiredGuard | None:
    """The entry speaks of what was planned or under way when it was written."""
    if join_answers(pairing.entry) in pairing.said and not names_plan(pairing.said):
        return None  # so no part of that does, and it is looked through for other things too
    text = tells_plan(pairing.entry, year=pairing.as_of.year)
    if not text:
        return None
    return FiredGuard("plan", text, Band.LOW if " for 20" in text else Band.MEDIUM)


def check_verdict(pairing: Pairing) -> FiredGuard | None:
    """The entry is an earlier answer with a text and no verdict, and the question asks for one."""
    entry = pairing.entry
    asks_verdict = pairing.asked.form in (Form.YES_NO, Form.STATEMENT)
    if entry.stance is not None or entry.kind is not EntryKind.PAST_ANSWER or not asks_verdict:
        return None
    return FiredGuard("verdict", "The earlier answer has a text and no verdict.", Band.MEDIUM)


GUARDS_OF_ENTRY: tuple[Guard, ...] = (
    check_product,
    check_region,
    check_expiry,
    check_review,
    check_conflict,
    check_plan,
    check_verdict,
)
