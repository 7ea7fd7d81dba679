"""Tables of answers: headings of answer libraries, two bare columns, and files that are no tables."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from qbot.errors import UnreadableError
from qbot.knowledge_base.lines import RowsImport
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.knowledge_base.tables import find_table
from qbot.model.knowledge import Conflict, Disclosure, Source, Stance


def read(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> RowsImport:
    """What a .csv file with this text gives."""
    file = tmp_path / "library.csv"
    file.write_bytes(text.encode(encoding))
    return find_table(file).read()


def save(tmp_path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = tmp_path / "library.xlsx"
    book.save(file)
    return file


def test_the_columns_of_an_answer_library(tmp_path: Path) -> None:
    (entry,) = read(
        tmp_path,
        "Question,Alternative Questions,Answer,Comments,Tags,Owner,Last Updated,Next Review,Privacy Level\n"
        'Is it?,"Is it so? | Would it?",Yes,It is.,"a, b",Ada,2026-10-01T08:00:00,2026-12-30,External\n',
    ).entries
    assert (entry.question, entry.phrasings) == ("Is it?", ("Is it so?", "Would it?"))
    assert (entry.stance, entry.answer, entry.owner) == (Stance.YES, "It is.", "Ada")
    assert (entry.reviewed_on, entry.review_every) == (date(2026, 10, 1), 90)
    assert entry.disclosure is Disclosure.PUBLIC
    assert entry.notes == {"Tags": "a, b"}
    assert entry.source == Source("library.csv", "line 2")


def test_a_day_that_cannot_be_read_is_a_note_and_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, "Question,Answer,Last updated,Next review\nIs it?,It is.,last week,2026-12-30\n")
    assert found.entries[0].notes == {"reviewed_on": "last week", "next_review": "2026-12-30"}
    assert "reviewed_on “last week”" in found.warnings[0]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    found = read(tmp_path, f"Exported today\n\nID{mark}Pregunta{mark}Respuesta\nA-1{mark}¿Es así?{mark}Sí\n")
    assert [(entry.id, entry.stance) for entry in found.entries] == [("A-1", Stance.YES)]


def test_a_quoted_text_may_hold_lines_and_delimiters(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, 'Question,Answer\r\nIs it?,"One, two;\r\nthree."\r\n', encoding="utf-8-sig").entries
    assert entry.answer == "One, two;\r\nthree."


def test_two_columns_without_a_header(tmp_path: Path) -> None:
    found = read(tmp_path, "Is it?,It is.\nIs he?,\nIs she?,No\n")
    assert [(entry.question, entry.answer) for entry in found.entries] == [("Is it?", "It is."), ("Is she?", "No")]
    assert found.left_out == 1


def test_a_second_answer_column_is_a_note(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, "Question,Answer,Response\nIs it?,It is.,It was.\n").entries
    assert (entry.answer, entry.notes) == ("It is.", {"Response": "It was."})


def test_a_table_without_answers_names_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMistakesError, match="no question and answer columns"):
        read(tmp_path, "Name,Town,Age\nAda,Rome,3\n")
    with pytest.raises(KnowledgeMistakesError, match="is not UTF-8"):
        read(tmp_path, "Question,Answer\nIs it?,Café\n", encoding="latin-1")


def test_a_quote_that_never_closes_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMistakesError, match="not readable as CSV"):
        read(tmp_path, 'Question,Answer\nIs it?,"' + "It is. " * 30_000)


def test_all_sheets_with_a_header_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Our library"], ["ID", "Question", "Answer", "Last updated"]]
    file = save(
        tmp_path,
        One=[*rows, [1, "Is it?", True, datetime(2026, 10, 1)], [2.0, "Is he?", 0.5, date(2026, 10, 2)]],  # noqa: DTZ001
        Two=[["Name", "Town", "Age"]],
        Three=[["Question", "Answer"], ["Is she?", "No, never."]],
    )
    found = find_table(file).read()
    assert [(entry.id, entry.answer) for entry in found.entries[:2]] == [("1", "Yes"), ("2", "0.5")]
    assert [entry.reviewed_on for entry in found.entries[:2]] == [date(2026, 10, 1), date(2026, 10, 2)]
    assert found.entries[2].source == Source("library.xlsx", "Three, row 2")
    assert found.warnings == ("library.xlsx: the sheet “Two” has no question and answer columns",)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qbot.knowledge_base.tables._MOST_BYTES", 100)
    with pytest.raises(UnreadableError, match="unpacks to more"):
        find_table(save(tmp_path, One=[["Question", "Answer"]])).read()


def test_conflicts_and_notes_are_read_as_json_where_they_are(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        "ID,Question,Answer,Conflicts,Notes\n"
        'a,Is it?,It is.,"[{""entry"": ""b"", ""reason"": ""They differ.""}]","{""x"": ""y""}"\n'
        "b,Is he?,He is.,see a,remember\n",
    ).entries
    assert (first.conflicts, first.notes) == ((Conflict("b", "They differ."),), {"x": "y"})
    assert (second.conflicts, second.notes) == ((), {"notes": "remember"})


def test_workbooks_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with pytest.raises(UnreadableError, match="No such file"):
        find_table(file).read()
    file.write_text("Question,Answer\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="no workbook"):
        find_table(file).read()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("x", "y")
    with pytest.raises(UnreadableError, match="no workbook"):
        find_table(file).read()
    with pytest.raises(KnowledgeMistakesError, match="no question and answer columns"):
        find_table(save(tmp_path, One=[["a", "b", "c"]])).read()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-01T08:00:00", date(2026, 10, 1)),
        ("12/31/2026", date(2026, 12, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1.10.2026", date(2026, 10, 1)),
        ("Oct 1, 2026", date(2026, 10, 1)),
        ("03/04/2026", None),  # March in one country and April in another
    ],
)
def test_days_as_libraries_write_them(tmp_path: Path, text: str, day: date | None) -> None:
    assert read(tmp_path, f'Question,Answer,Last Updated Date\nIs it?,It is.,"{text}"\n').entries[0].reviewed_on == day


@pytest.mark.parametrize(
    ("word", "level"),
    [("Public", Disclosure.PUBLIC), ("Requires NDA", Disclosure.NDA), ("Everyone", Disclosure.INTERNAL)],
)
def test_levels_of_privacy(tmp_path: Path, word: str, level: Disclosure) -> None:
    assert read(tmp_path, f"Question,Answer,Access level\nIs it?,It is.,{word}\n").entries[0].disclosure is level


def test_which_columns_only_a_library_has(tmp_path: Path) -> None:
    for header, is_library in (
        ("Question,Answer,Tags", True),
        ("Question,Answer,Owner,Last updated", True),
        ("ID,Question,Answer,Comments,Owner", False),
        ("ID,Question,Answer,Category", False),
    ):
        (tmp_path / "a.csv").write_text(f"{header}\n", encoding="utf-8")
        assert find_table(tmp_path / "a.csv").is_library is is_library, header
