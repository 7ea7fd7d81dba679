"""Forms that do not keep one row a question, or explain only what is amiss."""

from __future__ import annotations

from makers.paper import YES_NO, YES_NO_NA, Paper, Plan, Row, Theme
from makers.reading import Sample, Slot

_BELOW: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Part I: Your organisation",
        (
            ("I.1", "Please describe your organisation and the service that you offer to us."),
            (
                "I.2",
                "Who carries the overall responsibility for information security, and to whom does this person report?",
            ),
            ("I.3", "Which certificates do you hold, and what do they cover?"),
        ),
    ),
    (
        "Part II: Your service",
        (
            ("II.1", "Where is our data stored, and who is able to read it?"),
            ("II.2", "How is our data kept apart from that of others?"),
            ("II.3", "Describe what you would do in the first day after a breach."),
        ),
    ),
)


def make_answer_below() -> Sample:
    """Return answer_below.xlsx: the answer to a question goes into the box under it."""
    paper = Paper(
        "answer_below.xlsx", Theme(dark="34495E", light="EAECEE"), title="Open questions", author="Grey Heron Trust"
    )
    ws = paper.sheet("Open questions", "questions", "A=9 B=40 C=40 D=30")
    paper.put(ws, "A1:D1", "Grey Heron Trust: open questions to suppliers", "title", height=30)
    paper.put(ws, "A2:D2", "Please write into the boxes. They grow with your text.", "subtitle")
    row = 4
    for part, questions in _BELOW:
        paper.put(ws, f"A{row}:D{row}", part, "section", height=22)
        paper.passes(ws, f"A{row}", "heading")
        row += 1
        for ref, text in questions:
            paper.put(ws, f"A{row}", ref, "ref")
            paper.put(ws, f"B{row}:D{row}", text, "label", height=20)
            paper.put(ws, f"A{row + 1}", "Answer:", "note")
            paper.put(ws, f"B{row + 1}:D{row + 1}", None, "answer", height=60)
            paper.asks(ws, f"B{row}", Slot("answer", f"B{row + 1}"), ref=ref, section=(part,))
            row += 2
        row += 1
    return paper.done()


_AMISS = (
    Row(1, "All servers are hardened according to a written baseline."),
    Row(2, "Wireless networks of guests are separate from those of staff."),
    Row(3, "Default passwords are changed before a system goes live."),
    Row(4, "Source code is kept under version control."),
    Row(5, "Client data is never used for tests."),
    Row(6, "Security events are watched around the clock."),
    Row(7, "Employees report lost devices at once."),
)


def make_explain_if_no() -> Sample:
    """Return explain_if_no.xlsx: statements to agree with, and a column for what to say where one does not hold."""
    theme = Theme(dark="0E6251", light="D1F2EB", answer="FEF9E7")
    paper = Paper("explain_if_no.xlsx", theme, title="Baseline declaration", author="Kestrel Logistics")
    ws = paper.sheet("Baseline declaration", "questions", "A=8 B=60 C=16 D=44 E=16", freeze="A6", repeat="5:5")
    paper.put(ws, "A1:E1", "Kestrel Logistics: declaration on the security baseline", "title", height=30)
    for row, label in ((2, "Company name"), (3, "Signed by, on (date)")):
        paper.put(ws, f"A{row}:B{row}", label, "label", height=18)
        paper.put(ws, f"C{row}:D{row}", None, "answer")
        paper.asks(ws, f"A{row}", Slot("answer", f"C{row}"), kind="identity", optional=True)
    heads = (
        "Item",
        "Baseline requirement",
        "Do you comply?",
        "If No: explain, or name what you do instead",
        "For our use",
    )
    paper.heads(ws, "A5", heads, height=34)
    plan = Plan(ref="A", question="B", answer="C", comment="D", others=("E",), options=YES_NO, kind="statement")
    paper.rows(ws, 6, plan, _AMISS)
    return paper.done()


_MIXED = (
    ("Account security", Row("AS-1", "Is there a limit on failed attempts to sign in?", YES_NO_NA)),
    ("Account security", Row("AS-2", "Are sessions ended after a time without activity?", YES_NO_NA)),
    ("Account security", Row("AS-3", "How are shared mailboxes protected?")),
    ("Hosting", Row("HO-1", "Is the service hosted by a cloud provider? Which one?")),
    ("Hosting", Row("HO-2", "Do you have a second region for failover?", YES_NO_NA)),
    ("Hosting", Row("HO-3", "Is capacity watched and planned?", YES_NO_NA)),
    ("Legal", Row("LE-1", "Under which law would our contract be?")),
    ("Legal", Row("LE-2", "Have you been fined for a breach of data protection law?", YES_NO_NA)),
)


def make_merged_domains() -> Sample:
    """Return merged_domains.xlsx: the domain is merged down the left side, and a hidden column is the customer's."""
    paper = Paper(
        "merged_domains.xlsx", Theme(dark="512E5F", light="F5EEF8"), title="Due diligence", author="Marlow Capital"
    )
    ws = paper.sheet("Due diligence", "questions", "A=3 B=18 C=9 D=56 E=14 F=48 G=12", freeze="D5", repeat="4:4")
    paper.put(ws, "B1:F1", "Marlow Capital: technology due diligence", "title", height=30)
    paper.heads(ws, "B4", ("Domain", "Item", "Question", "Answer", "Detail", "Reviewer score"))
    row = 5
    for domain in dict.fromkeys(domain for domain, _ in _MIXED):
        items = [item for name, item in _MIXED if name == domain]
        paper.put(ws, f"B{row}:B{row + len(items) - 1}", domain, "section")
        plan = Plan(ref="C", question="D", answer="E", comment="F", others=("G",))
        row = paper.rows(ws, row, plan, items, section=domain)
    ws.column_dimensions["G"].hidden = True
    return paper.done()
