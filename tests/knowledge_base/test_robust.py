"""Files made at random: whatever comes in can be read again, and whatever is broken is told as a mistake."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.errors import QbotError
from qbot.knowledge_base.entry_form import hash_knowledge
from qbot.knowledge_base.folder import read_folder, write_files
from qbot.knowledge_base.lines import read_lines
from qbot.knowledge_base.merge import merge_entries
from qbot.knowledge_base.rows import ROW_KEYS
from qbot.knowledge_base.yaml_text import format_entries

EXAMPLE = (Path(__file__).resolve().parents[2] / "knowledge" / "certifications.yaml").read_bytes()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.sampled_from(
    ["yes", "No", "N/A", "partial", "faq", "fact", "public", "2026-10-01", "90", "a, b; c", "-", "Yes, x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.just("document"), inner, max_size=3),
    max_leaves=4,
)
PATCHES = st.binary(max_size=4) | st.sampled_from([b"\t", b"- ", b": ", b"&a "])
ROWS = st.dictionaries(st.sampled_from(sorted(ROW_KEYS)) | TEXTS | st.just("k" * 1500), VALUES, max_size=10)


@settings(deadline=None, max_examples=100)
@given(st.lists(ROWS.map(lambda row: {"answer": "x", **row}), min_size=1, max_size=4))
def test_whatever_is_imported_can_be_read_and_is_the_same_the_second_time(rows: list[dict[str, object]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "rows.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        incoming = read_lines(file).entries
        added = merge_entries([], incoming).added
        write_files({"a.yaml": format_entries(added).encode()}, folder / "kb")
        read = read_folder(folder / "kb")
        assert {entry.id for entry in read.entries} == {entry.id for entry in added}
        assert merge_entries(read.entries, incoming).added == ()
        assert read.sha256 == hash_knowledge(read.entries, None)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, len(EXAMPLE) - 1),
    st.integers(0, 40),
    st.binary(max_size=4) | st.sampled_from([b"\t", b"- ", b": ", b"&a "]),
)
def test_a_file_damaged_anywhere_is_read_or_told(start: int, length: int, patch: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / "a.yaml").write_bytes(EXAMPLE[:start] + patch + EXAMPLE[start + length :])
        told: QbotError | None = None
        try:
            read_folder(Path(name))
        except QbotError as error:
            told = error
    assert told is None or (told.exit_status == 3 and "a.yaml" in str(told))
