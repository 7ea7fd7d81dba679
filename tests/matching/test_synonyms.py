"""Words and phrases that say the same cover a question, and their near twins do not."""

from __future__ import annotations

from itertools import combinations

import pytest

from qbot.matching.clauses import find_missing
from qbot.matching.coverage import find_stems
from qbot.matching.synonym_tables import SYNONYMS
from qbot.matching.synonyms import find_same, find_synonyms


def test_a_word_stands_in_one_group_only() -> None:
    groups = [frozenset(stem for word in group for stem in find_stems(word)) for group in SYNONYMS]
    assert [sorted(one & two) for one, two in combinations(groups, 2) if one & two] == []


@pytest.mark.parametrize(
    ("asked", "said", "twin"),
    [
        ("Are clients told of a breach?", "Customers are notified of incidents.", "Customers are insured."),
        ("Is tenant data ring-fenced?", "Tenants are kept apart.", "Tenants pay apart."),
        ("Do you sign a confidentiality agreement?", "An NDA is signed.", "A lease is signed."),
        ("Can an action be undone?", "Every action is reversible.", "Every action is logged."),
        ("Do you belong to the Cloud Guild?", "A member of the Cloud Guild.", "A guest of the Cloud Guild."),
        (
            "Do sub-processors sign contractual terms?",
            "Subcontractors sign agreements.",
            "Subcontractors sign letters.",
        ),
        ("Is it part of the CI/CD pipeline?", "The build pipeline has it.", "The gas main has it."),
        ("Is availability guaranteed?", "There is an availability SLA.", "There is an availability chart."),
        ("How do you handle security incidents?", "Incident response is rehearsed.", "Incident figures are published."),
        ("Do you use two-step verification?", "MFA is enforced.", "A PIN is enforced."),
    ],
)
def test_other_words_for_the_same_cover_a_question(asked: str, said: str, twin: str) -> None:
    assert find_missing(asked, said) == ()
    assert find_missing(asked, twin) != ()


def test_everyday_words_need_no_cover() -> None:
    assert find_missing("Have you been awarded ISO 9001 as of today?", "ISO 9001 is held.") == ()
    assert find_missing("Have you been awarded ISO 9001 abroad?", "ISO 9001 is held.") != ()


def test_a_word_without_a_group_says_the_same_as_itself_alone() -> None:
    assert find_synonyms("zebra") == frozenset({"zebra"})
    assert find_same("No phrase of the table stands here.") == {}
