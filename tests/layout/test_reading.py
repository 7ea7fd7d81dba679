"""Questions and slots on small grids, drawn as text: a line a row, `|` between cells, the first line is row 1."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from qbot.layout.grid import Choice, Grid, GridCell
from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.layout.reading import Reading, find_questions
from qbot.layout.turned import is_turned
from qbot.layout.view import make_view
from qbot.model.place import Rect
from qbot.model.questionnaire import QuestionKind, SheetRole, SlotRole

PLAIN_LIST = """
    ID | Question | Answer | Comments
    A1 | Do you encrypt customer data at rest? | |
    A2 | Do you keep a register of all your suppliers? | |
    A3 | Is access to production reviewed every quarter? | |
"""
QUESTIONS = (
    "Do you encrypt backups?",
    "Is there a security policy that staff must read?",
    "Are visitors accompanied in your offices?",
    "How often are restores tested?",
    "Who may change the firewall rules?",
)


def draw(text: str, name: str = "Sheet") -> Grid:
    """Return the grid of an indented drawing."""
    lines = [line.strip() for line in text.strip("\n").rstrip().splitlines()]
    return Grid(
        name,
        {
            (row, column): GridCell(cell.strip())
            for row, line in enumerate(lines, start=1)
            for column, cell in enumerate(line.split("|"), start=1)
            if cell.strip()
        },
    )


def slots(reading: Reading) -> dict[str, list[tuple[str, str]]]:
    """Return the slots (role, cell) of each question by its cell."""
    return {one.cell: [(slot.role.value, slot.cell) for slot in one.slots] for one in reading.questions}


def test_a_plain_list_has_answer_and_comment() -> None:
    reading = find_questions([draw(PLAIN_LIST)])
    assert slots(reading) == {f"B{row}": [("answer", f"C{row}"), ("comment", f"D{row}")] for row in (2, 3, 4)}
    assert [one.ref for one in reading.questions] == ["A1", "A2", "A3"]
    assert reading.sheets[0].header_row == 1
    assert reading.sheets[0].why
    assert all(column.why for column in reading.sheets[0].columns)


def test_questions_side_by_side_are_read_with_the_answers_below_them() -> None:
    grid = draw("""
        Fill in the rows Your answer and Comment. | | |
        Area | Environment | Governance | Governance
        No. | 1 | 2 | 3
        Question | Do you publish your emissions? | Is there a code of conduct? | Who in the board is responsible?
        Your answer | | |
        Comment | | |
        """)
    grid = replace(grid, choices=(Choice((Rect(5, 3, 5, 3),), ("Yes", "No")),))
    reading = find_questions([grid])
    assert slots(reading) == {f"{at}4": [("answer", f"{at}5"), ("comment", f"{at}6")] for at in "BCD"}
    assert [one.ref for one in reading.questions] == ["1", "2", "3"]
    assert [one.slots[0].options for one in reading.questions] == [(), ("Yes", "No"), ()]
    assert "side by side" in reading.sheets[0].why


def test_a_card_with_question_and_answer_below_is_not_turned() -> None:
    grid = draw("""
        Question | Do you publish your emissions?
        Answer |
        Question | Is there a code of conduct?
        Answer |
        """)
    assert not is_turned(make_view(grid))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Frage", "Antwort"),
        ("Pregunta", "Respuesta"),
        ("Domanda", "Risposta"),
        ("Vraag", "Antwoord"),
        ("Fråga", "Svar"),
    ],
)
def test_headings_of_other_languages(question: str, answer: str) -> None:
    grid = draw(PLAIN_LIST.replace("Question", question).replace("Answer", answer))
    assert [one.cell for one in find_questions([grid]).questions] == ["B2", "B3", "B4"]


def test_without_an_answer_column_new_slots_are_proposed() -> None:
    grid = draw("\n".join(("Question", *QUESTIONS)))
    reading = find_questions([grid])
    assert [one.cell for one in reading.questions] == ["A2", "A3", "A4", "A5", "A6"]
    assert all(one.slots and all(slot.new for slot in one.slots) for one in reading.questions)
    assert reading.questions[0].slots[0].cell == "B2"


def test_a_sheet_that_explains_the_steps_of_a_scale_asks_nothing() -> None:
    questions = draw(PLAIN_LIST, "Questions")
    legend = draw(
        """
        Maturity | Name | Description
        0 | Incomplete | A process is not there or misses its aim.
        1 | Performed | The process is lived without a plan.
        2 | Managed | The process is documented and steered.
        na | Not applicable | Please give the reason.
        """,
        "Levels",
    )
    reading = find_questions([legend, questions])
    assert {one.sheet for one in reading.questions} == {"Questions"}
    alone = draw(
        """
        Score | Description
        3 | Do you encrypt backups?
        3 | Who may change the firewall rules?
        2 | How often are restores tested?
        """,
        "Levels",
    )
    assert {one.sheet for one in find_questions([alone, questions]).questions} == {"Levels", "Questions"}


def test_hidden_sheets_never_count() -> None:
    assert find_questions([replace(draw(PLAIN_LIST), hidden=True)]).questions == ()


def test_a_drop_down_over_whole_columns_gives_its_texts() -> None:
    choice = Choice((Rect(2, 3, 1_048_576, 3),), ("Yes", "No", "N/A"))
    reading = find_questions([replace(draw(PLAIN_LIST), choices=(choice,))])
    assert {one.slots[0].options for one in reading.questions} == {("Yes", "No", "N/A")}


def test_a_filled_answer_is_told_from_an_open_one() -> None:
    reading = find_questions([draw(PLAIN_LIST.replace("at rest? | |", "at rest? | Yes, with AES-256 |"))])
    assert [one.state.value for one in reading.questions] == ["filled", "open", "open"]


def test_a_correction_goes_before_the_reading() -> None:
    overrides = LayoutOverrides({"Sheet": SheetOverride(leave_out=(3,))})
    assert [one.cell for one in find_questions([draw(PLAIN_LIST)], overrides=overrides).questions] == ["B2", "B4"]
    other = LayoutOverrides({"Sheet": SheetOverride(role=SheetRole.INSTRUCTIONS)})
    assert find_questions([draw(PLAIN_LIST)], overrides=other).questions == ()


TWO_TABLES = """
*#* | *Item* | *Details* | *Attachment*
A.1 | Description of services | |
A.2 | Hosting provider and region | |
*#* | *Control question* | *Yes / No* | *Comment*
B.1 | Are audit logs available to customers? | |
B.2 | Is the service tested by others? | |
"""


def test_a_correction_of_one_table_leaves_the_other_as_it_is() -> None:
    grid = draw(TWO_TABLES.replace("*", ""))
    columns = {"A": "ref", "B": "question", "C": "comment", "D": "answer"}
    overrides = LayoutOverrides({"Sheet": SheetOverride(header_row=1, columns=columns)})
    found = {
        one.cell: [slot.cell for slot in one.slots if slot.role is SlotRole.ANSWER]
        for one in find_questions([grid], overrides=overrides).questions
    }
    assert found == {"B2": ["D2"], "B3": ["D3"], "B5": ["C5"], "B6": ["C6"]}


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(1, 6))
def test_a_planted_table_is_found_anywhere(top: int, left: int) -> None:
    rows = [("Question", "Answer"), *((text, "") for text in QUESTIONS)]
    cells = {
        (top + row, left + column): GridCell(text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    }
    if top > 2:
        cells[(1, 1)] = GridCell("Supplier review")
    found = find_questions([Grid("Sheet", cells)]).questions
    assert [one.text for one in found] == list(QUESTIONS)


_TEXTS = st.sampled_from(
    ("", "Yes", "Question", "Answer", "1.1", "Do you log access?", "If yes, describe", "質問", "☐ Yes")
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(1, 15), st.integers(1, 6)), _TEXTS, max_size=40), st.integers(1, 10))
def test_random_grids_never_fail(texts: dict[tuple[int, int], str], edge: int) -> None:
    cells = {place: GridCell(text) for place, text in texts.items()}
    reading = find_questions([Grid("Sheet", cells, merges=(Rect(edge, 1, edge + 2, 3),))])
    assert len(reading.sheets) == 1
    assert len({one.cell for one in reading.questions}) == len(reading.questions)


@pytest.mark.parametrize(("formula", "room"), [(None, ["B3"]), ("A1", [])])
def test_a_formula_beside_an_answer_label_is_no_room(formula: str | None, room: list[str]) -> None:
    cells = {
        (1, 1): GridCell(text="Security questions"),
        (2, 1): GridCell(text="Do you encrypt customer data at rest?"),
        (3, 1): GridCell(text="Answer:"),
        (3, 2): GridCell(text="Type here", formula=formula),
        (4, 1): GridCell(text="Do you train your staff every year?"),
        (5, 1): GridCell(text="Answer:"),
    }
    first = find_questions([Grid("Sheet", cells)]).questions[0]
    assert [slot.cell for slot in first.slots if slot.cell == "B3"] == room


@pytest.mark.parametrize(("formula", "fields"), [(None, ["A1"]), ("Sheet2!A1", [])])
def test_a_formula_beside_a_label_above_a_table_is_no_field(formula: str | None, fields: list[str]) -> None:
    cells = {
        (1, 1): GridCell(text="Vendor name:"),
        (1, 2): GridCell(text="", formula=formula),
        (3, 1): GridCell(text="No."),
        (3, 2): GridCell(text="Question"),
        (3, 3): GridCell(text="Answer"),
        **{(row, 1): GridCell(text=f"1.{row}") for row in (4, 5, 6)},
        (4, 2): GridCell(text="Do you encrypt customer data at rest?"),
        (5, 2): GridCell(text="Do you train your staff every year?"),
        (6, 2): GridCell(text="Do you test your backups?"),
    }
    found = find_questions([Grid("Sheet", cells)]).questions
    assert [one.cell for one in found if one.kind is QuestionKind.IDENTITY] == fields
