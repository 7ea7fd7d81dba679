"""Files from the store, put where the limited child can read them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.workflow.intake import read_questionnaire


def read_upload(file_name: str, data: bytes, overrides: LayoutOverrides | None) -> Questionnaire:
    """Return the questionnaire in an uploaded file, named as the customer named it; UnreadableError as the reader."""
    with keep_as_file(file_name, data) as path:
        try:
            found = read_questionnaire(path, overrides=overrides)
        except UnreadableError as error:
            raise UnreadableError(file_name, error.reason, error.remedy, place=error.place) from error
    return replace(found, file=file_name)


@contextmanager
def keep_as_file(file_name: str, data: bytes) -> Iterator[Path]:
    """Give a file with this content and the name's ending, in a folder of its own that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="qbot-") as folder:
        path = Path(folder) / f"questionnaire{Path(file_name).suffix.lower()}"
        path.write_bytes(data)
        yield path
