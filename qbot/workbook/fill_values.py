"""What a text becomes in a cell: text, number, date or boolean, and the XML of the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from html import escape

from msgspec import Struct

from qbot.ooxml.splice import drop_attributes, set_attribute

MAX_TEXT = 32_767

_PLAIN_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_PERCENT = re.compile(r"([+-]?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?) ?%")
_DATE_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%d-%b-%Y")
# Text that a reader would take for an escape, and characters that XML 1.0 does not have.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DROPPED = frozenset({b"t", b"cm", b"vm", b"ph"})
_HIDDEN_FORMAT = re.compile(r"^;+$")


class ValueKind(StrEnum):
    """How a value stands in a cell."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"


class StoredValue(Struct, frozen=True):
    """A value as the cell stores it: for a number `content` is its digits, for a boolean 0 or 1."""

    kind: ValueKind
    content: str


def store_value(
    text: str, *, number_format: str, options: Sequence[str] = (), current_type: str = "", since_1904: bool = False
) -> StoredValue:
    """Return how a text is stored in a cell of this number format.

    It stays text unless the cell asks for another kind: a boolean where the choices are TRUE and FALSE, a number where
    the choices or the format are numbers, a date's serial number where the format is a date's. `@` keeps all as text.
    """
    plain = text.strip()
    if number_format == "@":
        return StoredValue(ValueKind.TEXT, text)
    if plain.upper() in {"TRUE", "FALSE"} and (current_type == "b" or _are_booleans(options)):
        return StoredValue(ValueKind.BOOLEAN, str(int(plain.upper() == "TRUE")))
    if is_date_format(number_format):
        serial = _find_serial(plain, since_1904=since_1904)
        return StoredValue(ValueKind.NUMBER, str(serial)) if serial else StoredValue(ValueKind.TEXT, text)
    if _PLAIN_NUMBER.fullmatch(plain) and (is_number_format(number_format) or _are_numbers(options)):
        if "%" in _QUOTED.sub("", number_format):
            return StoredValue(ValueKind.TEXT, text)  # 45 could mean 45 % or 4500 %
        return StoredValue(ValueKind.NUMBER, plain.lstrip("+"))
    percent = _PERCENT.fullmatch(plain)
    if percent and "%" in _QUOTED.sub("", number_format):
        return StoredValue(ValueKind.NUMBER, _divide_by_hundred(percent[1]))
    return StoredValue(ValueKind.TEXT, text)


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows a day."""
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    return "general" not in bare and bool(re.search(r"[dy]", bare)) and not re.search(r"[0#?]", bare)


def is_number_format(code: str) -> bool:
    """Tell whether a number format is made for numbers: it has digits and is no date or time."""
    bare = _QUOTED.sub("", code.partition(";")[0])
    return bool(re.search(r"[0#?]", bare)) and not re.search(r"[dmyhs]", bare.lower())


def hides_value(code: str) -> bool:
    """Tell whether a number format such as `;;;` shows nothing at all."""
    return bool(_HIDDEN_FORMAT.match(code))


def count_characters(text: str) -> int:
    """Return the length of a text as Excel counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def normalise_lines(text: str) -> str:
    """Return the text with each line break as one line feed, as cells hold it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escape_text(text: str) -> str:
    """Return the text as it stands in XML; what XML lacks becomes `_xHHHH_`."""
    return escape(_ESCAPED.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


def render_cell(tag: bytes, prefix: bytes, value: StoredValue) -> bytes:
    """Return the whole `<c>` element with the value; `tag` is its old start tag, whose place and style stay.

    An empty text leaves the cell empty, as a person who deletes its content does.
    """
    bare = drop_attributes(tag, _DROPPED)
    if not value.content:
        return render_blank(bare)
    start = bare[:-2].rstrip() + b">" if bare.endswith(b"/>") else bare
    if value.kind is ValueKind.TEXT:
        start = set_attribute(start, b"t", b"inlineStr")
        space = b' xml:space="preserve"' if value.content != " ".join(value.content.split()) else b""
        text = escape_text(value.content).encode("utf-8")
        body = b"<%bis><%bt%b>%b</%bt></%bis>" % (prefix, prefix, space, text, prefix, prefix)
    else:
        if value.kind is ValueKind.BOOLEAN:
            start = set_attribute(start, b"t", b"b")
        body = b"<%bv>%b</%bv>" % (prefix, value.content.encode("ascii"), prefix)
    return start + body + b"</%bc>" % prefix


def render_blank(tag: bytes) -> bytes:
    """Return an empty `<c/>` element with the place and style of a start tag."""
    return tag.rstrip(b"/>").rstrip() + b"/>"


def _are_numbers(options: Sequence[str]) -> bool:
    return bool(options) and all(_PLAIN_NUMBER.fullmatch(option.strip()) for option in options)


def _are_booleans(options: Sequence[str]) -> bool:
    return bool(options) and {option.strip().upper() for option in options} <= {"TRUE", "FALSE"}


def _find_serial(text: str, *, since_1904: bool) -> int:
    """Return the day's number in the workbook's date system, 0 where the text is no date that can be meant."""
    day = parse_day(text)
    if day is None:
        return 0
    serial = (day - (date(1904, 1, 1) if since_1904 else date(1899, 12, 30))).days
    # Excel's 1900 has a 29 February that never was: earlier days would be off by one.
    return serial if serial > (0 if since_1904 else 60) else 0


def parse_day(text: str) -> date | None:
    """Return the day that a text names without doubt; 03/04/2025 is in doubt and gives None."""
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _divide_by_hundred(number: str) -> str:
    """Return a hundredth of a decimal number, digit for digit."""
    from decimal import Decimal

    return format((Decimal(number) / 100).normalize(), "f")
