"""The documents of a knowledge folder: evidence cells name them by number, and a zip holds those that may go along."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from qbot.files import replace_file
from qbot.knowledge_base.documents_file import FolderDocument, read_documents_file
from qbot.knowledge_base.entry_form import hash_knowledge
from qbot.model.knowledge import Disclosure
from qbot.workflow.appendix_names import find_numbers, name_appendices, write_zip
from qbot.workflow.indexed import IndexedKnowledge


def name_from_folder(indexed: IndexedKnowledge, folder: Path) -> IndexedKnowledge:
    """Return a knowledge base whose attachments are named as the folder's `appendices.yaml` numbers them."""
    entries = tuple(name_appendices(indexed.knowledge.entries, read_documents_file(folder)))
    if entries == tuple(indexed.knowledge.entries):
        return indexed
    said = hash_knowledge(entries, indexed.knowledge.company)
    knowledge = replace(indexed.knowledge, entries=entries, sha256=said)
    return replace(indexed, knowledge=knowledge, index=replace(indexed.index, entries=entries))


def write_folder_appendices(target: Path, texts: Iterable[str], folder: Path, *, today: date) -> list[str]:
    """Write the documents that texts name into a zip with an index, and return what a person must know of it.

    It holds what everybody may have; what is under NDA, has ended or has no file is left out. Without any document
    nothing is written.
    """
    known = {one.number: one for one in read_documents_file(folder)}
    given, told = [], []
    for number in find_numbers(texts):
        one = known.get(number)
        why = _tell_left_out(one, today) if one is not None else "appendices.yaml does not have it"
        if one is None or why:
            told.append(f"Appendix {number} is not in {target.name}: {why}")
        else:
            given.append(one)
    if not given:
        return [*told, f"{target.name} was not written: no answer names a document that may go along"]
    held = {one.number: one.read(folder) for one in given}
    described = [_describe(one, held[one.number]) for one in given]
    with replace_file(target) as file:
        file.write(write_zip(described, lambda one: held[one["number"]]))
    names = ", ".join(f"Appendix {one.number}, {one.title}" for one in given)
    return [*told, f"{target.name} holds {names}"]


def _tell_left_out(one: FolderDocument, today: date) -> str:
    if one.disclosure is Disclosure.INTERNAL:
        return f"“{one.title}” is internal"
    if one.disclosure is Disclosure.NDA:
        return f"“{one.title}” is given under NDA; send it by itself, once one is signed"
    if one.has_ended(today):
        return f"“{one.title}” ended on {one.valid_until}"
    return "" if one.file else f"“{one.title}” has no file in the folder"


def _describe(one: FolderDocument, data: bytes) -> dict[str, object]:
    return {
        "number": one.number,
        "title": one.title,
        "version": one.version,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "disclosure": one.disclosure.value,
        "sha256": hashlib.sha256(data).hexdigest(),
        "file_name": one.file,
    }
