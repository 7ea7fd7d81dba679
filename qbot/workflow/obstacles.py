"""What keeps a questionnaire from being exported, before anybody tries."""

from __future__ import annotations

from qbot.store.question_lists import Choice, count_to_leave
from qbot.store.questions import list_approved
from qbot.store.records import Document
from qbot.workflow.desk import Desk
from qbot.workflow.disclosing import find_disclosures, find_reader, list_stopped
from qbot.workflow.listing import find_listed, require_questionnaire
from qbot.workflow.sent_comparison import list_told_otherwise

SHOWN = 50


def find_obstacles(desk: Desk, questionnaire_id: str) -> Document:
    """Return what is `open` (the first SHOWN of `open_total`) and what is `stopped`; an export needs both empty.

    `unsupported` is how many of the open ones nothing supports and nobody flagged. `otherwise` are answers that differ
    from what this or another customer was told: to be looked at, not stopped.
    """
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id, whole=False)
        still = find_listed(desk, reading, questionnaire_id, Choice("open", limit=SHOWN), by="")
        unsupported = count_to_leave(reading, questionnaire_id)
        approved = list_approved(reading, questionnaire_id)
        cited = list(dict.fromkeys(name for one in approved for name in one.summary.entries))
        disclosures = find_disclosures(reading, cited)
        otherwise = list_told_otherwise(desk.sent, reading, record, approved)
        reader = find_reader(reading, record, today=desk.today().isoformat())
    stopped = list_stopped(approved, disclosures, reader)
    return {
        "open": still["questions"],
        "open_total": still["total"],
        "unsupported": unsupported,
        "stopped": stopped,
        "otherwise": otherwise,
    }
