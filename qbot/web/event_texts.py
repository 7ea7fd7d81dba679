"""The audit history in words: what each event did, and word by word what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from qbot.web.differences import mark_difference

# Any: an event as the workflow shows it.
Event = Mapping[str, Any]

_WORDS = {
    "upload": "uploaded",
    "draft": "answers were drafted for",
    "correct": "corrected the reading of",
    "read_again": "began to read again",
    "import": "imported the knowledge base",
    "load": "loaded a folder into the knowledge base",
    "sent": "entered a file that was sent into the ledger",
    "entry": "saved an entry of the knowledge base",
    "retire": "retired an entry of the knowledge base",
    "company": "changed the company profile",
    "cancel": "cancelled the reading of",
    "details": "changed the details of",
    "approve": "approved an answer in",
    "edit": "edited an answer in",
    "take": "took another entry for an answer in",
    "attach": "attached a document to an answer in",
    "reject": "turned a suggestion down in",
    "next_round": "opened as its next version",
    "settle": "settled what a check found in the knowledge base",
    "unlearn": "took back what was learned from",
    "relearn": "uses again what was learned from",
    "no_answer": "left a question without an answer in",
    "not_applicable": "called a question not applicable in",
    "flag": "flagged a question in",
    "comment": "commented on a question in",
    "reopen": "opened a question again in",
    "release": "released wording for the customer of",
    "bulk_approve": "approved in bulk in",
    "bulk_no_answer": "left all that nothing supports without an answer in",
    "paste": "pasted answers into",
    "undo": "took something back in",
    "trust_look": "changed the look of the trust centre",
    "trust_edition": "published an edition of the trust centre",
    "document": "kept a document of the trust centre",
    "document_changed": "changed what is said of a document of the trust centre",
    "document_again": "gave out again a document of the trust centre",
    "record_nda": "recorded the NDA of a request for documents",
    "reopen_request": "opened a declined request for documents again",
    "document_withdrawn": "withdrew a document of the trust centre",
    "request": "received a request for documents",
    "grant": "granted a request for documents",
    "decline": "declined a request for documents",
    "renew_link": "made a personal link anew",
    "revoke_link": "revoked a personal link",
    "link_use": "saw a personal link used",
    "delete_request": "deleted a request for documents",
    "export": "exported",
    "delete": "deleted a questionnaire",
}
_DOCUMENTS = {"document", "document_changed", "document_again", "document_withdrawn"}
_MOST_SHOWN = 5
_LONGEST = 90


def tell_event(event: Event, names: Mapping[str, str], questions: Mapping[str, str]) -> dict[str, object]:
    """Return an event as the history shows it; the two maps name the questionnaires and questions there are."""
    action, detail = event["action"], event["detail"] or {}
    questionnaire, question = event["questionnaire_id"], event["question_id"]
    href = f"/questionnaires/{questionnaire}" if questionnaire in names else ""
    if href and question:
        href += f"/review?q={question}"
    return {
        "at": event["at"],
        "by": event["by"],
        "text": _WORDS.get(action, action.replace("_", " ")),
        "href": href,
        "link": names.get(questionnaire, "a questionnaire that was deleted" if questionnaire else ""),
        "more": "; ".join(filter(None, [_shorten(questions.get(question, "")), _tell_more(action, detail)])),
        "differences": _list_differences(detail),
    }


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _tell_more(action: str, detail: Event) -> str:
    if action == "export":
        return f"{detail.get('file_name', '')} for {detail.get('recipient') or 'nobody yet'}"
    if action == "draft":
        return f"{detail.get('drafted', 0)} of {detail.get('questions', 0)} questions"
    if action in {"bulk_approve", "bulk_no_answer", "paste", "release"} and "count" in detail:
        return f"{detail['count']} answer{'s' * (detail['count'] != 1)}"
    if action in _DOCUMENTS:
        named = detail.get("title") or (detail.get("after") or {}).get("title", "")
        return f"Appendix {detail.get('number', '')}, {named}"
    if action in {"grant", "renew_link"}:
        return ", ".join(detail.get("documents", []))
    if action == "link_use":
        outcome = str(detail.get("outcome", ""))
        return outcome if outcome in {"opened", "downloaded"} else f"refused, {outcome}"
    if action == "undo":
        return str(detail.get("action", "")).replace("_", " ")
    return ""


def _list_differences(detail: Event) -> list[tuple[str, Markup]]:
    """Return what changed, by cell or by detail; nothing where very much did."""
    questions = detail.get("questions")
    if isinstance(questions, list):
        if len(questions) != 1:
            return []
        before, after = questions[0]["before"]["answers"], questions[0]["after"]["answers"]
    else:
        before, after = detail.get("before") or {}, detail.get("after") or {}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return [
        (key.replace("_", " "), mark_difference(str(before.get(key) or ""), str(after.get(key) or "")))
        for key in changed[:_MOST_SHOWN]
    ]
