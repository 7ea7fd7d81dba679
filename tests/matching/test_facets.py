"""What a text restricts itself to. Each finding has a twin that merely looks like it."""

from __future__ import annotations

import pytest

from qbot.matching.directions import denies, denies_any, find_directions, find_negators
from qbot.matching.facets import Contrast, Group, find_contrasts, find_facets
from qbot.matching.frameworks import find_frameworks, meets_framework, read_framework_names
from qbot.matching.phrases import PhraseTable, fold_word, split_words
from qbot.matching.quantities import Bound, Comparison, Dimension, compare_quantity, find_quantities
from qbot.matching.questions_parts import Form, find_form, split_parts


@pytest.mark.parametrize(
    ("group", "name", "holds", "twin"),
    [
        (Group.STATE, "at rest", "Data is encrypted at rest.", "Restful interfaces are offered."),
        (Group.STATE, "in transit", "Traffic is protected by TLS.", "A subtle difference."),
        (Group.ACTOR, "sub-processor", "Our sub-processors are audited.", "The processor has eight cores."),
        (Group.ACTOR, "staff", "Every employee signs it.", "Deployment is staffless."),
        (Group.ACTOR, "independent", "Tested by an independent third party.", "Teams depend on it."),
        (Group.OBJECT, "keys", "Encryption keys are rotated.", "Keyboards are cleaned."),
        (Group.OBJECT, "mobile", "Mobile devices are managed.", "The crowd was mobilised."),
        (Group.OBJECT, "backups", "Backups are kept.", "A backbone network."),
        (Group.OBJECT, "logs", "Access logs are kept.", "A login page."),
        (Group.OBJECT, "logs", "Logging is central.", "Which product lets users log in?"),
        (Group.OBJECT, "support data", "Support tickets stay here.", "We support data export."),
        (Group.OBJECT, "ai", "We use AI.", "We maintain an aid."),
        (Group.OBJECT, "source code", "Source code is scanned.", "The source of the water."),
        (Group.OBJECT, "removable media", "USB sticks are blocked.", "Usability is tested."),
        (Group.OBJECT, "test environment", "No test data holds names.", "A contest."),
        (Group.OBJECT, "physical", "Our offices are locked.", "The security officer is known."),
        (Group.OBJECT, "physical", "The office is locked.", "Mail is kept in Microsoft Office."),
        (Group.OBJECT, "children", "Data of minors is not kept.", "Minor changes need no meeting."),
        (Group.OBJECT, "customer keys", "Customer-managed encryption keys.", "We manage the keys of customers."),
        (Group.OBJECT, "privileged access management", "A PAM tool.", "Privileged accounts are managed."),
        (Group.ACTOR, "administrator", "The root user.", "The root cause is found."),
        (Group.ACTIVITY, "penetration test", "A yearly pen test.", "An open test."),
        (Group.ACTIVITY, "deletion", "Data is deleted.", "A delegate."),
        (Group.ASPECT, "documented", "A written policy.", "Typewriters."),
        (Group.ASPECT, "documented", "It is written.", "It is written to disk."),
        (Group.ASPECT, "recently", "In the last 12 months.", "At last."),
        (Group.SCOPE, "all", "All data.", "Allow it."),
        (Group.SCOPE, "only", "Staff only.", "A commonly used one."),
        (Group.SCOPE, "never", "It is never sent.", "Nevertheless it is sent."),
    ],
)
def test_facet_and_twin(group: Group, name: str, holds: str, twin: str) -> None:
    assert name in find_facets(holds).of(group)
    assert name not in find_facets(twin).of(group)


@pytest.mark.parametrize("text", ["A notable event.", "Nothingness", "Nonetheless", "Notes and knots", "Without delay"])
def test_words_that_merely_hold_a_negation(text: str) -> None:
    assert find_negators(text) == ()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Do you not encrypt data?", True),
        ("Can people log in without a second factor?", True),
        ("There is no shared account.", True),
        ("Is data kept no longer than 30 days?", False),
        ("Data is not only encrypted, it is signed.", False),
        ("Is it so, or not?", False),
        ("Nobody does not know it.", False),
        ("Removable media is prohibited.", True),
        ("Removable media is not prohibited.", False),
        ("The certificate has expired.", True),
    ],
)
def test_denied(text: str, negated: bool) -> None:
    assert denies(text) is negated


