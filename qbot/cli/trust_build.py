"""What `qbot trust-center build` does: builds the folder, and says what its builder must know."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
from msgspec.structs import asdict

from qbot.cli.own_desk import open_own_desk
from qbot.knowledge_base.folder import read_folder
from qbot.web.trust_desk import list_site_documents, read_theme
from qbot.web.trust_folder import list_folder_documents
from qbot.web.trust_site import Built, build_site
from qbot.web.trust_theme import TrustTheme, check_theme
from qbot.workflow.trust_store import read_store


def find_theme(*, title: str, lead: str, accent: str, contact: str, request_url: str) -> dict[str, str]:
    """Return what was said of the look."""
    told = {"title": title, "lead": lead, "accent": accent, "contact": contact, "request_url": request_url}
    return {name: value for name, value in told.items() if value}


def build_trust_center(
    target: Path, knowledge: Path | None, theme: dict[str, str], *, as_of: date, force: bool, as_json: bool
) -> None:
    """Build from a folder or from the store; what was said of the look goes before what the store has."""
    if knowledge is not None:
        base = read_folder(knowledge)
        look = check_theme({**_describe(TrustTheme()), **theme})
        entries, company, documents = base.entries, base.company, list_folder_documents(knowledge, as_of=as_of)
    else:
        with open_own_desk() as desk:
            entries, company = read_store(desk)
            look = check_theme({**_describe(read_theme(desk)), **theme})
            documents = list_site_documents(desk, as_of=as_of)
    built = build_site(target, entries, company, look, as_of=as_of, documents=documents, force=force)
    _tell(built, target, as_json=as_json)


def _describe(theme: TrustTheme) -> dict[str, str]:
    return asdict(theme)


def _tell(built: Built, target: Path, *, as_json: bool) -> None:
    page, said = built.page, len(built.page.list_statements())
    changes = [asdict(one) for one in built.changes]
    if as_json:
        told = {
            "files": [str(file) for file in built.files],
            "statements": said,
            "sub_processors": len(page.suppliers),
            "reviewed_since": page.review.since.isoformat() if page.review.since else None,
            "overdue_since": page.review.overdue_since.isoformat() if page.review.overdue_since else None,
            "updated_quarterly": page.review.quarterly,
            "first_edition": built.first,
            "changes": changes,
            "notes": list(page.notes),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{target}: {said} statements and {len(page.suppliers)} sub-processors in {len(built.files)} files.")
    click.echo("This is the first edition." if built.first else f"{len(changes)} changes since the last edition.")
    for one in built.changes:
        click.echo(f"  {one.kind} {one.what}{f': {one.name}' if one.name else ''}")
    for note in page.notes:
        click.echo(f"note: {note}", err=True)
