"""Values of the deal: given once for a questionnaire, remembered for it, put into answers, and never left unfilled."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from qbot.errors import UsageError
from qbot.files import replace_file
from qbot.matching.references import Missing, resolve_entries
from qbot.model.draft import Draft
from qbot.workflow.indexed import IndexedKnowledge

_FOLDER = "variables"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class FilledKnowledge(Struct, frozen=True):
    """A knowledge base with facts and variables in place, and what could not be filled in."""

    indexed: IndexedKnowledge
    missing: tuple[Missing, ...]


def read_variables(given: Sequence[str]) -> dict[str, str]:
    """Return the values given as NAME=VALUE, an empty one to take it back; UsageError with all that are no such."""
    values: dict[str, str] = {}
    wrong = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not _NAME.fullmatch(name.strip()) or "{" in value:
            wrong.append(f"“{text}” is no NAME=VALUE, such as region=EU")
        values[name.strip()] = value.strip()
    if wrong:
        raise UsageError(". ".join(wrong))
    return values


def settle_variables(
    home: Path | None, questionnaire: str, given: Mapping[str, str], *, known: Mapping[str, str | None]
) -> dict[str, str]:
    """Return the values for a questionnaire, named by its hash: those given before, `known` ones, and those given now.

    What is given now is remembered in `home` for the same file; a value that is empty is forgotten.
    """
    kept = home / _FOLDER / f"{questionnaire[:32]}.json" if home is not None and questionnaire else None
    remembered: dict[str, str] = {}
    if kept is not None:
        with suppress(OSError, ValueError, TypeError, AttributeError):
            remembered = {str(name): str(value) for name, value in json.loads(kept.read_bytes()).items()}
    values = {name: value for name, value in {**remembered, **given}.items() if value}
    if kept is not None and given and values != remembered:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            with replace_file(kept) as file:
                file.write(json.dumps(values, ensure_ascii=False, sort_keys=True).encode())
    return {**{name: value for name, value in known.items() if value}, **values}


def fill_knowledge(indexed: IndexedKnowledge, variables: Mapping[str, str]) -> FilledKnowledge:
    """Return a knowledge base whose answers have the words of facts and variables in place."""
    if not indexed.references:
        return FilledKnowledge(indexed, ())
    resolved = resolve_entries(indexed.index.entries, variables)
    if resolved.entries == tuple(indexed.index.entries):
        return FilledKnowledge(indexed, resolved.missing)
    knowledge = replace(indexed.knowledge, entries=resolved.entries)
    index = replace(indexed.index, entries=resolved.entries)
    return FilledKnowledge(replace(indexed, knowledge=knowledge, index=index), resolved.missing)


def hold_back(drafts: Iterable[Draft], missing: Sequence[Missing]) -> tuple[Draft, ...]:
    """Return the drafts with those left blank whose answer waits for a value, each with a sentence saying which."""
    waiting: dict[str, list[Missing]] = {}
    for one in missing:
        waiting.setdefault(one.entry, []).append(one)
    return tuple(_hold_back(draft, waiting) for draft in drafts)


def _hold_back(draft: Draft, waiting: Mapping[str, Sequence[Missing]]) -> Draft:
    reasons = [str(one) for citation in draft.citations for one in waiting.get(citation.entry, ())]
    if not reasons:
        return draft
    reason = ". ".join(dict.fromkeys(reasons)) + "."
    return replace(draft, answered=False, stance=None, values=(), citations=(), missing=tuple(reasons), reason=reason)


def ask_for_values(drafts: Iterable[Draft], missing: Sequence[Missing]) -> tuple[str, ...]:
    """Return a sentence for each variable that keeps answers out of the drafts, with how many."""
    names = dict.fromkeys(one.name for one in missing if one.is_variable)
    held = [draft.missing for draft in drafts if not draft.answered]
    asked = []
    for name in names:
        count = sum(any(f"--set {name}=" in text for text in texts) for texts in held)
        if count:
            what = "1 answer waits" if count == 1 else f"{count} answers wait"
            asked.append(f"{what} for a value of “{name}”: say --set {name}=VALUE (it is remembered for this file).")
    return tuple(asked)
