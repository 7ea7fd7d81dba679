"""Import of pages: a trust-centre page or a policy as statements, each with its headings and its own words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from qbot.knowledge_base.lines import RowsImport, collect_rows, read_import_text
from qbot.knowledge_base.merge import fold_question
from qbot.knowledge_base.page_blocks import Block, BlockKind, split_html, split_markdown, split_text
from qbot.knowledge_base.rows import RowReader
from qbot.knowledge_base.sentences import find_polarity, is_statement, split_sentences
from qbot.knowledge_base.table_columns import find_columns

_READERS = {
    **dict.fromkeys((".md", ".markdown"), split_markdown),
    **dict.fromkeys((".html", ".htm", ".xhtml"), split_html),
    ".txt": split_text,
}
_ASKED = re.compile(r"^\s*Q(?:uestion)?\s*\d*\s*[:.)]\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
_ANSWERED = re.compile(r"^\s*A(?:nswer)?\s*\d*\s*[:.)]\s*(?P<text>.+)", re.IGNORECASE | re.DOTALL)
_ID_WORDS = 6
_SHORT_ITEM = 7


class PageReading(Struct, frozen=True):
    """What a page gives: its entries, how many of them are statements and how many answered questions, and how many
    fragments were passed over because they state nothing."""

    rows: RowsImport
    statements: int
    pairs: int
    passed: int


class _Found(Struct, frozen=True):
    """Something said under the headings of `path`; `answer` is empty where the words state nothing."""

    path: tuple[str, ...]
    quote: str
    answer: str
    question: str = ""


def read_page(path: Path) -> PageReading:
    """Return the statements of a Markdown, HTML or text page, and the questions that it answers.

    A heading that asks, with the text below it, is an answered question, and so is a row under the headings question
    and answer. All other text is split into sentences, each a fact. The errors of `read_lines`.
    """
    blocks = _READERS[path.suffix.lower()](read_import_text(path))
    gathered = tuple(_find_all(blocks))
    found = list(dict.fromkeys(one for one in gathered if one.answer))
    passed = len({one.quote for one in gathered if not one.answer})
    readers = [RowReader(path.name, " > ".join(one.path), _make_values(one, path)) for one in found]
    pairs = sum(bool(one.question) for one in found)
    return PageReading(collect_rows(readers), len(found) - pairs, pairs, passed)


def _find_all(blocks: Sequence[Block]) -> Iterator[_Found]:
    path: list[tuple[int, str]] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        asked = _read_question(block)
        names = tuple(name for _, name in path if not name.endswith("?"))
        if asked:
            end = _find_end(blocks, number)
            answer = [_drop_mark(one) for one in blocks[number + 1 : end]]
            if answer:
                yield _Found(names, "\n".join(answer), "\n".join(answer), asked)
            number = end
            continue
        if block.kind is BlockKind.HEADING:
            path = [*((level, name) for level, name in path if level < block.level), (block.level, block.text)]
            number += 1
            continue
        end = next((i for i in range(number, len(blocks)) if _stops(blocks[i])), len(blocks))
        yield from _find_statements(blocks[number : max(end, number + 1)], names)
        number = max(end, number + 1)


def _stops(block: Block) -> bool:
    return block.kind is BlockKind.HEADING or bool(_read_question(block))


def _read_question(block: Block) -> str:
    """Return the question that a heading or a line after "Q:" asks; empty where it asks none."""
    if block.kind is BlockKind.HEADING:
        return block.text if block.text.endswith("?") else ""
    marked = _ASKED.match(block.text) if block.kind is BlockKind.TEXT else None
    return marked["text"] if marked else ""


def _find_end(blocks: Sequence[Block], start: int) -> int:
    """Return the number of the block after the answer of a question: the next heading that is no part of it.

    After a line "Q:" the answer is the next block, and the items below it.
    """
    level = blocks[start].level
    if blocks[start].kind is not BlockKind.HEADING:
        rest = range(start + 2, len(blocks))
        return next((number for number in rest if blocks[number].kind is not BlockKind.ITEM), len(blocks))
    for number in range(start + 1, len(blocks)):
        block = blocks[number]
        if _read_question(block) or (block.kind is BlockKind.HEADING and block.level <= (level or block.level)):
            return number
        if block.header and "question" in (find_columns(block.cells) or ()):
            return number
    return len(blocks)


def _drop_mark(block: Block) -> str:
    marked = _ANSWERED.match(block.text)
    text = marked["text"] if marked else block.text
    return f"- {text}" if block.kind is BlockKind.ITEM else text


def _find_statements(blocks: Sequence[Block], path: tuple[str, ...]) -> Iterator[_Found]:
    header: tuple[str, ...] = ()
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if block.kind is BlockKind.ROW:
            if block.header:
                header = block.cells
            else:
                yield from _read_row(block, header, path)
            number += 1
            continue
        items: Sequence[Block] = ()
        if block.text.endswith(":"):
            rest = blocks[number + 1 :]
            items = rest[: next((i for i, one in enumerate(rest) if one.kind is not BlockKind.ITEM), len(rest))]
        if items and all(len(item.text.split()) <= _SHORT_ITEM for item in items):
            text = "\n".join((block.text, *(f"- {item.text}" for item in items)))
            yield _Found(path, text, text)
            number += 1 + len(items)
            continue
        for sentence in split_sentences(block.text):
            yield _Found(path, sentence, sentence if is_statement(sentence) else "")
        number += 1


def _read_row(block: Block, header: Sequence[str], path: tuple[str, ...]) -> Iterator[_Found]:
    """Return what a table's row says: a question with its answer, or each further cell under the first one."""
    keys = find_columns(header) or []
    if "question" in keys and "answer" in keys:
        values = dict(zip(keys, block.cells, strict=False))
        if values.get("question") and values.get("answer"):
            yield _Found(path, values["answer"], values["answer"], values["question"])
        return
    names = [*header, *[""] * len(block.cells)]
    label = block.cells[0]
    told = [
        f"{name}: {cell}" if name and len(block.cells) > 2 else cell
        for name, cell in zip(names[1:], block.cells[1:], strict=False)
        if cell
    ]
    if label and told:
        yield _Found(path, block.text, f"{label}: {'; '.join(told)}")


def _make_values(one: _Found, file: Path) -> Mapping[str, object]:
    values: dict[str, object] = {
        "id": _make_id(one),
        "kind": "faq" if one.question else "fact",
        "question": one.question,
        "answer": one.answer,
        "comment": "",
        "section": " > ".join(one.path),
        "source": {"document": file.name, "place": " > ".join(one.path), "quote": one.quote},
    }
    if not one.question and (polarity := find_polarity(one.answer)) is not None:
        values["stance"] = polarity.value
    return values


def _make_id(one: _Found) -> str:
    """Return an id made of headings and words without the numbers: the next edition's "48 hours" changes this entry."""
    words = fold_question(one.question or one.answer).split()
    plain = " ".join("#" if word[0].isdigit() else word for word in words)
    digest = hashlib.sha256("\n".join((*one.path, plain)).encode("utf-8", "replace")).hexdigest()[:8]
    names = [word for word in words if word.isascii() and word.isalpha()][:_ID_WORDS]
    return "-".join((*names, digest)) if names else f"statement-{digest}"
