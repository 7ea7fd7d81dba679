"""A file is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbot.files import replace_file


def test_the_new_bytes_take_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "file.bin"
    target.write_bytes(b"old")
    with replace_file(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["file.bin"]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "file.bin"
    target.write_bytes(b"old")

    def break_off() -> None:
        with replace_file(target) as file:
            file.write(b"half")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        break_off()
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file.bin"]


def test_the_rights_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "file.bin"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with replace_file(target) as file:
        file.write(b"new")
    assert target.stat().st_mode & 0o777 == 0o640
