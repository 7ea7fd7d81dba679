"""Which question decides whether another applies, by what the customer wrote of it."""

from __future__ import annotations

import pytest

from qbot.layout.gates import link_gates
from qbot.layout.grid import Grid, GridCell
from qbot.layout.reading import find_questions
from qbot.model.questionnaire import Gate, Question, Skipped


def ask(cell: str, ref: str, text: str, *section: str, guidance: str | None = None, sheet: str = "S") -> Question:
    """Return a question without slots."""
    return Question(sheet, cell, text, ref=ref, section=section, guidance=guidance)


def gates(questions: list[Question], skipped: list[Skipped] | None = None) -> dict[str, str]:
    """Return "gate's cell: answer that skips" by the cell of each question that has a gate."""
    linked = link_gates(questions, skipped or [])
    return {one.cell: f"{one.gate.cell}: {one.gate.skip_on}" for one in linked if one.gate is not None}


LIST = [
    ask("B2", "QUAL-01", "Do you handle health data?", "Qualifiers"),
    ask("B3", "QUAL-02", "Do you take card payments?", "Qualifiers"),
    ask("B5", "HI-1", "Is access to health data logged?", "Health"),
    ask("B6", "HI-2", "Is health data encrypted?", "Health"),
    ask("B8", "PC-1", "Are card numbers masked?", "Cards"),
]


@pytest.mark.parametrize(
    ("text", "skip_on"),
    [
        ("If QUAL-01 is No, skip this section.", "no"),
        ("Skip this section if QUAL-01 = No", "no"),
        ("This section is not applicable where QUAL-01 is answered 'No'.", "no"),
        ("If you answered No to QUAL-01, the questions below need not be answered.", "no"),
        ("Complete this section only if QUAL-01 is Yes.", "no"),
        ("Unless QUAL-01 is Yes, leave this section blank.", "no"),
        ("If QUAL-01 is Yes, complete the following questions.", "no"),
        ("If the answer to question QUAL-01 is “Yes”, omit this section.", "yes"),
        ("The rest of this section is required where QUAL-01 is No.", "yes"),
    ],
)
def test_a_row_above_a_section_gates_all_of_it(text: str, skip_on: str) -> None:
    assert gates(LIST, [Skipped("S", "A4", text, "guidance")]) == {"B5": f"B2: {skip_on}", "B6": f"B2: {skip_on}"}


@pytest.mark.parametrize(
    "text",
    [
        "If QUAL-09 is No, skip this section.",
        "Answer Yes or No. Skip what you do not know.",
        "QUAL-01 is the most important question of this section.",
        "If Yes, describe in this section.",
    ],
)
def test_a_row_that_names_no_gate_links_nothing(text: str) -> None:
    assert gates(LIST, [Skipped("S", "A4", text, "guidance")]) == {}


def test_a_section_s_own_name_may_carry_the_gate() -> None:
    name = "Health (only if QUAL-01 is Yes)"
    questions = [LIST[0], ask("B5", "HI-1", "Logged?", name), ask("B6", "HI-2", "Encrypted?", name), LIST[4]]
    assert gates(questions) == {"B5": "B2: no", "B6": "B2: no"}


def test_a_question_or_its_help_gates_that_question_alone() -> None:
    questions = [
        LIST[0],
        ask("B3", "Q2", "If QUAL-01 is Yes, describe how it is kept apart.", "Qualifiers"),
        ask("B4", "Q3", "Is it reviewed?", "Qualifiers", guidance="Only applicable if QUAL-01 is Yes"),
        ask("B5", "Q4", "Is there a policy?", "Qualifiers"),
    ]
    assert gates(questions) == {"B3": "B2: no", "B4": "B2: no"}


def test_the_gate_itself_may_say_where_to_go_on() -> None:
    questions = [
        ask("B2", "1", "Do you use subcontractors? If no, skip to question 4."),
        ask("B3", "2", "Are they assessed?"),
        ask("B4", "3", "Are they listed?"),
        ask("B5", "4", "Do you have an office?"),
    ]
    assert gates(questions) == {"B3": "B2: no", "B4": "B2: no"}
    assert gates([ask("B2", "1", "Do you use AI? If No, please skip questions 2 to 3.", "A"), *questions[1:]]) == {
        "B3": "B2: no",
        "B4": "B2: no",
    }
    rest = [ask("B2", "1", "Do you use AI?", "A", guidance="If no, the rest of this section is not required")]
    assert gates([*rest, ask("B3", "2", "Which?", "A"), ask("B4", "3", "Do you?", "B")]) == {"B3": "B2: no"}


def test_what_may_be_skipped_is_optional() -> None:
    def read(text: str) -> list[bool]:
        linked = link_gates([ask("B2", "1", "Do you use AI?", "A", guidance=text), ask("B3", "2", "Which?", "A")], [])
        return [one.gate.optional for one in linked if one.gate is not None]

    assert read("If no, you may skip the remaining questions of this section.") == [True]
    assert read("If no, skip the remaining questions of this section.") == [False]


def test_a_gate_may_stand_on_another_sheet_where_its_number_is_the_only_one() -> None:
    name = "Cards (skip if QUAL-02 is No)"
    questions = [LIST[1], ask("B2", "P1", "Are card numbers masked?", name, sheet="Cards")]
    assert link_gates(questions, [])[1].gate == Gate("S", "B3", "no")
    twice = [*questions, ask("B9", "QUAL-02", "Do you take cash?", sheet="Third")]
    assert link_gates(twice, [])[1].gate is None


def test_a_whole_sheet_is_read_with_its_gates() -> None:
    rows = (
        ("ID", "Question", "Answer"),
        ("Q-1", "Do you process health data?", ""),
        ("Health data", "", ""),
        ("If Q-1 is No, skip this section.", "", ""),
        ("H-1", "Is access to health data logged?", ""),
        ("H-2", "Is health data kept apart from other data?", ""),
        ("Other", "", ""),
        ("O-1", "Do you have a security policy?", ""),
    )
    cells = {
        (row, column): GridCell(text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text
    }
    reading = find_questions([Grid("S", cells)])
    assert {one.ref: one.gate.cell if one.gate else None for one in reading.questions} == {
        "Q-1": None,
        "H-1": "B2",
        "H-2": "B2",
        "O-1": None,
    }
    assert {one.ref: one.section for one in reading.questions}["H-1"] == ("Health data",)
