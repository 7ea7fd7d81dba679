"""Filling flat text, and the proof of it: all other characters stay as they were written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbot.errors import UsageError
from qbot.model.filling import CellValue, FillReport
from qbot.model.proof import VerifyReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workbook.flat_fill import fill_flat, verify_flat

CASES = [
    ("plain", b"Q,A\nLogs?,\n", [("B2", "Yes")], b"Q,A\nLogs?,Yes\n"),
    ("semicolons, CRLF, no last line end", b"Q;A\r\nLogs?;", [("B2", "Yes")], b"Q;A\r\nLogs?;Yes"),
    ("tabs", b"Q\tA\nLogs?\t\n", [("B2", "a,b")], b"Q\tA\nLogs?\ta,b\n"),
    ("old Mac line ends", b"Q,A\rLogs?,\r", [("B2", "Yes")], b"Q,A\rLogs?,Yes\r"),
    ("quotes where needed", b"Q,A\nLogs?,\n", [("B2", 'say "a, b"')], b'Q,A\nLogs?,"say ""a, b"""\n'),
    ("quoted neighbours stay", b'"Q",A\n"a ""b""\nc",\n', [("B2", "x")], b'"Q",A\n"a ""b""\nc",x\n'),
    ("a quoted field stays quoted", b'Q,A\nLogs?,""\n', [("B2", "x")], b'Q,A\nLogs?,"x"\n'),
    ("all fields quoted, a new one too", b'"Q"\n"Logs?"\n', [("C2", "x")], b'"Q"\n"Logs?","","x"\n'),
    ("line breaks are quoted", b"Q,A\r\nLogs?,\r\n", [("B2", "a\r\nb")], b'Q,A\r\nLogs?,"a\nb"\r\n'),
    ("a short row is lengthened", b"Q,A,B\nLogs?\n", [("C2", "x")], b"Q,A,B\nLogs?,,x\n"),
    ("two fields in a short row", b"Q,A,B\nLogs?\n", [("C2", "y"), ("B2", "x")], b"Q,A,B\nLogs?,x,y\n"),
    ("an empty row is a row", b"Q,A\n\nLogs?,\n", [("B3", "x")], b"Q,A\n\nLogs?,x\n"),
    (
        "byte order mark",
        b"\xef\xbb\xbfQ,A\nLogs\xc3\xa9?,\n",
        [("B2", "ü")],
        b"\xef\xbb\xbfQ,A\nLogs\xc3\xa9?,\xc3\xbc\n",
    ),
    ("Excel's separator line", b"sep=;\nQ;A\nLogs?;\n", [("B2", "x")], b"sep=;\nQ;A\nLogs?;x\n"),
    ("a formula's sign", b"Q,A\nLogs?,\n", [("B2", "=1+1")], b"Q,A\nLogs?,'=1+1\n"),
    ("a minus", b"Q,A\nLogs?,\n", [("B2", "-")], b"Q,A\nLogs?,'-\n"),
    ("an at sign", b"Q,A\nLogs?,\n", [("B2", "@home")], b"Q,A\nLogs?,'@home\n"),
    ("a tab", b"Q,A\nLogs?,\n", [("B2", "\tx")], b"Q,A\nLogs?,'\tx\n"),
    ("mixed line ends", b"Q,A\r\nLogs?,\nKeys?,\r\n", [("B2", "x")], b"Q,A\r\nLogs?,x\nKeys?,\r\n"),
]


