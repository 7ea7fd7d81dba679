"""Header rows: which rows head a table, on one row or two, and what each of their headings says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.layout.headings import (
    LONGEST_HEADING,
    VERDICTS,
    asks_for_mark,
    is_mark_heading,
    read_heading,
    read_sentence_heading,
)
from qbot.layout.marks import are_choices, are_marks, find_denied, find_parties, find_scale, is_between
from qbot.layout.overrides import SheetOverride
from qbot.layout.texts import is_ref, rate_question
from qbot.layout.view import View
from qbot.model.place import Rect

_ASKED, _ASKED_WORDS, _LEAST_WORDS = 0.8, 5, 3
_LEAST_ASKED = 3  # questions below a row, to take it for a header by one heading alone
_LONGEST_UNDER, _LIKELY = 60, 0.5  # of a heading in the second row
_LONGEST_NAME = 40  # characters of a heading in words of the customer's own


class Header(Struct, frozen=True):
    """A row that heads a table: its texts, what each column holds, and the columns that take a mark."""

    row: int
    end: int  # the last row of the header, where a second row names the columns under a merged heading
    roles: Mapping[int, str]
    texts: Mapping[int, str]
    marks: Mapping[int, str]
    sentences: frozenset[int] = frozenset()  # the columns whose heading is a whole sentence


def find_headers(view: View, override: SheetOverride | None) -> list[Header]:
    """Return the header rows of a sheet from top to bottom.

    A row that a person named and that is not among them is the only one; a row that a person left out is none.
    """
    left_out = override.leave_out if override is not None else ()
    found: list[Header] = []
    for row in view.row_numbers:
        if row in left_out or (found and row <= found[-1].end):
            continue
        header = _read_header(view, row)
        if _is_header(view, header) and not (found and _goes_on(view, header, found[-1])):
            found.append(header)
    named = override.header_row if override is not None else None
    if named is not None and all(header.row != named for header in found):
        return [_read_header(view, named)]
    return found


def _goes_on(view: View, header: Header, above: Header) -> bool:
    """Tell whether a row that could head a table is one more row of the table above: it asks something, or answers."""
    if header.row == above.end + 1 and len(header.roles) < len(above.roles):
        return True  # it says how to fill in each column
    first = header.texts[min(header.texts)]
    alike = any(above.texts.get(column) == text for column, text in header.texts.items())
    if is_ref(first) and first.strip(".)").isdecimal() and min(header.texts) in above.texts and not alike:
        return True
    for column, role in above.roles.items():
        text = header.texts.get(column, "")
        if role == "question" and rate_question(text) >= _ASKED and len(text.split()) >= _LEAST_WORDS:
            return True
        choice = view.choice_at(header.row, column) if role in VERDICTS and text else None
        if choice is not None and text in choice.options:
            return True
    return False


def _read_header(view: View, row: int) -> Header:
    texts = dict(view.rows.get(row, {}))
    roles = {column: role for column, text in texts.items() if (role := read_heading(text))}
    marks: dict[int, str] = {column: text for column, text in texts.items() if is_mark_heading(text)}
    short = len(texts) >= 2 and all(len(text) <= LONGEST_HEADING for text in texts.values())
    end = row
    if short and (under := _read_under(view, row, texts)):
        end = row + 1
        for column, (text, marked) in under.items():
            texts[column] = text
            if marked:
                marks[column] = text
                roles.pop(column, None)
            elif role := read_heading(text):
                roles[column] = role
    if short and len(marks) < 2:
        marks = find_denied(texts) or find_scale(texts) or find_parties(view, row, texts)
    asked = min((column for column, role in roles.items() if role == "question"), default=0)
    if sum(column > asked for column in marks) >= 2:
        marks = {
            column: text for column, text in marks.items() if column > asked
        }  # left of the question "No" is a number
    if len(marks) < 2 or not are_marks(view, marks, end):
        marks = {}
    marks |= {column: text for column, text in texts.items() if marks and is_between(column, text, marks)}
    for column in marks:
        roles[column] = "answer"
    said = _read_sentences(view, row, texts, roles)
    return Header(row, end, {**roles, **said}, texts, marks, frozenset(said))


def _read_under(view: View, row: int, texts: Mapping[int, str]) -> dict[int, tuple[str, bool]]:
    """Return the headings of a second row under merged ones, with whether their columns take a mark; empty for none."""
    if not view.grid.merges:
        return {}
    under = [
        rect for column in texts if (rect := view.merge_at(row, column)).right > rect.left or rect.bottom > rect.top
    ]
    wide = [rect for rect in under if rect.right > rect.left]
    if not wide:
        return {}
    below = {column: text for column, text in view.rows.get(row + 1, {}).items() if len(text) <= _LONGEST_UNDER}
    known = {column for column, text in below.items() if is_mark_heading(text) or read_heading(text)}
    names = {column for column in known if not view.own_text(row, column)}
    lower = {
        column
        for column, text in below.items()
        if any(rect.left <= column <= rect.right for rect in wide)
        and (column in known or rate_question(text) < _LIKELY)
    }
    whole = set(view.rows.get(row + 1, {})) <= lower | names or any(rect.bottom > row for rect in under)
    if not lower or not whole or not (names or len(lower) >= 2):
        return {}
    marked = [rect for rect in wide if _takes_marks(view, row, rect, {column: below[column] for column in lower})]
    others = {column for column in lower if read_heading(below[column]) not in (None, "ownership", *VERDICTS)}
    held = {column for column in names | lower if any(rect.holds(row, column) for rect in marked)} - others
    return {
        column: (below[column], column in held or is_mark_heading(below[column])) for column in sorted(names | lower)
    }


def _takes_marks(view: View, row: int, rect: Rect, lower: Mapping[int, str]) -> bool:
    """Tell whether one of the columns under a merged heading takes a mark."""
    heading = view.own_text(row, rect.left)
    if asks_for_mark(heading) or sum(rect.holds(row, one) and is_mark_heading(lower[one]) for one in lower) >= 2:
        return True
    return are_choices(heading, [lower.get(one, "") for one in range(rect.left, rect.right + 1)])


def _read_sentences(view: View, row: int, texts: Mapping[int, str], roles: Mapping[int, str]) -> dict[int, str]:
    """Return the roles of headings that are whole sentences: beside known ones, over cells that are blank or listed."""
    if "question" not in roles.values():
        return {}
    first = min(column for column, role in roles.items() if role == "question")
    below = view.below(row, 30)
    found: dict[int, str] = {}
    for column, text in texts.items():
        role = read_sentence_heading(text) if column > first and column not in roles else None
        if role and sum(bool(view.own_text(other, column)) for other in below) * 3 <= len(below):
            found[column] = role
    return found


def _is_header(view: View, header: Header) -> bool:
    if len(header.roles) <= 1:
        return _heads_questions(view, header) or _heads_blanks(view, header)
    texts = {column: text for column, text in header.texts.items() if column not in header.sentences}
    roles = Counter(header.roles.values())
    if any(len(text) > LONGEST_HEADING for column, text in texts.items() if column in header.roles):
        return False
    clear = [text for column, text in texts.items() if rate_question(text) >= 0.8 and column not in header.marks]
    if header.marks and header.end == header.row and any(len(text.split()) >= _ASKED_WORDS for text in clear):
        return False
    if any(rate_question(text) >= 0.8 and len(text) > 60 for text in texts.values()):
        return False
    known = len(header.roles) / max(len(header.texts), 1)
    if "question" in roles:
        return len(roles) >= 2 and known >= (0.2 if roles.keys() & set(VERDICTS) else 0.3)
    if roles.keys() & set(VERDICTS):
        return ((len(roles) >= 2 or bool(header.marks)) and known >= 0.4) or _heads_blanks(view, header)
    named = roles.keys() & {"ref", "section", "comment", "evidence", "guidance"}
    return (len(named) >= 2 and known >= 0.6) or _heads_questions(view, header)


def _heads_questions(view: View, header: Header) -> bool:
    """Tell whether a row of which little is known stands over questions, and over blank cells beside them.

    A row of which nothing is known must look unlike the questions below it.
    """
    texts = header.texts
    if header.sentences or len(texts) < 2 or any(len(text) > _LONGEST_NAME for text in texts.values()):
        return False
    first = texts[min(texts)]
    if is_ref(first) and any(character.isdigit() for character in first):
        return False
    below = view.below(header.end, 20)
    for column in sorted(texts):
        asking = [row for row in below if rate_question(view.own_text(row, column)) >= _ASKED]
        if (
            len(asking) < _LEAST_ASKED
            or asking[1] > below[2]
            or len(asking) * 2 <= sum(bool(view.own_text(row, column)) for row in below)
        ):
            continue
        if not any(_is_blank(view, other, asking) for other in texts if other > column):
            continue
        look = view.look(header.row, column)
        return bool(header.roles) or any(look.sign != view.look(row, column).sign for row in asking[:1])
    return False


def _heads_blanks(view: View, header: Header) -> bool:
    """Tell whether a row with a heading for the answer stands over rows that fill its other columns and not that one.

    It looks unlike these rows, its headings are short, and none of them is a number.
    """
    texts = header.texts
    answers = [column for column, role in header.roles.items() if role in VERDICTS]
    others = [column for column in texts if column not in answers]
    if len(others) < 2 or len(answers) != 1 or any(len(text) > _LONGEST_NAME for text in texts.values()):
        return False
    if any(is_ref(text) and text.strip(".)").isdecimal() for text in texts.values()):
        return False
    below = view.below(header.end, 20)
    full = [row for row in below if sum(bool(view.own_text(row, column)) for column in others) * 2 > len(others)]
    if len(full) < _LEAST_ASKED or not _is_blank(view, answers[0], full) or answers[0] < min(others):
        return False
    return view.look(header.row, others[0]).sign != view.look(full[0], others[0]).sign


def _is_blank(view: View, column: int, rows: Sequence[int]) -> bool:
    return sum(not view.own_text(row, column) for row in rows) * 5 >= len(rows) * 4


def find_title(headers: Sequence[Header], place: int, question: int) -> str:
    """Return the section that a repeated header names: the text that changes from header to header, left of the slots.

    It stands where the other headers have another text, over the reference or the question.
    """
    for column in sorted(headers[place].texts):
        texts = [header.texts[column] for header in headers if column in header.texts]
        if column <= question and len(texts) > 1 and len(set(texts)) * 2 > len(texts):
            return headers[place].texts[column].strip()
    return ""
