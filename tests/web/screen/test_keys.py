"""The keys of the review: each works at once, none is lost, and none is taken from the browser or from a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Open
from playwright.sync_api import expect
from screen_driver import Question, Server, read_questions

DONE = {"approved", "not_applicable", "no_answer"}
IN_PAGE = Path(__file__).parent / "in_page"
BURST = "axnfjaxnakjaaafjxxnnaajaafjaxa"


def _statuses(served: Server, questionnaire: str) -> list[object]:
    return [one["status"] for one in read_questions(served, questionnaire)]


def test_moving_follows_the_list(review: Open) -> None:
    screen = review()
    seen = [screen.ref]
    for key in ("j", "ArrowDown", "k", "ArrowUp", "k"):
        screen.press([key])
        seen.append(screen.ref)
    assert seen == ["Q-001", "Q-002", "Q-003", "Q-002", "Q-001", "Q-001"]
    assert screen.said == "This is the first question of the list"


def test_moving_follows_filter_and_sort(review: Open) -> None:
    screen = review(query="?filter=unsupported&sort=ref")
    first = screen.ref
    screen.press("j")
    refs = screen.page.locator("ol.list .ref").all_inner_texts()
    assert [first, screen.ref] == refs[:2]
    assert len(refs) == screen.count("No supported answer") >= 4


def test_each_key_decides(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("axnf")
    assert screen.said == "Q-004 flagged"
    screen.wait_saved()
    questions = read_questions(served, questionnaire)
    assert [one["status"] for one in questions[:3]] == ["approved", "no_answer", "not_applicable"]
    assert questions[3]["flagged"] is True
    assert [one["approved_by"] for one in questions[:4]] == ["Ana", "Ana", "Ana", ""]


def test_enter_approves_but_not_on_a_button(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press(["Enter"])
    screen.page.get_by_role("button", name="Next question").focus()
    screen.press(["Enter"])
    assert screen.ref == "Q-003"
    screen.wait_saved()
    assert _statuses(served, questionnaire)[:2] == ["approved", "suggested"]


def test_a_question_without_an_answer_is_not_approved(review: Open, served: Server, questionnaire: str) -> None:
    screen = review(query="?filter=unsupported")
    screen.press("a")
    assert "has no answer to approve" in screen.said
    screen.wait_saved()
    assert not DONE & set(map(str, _statuses(served, questionnaire)))


def test_numbers_take_a_suggestion(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    second = screen.page.get_by_role("region", name="Suggestion 2").locator(".entry-answer").inner_text()
    screen.press("2")
    screen.wait_saved()
    question = read_questions(served, questionnaire)[0]
    assert question["status"] == "edited"
    assert question["edited_by"] == "Ana"
    answers = question["answers"]
    assert isinstance(answers, dict)
    screen.page.locator(".field textarea").first.wait_for()
    assert any(second[:40] in text or text[:40] in second for text in answers.values())
    assert screen.page.locator(".field textarea").first.input_value() in answers.values()


def test_edit_leave_comment_and_search(review: Open) -> None:
    screen = review()
    focused = "document.activeElement.matches(%r)"
    screen.press("e")
    assert screen.page.evaluate(focused % ".field textarea")
    screen.press(["Escape"])
    assert screen.page.evaluate(focused % "body")
    screen.press("c")
    assert screen.page.evaluate(focused % "[data-comment]")
    screen.press(["Escape", "/"])
    assert screen.page.evaluate(focused % "[type=search]")
    screen.page.keyboard.type("backup")
    screen.press(["Enter"])
    assert screen.page.evaluate(focused % "body")
    assert all("backup" in text.lower() for text in screen.page.locator("ol.list a").all_inner_texts())


def test_keys_in_a_text_are_text(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("e")
    screen.page.keyboard.press("Control+a")
    screen.page.keyboard.type("jaxnfu?1/")
    screen.press(["Backspace"])
    assert screen.ref == "Q-001"
    assert screen.page.locator(".field textarea").first.input_value() == "jaxnfu?1"
    screen.wait_saved()
    assert [one for one in _statuses(served, questionnaire) if one in DONE] == []


def test_keys_are_ignored_while_a_word_is_composed(review: Open) -> None:
    screen = review()
    screen.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', isComposing: true, bubbles: true}))"
    )
    screen.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', keyCode: 229, bubbles: true}))"
    )
    assert screen.ref == "Q-001"


def test_keys_live_on_after_a_checkbox(review: Open) -> None:
    screen = review()
    screen.page.evaluate(
        "() => { const box = document.createElement('input'); box.type = 'checkbox';"
        " document.querySelector('.editor').append(box); box.focus(); }"
    )
    screen.press("j")
    assert screen.ref == "Q-002"


@pytest.mark.parametrize("key", ["d", "w", "t", "l", "f", "p", "a", "n", "j"])
def test_no_key_of_the_browser_is_taken(review: Open, key: str) -> None:
    screen = review()
    taken = screen.page.evaluate(
        "(key) => ['ctrlKey', 'metaKey', 'altKey'].some((held) => !document.body.dispatchEvent("
        "new KeyboardEvent('keydown', {key, [held]: true, bubbles: true, cancelable: true})))",
        key,
    )
    assert not taken
    assert (screen.ref, screen.said) == ("Q-001", "")


def test_backspace_and_delete_do_nothing(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    before = read_questions(served, questionnaire)
    screen.press(["Backspace", "Delete"])
    screen.wait_saved()
    assert read_questions(served, questionnaire) == before


def test_a_key_that_is_held_down_decides_once(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    for _ in range(5):
        screen.page.keyboard.down("a")  # the second and later ones are repeats
    screen.page.keyboard.up("a")
    screen.wait_saved()
    assert _statuses(served, questionnaire).count("approved") == 1


def test_keys_of_one_character_can_be_switched_off(review: Open) -> None:
    screen = review()
    screen.press("?")
    screen.page.get_by_label("Keys of one character are on").uncheck()
    screen.press(["Escape"])
    screen.press("jjj")
    assert screen.ref == "Q-001"
    screen.press(["ArrowDown"])
    assert screen.ref == "Q-002"
    screen.reload()
    screen.press("j")
    assert screen.ref == "Q-002"


def test_the_help_lists_every_key(review: Open) -> None:
    screen = review()
    screen.press("?")
    told = screen.page.get_by_role("dialog").inner_text()
    for key in ("j", "k", "a", "Enter", "e", "Esc", "1", "9", "x", "n", "f", "c", "u", "/", "?", "Ctrl"):
        assert key in told
    screen.press("j")
    screen.press(["Escape"])
    assert screen.ref == "Q-001"


def test_a_key_draws_two_rows_and_the_answer_and_the_evidence_later(review: Open) -> None:
    screen = review()
    screen.page.wait_for_timeout(300)  # what comes from the server is there
    screen.page.evaluate((IN_PAGE / "drawn_parts.js").read_text("utf-8"))
    drawn = screen.page.evaluate(
        "async () => { document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}));"
        " await new Promise(requestAnimationFrame); return [...window.drawn]; }"
    )
    assert {"Q-001", "Q-002"} < set(drawn)
    assert [part for part in drawn if part.startswith("Q-") or "top" in part or "list" in part] == ["Q-001", "Q-002"]
    screen.wait_for("[...window.drawn].some((part) => part.includes('evidence-pane'))")
    expect(screen.page.locator(".evidence-pane .behind")).to_have_count(0)


@pytest.mark.parametrize("latency", [0, 60, 150])
def test_thirty_keys_in_a_second_lose_none(review: Open, served: Server, questionnaire: str, latency: int) -> None:
    screen = review(query="?filter=to_review")
    expected = _follow_keys(read_questions(served, questionnaire))
    screen.delay(latency)
    for key in BURST:
        screen.page.keyboard.press(key, delay=2)
    screen.wait_saved()
    kept = read_questions(served, questionnaire)
    assert [(one["status"], one["flagged"]) for one in kept] == expected
    assert sum(one["status"] in DONE for one in kept) == sum(key in "axn" for key in BURST)


def _follow_keys(questions: list[Question]) -> list[tuple[object, object]]:
    """Return what becomes of questions when the burst of keys meets the list of those to review."""
    decided = {"a": "approved", "x": "no_answer", "n": "not_applicable"}
    listed = [place for place, one in enumerate(questions) if one["status"] in ("suggested", "edited")]
    assert len(listed) >= 26
    made = [(one["status"], one["flagged"]) for one in questions]
    here = 0
    for key in BURST:
        if key == "j":
            here += 1
        elif key == "k":
            here -= 1
        elif key == "f":
            made[listed[here]] = made[listed[here]][0], not made[listed[here]][1]
        else:  # a decision takes the question out of the list, and the next one moves up
            place = listed.pop(here)
            made[place] = decided[key], made[place][1]
    return made
