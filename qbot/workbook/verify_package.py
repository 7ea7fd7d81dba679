"""Comparing two zip packages member by member: names, order, headers and compressed bytes."""

from __future__ import annotations

import struct
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from qbot.model.proof import Finding

_LOCAL_SIZE = 30
_DESCRIPTOR_FLAG = 0x08


class OpenPackage(Struct, frozen=True):
    """A zip package and the file that it is read from."""

    zip: ZipFile
    file: IO[bytes]

    def read_header(self, member: ZipInfo) -> bytes:
        """Return the header that stands before the member's data; BadZipFile where there is none."""
        self.file.seek(member.header_offset)
        head = self.file.read(_LOCAL_SIZE)
        if len(head) < _LOCAL_SIZE or head[:4] != b"PK\3\4":
            raise BadZipFile(f"member {member.filename} has no header")
        name, extra = struct.unpack_from("<2H", head, 26)
        return head + self.file.read(name + extra)

    def read_packed(self, member: ZipInfo) -> bytes:
        """Return the member's data as compressed."""
        header = self.read_header(member)
        self.file.seek(member.header_offset + len(header))
        return self.file.read(member.compress_size)


class PackageDifference(Struct, frozen=True):
    """The members whose content differs, and findings on everything else that does."""

    changed: tuple[str, ...]
    findings: tuple[Finding, ...]


def compare_packages(original: OpenPackage, filled: OpenPackage) -> PackageDifference:
    """Return which members differ in content, and findings on names, order, headers and compression."""
    before, after = original.zip.infolist(), filled.zip.infolist()
    names_before, names_after = [one.filename for one in before], [one.filename for one in after]
    findings = list(_compare_names(names_before, names_after))
    if [one.filename for one in _by_place(before)] != [one.filename for one in _by_place(after)] and not findings:
        findings.append(Finding("package", "the members stand in another order"))
    if original.zip.comment != filled.zip.comment:
        findings.append(Finding("package", "the comment of the package differs"))
    changed: list[str] = []
    by_name = {one.filename: one for one in after}
    for old in before:
        new = by_name.get(old.filename)
        if new is None:
            continue
        if original.read_packed(old) != filled.read_packed(new) or old.compress_type != new.compress_type:
            if original.zip.read(old) != filled.zip.read(new):
                changed.append(old.filename)
            else:
                findings.append(Finding(old.filename, "the part is the same, but was compressed again"))
        findings += _compare_headers(original, filled, old=old, new=new, changed=old.filename in changed)
    return PackageDifference(tuple(changed), tuple(findings))


def _compare_names(before: list[str], after: list[str]) -> list[Finding]:
    findings = [Finding(name, "this part of the original is missing") for name in before if name not in set(after)]
    findings += [Finding(name, "this part is not in the original") for name in after if name not in set(before)]
    if not findings and len(before) != len(after):
        findings.append(Finding("package", "a part stands in the package more than once"))
    if not findings and before != after:
        findings.append(Finding("package", "the parts are listed in another order"))
    return findings


def _by_place(members: list[ZipInfo]) -> list[ZipInfo]:
    return sorted(members, key=lambda one: one.header_offset)


def _compare_headers(
    original: OpenPackage, filled: OpenPackage, *, old: ZipInfo, new: ZipInfo, changed: bool
) -> list[Finding]:
    # A changed member states its sizes in its header, where they may have followed the data before.
    ignored = _DESCRIPTOR_FLAG if changed else 0
    facts = {
        "the compression method": (old.compress_type, new.compress_type),
        "the time": (old.date_time, new.date_time),
        "the flags": (old.flag_bits & ~ignored, new.flag_bits & ~ignored),
        "the attributes": (old.external_attr, new.external_attr),
        "the system": (old.create_system, new.create_system),
        "the comment": (old.comment, new.comment),
        "the further fields": (_drop_zip64(old.extra), _drop_zip64(new.extra)),
    }
    findings = [Finding(old.filename, f"{what} of the part differs") for what, (a, b) in facts.items() if a != b]
    if not changed and not findings and original.read_header(old) != filled.read_header(new):
        findings.append(Finding(old.filename, "the header of the part differs"))
    return findings


def _drop_zip64(extra: bytes) -> bytes:
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        kept += extra[place : place + 4 + size] if kind != 1 else b""
        place += 4 + size
    return kept + extra[place:]
