"""What a file really is, whatever its name says, and what to do about the kinds that qbot does not read."""

from __future__ import annotations

from qbot.errors import UnreadableError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEND_AGAIN = "Ask the sender for it again, or save it again from the program that made it"
_SAVE_AS = "Open it and save it as .xlsx, .docx or .csv"


class WrongKindError(UnreadableError):
    """The file is not what its name says, or is of a kind that qbot does not read."""


def require_zip(file: str, data: bytes) -> None:
    """Raise WrongKindError, with the reason and the remedy, unless the bytes begin as a zip package does."""
    if not data.startswith(b"PK"):
        reason, remedy = _explain(data)
        raise WrongKindError(file, reason, remedy)


def is_ole(data: bytes) -> bool:
    """Tell whether the bytes are an OLE container: an old .xls or .doc, or an encrypted file."""
    return data.startswith(_OLE)


def is_encrypted(data: bytes) -> bool:
    """Tell whether the bytes are an OLE container that holds an encrypted Office file."""
    return is_ole(data) and "EncryptedPackage".encode("utf-16-le") in data


def _explain(data: bytes) -> tuple[str, str]:
    if not data.strip(b"\0 \r\n\t"):
        return "the file is empty", SEND_AGAIN
    if is_encrypted(data):
        return "the file is password-protected", "Open it with its password, remove the password and save it"
    if is_ole(data):
        if "WordDocument".encode("utf-16-le") in data:
            return "this is an old Word document (.doc)", "Open it and save it as .docx"
        return "this is an old Excel workbook (.xls) under another name", "Give it the ending .xls, or save it as .xlsx"
    if data.startswith(b"%PDF"):
        return "this is a PDF", "Ask the sender for the workbook or document that it was made from"
    if data.startswith(b"{\\rtf"):
        return "this is rich text (.rtf)", "Open it in Word and save it as .docx"
    start = data[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "this is a web page under another name", _SAVE_AS
    if start.startswith((b"<?xml", b"<")):
        return "this is an XML text under another name", _SAVE_AS
    if b"\0" not in data[:2000] and _is_text(data[:2000]):
        return "this is a text file under another name", "If it is a table, give it the ending .csv"
    return "this is not a file that Excel or Word makes", SEND_AGAIN


def _is_text(start: bytes) -> bool:
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in start)
    return control == 0
