"""Learning: what the decisions taught, seen one by one, taken back and used again, each with its event."""

from __future__ import annotations

from qbot.store.audit import EventFacts
from qbot.store.decided import list_decided
from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.store.unlearned import LessonKey, add_unlearned, drop_unlearned, list_unlearned
from qbot.workflow.desk import Desk
from qbot.workflow.lessons import Lesson, LessonKind, find_lessons, make_phrasing
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.said import read_said

_MOST = 1_000


def list_lessons(desk: Desk, *, kind: str = "", offset: int = 0, limit: int = 50) -> Document:
    """Return `total`, how many of each kind as `counts`, and the `lessons`, the last first; all, or those of a kind."""
    if kind and kind not in set(LessonKind):
        raise RefusedError(f"There is no kind “{kind[:40]}”. Choose one of {', '.join(LessonKind)}")
    if offset < 0 or not 0 < limit <= _MOST:
        raise RefusedError(f"A list begins at 0 and has 1 to {_MOST} lessons")
    with desk.store.read() as reading:
        lessons, undone = _find_all(reading), list_unlearned(reading)
    counts = {each.value: sum(one.kind is each for one in lessons) for each in LessonKind}
    wanted = [one for one in lessons if not kind or one.kind.value == kind]
    shown = [_show(one, undone.get(one.key)) for one in wanted[offset : offset + limit]]
    return {"total": len(wanted), "counts": counts, "lessons": shown}


def list_learned_phrasings(desk: Desk, entry_id: str) -> list[Document]:
    """Return the phrasings that an entry learned from customers."""
    with desk.store.read() as reading:
        lessons, undone = _find_all(reading), list_unlearned(reading)
    return [
        _show(one, undone.get(one.key)) for one in lessons if one.kind is LessonKind.PHRASING and one.entry == entry_id
    ]


def unlearn(desk: Desk, key: LessonKey, *, by: str) -> None:
    """Use something learned no more; what was decided stays as it is. RefusedError where it was taken back already."""
    _change(desk, key, by=by, back=True)


def relearn(desk: Desk, key: LessonKey, *, by: str) -> None:
    """Use something again that was taken back; RefusedError where it is in use."""
    _change(desk, key, by=by, back=False)


def _change(desk: Desk, key: LessonKey, *, by: str, back: bool) -> None:
    with desk.store.change(at=desk.now(), by=by) as change:
        lesson = next((one for one in _find_all(change) if one.key == key), None)
        if lesson is None:
            raise NotFoundError("lesson", " ".join(key))
        if (key in list_unlearned(change)) is back:
            raise RefusedError("It was taken back already" if back else "It is in use already")
        if back:
            add_unlearned(change, key, at=change.at, by=by)
        else:
            drop_unlearned(change, key)
        detail = {"kind": lesson.kind.value, "entry": lesson.entry, "text": lesson.text}
        facts = EventFacts(
            "unlearn" if back else "relearn", detail, questionnaire=lesson.decided.questionnaire_id, question=key[0]
        )
        change.record(facts)


def _find_all(reading: Reading) -> list[Lesson]:
    decided = list_decided(reading)
    entries = read_said(reading) if decided else {}
    return [lesson for one in decided for lesson in find_lessons(one, entries)]


def _show(one: Lesson, undone_by: str | None) -> Document:
    """Return a lesson as pages show it."""
    return {
        "question": one.decided.id,
        "kind": one.kind.value,
        "entry": one.entry,
        "text": make_phrasing(one) if one.kind is LessonKind.PHRASING else one.text,
        "answer": one.told.words if one.told is not None and one.kind is LessonKind.ANSWER else "",
        "reason": one.decided.reason,
        "questionnaire": one.decided.questionnaire_id,
        "name": one.decided.questionnaire,
        "customer": one.decided.customer,
        "at": one.decided.decided_at,
        "by": one.decided.decided_by,
        "undone_by": undone_by,
    }
