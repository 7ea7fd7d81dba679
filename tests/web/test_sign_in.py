"""Signing in: a token works once, the newest alone, and a session ends when its time is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from qbot.web.sign_in import LASTS, MemorySessions, SignIn, clean_name


class FixedClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the moment it shows."""
        return self.now


def make_sign_in(clock: FixedClock | None = None) -> tuple[SignIn, list[str]]:
    """A sign-in with sessions in memory, and what it printed."""
    printed: list[str] = []
    return SignIn(MemorySessions(), announce=printed.append, clock=clock or FixedClock()), printed


def test_a_token_signs_in_once() -> None:
    gate, _ = make_sign_in()
    token = gate.issue()
    cookie = gate.begin(token, "Ada Example")
    assert cookie is not None
    session = gate.find(cookie)
    assert session is not None
    assert session.reviewer == "Ada Example"
    assert gate.begin(token, "Someone Else") is None


def test_a_newer_token_voids_the_older() -> None:
    gate, printed = make_sign_in()
    older = gate.issue()
    gate.announce_again()
    newer = printed[0].removeprefix("/sign-in?token=")
    assert gate.begin(older, "Ada") is None
    assert gate.begin(newer, "Ada") is not None


def test_a_guessed_token_or_cookie_opens_nothing() -> None:
    gate, _ = make_sign_in()
    gate.issue()
    assert gate.begin("", "Ada") is None
    assert gate.begin("guess", "Ada") is None
    assert gate.find("guess") is None
    assert gate.find(None) is None


def test_a_session_ends_by_time_and_by_signing_out() -> None:
    clock = FixedClock()
    gate, _ = make_sign_in(clock)
    cookie = gate.begin(gate.issue(), "Ada")
    clock.now += LASTS - timedelta(seconds=1)
    assert gate.find(cookie) is not None
    clock.now += timedelta(seconds=2)
    assert gate.find(cookie) is None
    clock.now -= LASTS
    gate.end(cookie)
    assert gate.find(cookie) is None


def test_a_name_is_one_line_of_printable_signs() -> None:
    assert clean_name("  Ada \x00\n  Lovelace\u202e ") == "Ada Lovelace"
    assert clean_name("\x07") == ""
    assert len(clean_name("x" * 500)) == 80
