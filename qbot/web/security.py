"""What each request must pass before anything reads it, and the headers that each answer carries.

The page has the power to approve and to export, and a browser visits other pages beside it. So a request must name this
machine (a foreign name that points here is refused), a change must come from a page of ours, a body must say its length
and keep to the limit, and an answer lets a browser load nothing but our own files.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import logging
import secrets
from collections.abc import Callable, MutableMapping
from typing import Any

from anyio import move_on_after
from msgspec import Struct
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qbot.errors import UsageError
from qbot.store.errors import find_full_disk

_LOG = logging.getLogger("qbot.web")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer carries, whatever it is."""


def make_paper_policy(page: str) -> str:
    """Return the policy of a page that stands alone: it loads nothing, and has the style that it carries."""
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    )


class OutsideAddressError(UsageError):
    """The server was asked to listen where other machines could reach it."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"qbot listens on this machine alone for now: {address!r} is no loopback address. Whoever reaches the page"
            " can approve and export, and it has no accounts and no encryption yet. Leave --host out, or say 127.0.0.1"
        )


def require_loopback(address: str) -> None:
    """Raise OutsideAddressError unless only this machine can reach the address."""
    try:
        inside = address == "localhost" or ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise OutsideAddressError(address)


_DOCUMENTS = ("/trust-center/documents", "/api/trust-center/documents")


class BodyLimits(Struct, frozen=True):
    """The most bytes that a body may have: an upload's, a stranger's request, a document's, and any other's."""

    upload: int = 128 << 20
    request: int = 17 << 20
    document: int = 64 << 20
    other: int = 4 << 20

    def find_limit(self, path: str) -> int:
        """Return the limit for a path."""
        if path in {"/questionnaires", "/api/questionnaires"}:
            return self.upload
        known = {"/trust/request": self.request, **dict.fromkeys(_DOCUMENTS, self.document)}
        return known.get(path, self.other)


class Refusal(Struct, frozen=True):
    """Why a request is not let through: the status, a short code, and the sentence a person reads."""

    status: int
    code: str
    message: str


def find_refusal(method: str, path: str, headers: Headers, limits: BodyLimits) -> Refusal | None:
    """Return why a request must not pass, None where it may."""
    host = headers.get("host", "")
    if not _is_own_name(host):
        return Refusal(403, "host", "This address is not qbot's own. Open the one that `qbot serve` printed.")
    if method in _SAFE_METHODS:
        return None
    if not _is_own_page(headers, host):
        return Refusal(403, "cross_site", "This change came from another site, so nothing was done.")
    return _find_body_refusal(path, headers, limits)


def _is_own_name(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name in {"127.0.0.1", "localhost", "[::1]"}


def _is_own_page(headers: Headers, host: str) -> bool:
    """Tell whether a change comes from a page of ours; a caller that is no browser sends neither header."""
    site = headers.get("sec-fetch-site")
    if site is not None:  # `same-site` is another port of this machine: another program
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin == f"http://{host}"


def _find_body_refusal(path: str, headers: Headers, limits: BodyLimits) -> Refusal | None:
    length, limit = headers.get("content-length", "0"), limits.find_limit(path)
    if "transfer-encoding" in headers or not (length.isascii() and length.isdigit()):
        return Refusal(411, "length", "The request does not say how long it is. Send it with a Content-Length.")
    if int(length) > limit:
        return Refusal(
            413, "too_large", f"This is {_format_size(int(length))}; qbot takes up to {_format_size(limit)}."
        )
    return None


def _format_size(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MB" if size >= 1 << 20 else f"{size / 1024:,.1f} kB"


Answer = Callable[[Scope, Refusal], Response]


class Guard:
    """The outermost layer: refuses what may not pass, names each request, sets the headers, and answers a crash."""

    def __init__(self, app: ASGIApp, *, answer: Answer, limits: BodyLimits | None = None) -> None:
        self._app = app
        self._answer = answer
        self._limits = limits or BodyLimits()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state: MutableMapping[str, Any] = scope.setdefault("state", {})  # Any: what ASGI says
        state["request_id"] = secrets.token_hex(6)
        started = read = False

        async def receive_noted() -> Message:
            nonlocal read
            part = await receive()
            read = read or not part.get("more_body")
            return part

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _set_headers(MutableHeaders(scope=message), scope["path"], state["request_id"])
            await send(message)

        refusal = find_refusal(scope["method"], scope["path"], Headers(scope=scope), self._limits)
        if refusal is not None:
            await self._answer(scope, refusal)(scope, receive, _let_finish(receive, send_guarded))
            return
        try:
            await self._app(scope, receive_noted, send_guarded)
        except Exception as error:
            full = find_full_disk(error)
            if full is None:
                _LOG.exception("request %s failed: %s %s", state["request_id"], scope["method"], _mask(scope["path"]))
            else:
                _LOG.error("request %s: %s", state["request_id"], full)
            if started:
                raise
            told = Refusal(507, "disk_full", str(full)) if full is not None else _CRASH
            finish = send_guarded if read else _let_finish(receive, send_guarded)
            await self._answer(scope, told)(scope, receive, finish)


def _mask(path: str) -> str:
    """Return a path without the secret of a personal link, which stands in no log."""
    head, found, _secret = path.partition("/trust/link/")
    return f"{head}{found}…" if found else path


def _let_finish(receive: Receive, send: Send) -> Send:
    """Return a `send` that gives the whole answer at once, then throws away what the browser still sends.

    A browser shows an answer only when it could send its request to the end.
    """

    async def finish(message: Message) -> None:
        if message["type"] != "http.response.body" or message.get("more_body"):
            await send(message)
            return
        await send({**message, "more_body": True})
        with move_on_after(_PATIENCE):
            thrown = 0
            while thrown < _MOST_THROWN:
                part = await receive()
                thrown += len(part.get("body", b""))
                if not part.get("more_body"):
                    break
        await send({"type": "http.response.body", "body": b""})

    return finish


_PATIENCE = 20.0
_MOST_THROWN = 1 << 30
_CRASH = Refusal(500, "internal", "Something went wrong in qbot; what was saved before is safe.")


def _set_headers(headers: MutableHeaders, path: str, request_id: str) -> None:
    for name, value in HEADERS.items():
        if name == "content-security-policy":
            headers.setdefault(name, value)  # a file that is handed out to look at allows still less
        else:
            headers[name] = value
    headers["x-request-id"] = request_id
    headers.setdefault("cache-control", "no-cache" if path.startswith("/static/") else "no-store")
