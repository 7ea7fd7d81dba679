"""Flat text: how it is written is found, and each row or line that asks is read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.errors import UnreadableError
from qbot.model.questionnaire import QuestionState
from qbot.workbook.dialect import NotTextError, decode_flat, find_dialect, split_records
from qbot.workbook.flat import read_flat

_ENCODED = [
    ("plain", "Ref;Frage\n1;Läuft es?\n", "utf-8", b"", "utf-8"),
    ("with a mark", "Ref;Frage\n1;Läuft es?\n", "utf-8", codecs.BOM_UTF8, "utf-8"),
    ("wide", "Ref;Frage\n1;Läuft es?\n", "utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
    ("wide without a mark", "Ref;Frage\n1;Lauft es?\n", "utf-16-be", b"", "utf-16-be"),
    ("western", "Ref;Frage\n1;Läuft der Prüflauf täglich?\n", "cp1252", b"", "cp1252"),
    ("Russian", "№;Вопрос\n1;Шифруются ли резервные копии данных заказчика?\n", "cp1251", b"", "cp1251"),
]


@pytest.mark.parametrize(
    ("text", "encoding", "mark", "found"), [one[1:] for one in _ENCODED], ids=[one[0] for one in _ENCODED]
)
def test_the_encoding_is_found(text: str, encoding: str, mark: bytes, found: str) -> None:
    data = mark + text.encode(encoding)
    dialect = find_dialect(data)
    assert (dialect.encoding, dialect.bom, dialect.delimiter) == (found, mark, ";")
    assert decode_flat(data, dialect) == text


_WRITTEN = [
    ("commas", 'Ref,Question\n1,"Is it, in short, safe?"\n', ",", "\n"),
    ("tabs", "Ref\tQuestion\r\n1\tIs it, or not?\r\n", "\t", "\r\n"),
    ("bars", "Ref|Question\n1|Is it, or not?\n", "|", "\n"),
    ("old line ends", "Ref,Question\r1,Is it?\r", ",", "\r"),
    ("told by Excel", "sep=;\r\nRef;Question\r\n1;Is it, or not?\r\n", ";", "\r\n"),
]


@pytest.mark.parametrize(
    ("text", "delimiter", "line_end"), [one[1:] for one in _WRITTEN], ids=[one[0] for one in _WRITTEN]
)
def test_the_separator_and_line_end_are_found(text: str, delimiter: str, line_end: str) -> None:
    dialect = find_dialect(text.encode())
    assert (dialect.delimiter, dialect.line_end) == (delimiter, line_end)
    assert [len(record) for record in split_records(decode_flat(text.encode(), dialect), dialect)] == [2, 2]


def test_a_quote_that_stays_open_swallows_nothing() -> None:
    text = 'Ref,Question\n1,"Is it safe?\n2,Is it fast?\n3,Is it small?\n'
    dialect = find_dialect(text.encode())
    assert dialect.quote == ""
    assert len(list(split_records(text, dialect))) == 4


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotTextError):
        find_dialect(b"\0\1\0\0\2\3\0\0" * 50)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_dialect_or_a_reason(data: bytes) -> None:
    for prose in (False, True):
        try:
            dialect = find_dialect(data, prose=prose)
        except NotTextError:
            continue
        list(split_records(decode_flat(data, dialect), dialect))


def test_every_numbered_row_is_a_question_whatever_its_words(tmp_path: Path) -> None:
    texts = [
        "Is it encrypted?",
        "LOGS",
        "42",
        "and",
        '"two\nlines, one ""row"""',
        "N/A",
        "We keep logs for a year.",
    ] * 40
    rows = [f"Q{number},{'Logs' if number % 2 else ''},{text},," for number, text in enumerate(texts, start=1)]
    path = tmp_path / "questions.csv"
    path.write_text("Ref,Section,Question,Answer,Comment\n" + "\n".join(rows) + "\n", encoding="utf-8")
    questionnaire = read_flat(path)
    assert [one.ref for one in questionnaire.questions] == [f"Q{number}" for number in range(1, len(texts) + 1)]
    assert [one.cell for one in questionnaire.questions] == [f"C{number + 1}" for number in range(1, len(texts) + 1)]
    assert {tuple(slot.cell[0] for slot in one.slots) for one in questionnaire.questions} == {("D", "E")}
    assert {one.section for one in questionnaire.questions if int((one.ref or "Q0")[1:]) % 2} == {("Logs",)}


def test_lines_of_a_text_are_questions_with_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_text(
        "Please answer all questions.\n\n1. Access\n1.1 Do you require a second factor\n  for every login?\nAnswer:\n"
        "1.2 Describe how people leave.\nAnswer: Their accounts\nare closed at once.\n"
        "2. Is it tested? [ ] Yes [ ] No\n",
        encoding="utf-8",
    )
    found = read_flat(path).questions
    assert [(one.ref, one.cell, one.text) for one in found] == [
        ("1.1", "A4", "Do you require a second factor for every login?"),
        ("1.2", "A7", "Describe how people leave."),
        ("2", "A10", "Is it tested?"),
    ]
    assert [one.slots[0].cell for one in found] == ["A6", "A8", "A10"]
    assert found[0].section == ("1. Access",)
    assert found[1].state is QuestionState.FILLED
    assert found[1].slots[0].current == "Their accounts\nare closed at once."
    assert found[2].slots[0].options == ("Yes", "No")


def test_rows_copied_from_a_sheet_and_bare_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pasted.txt"
    path.write_text("Ref\tQuestion\tAnswer\nA-1\tDo you log access?\t\nA-2\tDo you patch?\t\n", encoding="utf-8")
    assert [(one.ref, one.slots[0].cell) for one in read_flat(path).questions] == [("A-1", "C2"), ("A-2", "C3")]
    path.write_text("Do you log access?\nDo you patch every month?\n", encoding="utf-8")
    assert [one.text for one in read_flat(path).questions] == ["Do you log access?", "Do you patch every month?"]


def test_a_question_that_a_mail_wraps_is_one_and_its_answer_comes_after_the_last_line(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(
        "Hi Jo,\nthanks for the call. Our team would like\nto know the following.\n\n"
        "- Do you use sub-processors? Please list them.\n"
        "Do you perform penetration tests at least once a year, and can we\nhave the summary of the latest\none?\n"
        "Do you log access?\n\nBest regards,\nSam\n",
        encoding="utf-8",
    )
    assert [(one.cell, one.text, one.slots[0].cell) for one in read_flat(path).questions] == [
        ("A5", "Do you use sub-processors? Please list them.", "A5"),
        (
            "A6",
            "Do you perform penetration tests at least once a year, and can we have the summary of the latest one?",
            "A8",
        ),
        ("A9", "Do you log access?", "A9"),
    ]


@pytest.mark.parametrize("data", [b"PK\3\4rest", b"%PDF-1.7", b"\xd0\xcf\x11\xe0rest"])
def test_other_files_under_a_text_name_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "questions.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="wrong name"):
        read_flat(path)
