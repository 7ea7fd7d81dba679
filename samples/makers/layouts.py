"""Tables that are laid out unlike a plain list: crosses in columns, catalogues, scores, mirrors, letters."""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScaleRule

from makers.paper import YES_NO, YES_NO_NA, Paper, Plan, Row, Theme
from makers.reading import Sample, Slot

_CROSS_LABELS = ("Yes", "Partial", "No", "N/A")
_CROSS: tuple[str | Row, ...] = (
    "Physical security",
    Row(1, "Are visitors to your offices escorted at all times?"),
    Row(2, "Are data centres protected against fire and flooding?"),
    Row(3, "Are paper records with client data shredded?"),
    "Human resources",
    Row(4, "Are applicants screened before they are hired, as far as the law allows?"),
    Row(5, "Do employment contracts contain a duty of confidentiality?"),
    Row(6, "Is there a disciplinary process for breaches of security rules?"),
    "Operations",
    Row(7, "Are changes to production approved before they are made?"),
    Row(8, "Is malware protection installed on all servers and laptops?"),
    Row(9, "Are logs kept for at least twelve months?"),
)


def make_x_columns() -> Sample:
    """Return x_columns.xlsx: an X goes into one of four columns under a merged heading."""
    theme = Theme(dark="4A235A", light="EBDEF0", answer="FFFFFF")
    paper = Paper("x_columns.xlsx", theme, title="Self-assessment", author="Brightwater Insurance")
    ws = paper.sheet("Self-assessment", "questions", "A=6 B=60 C=9 D=9 E=9 F=9 G=44", freeze="A6", repeat="4:5")
    paper.put(ws, "A1:G1", "Brightwater Insurance: self-assessment of suppliers", "title", height=30)
    paper.put(
        ws, "A2:G2", "Mark exactly one column per line with an X. Remarks are welcome but not required.", "subtitle"
    )
    for place, heading in (
        ("A4:A5", "No."),
        ("B4:B5", "Topic to be assessed"),
        ("C4:F4", "Your response (X)"),
        ("G4:G5", "Remarks"),
    ):
        paper.put(ws, place, heading, "head", height=20)
    paper.heads(ws, "C5", _CROSS_LABELS, height=18)
    section, row = "", 6
    for item in _CROSS:
        if isinstance(item, str):
            paper.put(ws, f"A{row}:G{row}", item, "section", height=21)
            paper.passes(ws, f"A{row}", "heading")
            section = item
        else:
            paper.put(ws, f"A{row}", item.ref, "ref")
            paper.put(ws, f"B{row}", item.text, height=18 if len(item.text) < 64 else 32)
            for letter in "CDEFG":
                paper.put(ws, f"{letter}{row}", None, "answer")
            crosses = [
                Slot("answer", f"{c}{row}", ("X",), label) for c, label in zip("CDEF", _CROSS_LABELS, strict=True)
            ]
            paper.asks(ws, f"B{row}", *crosses, Slot("comment", f"G{row}"), ref=str(item.ref), section=(section,))
        row += 1
    return paper.done()


_CATALOGUE = (
    ("AC-1", "Access", "Access to information shall follow the need-to-know principle."),
    ("AC-2", "Access", "Accounts that were not used for 90 days shall be disabled."),
    ("BC-1", "Continuity", "Plans for continuity shall be exercised once a year."),
    ("BC-2", "Continuity", "Backups shall be stored apart from the systems they protect."),
    ("CR-1", "Cryptography", "Outdated algorithms shall not be used."),
    ("SU-1", "Suppliers", "Contracts with suppliers shall contain security requirements."),
)
_CATALOGUE_ASKS = (
    Row("Q1", "Do staff see only the information they need?", more={"C": "AC-1"}),
    Row("Q2", "Are idle accounts disabled automatically?", more={"C": "AC-2"}),
    Row("Q3", "Was your continuity plan exercised in the past twelve months?", more={"C": "BC-1"}),
    Row("Q4", "Are backups kept at a second site?", more={"C": "BC-2"}),
    Row("Q5", "Have you retired all outdated encryption algorithms?", more={"C": "CR-1"}),
    Row("Q6", "Do your contracts with suppliers contain security requirements?", more={"C": "SU-1"}),
)


