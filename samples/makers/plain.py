"""The everyday questionnaire: one table of id, question, answer and comment. The demonstration answers this one."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table, TableStyleInfo

from makers.paper import YES_NO, YES_NO_NA, Paper, Plan, Row, Theme
from makers.reading import Sample, Slot

_PARTLY = ("Yes", "No", "Partially", "N/A")

_ROWS: tuple[str | Row, ...] = (
    "1. Certifications and assurance",
    Row("1.1", "Is your company certified to ISO/IEC 27001?", YES_NO),
    Row("1.2", "Do you hold a current ISO 9001 certificate for quality management?", YES_NO),
    Row("1.3", "Can we get your SOC 2 report?", YES_NO),
    Row(
        "1.4",
        "Is your use of artificial intelligence covered by a certified management system (ISO/IEC 42001)?",
        YES_NO,
    ),
    Row("1.5", "Are you compliant with PCI DSS as a service provider?", YES_NO_NA),
    Row("1.6", "Which industry bodies or partner programmes does your company belong to?"),
    "2. How our data is handled",
    Row("2.1", "Do you store or process our billing data?", _PARTLY),
    Row("2.2", "Is our data encrypted at rest?", _PARTLY),
    Row("2.3", "Is our data encrypted in transit between us and your platform?", _PARTLY),
    Row("2.4", "Can we supply and rotate our own encryption keys?", _PARTLY),
    Row("2.5", "Is our data isolated from the data of your other customers?", _PARTLY),
    Row("2.6", "Does your platform need write permissions in our cloud environment?", _PARTLY),
    Row("2.7", "Are we able to revoke your access ourselves at any time?", _PARTLY),
    Row("2.8", "How is access by your own staff to our data restricted and audited?"),
    "3. Sub-processors",
    Row("3.1", "Please list the sub-processors that take part in delivering the service."),
    Row("3.2", "Does any sub-processor receive our billing data?", YES_NO),
    Row("3.3", "How often is your list of sub-processors updated?"),
    "4. Data residency",
    Row("4.1", "In which regions can our billing data be stored and processed?"),
    Row("4.2", "Does our data ever leave the region that we choose at sign-up?", YES_NO),
    Row("4.3", "Where is the control plane of the platform hosted?"),
    "5. Artificial intelligence",
    Row("5.1", "How do you govern the AI and agentic features of the product?"),
    Row("5.2", "Does an agentic action run only after it was approved, and can it be reversed?", _PARTLY),
    "6. Incidents and testing",
    Row("6.1", "Do you maintain an incident response plan?", YES_NO),
    Row("6.2", "Within how many hours of confirming an incident that affects us will you tell us?"),
    Row("6.3", "Will you notify us no later than 72 hours after a breach is discovered?", YES_NO),
    Row("6.4", "May we run our own penetration test against your application?", YES_NO),
    Row("6.5", "Do you test your disaster recovery plan at least once a year?", YES_NO),
    "7. End of the contract and documents",
    Row("7.1", "What happens to our data if we cancel the service?"),
    Row("7.2", "Is our data deleted within 30 days of our request?", YES_NO),
    Row("7.3", "Can you share your certificate and an audit summary under a non-disclosure agreement?", YES_NO),
    Row("7.4", "Do all employees take security awareness training every year?", YES_NO),
)


def make_plain() -> Sample:
    """Return plain.xlsx."""
    paper = Paper("plain.xlsx", title="Supplier security questionnaire", author="Harbour & Finch Ltd")
    ws = paper.sheet("Questionnaire", "questions", "A=7 B=62 C=22 D=52", freeze="A8", repeat="7:7")
    paper.put(ws, "A1:D1", "Harbour & Finch Ltd: supplier security questionnaire", "title", height=30)
    intro = (
        "Thank you for taking part in our supplier review. Choose an answer from the list where there is one, reply in "
        "your own words elsewhere, and use the comment column for anything we should know."
    )
    paper.put(ws, "A2:D2", intro, "text", height=32)
    paper.passes(ws, "A2")
    for row, (label, value) in enumerate(
        (("Supplier", None), ("Service", None), ("Return to", "vendor.risk@harbourfinch.example")), 3
    ):
        paper.put(ws, f"A{row}:B{row}", label, "label")
        paper.put(ws, f"C{row}:D{row}", value, "answer" if value is None else "body")
        if value is None:
            paper.asks(ws, f"A{row}", Slot("answer", f"C{row}"), kind="identity", optional=True)
    paper.heads(ws, "A7", ("No.", "Question", "Answer", "Comment"))
    plan = Plan(ref="A", question="B", answer="C", comment="D")
    last = paper.rows(ws, 8, plan, _ROWS) - 1
    rule = FormulaRule(formula=['$C8="No"'], fill=PatternFill("solid", bgColor="FCE4D6"))  # type: ignore[no-untyped-call]
    ws.conditional_formatting.add(f"C8:C{last}", rule)
    ws.auto_filter.ref = f"A7:D{last}"
    paper.additions.printers.append(paper.number(ws))
    return paper.done()


_LEDGER: tuple[str | Row, ...] = (
    Row("V-01", "Do you publish a vulnerability disclosure policy?", YES_NO_NA, more={"D": 3}),
    Row("V-02", "How quickly are critical vulnerabilities patched once a fix is available?", (), more={"D": 5}),
    Row("V-03", "Are production and test environments kept apart?", YES_NO_NA, more={"D": 3}),
    Row("V-04", "Is source code reviewed by a second person before it is released?", YES_NO_NA, more={"D": 4}),
    Row("V-05", "Describe how you keep an inventory of third-party libraries.", (), more={"D": 2}),
    Row("V-06", "Are laptops of staff protected with full-disk encryption?", YES_NO_NA, more={"D": 4}),
    Row("V-07", "Can an employee reach production with a password alone?", YES_NO_NA, more={"D": 5}),
    Row("V-08", "When was the last independent penetration test carried out?", (), more={"D": 4}),
)


def make_weighted_table() -> Sample:
    """Return weighted_table.xlsx: an Excel table with weights, a formula score, a hidden column and a named list."""
    paper = Paper(
        "weighted_table.xlsx", Theme(dark="375623", light="E2EFDA"), title="Vendor scoring", author="Lumen Rail"
    )
    ws = paper.sheet("Scoring", "questions", "A=9 B=58 C=14 D=9 E=11 F=44 G=16 Z=12", freeze="C5", repeat="4:4")
    paper.put(ws, "A1:G1", "Lumen Rail vendor scoring", "title", height=28)
    paper.put(ws, "A2:G2", "Weight and points are calculated by Lumen Rail; please leave them as they are.", "subtitle")
    paper.heads(ws, "A4", ("Ref", "Question", "Reply", "Weight", "Points", "Remarks", "Internal owner"))
    for row, text in enumerate(("Verdicts", *YES_NO_NA), 1):
        paper.put(ws, f"Z{row}", text, "note")
    paper.book.defined_names["Verdicts"] = DefinedName("Verdicts", attr_text="Scoring!$Z$2:$Z$4")
    plan = Plan(ref="A", question="B", answer="C", comment="F", others=("D", "E", "G"), source="Verdicts")
    free = paper.rows(ws, 5, plan, _LEDGER)
    for row in range(5, free):
        paper.formula(ws, f"E{row}", f'=IF(C{row}="Yes",D{row},0)', 0, "note")
        paper.put(ws, f"G{row}", "R. Okafor", "note")
    ws.print_area = f"A1:G{free + 1}"
    paper.put(ws, f"B{free + 1}", "Total points", "label")
    paper.formula(ws, f"E{free + 1}", f"=SUM(E5:E{free - 1})", 0, "label")
    paper.passes(ws, f"B{free + 1}")
    ws.column_dimensions["G"].hidden = True
    bold = TextBlock(InlineFont(b=True), "password alone")
    ws["B11"].value = CellRichText("Can an employee reach production with a ", bold, "?")
    ws["B8"].comment = Comment("A pull request approved by a colleague is enough.", "Lumen Rail", height=60, width=220)
    table = Table(displayName="Scores", ref=f"A4:G{free - 1}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium4", showRowStripes=True)
    ws.add_table(table)
    return paper.done()
