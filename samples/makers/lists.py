"""Lists as customers send them: ids that restart, answers in the question's cell, old answers, no room at all."""

from __future__ import annotations

from makers.paper import YES_NO, YES_NO_NA, Paper, Plan, Row, Theme
from makers.reading import ANY, Sample, Slot

_TOPICS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Network",
        (
            Row(1, "Are the networks of clients separated from each other?", YES_NO),
            Row(2, "Is traffic from the internet filtered by a firewall?", YES_NO),
            Row(3, "Is remote administration possible only through a jump host?", YES_NO),
            Row(4, "Which protocols are open to the internet?", ()),
        ),
    ),
    (
        "Software",
        (
            Row(1, "Is code scanned for secrets before it is merged?", YES_NO),
            Row(2, "Are releases signed?", YES_NO),
            Row(3, "Name the languages and frameworks that the product is built with.", ()),
        ),
    ),
    (
        "People",
        (
            Row(1, "Is there a named deputy for the security officer?", YES_NO),
            Row(2, "How many people work on security full time?", ()),
            Row(3, "Are contractors bound by the same rules as employees?", YES_NO),
        ),
    ),
)


def make_restarting_ids() -> Sample:
    """Return restarting_ids.xlsx: each sheet counts from 1 again."""
    paper = Paper(
        "restarting_ids.xlsx", Theme(dark="006064", light="E0F7FA"), title="Technical review", author="Palisade Energy"
    )
    for name, rows in _TOPICS:
        ws = paper.sheet(name, "questions", "A=6 B=60 C=12 D=50", freeze="A3", repeat="2:2")
        paper.put(ws, "A1:D1", f"Technical review: {name.lower()}", "title", height=28)
        paper.heads(ws, "A2", ("ID", "Question", "Yes/No", "Details"))
        for row, item in enumerate(rows, start=3):
            if item.options:
                paper.rows(ws, row, Plan(ref="A", question="B", answer="C", comment="D"), [item])
            else:
                paper.rows(ws, row, Plan(ref="A", question="B", answer="C"), [item])
                paper.put(ws, f"C{row}:D{row}", None, "answer")
    return paper.done()


_SAME = (
    "Do you encrypt laptops that hold client data?",
    "Do you have cyber insurance, and for what sum?",
    "Who may approve access to production?",
    "Does your company outsource any part of software development?",
    "Describe how you learn of new vulnerabilities.",
    "Do you keep an inventory of all systems?",
)


def make_same_cell() -> Sample:
    """Return same_cell.xlsx: each cell holds its number, the question and the word that the answer follows."""
    paper = Paper(
        "same_cell.xlsx", Theme(dark="37474F", light="ECEFF1"), title="Short questionnaire", author="Tall Pines Clinic"
    )
    ws = paper.sheet("Questions", "questions", "A=110")
    paper.put(ws, "A1", "Tall Pines Clinic: short questionnaire for IT suppliers", "title", height=30)
    paper.put(
        ws, "A2", "Please write your answer below the question, in the same cell, after the word Answer.", "subtitle"
    )
    paper.passes(ws, "A2")
    for row, question in enumerate(_SAME, start=4):
        paper.put(ws, f"A{row}", f"{row - 3}. {question}\nAnswer:", height=62)
        paper.asks(ws, f"A{row}", Slot("answer", f"A{row}"), text=question, ref=str(row - 3))
    return paper.done()


_LISTED = (
    ("P-01", "Privacy", "Do you keep records of processing?", "A register under data protection law."),
    ("P-02", "Privacy", "Have you appointed a data protection officer?", "Internal or external."),
    ("P-03", "Privacy", "How do you answer requests of data subjects?", "Who does what, and how fast."),
    ("S-01", "Security", "Is there a process for reporting suspicious e-mails?", "For all staff."),
    ("S-02", "Security", "Which standard is your security programme built on?", "Any recognised one."),
    ("S-03", "Security", "Are administrators' actions logged?", "Also those of suppliers."),
    ("R-01", "Resilience", "What is your recovery time objective?", "In hours, for the service."),
    ("R-02", "Resilience", "Do you depend on a single data centre?", "Say which one."),
)


