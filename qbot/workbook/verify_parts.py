"""The parts beside the sheets that a fill may change, each in one way only: the workbook part and Excel tables."""

from __future__ import annotations

import copy

from qbot.model.place import parse_range
from qbot.workbook.verify_xml import Element, get_local, is_same, is_same_prolog

RECALCULATION = "Workbook: formulas are calculated again when the file is opened (fullCalcOnLoad)"


def explain_workbook(before: Element, after: Element) -> str | None:
    """Return the sentence of the one change that a workbook part may have, None where anything else differs."""
    if not is_same_prolog(before, after):
        return None
    old, new = copy.deepcopy(before), copy.deepcopy(after)
    old_settings, new_settings = _find_child(old, "calcPr"), _find_child(new, "calcPr")
    if new_settings is None or new_settings.get("fullCalcOnLoad") != "1":
        return None
    if old_settings is None:
        if len(new_settings.attrib) != 1 or len(new_settings):
            return None
        new.remove(new_settings)
    else:
        del new_settings.attrib["fullCalcOnLoad"]
        old_settings.attrib.pop("fullCalcOnLoad", "")
    return RECALCULATION if is_same(old, new) else None


def explain_table(before: Element, after: Element) -> str | None:
    """Return the sentence of a widened table, None where anything else differs."""
    old, new = copy.deepcopy(before), copy.deepcopy(after)
    columns_old, columns_new = _find_child(old, "tableColumns"), _find_child(new, "tableColumns")
    if columns_old is None or columns_new is None:
        return None
    added = list(columns_new)[len(columns_old) :]
    if not added or columns_new.get("count") != str(len(columns_new)):
        return None
    ids = [one.get("id") for one in columns_new]
    names = [(one.get("name") or "").lower() for one in columns_new]
    if len(set(ids)) != len(ids) or len(set(names)) != len(names):
        return None
    headings = [one.get("name") or "" for one in added]
    for one in added:
        if set(one.attrib) != {"id", "name"} or len(one):
            return None
        columns_new.remove(one)
    columns_new.set("count", columns_old.get("count", str(len(columns_old))))
    for holder_old, holder_new in ((old, new), (_find_child(old, "autoFilter"), _find_child(new, "autoFilter"))):
        if holder_old is None or holder_new is None:
            continue
        if not _is_widened(holder_old.get("ref", ""), holder_new.get("ref", ""), len(added)):
            return None
        holder_new.set("ref", holder_old.get("ref", ""))
    if not is_same(old, new):
        return None
    name = after.get("displayName") or after.get("name") or ""
    return f"The table {name} is widened by {len(added)}: {', '.join(headings)}"


def _is_widened(old: str, new: str, count: int) -> bool:
    try:
        before, after = parse_range(old), parse_range(new)
    except ValueError:
        return False
    return (after.top, after.left, after.bottom, after.right) == (
        before.top,
        before.left,
        before.bottom,
        before.right + count,
    )


def _find_child(root: Element, name: str) -> Element | None:
    return next((one for one in root if get_local(one) == name), None)
