"""The clauses of an entry, and which of them speaks of what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from qbot.matching.coverage import find_stems, find_subjects, has_instances, is_everyday, measure_nearness, shows_facet
from qbot.matching.directions import find_direction_words
from qbot.matching.facet_tables import APART, BROAD, OBJECTS
from qbot.matching.facets import find_facet_words
from qbot.matching.phrases import split_words
from qbot.matching.quantities import Comparison, Quantity, compare_quantity, find_quantities, may_hold_quantities
from qbot.matching.questions_parts import mask_parentheses
from qbot.matching.synonyms import SYNONYMOUS, find_same, find_synonyms

LEAST_COVERED = 0.3
FEW_SUBJECTS = 4

# begins with what all ends of a clause begin with: the search runs there in half the time
_CLAUSES = re.compile(r"[\s;](?:(?<=[.!?;]\s)\s*|(?<=\n)\n*|(?<=;)\s*|(?<=\s)\s*[–—]\s+)")
_JOINTS = re.compile(r",\s+(?:and\s+|but\s+|while\s+|whereas\s+)?|\s+(?:and|but|while|whereas)\s+", re.IGNORECASE)
_LIST = re.compile(r"^(?P<opening>[^:]{2,100}):\s+(?P<items>.+)$", re.DOTALL)
_ITEMS = re.compile(r",\s+(?:and\s+|or\s+)?|\s+and\s+", re.IGNORECASE)
_FEWEST_ITEMS = 3
_BACK = re.compile(
    r"[.;]?\s+(?P<back>(?:and\s+)?(?:it|they|these|those|this|all of them|both|each|so)\b)", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|must|may|shall|should|we|it|they|you)\b",
    re.IGNORECASE,
)
_STRICTEST = (Comparison.NOT_MET, Comparison.OTHER_EVENT, Comparison.MET)


@lru_cache(maxsize=8192)
def split_clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of a text: its sentences, cut at semicolons and dashes, and at "and" before a further verb.

    Each item of a list ("We perform: daily scans, yearly tests, code reviews") is a clause with the words before it.
    """
    clauses: list[str] = []
    for sentence in _CLAUSES.split(text):
        listed = _split_list(sentence)
        if listed:
            clauses += listed
            continue
        begun = len(clauses)
        for piece in split_pieces(sentence):
            # "does not store, process or send it" is one statement; "it is never sold and is not shared" are two
            if len(clauses) == begun or _FINITE.search(piece):
                clauses.append(piece)
            else:
                clauses[-1] += f", {piece}"
    return tuple(clauses)


def _split_list(sentence: str) -> list[str]:
    found = _LIST.search(sentence)
    items = [item for item in _ITEMS.split(found["items"]) if item.strip()] if found else []
    if items and _FINITE.search(items[0]) and not any(map(_FINITE.search, items[1:])):
        return []  # "Data: customers can export, delete and share it" is one statement about customers
    return [f"{found['opening']}: {item.strip()}" for item in items] if found and len(items) >= _FEWEST_ITEMS else []


def scatters(text: str, said: str) -> bool:
    """Tell whether a text says of several things what a question asks of one: "daily backups, yearly tests" does not
    say that backups are tested, and neither does "There are backups. The plan is tested."."""
    items = {clause for sentence in _CLAUSES.split(said) for clause in _split_list(sentence)} if ":" in said else set()
    names = {name for name, _ in find_facet_words(text) if name in APART and name in OBJECTS}
    if not items and not names:
        return False
    pieces = split_pieces(mask_parentheses(text))
    if items:
        other = "\n".join(clause for clause in split_clauses(said) if clause not in items)
        if any(_speaks_less(piece, [f"{other}\n{item}" for item in items], said) for piece in pieces):
            return True
    clauses = split_clauses(_BACK.sub(r" \g<back>", said))  # what "it" is stands in the sentence before
    for name in names:
        about = [clause for clause in clauses if name in _name_facets(clause)]
        if about and any(_speaks_less(piece, about, said) for piece in pieces if name in _name_facets(piece)):
            return True
    return False


def _speaks_less(text: str, parts: Sequence[str], said: str) -> bool:
    return max(measure_covered_by(text, part) for part in parts) < measure_covered_by(text, said)


def split_pieces(sentence: str) -> tuple[str, ...]:
    """Return the pieces of a sentence, cut at commas, "and", "but" and "while"."""
    return tuple(piece.strip() for piece in _JOINTS.split(sentence) if piece and piece.strip())


@lru_cache(maxsize=8192)
def find_nearest_clause(text: str, said: str) -> str:
    """Return the clause that speaks of most that a question asks; the first of equals, empty where there is none."""
    return max(split_clauses(said), key=lambda clause: measure_covered_by(text, clause), default="")


@lru_cache(maxsize=8192)
def _list_quantities(said: str) -> tuple[tuple[str, Quantity], ...]:
    """Return the numbers of a text, each with the piece of a clause that it stands in."""
    if not may_hold_quantities(said):
        return ()  # and no piece of it does
    pieces = [piece for sentence in _CLAUSES.split(said) for piece in split_pieces(sentence)]
    return tuple([(piece, quantity) for piece in pieces for quantity in find_quantities(piece)])


