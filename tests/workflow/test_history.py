"""History: completed questionnaires and lines of decisions, as what is remembered."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from qbot.cli.group import command
from qbot.errors import UnreadableError
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.matching.recall import make_past_entry
from qbot.model.knowledge import Stance
from qbot.model.memory import Outcome, Remembered
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, QuestionState, SlotRole
from qbot.workflow.history import read_history, remember_questionnaire

LAPTOPS = "Do you encrypt the disks of all laptops?"
VISITORS = "Are visitors escorted in your offices?"
PARTS = "Do you keep spare parts on site?"


def write_lines(path: Path, *rows: Mapping[str, object]) -> Path:
    """Write rows as JSON Lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def write_table(path: Path, *rows: tuple[str, str, str]) -> Path:
    """Write questions with answers and comments as .csv."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("Ref", "Question", "Answer", "Comment")])
        csv.writer(file).writerows((f"Q{number}", *row) for number, row in enumerate(rows, 1))
    return path


def test_lines_give_answers_and_what_was_left_open(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "northwind 2026-03-31.jsonl",
        {"id": "A-1", "question": LAPTOPS, "answer": "Yes", "comment": "With FileVault.", "product": "Larkspur"},
        {"ref": "A-2", "question": VISITORS, "answer": "", "outcome": "no evidence", "reason": "no record"},
        {"question": PARTS, "outcome": "Rejected", "entries": ["parts"], "date": "2026-01-05"},
        {"question": "Do you lock screens?", "answer": ""},
    )
    yes, open_, rejected = read_history([path]).decisions
    assert (yes.ref, yes.stance, yes.words, yes.product) == ("A-1", Stance.YES, "With FileVault.", "Larkspur")
    assert yes.decided_on == date(2026, 3, 31)
    assert (open_.outcome, open_.ref, open_.reason) == (Outcome.NO_EVIDENCE, "A-2", "no record")
    assert (rejected.outcome, rejected.entries) == (Outcome.REJECTED, ("parts",))
    assert rejected.decided_on == date(2026, 1, 5)


def test_prose_with_a_comment_keeps_both(tmp_path: Path) -> None:
    row = {"question": LAPTOPS, "answer": "Most of them are.", "comment": "Linux laptops follow."}
    (one,) = read_history([write_lines(tmp_path / "a.jsonl", row)]).decisions
    assert one.stance is None
    assert one.words == "Most of them are.\nLinux laptops follow."


def test_all_wrong_lines_are_told_together(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        {"question": LAPTOPS, "answer": "Yes", "outcome": "perhaps"},
        {"question": LAPTOPS, "answer": "Yes", "date": "last spring"},
    )
    with pytest.raises(KnowledgeMistakesError) as raised:
        read_history([path])
    assert "line 1: the outcome “perhaps” is not known" in str(raised.value)
    assert "line 2: “last spring” is no day" in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_history([tmp_path / "none.xlsx"])


def test_a_completed_questionnaire_is_remembered_with_its_product() -> None:
    def ask(row: int, text: str, answer: str, kind: QuestionKind = QuestionKind.QUESTION) -> Question:
        slots = (AnswerSlot(SlotRole.ANSWER, f"C{row}", current=answer or None),)
        return Question("S", f"B{row}", text, ref=f"A-{row}", kind=kind, state=QuestionState.FILLED, slots=slots)

    questions = (
        ask(2, "Product name", "Larkspur", QuestionKind.IDENTITY),
        ask(3, LAPTOPS, "Yes, with FileVault."),
        ask(4, VISITORS, ""),
    )
    form = Questionnaire("/tmp/in/northwind.xlsx", "0" * 64, "xlsx", questions=questions)
    (one,) = remember_questionnaire(form, day=date(2026, 1, 2))
    assert (one.product, one.questionnaire, one.place, one.ref) == ("Larkspur", "northwind.xlsx", "S!B3", "A-3")
    assert (one.stance, one.words, one.decided_on) == (Stance.YES, "Yes, with FileVault.", date(2026, 1, 2))


def test_the_id_of_a_past_answer_depends_on_its_words_and_place() -> None:
    one = Remembered(LAPTOPS, values={SlotRole.ANSWER: "Yes"}, questionnaire="a.xlsx", place="B2")
    assert make_past_entry(one).id == make_past_entry(one).id
    other = Remembered(LAPTOPS, values={SlotRole.ANSWER: "Yes"}, questionnaire="a.xlsx", place="B3")
    assert make_past_entry(one).id != make_past_entry(other).id
    assert make_past_entry(one).id.startswith("past-a-xlsx-")


def run_draft(folder: Path, *arguments: str) -> dict[str, dict[str, object]]:
    """Return {question: draft} of a form with the questions of this file, against an empty-handed knowledge base."""
    write_lines(folder / "library.jsonl", {"id": "nda", "question": "Do you sign an NDA?", "answer": "Yes"})
    write_table(folder / "form.csv", *((text, "", "") for text in (LAPTOPS, VISITORS, PARTS)))
    library, runner = folder / "library", CliRunner()
    runner.invoke(command, ["knowledge", "import", str(folder / "library.jsonl"), "--into", str(library)])
    done = runner.invoke(
        command, ["draft", str(folder / "form.csv"), "--knowledge", str(library), "--json", *arguments]
    )
    assert done.exit_code == 0, done.output
    return {one["text"]: one["draft"] for one in json.loads(done.stdout)["questions"]}


def test_the_command_reuses_a_completed_table_and_lines(tmp_path: Path) -> None:
    table = write_table(tmp_path / "done 2026-05-06.csv", (LAPTOPS, "Yes", "With FileVault."), (VISITORS, "", ""))
    lines = write_lines(tmp_path / "left.jsonl", {"question": PARTS, "outcome": "no evidence", "date": "2026-04-01"})
    drafts = run_draft(tmp_path, "--history", str(table), "--history", str(lines), "--as-of", "2026-11-01")
    assert drafts[LAPTOPS]["status"] == "answered"
    assert drafts[LAPTOPS]["band"] == "high"
    assert "done 2026-05-06.csv" in str(drafts[LAPTOPS]["citations"])
    assert drafts[VISITORS]["status"] == "blank"
    assert drafts[PARTS]["status"] == "blank"
    assert "2026-04-01" in str(drafts[PARTS]["reason"])


def test_the_command_knows_the_product(tmp_path: Path) -> None:
    row = {"question": LAPTOPS, "answer": "Yes", "product": "Larkspur", "date": "2026-10-01"}
    history = ["--history", str(write_lines(tmp_path / "past.jsonl", row)), "--as-of", "2026-11-01"]
    assert run_draft(tmp_path, *history, "--product", "Larkspur")[LAPTOPS]["band"] == "high"
    assert run_draft(tmp_path, *history, "--product", "Bluebell")[LAPTOPS]["band"] == "medium"
