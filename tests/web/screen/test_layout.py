"""How the screen is laid out: panes, one column, the sheet, the address, filters and progress, and many questions."""

from __future__ import annotations

import secrets
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Open
from playwright.sync_api import expect
from screen_driver import Screen, Server, make_workbook, read_questions

from qbot.workflow.listing import describe
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

OVERLAPS = (Path(__file__).parent / "in_page" / "overlaps.js").read_text("utf-8")


def _widths(screen: Screen) -> list[float]:
    boxes = [screen.page.locator(f".{name}-pane").bounding_box() for name in ("list", "answer", "evidence")]
    return [box["width"] for box in boxes if box]


def _query(screen: Screen) -> dict[str, list[str]]:
    screen.page.wait_for_timeout(250)  # the address follows the keys at a distance
    return parse_qs(urlsplit(screen.page.url).query)


@pytest.mark.parametrize("width", [360, 900, 1600])
@pytest.mark.parametrize("view", ["list", "sheet"])
def test_nothing_overlaps_and_nothing_sticks_out(review: Open, width: int, view: str) -> None:
    screen = review(size=(width, 900), query=f"?view={view}")
    if view == "sheet":
        screen.page.locator("table.grid").wait_for()
    assert screen.page.evaluate(OVERLAPS) == []
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_three_panes_and_one_column(review: Open) -> None:
    screen = review()
    assert len(_widths(screen)) == 3
    tops = [screen.page.locator(f".{name}-pane").bounding_box() for name in ("list", "answer", "evidence")]
    assert len({box["y"] for box in tops if box}) == 1
    screen.page.set_viewport_size({"width": 899, "height": 900})
    boxes = [screen.page.locator(f".{name}-pane").bounding_box() for name in ("list", "answer", "evidence")]
    assert len({(box["x"], box["width"]) for box in boxes if box}) == 1
    folded = screen.page.locator(".folded summary")
    assert folded.inner_text().startswith("Q-001, 1 of ")
    folded.click()
    screen.page.locator("ol.list a").nth(2).click()
    assert screen.ref == "Q-003"


def test_pane_sizes_are_moved_by_key_and_pointer_and_remembered(review: Open) -> None:
    screen = review()
    before = _widths(screen)
    divider = screen.page.get_by_role("separator", name="Width of the left pane")
    divider.focus()
    screen.press(["ArrowRight"] * 5)
    wider = _widths(screen)
    assert wider[0] > before[0] + 100
    box = screen.page.get_by_role("separator", name="Width of the evidence").bounding_box()
    assert box is not None
    screen.page.mouse.move(box["x"] + 6, box["y"] + 200)
    screen.page.mouse.down()
    screen.page.mouse.move(box["x"] - 150, box["y"] + 200, steps=4)
    screen.page.mouse.up()
    assert _widths(screen)[2] > wider[2] + 100
    kept = _widths(screen)
    screen.reload()
    assert _widths(screen) == pytest.approx(kept, abs=1)


def test_the_place_is_in_the_address_and_survives_a_reload(review: Open, questionnaire: str) -> None:
    screen = review()
    screen.chip("To review").click()
    screen.page.get_by_label("Order").select_option("ref")
    screen.page.get_by_role("button", name="Sheet").click()
    screen.page.get_by_label("Search in").fill("data")
    screen.press(["Enter", "j"])
    query = _query(screen)
    assert (query["filter"], query["sort"], query["view"], query["search"]) == (
        ["to_review"],
        ["ref"],
        ["sheet"],
        ["data"],
    )
    ref = screen.ref
    colleague = review(reviewer="Ben", query=f"?{urlsplit(screen.page.url).query}")
    screen.reload()
    for one in (screen, colleague):
        assert one.ref == ref
        assert one.chip("To review").get_attribute("aria-pressed") == "true"
        assert one.page.get_by_label("Search in").input_value() == "data"
        assert one.page.locator(".sheet-pane").count() == 1


