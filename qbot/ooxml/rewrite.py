"""A copy of a zip package in which a few members are new and every other byte is the old one."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import IO

from msgspec import Struct

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")
_ZIP64 = 1
_HAS_DESCRIPTOR = 0x08
_FULL32 = 0xFFFFFFFF
_FULL16 = 0xFFFF
_CHUNK = 1 << 20


class RewriteError(ValueError):
    """A zip package that cannot be copied member by member; `str()` says why."""


class _Entry(Struct, frozen=True):
    """A record of the central directory: its raw bytes, its member's name and where the member begins."""

    raw: bytes
    name: str
    offset: int


class _Directory(Struct, frozen=True):
    entries: tuple[_Entry, ...]
    start: int
    end: int
    tail: bytes


def rewrite_archive(source: IO[bytes], target: IO[bytes], replaced: Mapping[str, bytes]) -> None:
    """Write the package `source` to `target` with new content for the members named in `replaced`.

    Members keep their order, and those not replaced keep header, compressed bytes and descriptor. A replaced member
    keeps its name, time, method and extra fields. RewriteError where the package is damaged or a name is missing.
    """
    directory = _read_directory(source)
    missing = set(replaced) - {entry.name for entry in directory.entries}
    if missing:
        raise RewriteError(f"the package has no member {min(missing)}")
    moved: dict[int, bytes] = {}
    physical = sorted(directory.entries, key=lambda entry: entry.offset)
    ends = [entry.offset for entry in physical[1:]] + [directory.start]
    if physical:
        _copy(source, target, 0, physical[0].offset)
    for entry, end in zip(physical, ends, strict=True):
        offset = target.tell()
        if entry.name in replaced:
            moved[entry.offset] = _write_member(source, target, entry, replaced[entry.name])
        else:
            _copy(source, target, entry.offset, end)
            moved[entry.offset] = entry.raw if offset == entry.offset else _move_record(entry.raw, offset)
    start = target.tell()
    for entry in directory.entries:
        target.write(moved[entry.offset])
    _write_end(target, directory, start)


def _copy(source: IO[bytes], target: IO[bytes], start: int, end: int) -> None:
    source.seek(start)
    left = end - start
    while left > 0:
        chunk = source.read(min(left, _CHUNK))
        if not chunk:
            raise RewriteError("the package ends too early")
        target.write(chunk)
        left -= len(chunk)


def _write_member(source: IO[bytes], target: IO[bytes], entry: _Entry, content: bytes) -> bytes:
    """Write a member with new content and return its record for the central directory."""
    offset = target.tell()
    source.seek(entry.offset)
    local = _LOCAL.unpack(_read(source, _LOCAL.size))
    name, extra = _read(source, local[9]), _drop_zip64(_read(source, local[10]))
    method = local[3]
    if method not in {0, 8}:
        raise RewriteError(f"member {entry.name} is compressed by an unknown method ({method})")
    packed = _deflate(content) if method == 8 else content
    # The sizes stand in the header now, so that no descriptor follows the data.
    flags = local[2] & ~_HAS_DESCRIPTOR
    sizes = (zlib.crc32(content), len(packed), len(content))
    head = _LOCAL.pack(local[0], local[1], flags, method, local[4], local[5], *sizes, len(name), len(extra))
    target.write(head + name + extra + packed)
    return _change_record(entry.raw, offset=offset, sizes=sizes)


def _deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def _change_record(raw: bytes, *, offset: int, sizes: tuple[int, int, int]) -> bytes:
    fields = list(_CENTRAL.unpack_from(raw))
    name_end = _CENTRAL.size + fields[10]
    extra_end = name_end + fields[11]
    extra = _drop_zip64(raw[name_end:extra_end])
    fields[3] &= ~_HAS_DESCRIPTOR
    fields[7:10], fields[11], fields[16] = sizes, len(extra), offset
    return _CENTRAL.pack(*fields) + raw[_CENTRAL.size : name_end] + extra + raw[extra_end:]


def _move_record(raw: bytes, offset: int) -> bytes:
    """Return a record of the central directory with another offset, in its zip64 field where it stands there."""
    fields = list(_CENTRAL.unpack_from(raw))
    if fields[16] != _FULL32:
        fields[16] = offset
        return _CENTRAL.pack(*fields) + raw[_CENTRAL.size :]
    place = _find_long_offset(raw, fields)
    return raw[:place] + struct.pack("<Q", offset) + raw[place + 8 :]


