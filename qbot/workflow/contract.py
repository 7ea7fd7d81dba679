"""The JSON documents that commands print and tests outside this repository read; `design.md` fixes their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qbot.model.draft import Draft
from qbot.model.filling import FillReport
from qbot.model.proof import VerifyReport
from qbot.model.questionnaire import AnswerSlot, Gate, KnownForm, Question, Questionnaire

if TYPE_CHECKING:
    from qbot.workflow.evaluation import Evaluation

# Any: JSON values, whose shape the functions below fix.
Document = dict[str, Any]


def describe_questionnaire(questionnaire: Questionnaire) -> Document:
    """Return the document of `qbot questions FILE --json`."""
    return {
        "file": questionnaire.file,
        "sha256": questionnaire.sha256,
        "format": questionnaire.format,
        "sheets": [
            {
                "name": sheet.name,
                "role": sheet.role.value,
                "header_row": sheet.header_row,
                "why": sheet.why,
                "hidden": sheet.hidden,
                "protected": sheet.protected,
                "columns": [
                    {"column": column.letters, "role": column.role, "heading": column.heading, "why": column.why}
                    for column in sheet.columns
                ],
            }
            for sheet in questionnaire.sheets
        ],
        "questions": [describe_question(question) for question in questionnaire.questions],
        "skipped": [
            {"sheet": skipped.sheet, "cell": skipped.cell, "text": skipped.text, "reason": skipped.reason}
            for skipped in questionnaire.skipped
        ],
        "notes": list(questionnaire.notes),
        "form": _describe_form(questionnaire.form),
    }


def _describe_form(form: KnownForm | None) -> Document | None:
    return {"name": form.name, "why": form.why, "missed": list(form.missed)} if form is not None else None


def describe_drafts(questionnaire: Questionnaire, drafts: Sequence[Draft], receipt: Mapping[str, str]) -> Document:
    """Return the document of `qbot draft FILE --json`: the reading with a draft per question, and the receipt."""
    document = describe_questionnaire(questionnaire)
    for described, draft in zip(document["questions"], drafts, strict=True):
        described["draft"] = describe_draft(draft)
    document["receipt"] = dict(receipt)
    return document


def describe_fill(report: FillReport, receipt: Mapping[str, str]) -> Document:
    """Return the manifest: every cell written with its text and entries, what was refused, and all other changes."""
    return {
        "qbot_manifest": 1,
        "receipt": dict(receipt),
        "cells": [
            {
                "sheet": value.sheet,
                "cell": value.cell,
                "role": value.role.value,
                "text": value.text,
                "question_cell": value.question_cell,
                "question": value.question,
                "entries": list(value.entries),
                "options": list(value.options),
                "max_length": value.max_length,
                "new": value.new,
            }
            for value in report.written
        ],
        "refused": [{"sheet": one.sheet, "cell": one.cell, "reason": one.reason} for one in report.refused],
        "other_changes": list(report.other_changes),
        "warnings": list(report.warnings),
    }


def describe_verification(report: VerifyReport) -> Document:
    """Return the document of `qbot verify --json`."""
    return {
        "proven": not report.findings,
        "changes": [
            {"sheet": change.sheet, "cell": change.cell, "before": change.before, "after": change.after}
            for change in report.changes
        ],
        "other_changes": list(report.other_changes),
        "findings": [{"place": finding.place, "text": finding.text} for finding in report.findings],
        "notes": list(report.notes),
    }


def describe_question(question: Question) -> Document:
    """Return a question as `qbot questions --json` prints it."""
    return {
        "sheet": question.sheet,
        "cell": question.cell,
        "ref": question.ref,
        "section": list(question.section),
        "text": question.text,
        "kind": question.kind.value,
        "state": question.state.value,
        "slots": [_describe_slot(slot) for slot in question.slots],
        "parent": question.parent,
        "gate": _describe_gate(question.gate),
        "guidance": question.guidance,
    }


def _describe_gate(gate: Gate | None) -> Document | None:
    if gate is None:
        return None
    return {"sheet": gate.sheet, "cell": gate.cell, "skip_on": gate.skip_on, "optional": gate.optional}


def _describe_slot(slot: AnswerSlot) -> Document:
    return {
        "role": slot.role.value,
        "cell": slot.cell,
        "options": list(slot.options),
        "label": slot.label,
        "current": slot.current,
        "max_length": slot.max_length,
        "new": slot.new,
        "note": slot.note,
        "placeholder": slot.placeholder,
    }


def describe_draft(draft: Draft) -> Document:
    """Return a draft as `qbot draft --json` prints it."""
    return {
        "status": "answered" if draft.answered else "blank",
        "stance": draft.stance.value if draft.stance else None,
        "score": draft.score,
        "confidence": draft.confidence,
        "band": draft.band.value,
        "values": [{"role": value.role.value, "cell": value.cell, "value": value.value} for value in draft.values],
        "parts": [{"name": part.name, "value": part.value, "text": part.text} for part in draft.parts],
        "guards": [{"name": guard.name, "text": guard.text} for guard in draft.guards],
        "citations": [
            {
                "entry": citation.entry,
                "source": citation.source,
                "quote": citation.quote,
                "disclosure": citation.disclosure.value,
            }
            for citation in draft.citations
        ],
        "alternatives": [
            {
                "entry": alternative.entry,
                "confidence": alternative.confidence,
                "matched": list(alternative.matched),
                "missing": list(alternative.missing),
            }
            for alternative in draft.alternatives
        ],
        "missing": list(draft.missing),
        "proposals": list(draft.proposals),
        "reason": draft.reason,
    }


def describe_evaluation(evaluation: Evaluation) -> Document:
    """Return the document of `qbot evaluate FILE… --json`."""
    drafted = evaluation.answered
    return {
        "answers": len(evaluation.outcomes),
        "drafted": len(drafted),
        "coverage": len(drafted) / len(evaluation.outcomes),
        "wrong": len(evaluation.wrong),
        "over_claims": sum(one.over_claims for one in drafted),
        "reliability": [
            {"low": one.low, "high": one.high, "count": one.count, "confidence": one.confidence, "right": one.right}
            for one in evaluation.bins
        ],
        "differences": [
            {
                "file": one.past.file,
                "sheet": one.past.question.sheet,
                "cell": one.past.question.cell,
                "question": one.past.question.text,
                "said": one.past.stance.value if one.past.stance else None,
                "drafted": one.draft.stance.value if one.draft.stance else None,
                "confidence": one.draft.confidence,
            }
            for one in evaluation.wrong
        ],
    }
