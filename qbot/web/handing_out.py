"""How a file is handed out: to keep, and never as a page of ours."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from qbot.workflow.documents import GivenFile

_POLICY = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"


def hand_out(file: GivenFile) -> Response:
    """Return a file to keep; a browser never shows it as a page of ours."""
    named = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(
        file.data, media_type=file.media, headers={"Content-Disposition": named, "Content-Security-Policy": _POLICY}
    )