def make_file(folder: Path, data: bytes, name: str = "asked.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def fill(source: Path, values: list[CellValue]) -> tuple[Path, FillReport]:
    target = source.with_name(f"filled{source.suffix}")
    return target, fill_flat(source, target, values)


def prove(source: Path, target: Path, values: list[CellValue], *, meant: bool = True) -> VerifyReport:
    slots = [AnswerSlot(SlotRole.ANSWER, value.cell, options=value.options) for value in values]
    question = Question("", "A2", "Logs?", slots=tuple(slots))
    questionnaire = Questionnaire(source.name, "", "csv", questions=(question,))
    return verify_flat(source, target, questionnaire=questionnaire, meant=values if meant else None)


@pytest.mark.parametrize(("why", "before", "answers", "after"), CASES, ids=[case[0] for case in CASES])
def test_only_the_field_changes(
    tmp_path: Path, why: str, before: bytes, answers: list[tuple[str, str]], after: bytes
) -> None:
    source = make_file(tmp_path, before)
    values = [CellValue("", cell, text) for cell, text in answers]
    target, report = fill(source, values)
    assert target.read_bytes() == after
    assert report.written == tuple(values)
    assert source.read_bytes() == before
    proof = prove(source, target, values)
    assert proof.findings == ()
    assert {change.cell for change in proof.changes} == {cell for cell, _ in answers}
    assert prove(source, target, values, meant=False).findings == ()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8"])
def test_the_encoding_stays(tmp_path: Path, encoding: str) -> None:
    before = "Question;Réponse\r\nGardez-vous les journaux “à jour” ?;\r\n" * 3
    source = make_file(tmp_path, before.encode(encoding))
    target, report = fill(source, [CellValue("", "B2", "Oui, été")])
    assert target.read_bytes().decode(encoding) == before.replace("?;", "?;Oui, été", 1)
    assert report.refused == ()


def test_a_letter_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    source = make_file(tmp_path, "Question;Réponse\r\nGardez-vous “à jour” ?;\r\n".encode("cp1252") * 3)
    target, report = fill(source, [CellValue("", "B2", "漢")])
    assert "lacks the letter 漢" in report.refused[0].reason
    assert target.read_bytes() == source.read_bytes()


def test_a_mark_before_a_formula_is_named(tmp_path: Path) -> None:
    _, report = fill(make_file(tmp_path, b"Q,A\nLogs?,\n"), [CellValue("", "B2", "=1")])
    assert report.other_changes == ("B2: the text begins with '=' and got a ' before it",)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (CellValue("", "B9", "x"), "the file has no such row"),
        (CellValue("", "B2", "Maybe", options=("Yes", "No")), "none of the choices"),
        (CellValue("", "B2", "long", max_length=3), "the cell accepts 3"),
    ],
)
def test_refusals_name_the_reason(tmp_path: Path, value: CellValue, reason: str) -> None:
    source = make_file(tmp_path, b"Q,A\nLogs?,\n")
    target, report = fill(source, [value])
    assert reason in report.refused[0].reason
    assert target.read_bytes() == source.read_bytes()


def test_a_new_column_gets_a_heading(tmp_path: Path) -> None:
    source = make_file(tmp_path, b"No,Question\n1,Logs?\n2,Keys?\n")
    values = [
        CellValue("", "C3", "Yes", question_cell="B3", new=True, header_row=1),
        CellValue("", "D3", "so", role=SlotRole.COMMENT, question_cell="B3", new=True, header_row=1),
    ]
    target, report = fill(source, values)
    assert target.read_bytes() == b"No,Question,Answer,Comment\n1,Logs?\n2,Keys?,Yes,so\n"
    assert report.other_changes == ("New column C1: Answer", "New column D1: Comment")
    assert prove(source, target, values).findings == ()


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        (b"Q,A\nLogs?,No\n", "not the one meant"),
        (b"Q,A\nLogs!,Yes\n", "not one of the answer fields"),
        (b"Q,A\r\nLogs?,Yes\n", "line end differs"),
        (b"Q,A\nLogs?,Yes\nmore,\n", "rows instead of"),
        (b"Q\nLogs?,Yes\n", "fields were lost"),
        (b"\xef\xbb\xbfQ,A\nLogs?,Yes\n", "byte order mark"),
        (b'"Q",A\nLogs?,Yes\n', "not one of the answer fields"),
        (b"Q,A\nLogs?,=Yes\n", "starts a formula"),
        (b"Q,A\nLogs?,[confidence 0.9]\n", "a bracketed note"),
        (b"Q,A\nLogs?,\xff\xfe\n", "not utf-8 text"),
    ],
)
def test_damage_is_found(tmp_path: Path, damaged: bytes, words: str) -> None:
    source = make_file(tmp_path, b"Q,A\nLogs?,\n")
    other = make_file(tmp_path, damaged, "damaged.csv")
    report = prove(source, other, [CellValue("", "B2", "Yes", options=("Yes", "No"))])
    assert words in " | ".join(finding.text for finding in report.findings)


def test_the_source_is_never_the_target(tmp_path: Path) -> None:
    source = make_file(tmp_path, b"Q,A\nLogs?,\n")
    with pytest.raises(UsageError, match="customer's own file"):
        fill_flat(source, source, [CellValue("", "B2", "x")])


# The other fields hold no second separator: which one a small table uses would be a guess.
_FIELDS = st.lists(st.text('ab"\n\r é', max_size=5), min_size=2, max_size=3)


@given(rows=st.lists(_FIELDS, min_size=3, max_size=5), text=st.text('ab,;"\n\r é', max_size=5))
def test_any_table_keeps_its_other_fields(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], text: str
) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([["Asked", "Answered", "More"], *rows])
    source = make_file(tmp_path_factory.mktemp("flat"), table.getvalue().encode())
    target, report = fill(source, [CellValue("", "B2", text)])
    assert report.refused == ()
    after = list(csv.reader(io.StringIO(target.read_bytes().decode(), newline="")))
    written = after[1][1].replace("\r", "\n").removeprefix("'" if text.startswith("\r") else "")
    assert written == text.replace("\r\n", "\n").replace("\r", "\n")
    after[1][1] = rows[0][1]
    assert after == [["Asked", "Answered", "More"], *rows]
