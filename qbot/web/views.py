"""How a page is made: the templates, what all of them know, and how dates, shares and differences are written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

from qbot.web.letters import write_to_owner
from qbot.workflow.granting import count_waiting

NAVIGATION = (
    ("/questionnaires", "Questionnaires"),
    ("/knowledge", "Knowledge base"),
    ("/trust-center", "Trust centre"),
    ("/history", "History"),
    ("/settings", "Settings"),
    ("/help", "Help"),
)
THEMES = ("light", "dark")
THEME_COOKIE = "qbot_theme"


def render(request: Request, template: str, context: Mapping[str, object], *, status: int = 200) -> HTMLResponse:
    """Return a page: a template with what it shows, and what every page knows."""
    path = request.url.path
    theme = request.cookies.get(THEME_COOKIE, "")
    shared = {
        "path": path,
        "section": next((href for href, _ in NAVIGATION if path == href or path.startswith(f"{href}/")), ""),
        "navigation": NAVIGATION,
        "theme": theme if theme in THEMES else "",
        "reviewer": getattr(request.state, "reviewer", ""),
        "request_id": request.state.request_id,
        "count_waiting": lambda: count_waiting(request.app.state.desk),
    }
    return HTMLResponse(_open_templates().get_template(template).render({**shared, **context}), status)


def go_to(path: str) -> RedirectResponse:
    """Return the answer to a change: the browser goes on to a page, and reloading that changes nothing."""
    return RedirectResponse(path, status_code=303)


def quote_part(name: str) -> str:
    """Return a name as a part of an address."""
    return quote(name, safe="")


def find_own_path(path: str) -> str:
    """Return the path where it leads to a page of ours, else the first page."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain else "/questionnaires"


async def _read_form(request: Request) -> AsyncIterator[FormData]:
    async with request.form(max_files=1, max_fields=5_000, max_part_size=1 << 20) as form:
        request.state.form = form
        yield form


Form = Annotated[FormData, Depends(_read_form)]
"""The fields of a form; an error page shows them again."""


def read_text(form: FormData, name: str) -> str:
    """Return a field's text without blanks around it; empty where it is missing or a file."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def read_version(form: FormData) -> int:
    """Return the version that the page was made from; one that never was where the form does not say it."""
    text = read_text(form, "version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def format_day(value: str | date | None) -> str:
    """Return a day as people write it, such as `4 Dec 2026`; empty for none."""
    if not value:
        return ""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return f"{day.day} {day:%b %Y}"


def format_time(value: str | None) -> Markup:
    """Return a moment (UTC, ISO) as an element that says it to people and to programs."""
    if not value:
        return Markup()
    moment = datetime.fromisoformat(value)
    text = f"{format_day(moment.date())}, {moment:%H:%M}"
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(value, text, text)


def format_share(value: float | None) -> str:
    """Return a share as per cent, such as `88 %`; a dash for none."""
    return "–" if value is None else f"{100 * value:.0f} %"


def format_sure(probability: float) -> str:
    """Return a probability as per cent; no match is certain, so that 99 % is the most."""
    return format_share(min(probability, 0.99))


def mark_lines(text: str) -> Markup:
    """Return a text with its line breaks."""
    return Markup("<br>").join(escape(line) for line in text.splitlines())


def make_environment(**filters: Callable[..., object]) -> Environment:
    """Return what fills the templates of the pages, with filters of one's own."""
    environment = Environment(
        loader=PackageLoader("qbot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(filters)
    return environment


@cache
def _open_templates() -> Environment:
    return make_environment(
        letter=write_to_owner,
        part=quote_part,
        day=format_day,
        time=format_time,
        share=format_share,
        sure=format_sure,
        lines=mark_lines,
    )
