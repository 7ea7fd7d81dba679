"""Export of the knowledge base: to a folder, JSON Lines, .csv or .xlsx."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.knowledge_base.export import format_csv, format_lines, format_workbook
from qbot.knowledge_base.folder import read_folder, write_folder

_FORMATS = {".jsonl": format_lines, ".csv": format_csv, ".xlsx": format_workbook}


class KnowledgeExport(Struct, frozen=True):
    """What was written: how many entries, and which files."""

    entries: int
    files: tuple[str, ...]


def export_knowledge(knowledge: Path, target: Path, *, force: bool = False) -> KnowledgeExport:
    """Write the knowledge base in a folder to `target`, whose ending names the format; without one it is a folder.

    UsageError where the target exists and `force` is not given (a folder is never replaced), or where the ending is not
    known; UnreadableError where it cannot be written.
    """
    suffix = target.suffix.lower()
    if suffix and suffix not in _FORMATS:
        raise UsageError(f"{target}: “{suffix}” is not known. Choose one of {', '.join(_FORMATS)}, or a folder")
    library = read_folder(knowledge)
    if not suffix:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"{target}: there is something in it already. Give a new or an empty folder")
        return KnowledgeExport(len(library.entries), tuple(str(file) for file in write_folder(library, target)))
    if target.exists() and not force:
        raise UsageError(f"{target}: it exists already. Choose another name, or say --force")
    data = _FORMATS[suffix](library.entries)
    try:
        with replace_file(target) as file:
            file.write(data)
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise UnreadableError(str(target), reason, "Give a folder that you may write to") from error
    return KnowledgeExport(len(library.entries), (str(target),))
