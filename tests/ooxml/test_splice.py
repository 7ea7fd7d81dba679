"""Splicing bytes, and finding where elements stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbot.ooxml.splice import (
    Splice,
    SpliceError,
    apply_splices,
    decode_part,
    drop_attributes,
    find_elements,
    set_attribute,
)


def test_splices_are_done_in_the_order_of_the_text() -> None:
    splices = [Splice(4, 6, b"EF"), Splice(0, 0, b"<"), Splice(6, 6, b"1"), Splice(6, 6, b"2")]
    assert apply_splices(b"abcdefgh", splices) == b"<abcdEF12gh"


def test_overlapping_splices_are_refused() -> None:
    with pytest.raises(SpliceError):
        apply_splices(b"abcdef", [Splice(0, 3, b""), Splice(2, 4, b"")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_part_comes_back_in_its_own_encoding(encoding: str) -> None:
    data = "<a>é漢🔒</a>".encode(encoding)
    part = decode_part(data)
    assert part.utf8 == "<a>é漢🔒</a>".encode()
    assert part.encode(part.utf8) == data


def test_an_encoding_that_does_not_come_back_is_refused() -> None:
    with pytest.raises(SpliceError):
        decode_part(b'<?xml version="1.0" encoding="martian"?><a/>')
    with pytest.raises(SpliceError):
        decode_part(b'<?xml version="1.0" encoding="utf-7"?><a>+2D3-</a>')


@pytest.mark.parametrize(
    ("xml", "spans"),
    [
        ("<r><c/></r>", ["<c/>"]),
        ("<r><c></c></r>", ["<c></c>"]),
        ("<r><c a='>'/><c b=\"/>\">x</c ></r>", ["<c a='>'/>", '<c b="/>">x</c >']),
        ("<r><c>/></c></r>", ["<c>/></c>"]),
        ("<r xmlns='u'><c xmlns='v'/><c/></r>", ["<c/>"]),
        ("<x:r xmlns:x='u'><c/><x:c>é</x:c></x:r>", ["<x:c>é</x:c>"]),
        ("<r><!-- <c/> --><![CDATA[<c/>]]><c/></r>", ["<c/>"]),
    ],
)
def test_elements_are_found_byte_by_byte(xml: str, spans: list[str]) -> None:
    utf8 = xml.encode()
    found = [utf8[one.start : one.end].decode() for one in find_elements(utf8, frozenset({"c"}))]
    assert found == spans


def test_a_document_type_is_refused() -> None:
    with pytest.raises(SpliceError, match="document type"):
        find_elements(b'<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>', frozenset({"r"}))


def test_attributes_change_one_at_a_time() -> None:
    tag = b"<c r='A1'  s=\"3\" t='s'/>"
    assert set_attribute(tag, b"s", b"4") == b"<c r='A1'  s=\"4\" t='s'/>"
    assert set_attribute(tag, b"u", b"1") == b"<c r='A1'  s=\"3\" t='s' u=\"1\"/>"
    assert drop_attributes(tag, frozenset({b"s", b"t"})) == b"<c r='A1'/>"


_NAMES = st.sampled_from(["c", "d", "x:c", "x:d"])


@given(st.recursive(st.text("ab<&>/\"'é", max_size=4), lambda inner: st.lists(st.tuples(_NAMES, inner), max_size=3)))
def test_found_elements_begin_and_end_with_their_own_tags(tree: object) -> None:
    def write(node: object) -> str:
        if isinstance(node, str):
            return node.replace("&", "&amp;").replace("<", "&lt;")
        assert isinstance(node, list)
        return "".join(f"<{name} a='/>'>{write(inner)}</{name}>" if inner else f"<{name}/>" for name, inner in node)

    body = write(tree).replace("]]>", "")
    utf8 = f"<x:r xmlns:x='u'>{body}</x:r>".encode()
    for one in find_elements(utf8, frozenset({"c", "d"})):
        whole = utf8[one.start : one.end].decode()
        assert whole.startswith(f"<x:{one.name}")
        assert whole.endswith("/>" if one.is_closed else f"</x:{one.name}>")
