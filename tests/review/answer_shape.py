"""Holds an answer of the API against the OpenAPI document: its status, its media type and its shape."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs
from fastapi import FastAPI

from qbot.web import api, api_trust

Document = dict[str, Any]  # Any: JSON


@cache
def describe_api() -> Document:
    """Return the OpenAPI document."""
    app = FastAPI()
    for router in (api.router, api_trust.router):
        app.include_router(router)
    found: Document = app.openapi()
    return found


def find_mismatch(method: str, path: str, *, status: int, media: str, body: bytes) -> str:
    """Return in what an answer is not as the document tells, empty where it is; a path that it does not know is not."""
    operation = _find_operation(method.lower(), path.partition("?")[0])
    if operation is None:
        return "" if status in (404, 405) else f"{method} {path} is not in the document"
    told = operation["responses"].get(str(status))
    if told is None:
        return f"{method} {path}: the document does not know the status {status}"
    media = media.partition(";")[0]
    if media not in told["content"]:
        return f"{method} {path}: the document does not know the type {media!r}"
    if media != "application/json":
        return ""
    schema = {**told["content"][media]["schema"], "components": describe_api()["components"]}
    wrong = next(iter(jsonschema_rs.Draft202012Validator(schema).iter_errors(json.loads(body))), None)
    return f"{method} {path}, {'/'.join(map(str, wrong.instance_path))}: {wrong.message[:300]}" if wrong else ""


def _find_operation(method: str, path: str) -> Document | None:
    for template, operations in describe_api()["paths"].items():
        pattern = re.sub(r"\\\{entry\\\}", ".+", re.escape(template))  # the id of an entry may have slashes
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", pattern)
        if re.fullmatch(pattern, path) and method in operations:
            found: Document = operations[method]
            return found
    return None
