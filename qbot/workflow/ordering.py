"""An order to answer a file, carried out as a whole: reading, drafting, filling, manifest and review copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qbot.knowledge_base.folder import read_folder
from qbot.layout.overrides import LayoutOverrides
from qbot.model.knowledge import KnowledgeBase
from qbot.workflow.answering import Answering, answer_file, require_target
from qbot.workflow.intake import require_file
from qbot.workflow.manifest import write_manifest


@dataclass(frozen=True, slots=True)
class AnswerOrder:
    """What a person asked for: the files to read and to write, the day, and what may be replaced."""

    source: Path
    output: Path
    knowledge: Path
    as_of: date
    overrides: LayoutOverrides | None = None
    manifest: Path | None = None
    annotate: Path | None = None
    overwrite: bool = False
    force: bool = False
    break_signature: bool = False


def carry_out(order: AnswerOrder) -> tuple[Answering, KnowledgeBase]:
    """Answer the file of the order and write all that it names; return what came of it and the knowledge base used.

    UnreadableError and UsageError as the steps raise them, before anything is written.
    """
    require_file(order.source, remedy="Check the name, or drag the file onto the terminal window to paste its path")
    for path in filter(None, (order.output, order.manifest, order.annotate)):
        require_target(order.source, path, force=order.force)
    knowledge = read_folder(order.knowledge)
    answering = answer_file(
        order.source,
        order.output,
        knowledge=knowledge,
        as_of=order.as_of,
        overrides=order.overrides,
        overwrite=order.overwrite,
        break_signature=order.break_signature,
    )
    if order.manifest is not None:
        write_manifest(order.manifest, answering.report, answering.receipt)
    if order.annotate is not None:
        from qbot.workflow.review_copy import annotate_answers  # imports openpyxl, which takes 0.2 s

        annotate_answers(order.annotate, answering, knowledge, filled=order.output)
    return answering, knowledge
