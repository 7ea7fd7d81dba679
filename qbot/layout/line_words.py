"""What one line of running text says by its words: its number, its label, the room in it."""

from __future__ import annotations

import re

from msgspec import Struct

from qbot.layout.boxes import find_boxes
from qbot.model.patterns import compile_late
from qbot.model.questionnaire import AnswerSlot

_NUMBER = compile_late(
    r"""\s*(?:(?:Question|Frage|Pregunta|Domanda|Pergunta|Vraag|Pytanie|Fråga|Spørgsmål)\s+(?=[0-9]))?(?:
        (?P<ref>[A-Z]{1,6}[-.]?[0-9]{1,4}(?:[.-][0-9A-Za-z]{1,4})*)[.):]?   # Q1, AC-01, GRC.2
      | (?P<number>[0-9]{1,4}(?:\.[0-9]{1,4})*)[.):]?                       # 1. 2) 3.1 4.2.1
      | [(]?(?P<letter>[a-z]|[ivx]{1,4})[.)]                                # a) (b) iv.
      | (?P<bullet>[-*•‣◦▪●–])
    )\s+(?=\S)""",
    re.VERBOSE,
)
_ANSWER = compile_late(
    r"\s*(?:(?:your|vendor|supplier|provider|company)(?:'s)?\s+)?"
    r"(?P<word>answer|response|reply|a|comments?|details?|remarks?|explanation|justification|(?:supporting )?evidence|"
    r"réponse|antwort|bemerkung(?:en)?|erläuterung(?:en)?|nachweise?|respuesta|comentarios?|observaciones|commentaires?|preuves?|"
    r"risposta|commenti|resposta|comentários?|antwoord|toelichting|svar|kommentar(?:er)?|odpowiedź|uwagi|"
    r"ответ|комментарий|回答|回复|답변|إجابة)\s*(?:\([^()]{1,60}\)\s*)?(?:[:：]|[-–]\s*$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
BLANKS = compile_late(r"(?:_[_\s]*){3,}|\.{6,}|…{3,}")
"""A run of underscores or dots to write on."""
TAIL = compile_late(r"\s*(?:answer|response|réponse|antwort|respuesta|risposta|resposta)\s*[:：]\s*$", re.IGNORECASE)
"""“Answer:” at the end of a question."""
IMPERATIVE = compile_late(
    r"(?:(?:please|describe|explain|provide|list|state|specify|indicate|attach|identify|outline|detail|confirm|give|name|"
    r"summari[sz]e|enter|include|discuss|define|document|demonstrate|elaborate)\b|if (?:yes|no|so|not)\b|"
    r"bitte\b|beschreiben|erläutern|nennen|décri|veuillez|indiquez|expliquez|describa|indique|explique|detalle|descreva|"
    r"descriva|indichi|beschrijf|opisz)",
    re.IGNORECASE,
)
"""A request, as it begins."""
IDENTITY = compile_late(
    r"\b(?:name|date|e-?mail|phone|telephone|address|contact|company|vendor|supplier|title|signature|website|url|position|"
    r"department|firma|datum|telefon|adresse|société|nom|fecha|nombre|empresa|correo|nome|data)\b",
    re.IGNORECASE,
)
"""A word of a field about who answers."""
_FIELD = compile_late(r"[^?.!]{2,60}[:：]\s*$")
_HASHES = compile_late(r"(#{1,6})\s+(.*)")


class Line(Struct, frozen=True):
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


class SeenLine(Struct, frozen=True):
    """A line with what its words alone tell."""

    line: Line
    ref: str | None
    body: str
    level: int | None
    numbered: bool
    answer: re.Match[str] | None

    @property
    def is_blank(self) -> bool:
        """Nothing stands in it."""
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
        """It has a question mark."""
        return any(sign in self.body for sign in ("?", "？", "؟"))

    @property
    def words(self) -> int:
        """How many words it has; in scripts that write no spaces, two signs count as one."""
        return max(len(self.body.split()), sum(character > "\u2e7f" for character in self.body) // 2)


def look_at(line: Line) -> SeenLine:
    """Return a line with what its words tell."""
    text = line.text.strip()
    hashes = _HASHES.fullmatch(text)
    if hashes and line.level is None:
        return SeenLine(line, None, hashes[2], len(hashes[1]), numbered=False, answer=None)
    number = _NUMBER.match(text)
    body = text[number.end() :] if number else text
    ref = (number["ref"] or number["number"] or number["letter"]) if number else None
    ref = ref or (line.label.strip().rstrip(".)") if line.label else None)
    answer = _ANSWER.fullmatch(text)
    numbered = number is not None or line.in_list or line.label is not None
    return SeenLine(line, ref, body, line.level, numbered, answer)


def is_field(one: SeenLine) -> bool:
    """Tell whether the line is a label such as `Company name:` with nothing after it."""
    return bool(_FIELD.fullmatch(one.body)) and bool(IDENTITY.search(one.body)) and one.words <= 8


def find_level(one: SeenLine) -> int:
    """Return how deep a heading stands by its number: 2.1 is one deeper than 2."""
    if one.ref and one.ref[0].isdigit():
        return 2 + one.ref.count(".")
    return 2


def find_answer_label(text: str) -> int | None:
    """Return where the words after an answer label begin (`Answer: `, or a question that ends in `Answer:`).

    None where the text has no such label.
    """
    label = _ANSWER.fullmatch(text)
    if label is not None:
        return label.start("rest")
    tail = TAIL.search(text)
    return tail.end() if tail is not None else None