def make_no_answer_column() -> Sample:
    """Return no_answer_column.xlsx: a list of questions with no place for the answers."""
    paper = Paper(
        "no_answer_column.xlsx",
        Theme(dark="880E4F", light="FCE4EC"),
        title="Questions for the call",
        author="Juniper Yard",
    )
    ws = paper.sheet("Question list", "questions", "A=8 B=14 C=58 D=40", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:D1", "Questions that our auditors will ask you", "title", height=30)
    paper.heads(ws, "A3", ("Ref", "Area", "Question", "What we mean"))
    for row, values in enumerate(_LISTED, start=4):
        for letter, value, look in zip("ABCD", values, ("ref", "body", "body", "note"), strict=True):
            paper.put(ws, f"{letter}{row}", value, look, height=18)
        paper.asks(ws, f"C{row}", Slot("answer", f"E{row}", new=True), ref=values[0], section=(values[1],))
    return paper.done()


def make_filled_last_year() -> Sample:
    """Return filled_last_year.xlsx: partly answered, with hints to be replaced, and follow-ups to the row above."""
    paper = Paper(
        "filled_last_year.xlsx", Theme(dark="1A5276", light="D4E6F1"), title="Annual review", author="Oakline Pensions"
    )
    ws = paper.sheet("Annual review", "questions", "A=7 B=58 C=14 D=56", freeze="A5", repeat="4:4")
    paper.put(ws, "A1:D1", "Oakline Pensions: annual supplier review", "title", height=30)
    paper.put(
        ws, "A2:D2", "Your answers of last year are filled in. Please check them and complete what is new.", "subtitle"
    )
    paper.heads(ws, "A4", ("No.", "Question", "Answer", "Comment"))
    plan = Plan(ref="A", question="B", answer="C", comment="D")
    rows: tuple[str | Row, ...] = (
        "Security programme",
        Row("1", "Is there a security policy that covers all staff?", YES_NO_NA,
            more={"C": "Yes", "D": "Approved by the board in January; on the intranet."}),
        Row("2", "Has the policy changed since the last review?", YES_NO_NA),
        Row("2a", "If yes, describe what has changed.", (), parent="B7"),
        Row("3", "Do you hold a certificate for information security?", YES_NO_NA,
            more={"C": "Yes", "D": "ISO/IEC 27001, valid for two more years."}),
        "Incidents",
        Row("4", "Was there a security incident that touched our data?", YES_NO_NA, more={"C": "No"}),
        Row("4a", "If so, please give the date and the cause.", (), parent="B11"),
        Row("5", "Would you tell us of an incident within two working days?", YES_NO_NA),
        "Suppliers",
        Row("6", "Have you taken on new sub-processors in the past year?", YES_NO_NA),
        Row("6a", "If yes, please name them and what they do.", (), parent="B15", more={"D": "Please describe"}),
        Row("7", "How do you check the security of your suppliers?", (),
            more={"C": "Yearly review of their certificates by the security team."}),
    )  # fmt: skip
    paper.rows(ws, 5, plan, rows)
    return paper.done()


_REPEATED: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "Section A: Accounts and passwords",
        (
            Row("A1", "Do all staff have accounts of their own?", YES_NO),
            Row("A2", "Must passwords have at least twelve characters?", YES_NO),
            Row("A3", "Is a second factor used for remote work?", YES_NO),
        ),
    ),
    (
        "Section B: Devices",
        (
            Row("B1", "Can lost devices be wiped from afar?", YES_NO),
            Row("B2", "May private devices be used for work?", YES_NO),
        ),
    ),
    (
        "Section C: Backups",
        (
            Row("C1", "Are backups made every day?", YES_NO),
            Row("C2", "Are backups encrypted?", YES_NO),
            Row("C3", "Are backups protected against being changed or deleted?", YES_NO),
        ),
    ),
)


def make_repeated_headers() -> Sample:
    """Return repeated_headers.xlsx: each section has its own title, remark, header row and blank rows after it."""
    paper = Paper(
        "repeated_headers.xlsx", Theme(dark="BF360C", light="FBE9E7"), title="Basic hygiene", author="Saltmarsh Council"
    )
    ws = paper.sheet("Basic hygiene", "questions", "B=6 C=58 D=12 E=50 A=3")
    paper.put(ws, "B1:E1", "Saltmarsh Council: basic hygiene check", "title", height=30)
    row = 3
    for title, rows in _REPEATED:
        paper.put(ws, f"B{row}:E{row}", title, "section", height=22)
        paper.passes(ws, f"B{row}", "heading")
        paper.put(
            ws, f"B{row + 1}:E{row + 1}", "Answer for your whole company, not only for the team that serves us.", "note"
        )
        paper.passes(ws, f"B{row + 1}")
        paper.heads(ws, f"B{row + 2}", ("No.", "Control question", "Yes / No", "Explanation"), height=22)
        paper.passes(ws, f"C{row + 2}")
        plan = Plan(ref="B", question="C", answer="D", comment="E")
        row = paper.rows(ws, row + 3, plan, rows, section=title) + 2
    return paper.done()


