"""Appendices of an export: which of the documents that its answers name may go along, and the zip that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from qbot.model.knowledge import Disclosure
from qbot.store.blobs import read_blob
from qbot.store.documents import DocumentRecord
from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.workflow.appendix_names import find_numbers, write_zip
from qbot.workflow.refusals import NotFoundError


def tell_missing(number: int, documents: Sequence[DocumentRecord], *, under_nda: bool, today: date) -> str:
    """Return why an appendix may not go along, empty where it may."""
    found = next((one for one in documents if one.number == number), None)
    if found is None or found.disclosure == Disclosure.INTERNAL:
        return f"Appendix {number} is not given out (any more)"
    if found.has_ended(today):
        return f"Appendix {number}, {found.title}, ended on {found.valid_until}; replace it under Trust centre"
    if found.disclosure == Disclosure.NDA and not under_nda:
        told = f"Appendix {number}, {found.title}, is given under NDA, and no NDA in force is recorded here"
        return f"{told}; record it in the details of the questionnaire"
    return ""


def describe_appendices(
    texts: Iterable[str], documents: Sequence[DocumentRecord], *, under_nda: bool, today: date
) -> Document:
    """Return the `appendices` that go along with these texts, and why others that they name are `left_out`."""
    given, left_out = [], []
    for number in find_numbers(texts):
        why = tell_missing(number, documents, under_nda=under_nda, today=today)
        if why:
            left_out.append(why)
            continue
        one = next(each for each in documents if each.number == number)
        keys = ("number", "title", "version", "valid_until", "disclosure", "sha256", "file_name")
        given.append({key: getattr(one, key) for key in keys})
    return {"appendices": given, "left_out": left_out}


def make_zip(reading: Reading, manifest: Mapping[str, object]) -> bytes:
    """Return the appendices of an export with an index; NotFoundError where it has none."""
    given = manifest.get("appendices")
    if not isinstance(given, list) or not given:
        raise NotFoundError("file of an export", "appendices")

    def read(one: Document) -> bytes:
        data = read_blob(reading, one["sha256"])
        if data is None:
            raise NotFoundError("file", one["title"])
        return data

    return write_zip(given, read)
