"""The library out and in again: nothing that an entry says is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from qbot.errors import UnreadableError, UsageError
from qbot.knowledge_base.folder import read_folder, write_folder
from qbot.model.knowledge import Entry, EntryKind, KnowledgeBase
from qbot.workflow.exporting import export_knowledge
from qbot.workflow.importing import import_knowledge

EXAMPLE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_what_is_exported_comes_in_as_it_was(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"library{suffix}"
    report = export_knowledge(EXAMPLE, target)
    assert report.files == (str(target),)
    found = import_knowledge([target], tmp_path / "kb")
    assert (found.new, found.changed, found.conflicting) == (report.entries, 0, 8)
    assert not [message for message in found.messages if "which is not there" in message]
    original = read_folder(EXAMPLE).entries
    assert read_folder(tmp_path / "kb").entries == original


def test_a_folder_comes_out_with_its_company(tmp_path: Path) -> None:
    export_knowledge(EXAMPLE, tmp_path / "copy")
    assert read_folder(tmp_path / "copy").sha256 == read_folder(EXAMPLE).sha256


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_the_same_library_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    files = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for file in files:
        export_knowledge(EXAMPLE, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    entry = Entry(id="x", kind=EntryKind.FACT, answer='=HYPERLINK("x")', topic="-1", owner="@ada")
    write_folder(KnowledgeBase((entry,), None, "", ""), tmp_path / "kb")
    for suffix in (".csv", ".xlsx"):
        export_knowledge(tmp_path / "kb", tmp_path / f"a{suffix}")
        import_knowledge([tmp_path / f"a{suffix}"], tmp_path / suffix[1:])
        (found,) = read_folder(tmp_path / suffix[1:]).entries
        assert (found.answer, found.topic, found.owner) == (entry.answer, "-1", "@ada")
    assert "'=HYPERLINK" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_what_is_there_is_replaced_only_when_told(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        export_knowledge(EXAMPLE, target)
    assert target.read_text(encoding="utf-8") == "mine"
    assert export_knowledge(EXAMPLE, target, force=True).entries > 0
    with pytest.raises(UsageError, match="something in it"):
        export_knowledge(EXAMPLE, tmp_path, force=True)


def test_formats_and_folders_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"“\.pdf” is not known"):
        export_knowledge(EXAMPLE, tmp_path / "a.pdf")
    with pytest.raises(UnreadableError, match="cannot be written"):
        export_knowledge(EXAMPLE, tmp_path / "nowhere/a.csv")
