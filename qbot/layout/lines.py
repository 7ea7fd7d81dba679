"""Questions in running text: numbered lines, headings, "Answer:" lines, blanks and underscores to write on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qbot.layout.boxes import find_boxes, make_box_slot
from qbot.layout.texts import is_instruction, list_words
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, QuestionState, Skipped, SlotRole

_NUMBER = re.compile(
    r"""\s*(?:(?:Question|Frage|Pregunta|Domanda|Pergunta|Vraag|Pytanie|Fråga|Spørgsmål)\s+(?=[0-9]))?(?:
        (?P<ref>[A-Z]{1,6}[-.]?[0-9]{1,4}(?:[.-][0-9A-Za-z]{1,4})*)[.):]?   # Q1, AC-01, GRC.2
      | (?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})*)[.):]?                       # 1. 2) 3.1 4.2.1
      | [(]?(?P<letter>[a-z]|[ivx]{1,4})[.)]                                # a) (b) iv.
      | (?P<bullet>[-*•‣◦▪●–])
    )\s+(?=\S)""",
    re.VERBOSE,
)
_ANSWER = re.compile(
    r"\s*(?:(?:your|vendor|supplier|provider|company)(?:'s)?\s+)?"
    r"(?P<word>answer|response|reply|a|comments?|details?|remarks?|explanation|justification|(?:supporting )?evidence|"
    r"réponse|antwort|bemerkung(?:en)?|erläuterung(?:en)?|nachweise?|respuesta|comentarios?|observaciones|commentaires?|preuves?|"
    r"risposta|commenti|resposta|comentários?|antwoord|toelichting|svar|kommentar(?:er)?|odpowiedź|uwagi|"
    r"ответ|комментарий|回答|回复|답변|إجابة)\s*(?:\([^()]{1,60}\)\s*)?(?:[:：]|[-–]\s*$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(
    r"comment|detail|remark|expla|justif|bemerk|erläut|coment|observ|toelicht|kommentar|uwagi|коммент", re.IGNORECASE
)
_EVIDENCE = re.compile(r"(?:supporting )?evidence|nachweis|preuve", re.IGNORECASE)
BLANKS = re.compile(r"(?:_[_\s]*){3,}|\.{6,}|…{3,}")
"""A run of underscores or dots to write on."""
_TAIL = re.compile(r"\s*(?:answer|response|réponse|antwort|respuesta|risposta|resposta)\s*[:：]\s*$", re.IGNORECASE)
_FIELD = re.compile(r"[^?.!]{2,60}[:：]\s*$")
_IMPERATIVE = re.compile(
    r"(?:(?:please|describe|explain|provide|list|state|specify|indicate|attach|identify|outline|detail|confirm|give|name|"
    r"summari[sz]e|enter|include|discuss|define|document|demonstrate|elaborate)\b|if (?:yes|no|so|not)\b|"
    r"bitte\b|beschreiben|erläutern|nennen|décri|veuillez|indiquez|expliquez|describa|indique|explique|detalle|descreva|"
    r"descriva|indichi|beschrijf|opisz)",
    re.IGNORECASE,
)
_OBLIGES = re.compile(
    r"\b(?:shall|must|should|is required to|are required to|muss|müssen|doit|doivent|debe|deben|deve)\b", re.I
)
_GUIDES = re.compile(
    r"(?:please\s+)?(?:answer|complete|fill|return|respond|note|use|see|refer|read|save|send|submit|do not|tick|check|"
    r"mark|select|instructions?)\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"\b(?:name|date|e-?mail|phone|telephone|address|contact|company|vendor|supplier|title|signature|website|url|position|"
    r"department|firma|datum|telefon|adresse|société|nom|fecha|nombre|empresa|correo|nome|data)\b",
    re.IGNORECASE,
)
_HASHES = re.compile(r"(#{1,6})\s+(.*)")
_SECTION_WORD = re.compile(
    r"(?:section|part|chapter|abschnitt|teil|partie|sección|parte|seção|sezione)\s+[\dIVXA-Z]+\b", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph: its place, its words, and what its file says of it.

    `level` is its level as a heading (None: the file does not say that it is one). `label` is a number that a list
    shows before it. `room`: it is empty and somebody may write in it. `slots` are fields inside the line.
    `bold`: all of it is bold. `in_list`: it is an item of a list. `wall`: something else stands here, such as a table.
    """

    place: str
    text: str
    level: int | None = None
    label: str | None = None
    room: bool = False
    slots: tuple[AnswerSlot, ...] = ()
    bold: bool = False
    in_list: bool = False
    wall: bool = False


