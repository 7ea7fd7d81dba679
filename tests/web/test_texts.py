"""How dates, shares, differences and events are written."""

from __future__ import annotations

from qbot.web.differences import mark_difference
from qbot.web.event_texts import tell_event
from qbot.web.views import find_own_path, format_day, format_share, format_time, mark_lines

EVENT = {"at": "2026-11-02T09:00:00Z", "by": "Ada", "questionnaire_id": "q1", "question_id": None, "detail": None}


def test_days_and_moments_are_written_as_people_do() -> None:
    assert format_day("2026-12-04") == "4 Dec 2026"
    assert format_day(None) == ""
    assert format_time("2026-12-04T14:02:31.001Z") == (
        '<time datetime="2026-12-04T14:02:31.001Z" title="4 Dec 2026, 14:02 UTC">4 Dec 2026, 14:02</time>'
    )
    assert (format_share(0.876), format_share(None)) == ("88 %", "–")


def test_a_difference_marks_words_and_escapes_them() -> None:
    assert mark_difference("kept for 30 days", "kept for 90 days") == "kept for <del>30</del><ins>90</ins> days"
    assert mark_difference("", "<b>") == "<ins>&lt;b&gt;</ins>"
    assert mark_difference("same", "same") == "same"
    long = "word " * 3_000
    assert mark_difference(long, "x") == f"<del>{long}</del><ins>x</ins>"


def test_lines_are_kept_and_escaped() -> None:
    assert mark_lines("one\n<two>") == "one<br>&lt;two&gt;"


def test_one_goes_back_to_our_own_pages_alone() -> None:
    assert find_own_path("/settings") == "/settings"
    for path in ("//evil.example", "https://evil.example", "/\\evil.example", "", "/a\nb"):
        assert find_own_path(path) == "/questionnaires"


def test_an_event_is_told_with_what_it_changed() -> None:
    change = {"before": {"answers": {"C2": "No"}}, "after": {"answers": {"C2": "Yes"}}}
    told = tell_event(
        {**EVENT, "action": "edit", "question_id": "x", "detail": {"questions": [change]}},
        {"q1": "VSA"},
        {"x": "A-1 Is it so?"},
    )
    assert (told["text"], told["link"], told["href"]) == ("edited an answer in", "VSA", "/questionnaires/q1/review?q=x")
    assert told["differences"] == [("C2", "<del>No</del><ins>Yes</ins>")]


def test_an_event_of_a_deleted_questionnaire_has_no_link() -> None:
    told = tell_event({**EVENT, "action": "upload"}, {}, {})
    assert (told["href"], told["link"]) == ("", "a questionnaire that was deleted")


def test_what_went_to_whom_is_told() -> None:
    detail = {"file_name": "a.xlsx", "recipient": "buyer"}
    assert tell_event({**EVENT, "action": "export", "detail": detail}, {}, {})["more"] == "a.xlsx for buyer"
    assert tell_event({**EVENT, "action": "bulk_approve", "detail": {"count": 1}}, {}, {})["more"] == "1 answer"
