"""Which way a part of a question points beside an entry: what the entry declares, as it stands or turned round."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from qbot.matching.clauses import measure_covered_by, split_clauses
from qbot.matching.coverage import find_subjects, find_wordings, join_answers, measure_nearness
from qbot.matching.direction_tables import ONLY_BARRING
from qbot.matching.directions import denies, denies_any, find_directions, is_forbidden
from qbot.matching.pairing import Pairing, is_choice
from qbot.matching.questions_parts import QuestionPart, mask_parentheses
from qbot.model.knowledge import Entry, Stance

WELL_COVERED = 0.6
_TURNED = {Stance.YES: Stance.NO, Stance.NO: Stance.YES}


class _Clause(Struct, frozen=True):
    text: str
    stance: Stance
    is_question: bool


def read_direction(part: QuestionPart, pairing: Pairing) -> tuple[Stance | None, str]:
    """Return the declared stance as the part's direction turns it, and why."""
    clause = _find_clause(part.text, pairing.entry)
    asked, said = find_directions(mask_parentheses(part.text)), find_directions(clause.text)
    shared = asked.keys() & said.keys()
    turned = {name for name in shared if asked[name] != said[name]}
    if turned and turned <= ONLY_BARRING:
        return None, "The question points the other way than the entry; a person must read it."
    if turned and len(turned) < len(shared):
        return None, "The question points one way and the other; a person must read it."
    flip = bool(turned)
    if not shared and clause.is_question and _points_away(asked, pairing.entry):
        return None, "The question points the other way than the entry's answer; a person must read it."
    if not shared:
        flip = denies_itself(part.text) != denies_any(mask_parentheses(clause.text), find_subjects(part.text))
        if flip and measure_covered_by(part.text, clause.text) < WELL_COVERED:
            return None, "The question or the entry denies something, and it is not clear whether it is the same thing."
    elif "allowed" not in shared:
        flip = flip != (is_forbidden(part.text) != is_forbidden(clause.text))
    if not flip:
        return clause.stance, "The entry says so."
    if clause.stance is Stance.PARTIAL:
        return Stance.PARTIAL, "The question asks the other way round."
    if clause.stance is Stance.NO and (pairing.near or not turned):
        return None, "The entry says no to the opposite; whether that makes a yes, a person must say."
    return _TURNED.get(clause.stance), "The question asks the other way round than the entry."


def _points_away(asked: Mapping[str, int], entry: Entry) -> bool:
    said = find_directions(join_answers(entry))
    return any(asked[name] != said[name] for name in asked.keys() & said.keys())


def _find_clause(text: str, entry: Entry) -> _Clause:
    """Return the clause of the entry that speaks most of the question's words; its own questions first."""
    stance = entry.stance or Stance.YES
    clauses = [_Clause(wording, stance, True) for wording in find_wordings(entry) if not is_choice(wording)]
    clauses += [_Clause(clause, _read_statement_stance(clause, entry), False) for clause in split_clauses(entry.answer)]
    return max(
        clauses,
        key=lambda clause: (measure_covered_by(text, clause.text), measure_nearness(text, clause.text)),
        default=_Clause(entry.answer, stance, False),
    )


def _read_statement_stance(clause: str, entry: Entry) -> Stance:
    """Return what a clause of the answer stands for: it holds, unless the entry declares that it does not."""
    stance = entry.stance or Stance.YES
    if stance is not Stance.NO:
        return stance
    if entry.frameworks:
        return Stance.YES  # the "no" is about the framework asked for; what is offered instead does hold
    # "We do not train models" is so; "Training of models" under a "no" is not
    return Stance.YES if denies_itself(clause) else Stance.NO


def denies_itself(text: str) -> bool:
    """Tell whether a text denies what it is about, outside of its parentheses."""
    return denies(mask_parentheses(text))