@dataclass(frozen=True, slots=True)
class LineReading:
    """The questions and skipped lines of a running text, in its order."""

    questions: tuple[Question, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A line with what its words alone tell."""

    line: Line
    ref: str | None
    body: str
    level: int | None
    numbered: bool
    answer: re.Match[str] | None

    @property
    def is_blank(self) -> bool:
        return not self.line.text.strip()

    @property
    def is_written_room(self) -> bool:
        """Underscores and nothing else."""
        return bool(self.line.text.strip()) and not BLANKS.sub("", self.line.text).strip(" :")

    @property
    def is_boxes(self) -> bool:
        """Boxes to tick with their words, and nothing before them."""
        boxes = find_boxes(self.line.text)
        return bool(boxes) and not self.line.text[: boxes[0].start].strip()

    @property
    def asks(self) -> bool:
        return any(sign in self.body for sign in ("?", "？", "؟"))

    @property
    def words(self) -> int:
        return max(len(self.body.split()), sum(character > "\u2e7f" for character in self.body) // 2)


def find_answer_label(text: str) -> int | None:
    """Return where the words after an answer label begin (`Answer: `, or a question that ends in `Answer:`).

    None where the text has no such label.
    """
    label = _ANSWER.fullmatch(text)
    if label is not None:
        return label.start("rest")
    tail = _TAIL.search(text)
    return tail.end() if tail is not None else None


def find_line_questions(lines: Sequence[Line]) -> LineReading:
    """Return the questions that stand in a running text, each with the place that its answer goes to.

    A question without any room gets a `new` slot with its own place: the answer becomes a line after it.
    """
    seen = [_look(line) for line in lines]
    listed = _is_list_of_questions(seen)
    walk = _Walk(listed)
    for position, one in enumerate(seen):
        walk.take(one, seen[position + 1 :][:3])
    walk.close()
    return LineReading(tuple(walk.questions), tuple(walk.skipped))


def _look(line: Line) -> _Seen:
    text = line.text.strip()
    hashes = _HASHES.fullmatch(text)
    if hashes and line.level is None:
        return _Seen(line, None, hashes[2], len(hashes[1]), numbered=False, answer=None)
    number = _NUMBER.match(text)
    body = text[number.end() :] if number else text
    ref = (number["ref"] or number["number"] or number["letter"]) if number else None
    ref = ref or (line.label.strip().rstrip(".)") if line.label else None)
    answer = _ANSWER.fullmatch(text)
    numbered = number is not None or line.in_list or line.label is not None
    return _Seen(line, ref, body, line.level, numbered, answer)


def _is_list_of_questions(seen: Sequence[_Seen]) -> bool:
    """Tell whether the text is a bare list: most of its lines ask, so the others that are long enough do too."""
    spoken = [one for one in seen if not one.is_blank and one.answer is None and one.words >= 3]
    asking = sum(one.asks or bool(_IMPERATIVE.match(one.body)) or one.numbered for one in spoken)
    return len(spoken) > 0 and asking >= 0.5 * len(spoken)


@dataclass(frozen=True, slots=True)
class _Open:
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


class _Walk:
    """Goes through the lines once, keeping the headings above and the question that waits for its room."""

    def __init__(self, listed: bool) -> None:
        self.questions: list[Question] = []
        self.skipped: list[Skipped] = []
        self._listed = listed
        self._sections: list[tuple[int, str]] = []
        self._open: _Open | None = None
        self._after_blank = True

    def take(self, one: _Seen, after: Sequence[_Seen]) -> None:
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
            slots = (AnswerSlot(SlotRole.ANSWER, done.line.place, new=True),)
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
            )
        )

    def _take_blank(self, one: _Seen) -> None:
        self._after_blank = True
        if self._open is not None and one.line.room and self._open.blank is None:
            self._open = replace(self._open, blank=one.line.place)

    def _take_heading(self, one: _Seen) -> None:
        self.close()
        level = one.level or _find_level(one)
        title = one.line.text.strip().lstrip("#").strip()
        self._sections = [(depth, text) for depth, text in self._sections if depth < level]
        self._sections.append((level, title))
        self.skipped.append(Skipped("", one.line.place, title, "heading"))

    def _take_room(self, one: _Seen) -> None:
        if self._open is None:
            if one.line.text.strip():
                self.skipped.append(Skipped("", one.line.place, one.line.text.strip(), "room without a question"))
            return
        slots = one.line.slots or (_make_room(one),)
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
        self._open = replace(self._open, slots=(*self._open.slots, *_number_roles(slots, known)), labelled=labelled)

    def _is_more(self, one: _Seen) -> bool:
        """Tell whether the line goes on with the one before: an answer that is filled in, or a wrapped question."""
        if self._open is None or one.numbered or one.line.slots:
            return False
        answered = [slot for slot in self._open.slots if slot.current]
        if answered:
            return not self._after_blank and not one.asks
        if self._open.slots or self._after_blank or self._open.text.endswith(("?", "？", "؟")):
            return False
        return one.body[:1].islower() or (len(self._open.text) > 60 and not self._open.text.endswith((".", ":", "：")))

    def _take_more(self, one: _Seen) -> None:
        assert self._open is not None
        if self._open.slots:
            last = self._open.slots[-1]
            grown = replace(last, current=f"{last.current or ''}\n{one.line.text.strip()}".strip())
            self._open = replace(self._open, slots=(*self._open.slots[:-1], grown))
        else:
            text = f"{self._open.text} {one.body}"
            self._open = replace(self._open, text=text, asks=self._open.asks or one.asks)

    def _take_question(self, one: _Seen) -> None:
        self.close()
        text, slots = _split_inline(one)
        self._open = _Open(
            one.line, one.ref, text, one.asks, one.numbered, tuple(title for _, title in self._sections), slots
        )

    def _take_prose(self, one: _Seen) -> None:
        text = one.line.text.strip()
        if self._open is not None and not self._open.slots and not self._after_blank:
            self._open = replace(self._open, guidance=f"{self._open.guidance}\n{text}".strip())
        self.skipped.append(Skipped("", one.line.place, text, "guidance" if self._open else "text"))

    def _is_heading(self, one: _Seen, after: Sequence[_Seen]) -> bool:
        text = one.line.text.strip()
        if one.answer is not None or one.asks or one.words > 9 or BLANKS.search(text) or find_boxes(text):
            return False
        if _SECTION_WORD.match(text):
            return True
        follows = next((other for other in after if not other.is_blank), None)
        if follows is None or follows.answer is not None or follows.is_written_room or follows.line.slots:
            return False
        if _is_field(one) or _IMPERATIVE.match(one.body) or text.endswith((".", ";", ",")):
            return False
        if text.isupper() and one.words > 1:
            return True
        if one.line.bold and not (after and after[0].is_blank and after[0].line.room and one.numbered):
            return True
        if one.ref and follows.ref and follows.ref.startswith(f"{one.ref}."):
            return True
        return not one.numbered and follows.numbered and one.words <= 6

    def _is_question(self, one: _Seen, after: Sequence[_Seen]) -> bool:
        if one.words < 1 or one.line.text.strip().startswith(("[", "☐", "☒")):
            return False
        if one.line.slots or BLANKS.search(one.line.text) or _TAIL.search(one.line.text):
            return True
        if _is_field(one):
            return True
        follows = next((other for other in after if not other.is_blank), None)
        has_room = follows is not None and (
            follows.answer is not None or follows.is_written_room or bool(follows.line.slots and not follows.body)
        )
        if has_room:
            return one.words >= 2
        if not one.numbered and is_instruction(one.line.text):
            return False
        asks = one.asks or bool(_IMPERATIVE.match(one.body))
        if _GUIDES.match(one.body) and not one.asks and not one.ref:
            return False
        if one.numbered:
            return asks or bool(_OBLIGES.search(one.body)) or (self._listed and one.words >= 3)
        blank_room = bool(after) and after[0].is_blank and after[0].line.room
        return one.body.rstrip(" \"')”").endswith(("?", "？", "؟")) or (asks and (self._listed or blank_room))


def _is_field(one: _Seen) -> bool:
    """Tell whether the line is a label such as `Company name:` with nothing after it."""
    return bool(_FIELD.fullmatch(one.body)) and bool(_IDENTITY.search(one.body)) and one.words <= 8


def _find_level(one: _Seen) -> int:
    if one.ref and one.ref[0].isdigit():
        return 2 + one.ref.count(".")
    return 2


def _find_kind(done: _Open) -> QuestionKind:
    if not done.asks and len(list_words(done.text)) <= 8 and _IDENTITY.search(done.text) and not done.numbered:
        return QuestionKind.IDENTITY
    if done.asks or _IMPERATIVE.match(done.text):
        return QuestionKind.QUESTION
    return QuestionKind.STATEMENT


def _make_room(one: _Seen) -> AnswerSlot:
    boxes = find_boxes(one.line.text)
    if boxes:
        return make_box_slot(boxes, one.line.place)
    if one.answer is None:
        return AnswerSlot(SlotRole.ANSWER, one.line.place)
    rest = BLANKS.sub("", one.answer["rest"]).strip()
    return AnswerSlot(_read_role(one.answer["word"]), one.line.place, current=rest or None)


def _read_role(word: str) -> SlotRole:
    if _EVIDENCE.match(word):
        return SlotRole.EVIDENCE
    return SlotRole.COMMENT if _COMMENT.match(word) else SlotRole.ANSWER


def _number_roles(slots: Sequence[AnswerSlot], known: set[SlotRole]) -> tuple[AnswerSlot, ...]:
    """Make every free text after the first answer a comment; boxes of one question stay answers side by side."""
    roles = set(known)
    made = []
    for slot in slots:
        role = slot.role
        if role is SlotRole.ANSWER and role in roles and not slot.options:
            role = SlotRole.COMMENT
        roles.add(role)
        made.append(replace(slot, role=role))
    return tuple(made)


def _split_inline(one: _Seen) -> tuple[str, tuple[AnswerSlot, ...]]:
    """Return the words of a question line and the slots that stand in the same line."""
    if one.line.slots:
        return _TAIL.sub("", one.body).strip(), one.line.slots
    boxes = find_boxes(one.body)
    if boxes and one.body[: boxes[0].start].strip():
        return one.body[: boxes[0].start].strip(), (make_box_slot(boxes, one.line.place),)
    blank = BLANKS.search(one.body)
    if blank is not None:
        text = f"{one.body[: blank.start()]} {BLANKS.sub('', one.body[blank.end() :])}".strip()
        return " ".join(text.split()), (AnswerSlot(SlotRole.ANSWER, one.line.place),)
    if _TAIL.search(one.body) or _is_field(one):
        text = _TAIL.sub("", one.body).strip()
        return text, (AnswerSlot(SlotRole.ANSWER, one.line.place),)
    return one.body, ()