def test_directions_turn_with_a_negation_before_them() -> None:
    assert find_directions("Data leaves the region.") == {"leaves the place": 1}
    assert find_directions("Data does not leave the region.") == {"leaves the place": -1}
    assert find_directions("Data stays in the region.") == {"leaves the place": -1}
    assert find_directions("Is removable media prohibited?") == {"allowed": -1}
    assert find_directions("Removable media is not allowed.") == {"allowed": -1}
    assert find_directions("Your own laptop.") == {}
    assert find_directions("It leaves and it stays.") == {}
    assert find_directions("It is not fast; data leaves the region.") == {"leaves the place": 1}


def test_numbers_and_their_events() -> None:
    quantity = find_quantities("We notify within 72 hours of discovery of a breach.")[0]
    assert (quantity.value, quantity.bound, quantity.event) == (72.0, Bound.AT_MOST, "discovery")
    quantity = find_quantities("Upon confirmation, customers hear within three days.")[0]
    assert (quantity.value, quantity.event) == (72.0, "confirmation")
    assert find_quantities("Staffed 24/7, and 24 x 7 by phone.") == ()
    assert find_quantities("Guarded 24 hours a day, seven days a week.") == ()
    assert find_quantities("Room 72, hours by appointment.") == ()
    assert find_quantities("Notice within 72 hours. Threats are detected.")[0].event is None
    assert [one.dimension for one in find_quantities("Reviewed annually with AES-256.")] == [
        Dimension.PERIOD,
        Dimension.LENGTH,
    ]
    assert find_quantities("Logs are kept for at least one year.")[0].bound is Bound.AT_LEAST
    assert find_quantities("Reviewed every 6 months.")[0].dimension is Dimension.PERIOD


@pytest.mark.parametrize(
    ("asked", "said", "comparison"),
    [
        ("within 72 hours", "within 24 hours", Comparison.MET),
        ("within 12 hours", "within 24 hours", Comparison.NOT_MET),
        ("within 3 days", "within 72 hours", Comparison.MET),
        ("within 72 hours of discovery", "within 24 hours of confirmation", Comparison.OTHER_EVENT),
        ("within 72 hours of becoming aware", "within 24 hours of detection", Comparison.MET),
        ("at least 90 days", "for 365 days", Comparison.MET),
        ("at least 12 months", "for 90 days", Comparison.NOT_MET),
        ("at least annually", "quarterly", Comparison.MET),
        ("quarterly", "annually", Comparison.NOT_MET),
        ("in the last 12 months", "annually", Comparison.MET),
        ("AES-256", "AES-128", Comparison.NOT_MET),
        ("TLS 1.2", "TLS 1.3", Comparison.MET),
        ("within 24 hours", "14 characters", Comparison.UNLIKE),
        ("AES-256", "RSA 2048", Comparison.UNLIKE),
    ],
)
def test_comparing_numbers(asked: str, said: str, comparison: Comparison) -> None:
    assert compare_quantity(find_quantities(asked)[0], find_quantities(said)[0]) is comparison


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Do you have a SOC 2 Type II report?", {"SOC 2 Type II": False}),
        ("Are you ISO/IEC 27001:2022 certified?", {"ISO 27001": False}),
        ("Do you follow a standard (e.g. ISO 27001, NIST CSF)?", {"ISO 27001": True, "NIST CSF": True}),
        ("A SOC 2 report or equivalent?", {"SOC 2": True}),
        ("Do you meet ISO 20243?", {"ISO 20243": False}),
        ("Do you meet EN 301549?", {"EN 301549": False}),
        ("Is AES-256 with TLS 1.2 used in Office 365?", {}),
        ("Is the social team in room 2?", {}),
        ("See https://owasp.org/soc-2/ for DATA-19, in ISO 8601 form.", {}),
        ("Is PCI DSS met? Another sentence, e.g. this one.", {"PCI DSS": False}),
    ],
)
def test_frameworks_and_how_they_stand(text: str, names: dict[str, bool]) -> None:
    assert {mention.name: mention.example for mention in find_frameworks(text)} == names