def find_said(asked: Quantity, text: str, said: str, *, near: bool = False) -> tuple[Quantity | None, Comparison]:
    """Return the number that an entry says about what a question asks, with how it compares; None where it says none.

    "Access is reviewed yearly. Logs are read daily." says yearly of access: the number is taken from the clause that
    speaks most of the question, and of equal clauses the one that meets it least. A clause on another thing alone tells
    no number of the one asked, unless the entry stands for a `near` question.
    """
    rated: list[tuple[float, float, int, int, Quantity]] = []
    for piece, quantity in _list_quantities(said):
        comparison = compare_quantity(asked, quantity)
        if comparison is not Comparison.UNLIKE and (near or not _is_elsewhere(text, piece)):
            fit = (-measure_covered_by(text, piece), -measure_nearness(text, piece))
            rated.append((*fit, _STRICTEST.index(comparison), len(rated), quantity))
    if not rated:
        return None, Comparison.UNLIKE
    *_, rank, _, quantity = min(rated, key=lambda one: one[:4])
    return quantity, _STRICTEST[rank]


def _is_elsewhere(text: str, piece: str) -> bool:
    """Tell whether a piece speaks of other things alone than a text."""
    own = [stem for stem in find_subjects(piece) if not is_everyday(stem)]
    return bool(own) and bool(find_subjects(mask_parentheses(text))) and not measure_covered_by(text, piece)


@lru_cache(maxsize=16384)
def measure_covered_by(text: str, said: str) -> float:
    """Return the share of a text's subject words that another text speaks of, 0 to 1 (1 where there are none)."""
    subjects = find_subjects(mask_parentheses(text))
    if not subjects:
        return 1.0 if find_subjects(said) else 0.0
    return (len(subjects) - len(_list_unsaid(text, said))) / len(subjects)


def find_missing(text: str, said: str) -> tuple[str, ...]:
    """Return the stems of a text's subject words that another text does not speak of, without everyday ones."""
    return tuple([stem for stem in _list_unsaid(text, said) if not is_everyday(stem)])


@lru_cache(maxsize=16384)
def _list_unsaid(text: str, said: str) -> Sequence[str]:
    """Return the stems of a text's subject words that another text does not speak of."""
    unsaid = _list_unspoken(text, said)
    if _find_showable(text).isdisjoint(unsaid):
        return unsaid  # whatever facets the other text shows, which takes longest to find
    known = find_known(text, said)
    return [stem for stem in unsaid if stem not in known]


def find_surely_missing(text: str, said: str) -> tuple[str, ...]:
    """Return the stems of a text's subject words that another text does not speak of whatever facets it shows: not all
    that it lacks, but found in a fraction of the time."""
    showable = _find_showable(text)
    return tuple([stem for stem in _list_unspoken(text, said) if stem not in showable])


def _list_unspoken(text: str, said: str) -> Sequence[str]:
    """Return the stems of a text's subject words that another text has in no form, whatever facets it shows."""
    spoken = _find_spoken(said)
    return [stem for stem in find_subjects(mask_parentheses(text)) if stem not in spoken]


@lru_cache(maxsize=8192)
def _find_showable(text: str) -> frozenset[str]:
    """Return the stems of a text that another one may show in other words, as `find_known` has it."""
    stems = [stems for _, stems in _list_facet_stems(text)]
    return frozenset().union(*stems, *_find_direction_stems(text).values(), *find_same(text).values())


def covers_open(text: str, said: str) -> bool:
    """Tell whether another text speaks of enough of an open question: two words of three, or nearly half of many."""
    few = len(find_subjects(mask_parentheses(text))) <= FEW_SUBJECTS
    return measure_covered_by(text, said) >= (0.6 if few else 0.45)


@lru_cache(maxsize=16384)
def find_known(text: str, said: str) -> frozenset[str]:
    """Return the stems that another text speaks of: its own, their synonyms, and those of facets and phrases that it
    shows in other words."""
    known, shown = _find_spoken(said), _name_facets(said)
    found = [stems for name, stems in _list_facet_stems(text) if name in shown or shows_facet(name, said)]
    for asked, find in ((_find_direction_stems(text), find_direction_words), (find_same(text), find_same)):
        if asked:
            found += [asked[name] for name in asked.keys() & find(said).keys()]
    return known.union(*found) if found else known


@lru_cache(maxsize=8192)
def _list_facet_stems(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each facet of a text that is no broad one, and each word that has instances, with its stems."""
    named = [(word, (word,)) for word in split_words(text).texts if has_instances(word)]
    found = [*find_facet_words(text), *named]
    return tuple([(name, find_stems(" ".join(words))) for name, words in found if name not in BROAD])


@lru_cache(maxsize=8192)
def _find_direction_stems(text: str) -> Mapping[str, frozenset[str]]:
    return {pair: find_stems(" ".join(words)) for pair, words in find_direction_words(text).items()}


@lru_cache(maxsize=8192)
def _find_spoken(text: str) -> frozenset[str]:
    """Return the stems of a text's words, and those that say the same."""
    stems = find_stems(text)
    return stems.union(*map(find_synonyms, stems & SYNONYMOUS))


@lru_cache(maxsize=8192)
def _name_facets(text: str) -> frozenset[str]:
    return frozenset([name for name, _ in find_facet_words(text)])
