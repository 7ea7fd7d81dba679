"""The trust centre as one page that stands alone: style, script and type within it, and the policy for just these."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from qbot.web.trust_theme import TrustTheme, find_accents
from qbot.web.views import make_environment, mark_lines
from qbot.workflow.trust_editions import REMOVED, SUPPLIER, Change, Edition
from qbot.workflow.trust_page import TrustPage, make_anchor

_LEAD = "Our certifications, how we handle data, and who helps us do it."
_TITLE = "Trust center"
_MOST_EDITIONS = 8
_MOST_LINES = 12


class ShownDocument(Struct, frozen=True):
    """A document as the page shows it; `href` is empty where it must be requested, by its `id`."""

    title: str
    version: str
    valid_until: date | None
    sha256: str
    href: str
    id: str = ""


class _Line(Struct, frozen=True):
    kind: str
    text: str


class _ShownEdition(Struct, frozen=True):
    day: str
    lines: tuple[_Line, ...]


def render_trust_page(
    page: TrustPage,
    theme: TrustTheme,
    *,
    editions: Sequence[Edition] = (),
    pending: Sequence[Change] = (),
    documents: Sequence[ShownDocument] = (),
) -> str:
    """Return the page; it asks no address for anything. WrongAccentError where the accent is no colour."""
    shown = [_ShownEdition(one.day, _tell_changes(one.changes, page)) for one in editions[:_MOST_EDITIONS]]
    return (
        _open()
        .get_template("trust/page.html")
        .render(
            page=page,
            title=_name_page(theme, page.company),
            lead=theme.lead or _LEAD,
            contact=theme.contact,
            request_url=theme.request_url,
            documents=documents,
            pending=_tell_changes(pending, page),
            editions=[one for place, one in enumerate(shown) if one.lines or place == len(editions) - 1],
            contents=_list_contents(page, documents=bool(documents), editions=bool(editions)),
            style=_make_style(theme),
            script=Markup(_open().get_template("trust/search.js").render()),
        )
    )


def render_sheet(template: str, theme: TrustTheme, company: str, **shown: object) -> str:
    """Return a page beside the trust centre, in its look: the form, an answer to it, a link's documents."""
    told = {"heading": _name_page(theme, company), "company": company, "style": _make_style(theme)}
    return _open().get_template(template).render({**told, **shown})


def make_trust_policy(html: str) -> str:
    """Return the policy that a page needs: its own style, script and type, and no address but that of its own form."""
    form = "'self'" if "<form" in html else "'none'"
    parts = {name: _hash(html, f"<{name}>", f"</{name}>") for name in ("style", "script")}
    return (
        f"default-src 'none'; style-src '{parts['style']}'; script-src '{parts['script']}'; font-src data:;"
        f" form-action {form}; frame-ancestors 'none'; base-uri 'none'"
    )


def format_long_day(value: str | date) -> str:
    """Return a day as people write it out, such as `1 October 2026`."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day.day} {day:%B %Y}"


def _tell_changes(changes: Sequence[Change], page: TrustPage) -> tuple[_Line, ...]:
    """Return what changed, in the words of today's page; what is not public any more is only counted."""
    lines, counted = list[_Line](), dict[tuple[str, str], int]()
    texts = {one.id: one.question or one.text for one in page.list_statements()}
    for one in changes:
        text = texts.get(one.name) if one.kind not in (SUPPLIER, "document") else one.name
        if text and len(lines) < _MOST_LINES:
            lines.append(_Line(_name_change(one), text))
        else:
            counted[one.kind, one.what] = counted.get((one.kind, one.what), 0) + 1
    more = [
        _Line(f"{kind} {what}", f"{number} in all" if number > 1 else "one") for (kind, what), number in counted.items()
    ]
    return (*lines, *more)


def _name_change(one: Change) -> str:
    name = f"{one.kind} {one.what}"
    return "No longer used" if (one.kind, one.what) == (SUPPLIER, REMOVED) else name[:1].upper() + name[1:]


def _list_contents(page: TrustPage, *, documents: bool, editions: bool) -> list[tuple[str, str]]:
    parts = (
        ("certifications", "Certifications", page.certificates or page.assurance),
        (page.handling.anchor, page.handling.title, page.handling.statements),
        (page.residency.anchor, page.residency.title, page.residency.statements),
        ("sub-processors", "Sub-processors", page.suppliers or page.about_suppliers),
        ("topics", "More on how we work", page.topics),
        ("faq", "FAQ", page.questions),
        ("documents", "Documents", documents),
        ("changes", "Changes", editions),
        ("contact", "Contact", True),
    )
    return [(anchor, name) for anchor, name, there in parts if there]


def _name_page(theme: TrustTheme, company: str) -> str:
    return theme.title or (f"{company} {_TITLE}" if company else _TITLE)


def _make_style(theme: TrustTheme) -> Markup:
    style = _open().get_template("trust/style.css").render(accents=find_accents(theme.accent))
    return Markup(_make_face() + style)


@cache
def _make_face() -> str:
    """Return the type of the page, within the page."""
    data = (files("qbot.web") / "static" / "vendor" / "inter-latin.woff2").read_bytes()
    source = f"url(data:font/woff2;base64,{base64.b64encode(data).decode()}) format('woff2')"
    return f"@font-face{{font-family:Inter;src:{source};font-weight:100 900;font-display:swap}}\n"


def _hash(html: str, start: str, end: str) -> str:
    inside = html.partition(start)[2].partition(end)[0]
    return f"sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}"


def _anchor(name: str) -> str:
    return f"q-{make_anchor(name, otherwise='one')}"


@cache
def _open() -> Environment:
    return make_environment(long_day=format_long_day, lines=mark_lines, anchor=_anchor)
