"""Files by their hash: originals and exports, never changed."""

from __future__ import annotations

import hashlib

from sqlalchemy import insert, select, union_all

from qbot.store.store import Noting, Reading
from qbot.store.tables import blob, export, questionnaire


def keep_blob(noting: Noting, data: bytes) -> str:
    """Keep a file and return its SHA-256; one that is there already is not kept twice."""
    sha256 = hashlib.sha256(data).hexdigest()
    if noting.connection.execute(select(blob.c.size).where(blob.c.sha256 == sha256)).first() is None:
        noting.connection.execute(insert(blob).values(sha256=sha256, size=len(data), data=data))
    return sha256


def read_blob(reading: Reading, sha256: str) -> bytes | None:
    """Return the file with this hash."""
    found = reading.connection.execute(select(blob.c.data).where(blob.c.sha256 == sha256)).scalar_one_or_none()
    return bytes(found) if found is not None else None


def drop_unused_blobs(noting: Noting) -> int:
    """Delete the files that nothing names any more, and return how many there were."""
    used = union_all(select(questionnaire.c.sha256), select(export.c.sha256), select(export.c.review_sha256)).subquery()
    return noting.connection.execute(blob.delete().where(blob.c.sha256.not_in(select(used.c.sha256)))).rowcount


def list_blobs(reading: Reading) -> list[str]:
    """Return the hashes of all files."""
    return list(reading.connection.execute(select(blob.c.sha256).order_by(blob.c.sha256)).scalars())
