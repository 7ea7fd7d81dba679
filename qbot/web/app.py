"""The application: its layers, its pages, and how each kind of error is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from qbot import __version__
from qbot.errors import QbotError
from qbot.store.errors import StoreError
from qbot.web import api, api_trust
from qbot.web.error_status import find_status
from qbot.web.help_texts import ListCommands
from qbot.web.pages import (
    exporting,
    history,
    knowledge,
    one_questionnaire,
    questionnaires,
    reading,
    review,
    rounds,
    settings,
    signing_in,
    told,
    trust,
    trust_center,
    trust_documents,
    upkeep,
)
from qbot.web.pages import help as help_page
from qbot.web.problems import Problem, answer_refusal, show_problem
from qbot.web.rate_limit import RateLimit
from qbot.web.security import BodyLimits, Guard
from qbot.web.session_gate import SessionGate
from qbot.workflow.desk import Desk
from qbot.workflow.shelf import Shelf

_CODES = {403: "forbidden", 404: "not_found", 405: "method", 409: "conflict", 413: "too_large", 429: "often"}
_LOG = logging.getLogger("qbot.web")
_PAGES = (
    signing_in,
    questionnaires,
    one_questionnaire,
    reading,
    review,
    exporting,
    rounds,
    knowledge,
    upkeep,
    told,
    trust,
    trust_center,
    trust_documents,
    history,
    settings,
    help_page,
)


def create_app(
    desk: Desk, *, list_commands: ListCommands, announce: Callable[[str], None], limits: BodyLimits | None = None
) -> FastAPI:
    """Return the application: pages, API and static files behind the guard and the sign-in."""
    app = FastAPI(
        title="qbot",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        middleware=[
            Middleware(Guard, answer=answer_refusal, limits=limits),
            Middleware(SessionGate, desk=desk),
        ],
    )
    app.add_exception_handler(HTTPException, _tell_http_error)
    app.add_exception_handler(RequestValidationError, _tell_wrong_request)
    app.add_exception_handler(QbotError, _tell_own_error)
    app.state.desk, app.state.list_commands, app.state.announce = desk, list_commands, announce
    app.state.trust_pages = Shelf(1)
    app.state.trust_requests = RateLimit(30, seconds=600)
    app.state.trust_visits = RateLimit(600, seconds=600)
    for router in (api.router, api_trust.router):
        app.include_router(router)
    for page in _PAGES:
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=str(files("qbot.web") / "static")), name="static")
    return app


def _tell_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    told = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    return show_problem(request, Problem(error.status_code, _CODES.get(error.status_code, "wrong"), told))


def _tell_wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = [{"place": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors()]
    told = "; ".join(f"{one['place']}: {one['message']}" for one in wrong[:5])
    return show_problem(request, Problem(422, "invalid", told, {"fields": wrong}))


def _tell_own_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, QbotError)
    status, code = find_status(error)
    if isinstance(error, StoreError):
        _LOG.error("request %s: %s", request.state.request_id, error)
    return show_problem(request, Problem(status, code, str(error), getattr(error, "detail", {})))
