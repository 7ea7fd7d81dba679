"""The knowledge base of the store as a file: what `qbot knowledge import` reads again, with ids and all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qbot.knowledge_base.entry_form import restore_entry
from qbot.knowledge_base.export import format_csv, format_lines, format_workbook
from qbot.model.knowledge import Entry
from qbot.store.entries import list_entries
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import NotFoundError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Mapping[str, tuple[Callable[[Iterable[Entry]], bytes], str]] = {
    "xlsx": (format_workbook, _XLSX),
    "csv": (format_csv, "text/csv; charset=utf-8"),
    "jsonl": (format_lines, "application/jsonl; charset=utf-8"),
}
"""How each form is written, and its media type, by the ending of its name."""


def export_store(desk: Desk, form: str) -> tuple[str, bytes, str]:
    """Return the name, the bytes and the media type of a file with all entries that are not retired."""
    if form not in FORMS:
        raise NotFoundError("form of an export", form)
    write, media = FORMS[form]
    with desk.store.read() as reading:
        entries = [restore_entry(one.body) for one in list_entries(reading)]
    return f"knowledge-{desk.today().isoformat()}.{form}", write(entries), media
