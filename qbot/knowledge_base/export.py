"""The knowledge base in flat formats that qbot imports again: JSON Lines, .csv and .xlsx."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping

from qbot.errors import UsageError
from qbot.knowledge_base.entry_form import Plain, describe_entry
from qbot.model.knowledge import Entry
from qbot.model.place import format_column

# Headings of the table, and where the value stands in the form of an entry.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ID": ("id",),
    "Kind": ("kind",),
    "Section": ("section",),
    "Topic": ("topic",),
    "Question": ("question",),
    "Alternative questions": ("phrasings",),
    "Stance": ("stance",),
    "Answer": ("answer",),
    "Short answer": ("short_answer",),
    "Ownership": ("ownership",),
    "Customer responsibility": ("customer_responsibility",),
    "Disclosure": ("disclosure",),
    "Owner": ("owner",),
    "Last reviewed": ("reviewed_on",),
    "Review every (days)": ("review_every",),
    "Valid until": ("valid_until",),
    "Source": ("source", "document"),
    "Source place": ("source", "place"),
    "Source quote": ("source", "quote"),
    "Frameworks": ("frameworks",),
    "Equivalent": ("equivalent",),
    "Products": ("scope", "products"),
    "Regions": ("scope", "regions"),
    "Attachments": ("attachments",),
    "Conflicts": ("conflicts",),
    "Facts": ("facts",),
    "Notes": ("notes",),
}
_AS_JSON = frozenset({"Conflicts", "Facts", "Notes"})
_WIDTHS = {"Question": 50, "Alternative questions": 50, "Answer": 70, "Source quote": 50}
# What a spreadsheet would run; apostrophes before it count, so that one more of them can be taken away again.
FORMULA = re.compile(r"'*[=+\-@\t]")
# What XML cannot hold, and what would be read as such an escape: "_x0007_" stands for a mark by its number.
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_CELL = 32_767
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def format_lines(entries: Iterable[Entry]) -> bytes:
    """Return entries as JSON Lines."""
    return "".join(json.dumps(describe_entry(entry), ensure_ascii=False) + "\n" for entry in entries).encode()


def format_csv(entries: Iterable[Entry]) -> bytes:
    """Return entries as a .csv file with a header, in UTF-8 with the mark that makes Excel read it as such.

    A text that a spreadsheet would run as a formula gets an apostrophe before it; the import takes it away again.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow(f"'{cell}" if FORMULA.match(cell) else cell for cell in make_row(entry))
    return text.getvalue().encode("utf-8-sig")


def format_workbook(entries: Iterable[Entry]) -> bytes:
    """Return entries as an .xlsx file; the same entries give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Knowledge base"
    for column, heading in enumerate(COLUMNS, 1):
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[format_column(column)].width = _WIDTHS.get(heading, 16)
    for number, entry in enumerate(entries, 2):
        for column, text in enumerate(make_row(entry), 1):
            if text:
                cell = sheet.cell(number, column)
                cell.value = escape_cell(text, entry.id)
                cell.data_type = "s"  # a text that begins with "=" is a text
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    raw = io.BytesIO()
    book.save(raw)
    return _fix_dates(raw)


def make_row(entry: Entry) -> list[str]:
    """Return the cells of an entry in the order of `COLUMNS`."""
    form = describe_entry(entry)
    return [_format_cell(heading, _find_value(form, path)) for heading, path in COLUMNS.items()]


def _find_value(form: Mapping[str, Plain], path: tuple[str, ...]) -> object:
    value: object = form.get(path[0], "")
    return value.get(path[1], "") if len(path) > 1 and isinstance(value, dict) else value


def _format_cell(heading: str, value: object) -> str:
    if not value:
        return ""
    if heading in _AS_JSON:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        texts = [str(item) for item in value]
        plain = all("\n" not in text and text == text.strip() for text in texts) and not texts[0].startswith("[")
        return "\n".join(texts) if plain else json.dumps(texts, ensure_ascii=False)
    return str(value)


def escape_cell(text: str, entry: str) -> str:
    """Return a text as a cell of a workbook holds it; UsageError where it is too long for one."""
    escaped = _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > _LONGEST_CELL:
        raise UsageError(f"“{entry}” holds a text too long for a workbook's cell. Export to .csv, .jsonl or a folder")
    return escaped


def restore_cell(text: str) -> str:
    """Return the text of a workbook's cell with the marks that stand in it by their number."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _fix_dates(raw: io.BytesIO) -> bytes:
    """Return a package with fixed dates, so that it depends on its content alone."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(raw) as package, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in package.infolist():
            data = package.read(member)
            if member.filename == "docProps/core.xml":
                data = _drop_times(data)
            info = zipfile.ZipInfo(member.filename, _FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)
    return fixed.getvalue()


def _drop_times(core: bytes) -> bytes:
    for name in (b"created", b"modified"):
        start = core.find(b"<dcterms:" + name)
        end = core.find(b"</dcterms:" + name + b">")
        if 0 <= start < end:
            core = core[:start] + core[end + len(b"</dcterms:" + name + b">") :]
    return core
