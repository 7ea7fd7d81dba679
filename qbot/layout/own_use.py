"""Columns right of the answers that the customer keeps for its own review: assessor, finding, follow-up, rating."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.layout.column import Column
from qbot.layout.headers import Header
from qbot.layout.heading_tables import EXACT
from qbot.layout.headings import SLOT_ROLES, VERDICTS, gives_points, names_vendor, read_heading
from qbot.layout.view import View
from qbot.model.patterns import compile_late
from qbot.model.place import parse_column

_PERSON = (
    r"reviewers?|assessors?|auditors?|evaluators?|analysts?|approvers?|prüfer(?:in)?|auditeurs?|évaluateurs?|"
    r"evaluador(?:es)?|revisor(?:es)?|valutatore|beoordelaar"
)
_ACT = (
    r"reviewed|assessed|evaluated|verified|validated|audited|approved|checked|scored|geprüft|bewertet|validé|vérifié|"
    r"revisado|evaluado|verificato"
)
_SIDE = (
    rf"(?:{_PERSON}|buyers?|customer|client|purchaser|bank|institution|university|hospital|agency|authority|auftraggeber|"
    r"acheteur|comprador)"
)
_GRADES = (
    r"(?:valutazione|punteggio|bewertung|beurteilung|évaluation|appréciation|notation|avaliação|valoración|evaluación|"
    r"beoordeling|vurdering|bedömning|ocena|arviointi|arvio|hodnocení|értékelés|evaluare|değerlendirme)"
)
_ABROAD = (
    r"(?:zamawiając|beställar|ordregiver|oppdragsgiver|committente|appaltante|cliente|kunde|klant|opdrachtgever|"
    r"donneur d'ordre|tilaaja|asiakkaan|zadavatel|objednatel|megrendelő|beneficiar|müşteri)"
)
_REVIEWS = compile_late(  # a heading that only who asks can mean
    rf"\b(?:{_PERSON})\b|\b(?:{_ACT})\s+(?:by|on|date|von|am|par|le|por|el|da|il)\b|\b(?:date|by)\s+(?:{_ACT})\b|"
    r"\bfindings?\b|\b(?:review|assessment|audit|evaluation)\s+(?:date|status|result|outcome|notes?|comments?|score)\b|"
    r"^(?:review|evaluation|outcome|decision|approval|sign-?off|verdict)s?\b|"
    r"\b(?:feststellung(?:en)?|prüfergebnis|constats?|hallazgos?)\b|"
    r"^(?:validation|vérification|contrôle|prüfung|freigabe|revisión|verifica|verificação)\b|评审|审核意见|審査|判定|심사",
    re.IGNORECASE,
)
_JUDGES = compile_late(  # one that belongs to the customer beside an answer, and says nothing of its neighbours
    r"\b(?:risk|residual|inherent)\s+(?:risk|rating|level|score|class(?:ification)?|assessment|accepted)\b|"
    r"\bfollow[- ]?ups?\b|\bnext steps?\b|\b(?:action|clarification|remediation)s?\s+(?:required|needed|requested)\b|"
    r"\b(?:pass|accepted|acceptable|satisfactory|adequate|sufficient)\b.{0,4}(?:/|$|\?|\(|or\b)|\bpass\s*/\s*fail\b|"
    rf"\b(?:by|from) (?:the )?{_SIDE}\b|{_GRADES}.{{0,12}}(?:{_SIDE}|{_ABROAD})|{_ABROAD}\w{{0,4}} {_GRADES}|"
    r"\brecommendations?\b|\brisikobewertung\b|\b(?:our|internal)\s+\w+|\bevaluation\b",
    re.IGNORECASE,
)
_FILLED_BY = compile_late(  # who fills it in, where that is not the vendor
    r"\b(?:completed|filled(?: in| out)?|used|populated|assigned|entered) by\b|\bfor (?:\w+ ){1,3}use\b|"
    r"\bauszufüllen (?:durch|von|vom)\b|\b(?:rempli[er]?s?|compléter|réservée?s?) (?:par|à|au)\b|\bavis d[ue]\b|"
    r"\b(?:rellenar|cumplimentar|completar|preencher) (?:por|pel[ao])\b|\bcompilare a cura di\b|\bvullen door\b|"
    r"\bwypełnia\b|\b(?:hidden|calculated|automatic(?:ally)?|internal|leave (?:blank|empty)|do not|ours|reserved)\b|"
    r"(?:弊社|当社)",
    re.IGNORECASE,
)
_COLUMNS = compile_late(
    r"\b(?:columns?|spalten?|colonnes?|columnas?|colonne|kolom(?:men)?|kolumny)\s+([A-Z]{1,2})\b"
    r"(?:\s*(?:to|through|until|and|bis|und|à|et|a|y|e|t/m|en|do|i|[-–,&])\s*([A-Z]{1,2})\b)?",
    re.IGNORECASE,
)
_COLUMN_WORD = compile_late(r"column|spalte|colonn|column|kolom|kolumn|欄|列", re.IGNORECASE)
_GREY = compile_late(
    r"\bgr[ea]y|\bshaded|\bgrau|\bgris|\bgrij[sz]|\bgrigi|\bcinz|\bszar|グレー|灰色|網掛け", re.IGNORECASE
)
_SENTENCE = compile_late(r"(?<=[.!;。])\s*|,\s+(?![A-Z]\b)|\n")
_VENDORS_OWN = frozenset({
    "answer", "answers", "response", "responses", "comment", "comments", "note", "notes", "remark", "remarks",
    "evidence", "explanation", "details", "justification",
})  # fmt: skip
"""Headings of one word that stand over most answers, and of which nothing else need be asked."""
_SIDES = 2  # columns that name the vendor, where the others are then somebody else's
_GENERIC = frozenset({
    "security", "privacy", "risk", "cyber", "data", "information", "it", "ict", "cloud", "service", "self", "third",
    "party",
})  # fmt: skip
_KNOWN_WORDS = frozenset(word for texts in EXACT.values() for text in texts for word in text.split()) | _GENERIC
_OWN = compile_late(  # over several columns: whose they are
    r"\b(?:for|by)\b.{0,40}\b(?:use|only)\b|\buse only\b|\binternal\b|"
    rf"\b(?:to be )?(?:completed|filled)\b.{{0,12}}\bby (?:the )?{_SIDE}\b|"
    rf"^\W*{_SIDE}(?:'s)?(?:\s+(?:review|assessment|evaluation|section|part|only|team|analysis))?\W*$",
    re.IGNORECASE,
)
_EVALUATES = compile_late(r"\W*(?!self\b)(?:[\w'’]+\s+){0,2}(?:evaluation|review|scoring)\W*$", re.IGNORECASE)


class _Said(Struct, frozen=True):
    """What is said over a table: of the customer's own columns, by number; of grey cells; and all texts there."""

    columns: Mapping[int, str]
    grey: str
    titles: str


