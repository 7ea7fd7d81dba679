"""Values of the deal: read, remembered for a file, and asked for where an answer waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbot.errors import UsageError
from qbot.workflow.variables import read_variables, settle_variables


def test_values_are_pairs_and_mistakes_come_together() -> None:
    assert read_variables(["region=EU", "customer = Ada & Co "]) == {"region": "EU", "customer": "Ada & Co"}
    with pytest.raises(UsageError, match=r"“region” is no NAME=VALUE.*“1=x”.*“a=\{var:b\}”"):
        read_variables(["region", "1=x", "a={var:b}"])


def test_values_are_remembered_for_one_file_and_taken_back(tmp_path: Path) -> None:
    def settle(file: str, **given: str) -> dict[str, str]:
        return settle_variables(tmp_path, file, given, known={"region": "US", "product": None})

    assert settle("f" * 64, region="EU", term="2 years") == {"region": "EU", "term": "2 years"}
    assert settle("f" * 64) == {"region": "EU", "term": "2 years"}
    assert settle("e" * 64) == {"region": "US"}
    assert settle("f" * 64, region="") == {"region": "US", "term": "2 years"}
    next(tmp_path.rglob("*.json")).write_text("[broken", encoding="utf-8")
    assert settle("f" * 64) == {"region": "US"}
