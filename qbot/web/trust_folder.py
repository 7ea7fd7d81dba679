"""The documents that a page built from a knowledge folder names: those of its `appendices.yaml`."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path, PurePath

from msgspec.structs import replace

from qbot.knowledge_base.documents_file import FolderDocument, read_documents_file
from qbot.model.knowledge import Disclosure
from qbot.web.trust_site import SiteDocument


def list_folder_documents(folder: Path, *, as_of: date) -> list[SiteDocument]:
    """Return the documents of a knowledge folder that may be named, the public ones with their files.

    An internal one, one that has ended, and a public one without a file stay away: nobody could get them.
    UnreadableError where a file cannot be read.
    """
    named = [one for one in read_documents_file(folder) if one.disclosure is not Disclosure.INTERNAL]
    lasting = [one for one in named if not one.has_ended(as_of)]
    return [_describe(one, folder) for one in lasting if one.file or one.disclosure is Disclosure.NDA]


def _describe(one: FolderDocument, folder: Path) -> SiteDocument:
    data = one.read(folder)
    digest = hashlib.sha256(data).hexdigest() if one.file else ""
    made = SiteDocument(one.title, one.version, one.valid_until, digest)
    if one.disclosure is not Disclosure.PUBLIC:
        return made
    return replace(made, file_name=f"{one.number}{PurePath(one.file).suffix}", data=data)