def set_aside_own(
    view: View, columns: dict[int, Column], rows: Sequence[int], *, header: Header, question: int
) -> None:
    """Tell the customer's own columns from the slots: by what is said of them, by their heading right of an answer, or
    by grey cells where grey is said to be the customer's.

    What stands right of a column for the reviewer is the reviewer's too, unless it names the vendor or takes evidence.
    """
    texts = {number: text for number, text in header.texts.items() if number > question}
    slots = (
        number
        for number, column in columns.items()
        if number > question and column.role in (*VERDICTS, "comment") and not _names_review(column.heading)
    )
    unread = (number for number in texts if number not in columns and not _judge(texts[number], ""))
    first = min(slots, default=min(unread, default=None))
    if first is None:
        return
    said = _find_said(view, header)
    sides = sum(names_vendor(text) for text in texts.values())
    trail = False
    for number in sorted(number for number in texts if number > first):
        heading, held = texts[number], columns.get(number)
        vendors = names_vendor(heading)
        trail = not vendors and (trail or _names_review(heading))
        fixed = held is not None and (held.mark is not None or held.role not in SLOT_ROLES)
        why = said.columns.get(number) or ("" if vendors else _judge(heading, said.titles))
        if not why and sides >= _SIDES and not vendors and _names_other(heading):
            why = f"the other columns are the vendor's, this one is not: “{heading}”"
        if not why and _is_rated_twice(view, columns, rows, number=number, heading=heading):
            why = f"it rates again what another column rates: “{heading}”"
        if not why and trail and not (held is not None and held.role == "evidence"):
            why = "it stands right of what the customer reviews"
        if not why and not vendors and said.grey and _is_greyed(view, rows, number, question=question, first=first):
            why = said.grey
        if why and not fixed:
            columns[number] = Column("ignore", heading, why)