def make_catalogue_and_questions() -> Sample:
    """Return catalogue_and_questions.xlsx: the catalogue has no room for answers, the other sheet asks."""
    theme = Theme(dark="1B4F72", light="D6EAF8")
    name = "catalogue_and_questions.xlsx"
    paper = Paper(name, theme, title="Control catalogue and questions", author="Meridian Ports Authority")
    catalogue = paper.sheet("Control catalogue", "", "A=10 B=16 C=86", freeze="A4", repeat="3:3")
    paper.put(catalogue, "A1:C1", "Control catalogue of the Meridian Ports Authority", "title", height=30)
    paper.heads(catalogue, "A3", ("Control", "Family", "Control statement"))
    for row, values in enumerate(_CATALOGUE, start=4):
        for letter, value in zip("ABC", values, strict=True):
            paper.put(catalogue, f"{letter}{row}", value)
        paper.passes(catalogue, f"C{row}")
    ws = paper.sheet("Questions to bidders", "questions", "A=7 B=62 C=12 D=14 E=46", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:E1", "Questions to bidders", "title", height=30)
    paper.heads(ws, "A3", ("#", "Question", "Control", "Yes / No", "Bidder's response"))
    plan = Plan(ref="A", question="B", answer="D", comment="E", others=("C",), options=YES_NO)
    paper.rows(ws, 4, plan, _CATALOGUE_ASKS)
    return paper.done()


_LEVELS = ("0 - none", "1 - ad hoc", "2 - defined", "3 - managed", "4 - measured")
_CLASSES = ("People", "Process", "Technology")
_SCORED: tuple[str | Row, ...] = (
    "Design",
    Row("D-1", "How consistently are threats modelled before a feature is built?", more={"C": "Process"}),
    Row("D-2", "How are security requirements passed on to designers?", more={"C": "People"}),
    "Build",
    Row("B-1", "To what extent are builds reproducible and signed?", more={"C": "Technology"}),
    Row("B-2", "Are dependencies checked for known weaknesses in each build?", more={"C": "Technology"}),
    Row("B-3", "How are developers trained to avoid common mistakes?", more={"C": "People"}),
    "Run",
    Row("R-1", "Is the response to security alerts rehearsed?", more={"C": "Process"}),
    Row("R-2", "How is sensitive configuration protected?", more={"C": "Technology"}),
)


def make_two_scores() -> Sample:
    """Return two_scores.xlsx: two score columns, and to their left a drop-down that only classifies the question."""
    paper = Paper(
        "two_scores.xlsx",
        Theme(dark="7F6000", light="FFF2CC", answer="FFFFFF"),
        title="Maturity",
        author="Arboretum Bank",
    )
    ws = paper.sheet("Maturity", "questions", "A=8 B=58 C=13 D=16 E=16 F=44 J=14", freeze="C6", repeat="5:5")
    paper.put(ws, "A1:F1", "Arboretum Bank: maturity of software security", "title", height=30)
    text = "Score yourself twice: as things are today, and as you plan them to be in twelve months. The class is ours."
    paper.put(ws, "A2:F2", text, "text", height=20)
    paper.put(ws, "A3:F3", "0 = none, 4 = measured and improved", "subtitle")
    paper.heads(ws, "A5", ("Ref", "Practice", "Class", "Score today", "Score in 12 months", "Notes"))
    for row, level in enumerate(("Levels", *_LEVELS), start=5):
        paper.put(ws, f"J{row}", level, "note")
    row, section = 6, ""
    for item in _SCORED:
        if isinstance(item, str):
            paper.put(ws, f"A{row}:F{row}", item, "section", height=21)
            paper.passes(ws, f"A{row}", "heading")
            section = item
        else:
            paper.put(ws, f"A{row}", item.ref, "ref")
            paper.put(ws, f"B{row}", item.text, height=32 if len(item.text) > 58 else 18)
            paper.put(ws, f"C{row}", item.more["C"], "note")
            for letter in "DEF":
                paper.put(ws, f"{letter}{row}", None, "answer")
            slots = (Slot("answer", f"D{row}", _LEVELS), Slot("answer", f"E{row}", _LEVELS), Slot("comment", f"F{row}"))
            paper.asks(ws, f"B{row}", *slots, ref=str(item.ref), section=(section,))
        row += 1
    paper.choose(ws, f"C6:C{row - 1}", _CLASSES)
    paper.choose(ws, f"D6:E{row - 1}", _LEVELS, source="$J$6:$J$10")
    ws.conditional_formatting.add(
        f"D6:E{row - 1}",
        ColorScaleRule(  # type: ignore[no-untyped-call]
            start_type="num", start_value=0, start_color="F8CBAD", end_type="num", end_value=4, end_color="C6E0B4"
        ),
    )
    ws.print_area = f"A1:F{row - 1}"
    return paper.done()


_MIRRORED = (
    Row("M1", "Is every change to the service announced in advance?", YES_NO_NA),
    Row("M2", "Can we export our data in an open format at any time?", YES_NO_NA),
    Row("M3", "Is support reachable at night and at weekends?", YES_NO_NA),
    Row("M4", "Are service levels agreed in writing?", YES_NO_NA),
    Row("M5", "Do you publish the availability of the past months?", YES_NO_NA),
    Row("M6", "Is a status page operated outside your own infrastructure?", YES_NO_NA),
)


def make_mirrored() -> Sample:
    """Return mirrored.xlsx: the second sheet shows the rows of the first again, by formula."""
    paper = Paper(
        "mirrored.xlsx", Theme(dark="145A32", light="D5F5E3"), title="Service review", author="Quayside Foods"
    )
    ws = paper.sheet("Review", "questions", "A=7 B=58 C=14 D=50", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:D1", "Quayside Foods: service review", "title", height=30)
    paper.heads(ws, "A3", ("Ref", "Question", "Answer", "Explanation"))
    paper.rows(ws, 4, Plan(ref="A", question="B", answer="C", comment="D"), _MIRRORED)
    view = paper.sheet("Print view", "", "A=7 B=58 C=14 D=50")
    paper.put(view, "A1:D1", "Quayside Foods: service review (print view)", "title", height=30)
    paper.heads(view, "A3", ("Ref", "Question", "Answer", "Explanation"))
    for row, item in enumerate(_MIRRORED, start=4):
        paper.formula(view, f"A{row}", f"=Review!A{row}", str(item.ref), "ref")
        paper.formula(view, f"B{row}", f"=Review!B{row}", item.text)
        paper.formula(view, f"C{row}", f'=IF(Review!C{row}="","",Review!C{row})', "")
        paper.formula(view, f"D{row}", f'=IF(Review!D{row}="","",Review!D{row})', "")
        paper.passes(view, f"B{row}", "mirror")
    return paper.done()


_LETTER = (
    "To whom it may concern,",
    "you are offering a service to the Foundation. Before we sign, our board needs to know how you protect the records "
    "of our donors. Would you please complete the table below and send it back within ten working days?",
    "With kind regards, Ines Vandermeer, Secretary of the Foundation",
)
_LETTER_ROWS = (
    Row(1, "Who in your company is responsible for the protection of personal data?"),
    Row(2, "On what legal basis would you process the records of our donors?"),
    Row(3, "Are the records of donors ever copied to test systems?"),
    Row(4, "How long are deleted records kept in backups?"),
    Row(5, "Have you had a data breach in the past three years?"),
    Row(6, "Please describe how donors can have their records corrected."),
    Row(7, "Will you sign our data processing agreement?"),
)


def make_letter_d7() -> Sample:
    """Return letter_d7.xlsx: the table starts at D7, after a letter."""
    theme = Theme(dark="5D4037", light="EFEBE9", answer="FFF8E1", font="Times New Roman", size=11)
    paper = Paper("letter_d7.xlsx", theme, title="Letter to suppliers", author="Vandermeer Foundation")
    ws = paper.sheet("Sheet1", "questions", "A=2 B=2 C=2 D=7 E=60 F=56 G=24")
    paper.put(ws, "D1:G1", "Vandermeer Foundation", "title", height=30)
    for row, (text, height) in enumerate(zip(_LETTER, (18, 36, 18), strict=True), start=3):
        paper.put(ws, f"D{row}:G{row}", text, "text", height=height)
        paper.passes(ws, f"D{row}")
    paper.heads(ws, "D7", ("No", "Our question", "Your answer", "Enclosed document"))
    paper.rows(ws, 8, Plan(ref="D", question="E", answer="F", slots=(("G", "evidence", ()),)), _LETTER_ROWS)
    return paper.done()
