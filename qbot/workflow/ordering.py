"""An order to answer a file, carried out as a whole: reading, drafting, filling, manifest and review copy."""

from __future__ import annotations

from qbot.model.knowledge import KnowledgeBase
from qbot.workflow.answering import Answering, AnswerOrder, answer_file, require_target
from qbot.workflow.indexing import read_indexed
from qbot.workflow.intake import start_questionnaire
from qbot.workflow.manifest import write_manifest


def carry_out(order: AnswerOrder) -> tuple[Answering, KnowledgeBase]:
    """Answer the file of the order and write all that it names; return what came of it and the knowledge base used.

    UnreadableError and UsageError as the steps raise them, before anything is written.
    """
    with start_questionnaire(order.source, overrides=order.overrides) as wait:
        for path in filter(None, (order.output, order.manifest, order.annotate)):
            require_target(order.source, path, force=order.force)
        indexed = read_indexed(order.knowledge, home=order.home)
        questionnaire = wait()
    answering = answer_file(questionnaire, indexed, order)
    if order.manifest is not None:
        write_manifest(order.manifest, answering.report, answering.receipt)
    if order.annotate is not None:
        from qbot.workflow.review_copy import annotate_answers  # imports openpyxl, which takes 0.2 s

        annotate_answers(order.annotate, answering, indexed.knowledge, filled=order.output)
    return answering, indexed.knowledge