def _judge(heading: str, titles: str) -> str:
    """Return why a heading right of an answer names a column of the customer's own; empty where it does not."""
    if heading.casefold() in _VENDORS_OWN:
        return ""
    if _REVIEWS.search(heading) or _JUDGES.search(heading):
        return f"the customer reviews the answer under “{heading}”"
    if _FILLED_BY.search(heading):
        return f"its heading says who fills it in: “{heading}”"
    name, _, rest = heading.partition(" ")
    plain = name.removesuffix("'s").removesuffix("’s")
    titled = re.search(rf"\b{re.escape(plain)}\b(?!\s*[:：])", titles) is not None
    if plain[:1].isupper() and plain.casefold() not in _KNOWN_WORDS and titled and read_heading(rest):
        return f"it is named after the customer: “{heading}”"
    return ""


def _is_rated_twice(
    view: View, columns: Mapping[int, Column], rows: Sequence[int], *, number: int, heading: str
) -> bool:
    """Tell whether a heading gives points by a name ("Bewertung Muster"), right of a verdict that has a drop-down."""
    word, _, name = heading.partition(" ")
    if not gives_points(word) or not name[:1].isupper() or names_vendor(heading) or view.is_listed(rows, number):
        return False
    known = {part.casefold() for part in name.split()} & _KNOWN_WORDS
    return not known and any(
        other < number and column.role in VERDICTS and view.is_listed(rows, other) for other, column in columns.items()
    )


def _names_other(heading: str) -> bool:
    """Tell whether a heading names points that somebody gives: "Council score"."""
    name, _, rest = heading.partition(" ")
    return name[:1].isupper() and name.casefold() not in _KNOWN_WORDS and gives_points(rest)


def _find_said(view: View, header: Header) -> _Said:
    found: dict[int, str] = {}
    grey = ""
    above = [text for row in view.row_numbers if row < header.row for text in view.rows[row].values()]
    for sentence in (part for text in above for part in _SENTENCE.split(text)):
        if _FILLED_BY.search(sentence) is None or names_vendor(sentence):
            continue
        why = f"the customer says so: “{sentence.strip()[:80]}”"
        if _GREY.search(sentence):
            grey = why
        for match in _COLUMNS.finditer(sentence):
            start, end = parse_column(match[1].upper()), parse_column((match[2] or match[1]).upper())
            found |= dict.fromkeys(range(start, end + 1), why)
        if _COLUMN_WORD.search(sentence):
            found |= {number: why for number, text in header.texts.items() if len(text) > 1 and text in sentence}
    groups = {number: group for number in header.texts if (group := _find_group(view, header, number)) is not None}
    parted = any(names_vendor(group) for group in groups.values())
    for number, group in groups.items():
        if _is_own(group) or (parted and _EVALUATES.match(group) and not names_vendor(group)):
            found[number] = f"it stands under “{group}”"
    return _Said(found, grey, "\n".join(above))


def _is_greyed(view: View, rows: Sequence[int], number: int, *, question: int, first: int) -> bool:
    """Tell whether a column's blank cells are grey beside the questions, where those of the first answer are not."""
    asked = [row for row in rows if view.own_text(row, question)]
    grey = [row for row in asked if _is_grey(view, row, number) and not view.own_text(row, number)]
    return len(grey) >= 0.8 * len(asked) > 0 and not any(_is_grey(view, row, first) for row in grey)


def _is_grey(view: View, row: int, number: int) -> bool:
    fill = view.look(row, number).fill or ""
    if fill.startswith("theme:0:-"):
        return True
    return len(fill) == 6 and fill[:2] == fill[2:4] == fill[4:] and "40" <= fill[:2].upper() < "FB"


def _names_review(heading: str) -> bool:
    plain = heading.casefold() in _VENDORS_OWN
    return not plain and _REVIEWS.search(heading) is not None and not names_vendor(heading)


def _is_own(group: str) -> bool:
    return (_OWN.search(group) or _FILLED_BY.search(group)) is not None and not names_vendor(group)


def _find_group(view: View, header: Header, number: int) -> str | None:
    """Return the text that stands over a heading and its neighbours, None where nothing but a title does."""
    above = header.row if header.end > header.row else header.row - 1
    texts = view.rows.get(above, {})
    if len(texts) < 2 and not any(column > min(header.texts) for column in texts):
        return None
    start = max((column for column in texts if column <= number), default=None)
    return None if start is None or texts[start] == header.texts.get(number) else texts[start]
