"""The commands as a person runs them: documents, exit statuses, messages, and what is left on disk."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec.structs import replace

from qbot.knowledge_base.folder import read_folder
from qbot.model.confidence import Band
from qbot.model.draft import Draft, SlotValue
from qbot.model.knowledge import KnowledgeBase
from qbot.model.questionnaire import SlotRole
from qbot.workflow.answering import answer_file, collect_values
from qbot.workflow.formats import fill_copy, find_target_suffix, verify_copy
from qbot.workflow.indexing import index_knowledge
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.layout_file import find_layout, write_layout
from qbot.workflow.orders import AnswerOrder

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
KNOWLEDGE = str(ROOT / "knowledge")
AS_OF = date(2026, 11, 1)
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in {".xlsx", ".xlsm", ".docx", ".csv", ".tsv"})

QUESTIONS_KEYS = {"file", "sha256", "format", "sheets", "questions", "skipped"}
QUESTION_KEYS = {"sheet", "cell", "ref", "section", "text", "kind", "state", "slots"}
SLOT_KEYS = {"role", "cell", "options", "label", "current", "max_length", "new"}
DRAFT_KEYS = {
    *("status", "stance", "score", "confidence", "band", "values", "parts", "guards", "citations", "alternatives"),
    "missing",
}

# Any: JSON values, whose shape the design fixes.
Json = dict[str, Any]


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run qbot as a person would."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "qbot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return read_folder(ROOT / "knowledge")


def test_questions_prints_the_document_of_the_design() -> None:
    document: Json = json.loads(run("questions", str(SAMPLES / "plain.xlsx"), "--json").stdout)
    assert document.keys() >= QUESTIONS_KEYS
    assert document["format"] == "xlsx"
    assert document["sha256"] == hashlib.sha256((SAMPLES / "plain.xlsx").read_bytes()).hexdigest()
    for question in document["questions"]:
        assert question.keys() >= QUESTION_KEYS
        for slot in question["slots"]:
            assert slot.keys() >= SLOT_KEYS
    assert {skipped["reason"] for skipped in document["skipped"]} >= {"heading"}


def test_draft_gives_every_question_a_draft_whose_parts_add_up() -> None:
    done = run("draft", str(SAMPLES / "plain.xlsx"), "--knowledge", KNOWLEDGE, "--as-of", "2026-11-01", "--json")
    document: Json = json.loads(done.stdout)
    for question in document["questions"]:
        draft = question["draft"]
        assert draft.keys() >= DRAFT_KEYS
        assert draft["score"] == reduce(add, (part["value"] for part in draft["parts"]))
        assert draft["status"] == ("answered" if draft["values"] else "blank")
        assert len(draft["alternatives"]) <= 5
        assert bool(draft["citations"]) == (draft["status"] == "answered" and question["kind"] != "identity")


def test_the_same_input_gives_the_same_document_in_another_process() -> None:
    arguments = ("draft", str(SAMPLES / "plain.xlsx"), "--knowledge", KNOWLEDGE, "--as-of", "2026-11-01", "--json")
    assert run(*arguments, seed="1").stdout == run(*arguments, seed="2").stdout


def test_answer_fills_a_copy_lists_it_in_the_manifest_and_verify_proves_it(tmp_path: Path) -> None:
    source, out, manifest = str(SAMPLES / "plain.xlsx"), str(tmp_path / "out.xlsx"), str(tmp_path / "m.json")
    before = Path(source).read_bytes()
    done = run("answer", source, "-o", out, "--knowledge", KNOWLEDGE, "--as-of", "2026-11-01", "--manifest", manifest)
    assert done.returncode == 0, done.stderr
    assert "drafted" in done.stdout
    assert Path(source).read_bytes() == before
    cells: list[Json] = json.loads(Path(manifest).read_text(encoding="utf-8"))["cells"]
    by_question = {cell["question"]: cell["text"] for cell in cells if cell["role"] == "answer"}
    assert by_question["Can we get your SOC 2 report?"] == "No"
    assert not any("PCI DSS" in question for question in by_question)
    proof = run("verify", source, out, "--manifest", manifest, "--json")
    assert proof.returncode == 0
    assert len(json.loads(proof.stdout)["changes"]) == len(cells)


def test_verify_finds_a_text_that_was_not_meant(tmp_path: Path) -> None:
    source, out, manifest = str(SAMPLES / "plain.csv"), tmp_path / "out.csv", tmp_path / "m.json"
    run("answer", source, "-o", str(out), "--knowledge", KNOWLEDGE, "--manifest", str(manifest))
    meant: Json = json.loads(manifest.read_text(encoding="utf-8"))
    meant["cells"][0]["text"] += " and more"
    manifest.write_text(json.dumps(meant), encoding="utf-8")
    assert run("verify", source, str(out), "--manifest", str(manifest)).returncode == 1


@pytest.mark.parametrize("name", FILES)
def test_every_sample_is_answered_and_proven(name: str, knowledge: KnowledgeBase, tmp_path: Path) -> None:
    source = tmp_path / name
    source.write_bytes((SAMPLES / name).read_bytes())
    questionnaire = read_questionnaire(source)
    target = tmp_path / f"answered{find_target_suffix(questionnaire)}"
    order = AnswerOrder(source=source, output=target, knowledge=Path(KNOWLEDGE), as_of=AS_OF)
    answering = answer_file(questionnaire, index_knowledge(knowledge), order)
    report = verify_copy(questionnaire, source, target, meant=answering.report.written)
    assert report.findings == ()
    assert source.read_bytes() == (SAMPLES / name).read_bytes()


BROKEN = {
    "empty.xlsx": (b"", "empty"),
    "text.xlsx": (b"Question,Answer\nDo you encrypt?,\n", "text file"),
    "encrypted.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(500),
        "password-protected",
    ),
    "cut.xlsx": ((SAMPLES / "plain.xlsx").read_bytes()[:3000], "damaged"),
    "page.xlsx": (b"<!DOCTYPE html><html></html>", "web page"),
    "form.pdf": (b"%PDF-1.7", ".pdf"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_one_clear_line_status_3_and_nothing_written(name: str, tmp_path: Path) -> None:
    content, words = BROKEN[name]
    source, out = tmp_path / name, tmp_path / "out.xlsx"
    source.write_bytes(content)
    done = run("answer", str(source), "-o", str(out), "--knowledge", KNOWLEDGE)
    assert done.returncode == 3
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert words in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == [name]


def test_a_missing_knowledge_base_is_named_with_status_3(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    done = run("answer", str(SAMPLES / "plain.xlsx"), "-o", str(out), "--knowledge", str(tmp_path / "nowhere"))
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (3, 1)
    assert "nowhere" in done.stderr
    assert not out.exists()


def test_a_copy_that_exists_is_wrong_usage_and_stays(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"mine")
    done = run("answer", str(SAMPLES / "plain.xlsx"), "-o", str(out), "--knowledge", KNOWLEDGE)
    assert done.returncode == 2
    assert "--force" in done.stderr
    assert out.read_bytes() == b"mine"


def test_knowledge_goes_in_and_out_by_command(tmp_path: Path) -> None:
    lines = tmp_path / "answers.jsonl"
    row = {"id": "A-1", "question": "Do you encrypt backups?", "answer": "Yes", "comment": "With AES-256."}
    lines.write_text(json.dumps(row) + "\n", encoding="utf-8")
    folder = str(tmp_path / "library")
    first = json.loads(run("knowledge", "import", str(lines), "--into", folder, "--json").stdout)
    second = json.loads(run("knowledge", "import", str(lines), "--into", folder, "--json").stdout)
    assert (first["new"], second["new"], second["same"]) == (1, 0, 1)
    assert "A-1" in run("knowledge", "search", "backups", "--knowledge", folder).stdout
    assert run("knowledge", "export", str(tmp_path / "out.csv"), "--knowledge", folder).returncode == 0
    assert "AES-256" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_check_says_what_a_person_must_settle_with_status_1() -> None:
    done = run("knowledge", "check", KNOWLEDGE, "--as-of", "2026-11-01")
    assert done.returncode == 1
    assert "soc-2-report" in done.stdout


@pytest.mark.corpus
def test_a_real_questionnaire_comes_back_with_every_other_part_untouched(testdata: Path, tmp_path: Path) -> None:
    source = testdata / "corpus" / "questionnaires" / "hecvat-306-full.xlsx"
    out = tmp_path / "out.xlsx"
    assert run("answer", str(source), "-o", str(out), "--knowledge", KNOWLEDGE).returncode == 0
    assert run("verify", str(source), str(out)).returncode == 0
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(out) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed <= {"xl/workbook.xml", "xl/worksheets/sheet3.xml"}


def test_an_answer_in_the_questions_own_cell_keeps_the_question(tmp_path: Path) -> None:
    source, kept, lost = SAMPLES / "same_cell.xlsx", tmp_path / "kept.xlsx", tmp_path / "lost.xlsx"
    questionnaire = read_questionnaire(source)
    question = questionnaire.questions[0]
    value = SlotValue(SlotRole.ANSWER, question.slots[0].cell, "Yes, all of them.")
    draft = Draft(question.sheet, question.cell, True, None, 1.0, 0.9, Band.HIGH, values=(value,))
    blank = Draft(question.sheet, question.cell, False, None, 0.0, 0.5, Band.LOW)
    drafts = [draft, *(blank for _ in questionnaire.questions[1:])]
    (given,) = collect_values(questionnaire, drafts)
    (meant,) = fill_copy(questionnaire, source, kept, values=[given]).written
    assert meant.text == f"{question.text} Yes, all of them."
    assert verify_copy(questionnaire, source, kept, meant=None).findings == ()
    fill_copy(questionnaire, source, lost, values=[replace(meant, text="Do you like laptops? Yes.", question_cell="")])
    (finding,) = verify_copy(questionnaire, source, lost, meant=None).findings
    assert "no longer there" in finding.text


RUNNING = (
    "Legal name of your company: ______________",
    "1. Is customer data encrypted at rest?",
    "2. Do you hold a SOC 2 report? [ ] Yes [ ] No",
)


@pytest.mark.parametrize("ending", [".txt", ".docx"])
def test_in_running_text_the_question_is_not_written_again(ending: str, tmp_path: Path) -> None:
    source, out, manifest = tmp_path / f"a{ending}", tmp_path / f"b{ending}", tmp_path / "m.json"
    if ending == ".txt":
        source.write_text("\n".join(RUNNING) + "\n", "utf-8")
    else:
        document = docx.Document()
        for line in RUNNING:
            document.add_paragraph(line)
        document.save(str(source))
    run("answer", str(source), "-o", str(out), "--knowledge", KNOWLEDGE, "--manifest", str(manifest))
    assert run("verify", str(source), str(out), "--manifest", str(manifest)).returncode == 0
    paragraphs = [one.text for one in docx.Document(str(out)).paragraphs] if ending == ".docx" else []
    text = "\n".join(paragraphs) or out.read_text("utf-8")
    assert text.startswith("Legal name of your company: CloudMonitor\n")
    assert re.search(r"at rest\?\sYes\. Data is encrypted at rest\.\n", text)
    assert "[ ] Yes [X] No" in text
    assert text.count("encrypted at rest?") == 1


@pytest.mark.parametrize("name", FILES)
def test_a_reading_written_down_and_read_back_is_the_same(name: str, tmp_path: Path) -> None:
    first = read_questionnaire(SAMPLES / name)
    layout = tmp_path / "layout.yaml"
    write_layout(layout, first)
    again = read_questionnaire(SAMPLES / name, overrides=find_layout(layout))
    assert [(q.sheet, q.cell, q.slots) for q in again.questions] == [
        (q.sheet, q.cell, q.slots) for q in first.questions
    ]


@pytest.mark.parametrize(
    ("name", "sheet", "number", "cell"),
    [
        ("word.docx", "", 9, "paragraph 9"),
        ("word.docx", "table 2", 4, "table 2 row 4 column 2"),
        ("plain.csv", "", 3, "C3"),
        ("pasted.txt", "", 2, "A2"),
    ],
)
def test_a_row_is_left_out_in_every_kind_of_file(name: str, sheet: str, number: int, cell: str, tmp_path: Path) -> None:
    (tmp_path / "pasted.txt").write_text("Do you encrypt data?\nDo you test restores?\n", encoding="utf-8")
    source = (SAMPLES if (SAMPLES / name).exists() else tmp_path) / name
    layout = tmp_path / "layout.yaml"
    layout.write_text(f"sheets:\n  '{sheet}': {{leave_out: [{number}]}}\n", encoding="utf-8")
    before = read_questionnaire(source)
    after = read_questionnaire(source, overrides=find_layout(layout))
    assert {one.cell for one in before.questions} - {one.cell for one in after.questions} == {cell}
    assert [one.reason for one in after.skipped if one.cell == cell] == ["left out"]


def test_a_layout_file_with_mistakes_tells_all_of_them(tmp_path: Path) -> None:
    layout = tmp_path / "layout.yaml"
    layout.write_text("sheets:\n  A: {role: form, colums: {}}\n  B: {header_row: 0, leave_out: 3}\n", encoding="utf-8")
    done = run("questions", str(SAMPLES / "plain.xlsx"), "--layout", str(layout))
    assert done.returncode == 3
    for mistake in ("'form' is no role", "'colums' is not known", "header_row must be", "leave_out must be"):
        assert mistake in done.stderr
