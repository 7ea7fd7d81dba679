"""The trust centre as a folder for any static host: the page, the public documents, and the record of its editions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.model.knowledge import Company, Entry
from qbot.web.trust_rendering import ShownDocument, render_trust_page
from qbot.web.trust_theme import TrustTheme
from qbot.workflow.trust_editions import Change, EditionRecord, describe_record, name_version, publish, restore_record
from qbot.workflow.trust_page import TrustPage, make_trust_page

PAGE, RECORD, FILES = "index.html", "edition.json", "documents"


class ForeignFolderError(UsageError):
    """The folder holds something that no earlier build has made."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: there are files here that are none of a trust centre. Name a new folder, or say --force"
        )


class SiteDocument(Struct, frozen=True):
    """A document that the page names; `file_name` and `data` are empty where it must be requested."""

    title: str
    version: str
    valid_until: date | None
    sha256: str
    file_name: str = ""
    data: bytes = b""
    id: str = ""


class Built(Struct, frozen=True):
    """What was built: the files, what has changed since the last edition, and what its builder should know."""

    page: TrustPage
    files: tuple[Path, ...]
    changes: tuple[Change, ...]
    first: bool


def build_site(
    target: Path,
    entries: Sequence[Entry],
    company: Company | None,
    theme: TrustTheme,
    *,
    as_of: date,
    documents: Sequence[SiteDocument] = (),
    force: bool = False,
) -> Built:
    """Write the trust centre into a folder; what an earlier build left and is public no longer is deleted.

    ForeignFolderError where the folder is not empty and none of ours, UnreadableError where its record is damaged.
    """
    values = _read_record(target, force=force)
    page = make_trust_page(entries, company, as_of=as_of)
    before = _restore(target, values)
    versions = {one.title: name_version(one.version, one.sha256) for one in documents}
    record = publish(before, page, versions, secret=entries)
    shown = [_show(one) for one in documents]
    html = render_trust_page(page, theme, editions=record.editions, documents=shown)
    files = {PAGE: html.encode(), **{f"{FILES}/{one.file_name}": one.data for one in documents if one.file_name}}
    kept = json.dumps({**describe_record(record), "files": sorted(files)}, ensure_ascii=False, indent=1)
    _write_all(target, {**files, RECORD: f"{kept}\n".encode()}, old=_list_files(values))
    changes = record.editions[0].changes if record.editions != before.editions else ()
    return Built(page, tuple(target / name for name in (*files, RECORD)), changes, first=not before.editions)


def _show(one: SiteDocument) -> ShownDocument:
    href = f"{FILES}/{one.file_name}" if one.file_name else ""
    return ShownDocument(one.title, one.version, one.valid_until, one.sha256, href, one.id)


def _read_record(target: Path, *, force: bool) -> Mapping[str, Any]:  # Any: JSON
    """Return the record of the last build, empty where there was none."""
    path = target / RECORD
    if target.is_dir() and not path.exists() and not force and any(target.iterdir()):
        raise ForeignFolderError(target)
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target}: this is a file. Name a folder")
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
        return found if isinstance(found, dict) else {"form": None}
    except (OSError, ValueError) as error:
        raise _tell_damaged(path) from error


def _restore(target: Path, values: Mapping[str, Any]) -> EditionRecord:
    if not values:
        return EditionRecord()
    try:
        return restore_record(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _tell_damaged(target / RECORD) from error


def _tell_damaged(path: Path) -> UnreadableError:
    remedy = "Bring it back from a copy, or delete it: the next build then is the first edition"
    return UnreadableError(str(path), "the record of the editions is damaged", remedy)


def _list_files(values: Mapping[str, Any]) -> list[str]:
    """Return the files of the last build, those within the folder alone."""
    named = values.get("files", [])
    inside = [name for name in named if isinstance(name, str) and name.startswith(f"{FILES}/")]
    return [name for name in inside if name.count("/") == 1 and ".." not in name]


def _write_all(target: Path, files: Mapping[str, bytes], *, old: Iterable[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if any(name.startswith(f"{FILES}/") for name in files):
        (target / FILES).mkdir(exist_ok=True)
    for name in old:
        if name not in files:
            (target / name).unlink(missing_ok=True)
    for name, data in files.items():
        with replace_file(target / name) as file:
            file.write(data)
