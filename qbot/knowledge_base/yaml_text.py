"""Entries as YAML that a person can read, compare line by line and edit.

Texts that YAML could take for something else are quoted as in JSON, which is YAML too; no text is ever wrapped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from qbot.knowledge_base.entry_form import Plain, describe_entry
from qbot.model.knowledge import Entry

# Words, and marks that mean nothing to YAML at that place; a colon or a hash only inside a word.
_PLAIN = re.compile(r"[^\W\d_][\w ,.;/()'’“”–—·+*=§€$%?!&-]*(?<![ ])", re.UNICODE)
# What YAML 1.1 readers take for a truth value, nothing or a number.
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"])
# What YAML does not allow in a file, though JSON leaves it as it is.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def format_entries(entries: Iterable[Entry]) -> str:
    """Return entries as the YAML text of one file."""
    return "\n".join(_format_entry(entry) for entry in entries) or "[]\n"


def format_mapping(values: Mapping[str, Plain], *, indent: str = "") -> str:
    """Return keys and values as YAML lines."""
    return "".join(_format_value(key, value, indent) for key, value in values.items())


def _format_entry(entry: Entry) -> str:
    text = format_mapping(describe_entry(entry), indent="  ")
    return "- " + text[2:]


def _format_value(key: str, value: Plain, indent: str) -> str:
    head = f"{indent}{_format_text(key)}:"
    if isinstance(value, int):
        return f"{head} {value}\n"
    if isinstance(value, str):
        return f"{head} {_format_text(value)}\n"
    if isinstance(value, dict):
        return f"{head}\n" + "".join(_format_value(name, item, f"{indent}  ") for name, item in value.items())
    lines = []
    for item in value:
        if isinstance(item, str):
            lines.append(f"{indent}  - {_format_text(item)}\n")
        else:
            block = "".join(_format_value(name, text, f"{indent}    ") for name, text in item.items())
            lines.append(f"{indent}  - {block.lstrip()}")
    return f"{head}\n" + "".join(lines)


def _format_text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED and len(text) < 1000:
        return text
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
