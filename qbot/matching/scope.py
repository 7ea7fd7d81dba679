"""Scope: whether an entry for some products or regions reaches the product and region that a questionnaire is about."""

from __future__ import annotations

import re

from qbot.matching.phrases import fold_text
from qbot.matching.scope_tables import REGION_NAMES, REGIONS_WITHIN

_SEVERAL = re.compile(r"\s*[,;/&|+]\s*|\s+and\s+", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,;]\s*")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def holds_product(products: tuple[str, ...], asked: str | None) -> bool:
    """Tell whether an entry about these products (none: all) may speak of what is asked about, all of it."""
    if not products or not asked:
        return True
    held = {fold_text(part) for name in products for part in (name, *_LISTED.split(name))}
    return fold_text(asked) in held or all(fold_text(name) in held for name in _SEVERAL.split(asked) if name)


def holds_region(regions: tuple[str, ...], asked: str | None) -> bool:
    """Tell whether an entry that holds for these regions (none: all) holds where it is asked for, everywhere there.

    What holds for the EU holds for Germany; what holds for Germany does not hold for the EU.
    """
    if not regions or not asked:
        return True
    held = {_name_region(part) for name in regions for part in (name, *_LISTED.split(name))}
    if fold_text(asked) in {fold_text(name) for name in regions}:
        return True
    return all(held & _list_around(_name_region(name)) for name in _SEVERAL.split(asked) if name)


def _list_around(region: str) -> set[str]:
    """Return a region with all regions that it lies in."""
    around, waiting = {region}, [region]
    while waiting:
        further = [name for name in REGIONS_WITHIN.get(waiting.pop(), ()) if name not in around]
        around.update(further)
        waiting += further
    return around


def _name_region(name: str) -> str:
    plain = _ARTICLE.sub("", fold_text(name)).replace(".", "")
    return REGION_NAMES.get(plain, plain)
