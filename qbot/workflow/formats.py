"""Which writer and which proof belong to which file format; each is imported only when it is used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qbot.errors import UsageError
from qbot.model.filling import CellValue, FillReport
from qbot.model.questionnaire import Questionnaire
from qbot.sandbox import read_texts_in_child

if TYPE_CHECKING:
    from qbot.model.proof import VerifyReport

WORKBOOKS = frozenset({"xlsx", "xlsm"})
DOCUMENTS = frozenset({"docx"})
FLAT = frozenset({"csv", "tsv", "txt"})
LEGACY = frozenset({"xls", "ods"})


def find_target_suffix(questionnaire: Questionnaire) -> str:
    """Return the file name ending that an answered copy needs: its own, or .xlsx where the format is only read."""
    return ".xlsx" if questionnaire.format in LEGACY else f".{questionnaire.format}"


def require_suffix(questionnaire: Questionnaire, target: Path) -> None:
    """Raise UsageError when the name of the copy does not end as its content needs."""
    wanted = find_target_suffix(questionnaire)
    if target.suffix.lower() != wanted:
        raise UsageError(
            f"{target}: the answered copy of {questionnaire.file} is a {wanted} file. "
            f"Choose a name that ends in {wanted}, such as {target.with_suffix(wanted).name}"
        )


def fill_copy(
    questionnaire: Questionnaire,
    source: Path,
    target: Path,
    *,
    values: Sequence[CellValue],
    break_signature: bool = False,
) -> FillReport:
    """Write a copy of the questionnaire with the values in its slots; the source is never written to."""
    if questionnaire.format in WORKBOOKS:
        from qbot.workbook.fill import fill_workbook

        whole = [value.keep_question() for value in values]
        return fill_workbook(source, target, whole, break_signature=break_signature)
    if questionnaire.format in DOCUMENTS:
        from qbot.document.fill import fill_document

        return fill_document(source, target, values, break_signature=break_signature)
    if questionnaire.format in LEGACY:
        from qbot.workbook.legacy_fill import fill_legacy

        whole = [value.keep_question() for value in values]
        return fill_legacy(questionnaire, read_texts_in_child(source), target, whole)
    from qbot.workbook.flat_fill import fill_flat

    return fill_flat(source, target, values)


def list_writers(suffix: str) -> tuple[str, ...]:
    """Return the modules that fill a workbook and write its copy, by far the most usual questionnaire; else none."""
    return ("qbot.workbook.fill", "tempfile") if suffix.lower().lstrip(".") in WORKBOOKS else ()


def verify_copy(
    questionnaire: Questionnaire, original: Path, filled: Path, *, meant: Sequence[CellValue] | None
) -> VerifyReport:
    """Prove that the filled file is the original with only answer slots changed."""
    if questionnaire.format in WORKBOOKS:
        from qbot.workbook.verify import verify_workbook

        return verify_workbook(original, filled, questionnaire=questionnaire, meant=meant)
    if questionnaire.format in DOCUMENTS:
        from qbot.document.verify import verify_document

        return verify_document(original, filled, questionnaire=questionnaire, meant=meant)
    if questionnaire.format in LEGACY:
        from qbot.workbook.legacy_fill import verify_legacy

        texts = read_texts_in_child(original)
        return verify_legacy(filled, questionnaire=questionnaire, texts=texts, meant=meant)
    from qbot.workbook.flat_fill import verify_flat

    return verify_flat(original, filled, questionnaire=questionnaire, meant=meant)
