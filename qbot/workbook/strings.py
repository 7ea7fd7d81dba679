"""The texts of a workbook: shared strings and in-line strings, without formatting and phonetic readings."""

from __future__ import annotations

import re

from lxml import etree

from qbot.ooxml.archive import Archive
from qbot.ooxml.xml import find_root, iterate_part

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_shared_strings(archive: Archive, name: str) -> list[str]:
    """Return the texts of the shared strings part in order; the count that the part claims is not believed."""
    data = archive.read(name)
    namespace, _ = find_root(archive, name, data)
    tag = f"{{{namespace}}}si"
    texts: list[str] = []
    for item in iterate_part(archive, name, data, [tag]):
        texts.append(read_text(item, namespace))
        item.clear()
        parent = item.getparent()
        while parent is not None and item.getprevious() is not None:
            del parent[0]
    return texts


def read_text(item: etree._Element, namespace: str) -> str:
    """Return the text of an `si` or `is` element: its runs joined, phonetic readings left out."""
    text_tag, run_tag = f"{{{namespace}}}t", f"{{{namespace}}}r"
    parts: list[str] = []
    for child in item:
        if child.tag == text_tag:
            parts.append(child.text or "")
        elif child.tag == run_tag:
            parts.extend(part.text or "" for part in child.iterchildren(text_tag))
    return decode_text("".join(parts))


def decode_text(text: str) -> str:
    """Return the text with `_xHHHH_` escapes resolved and line ends as `\\n`."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # halves join, lone ones go
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
