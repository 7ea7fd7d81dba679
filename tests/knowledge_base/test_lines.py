"""JSON Lines: what each row becomes, and how a broken file is reported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qbot.errors import UnreadableError
from qbot.knowledge_base.lines import RowsImport, read_lines
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.model.knowledge import Disclosure, Entry, EntryKind, Scope, Source, Stance


def read(tmp_path: Path, *rows: object) -> RowsImport:
    """What a file of these rows gives."""
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return read_lines(file)


def read_one(tmp_path: Path, **row: object) -> Entry:
    """The entry of one row."""
    (entry,) = read(tmp_path, row).entries
    return entry


@pytest.mark.parametrize(
    ("answer", "comment", "stance", "text", "short"),
    [
        ("Yes", "Every night.", Stance.YES, "Every night.", ""),
        ("N", "", Stance.NO, "N", ""),
        ("Sí", "Cada noche.", Stance.YES, "Cada noche.", ""),
        ("n/a", "No such data.", Stance.NA, "No such data.", ""),
        ("Yes, every night.", "", Stance.YES, "Yes, every night.", ""),
        ("We do, every night.", "", None, "We do, every night.", ""),
        ("No sub-processor sees it.", "", None, "No sub-processor sees it.", ""),
        ("4) AWS", "In Dublin.", None, "4) AWS\nIn Dublin.", "4) AWS"),
        ("AWS in Dublin.", "in Dublin", None, "AWS in Dublin.", ""),
        ("", "Only a comment.", None, "Only a comment.", ""),
        ("-", "Only a comment.", None, "Only a comment.", ""),
        (True, "From a tick box.", Stance.YES, "From a tick box.", ""),
        (24, None, None, "24", ""),
    ],
)
def test_answer_and_comment(
    tmp_path: Path, *, answer: object, comment: object, stance: Stance | None, text: str, short: str
) -> None:
    entry = read_one(tmp_path, id="a", question="Q?", answer=answer, comment=comment)
    assert (entry.stance, entry.answer, entry.short_answer) == (stance, text, short)


def test_a_row_that_says_nothing_is_counted_and_left_out(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "a", "question": "Q?"}, {"id": "b", "answer": "", "comment": " - "}, {"answer": None})
    assert found == RowsImport((), 3)


def test_without_a_question_it_is_a_fact(tmp_path: Path) -> None:
    assert read_one(tmp_path, id="a", question="", answer="So it is.").kind is EntryKind.FACT
    assert read_one(tmp_path, id="a", question="Is it?", answer="So it is.").kind is EntryKind.PAST_ANSWER
    assert read_one(tmp_path, id="a", question="Is it?", answer="So it is.", kind="faq").kind is EntryKind.FAQ
    assert read_one(tmp_path, id="a", question="Is it?", answer="So it is.", stance="yes").kind is EntryKind.FAQ


def test_every_key_that_the_design_names(tmp_path: Path) -> None:
    entry = read_one(
        tmp_path,
        id="A-1",
        question="Q?",
        answer="Text.",
        section="One > Two",
        topic="keys",
        stance="partial",
        frameworks=["ISO/IEC 27001"],
        equivalent="SOC 2; SOC 1",
        source={"document": "Policy", "place": "p. 3", "quote": "text"},
        disclosure="NDA",
        phrasings=["One; two?", "Three?"],
        owner="Ada",
        reviewed_on="2026-10-01",
        review_every=90,
        valid_until="2027-01-31",
        scope={"products": ["Alpha"], "regions": "EU; US"},
        options=["Yes", "No"],
        weight=5,
        empty="",
    )
    assert entry == Entry(
        id="A-1",
        kind=EntryKind.FAQ,
        answer="Text.",
        question="Q?",
        phrasings=("One; two?", "Three?"),
        stance=Stance.PARTIAL,
        section="One > Two",
        topic="keys",
        frameworks=("ISO/IEC 27001",),
        equivalent=("SOC 2", "SOC 1"),
        source=Source("Policy", "p. 3", "text"),
        disclosure=Disclosure.NDA,
        owner="Ada",
        reviewed_on=date(2026, 10, 1),
        review_every=90,
        valid_until=date(2027, 1, 31),
        scope=Scope(("Alpha",), ("EU", "US")),
        notes={"options": '["Yes", "No"]', "weight": "5"},
    )


def test_a_row_without_a_source_is_its_own_source(tmp_path: Path) -> None:
    assert read_one(tmp_path, id="a", answer="Text.").source == Source("rows.jsonl", "line 1")
    assert read_one(tmp_path, id="a", answer="Text.", source="Policy").source == Source("Policy")


def test_a_row_without_an_id_gets_one_from_its_words(tmp_path: Path) -> None:
    first, second = read(tmp_path, {"answer": "One."}, {"answer": "Two."}).entries
    assert first.id.startswith("row-")
    assert first.id != second.id
    assert read_one(tmp_path, answer="One.").id == first.id


def test_what_is_not_known_becomes_a_note_and_a_warning(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "a", "answer": "T.", "stance": "maybe", "disclosure": "top secret", "scope": "all"})
    (entry,) = found.entries
    assert (entry.stance, entry.disclosure) == (None, Disclosure.INTERNAL)
    assert entry.notes == {"stance": "maybe", "disclosure": "top secret", "scope": "all"}
    assert [warning.split(" “")[0] for warning in found.warnings] == [
        "rows.jsonl, line 1: stance",
        "rows.jsonl, line 1: disclosure",
    ]


def test_lists_and_keys_where_a_text_belongs_are_kept_as_texts(tmp_path: Path) -> None:
    entry = read_one(tmp_path, id="a", answer=["One.", "Two."], section={"x": 1}, topic={}, review_every="0")
    assert (entry.answer, entry.section, entry.topic) == ("One.\nTwo.", '{"x": 1}', "")
    assert entry.notes == {"review_every": "0"}


def test_a_stance_against_the_answer_is_taken_and_reported(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "a", "answer": "Yes", "stance": "no", "comment": "Never."})
    assert found.entries[0].stance is Stance.NO
    assert "stance is “no”, but the answer is “Yes”" in found.warnings[0]


def test_blank_lines_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "answer": "One\xe2\x80\xa8two."}\r\n\r\n{"id": "b", "answer": "Two."}\r\n'
    )
    assert [entry.answer for entry in read_lines(file).entries] == ["One\u2028two.", "Two."]


def test_all_broken_lines_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        '{"id": "a", "answer": "One."}\n{"id": "b", \n[1]\n{"id": "c", "id": "d"}\n"text"\n{"a": NaN}\n'
        '{"id": "e", "answer": "\\ud800"}\n' + "[" * 100_000 + "\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeMistakesError) as caught:
        read_lines(file)
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 4, 5, 6, 7, 8]
    assert caught.value.exit_status == 3
    assert "a.jsonl, line 2: not readable as JSON" in str(caught.value)
    assert "the key “id” stands twice" in str(caught.value)


def test_an_id_on_several_lines_is_put_on_one_and_a_longer_one_is_replaced(tmp_path: Path) -> None:
    assert read_one(tmp_path, id=" A-1\n(b) ", answer="Text.").id == "A-1 (b)"
    found = read(tmp_path, {"id": "A" * 300, "answer": "Text."})
    assert found.entries[0].id.startswith("row-")
    assert found.entries[0].notes == {"id": "A" * 300}
    assert "longer than 200" in found.warnings[0]


def test_an_empty_file_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\n \n")
    with pytest.raises(UnreadableError, match="the file is empty"):
        read_lines(tmp_path / "a.jsonl")


def test_a_missing_file_and_another_encoding_are_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_lines(tmp_path / "nowhere.jsonl")
    (tmp_path / "a.jsonl").write_bytes(b'{"id": "a"}\n{"answer": "caf\xe9"}\n')
    with pytest.raises(KnowledgeMistakesError, match="line 2: byte 0xe9 is not UTF-8"):
        read_lines(tmp_path / "a.jsonl")


def test_product_and_region_of_a_row_are_its_scope(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"id": "a", "question": "Q?", "answer": "T.", "product": "Larkspur; Bluebell", "region": "EU"}
    )
    (entry,) = found.entries
    assert entry.scope == Scope(("Larkspur", "Bluebell"), ("EU",))
    assert not entry.notes
