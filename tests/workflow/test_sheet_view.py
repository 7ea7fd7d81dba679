"""The customer's sheet in windows of rows, for every format that is read."""

from __future__ import annotations

import pytest
from review_desk import Upload, decide, list_all, on

from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.wiring import JOBS
from qbot.workflow.correcting import correct_reading
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.refusals import RefusedError
from qbot.workflow.sheet_view import MOST_ROWS, show_sheet


@pytest.mark.parametrize("sample", ["plain.xlsx", "sig_like.xlsm", "plain.csv", "portal_export.tsv", "word.docx"])
def test_each_question_is_marked_where_it_stands(stocked: Desk, upload: Upload, sample: str) -> None:
    name = upload(sample)
    by_id = {one["id"]: one for one in list_all(stocked, name)}
    shown = show_sheet(stocked, name, name=None, top=1, rows=MOST_ROWS)
    asked = [one for one in by_id.values() if one["sheet"] == shown["name"]]
    marked = {one["question"] for one in shown["marks"] if one["kind"] == "question"}
    assert marked == {one["id"] for one in asked}
    texts = {
        f"{column}{row}": text
        for row, line in enumerate(shown["rows"], start=1)
        for column, text in zip(shown["columns"], line, strict=True)
    }
    held = sum(
        by_id[one["question"]]["text"][:20] in texts[one["cell"]] for one in shown["marks"] if one["kind"] == "question"
    )
    assert held >= len(marked) * 0.9


def test_answers_stand_in_their_cells(stocked: Desk, upload: Upload) -> None:
    name = upload()
    shown = show_sheet(stocked, name, name=None, top=1, rows=MOST_ROWS)
    answers = {cell: text for one in list_all(stocked, name) for cell, text in one["answers"].items()}
    texts = [text for line in shown["rows"] for text in line]
    assert answers
    assert all(text in texts for text in answers.values())


def test_a_window_has_only_its_rows_and_marks(stocked: Desk, upload: Upload) -> None:
    name = upload()
    shown = show_sheet(stocked, name, name=None, top=3, rows=2)
    assert len(shown["rows"]) == 2
    assert all(one["cell"].endswith(("3", "4")) for one in shown["marks"])
    with pytest.raises(RefusedError):
        show_sheet(stocked, name, name=None, top=1, rows=MOST_ROWS + 1)


def test_a_window_shows_what_was_decided_and_corrected_since(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = next(one for one in list_all(stocked, name) if len(one["answers"]) > 1)
    cell, *_ = (one for one in question["answers"] if one.startswith("D"))
    row = int(cell[1:])
    first = show_sheet(stocked, name, name=None, top=row, rows=1)
    column = first["columns"].index("D")
    assert first["rows"][0][column] == question["answers"][cell]
    decide(stocked, name, "edit", **on(question, answers={cell: "Other words"}))
    assert show_sheet(stocked, name, name=None, top=row, rows=1)["rows"][0][column] == "Other words"
    sheet = first["name"]
    correct_reading(stocked, name, LayoutOverrides({sheet: SheetOverride(leave_out=(row,))}), by="Ada")
    while run_waiting(stocked, JOBS):
        pass
    again = show_sheet(stocked, name, name=sheet, top=row, rows=1)
    assert again["marks"] == []
    assert again["rows"][0][column] == ""
