"""Workbooks that nobody has seen: made at random from many layouts and languages, with the truth known.

A reader that knows the samples by heart is of no use; this holds it to what it has not met. The seeds are fixed, so a
failure can be looked at: `python tests/functional/test_variety.py SEED FILE.xlsx` writes the workbook of a seed.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, field
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qbot.model.questionnaire import Questionnaire, QuestionState, SheetRole, SlotRole
from qbot.workbook.read import read_workbook

# Any: JSON; `options` holds lists of texts, every other key texts.
TEXTS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "variety_texts.json").read_text(encoding="utf-8")
)
SEEDS = range(40)
LEAST = 0.97  # what the reading of unseen questionnaires is held to, on the mean of all seeds
GRAY = PatternFill("solid", fgColor="DDDDDD")
DARK = PatternFill("solid", fgColor="204060")
BOLD = Font(bold=True)
WHITE = Font(bold=True, color="FFFFFF")


class Want(Struct, frozen=True):
    """What a person reads of one question: its answer cells, their choices, and whether it is answered."""

    answers: frozenset[str]
    options: tuple[str, ...]
    filled: bool


class Shape(Struct):
    """How one customer lays out all sheets of a workbook."""

    texts: dict[str, Any]  # Any: see TEXTS
    mode: str
    columns: list[str]
    top: int
    left: int
    titles: int
    sections: str
    lists: str
    options: list[str]
    filled: float
    pool: list[str]
    head: dict[str, str]
    wide_question: bool


class Made(Struct):
    """A workbook and the truth about it."""

    book: Workbook
    wants: dict[tuple[str, str], Want] = field(default_factory=dict)


def choose_shape(rng: random.Random) -> Shape:
    language = rng.choice(["en"] * 5 + [name for name in TEXTS if name != "en"])
    texts = TEXTS[language]
    mode = rng.choice(["verdict"] * 5 + ["text"] * 2 + ["crosses", "no_answer"])
    columns = [name for name, chance in (("ref", 0.8), ("section", 0.25)) if rng.random() < chance]
    if rng.random() < 0.2:
        columns.reverse()
    columns.append("question")
    columns += [name for name, chance in (("guidance", 0.25), ("weight", 0.15)) if rng.random() < chance]
    if mode != "no_answer":
        columns.append("answer")
        columns += [name for name, chance in (("comment", 0.7), ("evidence", 0.25)) if rng.random() < chance]
    statements = mode != "no_answer" and rng.random() < 0.3
    return Shape(
        texts=texts,
        mode=mode,
        columns=columns,
        top=rng.choice([1, 1, 2, 3, 5, 8]),
        left=rng.choice([1, 1, 1, 2, 3, 4]),
        titles=rng.choice([0, 1, 2, 3]),
        sections=rng.choice(["none", "merged", "bold", "headers"]),
        lists=rng.choice(["inline", "range", "name", "sheet", "column"]),
        options=rng.choice(texts["options"]),
        filled=rng.choice([0.0, 0.0, 0.0, 0.3]) if mode in {"verdict", "text"} else 0.0,
        pool=texts["statements" if statements else "questions"],
        head={name: rng.choice(values) for name, values in texts.items() if name not in {"options", "titles"}},
        wide_question=rng.random() < 0.1,
    )


def make_workbook(seed: int) -> Made:
    """Return the workbook of a seed and what is to be read in it."""
    rng = random.Random(seed)
    shape = choose_shape(rng)
    made = Made(Workbook())
    made.book.remove(made.book.worksheets[0])
    if rng.random() < 0.5:
        add_instructions(made.book, shape)
    pool = rng.sample(shape.pool, k=len(shape.pool))
    count = min(rng.choice([1, 1, 2, 3]), len(pool) // 4)
    for number in range(count):  # no sheet repeats another's questions: that would be a mirror
        SheetMaker(made, shape, rng, f"Part {number + 1}").make(pool[number::count])
    for decoy in (add_glossary, add_history, add_totals):
        if rng.random() < 0.3:
            decoy(made.book, shape)
    return made


class SheetMaker:
    """Writes one sheet of questions."""

    def __init__(self, made: Made, shape: Shape, rng: random.Random, name: str) -> None:
        self.made, self.shape, self.rng = made, shape, rng
        self.ws: Worksheet = made.book.create_sheet(name)
        self.row = shape.top
        self.number = 0
        self.at: dict[str, int] = {}
        self.answer_rows: list[int] = []
        column = shape.left
        for part in shape.columns:
            self.at[part] = column
            column += len(shape.options) if part == "answer" and shape.mode == "crosses" else 1
            column += part == "question" and shape.wide_question
        self.last = column - 1

    def make(self, texts: list[str]) -> None:
        shape, rng = self.shape, self.rng
        for title in shape.texts["titles"][: shape.titles]:
            self.ws.cell(self.row, shape.left, title).font = BOLD
            self.row += 1
        self.row += rng.choice([0, 1]) if shape.titles else 0
        parts = [texts] if shape.sections == "none" else [texts[: len(texts) // 2], texts[len(texts) // 2 :]]
        for place, part in enumerate(parts):
            if shape.sections == "headers" or (place == 0 and shape.sections == "none"):
                if shape.sections == "headers":
                    self.write_section(shape.texts["sections"][place])
                self.write_head()
            elif place == 0:
                self.write_head()
                self.write_section(shape.texts["sections"][place])
            else:
                self.write_section(shape.texts["sections"][place])
            for text in part:
                self.write_question(text, shape.texts["sections"][place])
            self.row += rng.choice([0, 1]) if shape.sections == "headers" else 0
        self.add_list()

    def write_section(self, text: str) -> None:
        cell = self.ws.cell(self.row, self.shape.left, text)
        cell.font, cell.fill = BOLD, GRAY
        if self.shape.sections == "merged" and self.last > self.shape.left:
            self.ws.merge_cells(
                start_row=self.row, end_row=self.row, start_column=self.shape.left, end_column=self.last
            )
        self.row += 1

    def write_head(self) -> None:
        for part, column in self.at.items():
            self.put_head(self.row, column, self.shape.head[part])
        if self.shape.wide_question:
            self.merge_question()
        if self.shape.mode == "crosses":
            first, last = self.at["answer"], self.at["answer"] + len(self.shape.options) - 1
            self.ws.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
            self.row += 1
            for place, option in enumerate(self.shape.options):
                self.put_head(self.row, first + place, option)
        self.row += 1

    def put_head(self, row: int, column: int, text: str) -> None:
        cell = self.ws.cell(row, column, text)
        cell.font, cell.fill = WHITE, DARK

    def merge_question(self) -> None:
        column = self.at["question"]
        self.ws.merge_cells(start_row=self.row, end_row=self.row, start_column=column, end_column=column + 1)

    def write_question(self, text: str, section: str) -> None:
        shape, rng, row = self.shape, self.rng, self.row
        self.number += 1
        values: dict[str, str | int] = {
            "ref": self.number,
            "section": section,
            "question": text,
            "guidance": rng.choice(shape.texts["hints"]),
            "weight": rng.randint(1, 5),
        }
        filled = rng.random() < shape.filled
        if filled:
            values["answer"] = rng.choice(shape.options if shape.mode == "verdict" else shape.texts["hints"])
        for part, column in self.at.items():
            if part in values:
                self.ws.cell(row, column, values[part])
        if shape.wide_question:
            self.merge_question()
        self.answer_rows.append(row)
        question = f"{get_column_letter(self.at['question'])}{row}"
        self.made.wants[self.ws.title, question] = self.want(row, filled=filled)
        self.row += 1

    def want(self, row: int, *, filled: bool) -> Want:
        options = tuple(self.shape.options)
        match self.shape.mode:
            case "crosses":
                columns = [self.at["answer"] + place for place in range(len(options))]
                return Want(frozenset(f"{get_column_letter(c)}{row}" for c in columns), ("X",), filled)
            case "no_answer":
                return Want(frozenset({f"{get_column_letter(self.last + 1)}{row}"}), (), filled)
            case "verdict":
                return Want(frozenset({f"{get_column_letter(self.at['answer'])}{row}"}), options, filled)
            case _:
                return Want(frozenset({f"{get_column_letter(self.at['answer'])}{row}"}), (), filled)

    def add_list(self) -> None:
        if self.shape.mode != "verdict":
            return
        rule = DataValidation(type="list", formula1=self.write_list(), allow_blank=True)
        letter = get_column_letter(self.at["answer"])
        if self.shape.lists == "column":
            rule.sqref = f"{letter}{self.answer_rows[0]}:{letter}1048576"
        else:
            rule.sqref = " ".join(f"{letter}{row}" for row in self.answer_rows)
        self.ws.add_data_validation(rule)

    def write_list(self) -> str:
        """Write the texts of the drop-down where its kind keeps them, and return its formula."""
        shape, book = self.shape, self.made.book
        count = len(shape.options)
        if shape.lists in {"inline", "column"}:
            return '"' + ",".join(shape.options) + '"'
        if shape.lists == "range":
            column = self.last + 6
            for row, option in enumerate(shape.options, start=2):
                self.ws.cell(row, column, option)
            letter = get_column_letter(column)
            return f"${letter}$2:${letter}${count + 1}"
        if "Values" not in book.sheetnames:
            values = book.create_sheet("Values")
            values.sheet_state = self.rng.choice(["hidden", "visible"])
            for row, option in enumerate(shape.options, start=1):
                values.cell(row, 1, option)
            book.defined_names["Allowed"] = DefinedName("Allowed", attr_text=f"Values!$A$1:$A${count}")
        return "Allowed" if shape.lists == "name" else f"Values!$A$1:$A${count}"


def write_rows(ws: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        ws.append(list(row))
    for cell in ws[1]:
        cell.font = BOLD


def add_instructions(book: Workbook, shape: Shape) -> None:
    ws = book.create_sheet("Instructions")
    for row, text in enumerate((*shape.texts["titles"], *shape.texts["hints"]), start=2):
        ws.cell(row, 2, text)


def add_glossary(book: Workbook, shape: Shape) -> None:
    terms = [
        ("MFA", "Signing in with more than one proof."),
        ("RPO", "How much data may be lost, in hours."),
        ("PII", "Data about a person."),
    ]
    write_rows(book.create_sheet("Glossary"), [("Term", "Meaning"), *terms])


def add_history(book: Workbook, shape: Shape) -> None:
    rows = [("1.0", "2024-02-01", "First edition"), ("1.1", "2024-09-12", "Wording of two lines made clearer")]
    write_rows(book.create_sheet("Version history"), [("Version", "Date", "Change"), *rows])


def add_totals(book: Workbook, shape: Shape) -> None:
    ws = book.create_sheet("Totals")
    parts = [name for name in book.sheetnames if name.startswith("Part ")]
    write_rows(ws, [("Sheet", "Answered")])
    for row, name in enumerate(parts, start=2):
        ws.cell(row, 1, name)
        ws.cell(row, 2, f"=COUNTA('{name}'!C1:C99)")


class Score(Struct, frozen=True):
    """How well one workbook was read; each number is a share from 0 to 1."""

    f1: float
    answers: float
    options: float
    states: float


def score(read: Questionnaire, wants: dict[tuple[str, str], Want]) -> Score:
    found = {(question.sheet, question.cell): question for question in read.questions}
    hits = wants.keys() & found.keys()
    if not hits:
        return Score(0.0, 0.0, 0.0, 0.0)
    precision, recall = len(hits) / len(found), len(hits) / len(wants)
    answers = options = states = 0
    for place in hits:
        want, slots = wants[place], [slot for slot in found[place].slots if slot.role is SlotRole.ANSWER]
        answers += {slot.cell for slot in slots} == want.answers
        options += all(slot.options == want.options for slot in slots if slot.cell in want.answers)
        states += (found[place].state is QuestionState.FILLED) == want.filled
    total = len(wants)
    return Score(2 * precision * recall / (precision + recall), answers / total, options / total, states / total)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Score]:
    folder = tmp_path_factory.mktemp("variety")
    results = {}
    for seed in SEEDS:
        made = make_workbook(seed)
        path = folder / f"{seed}.xlsx"
        made.book.save(path)
        results[seed] = score(read_workbook(path), made.wants)
    return results


@pytest.mark.xdist_group("variety")
@pytest.mark.parametrize("part", ["f1", "answers", "options", "states"])
def test_unseen_layouts_are_read(scores: dict[int, Score], part: str) -> None:
    values = {seed: float(getattr(result, part)) for seed, result in scores.items()}
    mean = sum(values.values()) / len(values)
    worst = {seed: round(value, 2) for seed, value in values.items() if value < 1}
    assert mean >= LEAST, f"mean {part} {mean:.3f}; seeds below 1: {worst}"


def test_sheets_that_only_explain_are_not_asked(tmp_path: Path) -> None:
    book = Workbook()
    shape = choose_shape(random.Random(1))
    book.remove(book.worksheets[0])
    add_instructions(book, shape)
    add_history(book, shape)
    path = tmp_path / "explained.xlsx"
    book.save(path)
    read = read_workbook(path)
    assert read.questions == ()
    assert SheetRole.QUESTIONS not in {sheet.role for sheet in read.sheets}


if __name__ == "__main__":
    make_workbook(int(sys.argv[1])).book.save(sys.argv[2])
