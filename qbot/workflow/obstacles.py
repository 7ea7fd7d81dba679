"""What keeps a questionnaire from being exported, before anybody tries."""

from __future__ import annotations

from qbot.store.questions import list_questions
from qbot.store.records import Document
from qbot.workflow.desk import Desk
from qbot.workflow.disclosing import find_disclosures, list_stopped
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.reviewed_export import list_open
from qbot.workflow.sent_comparison import list_told_otherwise


def find_obstacles(desk: Desk, questionnaire_id: str) -> Document:
    """Return what is `open` and what is `stopped`; both are empty where the export may go on.

    `otherwise` are answers that differ from what this or another customer was told: to be looked at, not stopped.
    """
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id)
        questions = list_questions(reading, questionnaire_id)
        cited = list(dict.fromkeys(name for one in questions for name in one.summary.entries))
        disclosures = find_disclosures(reading, cited)
        otherwise = list_told_otherwise(desk.sent, reading, record, questions)
    stopped = list_stopped(record, questions, disclosures, today=desk.today().isoformat())
    return {"open": list_open(questions), "stopped": stopped, "otherwise": otherwise}
