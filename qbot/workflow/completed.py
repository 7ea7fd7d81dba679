"""A completed questionnaire as entries: what was answered in it, without who answered and when."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from qbot.knowledge_base.lines import RowsImport, collect_rows
from qbot.knowledge_base.merge import fold_question
from qbot.knowledge_base.rows import RowReader
from qbot.knowledge_base.verdicts import read_bare_verdict
from qbot.matching.options import GRADED, read_option
from qbot.model.knowledge import EntryKind, Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, QuestionState, SlotRole

# An answer that is nothing but an e-mail address or a telephone number belongs to a person, whatever was asked.
_PERSONAL = re.compile(r"\s*(?:(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\(?\d[\d\s()./-]{6,}\d)\s*")
_DAY = re.compile(r"\s*(?:\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d\d(?:\d\d)?)\s*")
_UNMARKED = frozenset({"", "0", "-", "☐", "□", "o", "[ ]", "false", "no", "n"})
_LONGEST_MARK = 3
_ID_WORDS = 6


class Completed(Struct, frozen=True):
    """What a completed questionnaire gives: its rows as entries, and how many fields were left out, and why."""

    rows: RowsImport
    answered: int
    left_out: Mapping[str, int]


class _Answered(Struct, frozen=True):
    question: Question
    verdict: str
    stance: Stance | None
    comment: str
    others: Mapping[str, str]


def read_completed(questionnaire: Questionnaire) -> Completed:
    """Return the answers that stand in a questionnaire.

    A verdict becomes the stance and the comment beside it the text; a mark in one of several columns says what the
    column's heading says. Identity fields, hints that nobody replaced, formulas and blanks are left out and counted.
    """
    left_out: Counter[str] = Counter()
    found: list[_Answered] = []
    for question in questionnaire.questions:
        reason = _find_reason(question)
        if reason:
            left_out[reason] += 1
        else:
            found.append(_read_question(question))
    parents = {(one.sheet, one.cell): one.text for one in questionnaire.questions}
    file = Path(questionnaire.file).name
    readers = [
        RowReader(file, _find_place(one.question), _make_values(one, name, parents))
        for one, name in zip(found, _make_ids(found), strict=True)
    ]
    return Completed(collect_rows(readers), len(found), dict(left_out))


def _find_reason(question: Question) -> str:
    """Return why a question gives no entry; empty where it gives one."""
    if question.kind is QuestionKind.IDENTITY:
        return "identity fields"
    if question.state is QuestionState.LOCKED:
        return "answers that a formula makes"
    held = [slot for slot in question.slots if slot.role is not SlotRole.DATE and _is_held(slot)]
    if not any(slot.role in (SlotRole.ANSWER, SlotRole.COMMENT) for slot in held):
        hint = any(slot.current and slot.placeholder for slot in question.slots)
        return "hints that nobody replaced" if hint else "questions without an answer"
    if all(_PERSONAL.fullmatch(slot.current or "") and not _DAY.fullmatch(slot.current or "") for slot in held):
        return "identity fields"
    return ""


def _is_held(slot: AnswerSlot) -> bool:
    text = (slot.current or "").strip()
    if not text or slot.placeholder:
        return False
    return slot.label is None or text.casefold() not in _UNMARKED


def _read_question(question: Question) -> _Answered:
    verdicts, comments = [], []
    others: dict[str, str] = {}
    for slot in question.slots:
        text = (slot.current or "").strip()
        if not _is_held(slot) or slot.role is SlotRole.DATE:
            continue
        if slot.role is SlotRole.ANSWER and slot.label is not None:
            verdicts.append((slot.label, True))
            comments += [text] if len(text) > _LONGEST_MARK else []
        elif slot.role is SlotRole.ANSWER:
            verdicts.append((text, text in slot.options))
        elif slot.role is SlotRole.COMMENT:
            comments.append(text)
        else:
            others[slot.role.value] = "\n".join(filter(None, (others.get(slot.role.value), text)))
    verdict, chosen = verdicts[0] if verdicts else ("", False)
    further = [text for text, _ in verdicts[1:] if text != verdict]
    stance = _read_stance(verdict, chosen=chosen) if not further else None
    return _Answered(question, "; ".join((verdict, *further)), stance, "\n".join(dict.fromkeys(comments)), others)


def _read_stance(verdict: str, *, chosen: bool) -> Stance | None:
    """Return the stance of a verdict; a graded yes ("Yes, a few of them") is no more than partial."""
    meaning = read_option(verdict) if chosen else None
    if meaning in set(Stance):
        return Stance(meaning)
    return Stance.PARTIAL if meaning == f"{GRADED} yes" else None


def _make_values(one: _Answered, name: str, parents: Mapping[tuple[str, str], str]) -> dict[str, object]:
    question = one.question
    notes = {key: text for key, text in one.others.items() if key != SlotRole.OWNERSHIP.value}
    if question.ref:
        notes["ref"] = question.ref
    if question.parent:
        notes["follows"] = parents.get((question.sheet, question.parent), "")
    values: dict[str, object] = {
        "id": name,
        "kind": EntryKind.PAST_ANSWER.value,
        "question": question.text,
        "answer": one.verdict,
        "comment": one.comment,
        "section": " > ".join(question.section),
        "ownership": one.others.get(SlotRole.OWNERSHIP.value, ""),
        "notes": {key: text for key, text in notes.items() if text},
    }
    if one.stance is not None:
        values["stance"] = one.stance.value
        if one.stance is not Stance.PARTIAL and one.comment and read_bare_verdict(one.verdict) is None:
            values |= {"answer": one.comment, "comment": "", "short_answer": one.verdict}
    return values


def _make_ids(found: Sequence[_Answered]) -> Iterator[str]:
    """Yield an id for each row that its section and its words make, so that next year's file finds the same entry.

    Where one file asks the same twice in one section, the customer's own id or the number of the row tells them apart.
    """
    keys = [_find_key(one.question) for one in found]
    often = Counter(keys)
    seen: Counter[tuple[str, ...]] = Counter()
    for one, key in zip(found, keys, strict=True):
        whole = (*key, one.question.ref or "") if often[key] > 1 else key
        seen[whole] += 1
        digest = hashlib.sha256("\n".join((*whole, str(seen[whole]))).encode("utf-8", "replace")).hexdigest()
        words = [word for word in key[1].split() if word.isascii()][:_ID_WORDS]
        yield "-".join((*words, digest[:8])) if words else f"question-{digest[:8]}"


def _find_key(question: Question) -> tuple[str, str]:
    return fold_question(" > ".join(question.section)), fold_question(question.text)


def _find_place(question: Question) -> str:
    return f"{question.sheet}, {question.cell}" if question.sheet else question.cell
