"""What a check finds, on which day, and what it lets pass."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import asdict

from qbot.errors import UsageError
from qbot.knowledge_base.check import check_knowledge
from qbot.knowledge_base.check_settings import THRESHOLDS, CheckSettings, read_settings
from qbot.knowledge_base.findings import FindingKind, KnowledgeFinding
from qbot.knowledge_base.folder import read_library

TODAY = date(2026, 11, 1)
COMPANY = (
    "legal_name: A\nproduct_names: [A]\nwebsite: a.example\naddress: Road 1\ncountry: NO\n"
    "contacts: [{role: security}]\n"
)


def check(tmp_path: Path, text: str, *, as_of: date = TODAY, company: str = COMPANY) -> tuple[KnowledgeFinding, ...]:
    """The findings of a knowledge base with one file."""
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    if company:
        (tmp_path / "company.yaml").write_text(company, encoding="utf-8")
    return check_knowledge(read_library(tmp_path), as_of=as_of)


def fact(name: str, more: str = "", source: str = "{document: Policy}") -> str:
    """An entry with a source."""
    return f"- {{id: {name}, kind: fact, answer: Text {name}., source: {source}, {more}}}\n"


def test_a_sound_knowledge_base_has_no_findings(tmp_path: Path) -> None:
    assert check(tmp_path, fact("x", "question: Is it?, stance: yes") + fact("y", "question: Is he?")) == ()


def test_a_marked_conflict_is_named_once(tmp_path: Path) -> None:
    (found,) = check(tmp_path, fact("x", "conflicts: [{entry: y, reason: They differ.}]") + fact("y"))
    assert (found.kind, found.entries, found.place) == (FindingKind.CONFLICT, ("x", "y"), "a.yaml, line 1")
    assert "They differ" in found.text
    assert found.fails


def test_one_question_with_two_verdicts_is_a_contradiction(tmp_path: Path) -> None:
    (found,) = check(
        tmp_path,
        fact("x", "question: Is it?, stance: yes") + fact("y", "question: Or so?, phrasings: ['is IT'], stance: no"),
    )
    assert (found.kind, found.entries) == (FindingKind.CONTRADICTION, ("x", "y"))
    assert "a.yaml, line 2" in found.text


def test_one_question_in_two_sections_is_fine_and_alike_answers_are_a_note(tmp_path: Path) -> None:
    one = fact("x", "question: Is it?, section: S, stance: yes")
    assert check(tmp_path, one + fact("y", "question: Is it?, section: T, stance: no")) == ()
    (found,) = check(tmp_path, one + fact("y", "question: Is it?, section: S, stance: yes"))
    assert found.kind is FindingKind.TOO_ALIKE
    assert not found.fails


def test_expiry_and_review_by_the_day(tmp_path: Path) -> None:
    until = fact("x", "valid_until: 2026-12-31")
    due = fact("x", "reviewed_on: 2026-10-01, review_every: 91, owner: Ada")  # on 2026-12-31
    last = date(2026, 12, 31)
    for text, after in ((until, FindingKind.EXPIRED), (due, FindingKind.OVERDUE)):
        assert check(tmp_path, text, as_of=last - timedelta(days=31)) == ()
        for day in (last - timedelta(days=30), last):
            (found,) = check(tmp_path, text, as_of=day)
            assert (found.kind, found.fails) == (FindingKind.DUE_SOON, False)
        (found,) = check(tmp_path, text, as_of=last + timedelta(days=1))
        assert (found.kind, found.fails) == (after, True)
    assert "Ada" in found.remedy


def test_facts_need_a_source_and_answers_need_words(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        "- {id: x, kind: fact, answer: Text.}\n- {id: y, kind: faq, question: Is it?, answer: Text.}\n"
        "- {id: z, kind: faq, question: Is he?, answer: TBD.}\n",
    )
    assert [(one.kind, one.entries) for one in found] == [
        (FindingKind.NO_SOURCE, ("x",)),
        (FindingKind.OPEN_ANSWER, ("z",)),
    ]


def test_what_the_company_profile_lacks_is_a_note(tmp_path: Path) -> None:
    (found,) = check(tmp_path, fact("x"), company="")
    assert (found.kind, found.fails) == (FindingKind.COMPANY, False)
    found_many = check(tmp_path, fact("x"), company="legal_name: A\n")
    assert [one.remedy for one in found_many] == [
        "Add `address`",
        "Add `contacts`",
        "Add `country`",
        "Add `product_names`",
        "Add `website`",
    ]


def test_the_example_knowledge_base_has_its_conflicts_and_gaps_and_nothing_else() -> None:
    library = read_library(Path(__file__).resolve().parents[2] / "knowledge")
    found = check_knowledge(library, as_of=TODAY)
    assert {one.kind for one in found} == {FindingKind.CONFLICT, FindingKind.TOO_ALIKE, FindingKind.COMPANY}
    assert len([one for one in found if one.fails]) == 5


def faq(name: str, question: str, answer: str, more: str = "") -> str:
    """An entry with a question."""
    return f"- {{id: {name}, kind: faq, question: '{question}', answer: '{answer}', {more}}}\n"


def test_near_same_questions_with_other_answers_contradict(tmp_path: Path) -> None:
    one = faq("x", "Within what time do you notify customers of a breach?", "Within 24 hours.")
    two = faq("y", "Please state within what time you notify customers of a breach.", "Within 48 hours.")
    (found,) = check(tmp_path, one + two)
    assert (found.kind, found.entries, found.fails) == (FindingKind.CONTRADICTION, ("x", "y"), True)
    assert "nearly the same question" in found.text
    assert "“24 hours” against “48 hours”" in found.text
    marked = faq("y", "Please state within what time you notify customers of a breach.", "Within 48 hours.",
                 "conflicts: [{entry: x, reason: They differ.}]")  # fmt: skip
    assert [one.kind for one in check(tmp_path, one + marked)] == [FindingKind.CONFLICT]


def test_duplicates_are_one_finding_and_other_words_another(tmp_path: Path) -> None:
    question = "Do you encrypt customer backups before transport?"
    text = faq("x", question, "Yes", "stance: yes") + faq("y", question, "Yes", "stance: yes")
    (found,) = check(tmp_path, text + faq("z", f"Please confirm: {question}", "Yes, with AES.", "stance: yes"))
    assert (found.kind, found.entries, found.fails) == (FindingKind.DUPLICATE, ("x", "y", "z"), False)
    (alike,) = check(tmp_path, faq("x", question, "With AES.") + faq("y", question, "In a locked van."))
    assert (alike.kind, alike.entries) == (FindingKind.TOO_ALIKE, ("x", "y"))
    assert "a.yaml, line 2" in alike.text


def test_answers_that_name_an_expired_certificate(tmp_path: Path) -> None:
    old = fact("cert", "frameworks: [ISO 27001], valid_until: 2026-06-30")
    text = old + faq("x", "Are you certified?", "We hold ISO 27001.")
    text += faq("y", "Is it SOC 2?", "No ISO 27001.", "stance: no")
    found = check(tmp_path, text)
    assert [(one.kind, one.entries) for one in found] == [
        (FindingKind.EXPIRED, ("cert",)),
        (FindingKind.CITES_EXPIRED, ("x", "cert")),
    ]
    renewed = check(tmp_path, text + fact("new", "frameworks: [ISO 27001], valid_until: 2029-06-30"))
    assert [one.kind for one in renewed] == [FindingKind.EXPIRED]


@pytest.mark.parametrize(
    ("words", "ended"),
    [("valid until 30 June 2026", True), ("expires in December 2026", False), ("valid through 2025", True)],
)
def test_an_answer_that_says_itself_when_it_ends(tmp_path: Path, words: str, *, ended: bool) -> None:
    found = check(tmp_path, faq("x", "Are you certified?", f"The certificate is {words}."))
    assert [one.kind for one in found] == [FindingKind.EXPIRED] * ended


def test_entries_that_no_answer_cites_are_named_where_that_is_known(tmp_path: Path) -> None:
    check(tmp_path, fact("x") + fact("y"))
    found = check_knowledge(read_library(tmp_path), as_of=TODAY, used=frozenset({"x"}))
    assert [(one.kind, one.entries, one.fails) for one in found] == [(FindingKind.NEVER_USED, ("y",), False)]


def test_thresholds_are_settings() -> None:
    assert read_settings(["soon-days=10", "near=0.9"]) == CheckSettings(soon_days=10, near=0.9)
    assert {one.name: one.default for one in THRESHOLDS} == asdict(CheckSettings())
    with pytest.raises(UsageError, match=r"“x=1” sets no threshold.*“near=7”: near is a number from 0.3 to 1"):
        read_settings(["x=1", "near=7"])
    with pytest.raises(UsageError, match="“near=a”"):
        read_settings(["near=a"])