def test_the_sheet_shows_the_question_and_its_answers(review: Open) -> None:
    screen = review(query="?view=sheet")
    outlined = screen.page.locator("table.grid td.outlined")
    expect(outlined).to_have_count(1)
    assert outlined.inner_text() == screen.page.locator("h2.question").inner_text()
    answer = screen.page.locator("table.grid td.answer-cell.current").nth(1)
    text = screen.page.locator(".field textarea").first.input_value()
    assert answer.inner_text()[:20] == text[:20]
    screen.page.locator("table.grid td.question-cell").nth(6).click()
    assert screen.ref == "Q-007"
    screen.press("k")
    assert outlined.inner_text() == screen.page.locator("h2.question").inner_text()
    screen.page.locator(".field textarea").first.fill("Seen at once.")
    assert "Seen at once." in screen.page.locator("table.grid td.answer-cell.current").nth(1).inner_text()


@pytest.mark.parametrize("height", [900, 1180])
def test_the_sheet_in_one_column_leaves_the_answer_in_sight(review: Open, height: int) -> None:
    screen = review(size=(900, height), query="?view=sheet")
    screen.page.locator("table.grid td.outlined").wait_for()
    answer = screen.page.locator(".field textarea").first.bounding_box()
    actions = screen.page.locator(".actions").bounding_box()
    assert answer is not None
    assert actions is not None
    assert answer["y"] + answer["height"] <= actions["y"] < height


def test_filters_have_counts_and_a_suggestion_is_never_done(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    there = len(read_questions(served, questionnaire))
    assert screen.count("All") == there
    assert (
        screen.page.locator(".review-title .progress").inner_text().split()[-7:]
        == f"0 of {there} decided · 0 %".split()
    )
    assert "not started" in screen.page.locator(".review-title .progress").inner_text()
    screen.press("axn")
    screen.wait_saved()
    assert (screen.count("Approved"), screen.count("No answer"), screen.count("Not applicable")) == (1, 1, 1)
    assert f"3 of {there} decided · {300 // there} %" in screen.page.locator(".review-title .progress").inner_text()
    assert screen.count("Mine") == 3
    screen.chip("Mine").click()
    expect(screen.page.locator("ol.list a")).to_have_count(3)


def test_what_others_do_is_not_mine(review: Open) -> None:
    mine, theirs = review(), review(reviewer="Ben")
    theirs.press("a")
    theirs.wait_saved()
    mine.reload()
    assert mine.chip("Mine").count() == 0
    assert "approved by Ben" in mine.page.locator(".standing").inner_text()


def test_an_empty_filter_says_the_next_step(review: Open) -> None:
    screen = review(query="?filter=approved")
    assert "Nothing left in this filter." in screen.page.locator(".nothing").inner_text()
    screen.page.get_by_role("button", name="Show all questions").click()
    assert screen.page.locator("ol.list a").count() > 5


def _upload_slowly(served: Server, file: Path) -> str:
    """Upload a file whose drafting takes minutes, and return the questionnaire's id."""
    details = UploadDetails(customer=secrets.token_hex(4))
    made = upload_questionnaire(served.desk, file_name=file.name, data=file.read_bytes(), details=details, by="Ana")
    found: str = made["questionnaire"]["id"]
    until = time.monotonic() + 900
    while time.monotonic() < until and describe(served.desk, found, by="Ana")["state"] == "reading":
        time.sleep(0.5)
    assert describe(served.desk, found, by="Ana")["state"] == "ready"
    return found


@pytest.mark.long
def test_five_thousand_questions_stay_usable(review: Open, served: Server, tmp_path: Path) -> None:
    texts = [f"Is register {number} of the archive kept in room {number % 97}?" for number in range(5000)]
    many = _upload_slowly(served, make_workbook(tmp_path / "many.xlsx", texts, sections=50))
    screen = review(many)
    assert screen.count("All") == 5000
    assert screen.page.locator("ol.list li").count() < 60
    screen.page.locator(".list-frame").evaluate("(node) => { node.scrollTop = node.scrollHeight; }")
    screen.page.get_by_text("Q-5000", exact=True).click()
    assert screen.ref == "Q-5000"
    screen.page.get_by_role("button", name="Sheet").click()
    screen.page.locator("table.grid td.outlined").wait_for()
    assert screen.page.locator("tr.grid-row").count() <= 200
    assert screen.page.locator("table.grid td.outlined").inner_text() == texts[-1]
