"""Word forms written as lines: each question with the labelled lines and boxes that follow it, and where they lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
import pytest

from qbot.document.read import read_document

# What is written, a line each, and what a question's line is expected to lead to: roles with their lines.
Lines = Sequence[str]
Leads = Mapping[int, Sequence[tuple[str, int]]]
FORMS: Mapping[str, tuple[Lines, Leads]] = {
    "answer with what it accepts, and a comment": (
        (
            "1. Do you have a security policy?",
            "Answer (Yes/No):",
            "Comment:",
            "2. Do you train your staff?",
            "Answer (Yes/No):",
            "Comment:",
        ),
        {1: [("answer", 2), ("comment", 3)], 4: [("answer", 5), ("comment", 6)]},
    ),
    "boxes, and details on a line of underscores": (
        (
            "1. Do you have a security policy?",
            "☐ Yes  ☐ No  ☐ N/A",
            "Details: ______________",
            "2. Do you train your staff?",
            "☐ Yes  ☐ No  ☐ N/A",
            "Details: ______________",
        ),
        {1: [("answer", 2), ("comment", 3)], 4: [("answer", 5), ("comment", 6)]},
    ),
    "evidence is asked for in German": (
        ("1. Gibt es eine Leitlinie?", "Antwort:", "Nachweis:", "2. Wer gibt sie frei?", "Antwort:", "Nachweis:"),
        {1: [("answer", 2), ("evidence", 3)], 4: [("answer", 5), ("evidence", 6)]},
    ),
    "one of several statements is ticked": (
        ("1. How do you manage patches?", "☐ No process", "☐ Ad hoc", "2. Who has access?", "☐ Everybody", "☐ Few"),
        {1: [("answer", 2), ("answer", 3)], 4: [("answer", 5), ("answer", 6)]},
    ),
    "details in prose are no label": (
        ("Details of the service: see the contract.", "1. Where is data kept?", "Answer:"),
        {2: [("answer", 3)]},
    ),
}


def test_what_follows_up_a_question_is_linked_to_it(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Access", 1)
    document.add_paragraph("Do you review access rights every quarter?  ☐ Yes  ☐ No")
    document.add_paragraph("If yes, please describe the process: ____________________")
    document.add_heading("Operations", 1)
    document.add_paragraph("If you answered no above, when will reviews begin? ____________________")
    document.save(str(tmp_path / "a.docx"))
    parents = [one.parent for one in read_document(tmp_path / "a.docx").questions]
    assert parents == [None, "paragraph 2", None]


@pytest.mark.parametrize("name", FORMS)
def test_lines_lead_to_their_room(name: str, tmp_path: Path) -> None:
    lines, expected = FORMS[name]
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    found = read_document(tmp_path / "a.docx").questions
    assert {one.cell: [(slot.role.value, slot.cell) for slot in one.slots] for one in found} == {
        f"paragraph {line}": [(role, f"paragraph {place}") for role, place in leads] for line, leads in expected.items()
    }
