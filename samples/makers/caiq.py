"""A cloud questionnaire with four answer columns and control cells merged over the questions of a control."""

from __future__ import annotations

from msgspec import Struct

from makers.package import TextBox
from makers.paper import Paper, Theme
from makers.reading import Sample, Slot

VERDICTS = ("Yes", "No", "NA")
OWNERS = ("Provider-owned", "Customer-owned", "Shared by both", "Owned by a third party", "Not applicable")


class Control(Struct, frozen=True):
    """A control: its id, title and wording, and the questions about it."""

    id: str
    title: str
    wording: str
    questions: tuple[str, ...]


DOMAINS: tuple[tuple[str, tuple[Control, ...]], ...] = (
    (
        "Audit and assurance",
        (
            Control(
                "ASU-01",
                "Audit policy",
                "Rules for audits are written down, approved and reviewed every year.",
                (
                    "Are audit and assurance policies written down, approved and kept current?",
                    "Are these policies reviewed at least once a year?",
                ),
            ),
            Control(
                "ASU-02",
                "Independent assessment",
                "An independent body assesses the provider every year.",
                ("Is an independent assessment against a recognised standard carried out at least yearly?",),
            ),
        ),
    ),
    (
        "Cryptography and keys",
        (
            Control(
                "CRY-01",
                "Encryption of data",
                "Customer data is encrypted in transit and at rest.",
                (
                    "Is customer data encrypted at rest with strong algorithms?",
                    "Is customer data encrypted in transit over public networks?",
                    "Can the customer bring an encryption key of its own?",
                ),
            ),
            Control(
                "CRY-02",
                "Key rotation",
                "Keys are changed after a period that reflects their risk.",
                ("Are encryption keys rotated on a defined schedule?",),
            ),
        ),
    ),
    (
        "Data security and privacy",
        (
            Control(
                "DAT-01",
                "Location of data",
                "The customer knows and chooses where its data is held.",
                (
                    "Can the customer choose the region in which its data is stored?",
                    "Is the customer told before data is moved to another region?",
                ),
            ),
            Control(
                "DAT-02",
                "Deletion",
                "Data is deleted beyond recovery when the contract ends.",
                (
                    "Is customer data deleted within an agreed time after the contract ends?",
                    "Is deletion confirmed to the customer in writing?",
                ),
            ),
            Control(
                "DAT-03",
                "Sub-processors",
                "The customer is told who else may handle its data.",
                ("Is a current list of sub-processors available to customers?",),
            ),
        ),
    ),
    (
        "Incidents and threats",
        (
            Control(
                "INC-01",
                "Incident response plan",
                "A tested plan says who does what in an incident.",
                (
                    "Is an incident response plan in place and known to those who need it?",
                    "Is the incident response plan tested at planned intervals?",
                ),
            ),
            Control(
                "INC-02",
                "Telling the customer",
                "Customers hear of a breach within an agreed time.",
                ("Are affected customers notified of a security breach within a contractual time limit?",),
            ),
            Control(
                "INC-03",
                "Vulnerability tests",
                "Independent testers probe the service for weaknesses.",
                (
                    "Are penetration tests carried out by independent testers at least once a year?",
                    "Do you allow customers to run penetration tests of their own?",
                ),
            ),
        ),
    ),
)

_HEADS = (
    "Question ID", "Assessment question", "Provider's answer", "Who owns the control (shared responsibility)",
    "How the provider implements it (optional)", "What the customer has to do (optional)",
    "Control ID", "Control wording", "Control title", "Domain",
)  # fmt: skip


def make_caiq_like() -> Sample:
    """Return caiq_like.xlsx."""
    theme = Theme(dark="0B5394", light="CFE2F3", answer="FFF2CC", font="Arial", size=9)
    paper = Paper("caiq_like.xlsx", theme, title="Cloud assurance questionnaire", author="Cloud assurance circle")
    _introduce(paper)
    ws = paper.sheet("Cloud questionnaire", "questions", "A=11 B=46 C=12 D=20 E=34 F=30 G=10 H=34 I=20 J=18",
                     freeze="C5", repeat="3:4")  # fmt: skip
    paper.put(ws, "A1:F1", "Cloud assurance questionnaire, edition 2.1", "title", height=30)
    paper.put(ws, "G1:J1", "Northwind Health Alliance", "subtitle")
    paper.put(ws, "C3:F3", "To be filled in by the cloud provider", "section", height=20)
    paper.put(ws, "G3:J3", "From the control catalogue (do not change)", "section")
    paper.heads(ws, "A4", _HEADS, height=42)
    row = 5
    for domain, controls in DOMAINS:
        top = row
        for control in controls:
            row = _write_control(paper, row, domain, control)
        paper.put(ws, f"J{top}:J{row - 1}", domain, "label")
    paper.choose(ws, f"C5:C{row - 1}", VERDICTS)
    paper.choose(ws, f"D5:D{row - 1}", OWNERS)
    paper.put(
        ws, f"A{row + 1}:J{row + 1}", "End of the questionnaire. Please return it as a workbook, not as a scan.", "note"
    )
    paper.passes(ws, f"A{row + 1}")
    return paper.done()


def _write_control(paper: Paper, row: int, domain: str, control: Control) -> int:
    ws = paper.book["Cloud questionnaire"]
    last = row + len(control.questions) - 1
    for letter, value in (("G", control.id), ("H", control.wording), ("I", control.title)):
        paper.put(ws, f"{letter}{row}:{letter}{last}" if last > row else f"{letter}{row}", value, "body")
        if letter == "H":
            paper.passes(ws, f"H{row}")
    for number, question in enumerate(control.questions, start=1):
        paper.put(ws, f"A{row}", f"{control.id}.{number}", "ref")
        paper.put(ws, f"B{row}", question, height=30)
        for letter in "CDEF":
            paper.put(ws, f"{letter}{row}", None, "answer")
        paper.asks(
            ws, f"B{row}",
            Slot("answer", f"C{row}", VERDICTS), Slot("ownership", f"D{row}", OWNERS),
            Slot("comment", f"E{row}"), Slot("comment", f"F{row}"),
            ref=f"{control.id}.{number}", section=(domain,),
        )  # fmt: skip
        row += 1
    return row


def _introduce(paper: Paper) -> None:
    ws = paper.sheet("Introduction", "instructions", "A=3 B=28 C=90")
    paper.put(ws, "B1:C1", "How to fill in this questionnaire", "title", height=30)
    steps = (
        ("Provider's answer", "Choose Yes, No or NA. NA needs a reason in the implementation column."),
        (
            "Who owns the control",
            "Say who carries out the control: the provider, the customer, both, or a third party.",
        ),
        ("How it is implemented", "A short description helps us to close the review without a further call."),
        ("What the customer has to do", "Only where the control is the customer's or shared by both."),
        ("Control columns", "They come from our catalogue. Are they unclear? Then write to cloud@northwind.example."),
    )
    for row, (label, text) in enumerate(steps, start=3):
        paper.put(ws, f"B{row}", label, "label", height=24)
        paper.put(ws, f"C{row}", text)
        paper.passes(ws, f"C{row}")
    lines = ("Before you start", "Answer for the service named in the order form only.", "Do not add or delete rows.")
    paper.box(ws, TextBox(1, 9, 3, 14, lines))
