"""A Word questionnaire: tables, paragraphs with room for an answer, drop-down and check-box controls."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import cast
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from makers.package import finish
from makers.reading import ANY, Asked, Passed, Reading, Sample, Slot

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CHOICES = ("Yes", "No", "Partly", "Not applicable")

_GOVERNANCE = (
    ("G1", "Is there a security officer who reports to management?"),
    ("G2", "Is your security management certified by an accredited body?"),
    ("G3", "Are all employees bound to confidentiality?"),
    ("G4", "Do you assess the security of your own suppliers?"),
)
_ACCESS = (
    "How do you make sure that only authorised staff can see our data?",
    "How often are access rights reviewed?",
    "Please describe how administrators sign in to production.",
)
_INCIDENTS = (
    ("3.1", "Within how many hours will you inform us of a confirmed breach?"),
    ("3.2", "Who is our contact during an incident?"),
    ("3.3", "Are you willing to share a report on the cause?"),
)
_DATA = (
    ("D1", "Our data is encrypted at rest."),
    ("D2", "Our data stays in the region that we choose."),
    ("D3", "Our data is not used to train models."),
)


class _Writer:
    """A document in the making; counts body paragraphs and tables as they are added."""

    def __init__(self) -> None:
        self.document = Document()
        self.reading = Reading({"": "questions"})
        self.paragraphs = 0
        self.tables = 0
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = "Calibri", Pt(10.5)
        for section in self.document.sections:
            section.left_margin = section.right_margin = Cm(2)
            section.header.paragraphs[0].text = "Ashgrove University Hospital | Confidential"

    def say(self, text: str, *, style: str | None = None, bold: bool = False) -> Paragraph:
        """Add a paragraph."""
        self.paragraphs += 1
        paragraph = self.document.add_paragraph(style=style)
        if text:
            paragraph.add_run(text).bold = bold or None
        return paragraph

    def pass_over(self, text: str, reason: str = "") -> None:
        """Write down that the last paragraph is no question."""
        self.reading.passed.append(Passed("", f"paragraph {self.paragraphs}", text, reason))

    def head(self, text: str) -> None:
        """Add a heading."""
        self.say(text, style="Heading 1")
        self.pass_over(text, "heading")

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: int) -> Table:
        """Add a table with a shaded header row."""
        self.tables += 1
        table = self.document.add_table(rows=rows + 1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            table.columns[column].width = Cm(width)
            for cell in table.columns[column].cells:
                cell.width = Cm(width)
            cell = table.cell(0, column)
            run = cell.paragraphs[0].add_run(head)
            run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
            shade(cell, "2F5496")
        return cast(Table, table)

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell of the last table."""
        return f"table {self.tables} row {row} column {column}"


