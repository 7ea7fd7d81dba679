"""The review workbook: a row a question, texts that stay texts, links into the filled file."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from qbot.workbook.review_copy import ReviewRow, write_review_copy

ROW = ReviewRow(
    sheet="Bob's sheet",
    cell="B7",
    ref="1.1",
    question="Do you encrypt data at rest?",
    draft='=HYPERLINK("http://example.com")',
    band="high",
    confidence=0.93,
    entries="encryption-at-rest",
    evidence="Trust page: “Encrypted at rest”",
    look_at="@mention",
    reason="",
)


def test_each_question_is_a_row_under_a_filter_with_a_frozen_head(tmp_path: Path) -> None:
    target = tmp_path / "review.xlsx"
    write_review_copy(target, [ROW, ROW], file="filled.xlsx")
    sheet = load_workbook(target)["Review"]
    assert sheet.max_row == 3
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}3"
    assert sheet.freeze_panes == "E2"
    assert sheet["G2"].value == 0.93
    assert sheet["G2"].number_format == "0%"


def test_a_text_never_becomes_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "review.xlsx"
    write_review_copy(target, [ROW], file="filled.xlsx")
    sheet = load_workbook(target)["Review"]
    assert (sheet["E2"].value, sheet["E2"].data_type) == ('=HYPERLINK("http://example.com")', "s")
    assert sheet["J2"].value == "@mention"


def test_the_cells_name_links_into_the_filled_file(tmp_path: Path) -> None:
    target = tmp_path / "review.xlsx"
    write_review_copy(target, [ROW], file="filled.xlsx")
    link = load_workbook(target)["Review"]["B2"].hyperlink
    assert link is not None
    assert "filled.xlsx" in (link.target or "")
    assert "Bob''s sheet'!B7" in f"{link.target}{link.location}"


def test_a_long_row_is_high_enough_to_be_read(tmp_path: Path) -> None:
    target = tmp_path / "review.xlsx"
    tall = ReviewRow(*("s", "B1", "", "word " * 60, "", "none", 0.1, "", "", "", ""))
    write_review_copy(target, [ROW, tall], file="filled.xlsx")
    sheet = load_workbook(target)["Review"]
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[2].height
