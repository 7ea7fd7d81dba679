"""A campus questionnaire: sheets, lists on another sheet, questions by formula, guidance, gates, a report."""

from __future__ import annotations

from msgspec import Struct
from openpyxl.worksheet.worksheet import Worksheet

from makers.paper import Paper, Theme
from makers.reading import Sample, Slot

_YES_NO = ("Yes", "No")
_YES_NO_NA = ("Yes", "No", "Not applicable")
_LISTS = {"yn": ("Choices!$B$2:$B$3", _YES_NO), "ynna": ("Choices!$C$2:$C$4", _YES_NO_NA)}


class Ask(Struct, frozen=True):
    """A question with the list it is answered from (empty: own words) and guidance for each."""

    ref: str
    text: str
    choice: str = "ynna"
    guidance: str = ""
    gate: str = ""


_IDENTITY = (
    ("COMP-01", "Vendor name", "e.g. Example Learning Ltd"),
    ("COMP-02", "Product name", "Product and version"),
    ("COMP-03", "Product description", "Brief description of the product"),
    ("COMP-04", "Name of the person who fills in this form", "First and last name"),
    ("COMP-05", "Contact e-mail", "name@example.com"),
    ("COMP-06", "Date of completion", "mm/dd/yyyy"),
)

_SECURITY: tuple[tuple[str, str, tuple[Ask, ...]], ...] = (
    (
        "Qualifiers",
        "",
        (
            Ask("QUAL-01", "Will the product store or process card payments?", "yn", "If No, leave out Payment cards."),
            Ask("QUAL-02", "Does the product make decisions with artificial intelligence?", "yn", "If No, skip AI."),
            Ask("QUAL-03", "Do third parties get access to the institution's data?", "yn", "Hosting providers count."),
        ),
    ),
    (
        "Organisation",
        "",
        (
            Ask("ORGA-01", "Do you have a person who answers for information security?", "ynna", "State the title."),
            Ask("ORGA-02", "Has an outside auditor certified your security management?", "ynna", "Name the standard."),
            Ask("ORGA-03", "Describe how staff are trained in security.", "", "Frequency and content."),
        ),
    ),
    (
        "Payment cards",
        "If QUAL-01 is No, skip this section.",
        (
            Ask("CARD-01", "Is card data kept out of log files?", "ynna", "Masked numbers are fine.", "QUAL-01"),
            Ask("CARD-02", "Is a current attestation of the card industry available?", "ynna", "Attach it.", "QUAL-01"),
        ),
    ),
    (
        "Artificial intelligence",
        "If QUAL-02 is No, skip this section.",
        (
            Ask("AIML-01", "Can a person override each automated decision?", "ynna", "Say who and how.", "QUAL-02"),
            Ask("AIML-02", "Is the institution's data used to train models?", "ynna", "Also by suppliers.", "QUAL-02"),
        ),
    ),
)  # fmt: skip

_PRIVACY: tuple[tuple[str, str, tuple[Ask, ...]], ...] = (
    (
        "Data",
        "",
        (
            Ask("DATA-01", "Is data at rest encrypted in the product?", "ynna", "Databases, files and backups."),
            Ask("DATA-02", "Is data in transit encrypted between client and server?", "ynna", "State the protocol."),
            Ask("DATA-03", "In which countries is the institution's data stored?", "", "Name all of them."),
            Ask("DATA-04", "Is data returned and then deleted when the agreement ends?", "ynna", "Give the period."),
        ),
    ),
    (
        "Incidents",
        "",
        (
            Ask("INCI-01", "Do you have a formal plan for incidents?", "ynna", "A summary is enough."),
            Ask("INCI-02", "How soon after a confirmed breach is the institution told?", "", "In hours."),
        ),
    ),
)


def make_hecvat_like() -> Sample:
    """Return hecvat_like.xlsx."""
    theme = Theme(dark="7B2C3B", light="F4E1E4", answer="FFFDE7", font="Calibri", size=10)
    paper = Paper("hecvat_like.xlsx", theme, title="Campus vendor assessment", author="Lakeside College")
    _instruct(paper)
    company = paper.sheet("Company", "questions", "A=10 B=44 C=24 D=40 E=36", freeze="A6", repeat="5:5")
    security = paper.sheet("Security", "questions", "A=10 B=52 C=16 D=44 E=36", freeze="A6", repeat="5:5")
    privacy = paper.sheet("Privacy", "questions", "A=10 B=52 C=16 D=44 E=36", freeze="A6", repeat="5:5")
    report = paper.sheet("Summary report", "summary", "A=10 B=52 C=16 D=18 E=36")
    bank = paper.sheet("Question bank", "", "A=10 B=60 C=40", state="hidden")
    _write_choices(paper)
    _write_company(paper, company)
    banked = _write_bank(paper, bank)
    places = _write_questions(paper, security, "Security", _SECURITY, banked)
    places += _write_questions(paper, privacy, "Privacy", _PRIVACY, banked)
    _write_report(paper, report, places)
    return paper.done()


