"""Reading an upload: with the corrections given for it, or with those remembered for files of its form."""

from __future__ import annotations

from msgspec import Struct, convert

from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.store.records import Document, QuestionnaireRecord
from qbot.workflow.desk import Desk
from qbot.workflow.layout_memory import recall_corrections, remember_corrections
from qbot.workflow.reading_files import read_upload

_REMEMBERED = "The corrections are remembered for files of this form"
_RECALLED = "Read with the corrections that were remembered for this form; on the page Reading they can be taken back"


class ReadUpload(Struct, frozen=True):
    """An upload as it was read: the corrections it was read with, and sentences on them."""

    questionnaire: Questionnaire
    overrides: LayoutOverrides | None
    notes: tuple[str, ...] = ()


def read_remembered(desk: Desk, record: QuestionnaireRecord, data: bytes, *, corrected: bool) -> ReadUpload:
    """Return an upload as it is read with its own corrections or, where it has none, with those of its form.

    With `corrected` a person has just given these corrections, or taken them back: that is remembered. UnreadableError
    as the reader.
    """
    given = restore_layout(record.layout)
    if given is not None and not corrected:
        return ReadUpload(read_upload(record.file_name, data, given), given)
    plain = read_upload(record.file_name, data, None)
    if corrected:
        read = read_upload(record.file_name, data, given) if given is not None else plain
        return ReadUpload(read, given, _remember(desk, plain, given))
    try:
        kept = recall_corrections(desk.home, plain)
    except UnreadableError as error:
        return ReadUpload(plain, None, (f"The corrections remembered for this form were not used: {error}",))
    if kept is None:
        return ReadUpload(plain, None)
    return ReadUpload(read_upload(record.file_name, data, kept), kept, (_RECALLED,))


def restore_layout(layout: Document | None) -> LayoutOverrides | None:
    """Return the corrections that are kept with a questionnaire."""
    return convert(layout, LayoutOverrides) if layout else None


def _remember(desk: Desk, plain: Questionnaire, given: LayoutOverrides | None) -> tuple[str, ...]:
    try:
        remember_corrections(desk.home, plain, given)
    except OSError as error:
        return (f"The corrections cannot be remembered for other files: {desk.home}: {error.strerror}",)
    return (_REMEMBERED,) if given is not None else ()
