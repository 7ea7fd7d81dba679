"""The papers that go with an export: the review workbook with the evidence, and a summary to print."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qbot.store.records import Document, EntryRecord, ExportRecord, QuestionnaireRecord, QuestionRecord
from qbot.workbook.review_copy import ReviewRow, write_review_copy

_STATUS = {
    "blank": "No answer yet",
    "suggested": "Suggested",
    "edited": "Edited",
    "approved": "Approved",
    "not_applicable": "Not applicable",
    "no_answer": "Left without an answer",
}
_STYLE = """
body { font: 11pt/1.45 system-ui, sans-serif; color: #111; margin: 2cm auto; max-width: 18cm; padding: 0 1rem }
h1 { font-size: 18pt; margin: 0 0 .5rem } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem }
dt { color: #555 } dd { margin: 0 } table { border-collapse: collapse; width: 100%; margin-top: 1.5rem }
th, td { border-bottom: 1px solid #ccc; padding: .4rem .5rem; text-align: left; vertical-align: top }
td { overflow-wrap: anywhere; white-space: pre-wrap } tr { break-inside: avoid }
.draft { border: 2px solid #a00; color: #a00; padding: .5rem; font-weight: bold }
"""


def make_review_workbook(
    record: QuestionnaireRecord,
    questions: Sequence[QuestionRecord],
    entries: Mapping[str, EntryRecord],
    *,
    file_name: str,
) -> bytes:
    """Return a workbook with every question, its answer, who decided it and the evidence behind it."""
    rows = [_make_row(one, entries) for one in questions]
    with tempfile.TemporaryDirectory(prefix="qbot-") as folder:
        target = Path(folder) / "review.xlsx"
        write_review_copy(target, rows, file=file_name)
        return target.read_bytes()


def make_summary(made: ExportRecord, record: QuestionnaireRecord, questions: Sequence[QuestionRecord]) -> str:
    """Return a page to print: what was sent to whom, and every answer with who approved it.

    The answers are those of the export, whatever was decided since.
    """
    facts = {
        "Questionnaire": record.name,
        "File": made.file_name,
        "Customer": record.customer,
        "Recipient": made.recipient,
        "Exported": f"{made.at[:10]} {made.at[11:16]} UTC by {made.by}",
        "Checked": "only answer cells differ from the customer's file" if made.verified else "not checked",
        "SHA-256": made.sha256,
    }
    told = "".join(f"<dt>{html.escape(key)}</dt><dd>{html.escape(text)}</dd>" for key, text in facts.items() if text)
    rows = "".join(_show_row(one, cells) for one, cells in _join_cells(made.manifest["cells"], questions))
    draft = '<p class="draft">Draft copy: these answers are not all approved.</p>' if made.kind == "draft" else ""
    title = html.escape(record.name)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"</head><body><h1>{title}</h1>{draft}<dl>{told}</dl><table><thead><tr><th>Ref</th><th>Question</th>"
        f"<th>Answer</th><th>Decided</th></tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _make_row(one: QuestionRecord, entries: Mapping[str, EntryRecord]) -> ReviewRow:
    summary, draft = one.summary, one.draft or {}
    cited = [_tell_source(entries[name]) for name in summary.entries if name in entries]
    look_at = [guard["text"] for guard in draft.get("guards", [])]
    return ReviewRow(
        sheet=summary.sheet,
        cell=summary.cell,
        ref=summary.ref,
        question=summary.text,
        draft="\n".join(f"{cell}: {text}" for cell, text in summary.answers.items()),
        band=summary.band,
        confidence=summary.confidence,
        entries=", ".join(summary.entries),
        evidence="\n".join(cited),
        look_at="\n".join(look_at),
        reason=summary.reason or ("" if summary.answers else draft.get("reason", "")),
        decision=tell_decision(one),
    )


def tell_decision(one: QuestionRecord) -> str:
    """Return how a question was decided and by whom, in a few words."""
    summary = one.summary
    told = _STATUS[summary.status]
    if summary.approved_by:
        told += f" by {summary.approved_by}"
    if summary.edited_by:
        told += f", written by {summary.edited_by}"
    return told


def _tell_source(record: EntryRecord) -> str:
    source = record.body.get("source")
    if not source:
        return f"{record.id}: {record.body.get('answer', '')}"
    place = ", ".join(source[key] for key in ("document", "place") if source.get(key))
    return f"{place}: “{source['quote']}”" if source.get("quote") else place


def _join_cells(
    cells: Sequence[Document], questions: Sequence[QuestionRecord]
) -> list[tuple[QuestionRecord, list[Document]]]:
    by_question: dict[tuple[str, str], list[Document]] = {}
    for cell in cells:
        by_question.setdefault((cell["sheet"], cell["question_cell"]), []).append(cell)
    return [(one, by_question.get((one.summary.sheet, one.summary.cell), [])) for one in questions]


def _show_row(one: QuestionRecord, cells: Sequence[Document]) -> str:
    answer = "\n".join(cell["text"] for cell in cells)
    left_out = not cells and one.summary.status in ("suggested", "edited")
    decision = f"{tell_decision(one)}, not approved: left out" if left_out else tell_decision(one)
    texts = (one.summary.ref or one.summary.cell, one.summary.text, answer, decision)
    return "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in texts) + "</tr>"
