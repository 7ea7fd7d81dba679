"""Adding to the ledger what was sent from elsewhere: a copy filled on the command line, by its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from qbot.knowledge_base.verdicts import read_leading_verdict
from qbot.matching.options import read_stance
from qbot.model.filling import CellValue
from qbot.model.questionnaire import SlotRole
from qbot.store.audit import EventFacts
from qbot.store.records import SentRecord
from qbot.store.sent import add_sent
from qbot.workflow.desk import Desk
from qbot.workflow.ledger_keeping import find_cited, list_told_entries
from qbot.workflow.manifest import read_manifest
from qbot.workflow.refusals import RefusedError
from qbot.workflow.told import join_words


def add_manifest(
    desk: Desk, manifest: Path, *, recipient: str, by: str, customer: str = "", day: date | None = None
) -> int:
    """Enter the answers of a manifest into the ledger as told to a recipient, and return how many there are.

    UnreadableError where the file is no manifest; RefusedError where it holds no answers or nobody is named.
    """
    answers = _join_cells(read_manifest(manifest))
    if not recipient.strip():
        raise RefusedError("Say who received the file")
    if not answers:
        raise RefusedError(f"{manifest}: nothing was written into this file, so nothing was told")
    with desk.store.change(at=desk.now(), by=by) as change:
        at = change.at if day is None or day == desk.today() else f"{day.isoformat()}T23:59:59.000Z"
        records = []
        cited = find_cited(change, {name for values in answers for value in values for name in value.entries})
        for values in answers:
            words = join_words(value.text for value in values)
            names = list(dict.fromkeys(name for value in values for name in value.entries))
            records.append(
                SentRecord(
                    id=desk.make_id(),
                    export_id=None,
                    at=at,
                    by=by,
                    recipient=recipient.strip()[:300],
                    customer=(customer.strip() or recipient.strip())[:300],
                    questionnaire=manifest.stem[:300],
                    question_id=None,
                    ref="",
                    text=values[0].question,
                    stance=_find_stance(values),
                    words=words,
                    answers={value.cell: value.text for value in values},
                    entries=list_told_entries(names, words, cited, at=at),
                )
            )
        add_sent(change, records)
        detail = {
            "manifest": manifest.name,
            "recipient": recipient,
            "customer": customer,
            "told": len(records),
            "on": at,
        }
        change.record(EventFacts("sent", detail))
    return len(records)


def _join_cells(values: Sequence[CellValue]) -> list[list[CellValue]]:
    """Return the values question by question."""
    found: dict[tuple[str, str], list[CellValue]] = {}
    for value in values:
        found.setdefault((value.sheet, value.question_cell), []).append(value)
    return list(found.values())


def _find_stance(values: Sequence[CellValue]) -> str | None:
    for value in values:
        if value.role is SlotRole.ANSWER:
            found = read_stance(value.text) or read_leading_verdict(value.text)
            return found.value if found is not None else None
    return None
