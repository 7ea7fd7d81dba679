"""Bins, error, area and picture of confidences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from sklearn.metrics import roc_auc_score

from qbot.workflow.reliability import draw_plot, find_area, find_error, sort_into_bins

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_bins_hold_what_lies_between_their_edges() -> None:
    low, high = sort_into_bins([0.1, 0.15, 1.0], [False, True, True])
    assert (low.low, low.high, low.count, low.right) == (0.1, 0.2, 2, 0.5)
    assert low.confidence == pytest.approx(0.125)
    assert (high.low, high.count, high.confidence) == (0.9, 1, 1.0)
    assert find_error([low, high]) == pytest.approx((2 * 0.375 + 0) / 3)


@given(PAIRS)
def test_the_area_is_that_of_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    confidences, right = [one for one, _ in pairs], [hit for _, hit in pairs]
    area = find_area(confidences, right)
    if len(set(right)) < 2:
        assert area is None
    else:
        assert area == pytest.approx(roc_auc_score(right, confidences))


@given(PAIRS)
def test_every_answer_is_in_one_bin_and_the_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    bins = sort_into_bins([one for one, _ in pairs], [hit for _, hit in pairs])
    assert sum(one.count for one in bins) == len(pairs)
    assert 0 <= find_error(bins) <= 1


def test_the_picture_is_well_formed_and_has_a_disc_a_bin() -> None:
    bins = sort_into_bins([0.1, 0.5, 0.95], [False, True, True])
    root = etree.fromstring(draw_plot(bins, "A & B <drafts>").encode())
    assert len(root.findall("{*}circle")) == 3
    assert root.findtext("{*}title") == "A & B <drafts>"
