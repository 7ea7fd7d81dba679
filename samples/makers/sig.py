"""A macro workbook with protected and very hidden sheets, locked cells and answers that are formulas."""

from __future__ import annotations

from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from makers.macros import make_macro_project
from makers.paper import YES_NO_NA, Paper, Plan, Row, Theme
from makers.reading import Sample, Slot

_PARTS: tuple[tuple[str, str, tuple[str | Row, ...]], ...] = (
    (
        "A. Governance",
        "Governance and risk",
        (
            Row("A.1", "Is there a security programme that management has approved?"),
            Row("A.1.1", "Does it name the person who is responsible for security?"),
            Row("A.1.2", "Is it communicated to all staff and contractors?"),
            Row("A.2", "Is there a written method for assessing risk?"),
            Row("A.2.1", "Are risks reassessed after a material change?"),
            Row("A.3", "Are subcontractors assessed before they are given access to client data?"),
        ),
    ),
    (
        "B. Access",
        "Access management",
        (
            Row("B.1", "Is access granted by role and on the principle of least privilege?"),
            Row("B.1.1", "Are access rights reviewed at least every six months?"),
            Row("B.2", "Is multi-factor authentication required for administrators?"),
            Row("B.2.1", "Is it also required for remote access by all other users?"),
            Row("B.3", "Is access removed within 24 hours of a person leaving?"),
        ),
    ),
    (
        "C. Continuity",
        "Continuity and recovery",
        (
            Row("C.1", "Is there a business continuity plan that covers the service in scope?"),
            Row("C.1.1", "Was it exercised in the past twelve months?"),
            Row("C.2", "Are backups restored as a test?"),
            Row("C.2.1", "Are backups kept at a site apart from production?"),
        ),
    ),
)


_OPEN = (
    ("D.3", "Is the service offered without any exception to this list?"),
    ("D.4", "Are the responses of this workbook signed off by management?"),
)


def make_sig_like() -> Sample:
    """Return sig_like.xlsm."""
    theme = Theme(dark="3B3838", light="E7E6E6", answer="FFFFE0", font="Arial", size=9)
    paper = Paper("sig_like.xlsm", theme, title="Standard information request", author="Shared review office")
    board = paper.sheet("Dashboard", "summary", "A=4 B=34 C=16 D=16")
    _instruct(paper)
    for name, title, rows in _PARTS:
        _write_part(paper, name, title, rows)
    _write_lite(paper)
    _write_lists(paper)
    _write_board(paper, board)
    paper.book.security.lockStructure = True
    paper.additions.macros = make_macro_project()
    return paper.done()


def _instruct(paper: Paper) -> None:
    ws = paper.sheet("Instructions", "instructions", "A=4 B=100")
    paper.put(ws, "B1", "Instructions for the responding organisation", "title", height=28)
    lines = (
        "1. Enable macros only if you want to print the summary; they are not needed to answer.",
        "2. Answer each request with Yes, No or N/A. Is a request unclear? Add a remark beside it.",
        "3. White cells are locked. Please do not remove the protection of a sheet.",
        "4. Sub-requests (such as A.1.1) may be left at N/A when the request above them is answered No.",
    )
    for row, line in enumerate(lines, start=3):
        paper.put(ws, f"B{row}", line, "text", height=20)
        paper.passes(ws, f"B{row}")
    ws.protection.sheet = True


def _write_part(paper: Paper, name: str, title: str, rows: tuple[str | Row, ...]) -> None:
    ws = paper.sheet(name, "questions", "A=10 B=64 C=12 D=42 E=20 F=10", freeze="A5", repeat="4:4")
    paper.put(ws, "A1:F1", f"{title}", "title", height=28)
    paper.put(ws, "A2:F2", "Responses are confidential between the parties.", "subtitle")
    paper.heads(ws, "A4", ("Ques Num", "Question/Request", "Response", "Additional Information", "Standard", "Score"))
    plan = Plan(
        ref="A", question="B", answer="C", comment="D", others=("E", "F"), options=YES_NO_NA, source="Responses"
    )
    free = paper.rows(ws, 5, plan, rows)
    for row in range(5, free):
        paper.put(ws, f"E{row}", f"27001 A.{row - 4}", "note")
        paper.formula(ws, f"F{row}", f'=IF(C{row}="Yes",1,0)', 0, "note")
    ws.protection.sheet = True
    ws.protection.formatCells = False


def _write_lite(paper: Paper) -> None:
    """A sheet whose answers follow from others by formula: they are locked, except one that is open."""
    ws = paper.sheet("D. Derived", "questions", "A=10 B=64 C=12 D=42", freeze="A5")
    paper.put(ws, "A1:D1", "Derived requests", "title", height=28)
    paper.heads(ws, "A4", ("Ques Num", "Question/Request", "Response", "Additional Information"))
    derived = (
        ("D.1", "Are all governance requests answered with Yes?", '=IF(COUNTIF(C8:C9,"Yes")=2,"Yes","No")', "No"),
        ("D.2", "Is every request of the recovery part met?", '=IF(C9="Yes","Yes","No")', "No"),
    )
    for row, (ref, text, formula, result) in enumerate(derived, start=5):
        _write_row(paper, ws, row, ref, text)
        paper.formula(ws, f"C{row}", formula, result)
        paper.asks(ws, f"B{row}", Slot("comment", f"D{row}"), ref=ref, state="locked")
    for row, (ref, text) in enumerate(_OPEN, start=8):
        _write_row(paper, ws, row, ref, text)
        paper.put(ws, f"C{row}", None, "answer")
        paper.asks(ws, f"B{row}", Slot("answer", f"C{row}", YES_NO_NA), Slot("comment", f"D{row}"), ref=ref)
    paper.choose(ws, "C8:C9", YES_NO_NA, source="Responses")
    ws.protection.sheet = True


def _write_row(paper: Paper, ws: Worksheet, row: int, ref: str, text: str) -> None:
    paper.put(ws, f"A{row}", ref, "ref")
    paper.put(ws, f"B{row}", text, height=18)
    paper.put(ws, f"D{row}", None, "answer")


def _write_lists(paper: Paper) -> None:
    ws = paper.sheet("Lists", "lookup", "A=14 B=30", state="veryHidden")
    for row, text in enumerate(("Responses", *YES_NO_NA), start=1):
        paper.put(ws, f"A{row}", text)
    paper.book.defined_names["Responses"] = DefinedName("Responses", attr_text="Lists!$A$2:$A$4")
    ws.protection.sheet = True
    spare = paper.sheet("Retired requests", "lookup", "A=10 B=60 C=12", state="veryHidden")
    paper.reading.roles.pop("Retired requests")
    paper.heads(spare, "A1", ("Ques Num", "Question/Request", "Response"))
    for row, text in enumerate(
        ("Are modems removed from the data centre?", "Is a fax line used for client data?"), start=2
    ):
        _write_row(paper, spare, row, f"Z.{row - 1}", text)
        paper.passes(spare, f"B{row}")


def _write_board(paper: Paper, ws: Worksheet) -> None:
    paper.put(ws, "B1:D1", "Dashboard", "title", height=28)
    paper.heads(ws, "B3", ("Part", "Requests", "Answered Yes"))
    for row, (name, title, rows) in enumerate(_PARTS, start=4):
        paper.put(ws, f"B{row}", title)
        paper.passes(ws, f"B{row}")
        paper.formula(ws, f"C{row}", f"=COUNTA('{name}'!A5:A{4 + len(rows)})", len(rows))
        paper.formula(ws, f"D{row}", f"=SUM('{name}'!F5:F{4 + len(rows)})", 0)
    ws.protection.sheet = True
