"""The knowledge base as a folder: YAML files of entries, and `company.yaml`."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.files import replace_file
from qbot.knowledge_base.documents_file import DOCUMENTS_FILE, read_documents
from qbot.knowledge_base.entry_form import describe_company, hash_knowledge
from qbot.knowledge_base.listing import find_files, tell_file
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.nodes import Node, decode_text, parse_yaml
from qbot.knowledge_base.schema import PlacedEntry, read_company, read_entries
from qbot.knowledge_base.yaml_text import format_entries, format_mapping
from qbot.model.knowledge import Company, Conflict, Entry, KnowledgeBase

COMPANY_FILE = "company.yaml"
_UNFINISHED = ".import-"


class Library(Struct, frozen=True):
    """A knowledge base and where each of its entries stands."""

    knowledge: KnowledgeBase
    placed: tuple[PlacedEntry, ...]


def read_folder(path: Path) -> KnowledgeBase:
    """Return the knowledge base in a folder; see `read_library` for the errors."""
    return read_library(path).knowledge


def read_library(path: Path) -> Library:
    """Return the knowledge base in a folder, with the place of every entry.

    Every `.yaml` file in it and below holds a list of entries; `company.yaml` beside them is the company profile,
    `appendices.yaml` the documents, and both may be missing. A conflict that one entry names is marked on the other as
    well. UnreadableError where the folder is missing or holds no YAML file; KnowledgeMistakesError with all mistakes of
    all files.
    """
    mistakes: list[Mistake] = []
    placed: list[PlacedEntry] = []
    company: Company | None = None
    for file in find_files(path):
        name = file.relative_to(path).as_posix()
        root = _read_tree(file, name, mistakes)
        if root is None:
            continue
        if name == COMPANY_FILE:
            company = read_company(root, name, mistakes)
        elif name == DOCUMENTS_FILE:
            read_documents(root, path, mistakes)  # what is wrong there is told with the rest
        else:
            placed += read_entries(root, name, mistakes)
    mistakes += _find_duplicates(placed)
    mistakes += _find_wrong_conflicts(placed)
    if mistakes:
        raise KnowledgeMistakesError(mistakes, origin=str(path))
    entries = mark_both_sides(sorted((one.entry for one in placed), key=lambda entry: entry.id))
    return Library(KnowledgeBase(entries, company, str(path), hash_knowledge(entries, company)), tuple(placed))


def write_folder(knowledge: KnowledgeBase, path: Path) -> tuple[Path, ...]:
    """Write a knowledge base as a folder, one file a topic, and return the files; an empty or new folder only.

    UnreadableError where the folder holds something or cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UnreadableError(str(path), "there is something in it already", "Give a new or an empty folder")
    files: dict[str, bytes] = {}
    if knowledge.company:
        files[COMPANY_FILE] = format_mapping(describe_company(knowledge.company)).encode()
    for name, entries in _group_by_file(knowledge.entries).items():
        files[name] = format_entries(entries).encode()
    return write_files(files, path)