def shade(cell: _Cell, colour: str) -> None:
    """Give a table cell a background."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def make_word() -> Sample:
    """Return word.docx."""
    writer = _Writer()
    writer.say("Security questionnaire for suppliers", style="Title")
    intro = "Please answer in this document. Is a question not relevant for your service? Then say so and why."
    writer.say(intro)
    writer.pass_over(intro)
    _identify(writer)
    _write_governance(writer)
    _write_access(writer)
    _write_incidents(writer)
    _write_data(writer)
    _write_closing(writer)
    core = writer.document.core_properties
    core.author, core.title = "Ashgrove University Hospital", "Security questionnaire for suppliers"
    out = io.BytesIO()
    writer.document.save(out)
    return Sample("word.docx", finish(out.getvalue()), writer.reading)


def _identify(writer: _Writer) -> None:
    writer.tables += 1
    table = writer.document.add_table(rows=3, cols=2, style="Table Grid")
    for row, label in enumerate(("Name of the supplier", "Contact person", "Date")):
        table.cell(row, 0).paragraphs[0].add_run(label).bold = True
        shade(table.cell(row, 0), "D9E2F3")
        place = writer.place(row + 1, 1)
        slots = (Slot("answer", writer.place(row + 1, 2)),)
        writer.reading.asked.append(Asked("", place, label, slots, kind="identity", optional=True))


def _write_governance(writer: _Writer) -> None:
    writer.head("1 Governance")
    table = writer.table(("No.", "Question", "Answer", "Comment"), (1.5, 7, 3.2, 5.3), len(_GOVERNANCE))
    for row, (ref, text) in enumerate(_GOVERNANCE, start=1):
        table.cell(row, 0).text, table.cell(row, 1).text = ref, text
        paragraph = table.cell(row, 2).paragraphs[0]
        paragraph._p.append(_drop_down(f"answer-{ref}", row))
        slots = (Slot("answer", writer.place(row + 1, 3), _CHOICES), Slot("comment", writer.place(row + 1, 4)))
        section = ("1 Governance",)
        writer.reading.asked.append(Asked("", writer.place(row + 1, 2), text, slots, ref=ref, section=section))


def _write_access(writer: _Writer) -> None:
    writer.head("2 Access")
    for text in _ACCESS:
        writer.say(text, style="List Number")
        place = f"paragraph {writer.paragraphs}"
        writer.say("")
        slots = (Slot("answer", f"paragraph {writer.paragraphs}"),)
        writer.reading.asked.append(Asked("", place, text, slots, ref=ANY, section=("2 Access",)))


def _write_incidents(writer: _Writer) -> None:
    writer.head("3 Incidents")
    for ref, text in _INCIDENTS:
        writer.say(f"{ref} {text}", bold=True)
        place = f"paragraph {writer.paragraphs}"
        writer.say("").add_run("Answer: ").bold = True
        slots = (Slot("answer", f"paragraph {writer.paragraphs}"),)
        writer.reading.asked.append(Asked("", place, text, slots, ref=ref, section=("3 Incidents",)))


def _write_data(writer: _Writer) -> None:
    writer.head("4 Data")
    labels = ("Yes", "No", "N/A")
    table = writer.table(("No.", "Statement", *labels, "Remarks"), (1.5, 7, 1.3, 1.3, 1.3, 4.6), len(_DATA))
    for row, (ref, text) in enumerate(_DATA, start=1):
        table.cell(row, 0).text, table.cell(row, 1).text = ref, text
        slots = []
        for column, label in enumerate(labels, start=2):
            table.cell(row, column).paragraphs[0]._p.append(_check_box(row * 10 + column))
            slots.append(Slot("answer", writer.place(row + 1, column + 1), ("X",), label))
        slots.append(Slot("comment", writer.place(row + 1, 6)))
        asked = Asked("", writer.place(row + 1, 2), text, tuple(slots), ref=ref, section=("4 Data",), kind="statement")
        writer.reading.asked.append(asked)


def _write_closing(writer: _Writer) -> None:
    writer.head("5 Closing")
    text = "Do you agree that we contact your references?"
    writer.say(f"5.1 {text}")
    place = f"paragraph {writer.paragraphs}"
    writer.paragraphs += 1
    control = _drop_down("references", 90, block=True)
    writer.document.element.body.insert_element_before(control, "w:sectPr")
    slots = (Slot("answer", f"paragraph {writer.paragraphs}", _CHOICES),)
    writer.reading.asked.append(Asked("", place, text, slots, ref="5.1", section=("5 Closing",)))
    thanks = "Thank you. Please return this document to supplier.office@ashgrove.example."
    writer.say(thanks)
    writer.pass_over(thanks)


def _drop_down(tag: str, number: int, *, block: bool = False):  # type: ignore[no-untyped-def]  # an lxml element
    entries = "".join(f"<w:listItem w:displayText={quoteattr(text)} w:value={quoteattr(text)}/>" for text in _CHOICES)
    run = '<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t>Choose an item.</w:t></w:r>'
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Answer"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{70000 + number}"/>'
        f'<w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/>{entries}'
        f"</w:dropDownList></w:sdtPr><w:sdtContent>{f'<w:p>{run}</w:p>' if block else run}</w:sdtContent></w:sdt>"
    )


def _check_box(number: int):  # type: ignore[no-untyped-def]  # an lxml element
    return parse_xml(
        f'<w:sdt {nsdecls("w")} xmlns:w14="{_W14}"><w:sdtPr><w:id w:val="{80000 + number}"/><w14:checkbox>'
        '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>'
        "<w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
    )
