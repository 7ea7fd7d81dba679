"""Random sheets: a table planted among titles, blank rows, merges, looks and drop-downs never stops the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.layout.grid import Choice, Grid, GridCell, Look
from qbot.layout.reading import find_questions
from qbot.model.place import Rect, keep_apart, parse_cell

ROWS, COLUMNS = 24, 8
QUESTIONS = (
    "Do you encrypt backups?",
    "Who may change firewall rules?",
    "Describe how access is reviewed.",
    "MFA for all",
)
TEXTS = st.sampled_from((
    "Yes", "No", "N/A", "x", "1", "1.1", "AC-01", "Question", "Answer", "Comment", "Score", "Reference", "Type",
    "Section", "2024 Response", "2025 Response", "Strongly agree", "Your response:", "A1", "☐ Yes ☐ No",
    "If yes, describe", "Frage", "Please answer all questions below.", "Company name:", "質問", "هل لديكم سياسة؟", " ",
    "lorem " * 30, *QUESTIONS,
))  # fmt: skip
LOOKS = st.builds(
    Look, bold=st.booleans(), italic=st.booleans(), fill=st.sampled_from((None, "FFFFCC")), locked=st.booleans(),
    border=st.booleans(), strike=st.just(False),
)  # fmt: skip
PLACES = st.tuples(st.integers(1, ROWS), st.integers(1, COLUMNS))
CELLS = st.dictionaries(
    PLACES, st.builds(GridCell, TEXTS, st.sampled_from((None, None, None, "A1", "Other!A1")), look=LOOKS), max_size=60
)
SPANS = st.lists(st.builds(lambda at, by: Rect(at[0], at[1], at[0] + by[0], at[1] + by[1]), PLACES,
                           st.tuples(st.integers(0, 2), st.integers(0, 3))), max_size=6)  # fmt: skip
CHOICES = st.lists(st.builds(lambda rect: Choice((rect,), ("Yes", "No")), SPANS.filter(bool).map(lambda one: one[0])))


def plant(cells: dict[tuple[int, int], GridCell], top: int, left: int) -> dict[tuple[int, int], GridCell]:
    rows = (("No", "Question", "Answer"), *((str(row), text, "") for row, text in enumerate(QUESTIONS)))
    planted = {
        (top + row, left + column): GridCell(text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    }
    return {**cells, **planted}


def check(
    cells: dict[tuple[int, int], GridCell], merges: list[Rect], choices: list[Choice], at: tuple[int, int]
) -> None:
    grid = Grid("Sheet", plant(cells, *at), merges=keep_apart(merges), choices=tuple(choices))
    reading = find_questions([grid])
    assert len({one.cell for one in reading.questions}) == len(reading.questions)
    for one in reading.questions:
        assert one.text.strip()
        for slot in one.slots:
            assert grid.cells.get(parse_cell(slot.cell), GridCell()).formula is None
    assert find_questions([grid]) == reading


@settings(max_examples=60, deadline=None)
@given(CELLS, SPANS, CHOICES, PLACES)
def test_random_sheets(
    cells: dict[tuple[int, int], GridCell], merges: list[Rect], choices: list[Choice], at: tuple[int, int]
) -> None:
    check(cells, merges, choices, at)


@pytest.mark.long
@settings(max_examples=2000, deadline=None)
@given(CELLS, SPANS, CHOICES, PLACES)
def test_random_sheets_at_length(
    cells: dict[tuple[int, int], GridCell], merges: list[Rect], choices: list[Choice], at: tuple[int, int]
) -> None:
    check(cells, merges, choices, at)
