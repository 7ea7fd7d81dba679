"""Earlier answers: what their words say without a verdict, how far their "no" reaches, and plans that have passed."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from qbot.matching.earlier import affirms, broadens, is_narrower, presuppose, tells_plan
from qbot.matching.guards import check_guards
from qbot.matching.stance import decide_stance
from qbot.model.confidence import Band
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question


def make_past(question: str, answer: str = "", stance: Stance | None = None) -> Entry:
    return Entry(id="p", kind=EntryKind.PAST_ANSWER, question=question, answer=answer or "Yes", stance=stance)


def decide(text: str, entry: Entry) -> Stance | None:
    question = Question("S", "A1", text)
    return decide_stance(question, [entry], check_guards(question, entry, as_of=date(2026, 1, 1))).stance


REVIEWS = "Are the recovery plans reviewed every year and updated?"


@pytest.mark.parametrize(
    ("answer", "yes"),
    [
        ("The recovery plans are reviewed in full each January.", True),
        ("Recovery plans are not reviewed.", False),
        ("Some of the recovery plans are reviewed.", False),
        ("We plan to review the recovery plans from next year.", False),
        ("Our hosting provider takes care of that.", False),
        ("Please see the recovery plans.", False),
    ],
)
def test_prose_to_this_very_question_affirms_it_or_leaves_it_open(answer: str, yes: bool) -> None:
    assert affirms(REVIEWS, answer) is yes
    assert (decide(REVIEWS, make_past(REVIEWS, answer)) is Stance.YES) is yes


def test_a_choice_and_a_denial_have_no_yes() -> None:
    assert not affirms("Is monitoring done by staff or by a supplier?", "Monitoring is done by a supplier.")
    assert not affirms("Are recovery plans never reviewed?", "Recovery plans are reviewed.")


def test_who_describes_how_it_is_done_does_it() -> None:
    past = make_past("Describe how you assess the security of suppliers.", "A team assesses the security of suppliers.")
    assert decide("Do you assess the security of suppliers?", past) is Stance.YES
    assert decide("Do you assess the security of suppliers every quarter?", past) is None
    assert presuppose(replace(past, question="Describe any assessment of suppliers.")) is None
    assert presuppose(replace(past, answer="We do not assess suppliers.")) is None
    assert presuppose(replace(past, question="Do you assess suppliers?")) is None


def test_a_yes_to_less_is_silent_on_the_rest() -> None:
    past = make_past("Do you have a continuity plan?", stance=Stance.YES)
    assert decide("Do you have a continuity plan that is tested annually?", past) is None
    fact = replace(past, kind=EntryKind.FAQ, answer="We have a continuity plan.")
    assert decide("Do you have a continuity plan that is tested annually?", fact) is Stance.PARTIAL


def test_a_no_reaches_no_further_than_its_question() -> None:
    admins = make_past("Do you support role-based access for administrators?", "No", Stance.NO)
    assert is_narrower("Do you support role-based access?", admins)
    assert decide("Do you support role-based access?", admins) is None
    assert not is_narrower("Do you support role-based access for administrators?", admins)
    audit = make_past("Have you passed a TISAX audit?", "No", Stance.NO)
    assert broadens("Have you passed a TISAX/C5 audit?", audit)
    assert not broadens("Have you passed a full TISAX audit?", audit)
    firewall = make_past("Do you follow a hardening guide (e.g. CIS)?", "No", Stance.NO)
    assert decide("Do you follow a hardening guide (e.g. CIS, STIG)?", firewall) is None
    assert decide("Do you follow a hardening guide?", firewall) is Stance.NO


def test_no_to_is_it_not_met_denies_nothing() -> None:
    past = make_past("Do you use any modules that do not conform to FIPS 140-2?", "All conform.", Stance.NO)
    assert decide("Do you use modules that conform to FIPS 140-2?", past) is not Stance.NO


@pytest.mark.parametrize(
    ("answer", "cap"),
    [
        ("No. We are currently implementing it; it will be complete in 2023.", Band.LOW),
        ("No, it is on our roadmap.", Band.MEDIUM),
        ("No.\nRecommended for all customers, and on our roadmap.", Band.MEDIUM),  # left out of what is said
        ("No. It was in place until 2023.", None),
        ("We have a disaster recovery plan of 2023.", None),
    ],
)
def test_what_was_planned_must_be_asked_again(answer: str, cap: Band | None) -> None:
    past = make_past("Is there a bug bounty?", answer, Stance.NO)
    fired = check_guards(Question("S", "A1", "Is there a bug bounty?"), past, as_of=date(2026, 1, 1))
    assert {guard.name: guard.cap for guard in fired}.get("plan") is cap
    assert bool(tells_plan(past, year=2026)) is (cap is not None)


def test_a_bare_yes_is_not_taken_over_where_another_subject_stands() -> None:
    past = make_past("Are passwords of user accounts stored encrypted?", stance=Stance.YES)
    assert decide("Are passwords of user accounts visible in administration modules?", past) is not Stance.YES
    assert decide("Are passwords of user accounts held encrypted?", past) is Stance.YES


def test_what_the_host_holds_is_not_held_by_the_company() -> None:
    past = make_past("Share what helps to assess your program.", "{} hold certifications:\n\nISO 9001\nISO 27018")
    host, own = (replace(past, answer=past.answer.format(who)) for who in ("The data centers of AWS", "Our offices"))
    assert decide("Do you comply with ISO 9001?", host) is not Stance.YES
    assert decide("Do you comply with ISO 9001?", own) is Stance.YES


def test_a_question_about_the_cloud_vendor_is_not_answered_by_what_the_company_does() -> None:
    past = make_past("Is access to your cloud environment protected by keys?", "Access is by VPN and keys.", Stance.YES)
    assert decide("Does your cloud vendor have access to your keys?", past) is not Stance.YES


def test_what_is_hosted_within_a_region_is_not_outside_of_it() -> None:
    past = make_past(
        "Are the sites diverse?", "All recovery sites are hosted within the geographic region.", Stance.YES
    )
    assert decide("Are recovery sites outside the geographic region?", past) is not Stance.YES


def test_a_certificate_of_the_company_is_none_of_a_part_of_it() -> None:
    held = Entry("h", EntryKind.FACT, "We are certified to ISO 9001.", stance=Stance.YES, frameworks=("ISO 9001",))
    assert decide("Is your company certified to ISO 9001?", held) is Stance.YES
    assert decide("Is your development process certified to ISO 9001?", held) is not Stance.YES


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("Service records are not open to tenants.", Stance.NO),
        ("Service records are not open to tenants by default, but they can be asked for.", None),
        ("Service records are not open to tenants unless the desk agrees.", None),
    ],
)
def test_a_denial_that_is_taken_back_in_part_is_no_plain_no(answer: str, stance: Stance | None) -> None:
    entry = make_past("May our auditors look around in what the service writes down?", answer)
    assert decide("Are service records open to tenants?", entry) is stance
