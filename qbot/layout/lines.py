"""Questions in running text: numbered lines, headings, "Answer:" lines, blanks and underscores to write on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.layout.boxes import find_boxes
from qbot.layout.line_rooms import make_room, number_roles, split_inline
from qbot.layout.line_words import BLANKS, IDENTITY, IMPERATIVE, TAIL, Line, SeenLine, find_level, is_field, look_at
from qbot.layout.texts import follows_up, is_instruction, list_words
from qbot.model.patterns import compile_late
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, QuestionState, Skipped, SlotRole

_OBLIGES = compile_late(
    r"\b(?:shall|must|should|is required to|are required to|muss|müssen|doit|doivent|debe|deben|deve)\b", re.I
)
_GUIDES = compile_late(
    r"(?:please\s+)?(?:answer|complete|fill|return|respond|note|use|see|refer|read|save|send|submit|do not|tick|check|"
    r"mark|select|instructions?)\b",
    re.IGNORECASE,
)
_ENDS = (".", "?", "!", ":", ";", "：", "？", "؟", "。")
_SECTION_WORD = compile_late(
    r"(?:section|part|chapter|abschnitt|teil|partie|sección|parte|seção|sezione)\s+[\dIVXA-Z]+\b", re.I
)


class LineReading(Struct, frozen=True):
    """The questions and skipped lines of a running text, in its order."""

    questions: tuple[Question, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def find_line_questions(lines: Sequence[Line]) -> LineReading:
    """Return the questions that stand in a running text, each with the place that its answer goes to.

    A question without any room gets a `new` slot at the place of its last line: the answer comes after that.
    """
    seen = [look_at(line) for line in lines]
    listed = _is_list_of_questions(seen)
    walk = _Walk(listed)
    for position, one in enumerate(seen):
        walk.take(one, seen[position + 1 :][:3])
    walk.close()
    return LineReading(tuple(walk.questions), tuple(walk.skipped))


def _is_list_of_questions(seen: Sequence[SeenLine]) -> bool:
    """Tell whether the text is a bare list: most of its lines ask, so the others that are long enough do too."""
    spoken = [one for one in seen if not one.is_blank and one.answer is None and one.words >= 3]
    asking = sum(one.asks or bool(IMPERATIVE.match(one.body)) or one.numbered for one in spoken)
    return len(spoken) > 0 and asking >= 0.5 * len(spoken)


class _Open(Struct, frozen=True):
    """A question whose room is still being looked for."""

    line: Line
    ref: str | None
    text: str
    asks: bool
    numbered: bool
    section: tuple[str, ...]
    slots: tuple[AnswerSlot, ...] = ()
    blank: str | None = None
    labelled: bool = False
    guidance: str = ""
    end: str = ""  # where its last line stands, when it goes on over several


class _Walk:
    """Goes through the lines once, keeping the headings above and the question that waits for its room."""

    def __init__(self, listed: bool) -> None:
        self.questions: list[Question] = []
        self.skipped: list[Skipped] = []
        self._listed = listed
        self._sections: list[tuple[int, str]] = []
        self._open: _Open | None = None
        self._after_blank = True

    def take(self, one: SeenLine, after: Sequence[SeenLine]) -> None:
        """Take the next line; `after` are the few that follow it."""
        if one.line.wall:
            self.close()
            return
        if one.is_blank and not one.line.slots:
            self._take_blank(one)
            return
        if (one.level is not None and not one.asks) or (not one.line.slots and self._is_heading(one, after)):
            self._take_heading(one)
        elif one.is_written_room or one.is_boxes or one.answer is not None or (one.line.slots and not one.body):
            self._take_room(one)
        elif self._is_more(one):
            self._take_more(one)
        elif self._is_question(one, after):
            self._take_question(one)
        else:
            self._take_prose(one)
        self._after_blank = False

    def close(self) -> None:
        """Finish the question that is open: where no room was found its answer gets a new line."""
        if self._open is None:
            return
        done, self._open = self._open, None
        slots = done.slots
        if not slots and done.blank is not None:
            slots = (AnswerSlot(SlotRole.ANSWER, done.blank),)
        if not slots:
            slots = (AnswerSlot(SlotRole.ANSWER, done.end or done.line.place, new=True),)
        filled = any(slot.current and slot.role is SlotRole.ANSWER and not slot.placeholder for slot in slots)
        self.questions.append(
            Question(
                sheet="",
                cell=done.line.place,
                text=done.text,
                ref=done.ref,
                section=done.section,
                kind=_find_kind(done),
                state=QuestionState.FILLED if filled else QuestionState.OPEN,
                slots=slots,
                guidance=done.guidance or None,
                parent=self._find_parent(done),
            )
        )

    def _find_parent(self, done: _Open) -> str | None:
        """Return the place of the question that one such as "If yes, describe" follows up, None for others."""
        above = self.questions[-1] if self.questions else None
        if above is None or not follows_up(done.text) or above.section != done.section:
            return None
        return above.parent or above.cell

    def _take_blank(self, one: SeenLine) -> None:
        self._after_blank = True
        if self._open is not None and one.line.room and self._open.blank is None:
            self._open = replace(self._open, blank=one.line.place)

    def _take_heading(self, one: SeenLine) -> None:
        self.close()
        level = one.level or find_level(one)
        title = one.line.text.strip().lstrip("#").strip()
        self._sections = [(depth, text) for depth, text in self._sections if depth < level]
        self._sections.append((level, title))
        self.skipped.append(Skipped("", one.line.place, title, "heading"))

    def _take_room(self, one: SeenLine) -> None:
        if self._open is None:
            if one.line.text.strip():
                self.skipped.append(Skipped("", one.line.place, one.line.text.strip(), "room without a question"))
            return
        slots = one.line.slots or (make_room(one),)
        if self._open.labelled and not one.body and len(slots) == 1:
            last = self._open.slots[-1]  # "Answer:" and below it the box to write in
            self._open = replace(
                self._open, labelled=False, slots=(*self._open.slots[:-1], replace(slots[0], role=last.role))
            )
            return
        known = {slot.role for slot in self._open.slots}
        if one.is_written_room and SlotRole.ANSWER in known and not one.line.slots:
            return  # a second line of underscores belongs to the room before it
        labelled = one.answer is not None and not slots[0].current and not one.line.slots and not slots[0].options
        self._open = replace(self._open, slots=(*self._open.slots, *number_roles(slots, known)), labelled=labelled)

    def _is_more(self, one: SeenLine) -> bool:
        """Tell whether the line goes on with the one before: an answer that is filled in, or a wrapped question."""
        if self._open is None or one.numbered or one.line.slots:
            return False
        answered = [slot for slot in self._open.slots if slot.current]
        if answered:
            return not self._after_blank and not one.asks
        if self._open.slots or self._after_blank or self._open.text.endswith(("?", "？", "؟")):
            return False
        return one.body[:1].islower() or (len(self._open.text) > 60 and not self._open.text.endswith((".", ":", "：")))

    def _take_more(self, one: SeenLine) -> None:
        assert self._open is not None
        if self._open.slots:
            last = self._open.slots[-1]
            grown = replace(last, current=f"{last.current or ''}\n{one.line.text.strip()}".strip())
            self._open = replace(self._open, slots=(*self._open.slots[:-1], grown))
        else:
            text = f"{self._open.text} {one.body}"
            self._open = replace(self._open, text=text, asks=self._open.asks or one.asks, end=one.line.place)

    def _take_question(self, one: SeenLine) -> None:
        self.close()
        text, slots = split_inline(one)
        self._open = _Open(
            one.line, one.ref, text, one.asks, one.numbered, tuple(title for _, title in self._sections), slots
        )

    def _take_prose(self, one: SeenLine) -> None:
        text = one.line.text.strip()
        if self._open is not None and not self._open.slots and not self._after_blank:
            self._open = replace(self._open, guidance=f"{self._open.guidance}\n{text}".strip())
        self.skipped.append(Skipped("", one.line.place, text, "guidance" if self._open else "text"))

    def _is_heading(self, one: SeenLine, after: Sequence[SeenLine]) -> bool:
        text = one.line.text.strip()
        if one.answer is not None or one.asks or one.words > 9 or BLANKS.search(text) or find_boxes(text):
            return False
        if _SECTION_WORD.match(text):
            return True
        follows = next((other for other in after if not other.is_blank), None)
        if follows is None or follows.answer is not None or follows.is_written_room or follows.line.slots:
            return False
        if is_field(one) or IMPERATIVE.match(one.body) or text.endswith((".", ";", ",")):
            return False
        if text.isupper() and one.words > 1:
            return True
        if one.line.bold and not (after and after[0].is_blank and after[0].line.room and one.numbered):
            return True
        if one.ref and follows.ref and follows.ref.startswith(f"{one.ref}."):
            return True
        return not one.numbered and follows.numbered and one.words <= 6

    def _is_question(self, one: SeenLine, after: Sequence[SeenLine]) -> bool:
        if one.words < 1 or one.line.text.strip().startswith(("[", "☐", "☒")):
            return False
        if one.line.slots or BLANKS.search(one.line.text) or TAIL.search(one.line.text):
            return True
        if is_field(one):
            return True
        follows = next((other for other in after if not other.is_blank), None)
        has_room = follows is not None and (
            follows.answer is not None or follows.is_written_room or bool(follows.line.slots and not follows.body)
        )
        if has_room:
            return one.words >= 2
        if not one.numbered and is_instruction(one.line.text):
            return False
        wrapped = _is_wrapped(one, after)
        asks = one.asks or wrapped or bool(IMPERATIVE.match(one.body))
        if _GUIDES.match(one.body) and not one.asks and not one.ref:
            return False
        if one.numbered:
            return asks or bool(_OBLIGES.search(one.body)) or (self._listed and one.words >= 3)
        blank_room = bool(after) and after[0].is_blank and after[0].line.room
        return (
            wrapped or one.body.rstrip(" \"')”").endswith(("?", "？", "؟")) or (asks and (self._listed or blank_room))
        )


def _is_wrapped(one: SeenLine, after: Sequence[SeenLine]) -> bool:
    """Tell whether a sentence that goes on in the next lines, as a mail wraps it, ends as a question there."""
    last = one
    for other in after:
        if last.body.rstrip().endswith(_ENDS) or other.numbered or not other.body[:1].islower():
            return False
        if other.asks:
            return True
        last = other
    return False


def _find_kind(done: _Open) -> QuestionKind:
    if not done.asks and len(list_words(done.text)) <= 8 and IDENTITY.search(done.text) and not done.numbered:
        return QuestionKind.IDENTITY
    if done.asks or IMPERATIVE.match(done.text):
        return QuestionKind.QUESTION
    return QuestionKind.STATEMENT
