"""`qbot trust-center`: the page that says in public what the knowledge base says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, as_of_option, json_option, optional_knowledge_option


@click.group("trust-center")
def command() -> None:
    """Publish the public part of the knowledge base as a page."""


@command.command("build")
@click.argument("target", type=PATH, metavar="DIR")
@optional_knowledge_option
@as_of_option
@click.option("--title", default="", envvar="QBOT_TRUST_TITLE", metavar="TEXT", help="The heading of the page.")
@click.option("--lead", default="", envvar="QBOT_TRUST_LEAD", metavar="TEXT", help="The line below the heading.")
@click.option(
    "--accent", default="", envvar="QBOT_TRUST_ACCENT", metavar="#RRGGBB", help="The colour of links and marks."
)
@click.option("--contact", default="", envvar="QBOT_TRUST_CONTACT", metavar="E-MAIL", help="The address to write to.")
@click.option(
    "--request-url",
    default="",
    envvar="QBOT_TRUST_REQUEST_URL",
    metavar="URL",
    help="Where the form of `qbot serve` for requests can be reached; without it the page has no such button.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds other files.")
@json_option
def build(
    target: Path,
    knowledge: Path | None,
    as_of: date,
    title: str,
    lead: str,
    accent: str,
    contact: str,
    request_url: str,
    force: bool,
    as_json: bool,
) -> None:
    """Write the trust centre into DIR: one page that stands alone, for any static host.

    It has the entries that are `public` and hold today, and nothing of any other entry; without --knowledge they come
    from the store of `qbot serve`, with its public documents. It says "updated quarterly" only while every statement
    was reviewed within a quarter; else the review that is overdue is told here. DIR keeps a record of the editions,
    from which the page lists what has changed.

    \b
    Example:
      qbot trust-center build trust --knowledge knowledge
    """
    from qbot.cli.trust_build import build_trust_center, find_theme

    theme = find_theme(title=title, lead=lead, accent=accent, contact=contact, request_url=request_url)
    build_trust_center(target, knowledge, theme, as_of=as_of, force=force, as_json=as_json)
