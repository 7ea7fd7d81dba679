"""Taking an entry: its words go into the cells, with what they refer to filled in, and wait for approval."""

from __future__ import annotations

from review_desk import Upload, Values, decide, list_all, on

from qbot.workflow.desk import Desk
from qbot.workflow.entries import find_entry, retire_entry, save_entry
from qbot.workflow.question_detail import describe_question


def find_free(desk: Desk, name: str) -> Values:
    """Return a question whose first cell takes any text."""
    for one in list_all(desk, name):
        slots = describe_question(desk, one["id"])["slots"]
        if one["state"] == "open" and one["kind"] != "identity" and not slots[0]["options"]:
            return one
    raise AssertionError("the sample has no free text")


def add_entry(desk: Desk, answer: str) -> str:
    """Add an entry and return its id."""
    body = {"id": "badgers", "kind": "faq", "question": "Who guards the crossing?", "answer": answer}
    name: str = save_entry(desk, body, version=None, by="Ada")["id"]
    return name


def test_the_words_of_an_entry_go_into_the_cell_and_wait(stocked: Desk, upload: Upload) -> None:
    entry = add_entry(stocked, "Trained badgers guard it.")
    name = upload()
    done = decide(stocked, name, "take", **on(find_free(stocked, name), entry=entry))
    assert "Trained badgers guard it." in str(done["question"]["answers"])
    assert (done["question"]["status"], done["question"]["entries"]) == ("edited", [entry])
    assert done["question"]["edited_by"] == "Ada"


def test_what_the_words_refer_to_is_filled_in_or_they_are_not_taken(stocked: Desk, upload: Upload) -> None:
    entry = add_entry(stocked, "Badgers guard {var:customer}.")
    with_customer, without = upload(customer="Acme"), upload()
    done = decide(stocked, with_customer, "take", **on(find_free(stocked, with_customer), entry=entry))
    assert "Badgers guard Acme." in str(done["question"]["answers"])
    refused = decide(stocked, without, "take", **on(find_free(stocked, without), entry=entry))
    assert refused["outcome"] == "refused"
    assert "they wait for customer" in refused["message"]


def test_an_entry_that_is_gone_or_retired_is_not_taken(stocked: Desk, upload: Upload) -> None:
    entry = add_entry(stocked, "Trained badgers guard it.")
    name = upload()
    retire_entry(stocked, entry, version=find_entry(stocked, entry)["version"], by="Ada")
    for wanted in (entry, "none"):
        refused = decide(stocked, name, "take", **on(find_free(stocked, name), entry=wanted))
        assert (refused["outcome"], "There is no entry" in refused["message"]) == ("refused", True)
