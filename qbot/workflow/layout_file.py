"""The layout file: a reading written down as YAML, for a person to correct, and read back as corrections."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qbot.errors import UnreadableError
from qbot.files import replace_file
from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.model.questionnaire import Questionnaire, Sheet, SheetRole
from qbot.workflow.intake import require_file

_COLUMN_ROLES = (
    *("question", "ref", "section", "guidance", "mirror", "ignore"),
    *("answer", "comment", "evidence", "ownership", "score", "date"),
)
_HEAD = f"""\
# How qbot reads this questionnaire. Change what is wrong and give the file with --layout.
# role: {", ".join(role.value for role in SheetRole)}
# columns: letters and what they hold: {", ".join(_COLUMN_ROLES)}
# leave_out: rows that are no questions, such as [3, 7]; of running text, under '', numbers of paragraphs or lines
"""


class LayoutFileError(UnreadableError):
    """A layout file with mistakes; all of them are told at once."""

    def __init__(self, file: str, mistakes: list[str]) -> None:
        reason = f"the layout file has {len(mistakes)} mistake{'s' * (len(mistakes) != 1)}: {'; '.join(mistakes)}"
        super().__init__(file, reason, "Correct it, or write a new one with `qbot questions FILE --save-layout`")


def write_layout(path: Path, questionnaire: Questionnaire) -> None:
    """Write the reading of every sheet and of every table of a document as YAML, the choices explained in comments."""
    _write(path, {sheet.name: _describe_sheet(sheet) for sheet in (*questionnaire.sheets, *questionnaire.tables)})


def write_corrections(path: Path, overrides: LayoutOverrides) -> None:
    """Write corrections as YAML, with the choices explained in comments."""
    _write(path, describe_overrides(overrides))


def _write(path: Path, sheets: Mapping[str, object]) -> None:
    import yaml

    text = _HEAD + yaml.safe_dump({"sheets": dict(sheets)}, allow_unicode=True, sort_keys=False)
    text = text.replace("  ? ''\n  : ", "  '':\n    ")  # how people write an empty name
    with replace_file(path) as file:
        file.write(text.encode())


def find_layout(path: Path | None) -> LayoutOverrides | None:
    """Return the corrections in a layout file, None where no file is given; LayoutFileError tells all its mistakes."""
    if path is None:
        return None
    import yaml

    require_file(path, remedy="Write one with `qbot questions FILE --save-layout`")
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LayoutFileError(str(path), [" ".join(str(error).split())]) from error
    mistakes: list[str] = []
    sheets = document.get("sheets") if isinstance(document, dict) else None
    if not isinstance(sheets, dict):
        raise LayoutFileError(str(path), ["it has no `sheets:`"])
    overrides = read_overrides(sheets, mistakes)
    if mistakes:
        raise LayoutFileError(str(path), mistakes)
    return overrides


def read_overrides(sheets: Mapping[str, Any], mistakes: list[str]) -> LayoutOverrides:  # Any: what YAML or JSON gives
    """Return the corrections by sheet as a file or a form says them; what is wrong is added to the mistakes."""
    return LayoutOverrides({str(name): _read_sheet(str(name), values, mistakes) for name, values in sheets.items()})


def describe_overrides(overrides: LayoutOverrides) -> dict[str, dict[str, object]]:
    """Return corrections by sheet as a file or a form says them."""
    return {name: _describe_override(one) for name, one in overrides.sheets.items()}


def _describe_override(one: SheetOverride) -> dict[str, object]:
    said = {
        "role": one.role.value if one.role else None,
        "header_row": one.header_row,
        "columns": dict(one.columns),
        "leave_out": list(one.leave_out),
    }
    return {key: value for key, value in said.items() if value}


def _describe_sheet(sheet: Sheet) -> dict[str, object]:
    described: dict[str, object] = {"role": sheet.role.value}
    if sheet.header_row is not None:
        described["header_row"] = sheet.header_row
    if sheet.columns:
        described["columns"] = {column.letters: column.role for column in sheet.columns}
    described["leave_out"] = []
    return described


def _read_sheet(name: str, values: Any, mistakes: list[str]) -> SheetOverride:  # Any: what YAML gives
    if not isinstance(values, dict):
        mistakes.append(f"sheet {name!r} has no settings")
        return SheetOverride()
    unknown = sorted(set(map(str, values)) - {"role", "header_row", "columns", "leave_out"})
    mistakes.extend(f"sheet {name!r}: {key!r} is not known" for key in unknown)
    role = values.get("role")
    if role is not None and role not in set(SheetRole):
        mistakes.append(f"sheet {name!r}: {role!r} is no role")
        role = None
    header = values.get("header_row")
    if header is not None and (not isinstance(header, int) or header < 1):
        mistakes.append(f"sheet {name!r}: header_row must be the number of a row")
        header = None
    return SheetOverride(
        role=SheetRole(role) if role else None,
        header_row=header,
        columns=_read_columns(name, values.get("columns") or {}, mistakes),
        leave_out=_read_rows(name, values.get("leave_out") or [], mistakes),
    )


def _read_columns(name: str, values: Any, mistakes: list[str]) -> dict[str, str]:  # Any: what YAML gives
    if not isinstance(values, dict):
        mistakes.append(f"sheet {name!r}: columns must be letters with what they hold, such as `C: answer`")
        return {}
    columns: dict[str, str] = {}
    for letters, role in values.items():
        text = str(letters).upper()
        if not (text.isascii() and text.isalpha() and len(text) <= 3):
            mistakes.append(f"sheet {name!r}: {letters!r} is no column")
        elif role not in _COLUMN_ROLES:
            mistakes.append(f"sheet {name!r}, column {text}: {role!r} is not known")
        else:
            columns[text] = str(role)
    return columns


def _read_rows(name: str, values: Any, mistakes: list[str]) -> tuple[int, ...]:  # Any: what YAML gives
    if not isinstance(values, list) or not all(isinstance(row, int) and row > 0 for row in values):
        mistakes.append(f"sheet {name!r}: leave_out must be a list of row numbers")
        return ()
    return tuple(values)
