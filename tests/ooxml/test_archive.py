"""Opening a package: what is refused, and with which reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qbot.errors import UnreadableError
from qbot.ooxml.archive import check_archive, open_archive
from qbot.ooxml.xml import parse_part, read_relationships

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def make_zip(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, content in members:
            package.writestr(name, content)
    return target.getvalue()


def test_members_are_read_in_order() -> None:
    archive = check_archive("a.xlsx", make_zip([("z", b"one"), ("a", b"two")]))
    assert archive.names == ("z", "a")
    assert archive.read("a") == b"two"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"id,question\n1,Why?\n", "text file"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (OLE, "old Excel workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
        (bytes(range(200)), "not a file that Excel or Word makes"),
    ],
)
def test_other_kinds_are_named(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        check_archive("a.xlsx", data)


@pytest.mark.parametrize("name", ["../a", "/a", "c:a", "x/../../a"])
def test_names_that_lead_outside(name: str) -> None:
    with pytest.raises(UnreadableError, match="leads outside"):
        check_archive("a.xlsx", make_zip([(name, b"")]))


def test_same_name_in_other_case() -> None:
    with pytest.raises(UnreadableError, match="two parts"):
        check_archive("a.xlsx", make_zip([("a.xml", b""), ("A.xml", b"")]))


def test_too_many_members() -> None:
    with pytest.raises(UnreadableError, match="5001 parts"):
        check_archive("a.xlsx", make_zip([(str(number), b"") for number in range(5001)], zipfile.ZIP_STORED))


def test_dense_member_but_not_a_small_one() -> None:
    with pytest.raises(UnreadableError, match="times its size"):
        check_archive("a.xlsx", make_zip([("a", bytes(3 << 20))]))
    assert check_archive("a.xlsx", make_zip([("a", bytes(1 << 20))])).size("a") == 1 << 20


def test_member_that_unpacks_to_more_than_it_claims() -> None:
    data = bytearray(make_zip([("a", b"words " * 400)]))
    directory = data.rindex(b"PK\1\2")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableError, match="damaged"):
        check_archive("a.xlsx", bytes(data)).read("a")


def test_cut_short() -> None:
    data = make_zip([("a", b"words " * 400)])
    with pytest.raises(UnreadableError, match="cut short"):
        check_archive("a.xlsx", data[: len(data) // 2])


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        open_archive(tmp_path / "none.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
    archive = check_archive("a.xlsx", make_zip([("a", text.encode(encoding))]))
    with pytest.raises(UnreadableError, match="document type"):
        parse_part(archive, "a")


@pytest.mark.parametrize("content", [b"", b"<a>", b'<?xml version="1.0" encoding="nobody-knows"?><a/>', b"<a>" * 5000])
def test_what_is_not_well_formed(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="well-formed"):
        parse_part(check_archive("a.xlsx", make_zip([("a", content)])), "a")


def test_relationships_stay_in_the_package() -> None:
    kind, start = "http://x/worksheet", "http://schemas.openxmlformats.org/package/2006/relationships"
    links = [("1", "sheet.xml", ""), ("2", "../../out.xml", ""), ("3", "sheet.xml", ' TargetMode="External"')]
    inner = "".join(f'<Relationship Id="{a}" Type="{kind}" Target="{b}"{c}/>' for a, b, c in links)
    rels = f'<Relationships xmlns="{start}">{inner}</Relationships>'.encode()
    archive = check_archive("a.xlsx", make_zip([("xl/_rels/book.xml.rels", rels), ("xl/sheet.xml", b"<a/>")]))
    targets = {key: one.target for key, one in read_relationships(archive, "xl/book.xml").items()}
    assert targets == {"1": "xl/sheet.xml", "2": None, "3": None}
