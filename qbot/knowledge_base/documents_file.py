"""`appendices.yaml`: the documents of a knowledge folder that evidence cells name by number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError
from qbot.knowledge_base.checker import Checker
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.nodes import Node, decode_text, parse_yaml
from qbot.model.knowledge import Disclosure

DOCUMENTS_FILE = "appendices.yaml"
_KEYS = ("number", "title", "version", "disclosure", "valid_until", "file")


class FolderDocument(Struct, frozen=True):
    """A document of a knowledge folder; `file` is its path below the folder, empty where it is not there."""

    number: int
    title: str
    version: str
    disclosure: Disclosure
    valid_until: date | None
    file: str

    def has_ended(self, day: date) -> bool:
        """Tell whether its last good day is over on a day."""
        return self.valid_until is not None and self.valid_until < day

    def read(self, folder: Path) -> bytes:
        """Return the bytes of its file, none where it has no file; UnreadableError where it cannot be read."""
        path = folder / self.file
        try:
            return path.read_bytes() if self.file else b""
        except OSError as error:
            remedy = f"Check the name in {DOCUMENTS_FILE}"
            raise UnreadableError(str(path), "the document cannot be read", remedy) from error


def read_documents_file(folder: Path) -> tuple[FolderDocument, ...]:
    """Return the documents of a folder, none where it has no such file; KnowledgeMistakesError with all mistakes."""
    path = folder / DOCUMENTS_FILE
    if not path.is_file():
        return ()
    text = decode_text(path.read_bytes(), DOCUMENTS_FILE)
    root = parse_yaml(text, DOCUMENTS_FILE) if isinstance(text, str) else [text]
    mistakes: list[Mistake] = list(root) if isinstance(root, list) else []
    found = read_documents(root, folder, mistakes) if isinstance(root, Node) else ()
    if mistakes:
        raise KnowledgeMistakesError(mistakes, origin=str(folder))
    return found


def read_documents(root: Node, folder: Path, mistakes: list[Mistake]) -> tuple[FolderDocument, ...]:
    """Return the documents of the file's tree, which is a list of them; mistakes are added to `mistakes`."""
    if not isinstance(root.value, list):
        if root.value != "":
            what = "the file is not a list of documents"
            mistakes.append(Mistake(DOCUMENTS_FILE, root.line, what, "Begin each document with `- number: …`"))
        return ()
    found: list[FolderDocument] = []
    for node in root.value:
        checker = Checker(node, DOCUMENTS_FILE, mistakes, name="the document")
        if checker.is_mapping:
            found.append(_read_document(checker, folder, found))
    return tuple(found)


def _read_document(checker: Checker, folder: Path, before: Sequence[FolderDocument]) -> FolderDocument:
    checker.allow(_KEYS)
    checker.require(["number", "title"])
    number, title = checker.read_text("number"), checker.read_text("title")
    if number and not (number.isascii() and number.isdecimal() and 0 < int(number) < 100_000):
        what = f"“{number[:20]}” is no number of a document"
        checker.report(checker.find_line("number"), what, "Write a number such as 3")
        number = ""
    if any(one.title.casefold() == title.casefold() or str(one.number) == number for one in before):
        checker.report(checker.find_line("title"), f"the number or the title of “{title}” is used twice", "Change one")
    file = checker.read_text("file")
    if file and not _is_below(folder / file, folder):
        what = f"there is no file “{file}” in the folder"
        checker.report(checker.find_line("file"), what, "Write its path from the folder on, such as documents/pack.pdf")
    return FolderDocument(
        int(number or 0),
        title,
        checker.read_text("version"),
        checker.read_choice("disclosure", Disclosure) or Disclosure.INTERNAL,
        checker.read_date("valid_until"),
        file,
    )


def _is_below(path: Path, folder: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())
