"""Near texts: the sparse search finds exactly what comparing all pairs finds."""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.matching.neighbours import find_near_pairs, weigh_terms

TEXTS = st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=6), max_size=12)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([0.3, 0.6, 0.9, 1.0]))
def test_the_same_pairs_as_comparing_all(texts: list[set[str]], cut_off: float) -> None:
    weights = weigh_terms(texts)
    found = {(one.first, one.second): one.likeness for one in find_near_pairs(texts, cut_off=cut_off, weights=weights)}

    def measure(one: set[str], two: set[str]) -> float:
        lengths = [math.sqrt(sum(weights[term] ** 2 for term in text)) for text in (one, two)]
        return sum(weights[term] ** 2 for term in one & two) / (lengths[0] * lengths[1]) if all(lengths) else 0.0

    for second in range(len(texts)):
        for first in range(second):
            likeness = measure(texts[first], texts[second])
            if likeness >= cut_off + 1e-6:
                assert math.isclose(found[first, second], likeness, rel_tol=1e-6)
            elif likeness < cut_off - 1e-6:
                assert (first, second) not in found


def test_a_rare_term_weighs_more() -> None:
    weights = weigh_terms([{"data", "hsm"}, {"data"}, {"data"}])
    assert weights["hsm"] > weights["data"] > 0
    assert find_near_pairs([], cut_off=0.5, weights={}) == ()
