"""Letters to the owners of entries: opened in the mail program, with nothing in them that adds another recipient."""

from __future__ import annotations

from email.message import Message
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from qbot.web.letters import write_to_owner

ENTRY = {"id": "one", "question": "Is it so?", "answer": "It is.", "owner": "", "asked": ""}


def read(address: str) -> Message:
    """Return the letter that a mail program would open."""
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    letter = Message()
    letter["To"], letter["Subject"] = unquote(parts.path), fields["subject"][0]
    letter.set_payload(fields["body"][0])
    return letter


@pytest.mark.parametrize(
    ("owner", "to", "hello"), [("Bo", "", "Hello Bo,"), ("bo@x.example", "bo@x.example", "Hello,"), ("", "", "Hello,")]
)
def test_a_letter_has_the_question_and_what_it_is_about(owner: str, to: str, hello: str) -> None:
    letter = read(write_to_owner({**ENTRY, "owner": owner, "asked": "2026-03-02 by Ada: They differ: 1 and 2"}))
    assert (letter["To"], letter["Subject"]) == (to, "Does this still hold? Is it so?")
    words = str(letter.get_payload()).split("\r\n")
    assert (words[0], words[2]) == (hello, "They differ: 1 and 2")
    assert "Our answer: It is." in words


def test_nothing_in_an_entry_becomes_a_field_of_the_letter() -> None:
    evil = "x@y.example?bcc=z@y.example&subject=\r\nBcc: z"
    letter = read(write_to_owner({**ENTRY, "owner": evil, "question": evil * 90, "answer": evil * 90}))
    assert letter["Subject"].endswith("…")
    assert len(str(letter.get_payload())) <= 1_200
