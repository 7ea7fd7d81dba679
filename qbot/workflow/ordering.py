"""An order to draft or answer a file, carried out as a whole: reading, drafting, filling, manifest and review copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qbot.layout.overrides import LayoutOverrides
from qbot.model.knowledge import KnowledgeBase
from qbot.model.questionnaire import Questionnaire
from qbot.workflow.answering import Answering, AnswerOrder, answer_file, require_target
from qbot.workflow.drafting import Drafting, draft_questionnaire
from qbot.workflow.history import read_history
from qbot.workflow.indexing import add_memory, read_indexed
from qbot.workflow.intake import start_questionnaire
from qbot.workflow.manifest import write_manifest
from qbot.workflow.variables import read_variables, settle_variables


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What a person asked to be drafted: the files to read, the day, and what the questionnaire is about."""

    source: Path
    knowledge: Path
    as_of: date
    overrides: LayoutOverrides | None = None
    history: tuple[Path, ...] = ()
    product: str | None = None
    region: str | None = None
    variables: tuple[str, ...] = ()  # each as NAME=VALUE
    home: Path | None = None


def draft_file(order: DraftOrder) -> tuple[Questionnaire, Drafting, KnowledgeBase]:
    """Draft the file of the order; return the reading, the drafts and the knowledge base used, with the history.

    UnreadableError and KnowledgeMistakesError as the readers raise them.
    """
    given = read_variables(order.variables)
    with start_questionnaire(order.source, overrides=order.overrides) as wait:
        indexed = add_memory(read_indexed(order.knowledge, home=order.home), read_history(order.history))
        questionnaire = wait()
    drafting = draft_questionnaire(
        questionnaire,
        indexed,
        as_of=order.as_of,
        overrides=order.overrides,
        home=order.home,
        product=order.product,
        region=order.region,
        variables=settle_variables(
            order.home, questionnaire.sha256, given, known={"product": order.product, "region": order.region}
        ),
    )
    return questionnaire, drafting, indexed.knowledge


def carry_out(order: AnswerOrder) -> tuple[Answering, KnowledgeBase]:
    """Answer the file of the order and write all that it names; return what came of it and the knowledge base used.

    UnreadableError and UsageError as the steps raise them, before anything is written.
    """
    read_variables(order.variables)  # a mistake in them is told before anything is read
    with start_questionnaire(order.source, overrides=order.overrides) as wait:
        for path in filter(None, (order.output, order.manifest, order.annotate)):
            require_target(order.source, path, force=order.force)
        indexed = add_memory(read_indexed(order.knowledge, home=order.home), read_history(order.history))
        questionnaire = wait()
    answering = answer_file(questionnaire, indexed, order)
    if order.manifest is not None:
        write_manifest(order.manifest, answering.report, answering.receipt)
    if order.annotate is not None:
        from qbot.workflow.review_copy import annotate_answers  # imports openpyxl, which takes 0.2 s

        annotate_answers(order.annotate, answering, indexed.knowledge, filled=order.output)
    return answering, indexed.knowledge
