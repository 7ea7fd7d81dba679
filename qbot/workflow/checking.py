"""Checking the knowledge base in a folder, with what earlier answers cited where their manifests are given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from qbot.knowledge_base.check import check_knowledge
from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.findings import KnowledgeFinding
from qbot.knowledge_base.folder import read_library
from qbot.workflow.manifest import read_manifest


def check_folder(
    folder: Path, *, as_of: date, settings: CheckSettings, manifests: Sequence[Path] = ()
) -> tuple[KnowledgeFinding, ...]:
    """Return what a person must mend in a knowledge base; with manifests also the entries that none of them cites.

    UnreadableError and KnowledgeMistakesError as the readers raise them.
    """
    library = read_library(folder)
    used = None
    if manifests:
        used = frozenset(entry for path in manifests for value in read_manifest(path) for entry in value.entries)
    return check_knowledge(library, as_of=as_of, settings=settings, used=used)
