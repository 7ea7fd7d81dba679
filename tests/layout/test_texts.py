"""What a text is by its words alone."""

from __future__ import annotations

import pytest

from qbot.layout.texts import is_sentence


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Data is encrypted.", True),
        ("Data is encrypted. \n", True),
        ("Data is encrypted", False),
        ("Encryption.", False),  # a label with a stop
        ("Encryption .", False),
        (" Data is encrypted.", False),  # indented: part of a list
        ("データは暗号化されています。", True),
        ("暗号化。", False),
        ("डेटा एन्क्रिप्टेड है।", True),
        ("", False),
        (" ", False),
        (".", False),
    ],
)
def test_a_sentence_has_words_and_a_full_stop_behind_them(text: str, whole: bool) -> None:
    assert is_sentence(text) is whole
