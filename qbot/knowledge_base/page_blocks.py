"""Pages as blocks: the headings, paragraphs, list items and table rows of Markdown, HTML and plain text, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

_SKIPPED = frozenset({
    *("script", "style", "noscript", "template", "nav", "footer", "form", "button", "svg", "head", "code", "pre"),
    *("iframe", "select", "object", "audio", "video", "canvas"),
})  # fmt: skip
_BREAKING = frozenset({
    *("p", "div", "section", "article", "main", "aside", "header", "blockquote", "figure", "figcaption", "address"),
    *("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "body", "html", "details", "fieldset", "hr", "center"),
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Levels below <h6>: what folds out, and a whole paragraph in bold letters.
_SUMMARY, _BOLD = 7, 8
_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.DOTALL)
_BULLET = re.compile(r"^\s*(?:[-*•‣▪–]|\(?(?:\d{1,2}|[a-z])[.)])\s+")
_SPOKEN = re.compile(r"\s*(?:Q|A|Question|Answer)\s*\d*\s*[:.]\s")
_LONGEST_HEADING = 10
_DEEPEST = 200


class BlockKind(StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"


class Block(Struct, frozen=True):
    """One block of a page: `level` is that of a heading; `cells` are those of a table's row, and `text` all of it."""

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    header: bool = False


def split_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown page, without what stands between dashes at its head."""
    from markdown_it import MarkdownIt

    return split_html(MarkdownIt("commonmark").enable("table").render(_FRONT_MATTER.sub("", text)))


def split_html(text: str) -> tuple[Block, ...]:
    """Return the blocks of an HTML page; menus, scripts, forms and code are passed over."""
    from lxml import etree, html

    if not text.strip():
        return ()
    try:
        # A declared encoding is refused in a text that is decoded already.
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    walker = _Walker()
    walker.walk(root, 0)
    walker.flush()
    return tuple(walker.blocks)


def split_text(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text: paragraphs, items, and short lines without a full stop as headings."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        blocks += _split_paragraph([line for line in paragraph.split("\n") if line.strip()])
    return tuple(blocks)


def _split_paragraph(lines: Sequence[str]) -> Iterator[Block]:
    if not lines:
        return
    if _is_heading(lines[0]) and not _BULLET.match(lines[0]) and not _SPOKEN.match(lines[0]):
        yield Block(BlockKind.HEADING, _join(lines[0]), 1 if lines[0].isupper() else 2)
        lines = lines[1:]
    text: list[str] = []
    kind = BlockKind.TEXT
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet or _SPOKEN.match(line):
            if text:
                yield Block(kind, _join(" ".join(text)))
            kind = BlockKind.ITEM if bullet else BlockKind.TEXT
            text = [line[bullet.end() :] if bullet else line]
        else:
            text.append(line)
    if text:
        yield Block(kind, _join(" ".join(text)))


def _is_heading(line: str) -> bool:
    words = line.strip().split()
    short = len(words) <= _LONGEST_HEADING and line.strip()[-1] not in ".,;:!"
    return short or (line.strip().endswith("?") and len(words) <= 3 * _LONGEST_HEADING)


def _join(text: str) -> str:
    return " ".join(text.split())


class _Walker:
    """Goes through the elements of a page and gathers the running text between those that break it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._kind = BlockKind.TEXT

    def walk(self, element: Any, depth: int) -> None:  # Any: an element of lxml.html, which has no types
        """Add the blocks of one element and of all below it."""
        tag = element.tag if isinstance(element.tag, str) else ""  # a comment has no name
        hidden = tag in _SKIPPED or element.get("aria-hidden") == "true" or element.get("hidden") is not None
        if tag and not hidden and depth < _DEEPEST:
            self._enter(element, tag, depth)
        if element.tail:
            self._text.append(element.tail)

    def flush(self, kind: BlockKind = BlockKind.TEXT) -> None:
        """Close the running text as one block; the next one is of the given kind."""
        text = _join(" ".join(self._text) if self._text else "")
        if text:
            self.blocks.append(Block(self._kind, text))
        self._text, self._kind = [], kind

    def _enter(self, element: Any, tag: str, depth: int) -> None:
        level = _HEADINGS.get(tag) or (_SUMMARY if tag in ("summary", "dt") else 0)
        if not level and tag == "p" and _is_bold(element):
            level = _BOLD
        if level:
            self.flush()
            self.blocks += [Block(BlockKind.HEADING, text, level) for text in [_read_text(element)] if text]
        elif tag == "tr":
            self.flush()
            cells = tuple(_read_text(cell) for cell in element if cell.tag in ("td", "th"))
            header = all(cell.tag == "th" for cell in element if cell.tag in ("td", "th"))
            if any(cells):
                self.blocks.append(Block(BlockKind.ROW, " | ".join(filter(None, cells)), cells=cells, header=header))
        elif tag in ("li", "dd"):
            self.flush(BlockKind.ITEM if tag == "li" else BlockKind.TEXT)
            self._go_on(element, depth)
            self.flush()
        elif tag in _BREAKING:
            # the paragraph within an item is the item's own text
            self.flush(self._kind if not self._text else BlockKind.TEXT)
            self._go_on(element, depth)
            self.flush()
        else:
            if tag == "br":
                self._text.append(" ")
            self._go_on(element, depth)

    def _go_on(self, element: Any, depth: int) -> None:
        if element.text:
            self._text.append(element.text)
        for child in element:
            self.walk(child, depth + 1)


def _read_text(element: Any) -> str:
    return _join(" ".join(element.itertext()))


def _is_bold(element: Any) -> bool:
    """Tell whether a paragraph is one bold text and nothing else."""
    inner = [child for child in element if child.tag in ("strong", "b")]
    return len(inner) == 1 == len(element) and not (element.text or "").strip() and not (inner[0].tail or "").strip()
