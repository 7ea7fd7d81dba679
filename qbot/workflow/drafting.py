"""Drafting: a questionnaire and a knowledge base become drafts and a receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot import __version__
from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.matching.engine import Asked, Share, Tell, draft_questions, make_blank
from qbot.matching.index import make_ready
from qbot.matching.language import find_language
from qbot.matching.phrases import make_tables_ready
from qbot.matching.score import Calibration
from qbot.model.draft import Draft, Part
from qbot.model.knowledge import KnowledgeBase
from qbot.model.memory import Memory
from qbot.model.questionnaire import Questionnaire
from qbot.workflow.indexed import IndexedKnowledge
from qbot.workflow.indexing import read_data
from qbot.workflow.variables import ask_for_values, fill_knowledge, hold_back

_OTHER_LANGUAGE = Part("language", -6.0, "the question is in another language than the knowledge base")


class Drafting(Struct, frozen=True):
    """A draft per question in their order, and the receipt: what is needed to make the same drafts again.

    `notes` are sentences for the person, such as that the questionnaire is in another language.
    """

    drafts: tuple[Draft, ...]
    receipt: Mapping[str, str]
    notes: tuple[str, ...] = ()


def draft_questionnaire(  # noqa: PLR0913 one argument for each thing that shapes the drafts
    questionnaire: Questionnaire,
    indexed: IndexedKnowledge,
    *,
    as_of: date,
    overrides: LayoutOverrides | None = None,
    home: Path | None = None,
    product: str | None = None,
    region: str | None = None,
    variables: Mapping[str, str] | None = None,
    tell: Tell | None = None,
    share: Share = map,
) -> Drafting:
    """Return a draft for every question of the questionnaire, which was read with these corrections.

    `product` and `region` are what the questionnaire is about, where that is known; `variables` are the values that
    answers may refer to. An answer that waits for a value stays out of the drafts, and a note asks for it. `tell` is
    told how far the drafts are; `share` may have several processes make them.

    The confidence is that of `home`'s own calibration, where there is one. Where the questionnaire is in another
    language than the knowledge base, all drafts are blank and a note says so.
    """
    knowledge = indexed.knowledge
    calibration = read_calibration(home)
    receipt = make_receipt(questionnaire, knowledge, as_of=as_of, overrides=overrides, calibration=calibration)
    receipt |= {"history": _hash_memory(indexed.memory), "product": product or "", "region": region or ""}
    receipt["variables"] = json.dumps(variables or {}, ensure_ascii=False, sort_keys=True)
    filled = fill_knowledge(indexed, variables or {})
    if note := tell_other_language(questionnaire, indexed):
        blank = tuple(make_blank(question, note, _OTHER_LANGUAGE) for question in questionnaire.questions)
        return Drafting(blank, receipt, (note,))
    drafts = draft_questions(
        questionnaire.questions,
        index=filled.indexed.index,
        calibration=calibration,
        company=knowledge.company,
        as_of=as_of,
        asked=Asked(product, region, indexed.memory),
        tell=tell,
        share=share,
    )
    held = hold_back(drafts, filled.missing)
    return Drafting(held, receipt, ask_for_values(held, filled.missing))


def prepare_drafting(indexed: IndexedKnowledge) -> None:
    """Do what drafting needs whatever is asked; there is time for it while a customer's file is read."""
    make_tables_ready()
    make_ready(indexed.index)


def _hash_memory(memory: Memory) -> str:
    """Return the hash of what is remembered, in whatever order; empty where nothing is."""
    lines = sorted(repr(decision) for decision in memory.decisions)
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest() if lines else ""


def tell_other_language(questionnaire: Questionnaire, indexed: IndexedKnowledge) -> str:
    """Return a sentence where questionnaire and knowledge base are in two languages, each told with certainty."""
    asked = find_language(question.text for question in questionnaire.questions)
    entries = indexed.knowledge.entries
    known = (
        indexed.language[0] if indexed.language else find_language(f"{one.question} {one.answer}" for one in entries)
    )
    if asked is None or known is None or asked == known:
        return ""
    return f"The questionnaire is in {asked} and the knowledge base in {known}; nothing is drafted across languages."


def make_receipt(
    questionnaire: Questionnaire,
    knowledge: KnowledgeBase,
    *,
    as_of: date,
    overrides: LayoutOverrides | None = None,
    calibration: Calibration,
) -> dict[str, str]:
    """Return the hashes and versions from which the same drafts can be made again."""
    layout = hashlib.sha256(repr(overrides).encode()).hexdigest() if overrides is not None else ""
    return {
        "questionnaire": questionnaire.sha256,
        "knowledge": knowledge.sha256,
        "knowledge_origin": knowledge.origin,
        "qbot": __version__,
        "as_of": as_of.isoformat(),
        "layout": layout,
        "calibration": hashlib.sha256(repr(sorted(calibration.weights.items())).encode()).hexdigest(),
    }


def find_own_calibration(home: Path) -> Path:
    """Return the file of the calibration that this machine made of its own; it may not exist."""
    return home / "calibration.json"


def read_calibration(home: Path | None = None) -> Calibration:
    """Return the calibration that was made on this machine, where there is one, or the one that is shipped.

    UnreadableError where the machine's own is damaged.
    """
    own = find_own_calibration(home) if home is not None else None
    if own is None or not own.exists():
        document = read_data("calibration.json")
        return Calibration(start=document["start"], weights=document["weights"])
    try:
        document = json.loads(own.read_bytes())
        weights = {str(name): float(value) for name, value in document["weights"].items()}
        return Calibration(start=float(document["start"]), weights=weights)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = "Take it back with `qbot calibrate --forget`"
        raise UnreadableError(str(own), "it is no calibration", remedy) from error
