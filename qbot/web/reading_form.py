"""The form that corrects a reading: what was changed on the page becomes corrections, beside those made before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from qbot.errors import UsageError
from qbot.layout.overrides import LayoutOverrides
from qbot.web.views import read_text
from qbot.workflow.layout_file import describe_overrides, read_overrides

COLUMN_ROLES = (
    ("", "not used"),
    ("question", "question"),
    ("ref", "id"),
    ("section", "section"),
    ("guidance", "guidance"),
    ("answer", "answer"),
    ("comment", "comment"),
    ("evidence", "evidence"),
    ("ownership", "ownership"),
    ("score", "score"),
    ("date", "date"),
    ("mirror", "mirror"),
)
"""What a column may be said to hold, with its name on the page."""

_COLUMN, _COLUMN_WAS = "column.", "column_was."


class CorrectionError(UsageError):
    """A correction that cannot be meant; all mistakes are told at once."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__(f"The correction cannot be used: {'; '.join(mistakes)}. Choose from what the page offers")


def read_corrections(form: FormData) -> LayoutOverrides:
    """Return the corrections in a form; CorrectionError tells all that is wrong with them."""
    try:
        kept = json.loads(read_text(form, "kept") or "{}")
    except ValueError as error:
        raise CorrectionError(["the corrections made before cannot be read"]) from error
    sheets: dict[str, Any] = kept if isinstance(kept, dict) else {}  # Any: what JSON gives
    name = read_text(form, "sheet_shown")
    before = sheets.get(name)
    changed = _read_changes(form, before if isinstance(before, dict) else {})
    if changed:
        sheets = {**sheets, name: changed}
    mistakes: list[str] = []
    overrides = read_overrides(sheets, mistakes)
    if mistakes:
        raise CorrectionError(mistakes)
    return overrides


def keep_corrections(overrides: LayoutOverrides | None) -> str:
    """Return corrections as the form carries them."""
    return json.dumps(describe_overrides(overrides) if overrides else {}, ensure_ascii=False)


def _read_changes(form: FormData, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the sheet that is shown: what was said before, and what now differs from the page."""
    changed = dict(before)
    role = read_text(form, "role")
    if role != read_text(form, "role_was"):
        changed["role"] = role
    row = read_text(form, "header") or read_text(form, "header_row")
    if row != read_text(form, "header_row_was") and row:
        changed["header_row"] = int(row) if row.isdecimal() and len(row) < 8 else row
    columns = dict(before.get("columns") or {})
    for name, value in form.multi_items():
        letters = name.removeprefix(_COLUMN)
        if name.startswith(_COLUMN) and str(value) != read_text(form, f"{_COLUMN_WAS}{letters}"):
            columns[letters] = str(value) or "ignore"
    return {**changed, "columns": columns} if columns else changed
