"""Bands and caps."""

from __future__ import annotations

from qbot.model.confidence import BANDS, Band, find_band


def test_bands_reach_from_sure_to_nothing_without_a_gap() -> None:
    thresholds = [rule.at_least for rule in BANDS]
    assert thresholds == sorted(thresholds, reverse=True)
    assert thresholds[-1] == 0.0


def test_a_confidence_falls_into_the_band_that_it_reaches() -> None:
    for rule in BANDS:
        assert find_band(rule.at_least).band is rule.band


def test_a_cap_limits_the_band_whatever_the_confidence() -> None:
    assert find_band(0.99, cap=Band.LOW).band is Band.LOW
    assert find_band(0.0, cap=Band.LOW).band is Band.NONE


def test_only_the_upper_bands_draft() -> None:
    assert [rule.band for rule in BANDS if rule.drafts] == [Band.HIGH, Band.MEDIUM]
