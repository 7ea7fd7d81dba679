"""Every sample is read as a careful person reads it.

`expected/NAME.jsonl` holds, one thing a line, the role of each sheet, the questions with their slots, and cells that
are no questions. It is written with the sample (`samples/make_samples.py --readings`), never from what qbot reads.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qbot.workflow.contract import describe_questionnaire
from qbot.workflow.intake import read_questionnaire

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
EXPECTED = Path(__file__).parent / "expected"
NAMES = sorted(path.name.removesuffix(".jsonl") for path in EXPECTED.glob("*.jsonl"))
ANY = "*"

# Any: JSON values, whose shape the design fixes.
Json = dict[str, Any]
Place = tuple[str, str]


@cache
def read(name: str) -> Json:
    """Return the document of `qbot questions` for a sample."""
    return describe_questionnaire(read_questionnaire(SAMPLES / name))


@cache
def expect(name: str) -> tuple[Json, ...]:
    """Return the lines of the expected reading."""
    return tuple(json.loads(line) for line in (EXPECTED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def place_of(row: Json) -> Place:
    return row["sheet"], row["cell"]


def asked_in(name: str) -> dict[Place, Json]:
    return {place_of(row): row for row in expect(name) if "slots" in row}


def found_in(name: str) -> dict[Place, Json]:
    return {place_of(row): row for row in read(name)["questions"]}


def pairs_of(name: str) -> list[tuple[str, Json, Json]]:
    """Return (place in words, expected, found) of all questions that were to be found and are."""
    found = found_in(name)
    wanted = [row for place, row in asked_in(name).items() if place in found and not row.get("optional")]
    return [(f"{row['sheet']}!{row['cell']}", row, found[place_of(row)]) for row in wanted]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def has_same_words(wanted: str, got: str) -> bool:
    """Tell whether a text is the wanted one, give or take a number before it or a word such as "Answer:" after it."""
    want, have = words_of(wanted), words_of(got)
    return " ".join(want) in " ".join(have) and len(have) - len(want) <= 2


def agree(differences: Sequence[object]) -> None:
    """Fail with one difference a line."""
    assert not differences, "\n" + "\n".join(str(difference) for difference in differences)


@pytest.mark.parametrize("name", NAMES)
def test_asks_where_a_person_sees_a_question(name: str) -> None:
    asked, found = asked_in(name), found_in(name)
    missed = [("missed", *p, row["text"]) for p, row in asked.items() if p not in found and not row.get("optional")]
    invented = [("not a question", *p, row["text"]) for p, row in found.items() if p not in asked]
    agree([*missed, *invented])
    assert len(read(name)["questions"]) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_takes_the_words_of_the_question_cell_only(name: str) -> None:
    texts = [(at, want["text"], got["text"]) for at, want, got in pairs_of(name)]
    agree([(at, got) for at, want, got in texts if not has_same_words(want, got)])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fact", ["kind", "ref", "state"])
def test_knows_kind_ref_and_state(fact: str, name: str) -> None:
    pairs = [(at, want[fact], got[fact]) for at, want, got in pairs_of(name)]
    agree([pair for pair in pairs if pair[1] != pair[2] and pair[1] != ANY])


@pytest.mark.parametrize("name", NAMES)
def test_knows_the_section(name: str) -> None:
    wrong = []
    for at, want, got in pairs_of(name):
        have = [words_of(heading) for heading in got["section"]]
        if any(words_of(heading) not in have for heading in want["section"]):
            wrong.append((at, want["section"], got["section"]))
    agree(wrong)


def label_of(slot: Json) -> str | None:
    """Return the meaning of a column that takes an X; headings that tell comment columns apart are not compared."""
    return slot.get("label") if slot["role"] == "answer" else None


def slots_of(row: Json) -> list[tuple[str, str, tuple[str, ...], str | None, bool]]:
    """Return the slots to compare; a comment column that the file does not have yet is anybody's choice."""
    return sorted(
        (slot["role"], slot["cell"], tuple(slot["options"]), label_of(slot), bool(slot.get("new")))
        for slot in row["slots"]
        if not (slot.get("new") and slot["role"] != "answer")
    )


