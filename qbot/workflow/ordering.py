"""An order to draft or answer a file, carried out as a whole: reading, drafting, filling, manifest and review copy.

The customer's file is read in a child process from the first moment on; what drafting needs is imported meanwhile. The
child is waited for when all is done: until then it is long gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from qbot.workflow.intake import start_questionnaire
from qbot.workflow.orders import AnswerOrder, DraftOrder, require_target

if TYPE_CHECKING:
    from qbot.model.knowledge import KnowledgeBase
    from qbot.model.questionnaire import Questionnaire
    from qbot.workflow.answering import Answering
    from qbot.workflow.drafting import Drafting
    from qbot.workflow.indexed import IndexedKnowledge


def draft_file(order: DraftOrder, *, later: Sequence[str] = ()) -> tuple[Questionnaire, Drafting, KnowledgeBase]:
    """Draft the file of the order; return the reading, the drafts and the knowledge base used, with the history.

    `later` are modules that show them: they are imported while other processes draft.
    UnreadableError and KnowledgeMistakesError as the readers raise them.
    """
    with start_questionnaire(order.source, overrides=order.overrides) as wait:
        from qbot.workflow.drafting import prepare_drafting
        from qbot.workflow.ordered_drafting import draft_ordered
        from qbot.workflow.variables import read_variables

        read_variables(order.variables)  # a mistake in them is told before any other
        indexed = _read_known(order)
        prepare_drafting(indexed)
        questionnaire = wait()
        return questionnaire, draft_ordered(questionnaire, indexed, order, later=later), indexed.knowledge


def carry_out(order: AnswerOrder, *, later: Sequence[str] = ()) -> tuple[Answering, KnowledgeBase]:
    """Answer the file of the order and write all that it names; return what came of it and the knowledge base used.

    `later` are modules that show it: they are imported while other processes draft.
    UnreadableError and UsageError as the steps raise them, before anything is written.
    """
    with start_questionnaire(order.source, overrides=order.overrides) as wait:
        from qbot.workflow.answering import answer_file
        from qbot.workflow.drafting import prepare_drafting
        from qbot.workflow.variables import read_variables

        read_variables(order.variables)  # a mistake in them is told before any other
        for path in filter(None, (order.output, order.manifest, order.annotate)):
            require_target(order.source, path, force=order.force)
        if order.appendices is not None:
            require_target(order.source, order.appendices, force=False)
        indexed = _read_known(order)
        prepare_drafting(indexed)
        questionnaire = wait()
        answering = answer_file(questionnaire, indexed, order, later=later)
    if order.appendices is not None:
        from qbot.workflow.folder_appendices import write_folder_appendices

        texts = [one.text for one in answering.report.written]
        told = write_folder_appendices(order.appendices, texts, order.knowledge, today=order.as_of)
        read = answering.questionnaire
        answering = replace(answering, questionnaire=replace(read, notes=(*read.notes, *told)))
    if order.manifest is not None:
        from qbot.workflow.manifest import write_manifest

        write_manifest(order.manifest, answering.report, answering.receipt)
    if order.annotate is not None:
        from qbot.workflow.review_copy import annotate_answers  # imports openpyxl, which takes 0.2 s

        annotate_answers(order.annotate, answering, indexed.knowledge, filled=order.output)
    return answering, indexed.knowledge


def _read_known(order: DraftOrder) -> IndexedKnowledge:
    from qbot.workflow.indexing import add_memory, read_indexed

    indexed = read_indexed(order.knowledge, home=order.home)
    if (order.knowledge / "appendices.yaml").exists():
        from qbot.workflow.folder_appendices import name_from_folder

        indexed = name_from_folder(indexed, order.knowledge)
    if not order.history:
        return indexed
    from qbot.workflow.history import read_history  # imports the readers of completed questionnaires

    return add_memory(indexed, read_history(order.history))