def write_files(files: Mapping[str, bytes], path: Path, *, together: str = "") -> tuple[Path, ...]:
    """Write new files into a folder, which is made where it is missing, and return their paths.

    `together` is the name of a folder within it that is to hold them: it appears in one step, so that a kill leaves all
    of them or none. Where one cannot be written, none stays and UnreadableError is raised.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if together:
            _write_together(files, path / together)
            return tuple(path / together / name for name in files)
        return _write_each(files, path)
    except OSError as error:
        raise _tell_unwritable(path, error) from error


def _write_together(files: Mapping[str, bytes], target: Path) -> None:
    for left in target.parent.glob(f"{_UNFINISHED}*"):  # of an import that was killed; the folder is locked
        shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=target.parent))
    try:
        made.chmod(target.parent.stat().st_mode & 0o777)
        _write_each(files, made)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _write_each(files: Mapping[str, bytes], path: Path) -> tuple[Path, ...]:
    written: list[Path] = []
    try:
        for name, data in files.items():
            with replace_file(path / name) as file:
                file.write(data)
            written.append(path / name)
    except OSError:
        for one in written:
            one.unlink(missing_ok=True)
        raise
    return tuple(written)


@contextmanager
def lock_folder(path: Path) -> Iterator[None]:
    """Keep every other import out of a folder, which is made where it is missing, until the block ends.

    A folder that was made for it and stays empty is taken away again. UnreadableError where it cannot be made.
    """
    if path.exists() and not path.is_dir():
        raise tell_file(path)
    made = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise _tell_unwritable(path, error) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
        if made:
            with suppress(OSError):  # it holds something by now, and stays
                path.rmdir()


def _tell_unwritable(path: Path, error: OSError) -> UnreadableError:
    reason = f"cannot be written: {error.strerror or error}"
    return UnreadableError(str(path), reason, "Give a folder that you may write to")


def make_file_name(topic: str) -> str:
    """Return a file name for a topic: small letters, digits and hyphens; `entries.yaml` where nothing is left."""
    words = "".join(mark if mark.isascii() and mark.isalnum() else " " for mark in topic.casefold()).split()
    stem = "-".join(words)[:60].strip("-") or "entries"
    return f"{stem}.yaml" if f"{stem}.yaml" not in (COMPANY_FILE, DOCUMENTS_FILE) else f"{stem}-entries.yaml"


def mark_both_sides(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries with every conflict marked on both of its sides."""
    missing: dict[str, list[Conflict]] = {}
    for entry in entries:
        for conflict in entry.conflicts:
            missing.setdefault(conflict.entry, []).append(Conflict(entry.id, conflict.reason))
    if not missing:
        return tuple(entries)
    return tuple(_add_conflicts(entry, missing.get(entry.id, ())) for entry in entries)


def _add_conflicts(entry: Entry, conflicts: Iterable[Conflict]) -> Entry:
    known = {conflict.entry for conflict in entry.conflicts}
    new = tuple(conflict for conflict in conflicts if conflict.entry not in known)
    return replace(entry, conflicts=(*entry.conflicts, *new)) if new else entry


def _group_by_file(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.id):
        groups.setdefault(make_file_name(entry.topic or entry.section), []).append(entry)
    return groups


def _read_tree(file: Path, name: str, mistakes: list[Mistake]) -> Node | None:
    try:
        data = file.read_bytes()
    except OSError as error:
        mistakes.append(
            Mistake(name, 0, f"cannot be read: {error.strerror or error}", "Make it readable, or remove it")
        )
        return None
    text = decode_text(data, name)
    if isinstance(text, Mistake):
        mistakes.append(text)
        return None
    root = parse_yaml(text, name)
    if isinstance(root, list):
        mistakes += root
        return None
    return root


def _find_duplicates(placed: Iterable[PlacedEntry]) -> list[Mistake]:
    first: dict[str, PlacedEntry] = {}
    mistakes = []
    for one in placed:
        other = first.setdefault(one.entry.id, one)
        if other is not one:
            what = f"the id “{one.entry.id}” stands in {other.file}, line {other.line} already"
            mistakes.append(Mistake(one.file, one.line, what, "Give one of the two another id, or delete it"))
    return mistakes


def _find_wrong_conflicts(placed: Sequence[PlacedEntry]) -> list[Mistake]:
    ids = {one.entry.id for one in placed}
    mistakes = []
    for one in placed:
        for conflict, line in zip(one.entry.conflicts, one.conflict_lines, strict=True):
            if conflict.entry and (conflict.entry not in ids or conflict.entry == one.entry.id):
                what = f"entry “{one.entry.id}” conflicts with “{conflict.entry}”, which is no other entry"
                mistakes.append(Mistake(one.file, line, what, "Write the other entry's id, or delete the conflict"))
    return mistakes
