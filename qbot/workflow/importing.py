"""Import: entries from other files into a knowledge base folder, beside what is there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qbot.knowledge_base.folder import lock_folder, make_file_name, read_folder, write_files
from qbot.knowledge_base.listing import list_files
from qbot.knowledge_base.merge import Merge, merge_entries
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.yaml_text import format_entries
from qbot.model.knowledge import Entry
from qbot.workflow.import_reading import FileReading, read_import_file


class RowStatus(StrEnum):
    """How an entry of an import stands to what is there."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONFLICTING = "conflicting"


class ImportedRow(Struct, frozen=True):
    """One entry of an import: the id it has or gets, its words, and what it changes or contradicts and how."""

    status: RowStatus
    id: str
    file: str
    question: str
    answer: str
    against: str = ""
    reason: str = ""


class ReadFile(Struct, frozen=True):
    """A file of an import and the way it was read, in words."""

    file: str
    how: str


class ImportReport(Struct, frozen=True):
    """What an import did, or would do: numbers of entries, the files it wrote, and sentences for the person.

    `new` counts all entries added; `changed` those of them that stand beside an older entry with the same id and other
    words; `conflicting` those of them that contradict another entry; `same` what was there already; `left_out` rows
    without an answer. `rows` has them all one by one.
    """

    new: int
    same: int
    changed: int
    conflicting: int
    left_out: int
    files: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    read: tuple[ReadFile, ...] = ()
    rows: tuple[ImportedRow, ...] = ()


def import_knowledge(files: Sequence[Path], into: Path, *, dry_run: bool = False) -> ImportReport:
    """Add the entries of import files to the folder `into`, which is made where it is missing.

    Nothing that is there is changed: what an import file adds goes into a new YAML file named after it, several files
    into a new folder, and the same file imported twice adds nothing. Either all files come in or none does, also when
    the import is killed. UsageError for a format that is not known; UnreadableError and KnowledgeMistakesError as the
    readers raise them.
    """
    readings, mistakes = _read_files(files)
    if dry_run:
        return _add(readings, _read_known(into, mistakes), into, write=False)
    with lock_folder(into):
        return _add(readings, _read_known(into, mistakes), into, write=True)


def _read_known(into: Path, mistakes: Sequence[Mistake]) -> list[Entry]:
    """Return the entries that are there; KnowledgeMistakesError with the mistakes in them and those found before."""
    known: list[Entry] = []
    found = list(mistakes)
    try:
        known += read_folder(into).entries if list_files(into) else ()
    except KnowledgeMistakesError as error:
        found += [replace(one, file=f"{into.name}/{one.file}") for one in error.mistakes]
    if found:
        raise KnowledgeMistakesError(found)
    return known


def _add(readings: Sequence[FileReading], known: list[Entry], into: Path, *, write: bool) -> ImportReport:
    present = list_files(into)
    taken = {file.relative_to(into).as_posix() for file in present}
    merges: list[Merge] = []
    texts: dict[str, bytes] = {}
    for reading in readings:
        merge = merge_entries(known, reading.rows.entries)
        known += merge.added
        merges.append(merge)
        if merge.added or not (taken or texts):
            texts[_find_free_name(reading.file, taken | texts.keys())] = format_entries(merge.added).encode()
    together = _name_folder(texts, into) if len(texts) > 1 else ""
    if write and texts:
        write_files(texts, into, together=together)
    return ImportReport(
        new=sum(len(merge.added) for merge in merges),
        same=sum(len(merge.same) for merge in merges),
        changed=sum(len(merge.changed) for merge in merges),
        conflicting=sum(len(merge.conflicting) for merge in merges),
        left_out=sum(reading.rows.left_out for reading in readings),
        files=tuple(f"{together}/{name}" if together else name for name in texts),
        messages=_collect_messages(readings, merges),
        read=tuple(ReadFile(reading.file, reading.how) for reading in readings),
        rows=tuple(
            row for reading, merge in zip(readings, merges, strict=True) for row in list_rows(reading.file, merge)
        ),
    )


def _read_files(files: Sequence[Path]) -> tuple[list[FileReading], list[Mistake]]:
    readings: list[FileReading] = []
    mistakes: list[Mistake] = []
    for path in files:
        try:
            readings.append(read_import_file(path))
        except KnowledgeMistakesError as error:
            mistakes += error.mistakes
    return readings, mistakes


def _find_free_name(file: str, taken: set[str]) -> str:
    stem = Path(file).stem
    name = make_file_name(stem)
    number = 2
    while name in taken:
        name = make_file_name(f"{stem[:50]} {number}")
        number += 1
    return name


def _name_folder(texts: dict[str, bytes], into: Path) -> str:
    """Return a free name for the folder of an import of several files."""
    first = next(iter(texts)).removesuffix(".yaml")
    wanted = f"{first}-and-{len(texts) - 1}-more"
    name, number = wanted, 2
    while (into / name).exists():
        name, number = f"{wanted}-{number}", number + 1
    return name


def list_rows(file: str, merge: Merge) -> list[ImportedRow]:
    """Return the rows of one file: what is added in its order, then what was there."""
    older = dict(merge.changed)
    rows = []
    for entry in merge.added:
        status, against, reason = RowStatus.NEW, "", ""
        if entry.conflicts:
            status, against, reason = (RowStatus.CONFLICTING, entry.conflicts[0].entry, entry.conflicts[0].reason)
        elif entry.id in older:
            status, against, reason = RowStatus.CHANGED, older[entry.id], "The same id with other words."
        rows.append(ImportedRow(status, entry.id, file, entry.question, _say_answer(entry), against, reason))
    rows += [ImportedRow(RowStatus.SAME, one.id, file, one.question, _say_answer(one)) for one in merge.same]
    return rows


def _say_answer(entry: Entry) -> str:
    """Return what an entry answers in one text, its verdict first."""
    return f"[{entry.stance.value}] {entry.answer}" if entry.stance else entry.answer


def _collect_messages(readings: Sequence[FileReading], merges: Sequence[Merge]) -> tuple[str, ...]:
    messages = [warning for reading in readings for warning in reading.rows.warnings]
    for merge in merges:
        messages += [f"“{new}” names a conflict with “{old}”, which is not there" for new, old in merge.unmarked]
    return tuple(messages)
