"""Coverage-guided fuzzing of every reader: nothing but an UnreadableError may come out, within ten seconds a file.

    pip install atheris
    python tests/tools/fuzz_reading.py FOLDER -max_total_time=600

Each input picks one of the repository's samples and changes it: bytes of the file itself, or bytes of one of its parts
put back into a sound package, so that the XML readers are reached and not the checksum alone. FOLDER keeps the inputs
that reached new code; the further options are libFuzzer's. The status is not 0 where a crash, a hang or a leak was
found, and the input then lies beside the command as crash-* or timeout-*.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
import tempfile
import zipfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["qbot", "zipfile"]):
    from qbot.errors import UnreadableError
    from qbot.sandbox import READERS

    CALLS = {ending: getattr(importlib.import_module(module), name) for ending, (module, name) in READERS.items()}

SAMPLES = Path(__file__).parent.parent.parent / "samples"
LARGEST = 60_000
PIECES = (b"<", b">", b"&", b'"', b"]]>", b"-1", b"99999999999", b"\xff\xfe", b"\0", b"A1:XFD1048576", b"&#x0;", b"")


def read_samples() -> list[tuple[str, bytes]]:
    found = sorted(path for path in SAMPLES.rglob("*") if path.suffix in CALLS)
    return [(path.suffix, path.read_bytes()) for path in found if path.stat().st_size <= LARGEST]


def change(data: bytes, given: atheris.FuzzedDataProvider) -> bytes:
    """Return the data with up to eight places cut, doubled or written over."""
    for _ in range(given.ConsumeIntInRange(1, 8)):
        at = given.ConsumeIntInRange(0, len(data))
        length = given.ConsumeIntInRange(0, 12)
        kind = given.ConsumeIntInRange(0, 3)
        if kind == 0:
            piece = given.ConsumeBytes(length)
        elif kind == 1:
            piece = given.PickValueInList(list(PIECES))
        elif kind == 2:
            start = given.ConsumeIntInRange(0, len(data))
            piece = data[start : start + given.ConsumeIntInRange(0, 400)]
        else:
            piece, length = b"", length * 20
        data = data[:at] + piece + data[at + length :]
    return data


def change_part(data: bytes, given: atheris.FuzzedDataProvider) -> bytes:
    """Return the package with one of its parts changed and all checksums right."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        chosen = given.PickValueInList(old.namelist())
        for name in old.namelist():
            new.writestr(name, change(old.read(name), given) if name == chosen else old.read(name))
    return target.getvalue()


def try_input(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    ending, sample = given.PickValueInList(FILES)
    changed = (change_part if sample[:2] == b"PK" and given.ConsumeBool() else change)(sample, given)
    path = FOLDER / f"a{ending}"
    path.write_bytes(changed)
    with contextlib.suppress(UnreadableError):
        CALLS[ending](path, overrides=None)


if __name__ == "__main__":
    FILES = read_samples()
    with tempfile.TemporaryDirectory() as name:
        FOLDER = Path(name)
        atheris.Setup([*sys.argv, "-timeout=10", "-rss_limit_mb=1024", "-max_len=600", "-len_control=0"], try_input)
        atheris.Fuzz()
