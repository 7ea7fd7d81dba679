"""Answers that a cell lists in words: "Yes / No" to delete from, or a column of the answers that each row allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qbot.layout.column import Column
from qbot.layout.headings import fold_heading, is_yes_no
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_MOST, _LONGEST = 12, 60  # answers of one list, and characters of one of them
_SIGNS = ("\n", ";", " | ", " / ", "|", "/", ",")
_SHARE, _TRIED = 0.8, 20
_BULLET = compile_late(r"^[-–•*]\s+")
_OPTIONS = frozenset({
    "options", "answer options", "answer option", "response options", "allowed answers", "allowed values",
    "allowed responses", "possible answers", "possible values", "possible responses", "valid answers", "valid values",
    "permitted answers", "permitted values", "choices", "answer choices", "response choices", "list of values",
    "picklist", "values",
    "antwortmöglichkeiten", "antwortoptionen", "mögliche antworten", "auswahl", "optionen", "auswahlmöglichkeiten",
    "choix", "choix possibles", "réponses possibles", "réponses autorisées", "opciones", "opciones de respuesta",
    "respuestas posibles", "opzioni", "opzioni di risposta", "risposte possibili", "opções", "opções de resposta",
    "respostas possíveis", "opties", "antwoordopties", "mogelijke antwoorden", "antwoordmogelijkheden", "opcje",
    "możliwe odpowiedzi", "svarsalternativ", "svarmuligheder", "svaralternativer", "vastausvaihtoehdot", "možnosti",
    "варианты ответа", "варианты ответов", "選択肢", "选项", "選項", "보기",
})  # fmt: skip


def find_options_column(texts: Mapping[int, str], question: int) -> int | None:
    """Return the column headed as the answers that each row allows ("Answer options"), None where there is none."""
    named = (number for number, text in sorted(texts.items()) if fold_heading(text) in _OPTIONS)
    return next((number for number in named if number != question), None)


def list_options(text: str) -> tuple[str, ...]:
    """Return the answers that a cell lists, in its order; empty where it lists none or goes on in sentences."""
    for sign in _SIGNS:
        if sign in text.strip():
            parts = [_BULLET.sub("", part.strip()) for part in text.strip().split(sign)]
            kept = tuple(dict.fromkeys(part for part in parts if part))
            fits = 2 <= len(kept) <= _MOST and all(len(part) <= _LONGEST for part in kept)
            return kept if fits else ()
    return ()


def list_alternatives(text: str) -> tuple[str, ...]:
    """Return the verdicts of a cell from which the wrong ones are to be deleted: "Yes / No"; empty for other texts."""
    return list_options(text) if is_yes_no(text) else ()


def add_alternatives(
    view: View, columns: dict[int, Column], rows: Sequence[int], *, texts: Mapping[int, str], question: int
) -> None:
    """Take a column of "Yes / No" beside the questions as the answer: the wrong word is deleted in it."""
    asked = [row for row in rows if view.own_text(row, question)]
    for number in sorted({number for row in asked[:_TRIED] for number in view.rows[row] if number > question}):
        held = columns.get(number)
        if held is not None and (held.mark is not None or held.role == "answer"):
            continue
        if not any(list_alternatives(view.own_text(row, number)) for row in asked[:_TRIED]):
            continue
        listing = sum(bool(list_alternatives(view.own_text(row, number))) for row in asked)
        if listing >= max(_SHARE * len(asked), 1) and (held is None or held.role in ("comment", "guidance", "score")):
            columns[number] = Column("answer", texts.get(number, ""), "its cells hold the words to choose from")
