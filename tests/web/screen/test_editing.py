"""Editing: saved by itself, never over another's work, undone across a reload, pasted with a preview."""

from __future__ import annotations

import re

from conftest import Open
from playwright.sync_api import Route, expect
from screen_driver import Server, read_questions

OPERATIONS = "**/operations"


def _answers(served: Server, questionnaire: str, index: int = 0) -> dict[str, str]:
    answers = read_questions(served, questionnaire)[index]["answers"]
    assert isinstance(answers, dict)
    return answers


def test_a_text_is_saved_half_a_second_after_the_last_key(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    sent: list[str] = []
    screen.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    screen.press("e")
    screen.page.keyboard.press("Control+a")
    for letter in "Kept for thirty days.":
        screen.page.keyboard.type(letter)
        screen.page.wait_for_timeout(40)
    assert screen.page.locator(".saved").inner_text() == "Saving…"
    assert sent == []
    expect(screen.page.locator(".saved")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert len(sent) == 1
    assert "Kept for thirty days." in _answers(served, questionnaire).values()


def test_leaving_saves_at_once(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("e")
    screen.page.keyboard.type(" More.")
    screen.page.locator("ol.list a").nth(4).click()
    screen.wait_saved()
    assert any(text.endswith(" More.") for text in _answers(served, questionnaire).values())
    assert read_questions(served, questionnaire)[0]["status"] == "edited"


def test_control_enter_saves_and_approves(review: Open, served: Server, questionnaire: str) -> None:
    screen = review(query="?filter=unsupported")
    ref = screen.ref
    screen.press("e")
    screen.page.keyboard.type("Written by hand.")
    screen.page.keyboard.press("Control+Enter")
    assert screen.ref != ref
    assert f"{ref} approved" in screen.said
    screen.wait_saved()
    kept = next(one for one in read_questions(served, questionnaire) if one["ref"] == ref)
    assert (kept["status"], kept["edited_by"], kept["approved_by"]) == ("approved", "Ana", "Ana")


def test_a_choice_is_a_button_and_only_the_files_own(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    choices = screen.page.locator(".options button")
    assert [text.removeprefix("✓ ") for text in choices.all_inner_texts()] == ["Yes", "No", "N/A"]
    choices.nth(1).click()
    assert choices.nth(1).get_attribute("aria-pressed") == "true"
    screen.wait_saved()
    assert "No" in _answers(served, questionnaire).values()


def test_what_could_not_be_sent_is_told_and_sent_later(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.page.route(OPERATIONS, lambda route: route.abort())
    screen.press("aa")
    expect(screen.page.locator(".saved")).to_have_text("Not saved, retry (2)")
    assert read_questions(served, questionnaire)[0]["status"] == "suggested"
    screen.page.unroute(OPERATIONS)
    screen.page.locator("button.saved").click()
    screen.wait_saved()
    assert [one["status"] for one in read_questions(served, questionnaire)[:2]] == ["approved", "approved"]


def test_a_reload_loses_nothing(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.page.on("dialog", lambda dialog: dialog.accept())
    screen.page.route(OPERATIONS, lambda route: route.abort())
    screen.press("aaje")
    screen.page.locator("textarea:focus").wait_for()  # the editor waits for its question; the policy allows no eval
    screen.page.keyboard.type(" And more.")
    screen.reload()
    screen.page.unroute(OPERATIONS)
    screen.wait_saved()
    questions = read_questions(served, questionnaire)
    assert [one["status"] for one in questions[:4]] == ["approved", "approved", "suggested", "edited"]
    assert any(text.endswith(" And more.") for text in _answers(served, questionnaire, 3).values())


def test_an_answer_lost_on_the_way_is_not_done_twice(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    lost: list[Route] = []

    def lose_first(route: Route) -> None:
        if not lost:
            lost.append(route)
            route.fetch()  # the server has done it; its answer never arrives
            route.abort()
        else:
            route.continue_()

    screen.page.route(OPERATIONS, lose_first)
    version = read_questions(served, questionnaire)[0]["version"]
    screen.press("f")
    screen.wait_saved()
    question = read_questions(served, questionnaire)[0]
    assert isinstance(version, int)
    assert (question["flagged"], question["version"]) == (True, version + 1)


def test_a_conflict_shows_mine_theirs_and_the_base(review: Open, served: Server, questionnaire: str) -> None:
    mine, theirs = review(), review(reviewer="Ben")
    base = mine.page.locator(".field textarea").first.input_value()
    mine.page.route("**/changes*", lambda route: route.abort())  # so that the other's change is not seen in time
    theirs.press("e")
    theirs.page.keyboard.press("Control+a")
    theirs.page.keyboard.type("Ben wrote this.")
    theirs.press(["Escape"])
    theirs.wait_saved()
    mine.press("e")
    mine.page.keyboard.press("Control+a")
    mine.page.keyboard.type("Ana wrote that.")
    mine.press(["Escape"])
    mine.page.get_by_role("button", name="Compare and choose").click()
    window = mine.page.get_by_role("dialog")
    assert window.get_by_role("region", name="Mine").inner_text().endswith("Ana wrote that.")
    assert "Ben" in window.get_by_role("region", name="Theirs").inner_text()
    assert base[:30] in window.get_by_role("region", name="Base").inner_text()
    assert "Ben wrote this." in _answers(served, questionnaire).values()
    window.get_by_role("button", name="Use mine").click()
    mine.wait_saved()
    assert "Ana wrote that." in _answers(served, questionnaire).values()
    assert mine.page.locator(".conflict-bar").count() == 0


def test_a_conflict_outlives_a_reload_and_can_keep_theirs(review: Open, served: Server, questionnaire: str) -> None:
    mine, theirs = review(), review(reviewer="Ben")
    mine.page.on("dialog", lambda dialog: dialog.accept())
    mine.page.route("**/changes*", lambda route: route.abort())
    theirs.press("x")
    theirs.wait_saved()
    mine.press("a")
    mine.page.locator(".conflict-bar").wait_for()
    mine.page.unroute("**/changes*")
    mine.page.reload()
    mine.page.get_by_role("button", name="Compare and choose").click()
    mine.page.get_by_role("dialog").get_by_role("button", name="Keep theirs").click()
    mine.wait_saved()
    question = read_questions(served, questionnaire)[0]
    assert (question["status"], question["approved_by"]) == ("no_answer", "Ben")


def test_changes_of_others_arrive(review: Open) -> None:
    mine, theirs = review(), review(reviewer="Ben")
    theirs.press("x")
    theirs.wait_saved()
    expect(mine.page.locator("ol.list .mark-cell").first).to_have_attribute("title", "no answer", timeout=9000)


def test_undo_takes_back_fifty_actions(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    before = [(one["status"], one["flagged"], one["answers"]) for one in read_questions(served, questionnaire)]
    screen.press("f" * 25 + "x" * 15 + "n" * 10)
    screen.press("u" * 50)
    screen.wait_saved()
    after = [(one["status"], one["flagged"], one["answers"]) for one in read_questions(served, questionnaire)]
    assert after == before
    assert screen.ref == "Q-001"


def test_undo_works_across_a_reload_and_is_an_event_of_its_own(
    review: Open, served: Server, questionnaire: str
) -> None:
    screen = review()
    screen.press("axn")
    screen.wait_saved()
    screen.reload()
    screen.press("uuu")
    expect(screen.page.locator(".crumb")).to_contain_text("Q-001")
    screen.wait_saved()
    assert {str(one["status"]) for one in read_questions(served, questionnaire)[:3]} == {"suggested"}
    screen.page.locator(".happenings summary").click()
    screen.page.locator(".happenings", has_text="undo").wait_for()


def test_keys_after_an_undo_of_before_the_reload_wait_their_turn(
    review: Open, served: Server, questionnaire: str
) -> None:
    screen = review()
    screen.press("a")
    screen.wait_saved()
    screen.reload()
    screen.delay(150)
    screen.press("ux")  # the undo goes back to the first question, and there x decides
    screen.wait_saved()
    expect(screen.page.locator(".said")).to_contain_text("no answer")
    screen.wait_saved()
    assert read_questions(served, questionnaire)[0]["status"] == "no_answer"


def test_bulk_approval_tells_first_and_one_undo_takes_it_back(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("f")
    screen.wait_saved()
    before = [one["status"] for one in read_questions(served, questionnaire)]
    screen.page.get_by_role("button", name="Decide many").click()
    window = screen.page.get_by_role("dialog")
    expect(window.locator(".bulk-count")).to_contain_text("will be approved")
    number = int(window.locator(".bulk-count b").inner_text())
    assert number > 3
    assert window.locator(".lowest li").count() == 3
    assert "a person must look" in window.inner_text()
    window.get_by_role("button", name=f"Approve {number}", exact=True).click()
    window.wait_for(state="detached")
    assert screen.count("Approved") == number
    assert [one["status"] for one in read_questions(served, questionnaire)].count("approved") == number
    screen.press("u")
    expect(screen.chip("Approved").locator("b")).to_have_text("0")
    assert [one["status"] for one in read_questions(served, questionnaire)] == before


def test_what_nothing_supports_is_left_at_once_and_one_undo_opens_it(
    review: Open, served: Server, questionnaire: str
) -> None:
    screen = review()
    before = read_questions(served, questionnaire)
    unsupported = [one["ref"] for one in before if one["status"] == "blank"]
    screen.page.get_by_role("button", name="Decide many").click()
    window = screen.page.get_by_role("dialog")
    window.get_by_label("Why they stay without an answer").fill("Asked of the landlord")
    window.get_by_role("button", name=f"Leave {len(unsupported)} without an answer").click()
    expect(screen.chip("No answer").locator("b")).to_have_text(str(len(unsupported)))
    left = [one for one in read_questions(served, questionnaire) if one["status"] == "no_answer"]
    assert [one["ref"] for one in left] == unsupported
    assert {one["reason"] for one in left} == {"Asked of the landlord"}
    screen.press("u")
    expect(screen.chip("No supported answer").locator("b")).to_have_text(str(len(unsupported)))
    assert [one["status"] for one in read_questions(served, questionnaire)] == [one["status"] for one in before]


def test_a_pasted_block_is_shown_before_it_is_written(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("j")
    block = 'yes\tFirst of the block\nMaybe\tSecond\nNo\t"Third\nwith two lines"\n'
    screen.page.evaluate(
        "(text) => { const data = new DataTransfer(); data.setData('text/plain', text);"
        " document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true})); }",
        block,
    )
    window = screen.page.get_by_role("dialog")
    expect(window.locator("tbody tr")).to_have_count(3)
    assert window.locator("tbody b").all_inner_texts() == ["Q-002", "Q-003", "Q-004"]
    assert "“Maybe” is not among the choices" in window.inner_text()
    assert "First of the block" not in str(read_questions(served, questionnaire))
    window.get_by_role("button", name="Write 3 answers").click()
    window.wait_for(state="detached")
    assert set(_answers(served, questionnaire, 1).values()) == {"Yes", "First of the block"}
    assert "Third\nwith two lines" in _answers(served, questionnaire, 3).values()
    screen.press("u")
    expect(screen.page.locator(".said")).to_contain_text("Taken back")
    assert "First of the block" not in str(read_questions(served, questionnaire))


def test_a_block_with_references_goes_to_the_questions_it_names(review: Open) -> None:
    screen = review()
    screen.page.get_by_role("button", name="Paste").click()
    screen.page.locator(".pasted").fill("Q-009\tNo\tNinth\nQ-005\tYes\tFifth")
    window = screen.page.get_by_role("dialog")
    expect(window.locator("tbody b")).to_have_text(["Q-009", "Q-005"])
    assert "The first column names the questions." in window.inner_text()


def test_the_difference_is_shown_word_by_word(review: Open) -> None:
    screen = review()
    area = screen.page.locator(".field textarea").first
    first, *rest = area.input_value().split(" ")
    area.fill(" ".join(["Replaced", *rest]))
    compared = screen.page.locator(".comparison .compared").first
    assert compared.locator("del").all_inner_texts() == [first]
    assert compared.locator("ins").all_inner_texts() == ["Replaced"]
    screen.page.get_by_label("Compare with").select_option("entry")
    assert "Against the library entry" in screen.page.locator(".comparison").first.inner_text()
    screen.page.get_by_label("Compare with").select_option("last_answer")
    assert "is missing here" in screen.page.locator(".editor").inner_text()


def test_comments_are_kept_with_their_name(review: Open) -> None:
    screen, other = review(), review(reviewer="Ben")
    screen.press("c")
    screen.page.keyboard.type("Ask the operators, please.")
    screen.page.keyboard.press("Control+Enter")
    screen.wait_saved()
    other.page.reload()
    expect(other.page.locator(".comment")).to_contain_text("Ana")
    expect(other.page.locator(".comment")).to_contain_text("Ask the operators, please.")


def test_a_comment_that_is_not_sent_stays_at_its_question(review: Open) -> None:
    screen = review()
    screen.page.on("dialog", lambda dialog: dialog.accept())
    comment = screen.page.get_by_label("Comment, for the other reviewers")
    screen.press("c")
    screen.page.keyboard.type("Half a thought")
    screen.press(["Escape", "j"])
    expect(comment).to_have_value("")
    screen.press("k")
    expect(comment).to_have_value("Half a thought")
    screen.reload()
    expect(comment).to_have_value("Half a thought")
    screen.page.get_by_role("button", name="Add the comment").click()
    expect(screen.page.locator(".comment")).to_contain_text("Half a thought")
    expect(comment).to_have_value("")


def test_a_text_that_is_refused_stays_in_the_editor(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    text = "x" * 32_800  # more than a cell of a workbook holds
    screen.page.locator(".field textarea").first.fill(text)
    expect(screen.page.locator(".editor .notice.bad")).to_contain_text("Not saved")
    screen.press(["Escape", "j", "k"])
    assert screen.page.locator(".field textarea").first.input_value() == text
    screen.page.locator(".field textarea").first.fill("Shorter.")
    screen.wait_saved()
    assert "Shorter." in _answers(served, questionnaire).values()


def test_a_decision_without_an_answer_keeps_its_reason(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    screen.press("xk")
    screen.page.get_by_label("Why no answer").fill("Agreed by telephone")
    screen.page.keyboard.press("Escape")
    screen.wait_saved()
    question = read_questions(served, questionnaire)[0]
    assert (question["status"], question["reason"]) == ("no_answer", "Agreed by telephone")
