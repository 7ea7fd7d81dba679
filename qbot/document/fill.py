"""Fills a Word document: the paragraphs and controls of the answers change, every other byte of the file stays."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field

from qbot.document.body_reader import read_body
from qbot.document.changes import CannotWriteError, Change, plan_changes
from qbot.document.controls import Binding
from qbot.document.custom_xml import find_store, write_binding
from qbot.document.fragments import find_scopes, open_fragment
from qbot.document.open_parts import BodyError
from qbot.document.package import WordFile, read_word_file
from qbot.document.places import DocumentPlace, find_places
from qbot.document.targets import split_target
from qbot.document.words import clean_text
from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.ooxml.archive import open_archive
from qbot.ooxml.rewrite import RewriteError, rewrite_archive
from qbot.ooxml.splice import Splice, SpliceError, apply_splices

_REMEDY = "Ask the customer for the file again, or save it once with Word and use that copy"
BOUND = "The custom XML item {part} changed: a content control is bound to it."
"""The sentence of the closed list of other changes; `part` is the member's name."""


class SignedDocumentError(UsageError):
    """The document carries a digital signature, which any answer would break."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: the document is signed, and any change breaks the signature. "
            "Say --break-signature to go on, or ask for an unsigned copy"
        )


def fill_document(
    source: Path, target: Path, values: Sequence[CellValue], *, break_signature: bool = False
) -> FillReport:
    """Write a copy of the document with the values in their places, and return what was done and what was refused.

    The source is only read. The target appears in one step, or stays as it was. UsageError where the target is the
    source, or where the document is signed and `break_signature` is not given; UnreadableError where it is damaged.
    """
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target}: this is the customer's own file, which is never changed. Choose another name")
    archive = open_archive(source)
    word = read_word_file(archive)
    if word.is_signed and not break_signature:
        raise SignedDocumentError(source)
    try:
        replaced, report = _fill_parts(word, values)
        with replace_file(target) as output:
            rewrite_archive(io.BytesIO(archive.data), output, replaced)
    except (RewriteError, SpliceError, BodyError) as error:
        raise UnreadableError(str(source), f"the document is damaged ({error})", _REMEDY) from error
    return report


class _Piece(Struct):
    """A stretch of the document part and the changes that fall on it."""

    start: int
    end: int
    changes: list[Change] = field(default_factory=list)


def _fill_parts(word: WordFile, values: Sequence[CellValue]) -> tuple[dict[str, bytes], FillReport]:
    places = find_places(word.body)
    planned: list[tuple[CellValue, list[Change]]] = []
    refused: list[Refusal] = []
    for value in values:
        try:
            planned.append((value, _plan(places, value)))
        except CannotWriteError as error:
            refused.append(Refusal(value.sheet, value.cell, str(error)))
    scopes = find_scopes(word.part.utf8, {change.start for _, changes in planned for change in changes})
    text = _ScopedText(word.part.utf8, scopes)
    pieces: dict[int, _Piece] = {}
    written: list[CellValue] = []
    bound: dict[str, bytes] = {}
    for value, changes in planned:
        try:
            bound |= _try_changes(word, text, changes=changes, bound=bound)
        except ValueError as error:
            refused.append(Refusal(value.sheet, value.cell, str(error)))
            continue
        for change in changes:
            pieces.setdefault(change.start, _Piece(change.start, change.end)).changes.append(change)
        written.append(value)
    splices, _ = _apply(text, list(pieces.values()))
    utf8 = apply_splices(text.utf8, splices)
    read_body(utf8)  # what was written must read
    replaced = {word.main: word.part.encode(utf8), **bound} if written else {}
    warnings = ("The document was signed; its signature is broken by the answers.",) if word.is_signed else ()
    return replaced, FillReport(
        written=tuple(written),
        refused=tuple(refused),
        other_changes=tuple(BOUND.format(part=part) for part in sorted(bound)),
        warnings=warnings,
    )


class _ScopedText(Struct, frozen=True):
    """The document part as UTF-8, and the namespaces in force at the offsets that matter."""

    utf8: bytes
    scopes: Mapping[int, Mapping[str, str]]


def _plan(places: dict[str, DocumentPlace], value: CellValue) -> list[Change]:
    name, number = split_target(value.cell)
    place = places.get(name)
    if value.sheet or place is None:
        raise CannotWriteError("the document has no such place")
    if value.options and value.text not in value.options:
        raise CannotWriteError("the text is not in the list of this place")
    if value.max_length is not None and len(value.text) > value.max_length:
        raise CannotWriteError(f"the text is longer than the {value.max_length} characters allowed")
    beside = split_target(value.question_cell)[0] == name
    return plan_changes(place, number, clean_text(value.text), new=value.new, beside_question=beside)


def _try_changes(
    word: WordFile, text: _ScopedText, *, changes: Sequence[Change], bound: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Do the changes of one answer on their own, so that one that fails spoils no other; return the bound parts."""
    _, bindings = _apply(text, [_Piece(change.start, change.end, [change]) for change in changes])
    made: dict[str, bytes] = {}
    for binding in bindings:
        part = find_store(word.archive, word.custom_parts, binding.store)
        made[part] = write_binding(made.get(part) or bound.get(part) or word.archive.read(part), binding)
    return made


def _apply(text: _ScopedText, pieces: Sequence[_Piece]) -> tuple[list[Splice], list[Binding]]:
    """Return the splices that do all changes, and the bindings of the controls that changed."""
    splices: list[Splice] = []
    bindings: list[Binding] = []
    for piece in sorted(pieces, key=lambda one: one.start):
        marks = {mark for change in piece.changes for mark in change.marks}
        scope = text.scopes[piece.start]
        fragment = open_fragment(text.utf8, piece.start, piece.end, scope=scope, marks=marks)
        for change in piece.changes:
            binding = change.act(fragment)
            if binding is not None:
                bindings.append(binding)
        splices.append(Splice(piece.start, piece.end, fragment.serialise()))
    return splices, bindings
