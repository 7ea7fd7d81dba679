"""The library out and in again, whatever its entries say: nothing is lost, in any format, and ids stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.errors import UsageError
from qbot.knowledge_base.folder import mark_both_sides, read_folder, write_folder
from qbot.model.knowledge import Conflict, Disclosure, Entry, EntryKind, KnowledgeBase, Scope, Source, Stance
from qbot.workflow.exporting import export_knowledge
from qbot.workflow.importing import import_knowledge

_MARKS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_WORDS = st.sampled_from([
    *("Yes", "No, never.", "N/A", "a, b; c", "a | b", "'=1+1", "=1+1", "-1", "[x]", '["a"]', "_x0041_", "a\nb"),
    *("a\r\nb", "2026-10-01", "90", "true", "null", "- a", "a: b", "#", "’“ ”", "\x07", "\ufffe", "—"),
])  # fmt: skip
TEXTS = (st.text(_MARKS, min_size=1, max_size=12) | _WORDS).map(str.strip).filter(bool)
_MAYBE = st.just("") | TEXTS
_NAMES = st.lists(TEXTS, max_size=3).map(tuple)
_IDS = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
_SOURCES = st.none() | st.builds(Source, TEXTS, _MAYBE, _MAYBE)
_DAYS = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def make_entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Up to four entries, some of them in conflict with each other."""
    ids = draw(st.lists(_IDS, min_size=1, max_size=4, unique=True))
    return tuple(draw(_make_entry(name, tuple(one for one in ids if one != name))) for name in sorted(ids))


@st.composite
def _make_entry(draw: st.DrawFn, name: str, others: tuple[str, ...]) -> Entry:
    question = draw(_MAYBE)
    conflicts = draw(st.lists(st.builds(Conflict, st.sampled_from(others), TEXTS), max_size=2)) if others else []
    return Entry(
        id=name,
        kind=draw(st.sampled_from(EntryKind)) if question else EntryKind.FACT,
        answer=draw(TEXTS),
        question=question,
        phrasings=draw(_NAMES),
        stance=draw(st.none() | st.sampled_from(Stance)),
        short_answer=draw(_MAYBE),
        ownership=draw(_MAYBE),
        customer_responsibility=draw(_MAYBE),
        topic=draw(_MAYBE),
        section=draw(_MAYBE),
        scope=Scope(draw(_NAMES), draw(_NAMES)),
        frameworks=draw(_NAMES),
        equivalent=draw(_NAMES),
        disclosure=draw(st.sampled_from(Disclosure)),
        source=draw(_SOURCES),
        owner=draw(_MAYBE),
        reviewed_on=draw(_DAYS),
        review_every=draw(st.none() | st.integers(1, 3000)),
        valid_until=draw(_DAYS),
        attachments=draw(_NAMES),
        conflicts=tuple({one.entry: one for one in conflicts}.values()),
        facts=draw(st.dictionaries(TEXTS, TEXTS, max_size=2)),
        notes=draw(st.dictionaries(TEXTS, TEXTS, max_size=2)),
    )


@pytest.mark.parametrize("suffix", ["", ".jsonl", ".csv", ".xlsx"])
@settings(deadline=None, max_examples=30)
@given(entries=make_entries())
def test_what_goes_out_comes_in_as_it_was(suffix: str, entries: tuple[Entry, ...]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(KnowledgeBase(entries, None, "", ""), folder / "kb")
        original = read_folder(folder / "kb")
        assert original.entries == mark_both_sides(entries)
        export_knowledge(folder / "kb", folder / f"out{suffix}")
        if suffix:
            import_knowledge([folder / f"out{suffix}"], folder / "again")
            again = import_knowledge([folder / f"out{suffix}"], folder / "kb")
            assert (again.new, again.same) == (0, len(entries))
        found = read_folder(folder / ("again" if suffix else "out"))
        assert found.entries == original.entries
        assert found.sha256 == original.sha256


def test_a_text_too_long_for_a_cell_is_told_and_goes_out_as_csv(tmp_path: Path) -> None:
    entry = Entry(id="long", kind=EntryKind.FACT, answer="x" * 40_000)
    write_folder(KnowledgeBase((entry,), None, "", ""), tmp_path / "kb")
    with pytest.raises(UsageError, match="“long” holds a text too long"):
        export_knowledge(tmp_path / "kb", tmp_path / "a.xlsx")
    export_knowledge(tmp_path / "kb", tmp_path / "a.csv")
    import_knowledge([tmp_path / "a.csv"], tmp_path / "again")
    assert read_folder(tmp_path / "again").entries == (entry,)
