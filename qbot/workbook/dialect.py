"""How a flat text file is written: its encoding, separator, quotes and line ends, found from its bytes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

MAX_BYTES = 64 * 1024 * 1024
_SAMPLE = 256 * 1024
_SAMPLE_ROWS = 400

# UTF-32 begins with the bytes of UTF-16: the longer mark is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODE_PAGES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "koi8_r", "mac_roman", "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_SEPARATORS = (",", ";", "\t", "|")
_DECLARED = re.compile(r'"?sep=([,;\t|])"?(?:\r\n|\n|\r)', re.IGNORECASE)


class NotTextError(ValueError):
    """The bytes are no text in any encoding that questionnaires come in; `str()` says what they seem to be."""


class FlatDialect(Struct, frozen=True):
    """All that is needed to read a flat file and to write it back as it was.

    `encoding` never adds a byte order mark; `bom` holds the one that the file begins with. `delimiter` is empty for a
    plain text with one line a record, `quote` is empty where quotes are ordinary characters. `prelude` is the text
    before the first record (Excel's `sep=;` line). `line_end` is the usual one; `final_line_end` tells whether the last
    record has it.
    """

    encoding: str
    bom: bytes
    delimiter: str
    quote: str
    line_end: str
    prelude: str = ""
    final_line_end: bool = True


def find_dialect(data: bytes, *, prose: bool = False) -> FlatDialect:
    """Return how the bytes are written; NotTextError when they are no text.

    With `prose` (a .txt file) commas and semicolons are punctuation: only tabs and bars separate fields, and where
    they do not in most lines, `delimiter` is empty.
    """
    encoding, bom = _find_encoding(data)
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise NotTextError(f"byte {error.start + len(bom) + 1} is no {encoding} text") from error
    declared = _DECLARED.match(text)
    prelude = declared[0] if declared else ""
    body = text[len(prelude) :]
    delimiter = declared[1] if declared else _find_delimiter(body[:_SAMPLE], prose=prose)
    return FlatDialect(
        encoding=encoding,
        bom=bom,
        delimiter=delimiter,
        quote='"' if delimiter and _is_quoted(body, delimiter) else "",
        line_end=_find_line_end(body[:_SAMPLE]),
        prelude=prelude,
        final_line_end=body.endswith(("\n", "\r")),
    )


def decode_flat(data: bytes, dialect: FlatDialect) -> str:
    """Return the text of the records: without byte order mark and prelude."""
    return data[len(dialect.bom) :].decode(dialect.encoding)[len(dialect.prelude) :]


def split_records(text: str, dialect: FlatDialect) -> Iterator[list[str]]:
    """Yield the fields of each record; an empty line is a record without fields, as it is a row of its own."""
    if not dialect.delimiter:
        for line in io.StringIO(text, newline=""):
            yield [line.rstrip("\r\n")]
        return
    yield from _split(text, dialect.delimiter, quoted=bool(dialect.quote))


def _split(text: str, delimiter: str, *, quoted: bool = True) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)  # the default refuses fields of 128 kB
    lines = io.StringIO(text, newline="")
    if quoted:
        return csv.reader(lines, delimiter=delimiter)
    return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _find_encoding(data: bytes) -> tuple[str, bytes]:
    for bom, encoding in _MARKS:
        if data.startswith(bom):
            return encoding, bom
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _find_wide_encoding(sample), b""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _find_code_page(data), b""
    return "utf-8", b""


def _find_wide_encoding(sample: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand; other bytes with zeros are no text."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise NotTextError("it holds zero bytes")


def _find_code_page(data: bytes) -> str:
    if _is_western(data[:_SAMPLE]):
        return "cp1252"
    # Imported here: it costs 30 ms and most files are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CODE_PAGES).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252", "latin-1"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise NotTextError("its encoding is unknown")  # pragma: no cover - latin-1 reads any byte


def _is_western(sample: bytes) -> bool:
    """Tell whether the sample reads as Western European: known letters and signs only, and few of them.

    Statistics fail on the handful of such bytes that a questionnaire in English or German holds.
    """
    text = sample.decode("cp1252", errors="replace")
    high = [character for character in text if character > "\x7f"]
    letters = sum(character.isalpha() for character in text)
    return all(character in _WESTERN for character in high) and len(high) < 0.25 * max(letters, 1)


_WESTERN = frozenset("äöüßÄÖÜéèêëàâçîïôùûœæñáíóúãõåøÉÈÀÇÑÁÍÓÚÃÕÅØÆŒÊÂÎÔ‘’“”„‚–—…•€£§©®™°·«»¿¡½²³ªº\xa0\xad")


def _find_delimiter(text: str, *, prose: bool) -> str:
    separators = ("\t", "|") if prose else _SEPARATORS
    scored = [(_score_delimiter(text, separator), separator) for separator in separators]
    score, separator = max(scored, key=lambda pair: pair[0])  # the first of equals: the usual one
    if score > 0:
        return separator
    return "" if prose else ","


def _score_delimiter(text: str, separator: str, *, quoted: bool = True) -> float:
    """Return how well the separator makes a table: the share of records of the usual width, a little for columns."""
    widths: Counter[int] = Counter()
    records = _split(text, separator, quoted=quoted)
    for record in islice(records, _SAMPLE_ROWS):
        if any(field.strip() for field in record):
            widths[len(record)] += 1
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    share = count / widths.total()
    return share + min(width, 50) / 100 if width > 1 and share > 0.5 else 0.0


def _is_quoted(text: str, delimiter: str) -> bool:
    """Tell whether quotes enclose fields: not where one stays open and swallows rows that would fit without it."""
    if '"' not in text:
        return True
    records = _split(text + "\n\0", delimiter)
    if deque(records, maxlen=1).pop() == ["\0"]:
        return True
    return _score_delimiter(text, delimiter) > _score_delimiter(text, delimiter, quoted=False)


def _find_line_end(text: str) -> str:
    crlf = text.count("\r\n")
    counts = {"\r\n": crlf, "\n": text.count("\n") - crlf, "\r": text.count("\r") - crlf}
    end, count = max(counts.items(), key=lambda pair: pair[1])
    return end if count else "\r\n"
