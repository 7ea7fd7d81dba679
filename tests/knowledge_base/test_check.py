"""What a check finds, on which day, and what it lets pass."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from qbot.knowledge_base.check import FindingKind, KnowledgeFinding, check_knowledge
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
    assert found.kind is FindingKind.SAME_QUESTION
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
    assert {one.kind for one in found} == {FindingKind.CONFLICT, FindingKind.COMPANY}
    assert len([one for one in found if one.fails]) == 5