def test_stricter_forms_meet_wider_questions_and_not_the_other_way() -> None:
    assert meets_framework("SOC 2", frozenset({"SOC 2 Type II"}))
    assert not meets_framework("SOC 2 Type II", frozenset({"SOC 2"}))
    assert not meets_framework("ISO 27001", frozenset({"ISO 9001"}))
    assert read_framework_names(("ISO/IEC 27001", "House Rules")) == {"ISO 27001", "house rules"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Do you encrypt data?", Form.YES_NO),
        ("How often are keys rotated?", Form.HOW_OFTEN),
        ("How many people work for you?", Form.HOW_MANY),
        ("How are keys protected?", Form.HOW),
        ("Please describe your backups.", Form.DESCRIBE),
        ("List your sub-processors.", Form.LIST),
        ("Please attach the certificate.", Form.ATTACH),
        ("Who reviews access?", Form.WHO),
        ("Where is data stored?", Form.WHERE),
        ("When was the last test?", Form.WHEN),
        ("Which regions are offered?", Form.WHAT),
        ("To protect data at rest, do you encrypt it?", Form.YES_NO),
        ("To protect data at rest, please describe what you do.", Form.DESCRIBE),
        ("To protect data at rest, please be brief.", Form.STATEMENT),
        ("If SSO is not offered, do you support MFA?", Form.YES_NO),
        ("Where the law permits are recordings kept?", Form.YES_NO),
        ("When people leave, are badges collected?", Form.YES_NO),
        ("If so, describe. Are keys rotated?", Form.YES_NO),
        ("The vendor encrypts all data.", Form.STATEMENT),
        ("Does the listing describe how often?", Form.YES_NO),
    ],
)
def test_form(text: str, form: Form) -> None:
    assert find_form(text) is form


def test_parts() -> None:
    parts = split_parts("Do you have a plan (e.g. a BCP)? If so, is it tested? Is it reviewed, and how often?")
    assert [part.text for part in parts] == [
        "Do you have a plan (e.g. a BCP)?",
        "If so, is it tested?",
        "Is it reviewed, and",
        "how often?",
    ]
    assert [part.conditional for part in parts] == [False, True, False, False]
    assert split_parts("  ") == ()


def test_contrasts_name_the_rival() -> None:
    asked, said = find_facets("Is data encrypted at rest?"), find_facets("Data is encrypted in transit.")
    assert find_contrasts(asked, said) == (Contrast(Group.STATE, "at rest", "in transit"),)
    assert find_contrasts(said, said) == ()


def test_phrases_take_whole_words_and_the_longest() -> None:
    table = PhraseTable({"key": ["keys"], "key service": ["key service*"], "not": ["not"]})
    assert [hit.name for hit in table.find(split_words("Key services, not keyboards"))] == ["key service", "not"]
    assert fold_word("Employees’") == fold_word("employee")
    assert fold_word("Política") == "politica"


@pytest.mark.parametrize(
    ("text", "subjects", "denied"),
    [
        ("Reviews are made, and no direct pushes.", ("review",), False),
        ("Reviews are made, and no direct pushes.", ("push",), True),
        ("no gates, no doors, no ability to change it", ("chang",), True),
        ("Reviews: no.", ("review",), True),
        ("No reviews are made.", ("review",), True),
    ],
)
def test_another_thing_that_is_denied_beside_it_denies_nothing(
    text: str, subjects: tuple[str, ...], denied: bool
) -> None:
    assert denies_any(text, subjects) is denied
