"""Compares two document parts element by element: only what an answer may change inside its place may differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from lxml import etree
from msgspec import Struct, field

from qbot.document.proof_places import Element, PlaceMap, local_name

_MAX_DEPTH = 300
# What an answer changes in the properties of a content control.
_CONTROL_STATE = frozenset({"showingPlcHdr", "lastValue", "fullDate", "checked"})
# What holds an answer's words in a paragraph; all else in it must stay.
_WORDS = frozenset({"r", "proofErr"})
_WRITTEN = frozenset({"t", "br", "cr", "tab", "sym", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "rPr"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple"})


class Comparison(Struct):
    """What differs: places whose words or state changed, paragraphs put in after a place, and what may not differ.

    `pairs` gives for each paragraph that may change the one it became.
    """

    changed: dict[str, None] = field(default_factory=dict)
    pairs: dict[Element, Element] = field(default_factory=dict)
    inserted: dict[str, list[Element]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def compare_documents(
    before: Element, after: Element, *, places: PlaceMap, open_places: Collection[str], new_places: Collection[str]
) -> Comparison:
    """Return how the document part `after` differs from `before`, of which `places` are the places.

    Only `open_places` may change, and only after `new_places` may a paragraph be put in.
    """
    walk = _Comparer(places, frozenset(open_places), frozenset(new_places), Comparison())
    walk.compare(before, after, "document", 0)
    return walk.result


class _Comparer(Struct, frozen=True):
    places: PlaceMap
    open_places: frozenset[str]
    new_places: frozenset[str]
    result: Comparison

    def compare(self, before: Element, after: Element, place: str, depth: int) -> None:
        """Compare two elements that stand in the same place."""
        if depth > _MAX_DEPTH:
            self._fault(place, "its elements are nested too deeply to compare")
            return
        place = self.places.owners.get(before, place)
        if not _same_tag(before, after):
            self._fault(place, f"the element {_describe(before)} became {_describe(after)}")
            return
        is_paragraph = before in self.places.owners
        if is_paragraph and place in self.open_places:
            self.result.pairs[before] = after
            self._compare_answer(before, after, place)
            return
        if local_name(before) == "sdtPr" and self._holds_open(before):
            self._compare_state(before, after, self._find_inside(before))
            return
        if (before.text or "") != (after.text or ""):
            self._fault(place, f"the text {before.text!r} became {after.text!r}")
        self._compare_children(before, after, place, depth)

    def _compare_children(self, before: Element, after: Element, place: str, depth: int) -> None:
        rest = iter(after)
        for child in before:
            other = next(rest, None)
            if other is None:
                self._fault(place, f"the element {_describe(child)} is gone")
                return
            self.compare(child, other, place, depth + 1)
            owner = self.places.owners.get(child)
            if owner in self.new_places and len(after) > len(before):
                self._take_inserted(owner, rest, child, before)
        for other in rest:
            self._fault(place, f"the element {_describe(other)} was put in")

    def _take_inserted(self, owner: str, rest: Iterator[Element], child: Element, before: Element) -> None:
        """Take the paragraph that was put in behind the last paragraph of its place."""
        own = [one for one in before if self.places.owners.get(one) == owner]
        if child is not own[-1]:
            return
        made = next(rest, None)
        if made is None:
            return
        if local_name(made) != "p":
            self._fault(owner, f"the element {_describe(made)} was put in")
            return
        self.result.inserted.setdefault(owner, []).append(made)

    def _compare_answer(self, before: Element, after: Element, place: str) -> None:
        """Compare a paragraph that takes an answer: its words may differ, its properties and marks may not."""
        if etree.tostring(before, with_tail=False) == etree.tostring(after, with_tail=False):
            return
        self.result.changed.setdefault(place)
        self._compare_frames(_frame(before), _frame(after), place)
        if _find_things(before) != _find_things(after):
            self._fault(place, "a picture, field or note in its paragraph changed")

    def _compare_frames(self, before: Sequence[Element], after: Sequence[Element], place: str) -> None:
        if [one.tag for one in before] != [one.tag for one in after]:
            self._fault(place, "more than the words of the answer changed in its paragraph")
            return
        for old, new in zip(before, after, strict=True):
            name = local_name(old)
            if name == "sdtPr":
                self._compare_state(old, new, place)
            elif name in _WRAPPERS and sorted(old.attrib.items()) == sorted(new.attrib.items()):
                self._compare_frames(_frame(old), _frame(new), place)
            elif etree.tostring(old, with_tail=False) != etree.tostring(new, with_tail=False):
                self._fault(place, f"the element {_describe(old)} of its paragraph changed")

    def _compare_state(self, before: Element, after: Element, place: str) -> None:
        old, new = _describe_properties(before), _describe_properties(after)
        if old != new:
            self._fault(place, "the properties of its content control changed")
        elif etree.tostring(before, with_tail=False) != etree.tostring(after, with_tail=False):
            self.result.changed.setdefault(place)

    def _holds_open(self, properties: Element) -> bool:
        return bool(self._find_inside(properties))

    def _find_inside(self, properties: Element) -> str:
        """Return the first open place inside the control that has these properties."""
        control = properties.getparent()
        inside = control.iter("{*}p") if control is not None else ()
        names = (self.places.owners.get(paragraph) for paragraph in inside)
        return next((name for name in names if name in self.open_places), "")

    def _fault(self, place: str, text: str) -> None:
        if len(self.result.faults) < 200:
            self.result.faults.append((place, text))


def _same_tag(before: Element, after: Element) -> bool:
    return (
        before.tag == after.tag
        and sorted(before.attrib.items()) == sorted(after.attrib.items())
        and (before.tail or "").strip() == (after.tail or "").strip()  # blanks between elements say nothing
    )


def _frame(parent: Element) -> list[Element]:
    """Return the children that hold no words of their own."""
    return [child for child in parent if local_name(child) not in _WORDS]


def _find_things(paragraph: Element) -> list[bytes]:
    """Return what the runs hold besides words, as texts to compare; of a form field only that it is there."""
    things = [child for run in paragraph.iter("{*}r") for child in run if local_name(child) not in _WRITTEN]
    return [b"form field" if local_name(one) == "fldChar" else etree.tostring(one, with_tail=False) for one in things]


def _describe_properties(properties: Element) -> list[str]:
    """Return the properties of a control without its state, as texts to compare."""
    described = []
    for child in properties.iter(etree.Element):
        if child is properties or local_name(child) in _CONTROL_STATE:
            continue
        values = sorted(
            f"{key!r}={value!r}" for key, value in child.items() if etree.QName(key).localname not in _CONTROL_STATE
        )
        described.append(f"{etree.QName(child.tag).text} {values} {child.text or ''}")
    return described


def _describe(element: Element) -> str:
    return f"<{local_name(element)}>" if local_name(element) else "a comment"
