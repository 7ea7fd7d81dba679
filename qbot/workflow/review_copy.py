"""The review copy: the drafts of one file with their evidence, as a workbook for the reviewer."""

from __future__ import annotations

from pathlib import Path

from qbot.model.draft import Draft
from qbot.model.knowledge import Disclosure, KnowledgeBase
from qbot.model.questionnaire import Question
from qbot.workbook.review_copy import ReviewRow, write_review_copy
from qbot.workflow.answering import Answering


def annotate_answers(target: Path, answering: Answering, knowledge: KnowledgeBase, *, filled: Path) -> None:
    """Write the review workbook of an answered file beside it."""
    conflicts = {entry.id for entry in knowledge.entries if entry.conflicts}
    rows = [
        _make_row(question, draft, conflicts)
        for question, draft in zip(answering.questionnaire.questions, answering.drafts, strict=True)
    ]
    write_review_copy(target, rows, file=filled.name)


def _make_row(question: Question, draft: Draft, conflicts: set[str]) -> ReviewRow:
    look_at = [guard.text for guard in draft.guards]
    look_at += [f"{one.entry} is in conflict with another entry" for one in draft.citations if one.entry in conflicts]
    look_at += [
        f"{one.entry} may be shown only under NDA" for one in draft.citations if one.disclosure is Disclosure.NDA
    ]
    look_at += [f"{one.entry} is internal" for one in draft.citations if one.disclosure is Disclosure.INTERNAL]
    look_at += [f"options to choose from: {', '.join(draft.proposals)}"] if draft.proposals else []
    evidence = [f"{one.source}: “{one.quote}”" if one.source else one.quote for one in draft.citations]
    return ReviewRow(
        sheet=question.sheet,
        cell=question.cell,
        ref=question.ref or "",
        question=question.text,
        draft="\n".join(f"{value.cell}: {value.value}" for value in draft.values),
        band=draft.band.value,
        confidence=draft.confidence,
        entries=", ".join(one.entry for one in draft.citations or draft.alternatives[:3]),
        evidence="\n".join(evidence),
        look_at="\n".join(look_at),
        reason="" if draft.answered else draft.reason,
    )
