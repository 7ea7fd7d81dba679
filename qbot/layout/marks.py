"""Columns of which one takes a mark: "put an X in one of these columns", a scale, who does what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qbot.layout.headings import DENIES, VERDICTS, fold_heading, is_graded_mark, read_heading
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_LONGEST_GRADE, _GRADES = 25, 3
_SHORT_MARK = 6  # two words as short as "はい" and "いいえ" under one answer heading are marks in any language
_PARTY = compile_late(
    r"(?:the )?(?:customers?|clients?|consumers?|tenants?|controllers?|users?|you|us|buyer|purchaser|vendors?|"
    r"suppliers?|(?:cloud |service )?providers?|processors?|contractors?|hosting (?:provider|partner)|"
    r"cloud (?:vendor|platform|host)|csp|csc|shared|both|joint(?:ly)?|inherited|hybrid|(?:third|3rd)[- ]part(?:y|ies)|"
    r"sub-?processors?|sub-?contractors?|partners?|n/?a|not applicable|none|kunde|anbieter|lieferant|auftraggeber|"
    r"auftragnehmer|beide|gemeinsam|fournisseur|prestataire|partagée?|cliente|proveedor|compartid[ao]|ambos|fornitore|"
    r"condivis[ao]|klant|leverancier|gedeeld)(?:'s)?(?: (?:responsib(?:le|ility)|only|managed|owned))?"
)
_RESPONSIBLE = compile_late(
    r"respons[aá]b|responsib|verantwort|zuständig|verantwoord|who (?:does|is|performs|manages)|shared|demarcation|"
    r"\b(?:mark|tick|x)\b",
    re.IGNORECASE,
)


_EXPLAINED = compile_late(
    r"\b([A-Z])\s*(?:=|:|[-–—]|\()\s*(?:responsible|accountable|consulted|informed|support\w*|sign[- ]?off|verif\w+|"
    r"durchführ\w+|verantwortlich|rechenschaft\w*|informiert|konsultiert|beratend|réalis\w+|responsable|consult\w+|"
    r"inform\w+|autorité|approb\w+|aprueba|eindverantwoordelijk|verantwoordelijk|geraadpleegd|geïnformeerd)",
    re.IGNORECASE,
)
_NAMED_LETTERS = compile_late(r"\b(RACI|RASCI|RASI|DACI)\b")


def find_letters(view: View, row: int, marks: Mapping[int, str]) -> tuple[str, ...]:
    """Return the letters that columns of parties take, as the sheet explains them above or in its name; empty for an X.

    "R = Responsible, A = Accountable" gives R and A, "RACI" its four letters.
    """
    if not marks or not all(_PARTY.fullmatch(fold_heading(text)) for text in marks.values()):
        return ()
    above = [text for one in view.row_numbers if one <= row for text in view.rows[one].values()]
    explained = tuple(dict.fromkeys(found[1] for text in above for found in _EXPLAINED.finditer(text)))
    if len(explained) >= 2:
        return explained
    named = next(filter(None, (_NAMED_LETTERS.search(text) for text in (view.grid.name, *above))), None)
    return tuple(named[1]) if named else ()


def is_between(column: int, text: str, marks: Mapping[int, str]) -> bool:
    """Tell whether a heading is one more choice: a short one between two, or one that grades another beside them."""
    if column in marks or len(text) > _LONGEST_GRADE or read_heading(text) is not None:
        return False
    return min(marks) < column < max(marks) or (
        is_graded_mark(text) and min(marks) - _GRADES < column < max(marks) + _GRADES
    )


def are_choices(heading: str, below: Sequence[str]) -> bool:
    """Tell whether the headings under one answer heading are its choices, in whatever language."""
    if (
        read_heading(heading) not in (*VERDICTS, "ownership")
        or not all(below)
        or any(read_heading(text) not in (None, "ownership", *VERDICTS) for text in below)
    ):
        return False
    return len(below) >= 3 or all(len(text) <= _SHORT_MARK for text in below)


def find_denied(texts: Mapping[int, str]) -> dict[int, str]:
    """Return the columns of headings side by side of which the second denies the first: "Erfasst", "Nicht erfasst"."""
    found: dict[int, str] = {}
    for column, text in texts.items():
        if " " not in text or column - 1 not in texts:
            continue
        denial, _, rest = fold_heading(text).partition(" ")
        if denial in DENIES and rest == fold_heading(texts[column - 1]):
            found |= {column - 1: texts[column - 1], column: text}
    return found


def find_scale(texts: Mapping[int, str]) -> dict[int, str]:
    """Return the columns headed by the steps of a scale, such as 0 to 4, side by side; empty where there is none."""
    steps = {
        column: int(text) for column, text in texts.items() if len(text) == 1 and text.isascii() and text.isdigit()
    }
    columns = sorted(steps)
    whole = all(
        (column - columns[0], steps[column] - steps[columns[0]]) == (place, place)
        for place, column in enumerate(columns)
    )
    return {column: texts[column] for column in columns} if len(columns) >= 3 and whole else {}


def are_marks(view: View, marks: Mapping[int, str], end: int) -> bool:
    """Tell whether the columns under headings such as Yes, No and N/A are empty or hold single marks."""
    below = view.below(end, 60)
    texts = [view.own_text(row, column) for row in below for column in marks]
    named = {text for column in marks for one in (end - 1, end) if (text := view.text(one, column))}
    filled = [text for text in texts if text and text not in named]  # headings may stand again over each section
    return all(len(text) <= 2 for text in filled) or len(filled) * 6 <= len(texts)


def find_parties(view: View, row: int, texts: Mapping[int, str]) -> dict[int, str]:
    """Return the columns headed by who may be responsible ("Customer", "Provider", "Shared"), side by side.

    Two such headings may as well stand over words of each side: then the sheet must speak of responsibility or marks.
    """
    named = {column: text for column, text in texts.items() if _PARTY.fullmatch(fold_heading(text))}
    first = min(named, default=0)
    run = {column: text for column, text in named.items() if all(one in named for one in range(first, column))}
    if len(run) < 2 or first == min(texts):
        return {}
    if len(run) >= 3:
        return run
    above = [view.grid.name, *(text for one in view.row_numbers if one <= row for text in view.rows[one].values())]
    return run if any(_RESPONSIBLE.search(text) for text in above) else {}
