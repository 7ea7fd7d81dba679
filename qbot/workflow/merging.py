"""A questionnaire that is read anew: the questions that stayed keep their ids and what was decided on them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.store.questions import add_questions, describe_standing, drop_questions, list_questions, replace_question
from qbot.store.records import QuestionRecord
from qbot.store.store import Change

_UNTOUCHED = ("blank", "suggested")


class Merged(Struct, frozen=True):
    """What becomes of the questions: those that stayed, new ones, ids that go, and how many decisions were lost."""

    stayed: tuple[QuestionRecord, ...]
    new: tuple[QuestionRecord, ...]
    gone: tuple[str, ...]
    lost: int

    @property
    def touched(self) -> list[tuple[str, int]]:
        """The questions that stayed, each with its new version."""
        return [(one.summary.id, one.summary.version) for one in self.stayed]

    @property
    def notes(self) -> list[str]:
        """What a person must know of it."""
        if not self.lost:
            return []
        plural = "s" * (self.lost != 1)
        return [f"{self.lost} earlier decision{plural} did not fit the corrected reading; the history still has them"]


def keep_read_questions(change: Change, questionnaire_id: str, read: Sequence[QuestionRecord]) -> Merged:
    """Keep the questions of a questionnaire as they are read now, with the decisions taken before."""
    merged = merge_questions(list_questions(change, questionnaire_id), read)
    drop_questions(change, merged.gone)
    for one in merged.stayed:
        replace_question(change, one)
    add_questions(change, merged.new)
    return merged


def merge_questions(before: Sequence[QuestionRecord], after: Sequence[QuestionRecord]) -> Merged:
    """Bring together the questions before and after: the same words in the same cell are the same question."""
    known = {(one.summary.sheet, one.summary.cell, one.summary.text): one for one in before}
    stayed, new, lost = [], [], 0
    for one in after:
        old = known.pop((one.summary.sheet, one.summary.cell, one.summary.text), None)
        if old is None:
            new.append(one)
            continue
        fits = set(old.summary.answers) <= {slot["cell"] for slot in one.reading["slots"]}
        lost += not fits and _is_decided(old)
        stayed.append(_carry_over(old, one, keep=fits and _is_decided(old)))
    lost += sum(_is_decided(one) for one in known.values())
    return Merged(tuple(stayed), tuple(new), tuple(one.summary.id for one in known.values()), lost)


def _carry_over(old: QuestionRecord, new: QuestionRecord, *, keep: bool) -> QuestionRecord:
    """Return the new reading of a question under its old id, with the old decision or the new suggestion."""
    stays = {"flagged": old.summary.flagged, "rejected": old.summary.rejected}
    decided = describe_standing(old.summary.standing) if keep else stays
    return replace(new, summary=replace(new.summary, id=old.summary.id, version=old.summary.version + 1, **decided))


def _is_decided(one: QuestionRecord) -> bool:
    return one.summary.status not in _UNTOUCHED
