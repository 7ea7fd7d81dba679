"""Import: entries from other files into a knowledge base folder, beside what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qbot.errors import UsageError
from qbot.knowledge_base.folder import lock_folder, make_file_name, read_folder, write_files
from qbot.knowledge_base.lines import RowsImport, read_lines
from qbot.knowledge_base.listing import list_files
from qbot.knowledge_base.merge import Merge, merge_entries
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.yaml_text import format_entries
from qbot.model.knowledge import Entry

_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_BOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: numbers of entries, the files it wrote, and sentences for the person.

    `new` counts all entries added; `changed` those of them that stand beside an older entry with the same id and other
    words; `conflicting` those of them that contradict another entry; `same` what was there already; `left_out` rows
    without an answer.
    """

    new: int
    same: int
    changed: int
    conflicting: int
    left_out: int
    files: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


def import_knowledge(files: Sequence[Path], into: Path, *, dry_run: bool = False) -> ImportReport:
    """Add the entries of import files to the folder `into`, which is made where it is missing.

    Nothing that is there is changed: what an import file adds goes into a new YAML file named after it, and the same
    file imported twice adds nothing. Either all files come in or, where one cannot be read, none does. UsageError for a
    format that is not known; UnreadableError and KnowledgeMistakesError as the readers raise them.
    """
    readings = _read_files(files)
    if dry_run:
        return _add(files, readings, into, write=False)
    with lock_folder(into):
        return _add(files, readings, into, write=True)


def _add(files: Sequence[Path], readings: Sequence[RowsImport], into: Path, *, write: bool) -> ImportReport:
    present = list_files(into)
    known = list(read_folder(into).entries) if present else []
    taken = {file.relative_to(into).as_posix() for file in present}
    merges: list[Merge] = []
    texts: dict[str, bytes] = {}
    for path, reading in zip(files, readings, strict=True):
        merge = merge_entries(known, reading.entries)
        known += merge.added
        merges.append(merge)
        if merge.added or not (taken or texts):
            texts[_find_free_name(path, taken | texts.keys())] = format_entries(merge.added).encode()
    if write and texts:
        write_files(texts, into)
    return ImportReport(
        new=sum(len(merge.added) for merge in merges),
        same=sum(merge.same for merge in merges),
        changed=sum(len(merge.changed) for merge in merges),
        conflicting=sum(len(merge.conflicting) for merge in merges),
        left_out=sum(reading.left_out for reading in readings),
        files=tuple(texts),
        messages=_collect_messages(readings, merges),
    )


def _read_files(files: Sequence[Path]) -> list[RowsImport]:
    readings: list[RowsImport] = []
    mistakes: list[Mistake] = []
    for path in files:
        try:
            readings.append(_read_file(path))
        except KnowledgeMistakesError as error:
            mistakes += error.mistakes
    if mistakes:
        raise KnowledgeMistakesError(mistakes)
    return readings


def _read_file(path: Path) -> RowsImport:
    suffix = path.suffix.lower()
    if suffix in _LINES:
        return read_lines(path)
    if suffix in _TABLES:
        from qbot.knowledge_base.tables import read_table

        return read_table(path)
    if suffix in _BOOKS:
        from qbot.knowledge_base.tables import read_workbook

        return read_workbook(path)
    known = ", ".join((*_LINES, *_TABLES, *_BOOKS))
    raise UsageError(f"{path}: “{suffix}” files cannot be imported. Give a file that ends in one of {known}")


def _find_free_name(path: Path, taken: set[str]) -> str:
    name = make_file_name(path.stem)
    number = 2
    while name in taken:
        name = make_file_name(f"{path.stem[:50]} {number}")
        number += 1
    return name


def _collect_messages(readings: Sequence[RowsImport], merges: Sequence[Merge]) -> tuple[str, ...]:
    messages = [warning for reading in readings for warning in reading.warnings]
    for merge in merges:
        messages += [f"“{new}” names a conflict with “{old}”, which is not there" for new, old in merge.unmarked]
        by_id: dict[str, Entry] = {entry.id: entry for entry in merge.added}
        for new, old in merge.changed:
            messages.append(f"“{old}” is there with other words; this one came in as “{new}”")
        for name in merge.conflicting:
            messages += [f"“{name}” against “{one.entry}”: {one.reason}" for one in by_id[name].conflicts]
    return tuple(messages)
