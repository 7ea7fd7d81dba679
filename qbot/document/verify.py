"""The proof that a filled Word document is the original with only its answer places changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree
from msgspec import Struct

from qbot.document.proof_compare import Comparison, compare_documents
from qbot.document.proof_places import PlaceMap, map_places, parse_document, read_words
from qbot.document.proof_texts import find_faults, fits, normalise, ticks
from qbot.errors import UnreadableError
from qbot.model.filling import CellValue
from qbot.model.proof import CellChange, Finding, VerifyReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire
from qbot.ooxml.archive import Archive, open_archive
from qbot.ooxml.splice import SpliceError

NOT_CHECKED = "No manifest was given: it was not checked that the texts are the ones meant."
BOUND = "The custom XML item {part} changed: a content control is bound to it."
_CUSTOM = re.compile(r"customXml/[^/]+\.xml", re.IGNORECASE)
_FIELD = re.compile(r" field [0-9]+$")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class _Slots(Struct, frozen=True):
    """The slots by the place they stand in, with their questions."""

    by_place: Mapping[str, list[tuple[Question, AnswerSlot]]]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> _Slots:
        found: dict[str, list[tuple[Question, AnswerSlot]]] = {}
        for question in questionnaire.questions:
            for slot in question.slots:
                found.setdefault(_FIELD.sub("", slot.cell), []).append((question, slot))
        return cls(found)


def verify_document(
    original: Path, filled: Path, *, questionnaire: Questionnaire, meant: Sequence[CellValue] | None = None
) -> VerifyReport:
    """Return the proof: each place that changed, and a finding for all that may not differ.

    With `meant` only the places it lists may differ, and each must show its text. UnreadableError where one of the
    files is no Word package.
    """
    before, after = open_archive(original), open_archive(filled)
    main = find_main_part(before)
    findings, custom = _compare_members(before, after, main)
    notes = () if meant is not None else (NOT_CHECKED,)
    try:
        old, new = parse_document(before.read(main)), parse_document(after.read(main))
    except (SpliceError, KeyError) as error:
        return VerifyReport(findings=(*findings, Finding(main, str(error))), notes=notes)
    places = map_places(old)
    slots = _Slots.of(questionnaire)
    wanted = None if meant is None else {_FIELD.sub("", value.cell) for value in meant}
    allowed = {place for place in slots.by_place if wanted is None or place in wanted}
    added = {place for place in allowed if any(slot.new for _, slot in slots.by_place[place])}
    found = compare_documents(old, new, places=places, open_places=allowed, new_places=added)
    findings += [Finding(place, text) for place, text in found.faults]
    changes = _describe_changes(found, places)
    for change in changes:
        findings += _check_change(change, slots.by_place.get(change.cell, []), meant)
    shown = {change.cell for change in changes}
    findings += [_miss(value) for value in meant or () if not _is_shown(value, places, shown)]
    other, faults = _compare_custom(before, after, parts=custom, texts=[change.after for change in changes])
    return VerifyReport(tuple(changes), tuple(other), (*findings, *faults), notes)


def find_main_part(archive: Archive) -> str:
    """Return the name of the document part by its content type; UnreadableError where there is none."""
    try:
        types = parse_document(archive.read("[Content_Types].xml"))
        for override in types.iter("{*}Override"):
            if override.get("ContentType") == _MAIN:
                return (override.get("PartName") or "").lstrip("/")
        if archive.holds("word/document.xml"):
            return "word/document.xml"
    except (SpliceError, KeyError) as error:
        raise UnreadableError(archive.file, f"its list of parts is damaged ({error})", "Make it again") from error
    raise UnreadableError(archive.file, "it is no Word document", "Give the filled .docx file")


def _compare_members(before: Archive, after: Archive, main: str) -> tuple[list[Finding], list[str]]:
    """Return findings on the members other than the document, and the custom XML parts that differ."""
    findings = []
    if before.names != after.names:
        lost, put = set(before.names) - set(after.names), set(after.names) - set(before.names)
        text = f"parts lost: {sorted(lost)}, parts put in: {sorted(put)}" if lost or put else "the order changed"
        findings.append(Finding("package", text))
    custom = []
    for name in before.names:
        if name == main or not after.holds(name) or before.read(name) == after.read(name):
            continue
        if _CUSTOM.fullmatch(name):
            custom.append(name)
        else:
            findings.append(Finding(name, "the part differs"))
    return findings, custom


def _describe_changes(found: Comparison, places: PlaceMap) -> list[CellChange]:
    changes = []
    for place in dict.fromkeys((*found.changed, *found.inserted)):
        own = places.paragraphs[place]
        before = "\n".join(read_words(one) for one in own)
        now = [found.pairs.get(one, one) for one in own] + found.inserted.get(place, [])
        changes.append(CellChange("", place, before, "\n".join(read_words(one) for one in now)))
    return changes


def _check_change(
    change: CellChange, asked: Sequence[tuple[Question, AnswerSlot]], meant: Sequence[CellValue] | None
) -> list[Finding]:
    """Return what is wrong with the text that a place shows now."""
    faults = find_faults(change.before, change.after, [slot for _, slot in asked])
    for question, _ in asked:
        if question.cell == change.cell and normalise(question.text) not in normalise(change.after):
            faults.append("the question itself changed")
    wanted = [value for value in meant or () if _FIELD.sub("", value.cell) == change.cell]
    for value in wanted:
        there = fits(change.before, change.after, value.text) or ticks(change.before, change.after, value.text)
        if not there and not (len(wanted) > 1 and normalise(value.text) in normalise(change.after)):
            faults.append(f"the text is not the one meant: {value.text[:60]!r}")
        own = {normalise(question.text) for question, slot in asked if slot.cell == value.cell}
        if value.question and own and normalise(value.question) not in own:
            faults.append(f"the answer was meant for another question: {value.question[:60]!r}")
    return [Finding(change.cell, fault) for fault in dict.fromkeys(faults)]


def _is_shown(value: CellValue, places: PlaceMap, changed: set[str]) -> bool:
    """Tell whether a value meant is among the changes, or stood in its place before."""
    place = _FIELD.sub("", value.cell)
    words = "\n".join(read_words(one) for one in places.paragraphs.get(place, []))
    return place in changed or normalise(value.text) in normalise(words) or ticks(words, words, value.text)


def _miss(value: CellValue) -> Finding:
    return Finding(value.cell, f"the text meant is not there: {value.text[:60]!r}")


def _compare_custom(
    before: Archive, after: Archive, *, parts: Sequence[str], texts: Sequence[str]
) -> tuple[list[str], list[Finding]]:
    """Return the custom XML parts that changed with a control, and findings where one holds another text."""
    changes: list[str] = []
    findings: list[Finding] = []
    shown = " ".join(normalise(text) for text in texts)
    for part in parts:
        try:
            old, new = (list(parse_document(one.read(part)).iter(etree.Element)) for one in (before, after))
        except SpliceError as error:
            findings.append(Finding(part, str(error)))
            continue
        same = [one.tag for one in old] == [one.tag for one in new]
        pairs = [(a.text or "", b.text or "") for a, b in zip(old, new, strict=False) if a.text != b.text]
        kept = all(sorted(a.items()) == sorted(b.items()) for a, b in zip(old, new, strict=False))
        if same and kept and pairs and all(normalise(text) in shown for _, text in pairs):
            changes.append(BOUND.format(part=part))
        else:
            findings.append(Finding(part, "the part differs in more than the answer of a bound control"))
    return changes, findings
