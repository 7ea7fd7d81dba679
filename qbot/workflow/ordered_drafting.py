"""Drafting as an order says: for its product and region, with the values that it gives for this file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from qbot.model.draft import Draft
from qbot.model.questionnaire import Questionnaire
from qbot.workflow.drafting import Drafting, draft_questionnaire
from qbot.workflow.indexed import IndexedKnowledge
from qbot.workflow.orders import DraftOrder
from qbot.workflow.sharing import share_out
from qbot.workflow.variables import read_variables, settle_variables


def draft_ordered(
    questionnaire: Questionnaire,
    indexed: IndexedKnowledge,
    order: DraftOrder,
    *,
    later: Sequence[str] = (),
) -> Drafting:
    """Return the drafts of what was read from the order's source; its values are remembered for the file.

    `later` are modules that are wanted afterwards, imported while other processes draft.
    """
    known = {"product": order.product, "region": order.region}
    given = read_variables(order.variables)
    return draft_questionnaire(
        questionnaire,
        indexed,
        as_of=order.as_of,
        overrides=order.overrides,
        home=order.home,
        share=partial(share_out, kind=Draft, meanwhile=partial(_import_all, later)),
        product=order.product,
        region=order.region,
        variables=settle_variables(order.home, questionnaire.sha256, given, known=known),
    )


def _import_all(names: Sequence[str]) -> None:
    for name in names:
        import_module(name)
