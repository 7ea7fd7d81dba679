"""The knowledge base with its index, kept between runs under the hash of its files as plain lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from qbot import __version__
from qbot.files import replace_file
from qbot.knowledge_base.entry_form import describe_company, describe_entry, restore_company, restore_entry
from qbot.knowledge_base.listing import find_files
from qbot.matching.index import Background, EntryTerms, Index, extend_index, join_index, read_terms
from qbot.matching.recall import make_past_entries
from qbot.model.knowledge import KnowledgeBase
from qbot.model.memory import NOTHING, Memory

_FORM = 1  # counts up when what is kept, or the way terms are found, changes between two releases
_MOST_KEPT = 4
_FOLDER = "index"


@dataclass(frozen=True, slots=True)
class IndexedKnowledge:
    """A knowledge base and the index of its entries.

    With a memory, its approved answers are among both; the hash of the knowledge base stays that of its files.
    """

    knowledge: KnowledgeBase
    index: Index
    memory: Memory = NOTHING


def read_indexed(folder: Path, *, home: Path | None = None) -> IndexedKnowledge:
    """Return the knowledge base in a folder with its index, from what an earlier run kept in `home` where it can be.

    What is kept belongs to the very bytes of the files and to this version of qbot; where it cannot be read or written,
    the index is made anew. UnreadableError and KnowledgeMistakesError as `read_folder`.
    """
    kept = home / _FOLDER / f"{_hash_files(folder)}.json" if home is not None else None
    if kept is not None:
        with suppress(OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
            return _restore(json.loads(kept.read_bytes()), str(folder))
    from qbot.knowledge_base.folder import read_folder  # imports the YAML reader, which is not needed otherwise

    knowledge = read_folder(folder)
    terms = [read_terms(entry) for entry in knowledge.entries]
    if kept is not None:
        with suppress(OSError):
            _keep(kept, _describe(knowledge, terms))
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
    document: dict[str, Any] = json.loads(files("qbot.matching").joinpath("data", name).read_text(encoding="utf-8"))
    return document


def _hash_files(folder: Path) -> str:
    digest = hashlib.sha256(f"{_FORM} {__version__}".encode())
    for file in find_files(folder):
        with suppress(OSError):  # the reader tells of a file that may not be read
            data = file.read_bytes()
            digest.update(f"{file.relative_to(folder).as_posix()} {len(data)} ".encode())
            digest.update(data)
    return digest.hexdigest()


def _describe(knowledge: KnowledgeBase, terms: Sequence[EntryTerms]) -> dict[str, Any]:
    names = sorted({term for one in terms for term in chain(one.counts, one.own, *one.wordings)})
    numbers = {name: number for number, name in enumerate(names)}

    def number_all(found: Iterable[str]) -> list[int]:
        return [numbers[term] for term in found]

    return {
        "sha256": knowledge.sha256,
        "company": describe_company(knowledge.company) if knowledge.company else None,
        "entries": [describe_entry(entry) for entry in knowledge.entries],
        "names": names,
        "terms": [
            [
                number_all(one.counts),
                list(one.counts.values()),
                number_all(one.own),
                [number_all(wording) for wording in one.wordings],
            ]
            for one in terms
        ],
    }


def _restore(document: Mapping[str, Any], origin: str) -> IndexedKnowledge:
    names = document["names"]

    def name_all(numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple([names[number] for number in numbers])

    terms = [
        EntryTerms(dict(zip(name_all(found), counts, strict=True)), name_all(own), tuple(map(name_all, wordings)))
        for found, counts, own, wordings in document["terms"]
    ]
    company = restore_company(document["company"]) if document["company"] else None
    entries = tuple([restore_entry(values) for values in document["entries"]])
    if len(entries) != len(terms):
        raise ValueError("not as many terms as entries")
    knowledge = KnowledgeBase(entries, company, origin, document["sha256"])
    return IndexedKnowledge(knowledge, join_index(entries, terms, read_background()))


def _keep(path: Path, document: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with replace_file(path) as file:
        file.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
    kept = sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[_MOST_KEPT:]:
        old.unlink(missing_ok=True)
