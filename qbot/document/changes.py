"""What one answer changes in a document: which pieces are taken out, and what is done to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from qbot.document.body import Field, FieldKind, Paragraph
from qbot.document.body_reader import is_hint
from qbot.document.controls import Binding, set_box, write_control, write_form
from qbot.document.fragments import Element, Fragment
from qbot.document.places import DocumentPlace
from qbot.document.words import (
    append_words,
    clear_words,
    drop_look,
    find_child,
    find_look,
    get_name,
    get_word,
    make_run,
    read_pieces,
    replace_stretch,
    write_words,
)
from qbot.layout.boxes import find_boxes, find_signs
from qbot.layout.line_words import BLANKS, find_answer_label

_BLACK = frozenset({"b", "bCs", "caps", "smallCaps"})
_LABEL = re.compile(r"[^?.!]{2,60}[:：]\s*$")
_FORMS = frozenset({FieldKind.FORM_TEXT, FieldKind.FORM_LIST})


class CannotWriteError(ValueError):
    """An answer that has no room where it was meant to go; `str()` says why."""


class Change(Struct):
    """One piece of the part (`start` to `end`), the start tags in it to be marked, and what is done to it.

    The action returns the binding of a control whose data must change as well.
    """

    start: int
    end: int
    act: Callable[[Fragment], Binding | None]
    marks: tuple[int, ...] = field(default=())


def plan_changes(place: DocumentPlace, number: int, text: str, *, new: bool, beside_question: bool) -> list[Change]:
    """Return the changes that put the text into the target `number` of a place.

    `new`: the text gets a paragraph of its own after the place. `beside_question`: the question stands in the same
    place, so no words there may go. CannotWriteError where there is no room.
    """
    if place.objection:
        raise CannotWriteError(place.objection)
    if not place.paragraphs:
        raise CannotWriteError("the cell has no paragraph")
    if new:
        return [_insert_after(place.paragraphs[-1], text)]
    targets = place.targets
    if number < len(targets):
        target = targets[number].field
        return _tick(place, text) if target is None else _fill_field(place, target, text)
    if number:
        raise CannotWriteError("there is no such field in this place")
    return _fill_room(place, text, beside_question=beside_question)


def _tick(place: DocumentPlace, text: str) -> list[Change]:
    boxes = find_boxes(place.text)
    labels = [box.label for box in boxes]
    if len(boxes) == 1 and text == "X":
        wanted = 0
    elif text in labels and len(boxes) > 1:
        wanted = labels.index(text)
    else:
        raise CannotWriteError("no box has these words beside it")
    changes = []
    number = 0
    for paragraph in place.paragraphs:
        for own, _ in enumerate(find_signs(paragraph.text)):
            ticked = number == wanted
            if ticked or (number < len(boxes) and boxes[number].ticked):
                changes.append(Change(paragraph.start, paragraph.end, _make_ticker(own, ticked=ticked)))
            number += 1
    return changes


def _make_ticker(number: int, *, ticked: bool) -> Callable[[Fragment], None]:
    def act(fragment: Fragment) -> None:
        set_box(fragment.element, number, ticked=ticked)

    return act


def _fill_field(place: DocumentPlace, target: Field, text: str) -> list[Change]:
    if target.locked:
        raise CannotWriteError("the content control is locked")
    if target.options and text not in target.options:
        raise CannotWriteError("the text is not in the list of this control")
    if target.level == "run" or target.kind in _FORMS:
        paragraph = next(one for one in place.paragraphs if target in one.fields)
        return [Change(paragraph.start, paragraph.end, _make_writer(target, text), marks=(target.start,))]
    return _fill_around(place, target, text)


def _make_writer(target: Field, text: str) -> Callable[[Fragment], Binding | None]:
    def act(fragment: Fragment) -> Binding | None:
        element = fragment.marks[target.start]
        if target.kind in _FORMS:
            write_form(element, text)
            return None
        properties, content = find_child(element, "sdtPr"), find_child(element, "sdtContent")
        if properties is None or content is None:
            raise CannotWriteError("the content control is damaged")
        return write_control(properties, content, text)

    return act


def _fill_around(place: DocumentPlace, target: Field, text: str) -> list[Change]:
    """Fill a control that encloses whole paragraphs: its properties and its first paragraph are two pieces."""
    inside = [one for one in place.paragraphs if one.start >= target.start and one.end <= target.end]
    if not inside or target.properties[1] <= target.properties[0]:
        raise CannotWriteError("the content control holds no paragraph")
    shared: list[Element] = []

    def keep(fragment: Fragment) -> Binding | None:
        shared.append(deepcopy(fragment.element))
        properties = fragment.element
        scratch = etree.Element(f"{get_word(properties)}sdtContent")
        return write_control(properties, scratch, text)

    def write(fragment: Fragment) -> None:
        write_control(deepcopy(shared[-1]), fragment.element, text)

    return [
        Change(*target.properties, keep),
        Change(inside[0].start, inside[0].end, write),
        *(Change(one.start, one.end, _clear) for one in inside[1:] if one.text.strip()),
    ]


def _clear(fragment: Fragment) -> None:
    clear_words(fragment.element)


def _fill_room(place: DocumentPlace, text: str, *, beside_question: bool) -> list[Change]:
    """Find the room in a place without fields: a line to write on, a label, a blank paragraph, or the old answer."""
    for paragraph in place.paragraphs:
        if BLANKS.search(paragraph.text):
            return [_change(paragraph, lambda one: _write_on_line(one, text))]
    for paragraph in place.paragraphs:
        if find_answer_label(paragraph.text) is not None:
            return [_change(paragraph, lambda one: _write_after_label(one, text))]
    worded = [one for one in place.paragraphs if one.text.strip()]
    if not worded or is_hint(place.text):
        first, rest = (worded or list(place.paragraphs))[0], worded[1:]
        return [_change(first, lambda one: write_words(one, text, look=find_look(one))), *_clear_all(rest)]
    last = worded[-1]
    if _LABEL.fullmatch(last.text.strip()):
        return [_change(last, lambda one: append_words(one, text))]
    if not beside_question:
        return [_change(worded[0], lambda one: write_words(one, text, look=find_look(one))), *_clear_all(worded[1:])]
    blank = next((one for one in place.paragraphs if one.start > last.start), None)
    if blank is not None:
        return [_change(blank, lambda one: write_words(one, text, look=find_look(one)))]
    return [_insert_after(last, text)]


def _change(paragraph: Paragraph, write: Callable[[Element], None]) -> Change:
    def act(fragment: Fragment) -> None:
        write(fragment.element)

    return Change(paragraph.start, paragraph.end, act)


def _clear_all(paragraphs: Sequence[Paragraph]) -> list[Change]:
    return [Change(one.start, one.end, _clear) for one in paragraphs]


def _write_on_line(paragraph: Element, text: str) -> None:
    words = "".join(piece.text for piece in read_pieces(paragraph))
    line = BLANKS.search(words)
    if line is None:
        raise CannotWriteError("the line to write on is not where it was")
    gap = "" if line.start() == 0 or words[line.start() - 1].isspace() else " "
    replace_stretch(paragraph, line.start(), line.end(), gap + text)


def _write_after_label(paragraph: Element, text: str) -> None:
    words = "".join(piece.text for piece in read_pieces(paragraph))
    rest = find_answer_label(words)
    if rest is not None and words[rest:].strip():
        start = rest + len(words[rest:]) - len(words[rest:].lstrip())
        replace_stretch(paragraph, start, len(words.rstrip()), text)
    else:
        append_words(paragraph, text)


def _insert_after(paragraph: Paragraph, text: str) -> Change:
    def act(fragment: Fragment) -> None:
        before = fragment.element
        word = get_word(before)
        made = etree.Element(f"{word}p")
        indent = _find_indent(before)
        if indent is not None:
            etree.SubElement(made, f"{word}pPr").append(deepcopy(indent))
        made.append(make_run(word, text, drop_look(find_look(before), _BLACK)))
        fragment.root.append(made)

    return Change(paragraph.start, paragraph.end, act)


def _find_indent(paragraph: Element) -> Element | None:
    properties = find_child(paragraph, "pPr")
    return next((one for one in properties if get_name(one) == "ind"), None) if properties is not None else None
