"""The shelf makes a thing once, keeps the last ones, and forgets nothing that it could not make."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from qbot.workflow.shelf import Shelf


def test_a_thing_is_made_once_however_many_ask_for_it() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    made: list[str] = []

    def make() -> int:
        made.append("made")
        time.sleep(0.05)
        return len(made)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _number: shelf.find("sheet", make), range(8)))
    assert (found, made) == ([1] * 8, ["made"])


def test_who_asks_for_another_thing_does_not_wait() -> None:
    shelf: Shelf[str, str] = Shelf(2)
    other = threading.Event()

    def make_slowly() -> str:
        assert other.wait(10), "the other thing was not made meanwhile"
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(shelf.find, "slow", make_slowly)
        assert shelf.find("quick", lambda: "quick") == "quick"
        other.set()
        assert slow.result(10) == "slow"


def test_the_one_not_asked_for_longest_goes_first() -> None:
    shelf: Shelf[int, int] = Shelf(2)
    for number in (1, 2, 1, 3):
        shelf.find(number, lambda: 0)
    assert len(shelf) == 2
    assert shelf.find(1, lambda: 7) == 0
    assert shelf.find(2, lambda: 7) == 7


def test_what_could_not_be_made_is_tried_again() -> None:
    shelf: Shelf[str, str] = Shelf(2)

    def fail() -> str:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        shelf.find("sheet", fail)
    assert shelf.find("sheet", lambda: "whole") == "whole"