def make_withdrawn_rows() -> Sample:
    """Return withdrawn_rows.xlsx: some rows were withdrawn and are kept for their numbers only."""
    paper = Paper(
        "withdrawn_rows.xlsx", Theme(dark="4527A0", light="EDE7F6"), title="Version 4", author="Redfern Trust"
    )
    ws = paper.sheet("Version 4", "questions", "A=8 B=62 C=14 D=48", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:D1", "Redfern Trust: supplier questions, version 4", "title", height=30)
    paper.heads(ws, "A3", ("Nr", "Question", "Response", "Notes"))
    rows = (
        ("1.1", "Is responsibility for security assigned to a named person?", False),
        ("1.2", "[Withdrawn]", True),
        ("1.3", "Are security duties part of job descriptions?", False),
        ("2.1", "Deleted in version 4, see 3.2", True),
        ("2.2", "Is data classified by how sensitive it is?", False),
        ("2.3", "WITHDRAWN: Is floppy disk drive access disabled?", True),
        ("3.1", "Do you review firewall rules at least once a year?", False),
        ("3.2", "Is sensitive data masked in test systems?", False),
        ("3.3", "Question removed. Number not used.", True),
    )
    chosen = []
    for row, (ref, text, gone) in enumerate(rows, start=4):
        paper.put(ws, f"A{row}", ref, "ref", height=18)
        paper.put(ws, f"B{row}", text, "gone" if gone else "body")
        for letter in "CD":
            paper.put(ws, f"{letter}{row}", None, "gone" if gone else "answer")
        if gone:
            paper.passes(ws, f"B{row}", "withdrawn")
        else:
            chosen.append(f"C{row}")
            slots = (Slot("answer", f"C{row}", YES_NO_NA), Slot("comment", f"D{row}"))
            paper.asks(ws, f"B{row}", *slots, ref=ref)
    paper.choose(ws, " ".join(chosen), YES_NO_NA)
    return paper.done()


_PARTS = (
    (
        "7.1",
        "For backups of the service, please state:",
        ("how often they are made", "how long they are kept", "where they are stored"),
    ),
    ("7.2", "For administrators, please state:", ("how many there are", "how their rights are approved")),
    (
        "7.3",
        "For incident handling, please state:",
        ("who is on call", "how we can reach them at night", "when you inform us"),
    ),
)


_TALL = (
    ("7.4", "Is there anything else that we should know about how the service is run and secured?"),
    ("7.5", "Are you willing to explain your answers in a call of half an hour with our team?"),
)


def make_sub_questions() -> Sample:
    """Return sub_questions.xlsx: one number merged over a lead-in and its parts a), b), c)."""
    paper = Paper(
        "sub_questions.xlsx", Theme(dark="0D47A1", light="E3F2FD"), title="Details", author="Copper Beech Schools"
    )
    ws = paper.sheet("Details", "questions", "A=8 B=60 C=64", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:C1", "Copper Beech Schools: details of the service", "title", height=30)
    paper.heads(ws, "A3", ("No.", "Question", "Answer of the supplier"))
    row = 4
    for ref, lead, parts in _PARTS:
        paper.put(ws, f"A{row}:A{row + len(parts)}", ref, "ref")
        paper.put(ws, f"B{row}:C{row}", lead, "label", height=18)
        paper.passes(ws, f"B{row}")
        for place, part in enumerate(parts, start=1):
            cell = f"B{row + place}"
            paper.put(ws, cell, f"{'abc'[place - 1]}) {part}", height=18)
            paper.put(ws, f"C{row + place}", None, "answer")
            paper.asks(ws, cell, Slot("answer", f"C{row + place}"), text=part, ref=ANY)
        row += len(parts) + 1
    for ref, text in _TALL:
        paper.put(ws, f"A{row}:A{row + 1}", ref, "ref")
        paper.put(ws, f"B{row}:B{row + 1}", text)
        paper.put(ws, f"C{row}:C{row + 1}", None, "answer")
        paper.asks(ws, f"B{row}", Slot("answer", f"C{row}"), ref=ref)
        row += 2
    return paper.done()


def make_dates_and_evidence() -> Sample:
    """Return dates_and_evidence.xlsx: identity rows in the table, and columns for evidence, a date and an owner."""
    paper = Paper(
        "dates_and_evidence.xlsx",
        Theme(dark="263238", light="CFD8DC"),
        title="Evidence request",
        author="Halden Metals",
    )
    ws = paper.sheet("Evidence request", "questions", "A=7 B=54 C=13 D=38 E=30 F=15", freeze="A4", repeat="3:3")
    paper.put(ws, "A1:F1", "Halden Metals: evidence request", "title", height=30)
    paper.heads(
        ws, "A3", ("ID", "Question", "Status", "Comments", "Evidence (link or file name)", "Date of last review")
    )
    status = ("In place", "Planned", "Not in place")
    slots = (("E", "evidence", ()), ("F", "date", ()))
    plan = Plan(ref="A", question="B", answer="C", comment="D", slots=slots, options=status)
    row = 4
    for ref, label in (("0.1", "Name of your company"), ("0.2", "Contact person and e-mail address")):
        paper.put(ws, f"A{row}", ref, "ref")
        paper.put(ws, f"B{row}", label, height=18)
        paper.put(ws, f"C{row}:F{row}", None, "answer")
        paper.asks(ws, f"B{row}", Slot("answer", f"C{row}"), ref=ref, kind="identity")
        row += 1
    paper.rows(ws, row, plan, (
        Row("1.1", "Information security policy, approved by management", kind=ANY),
        Row("1.2", "Procedure for granting and removing access", kind=ANY),
        Row("1.3", "Is an inventory of information assets kept?"),
        Row("1.4", "Are risks to information assessed every year?"),
        Row("1.5", "Report of the last penetration test", kind=ANY),
        Row("1.6", "Are suppliers with access to our data reviewed?"),
    ))  # fmt: skip
    return paper.done()
