"""What customers may do: an entry that tells of that alone says nothing of what the company does itself."""

from __future__ import annotations

import re
from functools import lru_cache

from qbot.matching.clauses import split_clauses
from qbot.matching.coverage import find_wordings
from qbot.matching.facets import find_facets
from qbot.model.knowledge import Entry

_CUSTOMERS = r"(?:customers?|clients?|tenants?|subscribers?)"
_MAY = r"(?:can|may|could|must|shall|should)"
_ACTS = rf"\b{_CUSTOMERS}[\s-]+(?:{_MAY}|initiat\w+|led|run|driven)\b|\b{_CUSTOMERS}['’]s?\s|\b{_MAY}\s+{_CUSTOMERS}\b"
# In an entry's own question "we" is the customer, in its answer "you" is.
_IN_WORDING = re.compile(rf"{_ACTS}|\bby\s+(?:us|{_CUSTOMERS})\b|\b(?:{_MAY}|do)\s+we\b|\bour\b", re.IGNORECASE)
_IN_ANSWER = re.compile(rf"{_ACTS}|\bby\s+(?:you|{_CUSTOMERS})\b|\byou\s+{_MAY}\b", re.IGNORECASE)
_ASKS_PERMISSION = re.compile(
    r"\b(?:we|us|our|ours|can|may|could|allow\w*|permit\w*|permission|possible|able|enable\w*)\b", re.IGNORECASE
)


def asks_own_act(text: str, entry: Entry) -> bool:
    """Tell whether a question is about what the company does, and the entry says of it only that customers may."""
    asked = find_facets(text)
    if not asked.activities or "customer" in asked.actors or _ASKS_PERMISSION.search(text):
        return False
    return bool(asked.activities & _find_permitted(find_wordings(entry), entry.answer))


@lru_cache(maxsize=4096)
def _find_permitted(wordings: tuple[str, ...], answer: str) -> frozenset[str]:
    """Return the activities that the texts of an entry name only as what customers do."""
    texts = [(text, bool(_IN_WORDING.search(text))) for text in wordings]
    texts += [(clause, bool(_IN_ANSWER.search(clause))) for clause in split_clauses(answer)]
    permitted = frozenset().union(*[find_facets(text).activities for text, customers in texts if customers])
    if not permitted:
        return permitted
    return permitted.difference(*[find_facets(text).activities for text, customers in texts if not customers])
