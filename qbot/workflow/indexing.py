"""The knowledge base with its index, kept between runs under the hash of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from qbot import __version__, matching
from qbot.files import replace_file
from qbot.knowledge_base.listing import find_files
from qbot.matching.index import Background, EntryTerms, extend_index, join_index, read_terms
from qbot.matching.recall import make_past_entries
from qbot.model.knowledge import KnowledgeBase
from qbot.model.memory import Memory
from qbot.workflow.index_file import read_index, write_index
from qbot.workflow.indexed import IndexedKnowledge

_FORM = 7  # counts up when what is kept, or the way terms are found, changes between two releases
_MOST_KEPT = 4
_FOLDER = "index"


def read_indexed(folder: Path, *, home: Path | None = None) -> IndexedKnowledge:
    """Return the knowledge base in a folder with its index, from what an earlier run kept in `home` where it can be.

    What is kept belongs to the very bytes of the files and to this version of qbot; where it cannot be read or written,
    the index is made anew. UnreadableError and KnowledgeMistakesError as `read_folder`.
    """
    kept = home / _FOLDER / f"{_hash_files(folder)}.index" if home is not None else None
    if kept is not None:
        with suppress(OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return read_index(kept, str(folder), read_background())
    from qbot.knowledge_base.folder import read_folder  # imports the YAML reader, which is not needed otherwise

    knowledge = read_folder(folder)
    terms = [read_terms(entry) for entry in knowledge.entries]
    if kept is not None:
        with suppress(OSError):
            _keep(kept, knowledge, terms)
    return IndexedKnowledge(knowledge, join_index(knowledge.entries, terms, read_background()))


def index_knowledge(knowledge: KnowledgeBase) -> IndexedKnowledge:
    """Return a knowledge base with its index; nothing is kept."""
    terms = [read_terms(entry) for entry in knowledge.entries]
    return IndexedKnowledge(knowledge, join_index(knowledge.entries, terms, read_background()))


def add_memory(indexed: IndexedKnowledge, memory: Memory) -> IndexedKnowledge:
    """Return a knowledge base with what is remembered of earlier questionnaires."""
    index = extend_index(indexed.index, make_past_entries(memory))
    return IndexedKnowledge(replace(indexed.knowledge, entries=index.entries), index, memory)


def read_background() -> Background:
    """Return the background that is shipped with the package."""
    document = read_data("background.json")
    return Background(texts=document["texts"], counts=document["counts"])


def read_data(name: str) -> dict[str, Any]:  # Any: JSON
    """Return a data file of the matching."""
    path = Path(matching.__file__).parent / "data" / name
    document: dict[str, Any] = json.loads(path.read_bytes())
    return document


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256(f"{_FORM} {__version__}".encode())
    for file in find_files(folder):
        with suppress(OSError):  # the reader tells of a file that may not be read
            data = file.read_bytes()
            digest.update(f"{file.relative_to(folder).as_posix()} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()


def _keep(path: Path, knowledge: KnowledgeBase, terms: Sequence[EntryTerms]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with replace_file(path) as file:
        write_index(file, knowledge, terms)
    kept = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[_MOST_KEPT:]:
        old.unlink(missing_ok=True)
