"""The trust centre as `qbot serve` shows it: the page of the store, with its look, editions and documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from msgspec.structs import replace

from qbot.model.knowledge import Disclosure
from qbot.store.documents import DocumentRecord
from qbot.web.trust_rendering import ShownDocument, render_trust_page
from qbot.web.trust_site import SiteDocument
from qbot.web.trust_theme import TrustTheme
from qbot.workflow.desk import Desk
from qbot.workflow.documents import list_named_documents, read_public_document
from qbot.workflow.trust_editions import name_version
from qbot.workflow.trust_store import read_look, read_page

REQUEST = "/trust/request"


def read_theme(desk: Desk) -> TrustTheme:
    """Return the look that was set, the default where nothing was."""
    return TrustTheme(**read_look(desk))


def render_own_page(desk: Desk) -> str:
    """Return the trust centre as it is now; requests go to the form beside it."""
    named = list_named_documents(desk, today=desk.today())
    theme = replace(read_theme(desk), request_url=REQUEST)
    found, shown = read_page(desk, list_versions(named)), [_show(one) for one in named]
    return render_trust_page(found.page, theme, editions=found.editions, pending=found.pending, documents=shown)


def list_site_documents(desk: Desk, *, as_of: date) -> list[SiteDocument]:
    """Return the documents that a page built from the store names, the public ones with their files."""
    found = []
    for one in list_named_documents(desk, today=as_of):
        end = date.fromisoformat(one.valid_until) if one.valid_until else None
        made = SiteDocument(one.title, one.version, end, one.sha256, id=one.id)
        if one.disclosure == Disclosure.PUBLIC:
            name = f"{one.number}{PurePath(one.file_name).suffix}"
            made = replace(made, file_name=name, data=read_public_document(desk, one.id).data)
        found.append(made)
    return found


def list_versions(documents: Sequence[DocumentRecord]) -> dict[str, str]:
    """Return the versions of documents by their titles, as editions compare them."""
    return {one.title: name_version(one.version, one.sha256) for one in documents}


def _show(one: DocumentRecord) -> ShownDocument:
    end = date.fromisoformat(one.valid_until) if one.valid_until else None
    href = f"/trust/documents/{one.id}" if one.disclosure == Disclosure.PUBLIC else ""
    return ShownDocument(one.title, one.version, end, one.sha256, href, one.id)
