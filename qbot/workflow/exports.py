"""Exports that were made: listed, and their files handed out."""

from __future__ import annotations

from pathlib import PurePath

from qbot.store.blobs import read_blob
from qbot.store.exports import find_export
from qbot.store.exports import list_exports as list_records
from qbot.store.questions import list_questions
from qbot.store.records import Document
from qbot.workflow.appendices import make_zip
from qbot.workflow.desk import Desk
from qbot.workflow.export_papers import make_summary
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.refusals import NotFoundError
from qbot.workflow.reviewed_export import show_export

FILE, REVIEW, SUMMARY, APPENDICES = "file", "review-workbook", "summary", "appendices"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = {
    ".xlsx": _XLSX,
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".csv": "text/csv; charset=utf-8",
}


def list_exports(desk: Desk, questionnaire_id: str) -> list[Document]:
    """Return the exports of a questionnaire, the newest first."""
    with desk.store.read() as reading:
        require_questionnaire(reading, questionnaire_id, whole=False)
        return [show_export(one) for one in list_records(reading, questionnaire_id)]


def read_export_file(desk: Desk, export_id: str, kind: str) -> tuple[str, bytes, str]:
    """Return the name, the bytes and the media type of a file of an export, of one of the four kinds."""
    if kind not in (FILE, REVIEW, SUMMARY, APPENDICES):
        raise NotFoundError("file of an export", kind)
    with desk.store.read() as reading:
        made = find_export(reading, export_id)
        if made is None:
            raise NotFoundError("export", export_id)
        stem, suffix = PurePath(made.file_name).stem, PurePath(made.file_name).suffix
        if kind == SUMMARY:
            record = require_questionnaire(reading, made.questionnaire_id)
            page = make_summary(made, record, list_questions(reading, made.questionnaire_id))
            return f"{stem}, summary.html", page.encode(), "text/html; charset=utf-8"
        if kind == APPENDICES:
            return f"{stem}, appendices.zip", make_zip(reading, made.manifest), "application/zip"
        data = read_blob(reading, made.review_sha256 if kind == REVIEW else made.sha256)
    if data is None:
        raise NotFoundError("file", made.file_name)
    if kind == REVIEW:
        return f"{stem}, review.xlsx", data, _XLSX
    return made.file_name, data, _TYPES.get(suffix.lower(), "application/octet-stream")
