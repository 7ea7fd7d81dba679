"""The manifest: what was meant to be written, kept beside a filled copy so that it can be verified later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from qbot.errors import UnreadableError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport
from qbot.model.questionnaire import SlotRole
from qbot.workflow.contract import Document, describe_fill
from qbot.workflow.intake import require_file


def write_manifest(path: Path, report: FillReport, receipt: Mapping[str, str]) -> None:
    """Write the manifest of a fill as JSON."""
    text = json.dumps(describe_fill(report, receipt), ensure_ascii=False, indent=1)
    with replace_file(path) as file:
        file.write(text.encode())


def read_manifest(path: Path) -> tuple[CellValue, ...]:
    """Return the values that the manifest lists; UnreadableError where it is missing or no manifest."""
    remedy = "Give the file that `qbot answer --manifest` wrote"
    require_file(path, remedy=remedy)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_read_value(cell) for cell in document["cells"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(str(path), "this is not a manifest of qbot", remedy) from error


def _read_value(cell: Document) -> CellValue:
    return CellValue(
        sheet=cell["sheet"],
        cell=cell["cell"],
        text=cell["text"],
        role=SlotRole(cell["role"]),
        question_cell=cell["question_cell"],
        question=cell["question"],
        entries=tuple(cell["entries"]),
        options=tuple(cell["options"]),
        max_length=cell["max_length"],
        new=bool(cell["new"]),
    )