@pytest.mark.parametrize("name", NAMES)
def test_offers_the_answer_cells_with_their_choices(name: str) -> None:
    wrong = [(at, slots_of(want), slots_of(got)) for at, want, got in pairs_of(name) if slots_of(want) != slots_of(got)]
    agree(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_knows_what_a_slot_holds_already(name: str) -> None:
    wrong = []
    for at, want, got in pairs_of(name):
        held = {slot["cell"]: slot["current"] for slot in got["slots"]}
        wanted = {slot["cell"]: slot["current"] for slot in want["slots"] if "current" in slot}
        wrong += [(at, cell, text, held.get(cell)) for cell, text in wanted.items() if held.get(cell) != text]
    agree(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_says_why_it_passes_over_what_looks_like_a_question(name: str) -> None:
    skipped = {place_of(row): row["reason"] for row in read(name)["skipped"]}
    wrong = []
    for row in expect(name):
        reason = row.get("skipped")
        got = skipped.get(place_of(row)) if reason else None
        if reason == "withdrawn" and not got:  # the contract names no reason for these
            wrong.append((*place_of(row), row["text"], got))
        if reason in {"heading", "mirror"} and got != reason:
            wrong.append((*place_of(row), row["text"], got))
    agree(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_gives_each_sheet_its_role(name: str) -> None:
    roles = {sheet["name"]: sheet["role"] for sheet in read(name)["sheets"]}
    wanted = {row["sheet"]: row["role"] for row in expect(name) if "role" in row}
    if wanted.keys() == {""}:  # a file without sheets
        assert set(roles.values()) <= {"questions"}
        return
    wrong = {sheet: (role, roles.get(sheet)) for sheet, role in wanted.items() if role and roles.get(sheet) != role}
    assert wrong == {}
    agree([sheet for sheet, role in wanted.items() if not role and roles.get(sheet) == "questions"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("link", ["parent", "gate"])
def test_links_follow_ups_and_gated_questions(link: str, name: str) -> None:
    pairs = [(at, want.get(link), cell_of(got[link])) for at, want, got in pairs_of(name)]
    agree([pair for pair in pairs if pair[1] != pair[2] and (pair[1] or link == "gate")])


def cell_of(link: dict[str, str] | str | None) -> str | None:
    """Return the cell that a link leads to; a gate names its sheet and the answer that skips too."""
    return str(link["cell"]) if isinstance(link, dict) else link


def members_of(data: bytes) -> dict[str, bytes]:
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_sample_has_an_expected_reading() -> None:
    others = {".py", ".md", ".png", ".svg"}
    assert {path.name for path in SAMPLES.iterdir() if path.is_file() and path.suffix not in others} == set(NAMES)


def test_the_script_makes_these_very_samples_and_readings(tmp_path: Path) -> None:
    command = [sys.executable, str(SAMPLES / "make_samples.py"), "--into", str(tmp_path), "--readings", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert {path.name for path in tmp_path.iterdir() if path.suffix != ".jsonl"} == set(NAMES)
    for name in NAMES:
        made, kept = (tmp_path / name).read_bytes(), (SAMPLES / name).read_bytes()
        # Another zlib packs the same members into other bytes.
        assert made == kept or members_of(made) == members_of(kept), name
        assert (tmp_path / f"{name}.jsonl").read_bytes() == (EXPECTED / f"{name}.jsonl").read_bytes(), name


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_sample_opens_in_libreoffice(tmp_path: Path) -> None:
    """A second program reads the parts that the script writes by itself."""
    files = [str(SAMPLES / name) for name in NAMES if not name.endswith((".csv", ".tsv"))]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {Path(name).stem for name in files}
