"""Corrections that are remembered: a form that was corrected once is read right the next time it comes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from qbot.files import replace_file
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.layout_file import find_layout, write_corrections

_FOLDER = "layouts"
_FORGET = "To forget: qbot questions FILE --forget-layout"


def find_fingerprint(questionnaire: Questionnaire) -> str:
    """Return what is the same in all copies of one form, however it is filled: 16 hexadecimal digits.

    Taken from the uncorrected reading: the sheets' names, their header rows, and the questions with their cells.
    """
    lines = [f"{sheet.name}\t{sheet.header_row}" for sheet in questionnaire.sheets]
    lines += [f"{one.sheet}\t{one.cell}\t{one.text}" for one in questionnaire.questions]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def recall_corrections(home: Path, read: Questionnaire) -> LayoutOverrides | None:
    """Return the corrections remembered for the form of a file that was read as it is, None where there are none.

    UnreadableError where they are damaged.
    """
    kept = _name_place(home, read)
    return find_layout(kept) if kept.exists() else None


def remember_corrections(home: Path, read: Questionnaire, overrides: LayoutOverrides | None) -> None:
    """Keep corrections for all files of the form of one that was read as it is; with none, forget those kept."""
    kept = _name_place(home, read)
    if overrides is None:
        kept.unlink(missing_ok=True)
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_corrections(kept, overrides)


def remember_layout(home: Path, source: Path, layout: Path) -> Path:
    """Keep a layout file for all files of the same form as `source`; return where it is kept."""
    kept = _find_place(home, source)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with replace_file(kept) as file:
        file.write(layout.read_bytes())
    return kept


def recall_layout(home: Path, source: Path) -> Path | None:
    """Return the layout file that is remembered for the form of `source`, None where there is none."""
    if not any((home / _FOLDER).glob("*.yaml")):
        return None
    kept = _find_place(home, source)
    return kept if kept.exists() else None


def forget_layout(home: Path, source: Path) -> bool:
    """Forget what is remembered for the form of `source`; tell whether there was anything."""
    kept = recall_layout(home, source)
    if kept is not None:
        kept.unlink()
    return kept is not None


def find_corrections(source: Path, layout: Path | None, *, home: Path) -> tuple[LayoutOverrides | None, str]:
    """Return the corrections for a file with a sentence on them: those given now, which are remembered, or those kept.

    None with an empty sentence where the file is read as it is. UnreadableError where file or layout cannot be read.
    """
    if layout is not None:
        overrides = find_layout(layout)
        try:
            remember_layout(home, source, layout)
        except OSError as error:
            return overrides, f"{layout} is used but cannot be remembered: {home}: {error.strerror}"
        return (
            overrides,
            f"{layout} is remembered for files of this form. {_FORGET}",
        )
    kept = recall_layout(home, source)
    if kept is None:
        return None, ""
    return find_layout(kept), (f"Read with the corrections remembered for this form ({kept}). {_FORGET}")


def list_kept(home: Path) -> dict[str, bytes]:
    """Return all that is remembered, the bytes of each layout file by its name."""
    return {path.name: path.read_bytes() for path in sorted((home / _FOLDER).glob("*.yaml"))}


def replace_kept(home: Path, kept: Mapping[str, bytes], *, aside: str) -> None:
    """Remember this and nothing else; what was remembered is put aside, under a name that ends so."""
    folder = home / _FOLDER
    if list_kept(home) == kept:
        return
    if folder.exists():
        folder.rename(home / f"{_FOLDER}{aside}")
    folder.mkdir()
    for name, data in kept.items():
        with replace_file(folder / name) as file:
            file.write(data)


def _find_place(home: Path, source: Path) -> Path:
    return _name_place(home, read_questionnaire(source))


def _name_place(home: Path, read: Questionnaire) -> Path:
    return home / _FOLDER / f"{find_fingerprint(read)}.yaml"
