"""A macro project of our own: a compound file with one module that does nothing, enough to be kept whole by qbot."""

from __future__ import annotations

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_CODE = b'Attribute VB_Name = "ThisWorkbook"\r\n\' This workbook needs its macros only for printing.\r\n'
_PROJECT = (
    b'ID="{6A1D2F30-0000-4000-8000-000000000001}"\r\nDocument=ThisWorkbook/&H00000000\r\nName="VBAProject"\r\n'
    b'HelpContextID="0"\r\nVersionCompatible32="393222000"\r\n\r\n[Host Extender Info]\r\n'
)


def make_macro_project() -> bytes:
    """Return a `vbaProject.bin`."""
    streams = {
        "VBA/dir": _compress(_describe_project()),
        "VBA/_VBA_PROJECT": struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 0),
        "VBA/ThisWorkbook": _compress(_CODE),
        "PROJECT": _PROJECT,
    }
    return _CompoundFile(streams).data


def _compress(data: bytes) -> bytes:
    """Pack bytes as a VBA container: a chunk of literals with a flag byte before each eight."""
    body = b"".join(b"\x00" + data[place : place + 8] for place in range(0, len(data), 8))
    return b"\x01" + struct.pack("<H", 0xB000 | (len(body) - 1)) + body


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HI", number, len(data)) + data


def _describe_project() -> bytes:
    """Return the `dir` stream: the project's facts, no references, one document module."""
    name = "ThisWorkbook"
    wide = name.encode("utf-16-le")
    return b"".join(
        (
            _record(0x0001, struct.pack("<I", 3)),
            _record(0x0002, struct.pack("<I", 0x0409)),
            _record(0x0014, struct.pack("<I", 0x0409)),
            _record(0x0003, struct.pack("<H", 1252)),
            _record(0x0004, b"VBAProject"),
            _record(0x0005, b"") + _record(0x0040, b""),
            _record(0x0006, b"") + _record(0x003D, b""),
            _record(0x0007, struct.pack("<I", 0)),
            _record(0x0008, struct.pack("<I", 0)),
            struct.pack("<HIIH", 0x0009, 4, 1, 0),
            _record(0x000C, b"") + _record(0x003C, b""),
            _record(0x000F, struct.pack("<H", 1)) + _record(0x0013, struct.pack("<H", 0xFFFF)),
            _record(0x0019, name.encode()) + _record(0x0047, wide),
            _record(0x001A, name.encode()) + _record(0x0032, wide),
            _record(0x001C, b"") + _record(0x0048, b""),
            _record(0x0031, struct.pack("<I", 0)),
            _record(0x001E, struct.pack("<I", 0)),
            _record(0x002C, struct.pack("<H", 0xFFFF)),
            struct.pack("<HI", 0x0022, 0) + struct.pack("<HI", 0x002B, 0),
            struct.pack("<HI", 0x0010, 0),
        )
    )


class _CompoundFile:
    """A compound file of version 3 with one storage; its small streams lie in the mini stream."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        minis, starts = b"", dict[str, int]()
        mini_fat: list[int] = []
        for name, data in streams.items():
            first, count = len(mini_fat), -(-len(data) // 64)
            starts[name] = first
            mini_fat += [*range(first + 1, first + count), _END]
            minis += data.ljust(count * 64, b"\0")
        tree = self._directory(starts, {name: len(data) for name, data in streams.items()}, len(minis))
        mini_table = b"".join(struct.pack("<I", place) for place in mini_fat).ljust(_SECTOR, b"\xff")
        minis = minis.ljust(-(-len(minis) // _SECTOR) * _SECTOR, b"\0")
        directory_sectors, mini_sectors = len(tree) // _SECTOR, len(minis) // _SECTOR
        chain = [_FAT, *self._run(1, directory_sectors), _END]
        chain += self._run(2 + directory_sectors, mini_sectors)
        fat = b"".join(struct.pack("<I", place) for place in chain).ljust(_SECTOR, b"\xff")
        header = struct.pack("<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                             0, 1, 1, 0, 4096, 1 + directory_sectors, 1, _END, 0, 0)  # fmt: skip
        self.data = header.ljust(_SECTOR, b"\xff") + fat + tree + mini_table + minis

    @staticmethod
    def _run(first: int, count: int) -> list[int]:
        return [*range(first + 1, first + count), _END]

    @staticmethod
    def _directory(starts: dict[str, int], sizes: dict[str, int], mini_size: int) -> bytes:
        """Return the directory: Root (PROJECT before VBA), VBA (dir at the middle of its three)."""
        none = _FREE
        mini_start = 1 + 2 + 1  # the table, two sectors of directory, the table of small streams
        nodes = (
            ("Root Entry", 5, none, none, 1, mini_start, mini_size),
            ("VBA", 1, none, 2, 3, 0, 0),
            ("PROJECT", 2, none, none, none, starts["PROJECT"], sizes["PROJECT"]),
            ("ThisWorkbook", 2, 5, 4, none, starts["VBA/ThisWorkbook"], sizes["VBA/ThisWorkbook"]),
            ("_VBA_PROJECT", 2, none, none, none, starts["VBA/_VBA_PROJECT"], sizes["VBA/_VBA_PROJECT"]),
            ("dir", 2, none, none, none, starts["VBA/dir"], sizes["VBA/dir"]),
        )
        out = b""
        for name, kind, left, right, child, start, size in nodes:
            wide = (name + "\0").encode("utf-16-le")
            out += wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
            out += struct.pack("<III", left, right, child) + bytes(16) + bytes(4) + bytes(16)
            out += struct.pack("<IQ", start, size)
        blank = bytes(64) + struct.pack("<HBB", 0, 0, 1) + struct.pack("<III", none, none, none) + bytes(48)
        return out + blank * 2