def _instruct(paper: Paper) -> None:
    ws = paper.sheet("Instructions", "instructions", "A=4 B=26 C=90")
    paper.put(ws, "B1:C1", "Campus vendor assessment: instructions", "title", height=30)
    texts = (
        ("Company", "Tell us who you are. Replace the grey sample texts."),
        ("Security, Privacy", "Choose an answer from the list; explain it under Additional information."),
        ("Qualifiers", "They decide which sections apply. Is a section left out? Then leave its cells empty."),
        ("Summary report", "Filled in by the workbook. The institution reads it first."),
    )
    for row, (label, text) in enumerate(texts, start=3):
        paper.put(ws, f"B{row}", label, "label", height=22)
        paper.put(ws, f"C{row}", text)
        paper.passes(ws, f"C{row}")


def _write_choices(paper: Paper) -> None:
    ws = paper.sheet("Choices", "lookup", "A=4 B=16 C=16", state="hidden")
    for letter, values in (("B", ("Yes or no", *_YES_NO)), ("C", ("With n/a", *_YES_NO_NA))):
        for row, value in enumerate(values, start=1):
            paper.put(ws, f"{letter}{row}", value)


def _top(paper: Paper, ws: Worksheet, title: str, answer: str) -> None:
    paper.put(ws, "A1:E1", f"Campus vendor assessment: {title}", "title", height=30)
    paper.put(ws, "A3:E3", "Lakeside College, Office of Information Security", "subtitle")
    paper.heads(ws, "A5", ("ID", "Question", answer, "Additional information", "Guidance"))


def _write_company(paper: Paper, ws: Worksheet) -> None:
    _top(paper, ws, "company", "Vendor answer")
    for row, (ref, label, sample) in enumerate(_IDENTITY, start=6):
        paper.put(ws, f"A{row}", ref, "ref")
        paper.put(ws, f"B{row}", label, height=20)
        paper.put(ws, f"C{row}:D{row}", sample, "answer")
        paper.put(ws, f"E{row}", "Please replace the sample text.", "note")
        paper.asks(ws, f"B{row}", Slot("answer", f"C{row}", current=sample), ref=ref, kind="identity")


def _write_bank(paper: Paper, ws: Worksheet) -> dict[str, int]:
    rows: dict[str, int] = {}
    for part in (_SECURITY, _PRIVACY):
        for _, _, asks in part:
            for ask in asks:
                row = len(rows) + 2
                rows[ask.ref] = row
                for letter, value in (("A", ask.ref), ("B", ask.text), ("C", ask.guidance)):
                    paper.put(ws, f"{letter}{row}", value)
                paper.passes(ws, f"B{row}")
    paper.heads(ws, "A1", ("ID", "Question", "Guidance"))
    return rows


def _write_questions(
    paper: Paper, ws: Worksheet, title: str, part: tuple[tuple[str, str, tuple[Ask, ...]], ...], banked: dict[str, int]
) -> list[tuple[str, int, Ask]]:
    _top(paper, ws, title.lower(), "Vendor answer")
    cells: dict[str, list[str]] = {}
    gates: dict[str, str] = {}
    places, row = [], 6
    for heading, gate, asks in part:
        paper.put(ws, f"A{row}:E{row}", f"{heading}. {gate}" if gate else heading, "section", height=21)
        paper.passes(ws, f"A{row}", "heading")
        row += 1
        for ask in asks:
            paper.put(ws, f"A{row}", ask.ref, "ref")
            paper.formula(ws, f"B{row}", f"='Question bank'!B{banked[ask.ref]}", ask.text)
            ws.row_dimensions[row].height = 30
            paper.formula(ws, f"E{row}", f"='Question bank'!C{banked[ask.ref]}", ask.guidance, "note")
            options: tuple[str, ...] = ()
            slots: tuple[Slot, ...]
            if ask.choice:
                cells.setdefault(ask.choice, []).append(f"C{row}")
                options = _LISTS[ask.choice][1]
                paper.put(ws, f"C{row}", None, "answer")
                paper.put(ws, f"D{row}", None, "answer")
                slots = (Slot("answer", f"C{row}", options), Slot("comment", f"D{row}"))
            else:
                paper.put(ws, f"C{row}:D{row}", None, "answer")
                slots = (Slot("answer", f"C{row}"),)
            gates[ask.ref] = f"B{row}"
            section = (f"{heading}. {gate}" if gate else heading,)
            paper.asks(ws, f"B{row}", *slots, ref=ask.ref, section=section, gate=gates.get(ask.gate))
            places.append((ws.title, row, ask))
            row += 1
    for name, found in cells.items():
        paper.choose(ws, " ".join(found), (), source=_LISTS[name][0], x14=True)
    return places


def _write_report(paper: Paper, ws: Worksheet, places: list[tuple[str, int, Ask]]) -> None:
    paper.put(ws, "A1:E1", "Summary report for the institution", "title", height=30)
    paper.heads(ws, "A5", ("ID", "Question", "Vendor answer", "Rating", "Notes of the analyst"))
    for line, (sheet, row, ask) in enumerate(places, start=6):
        paper.formula(ws, f"A{line}", f"={sheet}!A{row}", ask.ref, "ref")
        paper.formula(ws, f"B{line}", f"={sheet}!B{row}", ask.text)
        paper.formula(ws, f"C{line}", f'=IF({sheet}!C{row}="","",{sheet}!C{row})', "")
        paper.formula(ws, f"D{line}", f'=IF(C{line}="Yes","met","open")', "open")
        paper.put(ws, f"E{line}", None)
        paper.passes(ws, f"B{line}", "mirror")
