"""Phrases are found by whole words and beginnings of words; words know where they stand, in a part of a text too."""

from __future__ import annotations

import pytest

from qbot.matching.phrases import PhraseHit, PhraseTable, split_words

TABLE = PhraseTable(
    {
        "key": ("key", "access key", "access key* of"),
        "access": ("access", "access key"),
        "certified": ("certif*", "has been certif* by"),
        "tool": ("an* tool",),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An access-key", [PhraseHit("access", 1, 2), PhraseHit("key", 1, 2)]),  # equally long ones all count
        ("Access keys of root", [PhraseHit("key", 0, 2)]),  # the longest wins
        ("Access and keys", [PhraseHit("access", 0, 0), PhraseHit("key", 2, 2)]),
        ("It has been certified by us", [PhraseHit("certified", 1, 4)]),
        ("It has been certified", [PhraseHit("certified", 3, 3)]),
        ("Any tool", [PhraseHit("tool", 0, 1)]),
        ("No keyboard, no uncertified accessory", []),
        ("", []),
    ],
)
def test_the_longest_phrases_are_found(text: str, found: list[PhraseHit]) -> None:
    assert list(TABLE.find(split_words(text))) == found


def test_names_are_found_of_phrases_within_others_too() -> None:
    assert TABLE.find_names(split_words("access keys of root, certified")) == {"access", "key", "certified"}


def test_a_table_that_is_made_later_finds_its_phrases_in_words_that_were_split_before() -> None:
    words = split_words("a text with a shibboleth")
    assert not TABLE.find(words)
    assert [hit.first for hit in PhraseTable({"late": ("shibboleth",)}).find(words)] == [4]


def test_phrases_of_a_part_are_those_that_lie_in_it() -> None:
    words = split_words("access key and access keys of root")
    assert [hit.first for hit in TABLE.find(words.cut(3))] == [0]
    assert TABLE.find(words.cut(3)) == (PhraseHit("key", 0, 2),)
    assert TABLE.find(words.cut(3, 5)) == (PhraseHit("access", 0, 1), PhraseHit("key", 0, 1))
    assert TABLE.find(words.cut(1).cut(0, 1)) == (PhraseHit("key", 0, 0),)
    assert TABLE.has("access", words.cut(3))
    assert not TABLE.has("access", words.cut(4))


@pytest.mark.parametrize("mark", ["", "’", "é"])
def test_words_are_the_same_whatever_other_marks_a_text_holds(mark: str) -> None:
    text = "Keys_of-root: a/b (TLS 1.2), e-mail; 24x7\tdo NOT rotate\n"
    assert split_words(f"{text} {mark}").texts[:14] == split_words(text).texts


def test_words_know_where_they_stand() -> None:
    text = "Keys – the customer's keys – rotate"
    words = split_words(text)
    assert [(word.text, text[word.start : word.end]) for word in words] == [
        ("key", "Keys"), ("the", "the"), ("customer", "customer's"), ("key", "keys"), ("rotate", "rotate"),
    ]  # fmt: skip
    assert [words.find_place(start) for start in (0, 1, 7, 27, 99)] == [0, 1, 1, 4, 5]


@pytest.mark.parametrize(("first", "end"), [(0, 2), (1, 3), (3, 9), (-2, None), (2, 2)])
def test_a_part_of_the_words_stands_where_it_stood(first: int, end: int | None) -> None:
    words = split_words("Keys – the customer's keys – rotate")
    part = words.cut(first, end)
    assert list(part) == list(words)[first:end]
    assert part.texts == words.texts[first:end]
