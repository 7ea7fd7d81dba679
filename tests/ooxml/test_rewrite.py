"""Copying a zip package with a few new members and every other byte the same."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbot.ooxml.rewrite import RewriteError, rewrite_archive

BODY = b"some content " * 50


class _Stream(io.RawIOBase):
    """A target that cannot be sought in, which makes zipfile put sizes behind the data."""

    def __init__(self) -> None:
        super().__init__()
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.data += piece
        return len(piece)


def make_package(*, streamed: bool = False, wide: bool = False, comment: bytes = b"") -> bytes:
    """Return a package of three members: "a" stored, "b" and "ü" deflated."""
    stream, whole = _Stream(), io.BytesIO()
    with zipfile.ZipFile(stream if streamed else whole, "w") as package:
        for name, method in (("a", zipfile.ZIP_STORED), ("b", zipfile.ZIP_DEFLATED), ("ü", zipfile.ZIP_DEFLATED)):
            info = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
            info.compress_type, info.external_attr, info.comment = method, 0o644 << 16, b"note"
            info.extra = struct.pack("<2H4s", 0xCAFE, 4, b"more")
            with package.open(info, "w", force_zip64=wide) as member:
                member.write(BODY)
        package.comment = comment
    return bytes(stream.data) if streamed else whole.getvalue()


def rewrite(data: bytes, replaced: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    rewrite_archive(io.BytesIO(data), target, replaced)
    return target.getvalue()


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("comment", [b"", b"made by a person"])
def test_without_changes_it_is_the_same_file(streamed: bool, wide: bool, comment: bytes) -> None:
    data = make_package(streamed=streamed, wide=wide, comment=comment)
    assert rewrite(data, {}) == data


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("name", ["a", "b", "ü"])
@pytest.mark.parametrize("content", [b"", b"new", BODY * 9])
def test_one_member_changes_and_the_others_are_copied_raw(
    streamed: bool, wide: bool, name: str, content: bytes
) -> None:
    data = make_package(streamed=streamed, wide=wide, comment=b"note")
    new = rewrite(data, {name: content})
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert after.testzip() is None
        assert after.comment == b"note"
        assert after.namelist() == ["a", "b", "ü"]
        for old, one in zip(before.infolist(), after.infolist(), strict=True):
            assert (one.date_time, one.compress_type, one.external_attr, one.comment) == (
                old.date_time,
                old.compress_type,
                old.external_attr,
                old.comment,
            )
            if one.filename == name:
                assert after.read(one) == content
                assert b"\xfe\xca\x04\x00more" in one.extra
            else:
                assert after.read(one) == BODY
                assert raw(new, after, one) == raw(data, before, old)


def raw(data: bytes, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return all bytes of a member: header, data, descriptor."""
    later = [one.header_offset for one in package.infolist() if one.header_offset > member.header_offset]
    return data[member.header_offset : min([*later, package.start_dir])]


def test_a_directory_in_another_order_and_gaps_between_members_stay() -> None:
    members = [_make_raw(b"one"), _make_raw(b"two"), _make_raw(b"six")]
    offsets, body = [], b"MZ stub"
    for name, member in zip((b"one", b"two", b"six"), members, strict=True):
        offsets.append((name, len(body)))
        body += member + b"gap"
    records = b"".join(_make_record(name, offset) for name, offset in reversed(offsets))
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 3, 3, len(records), len(body), 0)
    data = body + records + end
    assert rewrite(data, {}) == data
    new = rewrite(data, {"two": b"changed"})
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        assert package.namelist() == ["six", "two", "one"]
        assert [package.read(name) for name in ("one", "two", "six")] == [b"one", b"changed", b"six"]
    assert new.startswith(b"MZ stub" + members[0] + b"gap")


def _make_raw(name: bytes) -> bytes:
    crc = zlib.crc32(name)
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, crc, len(name), len(name), len(name), 0) + name * 2


def _make_record(name: bytes, offset: int) -> bytes:
    crc, size = zlib.crc32(name), len(name)
    return (
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, crc, size, size, size, 0, 0, 0, 0, 0, offset) + name
    )


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"no package at all", make_package()[:-30]])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(RewriteError):
        rewrite(data, {})


def test_an_unknown_member_is_refused() -> None:
    with pytest.raises(RewriteError, match="no member x"):
        rewrite(make_package(), {"x": b""})


@given(st.dictionaries(st.sampled_from(["a", "b", "ü"]), st.binary(max_size=200)))
def test_any_contents_come_back(replaced: dict[str, bytes]) -> None:
    new = rewrite(make_package(), replaced)
    with zipfile.ZipFile(io.BytesIO(new)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == {
            name: replaced.get(name, BODY) for name in ("a", "b", "ü")
        }
