"""Damaged workbooks: nothing but a QbotError comes out of the readers."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbot.errors import QbotError
from qbot.workbook.book import read_grids

Change = tuple[int, bytes]


def make_book() -> bytes:
    made = openpyxl.Workbook()
    made.worksheets[0].append(["Question", "Answer", 4.5])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


BOOK = make_book()
NAMES = zipfile.ZipFile(io.BytesIO(BOOK)).namelist()
PIECES = st.one_of(
    st.binary(min_size=1, max_size=6), st.sampled_from(["²".encode(), b"9" * 5000, b"-1", b'"', b"<", b"&"])
)
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), PIECES), min_size=1, max_size=6)


def change(data: bytes, changes: list[Change]) -> bytes:
    for place, piece in changes:
        at = place % len(data)
        data = data[:at] + piece + data[at + len(piece) :]
    return data


def change_part(name: str, changes: list[Change]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            new.writestr(one, change(old.read(one), changes) if one == name else old.read(one))
    return target.getvalue()


def read(folder: Path, data: bytes) -> None:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    with contextlib.suppress(QbotError):
        read_grids(path)


def quick(count: int) -> settings:
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick(150)
@given(changes=CHANGES)
def test_changed_packages(tmp_path: Path, changes: list[Change]) -> None:
    read(tmp_path, change(BOOK, changes))


@quick(200)
@given(name=st.sampled_from(NAMES), changes=CHANGES)
def test_changed_parts(tmp_path: Path, name: str, changes: list[Change]) -> None:
    read(tmp_path, change_part(name, changes))


@pytest.mark.long
@quick(5000)
@given(name=st.sampled_from(NAMES), changes=CHANGES)
def test_changed_parts_at_length(tmp_path: Path, name: str, changes: list[Change]) -> None:
    read(tmp_path, change_part(name, changes))
