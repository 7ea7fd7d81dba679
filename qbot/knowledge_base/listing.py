"""Which files of a folder are the knowledge base."""

from __future__ import annotations

from pathlib import Path

from qbot.errors import UnreadableError

_SUFFIXES = (".yaml", ".yml")
_IMPORT = "Import answers with `qbot knowledge import FILE --into DIR`"


def find_files(path: Path) -> list[Path]:
    """Return the YAML files of a knowledge base in a fixed order; UnreadableError where there is none."""
    if not path.is_dir():
        reason = "the knowledge base is a file, not a folder" if path.exists() else "there is no such folder"
        raise UnreadableError(str(path), reason, "Give the folder that holds the YAML files")
    files = list_files(path)
    if not files:
        raise UnreadableError(str(path), "the folder holds no YAML file", _IMPORT)
    return files


def list_files(path: Path) -> list[Path]:
    """Return the YAML files in a folder and below in a fixed order, none where there is no such folder.

    Hidden files and folders are passed over. UnreadableError where the path is a file or may not be read.
    """
    if path.exists() and not path.is_dir():
        raise tell_file(path)
    try:
        names = sorted(file for file in path.rglob("*") if file.suffix.lower() in _SUFFIXES)
    except OSError as error:
        raise UnreadableError(str(path), error.strerror or str(error), "Give a folder that you may read") from error
    return [file for file in names if not any(part.startswith(".") for part in file.relative_to(path).parts)]


def tell_file(path: Path) -> UnreadableError:
    """Return the error for a file that stands where a folder is wanted."""
    return UnreadableError(str(path), "it is a file, not a folder", "Give a folder, or a name that is free")
