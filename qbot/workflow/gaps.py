"""Gaps: the entries to write, by how many open questions of all questionnaires each would answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qbot.matching.gap_clusters import cluster_questions
from qbot.store.entries import find_entries
from qbot.store.open_questions import OpenQuestion, list_unanswered
from qbot.store.records import Document, EntryRecord
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import RefusedError

_NEAREST = 3
_MOST = 1_000


def list_gaps(desk: Desk, *, limit: int = 20) -> Document:
    """Return the `gaps`, the one that would close most first, their `total` and the number of open `questions`.

    A gap is a question to write an entry for, with the questions that the entry would answer; each names the nearest
    entries that there are, and its words that they lack.
    """
    if not 0 < limit <= _MOST:
        raise RefusedError(f"A list has 1 to {_MOST} gaps")
    with desk.store.read() as reading:
        found = list_unanswered(reading)
        clusters = cluster_questions([one.text for one in found])
        shown = [[found[number] for number in cluster] for cluster in clusters[:limit]]
        near = {near["entry"] for cluster in shown for one in cluster for near in (one.alternatives or [])[:_NEAREST]}
        entries = find_entries(reading, sorted(near))
    gaps = [_show(cluster, entries) for cluster in shown]
    return {"total": len(clusters), "questions": len(found), "gaps": gaps}


def _show(cluster: Sequence[OpenQuestion], entries: Mapping[str, EntryRecord]) -> Document:
    return {
        "question": cluster[0].text,
        "closes": len(cluster),
        "questionnaires": len({one.questionnaire_id for one in cluster}),
        "customers": sorted({one.customer for one in cluster if one.customer}),
        "questions": [_show_question(one, entries) for one in cluster],
    }


def _show_question(one: OpenQuestion, entries: Mapping[str, EntryRecord]) -> Document:
    return {
        "id": one.id,
        "ref": one.ref,
        "text": one.text,
        "status": one.status,
        "questionnaire": one.questionnaire_id,
        "name": one.questionnaire,
        "missing": list(one.missing or []),
        "nearest": [
            {
                "entry": near["entry"],
                "question": _name_entry(near["entry"], entries),
                "confidence": near["confidence"],
                "missing": near["missing"],
            }
            for near in (one.alternatives or [])[:_NEAREST]
        ],
    }


def _name_entry(name: str, entries: Mapping[str, EntryRecord]) -> str:
    """Return what an entry asks or states; nothing of one that is gone, or an earlier answer."""
    body = entries[name].body if name in entries else {}
    return str(body.get("question") or body.get("answer") or "")
