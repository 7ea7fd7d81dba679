"""A pattern that is compiled late finds what one finds that was compiled at once, and is compiled when it is used."""

from __future__ import annotations

import re

import pytest

from qbot.model.patterns import compile_late


def test_it_finds_what_a_compiled_one_finds() -> None:
    late, early = compile_late(r"(\w+)@", re.IGNORECASE), re.compile(r"(\w+)@", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("a@ B@ c") == early.findall("a@ B@ c") == ["a", "B"]
        assert late.sub(r"\1.", "a@") == "a."
        assert late.search("none") is None
        assert late.pattern == early.pattern
        assert late.flags == early.flags


def test_a_wrong_one_is_told_at_its_first_use() -> None:
    wrong = compile_late("(")
    with pytest.raises(re.error):
        wrong.search("a")
