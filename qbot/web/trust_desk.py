"""The trust centre as `qbot serve` shows it: the page of the store, with its look, editions and documents."""

from __future__ import annotations

from datetime import date

from qbot.web.trust_rendering import render_trust_page
from qbot.web.trust_site import SiteDocument
from qbot.web.trust_theme import TrustTheme
from qbot.workflow.desk import Desk
from qbot.workflow.trust_page import make_trust_page
from qbot.workflow.trust_store import read_look, read_record, read_store

REQUEST = "/trust/request"


def read_theme(desk: Desk) -> TrustTheme:
    """Return the look that was set, the default where nothing was."""
    return TrustTheme(**read_look(desk))


def render_own_page(desk: Desk) -> str:
    """Return the trust centre as it is now; requests go to the form beside it."""
    entries, company = read_store(desk)
    page = make_trust_page(entries, company, as_of=desk.today())
    return render_trust_page(page, read_theme(desk), editions=read_record(desk).editions)


def list_site_documents(desk: Desk, *, as_of: date) -> list[SiteDocument]:
    """Return the documents that a page built from the store names."""
    return []
