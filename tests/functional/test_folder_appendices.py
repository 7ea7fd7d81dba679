"""The documents of a knowledge folder: `qbot answer` names them by number and hands out those that may go along."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ENTRIES = """
- id: zebra
  kind: faq
  question: Do you keep zebras in the barn?
  stance: "yes"
  answer: Yes, two.
  disclosure: public
  attachments: [Zebra licence (Barn Pack)]
- id: lock
  kind: faq
  question: Is the barn locked at night?
  stance: "yes"
  answer: Yes, with two locks.
  disclosure: public
  attachments: [Lock plan, Photograph]
"""
DOCUMENTS = """
- {number: 4, title: Lock plan, disclosure: nda, file: documents/lock.pdf}
- {number: 7, title: Zebra licence, disclosure: public, valid_until: 2030-01-01, file: documents/zebra.pdf}
- {number: 9, title: Photograph, disclosure: internal}
"""
FORM = "No,Question,Answer,Evidence\n1,Do you keep zebras in the barn?,,\n2,Is the barn locked at night?,,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a form and a knowledge base that has documents."""
    knowledge = tmp_path / "knowledge"
    (knowledge / "documents").mkdir(parents=True)
    (knowledge / "barn.yaml").write_text(ENTRIES, "utf-8")
    (knowledge / "appendices.yaml").write_text(DOCUMENTS, "utf-8")
    for name in ("lock", "zebra"):
        (knowledge / "documents" / f"{name}.pdf").write_bytes(name.encode())
    (tmp_path / "form.csv").write_text(FORM, "utf-8")
    return tmp_path


def answer(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Answer the form as a person would."""
    command = [sys.executable, "-m", "qbot", "answer", "form.csv", "-o", "out.csv", "--knowledge", "knowledge"]
    whole = [*command, "--as-of", "2026-11-01", "--force", *options]
    return subprocess.run(whole, cwd=folder, capture_output=True, text=True, check=False)


def read_evidence(folder: Path) -> list[str]:
    """Return what stands in the evidence cells."""
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return [row[3] for row in csv.reader(file)][1:]


def test_evidence_names_the_documents_and_the_zip_has_the_public_ones(folder: Path) -> None:
    done = answer(folder, "--appendices", "along.zip")
    assert done.returncode == 0, done.stderr
    assert read_evidence(folder) == ["See Appendix 7, Zebra licence", "See Appendix 4, Lock plan; Photograph"]
    with zipfile.ZipFile(folder / "along.zip") as made:
        assert made.namelist() == ["Index.txt", "Appendix 7 - Zebra licence.pdf"]
        assert made.read("Appendix 7 - Zebra licence.pdf") == b"zebra"
    told = " ".join(done.stdout.split())
    assert "Appendix 4 is not in along.zip: “Lock plan” is given under NDA" in told
    assert "along.zip holds Appendix 7, Zebra licence" in told
    first = (folder / "along.zip").read_bytes()
    again = answer(folder, "--appendices", "along.zip")
    assert (again.returncode, "the file exists" in again.stderr) == (2, True)
    assert (folder / "along.zip").read_bytes() == first


def test_with_json_what_was_left_out_is_told_beside_it(folder: Path) -> None:
    done = answer(folder, "--appendices", "along.zip", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cells"]
    assert "note: Appendix 4 is not in along.zip: “Lock plan” is given under NDA" in done.stderr


def test_without_the_option_there_is_no_zip_and_without_the_file_no_number(folder: Path) -> None:
    assert answer(folder).returncode == 0
    assert list(folder.glob("*.zip")) == []
    (folder / "knowledge" / "appendices.yaml").unlink()
    done = answer(folder, "--appendices", "along.zip")
    assert (done.returncode, read_evidence(folder)[0]) == (0, "Zebra licence (Barn Pack)")
    assert "along.zip was not written" in " ".join(done.stdout.split())
    assert not (folder / "along.zip").exists()


def test_a_document_that_has_ended_stays_behind(folder: Path) -> None:
    done = answer(folder, "--appendices", "along.zip", "--as-of", "2031-01-01")
    assert done.returncode == 0, done.stderr
    assert "“Zebra licence” ended on 2030-01-01" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ("- {number: x, title: A}", "“x” is no number of a document"),
        ("- {number: 1, title: A}\n- {number: 1, title: B}", "used twice"),
        ("- {number: 1, title: A}\n- {number: 2, title: a}", "used twice"),
        ("- {number: 1}", "has no “title”"),
        ("- {number: 1, title: A, level: nda}", "unknown key “level”"),
        ("- {number: 1, title: A, file: ../form.csv}", "there is no file “../form.csv” in the folder"),
        ("- {number: 1, title: A, file: documents/none.pdf}", "there is no file"),
        ("number: 1", "not a list of documents"),
        ("- [", "appendices.yaml"),
    ],
)
def test_mistakes_are_told_with_their_place(folder: Path, documents: str, told: str) -> None:
    (folder / "knowledge" / "appendices.yaml").write_text(documents, "utf-8")
    done = answer(folder)
    assert done.returncode not in (0, 1)
    assert "appendices.yaml" in done.stderr
    assert told in " ".join(done.stderr.split())
    assert not (folder / "out.csv").exists()
