"""Which status and which short code each error has, on the pages and in the JSON API."""

from __future__ import annotations

from qbot.errors import QbotError
from qbot.store.errors import StoreBusyError, StoreError, StoreFullError
from qbot.workflow.link_visits import DeadLinkError
from qbot.workflow.refusals import ConflictError, ExportFailedError, NotFoundError, OpenQuestionsError, RefusedError

_STATUS: tuple[tuple[type[QbotError], int, str], ...] = (
    (DeadLinkError, 404, "dead_link"),
    (NotFoundError, 404, "not_found"),
    (ConflictError, 409, "conflict"),
    (OpenQuestionsError, 409, "open_questions"),
    (ExportFailedError, 409, "export_failed"),
    (RefusedError, 422, "refused"),
    (StoreFullError, 507, "disk_full"),
    (StoreBusyError, 503, "busy"),
    (StoreError, 500, "store"),
    (QbotError, 422, "unreadable"),
)


def find_status(error: QbotError) -> tuple[int, str]:
    """Return the status and the code of an error that a person can act on."""
    return next((status, code) for kind, status, code in _STATUS if isinstance(error, kind))
