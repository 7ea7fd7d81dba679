"""Stance: decided in the safe order; where in doubt, never "yes"."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from qbot.matching.guards import check_guards
from qbot.matching.stance import StanceDecision, decide_stance
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole

YES, NO, PARTIAL, NA = Stance.YES, Stance.NO, Stance.PARTIAL, Stance.NA


def make_entry(
    answer: str,
    *,
    question: str = "",
    stance: Stance | None = YES,
    frameworks: tuple[str, ...] = (),
    equivalent: tuple[str, ...] = (),
    name: str = "e",
) -> Entry:
    return Entry(
        id=name,
        kind=EntryKind.FAQ if question else EntryKind.FACT,
        question=question,
        answer=answer,
        stance=stance,
        frameworks=frameworks,
        equivalent=equivalent,
    )


def decide(text: str, *entries: Entry) -> StanceDecision:
    question = Question("S", "A1", text)
    guards = check_guards(question, entries[0], as_of=date(2026, 1, 1)) if entries else ()
    return decide_stance(question, entries, guards)


ISO = make_entry("Larkspur is certified to ISO/IEC 27001.", frameworks=("ISO/IEC 27001",))
NO_SOC = make_entry(
    "We hold no SOC 2 report; the ISO 27001 certificate covers the same controls.",
    question="Do you have a SOC 2 report?",
    stance=NO,
    frameworks=("ISO/IEC 27001",),
    equivalent=("SOC 2",),
)
NOTICE = make_entry("Customers are notified within 24 hours of confirmation of an incident.")
REST = make_entry("Customer data is encrypted at rest with AES-256.")
REGION = make_entry("Customer data does not leave the EU.")
PLAN = make_entry("We maintain an incident response plan and exercise it every year.")
TRAINED = make_entry("Employees receive security awareness training every year.")
NO_TRAINING_OF_MODELS = make_entry("Customer data is not used to train AI models.")
OWN_HALLS = make_entry("The service is hosted in AWS data centres.")
REVIEWED = make_entry("Access rights are reviewed yearly. Logs are read daily.")
NO_BREACH = make_entry("We have had no data breach in the last five years.")
COVER = make_entry("Our cover is USD 10 million.")
COPIES = make_entry("Copies are taken daily, stored in a second hall and restoring is tested every quarter.")
HOSTED = make_entry("Larkspur is a SaaS platform.", question="How is it delivered: SaaS or on premises?")
TESTS = make_entry("A firm performs penetration tests.", question="Do you perform penetration tests?")
NOT_SOLD = make_entry("Customer data is never sold and is not used for advertising.")
NO_CARDS = make_entry("We do not store, process or transmit cardholder data.")
AI_RISKS = make_entry("Our AI management system covers the assessment of AI risks.")
BARE = make_entry("Yes", question="Do you allow removable media on production servers?", stance=NO)


@pytest.mark.parametrize(
    ("text", "entry", "stance"),
    [
        # frameworks
        ("Are you ISO 27001 certified?", ISO, YES),
        ("Do you hold a certification (e.g. SOC 2, ISO 27001)?", ISO, YES),
        ("Do you have a SOC 2 Type II report?", NO_SOC, NO),
        ("Have you had an SSAE 18 audit?", NO_SOC, NO),
        ("Do you have an ISO 27001 or SOC 2 certification?", NO_SOC, YES),
        ("Are you ISO 27001 and SOC 2 certified?", NO_SOC, NO),
        ("Are you SOC 2 or TISAX certified?", NO_SOC, None),
        ("Was your ISO 27001 certificate issued by an accredited body?", ISO, PARTIAL),
        ("Are your sub-processors ISO 27001 certified every year?", ISO, None),
        ("Is on-premises installation of the platform supported?", HOSTED, None),
        ("Is the platform delivered as SaaS?", HOSTED, YES),
        ("Are you PCI DSS compliant?", ISO, None),
        ("Are you ISO 9001 certified?", ISO, None),
        ("Do you lack a SOC 2 report?", NO_SOC, None),
        # numbers
        ("Do you notify customers of an incident within 72 hours of confirmation?", NOTICE, YES),
        ("Do you notify customers of an incident within 72 hours of discovery?", NOTICE, PARTIAL),
        ("Do you notify customers of an incident within 12 hours?", NOTICE, NO),
        ("Is customer data encrypted with AES-256?", REST, YES),
        ("Is the incident response plan exercised annually?", PLAN, YES),
        ("Is the incident response plan exercised monthly?", PLAN, NO),
        ("Are access rights reviewed quarterly?", REVIEWED, NO),
        ("Are access rights reviewed annually?", REVIEWED, YES),
        ("Is the cover at least USD 5 million?", COVER, YES),
        ("Is the cover at least USD 20 million?", COVER, NO),
        ("Is the cover at least EUR 5 million?", COVER, PARTIAL),
        ("Are copies taken daily?", COPIES, YES),
        ("Is restoring tested monthly?", COPIES, NO),
        # who acts
        ("Do customers approve the incident response plan?", PLAN, PARTIAL),
        ("Can customers perform penetration tests?", TESTS, PARTIAL),
        ("Are penetration tests performed?", TESTS, YES),
        # direction
        ("Is customer data sold?", NOT_SOLD, NO),
        ("Is customer data used for advertising?", NOT_SOLD, NO),
        ("Do you process cardholder data?", NO_CARDS, NO),
        ("Does customer data leave the EU?", REGION, NO),
        ("Does customer data stay in the EU?", REGION, YES),
        ("Is customer data kept outside the EU?", REGION, NO),
        ("Do you use customer data to train AI models?", NO_TRAINING_OF_MODELS, NO),
        ("Is customer data unencrypted at rest?", REST, NO),
        ("Do you not encrypt customer data at rest?", REST, NO),
        # restricting facets
        ("Is customer data encrypted at rest?", REST, YES),
        ("Is customer data encrypted in transit?", REST, None),
        ("Are backups of customer data encrypted at rest?", REST, None),
        ("Is all customer data encrypted at rest?", REST, PARTIAL),
        ("Do contractors receive security awareness training?", TRAINED, None),
        ("Is the incident response plan approved by the board?", PLAN, PARTIAL),
        # what has happened
        ("Have you ever failed an ISO 27001 audit?", ISO, None),
        ("Have you had an incident in the last three years?", PLAN, None),
        ("Have you had a data breach in the last three years?", NO_BREACH, NO),
        # narrower than what is asked
        ("Do you assess risks?", AI_RISKS, None),
        ("Do you assess AI risks?", AI_RISKS, YES),
        # parts
        ("Do you have an incident response plan?", PLAN, YES),
        ("Is there a documented incident response plan?", PLAN, YES),
        ("Do you have an incident response plan and a forensic retainer?", PLAN, PARTIAL),
        ("Do you have an incident response plan? Do you have cyber insurance?", PLAN, PARTIAL),
        # nothing
        ("Do you have a dog policy for the office?", PLAN, None),
        ("How do you respond to incidents?", PLAN, None),
        ("Describe your incident response plan.", PLAN, None),
    ],
)
def test_stance(text: str, entry: Entry, stance: Stance | None) -> None:
    assert decide(text, entry).stance is stance


def test_uncovered_parts_are_named() -> None:
    assert decide("Do you have an incident response plan and a forensic retainer?", PLAN).uncovered == (
        "a forensic retainer",
    )
    assert "discovery" in decide("Do you notify customers within 72 hours of discovery?", NOTICE).uncovered[0]
    assert decide("Do you have an incident response plan?", PLAN).uncovered == ()


def test_two_entries_cover_two_parts() -> None:
    decision = decide(
        "Do you have an incident response plan? Is customer data encrypted at rest?",
        make_entry(PLAN.answer, name="plan"),
        make_entry(REST.answer, name="rest"),
    )
    assert decision.stance is YES
    assert decision.entries == ("plan", "rest")


def test_another_entry_makes_no_yes_of_a_framework_that_is_not_held() -> None:
    held = make_entry("We met the SOC 2 team at a fair.", name="fair")
    assert decide("Do you have a SOC 2 report?", held, NO_SOC).stance is NO


def test_very_question_takes_over_the_declared_stance() -> None:
    assert decide("Do you allow removable media on production servers?", BARE).stance is NO
    na = make_entry("No cards are taken.", question="Are card numbers masked?", stance=NA)
    assert decide("Are card numbers masked?", na).stance is NA
    none = make_entry("See the page.", question="Are card numbers masked?", stance=None)
    assert decide("Are card numbers masked?", none).stance is None


def test_nearly_the_same_question_about_another_thing_takes_over_nothing() -> None:
    entry = make_entry("Yes", question="Do all employees complete privacy awareness training?")
    assert decide("Do all employees complete security awareness training?", entry).stance is None
    assert decide("Do all contractors complete privacy awareness training?", entry).stance is None
    assert decide("Do all employees complete a privacy awareness training?", entry).stance is YES


def test_no_turned_round_makes_no_yes() -> None:
    assert decide("Do you never allow removable media on production servers?", BARE).stance is None


def test_nothing_given_decides_nothing() -> None:
    assert decide("Do you encrypt?") == StanceDecision(None, "Nothing supports an answer.")


def test_few_words_beside_a_free_cell_ask_what_there_is() -> None:
    slots = (AnswerSlot(SlotRole.ANSWER, "B1"),)
    assert decide_stance(Question("S", "A1", "Data encryption at rest", slots=slots), (REST,), ()).stance is None
    slots = (AnswerSlot(SlotRole.ANSWER, "B1", options=("Yes", "No")),)
    assert decide_stance(Question("S", "A1", "Data encryption at rest", slots=slots), (REST,), ()).stance is YES


def test_columns_named_yes_and_no_ask_for_a_verdict() -> None:
    slots = tuple(AnswerSlot(SlotRole.ANSWER, cell, ("X",), label) for cell, label in (("B1", "Yes"), ("C1", "No")))
    question = Question("S", "A1", "Our data is encrypted at rest.", slots=slots)
    assert decide_stance(question, (REST,), ()).stance is YES


def test_a_missing_report_of_ours_says_nothing_of_the_host() -> None:
    assert decide("Do you have a SOC 2 report?", NO_SOC).stance is NO
    assert decide("Does the hosting provider have a SOC 2 report?", NO_SOC).stance is None


def test_earlier_answer_without_a_verdict_is_read_as_a_statement() -> None:
    text = "All employees sign a confidentiality agreement."
    past = replace(make_entry(text, question="Do people sign it?", stance=None), kind=EntryKind.PAST_ANSWER)
    assert decide("Do all employees sign a confidentiality agreement?", past).stance is YES
    assert decide("Do contractors sign a confidentiality agreement?", past).stance is None
    assert decide("Do people sign it?", past).stance is None
    fact = make_entry(text, stance=None)
    assert decide("Do all employees sign a confidentiality agreement?", fact).stance is None


def test_fact_that_holds_is_no_yes_to_where() -> None:
    entry = make_entry("In Oslo.", question="Where is data stored?")
    assert decide("Where is data stored?", entry).stance is None
    past = replace(entry, kind=EntryKind.PAST_ANSWER)
    assert decide("Where is data stored?", past).stance is None
    slots = (AnswerSlot(SlotRole.ANSWER, "B1", options=("Yes", "No")),)
    question = Question("S", "A1", "Where is data stored?", slots=slots)
    assert decide_stance(question, (past,), ()).stance is YES
    both = (AnswerSlot(SlotRole.ANSWER, "B1"), AnswerSlot(SlotRole.COMMENT, "C1"))
    question = Question("S", "A1", "Where is data stored?", slots=both)
    assert decide_stance(question, (past,), ()).stance is YES
    assert decide_stance(question, (entry,), ()).stance is None


def test_further_entry_may_cover_but_not_weaken() -> None:
    other = make_entry("We have a canteen plan.", name="canteen")
    assert decide("Do you have an incident response plan?", PLAN, other).entries == ("e",)
    assert decide("Do you have a tennis court?", PLAN, other).stance is None


def test_states_of_data_are_joined_and_nothing_else() -> None:
    rest, transit = (
        make_entry("Data is encrypted at rest.", name="r"),
        make_entry("Data is encrypted in transit.", name="t"),
    )
    decision = decide("Is data encrypted at rest and in transit?", rest, transit)
    assert (decision.stance, decision.entries) == (YES, ("r", "t"))
    copies = make_entry("Backups are taken daily.", name="b")
    assert decide("Are backups encrypted?", rest, copies).stance is not YES
