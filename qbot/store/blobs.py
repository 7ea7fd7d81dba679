"""Files by their hash: originals and exports, never changed; and those held for a while, to be imported."""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, insert, select, union_all

from qbot.store.store import Noting, Reading
from qbot.store.tables import access_request, blob, document, export, held_file, questionnaire


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
    naming = (questionnaire.c.sha256, export.c.sha256, export.c.review_sha256, held_file.c.sha256, document.c.sha256)
    asked = select(access_request.c.sha256).where(access_request.c.sha256.is_not(None))
    used = union_all(*(select(column) for column in naming), asked).subquery()
    return noting.connection.execute(blob.delete().where(blob.c.sha256.not_in(select(used.c.sha256)))).rowcount


def hold_blob(noting: Noting, data: bytes, *, at: str) -> str:
    """Keep a file for a while, and return its SHA-256."""
    sha256 = keep_blob(noting, data)
    noting.connection.execute(delete(held_file).where(held_file.c.sha256 == sha256))
    noting.connection.execute(insert(held_file).values(sha256=sha256, at=at))
    return sha256


def release_blobs(noting: Noting, *, before: str, sha256: str = "") -> int:
    """Hold no file from before a time any more, nor the one with this hash; return how many were deleted with that."""
    over = delete(held_file).where((held_file.c.at < before) | (held_file.c.sha256 == sha256))
    return drop_unused_blobs(noting) if noting.connection.execute(over).rowcount else 0


def list_blobs(reading: Reading) -> list[str]:
    """Return the hashes of all files."""
    return list(reading.connection.execute(select(blob.c.sha256).order_by(blob.c.sha256)).scalars())
