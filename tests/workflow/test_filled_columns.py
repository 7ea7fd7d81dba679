"""Filled columns beside the answers: comments of the one who answered, or columns of the customer's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from qbot.knowledge_base.folder import read_folder
from qbot.workflow.importing import import_knowledge


def import_column(tmp_path: Path, heading: str, texts: tuple[str, str]) -> list[str]:
    """The answers that come in with a further column of this heading and these texts."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["No", "Question", "Response", heading],
        [1, "Do you encrypt data at rest?", "Yes", texts[0]],
        [2, "Do you encrypt backups?", "No", texts[1]],
        [3, "Do you scan for viruses?", None, None],
        [4, "Do you test your backups?", "Yes", None],
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    import_knowledge([tmp_path / "a.xlsx"], tmp_path / "kb")
    return [
        entry.answer
        for entry in sorted(
            read_folder(tmp_path / "kb").entries, key=lambda one: one.source.place if one.source else ""
        )
    ]


def test_words_beside_answers_are_the_comment(tmp_path: Path) -> None:
    found = import_column(tmp_path, "How you do it", ("With AES-256.", "Not yet."))
    assert found == ["With AES-256.", "Not yet.", "Yes"]


@pytest.mark.parametrize("heading", ["Reviewer's view", "Risk", "Control domain"])
def test_a_column_of_the_customers_is_none(tmp_path: Path, heading: str) -> None:
    assert import_column(tmp_path, heading, ("Good enough.", "Not good.")) == ["Yes", "No", "Yes"]
