"""Import into the store: what a file would bring is shown first, then it comes in beside what is there."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from msgspec.structs import asdict

from qbot.knowledge_base.entry_form import describe_entry, restore_entry
from qbot.knowledge_base.merge import Merge, merge_entries
from qbot.model.knowledge import Entry
from qbot.store.audit import EventFacts
from qbot.store.blobs import hold_blob, read_blob, release_blobs
from qbot.store.entries import list_entries, save_entries
from qbot.store.records import Document, EntryRecord
from qbot.store.store import Reading
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.import_reading import FileReading, read_import_file
from qbot.workflow.importing import list_rows
from qbot.workflow.refusals import RefusedError
from qbot.workflow.uploading import clean_file_name

_HELD = timedelta(days=1)


def preview_import(desk: Desk, *, file_name: str, data: bytes) -> Document:
    """Return what a file would bring in: its `rows` as new, same, changed or conflicting, and `sha256` to import it by.

    The file is kept for a day, and those shown before that are let go; no entry is kept. The errors of
    `read_import_file`; RefusedError where there is no file.
    """
    name = clean_file_name(file_name)
    if not data:
        raise RefusedError(f"{name} is empty. Choose a file with answers")
    read = _read(name, data)
    with desk.store.note() as note:
        release_blobs(note, before=_find_oldest(desk))
        sha256 = hold_blob(note, data, at=desk.now())
        merge = merge_entries(_list_known(note), read.rows.entries)
    return {"sha256": sha256, "file_name": name, **_tell(read, merge)}


def import_file(desk: Desk, *, file_name: str, sha256: str, by: str) -> Document:
    """Bring in a file that was shown, beside what is there by now, with one event; what is there is never changed.

    RefusedError where the file is not kept any more.
    """
    name = clean_file_name(file_name)
    with desk.store.read() as reading:
        data = read_blob(reading, sha256)
    if data is None:
        raise RefusedError("The file is not kept any more. Choose it again")
    read = _read(name, data)
    with desk.store.change(at=desk.now(), by=by) as change:
        merge = merge_entries(_list_known(change), read.rows.entries)
        records = [EntryRecord(one.id, 1, dict(describe_entry(one)), False, change.at, by) for one in merge.added]
        if records:
            save_entries(change, records)
            told = {"file": name, "sha256": sha256, "entries": [one.id for one in records]}
            change.record(EventFacts("import", told))
        else:
            change.give_up()
    return {"sha256": sha256, "file_name": name, **_tell(read, merge)}


def forget_import(desk: Desk, *, sha256: str = "") -> int:
    """Let a file go that was shown and is not to be imported, and all that were shown longer ago than a day.

    Return how many files were deleted; one that a questionnaire has too stays.
    """
    with desk.store.note() as note:
        gone = release_blobs(note, before=_find_oldest(desk), sha256=sha256)
    if gone:
        desk.store.empty_log()
    return gone


def _find_oldest(desk: Desk) -> str:
    return format_time(desk.clock() - _HELD)


def _read(name: str, data: bytes) -> FileReading:
    with tempfile.TemporaryDirectory(prefix="qbot-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_import_file(path)


def _list_known(reading: Reading) -> list[Entry]:
    return [restore_entry(one.body) for one in list_entries(reading, retired=True)]


def _tell(read: FileReading, merge: Merge) -> Document:
    rows = [{**asdict(row), "status": row.status.value} for row in list_rows(read.file, merge)]
    return {
        "how": read.how,
        "new": len(merge.added),
        "same": len(merge.same),
        "changed": len(merge.changed),
        "conflicting": len(merge.conflicting),
        "left_out": read.rows.left_out,
        "warnings": list(read.rows.warnings),
        "rows": rows,
    }
