"""The evidence beside the answer: why it is suggested, in words that add up, and what is missing."""

from __future__ import annotations

import re
from decimal import Decimal

from conftest import Open
from screen_driver import ROOT, Server, read_questions


def test_the_parts_of_the_score_add_up_as_shown(review: Open) -> None:
    screen = review()
    screen.page.locator(".certainty .score summary").click()
    shown = screen.page.locator(".certainty dl.parts dd").all_inner_texts()
    *parts, total = [Decimal(text.replace("−", "-").replace("+", "")) for text in shown]
    assert len(parts) > 2
    assert sum(parts) == total
    sentences = screen.page.locator(".certainty dl.parts dt").all_inner_texts()
    assert all(len(text.split()) > 1 for text in sentences[:-1])


def test_a_suggestion_tells_where_it_comes_from(review: Open) -> None:
    screen = review()
    first = screen.page.locator(".suggestion", has_text="Information Trust Center").first
    told = first.inner_text()
    assert re.search(r"Information Trust Center, .+ · .+ · reviewed \d+ \w+", told)
    assert re.search(r"reviewed \d+ \w+", told)
    assert re.search(r"not used yet|used (once|\d+ times)", told)
    assert first.locator("blockquote").inner_text()
    assert first.locator(".entry-answer").inner_text()


def test_shared_words_are_marked_and_listed(review: Open, served: Server, questionnaire: str) -> None:
    screen = review()
    first = screen.page.get_by_role("region", name="Suggestion 1")
    listed = first.locator(".words-list").inner_text()
    matched = re.search(r"Matched: ([^.]+)\.", listed)
    assert matched is not None
    marked = {text.lower()[:4] for text in first.locator("mark").all_inner_texts()}
    assert marked & {word.lower()[:4] for word in matched[1].split(", ")}
    texts = " ".join(str(one["text"]) for one in read_questions(served, questionnaire)).lower()
    assert all(word.lower() in texts for word in matched[1].split(", "))


def test_without_support_the_nearest_three_are_shown_and_no_cell_is_filled(review: Open) -> None:
    screen = review(query="?filter=unsupported")
    assert "No supported answer" in screen.page.locator(".no-answer").inner_text()
    assert screen.page.locator(".suggestion").count() <= 3
    assert screen.page.locator(".field textarea").first.input_value() == ""
    assert screen.page.locator(".options [aria-pressed=true]").count() == 0


def test_a_field_about_the_company_tells_which_part_of_the_profile_says_it(review: Open, served: Server) -> None:
    sample = served.upload(ROOT / "samples" / "plain.xlsx", customer="Northwind")
    fields = [one for one in read_questions(served, sample) if one["kind"] == "identity"]
    screen = review(sample, query=f"?q={fields[0]['id']}")
    told = screen.page.get_by_role("region", name="Company profile")
    assert "CloudMonitor" in told.inner_text()
    assert "The company profile says it under “legal name”." in told.inner_text()
    told.get_by_role("link", name="Show the company profile").click()
    screen.page.wait_for_url("**/settings#company")
    assert screen.page.locator("#legal_name").input_value() == "CloudMonitor"


def test_a_guard_stands_where_the_decision_is_made(review: Open, served: Server, questionnaire: str) -> None:
    guarded = next(one for one in read_questions(served, questionnaire) if one["guarded"])
    screen = review(query=f"?q={guarded['id']}")
    warning = screen.page.locator(".answer-pane .notice.warn")
    assert warning.count() >= 1
    assert len(warning.first.inner_text().split()) > 3
    assert screen.page.locator("ol.list a[aria-current] .look-first").count() == 1