def _drop_zip64(extra: bytes) -> bytes:
    """Return extra fields without the zip64 sizes, which a member of less than 4 GB does not need."""
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        if kind != _ZIP64:
            kept += extra[place : place + 4 + size]
        place += 4 + size
    return kept + extra[place:]


def _read(source: IO[bytes], size: int) -> bytes:
    data = source.read(size)
    if len(data) != size:
        raise RewriteError("the package ends too early")
    return data


def _read_directory(source: IO[bytes]) -> _Directory:
    size = source.seek(0, 2)
    window = min(size, _END.size + _FULL16)
    source.seek(size - window)
    data = _read(source, window)
    found = data.rfind(b"PK\5\6")
    if found < 0 or found + _END.size > len(data):
        raise RewriteError("the package has no directory")
    end_offset = size - window + found
    _, _, _, _, count, length, start, _ = _END.unpack_from(data, found)
    if count == _FULL16 or _FULL32 in (length, start):
        _count, length, start = _read_end64(source, end_offset)
    source.seek(start)
    entries = tuple(_split_records(_read(source, length), count))
    source.seek(start + length)
    tail = source.read()
    return _Directory(entries, start=start, end=start + length, tail=tail)


def _read_end64(source: IO[bytes], end_offset: int) -> tuple[int, int, int]:
    """Return (count, length, start) of the directory from the zip64 record."""
    source.seek(end_offset - _LOCATOR64.size)
    magic, _, offset, _ = _LOCATOR64.unpack(_read(source, _LOCATOR64.size))
    if magic != b"PK\6\7":
        raise RewriteError("the zip64 locator is missing")
    source.seek(offset)
    record = _END64.unpack(_read(source, _END64.size))
    if record[0] != b"PK\6\6":
        raise RewriteError("the zip64 record is missing")
    return record[7], record[8], record[9]


def _split_records(data: bytes, count: int) -> Sequence[_Entry]:
    entries: list[_Entry] = []
    place = 0
    for _ in range(count):
        if data[place : place + 4] != b"PK\1\2":
            raise RewriteError("the directory of the package is damaged")
        fields = _CENTRAL.unpack_from(data, place)
        end = place + _CENTRAL.size + fields[10] + fields[11] + fields[12]
        raw = data[place:end]
        name = raw[_CENTRAL.size : _CENTRAL.size + fields[10]]
        encoding = "utf-8" if fields[3] & 0x800 else "cp437"
        entries.append(_Entry(raw, name.decode(encoding), _find_offset(raw, fields)))
        place = end
    return entries


def _find_offset(raw: bytes, fields: tuple[int, ...]) -> int:
    if fields[16] != _FULL32:
        return fields[16]
    return int(struct.unpack_from("<Q", raw, _find_long_offset(raw, fields))[0])


def _find_long_offset(raw: bytes, fields: Sequence[int]) -> int:
    """Return where the offset stands in the zip64 field of a record; RewriteError without one."""
    place = _CENTRAL.size + fields[10]
    end = place + fields[11]
    while place + 4 <= end:
        kind, size = struct.unpack_from("<2H", raw, place)
        if kind == _ZIP64:
            return place + 4 + 8 * ((fields[9] == _FULL32) + (fields[8] == _FULL32))
        place += 4 + size
    raise RewriteError("a zip64 field is missing")


def _write_end(target: IO[bytes], directory: _Directory, start: int) -> None:
    """Write what follows the records as it was, with the directory's new place and length."""
    length = target.tell() - start
    tail = bytearray(directory.tail)
    place = tail.find(b"PK\6\6") if tail.startswith(b"PK\6\6") else -1
    if place == 0:
        struct.pack_into("<2Q", tail, 40, length, start)
        locator = tail.find(b"PK\6\7")
        struct.pack_into("<Q", tail, locator + 8, start + length)
    end = tail.rfind(b"PK\5\6") if place == 0 else tail.find(b"PK\5\6")
    old_length, old_start = struct.unpack_from("<2I", tail, end + 12)
    struct.pack_into(
        "<2I",
        tail,
        end + 12,
        old_length if old_length == _FULL32 else length,
        old_start if old_start == _FULL32 else start,
    )
    target.write(tail)
