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
:root { color-scheme: light } * { box-sizing: border-box }
body { font: 11pt/1.45 Inter, system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; color: #151922;
  background: #fff; margin: 2cm auto; max-width: 20cm; padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 18pt; line-height: 1.25; margin: 0 0 1rem }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; margin: 0 }
dt { color: #454e5f } dd { margin: 0 } table { border-collapse: collapse; width: 100%; margin-top: 1.5rem }
th, td { border-bottom: 1px solid #dbdfe8; padding: .45rem .6rem; text-align: left; vertical-align: top }
th { color: #454e5f; font-size: 9.5pt; border-bottom-color: #868fa1 } th:first-child, td:first-child { padding-left: 0 }
td { white-space: pre-wrap; width: 42% } td:first-child { overflow-wrap: normal; white-space: nowrap; width: auto }
td:nth-child(2) { font-weight: 600; width: 30% } td:last-child { color: #454e5f; font-size: 9.5pt; width: 20% }
tr { break-inside: avoid } thead { display: table-header-group } h1 { break-after: avoid }
.draft { border: 2px solid #9c2229; color: #9c2229; padding: .5rem .75rem; font-weight: 600; margin: 0 0 1rem }
@page { margin: 1.6cm } @media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt } }
@media (max-width: 640px) { body { margin: 1rem auto } thead { display: none }
  table, tbody, tr, td, td:first-child, td:nth-child(2) { display: block; width: auto; padding-inline: 0 }
  td { border: 0; padding-block: .15rem } td:empty { display: none }
  tr { border-bottom: 1px solid #dbdfe8; padding: .6rem 0 } }
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
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style>"
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
