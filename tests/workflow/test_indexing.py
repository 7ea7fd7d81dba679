"""The index is kept between runs, belongs to the bytes of the files, and is never trusted blindly."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qbot.knowledge_base.folder import read_folder
from qbot.matching.index import Norms, Weights, find_candidates, find_norms
from qbot.matching.references import has_references
from qbot.workflow import indexing
from qbot.workflow.drafting import draft_questionnaire, prepare_drafting
from qbot.workflow.indexing import index_knowledge, read_indexed
from qbot.workflow.intake import read_questionnaire

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
ENTRY = "- id: backup\n  kind: faq\n  question: Do you make backups?\n  answer: Backups are made {}.\n  stance: yes\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kb"
    made.mkdir()
    (made / "a.yaml").write_text(ENTRY.format("daily"), encoding="utf-8")
    return made


def list_kept(home: Path) -> list[Path]:
    return sorted((home / "index").glob("*.index"))


def test_what_is_kept_is_the_same_as_what_is_made_anew(tmp_path: Path) -> None:
    first, again = (read_indexed(KNOWLEDGE, home=tmp_path) for _ in range(2))
    assert len(list_kept(tmp_path)) == 1
    anew = index_knowledge(read_folder(KNOWLEDGE))
    assert first == anew
    assert (again.knowledge, again.index) == (anew.knowledge, anew.index)
    assert (again.language, again.references) == (("English",), has_references(anew.knowledge.entries))


@pytest.mark.parametrize("sample", ["plain.xlsx", "sig_like.xlsm", "word.docx"])
def test_what_is_kept_and_made_ready_drafts_the_same(tmp_path: Path, sample: str) -> None:
    questionnaire = read_questionnaire(KNOWLEDGE.parent / "samples" / sample)
    read_indexed(KNOWLEDGE, home=tmp_path)
    kept, anew = read_indexed(KNOWLEDGE, home=tmp_path), index_knowledge(read_folder(KNOWLEDGE))
    prepare_drafting(kept)
    first, second = (draft_questionnaire(questionnaire, one, as_of=date(2026, 11, 1)).drafts for one in (kept, anew))
    assert first == second
    assert any(draft.answered for draft in first)


@pytest.mark.parametrize("count", [30, 300])
def test_what_is_kept_drafts_the_same_with_numpy_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    dice = random.Random(count)
    words = ("access", "keys", "backups", "logs", "servers", "laptops", "visitors", "vendors", "contracts", "tests")
    lines = [f"{' '.join(dice.sample(words, dice.randrange(3, 8)))} {dice.randrange(9)}" for _ in range(count)]
    entries = [ENTRY.replace("backup", f"e{number:03}", 1).format(line) for number, line in enumerate(lines)]
    (tmp_path / "a.yaml").write_text("".join(entries), encoding="utf-8")
    read_indexed(tmp_path, home=tmp_path / "home")
    texts = [f"Are {' and '.join(dice.sample(words, 3))} kept?" for _ in range(40)]
    found = []
    for large in (count + 1, count):
        monkeypatch.setattr("qbot.matching.index.LARGE", large)
        index = read_indexed(tmp_path, home=tmp_path / "home").index
        weights = Weights(index, texts)
        norms = find_norms(index, weights)
        assert isinstance(norms, Norms) == (large > count)
        found.append([find_candidates(index, text, weights, norms) for text in texts])
    assert found[0] == found[1]
    assert all(found[0])


def test_the_second_run_reads_no_yaml(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_indexed(folder, home=tmp_path)
    monkeypatch.setattr("qbot.knowledge_base.folder.read_folder", None)
    assert [entry.id for entry in read_indexed(folder, home=tmp_path).knowledge.entries] == ["backup"]


def test_a_changed_file_gets_an_index_of_its_own(folder: Path, tmp_path: Path) -> None:
    read_indexed(folder, home=tmp_path)
    (folder / "a.yaml").write_text(ENTRY.format("hourly"), encoding="utf-8")
    assert read_indexed(folder, home=tmp_path).knowledge.entries[0].answer == "Backups are made hourly."
    assert len(list_kept(tmp_path)) == 2


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda _: b"{}", lambda good: good[:-4], lambda good: good[:-1] + b"\1", lambda good: good * 2],
)
def test_a_damaged_one_is_made_anew(folder: Path, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = read_indexed(folder, home=tmp_path)
    (kept,) = list_kept(tmp_path)
    good = kept.read_bytes()
    kept.write_bytes(damage(good))
    assert read_indexed(folder, home=tmp_path) == whole
    assert kept.read_bytes() == good


def test_only_the_newest_are_kept(folder: Path, tmp_path: Path) -> None:
    for number in range(indexing._MOST_KEPT + 3):
        (folder / "a.yaml").write_text(ENTRY.format(f"{number} times"), encoding="utf-8")
        read_indexed(folder, home=tmp_path)
    assert len(list_kept(tmp_path)) == indexing._MOST_KEPT


def test_a_home_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("", encoding="utf-8")
    assert read_indexed(folder, home=home).knowledge.entries


def test_entries_are_picked_by_their_ids(tmp_path: Path) -> None:
    first, again = (read_indexed(KNOWLEDGE, home=tmp_path).knowledge for _ in range(2))
    ids = [entry.id for entry in first.entries]
    assert [entry.id for entry in again.pick([ids[-1], ids[3], "of none", ids[0]])] == [ids[0], ids[3], ids[-1]]
