"""Entries and the company profile as plain keys and values, checked by the schema that the files are checked by."""

from __future__ import annotations

from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import Node
from qbot.knowledge_base.schema import read_company, read_entries
from qbot.model.knowledge import Company, Entry

_DEEPEST = 6
_PLACE = "the form"


def check_entry(values: object) -> Entry | list[Mistake]:
    """Return the entry of keys and values as a form or the API sends them, or all that is wrong with them."""
    mistakes: list[Mistake] = []
    placed = read_entries(Node([_convert(values, 0)], 0), _PLACE, mistakes)
    return placed[0].entry if placed and not mistakes else mistakes


def check_company(values: object) -> Company | list[Mistake]:
    """Return the company profile of keys and values, or all that is wrong with them."""
    mistakes: list[Mistake] = []
    company = read_company(_convert(values, 0), _PLACE, mistakes)
    if company is None and not mistakes:
        mistakes.append(Mistake(_PLACE, 0, "the company has no name", "Write its legal name"))
    return company if company is not None and not mistakes else mistakes


def _convert(value: object, depth: int) -> Node:
    if depth > _DEEPEST:
        return Node("", 0)
    if isinstance(value, dict):
        return Node({str(key): _convert(one, depth + 1) for key, one in value.items() if one is not None}, 0)
    if isinstance(value, list):
        return Node([_convert(one, depth + 1) for one in value], 0)
    return Node("" if value is None else str(value), 0)
