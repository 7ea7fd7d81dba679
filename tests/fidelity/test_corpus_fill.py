"""Ten cells written at random into every test workbook: proven, and read back by other programs' readers."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from qbot.errors import UnreadableError
from qbot.model.filling import CellValue
from qbot.model.place import format_cell, parse_cell
from qbot.model.questionnaire import Questionnaire
from qbot.ooxml.archive import open_archive
from qbot.workbook.fill import SignedError, fill_workbook
from qbot.workbook.fill_parts import read_parts
from qbot.workbook.verify import verify_workbook

pytestmark = pytest.mark.corpus

_ENDINGS = {".xlsx", ".xlsm"}
# Every how many files the short run takes.
_SHORT = 8
_CALC_SHORT = 3
_BATCH = 12
_PATIENCE = 3


def list_files(testdata: Path) -> list[Path]:
    """Return the test workbooks, those made as bombs aside."""
    folders = (testdata / "corpus" / "questionnaires", testdata / "corpus" / "hostile")
    return sorted(path for folder in folders for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)


def choose_values(path: Path) -> list[CellValue]:
    """Return ten texts for cells drawn at random, the same ones each time."""
    names = sorted(read_parts(open_archive(path)).sheets)
    draw = random.Random(path.name)
    values: dict[tuple[str, str], CellValue] = {}
    for number in range(10):
        sheet, cell = draw.choice(names), format_cell(draw.randint(1, 60), draw.randint(1, 12))
        values[sheet, cell] = CellValue(sheet, cell, f"=Answer {number}: kept & <safe>,\nsecond line – ü")
    return list(values.values())


def fill(path: Path, folder: Path) -> tuple[Path, Sequence[CellValue]] | None:
    """Fill ten cells and prove the copy; None where the file cannot be read or signed."""
    target = folder / f"{path.stem}{path.suffix}"
    try:
        values = choose_values(path)
        report = fill_workbook(path, target, values)
    except (UnreadableError, SignedError, KeyError, ValueError):
        return None
    assert len(report.written) + len(report.refused) == len(values)
    proof = verify_workbook(path, target, questionnaire=Questionnaire(path.name, "", "xlsx"), meant=report.written)
    assert proof.findings == (), path.name
    compare_members(path, target, {value.sheet for value in report.written}, recalculated=bool(report.other_changes))
    return target, report.written


def compare_members(path: Path, target: Path, sheets: set[str], *, recalculated: bool) -> None:
    """A second look with zipfile alone: only the parts of the filled sheets, and the workbook part, differ."""
    parts = read_parts(open_archive(path))
    allowed = {parts.sheets[name] for name in sheets} | ({parts.workbook} if recalculated else set())
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        old, new = (
            {one.filename: (one.CRC, one.file_size) for one in package.infolist()} for package in (before, after)
        )
    differing = {name for name in old if old[name] != new[name]}
    assert differing <= allowed, path.name


def read_with_openpyxl(path: Path, values: Sequence[CellValue]) -> list[str] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path)
            return [str(book[value.sheet][value.cell].value) for value in values]
        except Exception:
            return None


# A process of its own, with a limit: cells far apart make calamine ask for all the memory there is.
_CALAMINE = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
import python_calamine
path, places = json.load(sys.stdin)
book = python_calamine.CalamineWorkbook.from_path(path)
sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name, _, _ in places}
print(json.dumps([str(sheets[name][row - 1][column - 1]) for name, row, column in places]))
"""


def read_with_calamine(path: Path, values: Sequence[CellValue]) -> list[str] | None:
    places = [(value.sheet, *parse_cell(value.cell)) for value in values]
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CALAMINE],
            input=json.dumps([str(path), places]),
            capture_output=True,
            check=False,
            text=True,
            timeout=20,
        )
    except subprocess.TimeoutExpired:
        return None
    return [str(text) for text in json.loads(done.stdout)] if done.returncode == 0 else None


