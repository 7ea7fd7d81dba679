"""How the JSON API answers: one shape for results, one for errors, whatever went wrong."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from qbot.errors import QbotError
from qbot.store.errors import find_full_disk
from qbot.web.error_status import find_status

_LOG = logging.getLogger(__name__)
_NAMES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "no_reviewer",
    404: "not_found",
    405: "method",
    413: "too_large",
}


class ApiRoute(APIRoute):
    """A route whose errors are JSON with a code, a sentence, a request id and a detail."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler with its errors turned into answers."""
        inner = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await inner(request)
            except RequestValidationError as error:
                return answer_error(request, 422, "invalid", _tell_invalid(error))
            except HTTPException as error:
                full = find_full_disk(error.__cause__)  # FastAPI takes a body that cannot be kept for a malformed one
                if full is not None:
                    return answer_qbot_error(request, full)
                return answer_error(request, error.status_code, _NAMES.get(error.status_code, "error"), error.detail)
            except QbotError as error:
                return answer_qbot_error(request, error)
            except Exception as error:
                full = find_full_disk(error)
                if full is not None:
                    return answer_qbot_error(request, full)
                _LOG.exception("request %s failed", find_request_id(request))
                return answer_error(request, 500, "internal", "qbot made a mistake here; nothing was changed")

        return handle


def answer(data: object, *, status: int = 200) -> Response:
    """Return a result in the one shape that results have."""
    return _write({"data": data}, status)


def answer_qbot_error(request: Request, error: QbotError) -> Response:
    """Return the answer for an error that a person can act on."""
    status, code = find_status(error)
    return answer_error(request, status, code, str(error), getattr(error, "detail", None))


def answer_error(request: Request, status: int, code: str, message: str, detail: object = None) -> Response:
    """Return an error in the one shape that errors have."""
    told = {"code": code, "message": message, "request_id": find_request_id(request), "detail": detail or {}}
    return _write({"error": told}, status)


def find_request_id(request: Request) -> str:
    """Return the id that the answer and the log name this request by."""
    found: str = getattr(request.state, "request_id", "") or secrets.token_hex(8)
    request.state.request_id = found
    return found


def _write(document: object, status: int) -> Response:
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return Response(body, status_code=status, media_type="application/json")


def _tell_invalid(error: RequestValidationError) -> str:
    told = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()[:5]]
    return f"The request is not as the API describes it: {'; '.join(told)}"
