"""Drafting: a questionnaire and a knowledge base become drafts and a receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from qbot import __version__
from qbot.matching.engine import draft_questions
from qbot.matching.index import build_index
from qbot.matching.score import Calibration
from qbot.model.draft import Draft
from qbot.model.knowledge import KnowledgeBase
from qbot.model.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Drafting:
    """A draft per question in their order, and the receipt: what is needed to make the same drafts again."""

    drafts: tuple[Draft, ...]
    receipt: Mapping[str, str]


def draft_questionnaire(
    questionnaire: Questionnaire, knowledge: KnowledgeBase, *, as_of: date, cache_folder: Path | None = None
) -> Drafting:
    """Return a draft for every question of the questionnaire."""
    drafts = draft_questions(
        questionnaire.questions,
        index=build_index(knowledge.entries),
        calibration=read_calibration(),
        company=knowledge.company,
        as_of=as_of,
    )
    return Drafting(drafts, make_receipt(questionnaire, knowledge, as_of=as_of))


def make_receipt(questionnaire: Questionnaire, knowledge: KnowledgeBase, *, as_of: date) -> dict[str, str]:
    """Return the hashes and versions from which the same drafts can be made again."""
    return {
        "questionnaire": questionnaire.sha256,
        "knowledge": knowledge.sha256,
        "knowledge_origin": knowledge.origin,
        "qbot": __version__,
        "as_of": as_of.isoformat(),
    }


def read_calibration() -> Calibration:
    """Return the calibration that is shipped with the package."""
    document = json.loads(files("qbot.matching").joinpath("data/calibration.json").read_text(encoding="utf-8"))
    return Calibration(start=document["start"], weights=document["weights"])
