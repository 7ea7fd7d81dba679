"""One question with all that a reviewer looks at: its slots, its draft with the evidence, comments and history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, convert

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.gates import propose_options
from qbot.model.knowledge import Disclosure
from qbot.model.questionnaire import Question
from qbot.store.entries import find_entries
from qbot.store.events import list_question_events
from qbot.store.exports import find_last_answer
from qbot.store.questionnaires import find_questionnaire
from qbot.store.questions import count_uses, find_questions, list_comments
from qbot.store.records import Document, EntryRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Reading
from qbot.workflow.attaching import list_attachable
from qbot.workflow.desk import Desk
from qbot.workflow.disclosing import Reader, find_disclosures, find_reader, tell_stopped
from qbot.workflow.question_rows import find_entry_badges, show_summary
from qbot.workflow.refusals import NotFoundError
from qbot.workflow.rounds import tell_earlier, tell_since
from qbot.workflow.sent_comparison import compare_sent


def describe_question(desk: Desk, question_id: str) -> Document:
    """Return a question with its slots, draft, comments, last answer to the same customer, and events."""
    found = describe_questions(desk, [question_id])
    if not found:
        raise NotFoundError("question", question_id)
    return found[0]


def describe_questions(desk: Desk, ids: Sequence[str]) -> list[Document]:
    """Return questions as `describe_question` does, in the order of their ids; those that are gone are left out."""
    with desk.store.read() as reading:
        records = find_questions(reading, ids)
        drafts = {name: _close_gate(record) for name, record in records.items()}
        told = _tell_entries(desk, reading, [draft for draft in drafts.values() if draft is not None])
        comments, events = list_comments(reading, ids), list_question_events(reading, ids)
        surroundings = _find_surroundings(desk, reading, records.values())
        return [
            {
                **show_summary(record.summary),
                "slots": record.reading["slots"],
                "guidance": record.reading["guidance"],
                "gate": record.reading["gate"],
                "draft": _widen_draft(desk, drafts[name], told),
                "comments": [{"at": one.at, "by": one.by, "text": one.text} for one in comments.get(name, ())],
                "last_answer": _find_last_answer(reading, record, surroundings),
                "earlier": (earlier := tell_earlier(reading, record)),
                "documents": _list_documents(record, surroundings),
                "stopped": (stopped := _tell_stopped(record, surroundings)),
                "notices": _list_notices(desk, reading, record, surroundings, earlier, stopped),
                "events": [
                    {"seq": one.seq, "at": one.at, "by": one.by, "action": one.action} for one in events.get(name, ())
                ],
            }
            for name, record in ((name, records[name]) for name in ids if name in records)
        ]


def _close_gate(record: QuestionRecord) -> Document | None:
    """Return the draft of a question; behind a closed gate, the proposal that it does not apply."""
    sentence = record.summary.gated
    if record.draft is None or not sentence:
        return record.draft
    proposals = propose_options(convert(record.reading, Question))
    return {
        **record.draft,
        "status": "blank",
        "stance": "na",
        "values": [],
        "citations": [],
        "guards": [*record.draft["guards"], {"name": "gate", "text": sentence}],
        "proposals": list(proposals),
        "reason": sentence if proposals else f"{sentence} Its list has no choice for that; a person must choose.",
    }


def _tell_entries(desk: Desk, reading: Reading, drafts: Iterable[Document]) -> dict[str, Document]:
    """Return what a reviewer reads of the entries that drafts name, as they are now."""
    names = _list_names(one for draft in drafts for one in (*draft["alternatives"], *draft["citations"]))
    entries, uses = find_entries(reading, names), count_uses(reading, names)
    return {name: _tell_entry(desk, record, uses.get(name, 0)) for name, record in entries.items()}


def _widen_draft(desk: Desk, draft: Document | None, entries: Mapping[str, Document]) -> Document | None:
    """Return a draft whose alternatives and citations tell of their entries."""
    if draft is None:
        return None
    told = {**{name: _tell_words(desk, body) for name, body in draft.get("past", {}).items()}, **entries}
    first = draft["alternatives"][0]["entry"] if draft["alternatives"] else None
    return {
        **{key: value for key, value in draft.items() if key != "past"},
        "alternatives": [
            {"parts": draft["parts"] if one["entry"] == first else [], **told.get(one["entry"], {}), **one}
            for one in draft["alternatives"]
        ],
        "citations": [{**one, **told.get(one["entry"], {}), "quote": one["quote"]} for one in draft["citations"]],
    }


def _list_names(cited: Iterable[Document]) -> list[str]:
    return list(dict.fromkeys(one["entry"] for one in cited))


def _tell_entry(desk: Desk, record: EntryRecord, uses: int) -> Document:
    told = {"retired": record.retired, "version": record.version, "times_used": uses}
    return {**_tell_words(desk, record.body), **told}


def _tell_words(desk: Desk, body: Document) -> Document:
    """Return what a reviewer reads of an entry; an answer that was approved before has no version and one use."""
    entry = restore_entry(body)
    source = entry.source
    return {
        "entry": entry.id,
        "kind": entry.kind.value,
        "question": entry.question,
        "answer": entry.answer,
        "stance": entry.stance.value if entry.stance else None,
        "source": {"document": source.document, "place": source.place, "quote": source.quote} if source else None,
        "owner": entry.owner,
        "reviewed_on": entry.reviewed_on.isoformat() if entry.reviewed_on else None,
        "disclosure": entry.disclosure.value,
        "badges": find_entry_badges(entry, as_of=desk.today()),
        "retired": False,
        "version": None,
        "times_used": 1,
    }


class _Surroundings(Struct, frozen=True):
    """What questions stand among: their questionnaires with who will read them, and who may see the entries."""

    questionnaires: Mapping[str, tuple[QuestionnaireRecord, Reader]]
    disclosures: Mapping[str, Disclosure]


def _find_surroundings(desk: Desk, reading: Reading, records: Collection[QuestionRecord]) -> _Surroundings:
    today = desk.today().isoformat()
    names = dict.fromkeys(one.summary.questionnaire_id for one in records)
    found = (find_questionnaire(reading, name, whole=False) for name in names)
    questionnaires = {one.id: (one, find_reader(reading, one, today=today)) for one in found if one is not None}
    cited = dict.fromkeys(name for one in records for name in one.summary.entries)
    return _Surroundings(questionnaires, find_disclosures(reading, cited))


def _tell_stopped(record: QuestionRecord, surroundings: _Surroundings) -> str:
    """Return why the export would stop the answer; empty where its wording may leave."""
    found = surroundings.questionnaires.get(record.summary.questionnaire_id)
    return tell_stopped(record, surroundings.disclosures, found[1]) if found is not None else ""


def _list_documents(record: QuestionRecord, surroundings: _Surroundings) -> list[Document]:
    """Return the documents that may be attached, none where nothing can be written or nothing needs to be shown."""
    found = surroundings.questionnaires.get(record.summary.questionnaire_id)
    fits = record.summary.can_be_answered and record.summary.kind != "identity"
    return list_attachable(record, found[1]) if found is not None and fits else []


def _list_notices(
    desk: Desk,
    reading: Reading,
    record: QuestionRecord,
    surroundings: _Surroundings,
    earlier: Document | None,
    stopped: str,
) -> list[str]:
    """Return what is to be known of a question beside the guards of its draft, in sentences."""
    since = [told] if (told := tell_since(record.summary, earlier)) else []
    found = surroundings.questionnaires.get(record.summary.questionnaire_id)
    if found is None or not record.summary.answers:
        return since
    stops = [f"The export stops this answer: {stopped}."] if stopped else []
    return since + stops + [one.text for one in compare_sent(desk.sent, reading, found[0], record)]


def _find_last_answer(reading: Reading, record: QuestionRecord, surroundings: _Surroundings) -> Document | None:
    known = surroundings.questionnaires.get(record.summary.questionnaire_id)
    if known is None or not known[0].customer:
        return None
    questionnaire, _ = known
    found = find_last_answer(
        reading, customer=questionnaire.customer, text=record.summary.text, other_than=questionnaire.id
    )
    return {"text": "\n".join(found[0].values()), "at": found[1]} if found is not None else None
