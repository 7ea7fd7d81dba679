"""The JSON API alone, as a client that has signed in sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from answer_shape import find_mismatch
from fastapi import FastAPI, Request, Response

from qbot.web import api, api_trust
from qbot.workflow.desk import Desk


def make_api(desk: Desk, *, reviewer: str = "Ada") -> FastAPI:
    """Return an application with nothing but the API, on which one reviewer is signed in."""
    app = FastAPI(openapi_url="/api/openapi.json")
    app.state.desk = desk
    for router in (api.router, api_trust.router):
        app.include_router(router)

    @app.middleware("http")
    async def sign_in(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        request.state.reviewer = reviewer
        return await go_on(request)

    return app


def walk_routes(router: Any) -> Iterator[Any]:  # Any: FastAPI keeps an included router as one route in newer versions
    """Give every route of an application."""
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        yield from walk_routes(inner) if inner is not None else (route,)


class AppClient:
    """Sends requests to an application within this process."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def send(self, method: str, path: str, **values: Any) -> httpx.Response:  # Any: what httpx takes
        """Return the answer to one request."""
        with ThreadPoolExecutor(1) as apart:  # a browser that an earlier test opened keeps a loop in this thread
            return apart.submit(asyncio.run, self._send(method, path, values)).result()

    async def _send(self, method: str, path: str, values: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **values)


class ApiClient(AppClient):
    """Sends requests to the API, and holds every answer against its document."""

    def send(self, method: str, path: str, **values: Any) -> httpx.Response:  # Any: what httpx takes
        """Return the answer to one request, once it is as the document tells."""
        answer = super().send(method, path, **values)
        media = answer.headers.get("content-type", "")
        assert find_mismatch(method, path, status=answer.status_code, media=media, body=answer.content) == ""
        return answer


def open_client(desk: Desk, *, reviewer: str = "Ada") -> ApiClient:
    """Return a client of the API."""
    return ApiClient(make_api(desk, reviewer=reviewer))
