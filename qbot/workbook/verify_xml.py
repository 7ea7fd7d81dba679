"""XML parts for the proof: parsed without DTD, and compared element by element."""

from __future__ import annotations

from lxml import etree

Element = etree._Element


class ProofXmlError(ValueError):
    """A part that is no XML or carries a document type."""


def parse_xml(data: bytes) -> Element:
    """Return the root of a part; ProofXmlError where it is damaged or has a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ProofXmlError(f"it is no good XML ({error})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ProofXmlError("it has a document type")
    return root


def is_same(a: Element, b: Element) -> bool:
    """Tell whether two elements are the same: names, attributes, texts, children in order; prefixes included."""
    if a.tag != b.tag or a.prefix != b.prefix or (a.text or "") != (b.text or "") or len(a) != len(b):
        return False
    if (a.tail or "") != (b.tail or ""):
        return False
    if get_attributes(a) != get_attributes(b):
        return False
    return all(is_same(one, other) for one, other in zip(a, b, strict=True))


def is_same_text(a: Element, b: Element) -> bool:
    """Tell whether two elements are written the same; quick, but the order of attributes counts too."""
    return etree.tostring(a) == etree.tostring(b)


def is_same_prolog(a: Element, b: Element) -> bool:
    """Tell whether two parts say the same before their root, and their roots bind the same namespaces."""
    first, second = a.getroottree().docinfo, b.getroottree().docinfo
    same = (first.xml_version, first.encoding, first.standalone) == (
        second.xml_version,
        second.encoding,
        second.standalone,
    )
    return same and a.tag == b.tag and a.nsmap == b.nsmap and get_attributes(a) == get_attributes(b)


def get_attributes(element: Element) -> dict[str, str]:
    """Return an element's attributes by name."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def get_local(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def get_space(element: Element) -> str:
    """Return an element's namespace; empty for comments and instructions."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""
