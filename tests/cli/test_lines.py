"""Lines are wrapped as rich wraps them, which the tables are printed by, and made of clean text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from qbot.cli.lines import Lines, clean_line, open_lines, wrap_words

WORDS = st.text(alphabet="abcde,.–“”éß中か", min_size=1, max_size=30)


def wrap_by_rich(text: str, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    console.print(Text(text))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(st.lists(WORDS, max_size=20).map(" ".join), st.sampled_from(["", "  - "]))
def test_words_are_wrapped_as_rich_wraps_them(text: str, before: str) -> None:
    lines = "".join(f"{line}\n" for line in wrap_words(before + text, 30))
    assert lines == wrap_by_rich(before + text, 30)


@pytest.mark.parametrize("letters", [29, 30, 31, 60, 61, 95])
def test_a_word_wider_than_a_line_is_cut(letters: int) -> None:
    lines = list(wrap_words(f"see {'x' * letters} there", 30))
    assert "".join(lines).replace(" ", "") == f"see{'x' * letters}there"
    assert max(map(len, lines)) <= 30


def test_control_characters_and_breaks_are_taken_out() -> None:
    assert clean_line("a\x1b[2Jb\n c\u202e") == "a [2Jb c"
    assert clean_line("abc def", limit=5) == "abc…"


def test_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines(12)
    lines.print_title("To know")
    lines.print_list(["one two three", "four\n"])
    lines.print_line("  five")
    assert capsys.readouterr().out == "\nTo know\n  - one two \nthree\n  - four\nfive\n"


@pytest.mark.parametrize(("columns", "width"), [("60", 120), ("100", 120), ("200", 200)])
def test_what_goes_to_no_terminal_is_120_wide_or_more(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert open_lines().width == width
