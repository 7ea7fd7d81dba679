"""The file that keeps an index between runs: a head in JSON, entries, and arrays; a run takes what it needs from them.

Its length and a checksum tell whether it is whole; numbers stand as this machine has them in memory.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

from msgspec.json import Decoder

from qbot.knowledge_base.entry_form import describe_company, describe_entry, restore_company
from qbot.matching.index import Background, EntryTerms
from qbot.matching.language import find_language
from qbot.matching.references import has_references
from qbot.matching.rows import LazyRows
from qbot.matching.stored import ARRAYS, StoredTerms, find_span, flatten_terms, open_index
from qbot.model.knowledge import Entry, KnowledgeBase
from qbot.workflow.indexed import IndexedKnowledge

_FIRST = struct.Struct("<8sQQL")  # name, length of the head, length of all behind it, its checksum
_NAME = b"qbotidx4"
_NUMBER: Final = "I"
_STEP = struct.calcsize(_NUMBER)


def write_index(file: IO[bytes], knowledge: KnowledgeBase, terms: Sequence[EntryTerms]) -> None:
    """Write a knowledge base with the terms of its entries."""
    names, arrays = flatten_terms(terms)
    rows = [_write_json({"answer": "", **describe_entry(entry)}) for entry in knowledge.entries]
    ends, end = [], 0
    for row in rows:
        end += len(row)
        ends.append(end)
    rows.append(b" " * (-end % _STEP))  # arrays begin where numbers may stand
    head = {
        "sha256": knowledge.sha256,
        "company": describe_company(knowledge.company) if knowledge.company else None,
        "language": find_language(f"{entry.question} {entry.answer}" for entry in knowledge.entries),
        "references": has_references(knowledge.entries),
        "ids": [entry.id for entry in knowledge.entries],
        "names": names,
        "rows": end,
        "numbers": [sys.byteorder, _STEP],
        "lengths": [len(ends), *(len(arrays[name]) for name in ARRAYS)],
    }
    packed = [array(_NUMBER, numbers).tobytes() for numbers in (ends, *(arrays[name] for name in ARRAYS))]
    begun, body = _write_json(head), [*rows, *packed]
    begun += b" " * (-(_FIRST.size + len(begun)) % _STEP)
    checksum = 0
    for part in (begun, *body):
        checksum = zlib.crc32(part, checksum)
    file.write(_FIRST.pack(_NAME, len(begun), sum(map(len, body)), checksum))
    file.writelines((begun, *body))


def read_index(path: Path, origin: str, background: Background) -> IndexedKnowledge:
    """Return the knowledge base and its index; OSError, ValueError, KeyError or TypeError where the file is damaged."""
    with path.open("rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if len(data) < _FIRST.size:
        raise ValueError("it is cut off")
    name, begun, length, checksum = _FIRST.unpack(data[: _FIRST.size])
    if name != _NAME or len(data) != _FIRST.size + begun + length or zlib.crc32(data[_FIRST.size :]) != checksum:
        raise ValueError("it is no index, or damaged")
    head = json.loads(bytes(data[_FIRST.size : _FIRST.size + begun]))
    if head["numbers"] != [sys.byteorder, _STEP]:
        raise ValueError("its numbers are those of another machine")
    body = data[_FIRST.size + begun :]
    ends, *arrays = _cut_arrays(body[head["rows"] + -head["rows"] % _STEP :], head["lengths"])

    decode = Decoder(Entry).decode  # makes an entry in a third of the time that one of plain values takes

    def read_entry(place: int) -> Entry:
        return decode(body[find_span(ends, place)])

    ids = head["ids"]
    entries = LazyRows(len(ids), read_entry)
    stored = StoredTerms(head["names"], *arrays)
    company = restore_company(head["company"]) if head["company"] else None
    knowledge = KnowledgeBase(entries, company, origin, head["sha256"])
    index = open_index(entries, ids, stored, background)
    return IndexedKnowledge(knowledge, index, language=(head["language"],), references=head["references"])


def _cut_arrays(data: memoryview, lengths: Iterable[int]) -> list[memoryview]:
    numbers, begin, found = data.cast(_NUMBER), 0, []
    for length in lengths:
        found.append(numbers[begin : begin + length])
        begin += length
    if begin != len(numbers):
        raise ValueError("its arrays are of another length")
    return found


def _write_json(value: Any) -> bytes:  # Any: JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
