"""Bare verdicts, and texts that begin with one."""

from __future__ import annotations

import pytest

from qbot.knowledge_base.verdicts import read_bare_verdict, read_leading_verdict, read_stance
from qbot.model.knowledge import Stance

YES, NO, PARTIAL, NA = Stance.YES, Stance.NO, Stance.PARTIAL, Stance.NA


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        *(("Yes", YES), ("yes.", YES), ("Y", YES), ("Sí", YES), ("OUI", YES), ("Ja", YES), ("はい", YES), ("예", YES)),
        *(("No", NO), ("N", NO), ("Non", NO), ("Nein", NO), ("não", NO), ("いいえ", NO), ("нет", NO)),
        *(("Partially", PARTIAL), ("teilweise", PARTIAL), ("Parcial", PARTIAL)),
        *(("N/A", NA), ("n.a.", NA), ("NA", NA), ("Not applicable", NA), ("No aplica", NA)),
        *(("1) Yes", YES), ("2) No", NO), ("b) No", NO), ("3. N/A", NA)),
        *(("Yes, daily", None), ("Not yet", None), ("Standard", None), ("Noon", None), ("1", None), ("", None)),
        *(("None", None), ("4) AWS", None), ("Yes / No", None), ("Yesterday", None), ("Don't know", None)),
    ],
)
def test_bare_verdicts(text: str, stance: Stance | None) -> None:
    assert read_bare_verdict(text) is stance


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        *(("Yes, every day.", YES), ("Yes. We do.", YES), ("Yes — with care", YES), ("YES: see policy", YES)),
        *(
            ("Yes - daily", YES),
            ("Yes\nWe do.", YES),
            ("Sí, cada día", YES),
            ("No, never.", NO),
            ("No. We do not.", NO),
        ),
        *(("Nein, nie.", NO), ("Partially: servers only", PARTIAL), ("N/A - no such data", NA)),
        *(("Not applicable, hosted", NA), ("No sub-processor receives data.", None), ("No. 5 is done", None)),
        *(("No-one may", None), ("Yes we do", None), ("Nobody, ever", None), ("Yesterday, we", None), ("", None)),
        *(("N-tier, layered", None), ("Ja", None)),
    ],
)
def test_leading_verdicts(text: str, stance: Stance | None) -> None:
    assert read_leading_verdict(text) is stance


def test_a_stance_column_may_hold_the_name_or_a_verdict() -> None:
    assert read_stance(" Partial ") is PARTIAL
    assert read_stance("na") is NA
    assert read_stance("Sí") is YES
    assert read_stance("maybe") is None
