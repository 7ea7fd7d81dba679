"""Guards: each fires on a case, and stays quiet on a twin."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from qbot.matching.entry_guards import GUARDS_OF_ENTRY
from qbot.matching.guards import GUARD_NAMES, GUARDS, check_guards
from qbot.model.confidence import Band
from qbot.model.knowledge import Conflict, Entry, EntryKind, Scope, Stance
from qbot.model.questionnaire import Question

AS_OF = date(2026, 5, 1)


def make_entry(answer: str, question: str = "", stance: Stance = Stance.YES) -> Entry:
    return Entry(
        id="e", kind=EntryKind.FAQ if question else EntryKind.FACT, question=question, answer=answer, stance=stance
    )


def fire(text: str, entry: Entry, *, product: str | None = None, region: str | None = None) -> dict[str, Band | None]:
    guards = check_guards(Question("S", "A1", text), entry, as_of=AS_OF, product=product, region=region)
    assert all(guard.text.endswith((".", "?")) for guard in guards)
    return {guard.name: guard.cap for guard in guards}


CASES = [
    (
        "negation",
        "Do you not encrypt data?",
        "Do you encrypt data?",
        make_entry("Data is encrypted.", "Do you encrypt data?"),
    ),
    ("negation", "Does data leave the EU?", "Does data stay in the EU?", make_entry("Data stays in the EU.")),
    (
        "negation",
        "Is removable media prohibited?",
        "Is removable media allowed?",
        make_entry("Removable media is allowed."),
    ),
    ("number", "Notice within 12 hours?", "Notice within 48 hours?", make_entry("Notice is given within 24 hours.")),
    ("number", "Is it reviewed quarterly?", "Is it reviewed annually?", make_entry("It is reviewed every six months.")),
    ("number", "Kept for at least 5 years?", "Kept for at least 1 year?", make_entry("Logs are kept for two years.")),
    (
        "event",
        "Notice within 72 hours of discovery?",
        "Notice within 72 hours of confirmation?",
        make_entry("Notice is given within 24 hours of confirmation."),
    ),
    ("data-state", "Is data encrypted at rest?", "Is data encrypted?", make_entry("Data is encrypted in transit.")),
    ("actor", "Do contractors sign it?", "Do they sign it?", make_entry("Everybody signs it.")),
    ("object", "Are encryption keys rotated?", "Are certificates used?", make_entry("Certificates are rotated.")),
    ("object", "Are backups encrypted?", "Is data encrypted?", make_entry("Data is encrypted at rest.")),
    ("activity", "Are backups patched?", "Are backups made?", make_entry("Backups are made.")),
    ("aspect", "Is the wiki tested?", "Is the wiki there?", make_entry("There is a wiki.")),
    ("scope", "Is all data encrypted?", "Is data encrypted?", make_entry("Data is encrypted.")),
    ("scope", "Is it never shared?", "Allow it?", make_entry("It is shared.")),
    (
        "framework",
        "Are you FedRAMP authorized?",
        "Are you ISO 27001 certified?",
        make_entry("We are ISO 27001 certified."),
    ),
    ("mishap", "Have you had a breach?", "Do you handle breaches?", make_entry("Breaches are handled by a plan.")),
    (
        "mishap",
        "Have customers been notified of an incident in the past year?",
        "Have customers been notified of an incident?",
        make_entry("Customers are notified of an incident."),
    ),
    ("actor", "Are data subjects notified?", "Are customers notified?", make_entry("Customers are notified.")),
    ("mishap", "Have you ever failed an audit?", "Have you had an audit?", make_entry("We are audited.")),
    ("mishap", "Has the plan ever been invoked?", "Is the plan kept?", make_entry("A plan is kept.")),
    ("mishap", "Have your auditors reported findings?", "Have your auditors reported?", make_entry("We are audited.")),
    (
        "mishap",
        "Has your service suffered an incident?",
        "Has your incident response plan been tested?",
        make_entry("The incident response plan is tested."),
    ),
    (
        "actor",
        "Are sub-processors audited?",
        "Are you audited by an independent third party?",
        make_entry("We are audited by an independent third party.", "Are you audited by an independent third party?"),
    ),
    (
        "actor",
        "Is the list sent to staff?",
        "Is the list sent to customers?",
        make_entry("The list is sent.", "Do we get the list?"),
    ),
    (
        "permission",
        "Do you perform penetration tests?",
        "Do you allow penetration tests?",
        make_entry("Customer-initiated pen tests are supported.", "Can we run a penetration test?"),
    ),
    (
        "permission",
        "Is access revoked when staff leave?",
        "Is the customer able to revoke access?",
        make_entry("You can revoke access at any time."),
    ),
    ("actor", "Is there an incident response team?", "Is there a plan?", make_entry("There is a plan.")),
    ("aspect", "Is encryption optional?", "Is it encrypted?", make_entry("It is encrypted.")),
    (
        "aspect",
        "Is data kept in a separate database?",
        "Is data kept in a database?",
        make_entry("Data of each customer is isolated in the database."),
    ),
    ("cover", "Is the canteen vegan?", "Is the canteen open?", make_entry("The canteen is open.")),
    (
        "narrow",
        "Is data encrypted?",
        "Is data on mobile devices encrypted?",
        make_entry("Mobile device data is encrypted."),
    ),
    ("subject", "How is it done?", "How is access granted?", make_entry("Access is granted by role.")),
    (
        "subject",
        "Can badges of visitors be integrated?",
        "Can access of visitors be integrated?",
        Entry("e", EntryKind.FAQ, "Access is by role.", question="Who has access?", phrasings=("Is it integrated?",)),
    ),
    ("subject", "Describe the canteen food.", "Describe the access.", make_entry("Access is granted by role.")),
    (
        "subject",
        "How is the canteen cleaned?",
        "How is the floor cleaned?",
        Entry(
            "e", EntryKind.PAST_ANSWER, "The floor is.", question="Is the canteen cleaned by a firm of this old town?"
        ),
    ),
    (
        "narrow",
        "Is data encrypted at rest?",
        "Are tapes encrypted at rest?",
        make_entry("They are.", "Are tapes encrypted at rest?"),
    ),
    (
        "object",
        "Do customers bring their own keys?",
        "Do we encrypt keys?",
        make_entry("We manage and encrypt the keys of customers."),
    ),
    (
        "question-type",
        "Who cleans the canteen?",
        "Is the canteen cleaned?",
        make_entry("The canteen is cleaned daily."),
    ),
    ("question-type", "How many badges are kept?", "Are badges kept?", make_entry("Badges are kept.")),
    (
        "question-type",
        "How much notice of a visit is given?",
        "How many visits are there?",
        make_entry("Notice of all 12 visits is given."),
    ),
    ("question-type", "How long are badges kept?", "Are badges kept?", make_entry("All 12 badges are kept.")),
    (
        "question-type",
        "How many cups are there?",
        "How many days are cups kept?",
        make_entry("Cups are kept for 30 days."),
    ),
    ("question-type", "How often is access reviewed?", "Is access reviewed?", make_entry("Access is reviewed.")),
    ("question-type", "How many people work there?", "Do people work there?", make_entry("People work there.")),
    ("question-type", "When was it founded?", "Was it founded?", make_entry("It was founded.")),
    ("question-type", "Please attach the policy.", "Describe the policy.", make_entry("There is a policy.")),
    (
        "wording",
        "Do all staff get security awareness training?",
        "Do all staff get privacy awareness training?",
        make_entry("Each year.", "Do all staff get privacy awareness training?"),
    ),
    (
        "wording",
        "Is data copied from test to production?",
        "Is data copied from production to test?",
        make_entry("Yes.", "Is data copied from production to test?"),
    ),
    (
        "aspect",
        "Is traffic encrypted with strong algorithms?",
        "Is traffic encrypted?",
        make_entry("Traffic is encrypted."),
    ),
]


@pytest.mark.parametrize(("name", "text", "twin", "entry"), CASES)
def test_guard_and_twin(name: str, text: str, twin: str, entry: Entry) -> None:
    assert name in fire(text, entry)
    assert name not in fire(twin, entry)


def test_examples_in_parentheses_are_no_demand() -> None:
    entry = make_entry("Access is reviewed every year.")
    assert "actor" not in fire("Is access reviewed yearly (e.g., for contractors)?", entry)
    assert "actor" in fire("Is access reviewed yearly (i.e., for contractors)?", entry)
    assert "actor" in fire("Is access reviewed yearly for contractors?", entry)


def test_named_ciphers_show_strong_encryption() -> None:
    text = "Is traffic encrypted with secure protocols/algorithms?"
    assert "aspect" in fire(text, make_entry("Traffic is encrypted."))
    assert "aspect" not in fire(text, make_entry("Traffic is encrypted with TLS 1.3."))


def test_ids_of_other_questions_and_hyphens_make_no_difference() -> None:
    entry = make_entry("Yes.", "Is the process described in DATA-23 pre-defined by the security team?")
    assert "wording" not in fire("Is the process described in DATA-19 predefined by the security team?", entry)
    assert "wording" in fire("Is the process described in DATA-19 enforced by the security team?", entry)


def test_swapped_words_of_a_known_pair_are_kept_low() -> None:
    entry = make_entry("Each year.", "Do all staff get privacy awareness training?")
    assert fire("Do all staff get security awareness training?", entry)["wording"] is Band.LOW
    assert fire("Do all the staff get privacy awareness trainings?", entry).get("wording") is None
    assert fire("Do all staff get privacy awareness training on joining?", entry)["wording"] is Band.MEDIUM


def test_same_wording_fires_nothing_whatever_it_says() -> None:
    text = "Are there never more than 12 unencrypted backups outside the EU, per SOC 2?"
    assert fire(text, make_entry("There is one.", text)) == {}
    assert fire(text.upper(), make_entry("There is one.", text)) == {}


def test_another_number_in_a_question_answered_no_settles_nothing() -> None:
    entry = make_entry("No.", "Do you notify customers within 24 hours?", Stance.NO)
    assert fire("Do you notify customers within 72 hours?", entry)["number"] is Band.LOW


def test_product_and_region_are_hard_keys() -> None:
    entry = Entry(id="e", kind=EntryKind.FACT, answer="Tea is served.", scope=Scope(("Desk",), ("EU",)))
    assert fire("Is tea served?", entry, product="Phone") == {"product": Band.LOW}
    assert fire("Is tea served?", entry, product="desk") == {}
    assert fire("Is tea served?", entry, region="US") == {"region": Band.LOW}
    assert fire("Is tea served?", entry) == {}


def test_expiry_counts_the_last_good_day_in() -> None:
    def until(day: date) -> Entry:
        return Entry(id="e", kind=EntryKind.FACT, answer="Tea is served.", valid_until=day)

    assert fire("Is tea served?", until(date(2026, 4, 30))) == {"expiry": Band.LOW}
    assert fire("Is tea served?", until(AS_OF)) == {}


def test_overdue_review() -> None:
    def reviewed(day: date) -> Entry:
        return Entry(id="e", kind=EntryKind.FACT, answer="Tea is served.", reviewed_on=day, review_every=30)

    assert fire("Is tea served?", reviewed(date(2026, 3, 1))) == {"review": Band.MEDIUM}
    assert fire("Is tea served?", reviewed(date(2026, 4, 20))) == {}


def test_conflict_forces_a_person() -> None:
    entry = Entry(
        id="e",
        kind=EntryKind.FACT,
        answer="Tea is served.",
        conflicts=(Conflict("f", "The one says 24, the other 72."),),
    )
    assert fire("Is tea served?", entry) == {"conflict": Band.LOW}
    assert fire("Describe the tea.", entry) == {"conflict": Band.MEDIUM}
    assert fire("Is tea served?", replace(entry, stance=Stance.NO)) == {"conflict": Band.MEDIUM}


def test_earlier_answer_without_a_verdict() -> None:
    entry = Entry(id="e", kind=EntryKind.PAST_ANSWER, question="Is tea served?", answer="Tea depends.")
    assert fire("Is tea served?", entry) == {"verdict": Band.MEDIUM}
    assert fire("Describe the tea.", entry).get("verdict") is None
    assert fire("Is tea served?", replace(entry, stance=Stance.YES)) == {}


def test_framework_not_held_but_equivalent() -> None:
    entry = Entry(
        id="e",
        kind=EntryKind.FAQ,
        question="Is there a SOC 2 report?",
        answer="We offer the ISO 27001 certificate.",
        stance=Stance.NO,
        frameworks=("ISO/IEC 27001",),
        equivalent=("SOC 2",),
    )
    assert fire("May we see your SOC 2 Type II report?", entry)["framework"] is Band.MEDIUM
    assert fire("Are you HITRUST certified?", entry)["framework"] is Band.LOW
    assert "framework" not in fire("Are you certified (e.g. SOC 2, ISO 27001)?", entry)


def test_open_question_about_others_is_kept_low() -> None:
    entry = make_entry("The company holds ISO 9001 and other certifications.")
    assert fire("What certifications do your staff hold?", entry)["actor"] is Band.LOW
    assert fire("Do your staff hold certifications?", entry)["actor"] is Band.MEDIUM


def test_names_of_guards_are_stable() -> None:
    assert len(GUARDS) == len(GUARD_NAMES) == len(set(GUARD_NAMES))
    assert {name for name, *_ in CASES} == set(GUARD_NAMES[len(GUARDS_OF_ENTRY) :])  # those have tests of their own
