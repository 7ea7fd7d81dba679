"""What terms weigh together is exact: the same in whatever order, and as adding up all of them one by one has it."""

from __future__ import annotations

from math import fsum

import pytest

from qbot.matching.index import Weights, build_index
from qbot.matching.known import Library
from qbot.model.knowledge import Entry, EntryKind

INDEX = build_index(
    [
        Entry("encryption", EntryKind.FACT, "Customer data is encrypted at rest."),
        Entry("visitors", EntryKind.FAQ, "Visitors are escorted.", question="Are visitors escorted?"),
    ]
)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"encrypt", "data", "rest"}, {"encrypt", "data", "visitor"}),
        ({"encrypt", "unheard", "~encryption"}, {"encrypt", "~encryption", "a_b"}),
        ({"data"}, {"data"}),
        ({"data"}, {"visitor"}),
        (set(), {"visitor"}),
        (set(), set()),
    ],
)
def test_the_share_in_common_is_that_of_exact_sums(one: set[str], two: set[str]) -> None:
    weights = Weights(INDEX, ["Is data encrypted?"])
    library = Library(INDEX, weights)
    union = fsum(map(weights.of, one | two)) or 1.0
    found = library.compare(library.weigh(one), library.weigh(two))
    assert found == fsum(map(weights.of, one & two)) / union
    assert found == library.compare(library.weigh(two), library.weigh(one))


def test_an_entry_is_read_once() -> None:
    library = Library(INDEX, Weights(INDEX, ()))
    known = library.find(1)
    assert known.entry.id == "visitors"
    assert [wording for wording, _ in known.wordings] == ["are visitors escorted?"]
    assert library.find(1) is known