def check_readers(files: Sequence[Path], folder: Path) -> tuple[int, int, int]:
    """Return how many copies were proven, and how many of them each reader read back.

    A reader that fails on a copy must fail on the original as well.
    """
    proven = by_openpyxl = by_calamine = 0
    for path in files:
        filled = fill(path, folder)
        if filled is None:
            continue
        proven += 1
        target, values = filled
        wanted = [value.text for value in values]
        seen = read_with_openpyxl(target, values)
        assert seen == wanted or (seen is None and read_with_openpyxl(path, values) is None), path.name
        by_openpyxl += seen is not None
        seen = read_with_calamine(target, values)
        assert seen in (wanted, None), path.name
        by_calamine += seen is not None
    return proven, by_openpyxl, by_calamine


def test_every_eighth_workbook(testdata: Path, tmp_path: Path) -> None:
    proven, by_openpyxl, by_calamine = check_readers(list_files(testdata)[::_SHORT], tmp_path)
    assert proven >= 20
    assert min(by_openpyxl, by_calamine) >= 0.8 * proven


@pytest.mark.long
def test_every_workbook(testdata: Path, tmp_path: Path) -> None:
    proven, by_openpyxl, by_calamine = check_readers(list_files(testdata), tmp_path)
    print(f"{proven} proven, {by_openpyxl} read back by openpyxl, {by_calamine} by calamine")
    assert proven >= 170
    assert min(by_openpyxl, by_calamine) >= 0.8 * proven


def test_made_files_are_filled_or_refused(testdata: Path, tmp_path: Path) -> None:
    files = sorted((testdata / "corpus" / "hostile" / "made").glob("*.xlsx"))
    assert len([path for path in files if fill(path, tmp_path) is not None]) >= 10


def convert(files: Sequence[Path], folder: Path) -> dict[str, str]:
    """Return, by file name, the strings of each copy after LibreOffice has opened and saved it, without a network."""
    shown: dict[str, str] = {}
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        if not _run_office(batch, folder):
            for path in batch:
                _run_office([path], folder)
    for path in files:
        saved = folder / "shown" / f"{path.stem}.xlsx"
        if saved.exists():
            with zipfile.ZipFile(saved) as package:
                parts = [name for name in package.namelist() if name.endswith(("sharedStrings.xml", "sheet1.xml"))]
                shown[path.name] = "".join(package.read(name).decode() for name in parts)
    return shown


def _run_office(files: Sequence[Path], folder: Path) -> bool:
    """Let LibreOffice save the files as .xlsx into the folder `shown`; False where it fails, hangs or wants 6 GB."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    prlimit, unshare = shutil.which("prlimit"), shutil.which("unshare")
    limited = [prlimit, f"--as={6 << 30}"] if prlimit else []
    offline = [unshare, "--net", "--map-root-user"] if unshare and _may_unshare(unshare) else []
    whole = [*limited, *offline, *command, "--outdir", str(folder / "shown"), *map(str, files)]
    # A session of its own: LibreOffice starts further processes, and all of them must end.
    office = subprocess.Popen(whole, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return office.wait(timeout=_PATIENCE * len(files) + 20) == 0
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
        return False


def _may_unshare(unshare: str) -> bool:
    return (
        subprocess.run([unshare, "--net", "--map-root-user", "true"], capture_output=True, check=False).returncode == 0
    )


def check_libreoffice(files: Sequence[Path], folder: Path) -> tuple[int, list[str]]:
    """Return how many copies LibreOffice opened with every value shown, and the names of the others."""
    copies = folder / "copies"
    copies.mkdir()
    filled = [one for one in (fill(path, copies) for path in files) if one is not None]
    shown = convert([target for target, _ in filled], folder)
    failed = [
        target.name
        for target, values in filled
        if any(escape(value.text.split("\n")[0]) not in shown.get(target.name, "") for value in values)
    ]
    return len(filled) - len(failed), failed


def test_libreoffice_shows_the_values(testdata: Path, tmp_path: Path) -> None:
    small = sorted((testdata / "corpus" / "questionnaires").glob("*.xlsx"), key=lambda path: path.stat().st_size)
    shown, failed = check_libreoffice(small[:_CALC_SHORT], tmp_path)
    assert (shown, failed) == (_CALC_SHORT, [])


@pytest.mark.long
def test_libreoffice_shows_the_values_of_every_workbook(testdata: Path, tmp_path: Path) -> None:
    shown, failed = check_libreoffice(list_files(testdata), tmp_path)
    print(f"{shown} shown, not shown: {failed}")
    # A pivot table whose stated range is out of date is rebuilt over cells that seemed free.
    assert shown >= 180
