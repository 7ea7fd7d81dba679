"""What is said of a document is changed without its file: safe against lost edits, told in the history, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from review_desk import FixedClock

from qbot.workflow.auditing import list_events
from qbot.workflow.changing_documents import DetailChanges, change_document, give_again, list_to_change
from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document, read_public_document, withdraw_document
from qbot.workflow.granting import Grant, grant_request, list_all_requests
from qbot.workflow.link_visits import DeadLinkError, download_by_link, open_link
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.trust_store import find_mark

Values = dict[str, Any]  # Any: JSON


def keep(desk: Desk, title: str = "Pack", level: str = "nda", *, replaces: str = "") -> Values:
    """Keep a document and return it as it may be changed."""
    details = DocumentDetails(title, disclosure=level)
    made = keep_document(desk, file_name="a.pdf", data=title.encode(), details=details, replaces=replaces, by="Ada")
    return find(desk, str(made["id"]))


def find(desk: Desk, document: str) -> Values:
    """Return a document that is given out."""
    return next(one for one in list_to_change(desk)["documents"] if one["id"] == document)


def test_level_name_version_and_last_day_are_changed_and_the_file_stays(desk: Desk) -> None:
    pack = keep(desk)
    before = find_mark(desk)
    wanted = DetailChanges("Security  Pack", "3", "public", "2030-01-01")
    made = change_document(desk, pack["id"], wanted, seen=pack["mark"], by="Bo")
    assert (made["title"], made["version"], made["disclosure"]) == ("Security Pack", "3", "public")
    assert (made["number"], made["sha256"], made["by"]) == (1, pack["sha256"], "Bo")
    assert find(desk, pack["id"]) == made
    assert find_mark(desk) != before
    assert read_public_document(desk, pack["id"]).data == b"Pack"
    told = list_events(desk)["events"][-1]
    assert (told["action"], told["by"]) == ("document_changed", "Bo")
    assert told["detail"]["before"] == {"title": "Pack", "version": "", "disclosure": "nda", "valid_until": ""}
    assert told["detail"]["after"]["valid_until"] == "2030-01-01"
    again = change_document(desk, pack["id"], DetailChanges(valid_until=""), seen=made["mark"], by="Bo")
    assert (again["valid_until"], again["version"]) == (None, "3")


def test_nobody_changes_what_somebody_else_has_changed_since(desk: Desk) -> None:
    pack = keep(desk)
    change_document(desk, pack["id"], DetailChanges(version="2"), seen=pack["mark"], by="Bo")
    with pytest.raises(ConflictError, match="Bo has changed") as told:
        change_document(desk, pack["id"], DetailChanges(disclosure="public"), seen=pack["mark"], by="Ada")
    assert told.value.detail["document"]["version"] == "2"
    assert find(desk, pack["id"])["disclosure"] == "nda"
    newer = keep(desk, replaces=pack["id"])
    with pytest.raises(ConflictError):
        change_document(desk, pack["id"], DetailChanges(version="4"), seen=pack["mark"], by="Ada")
    assert list_to_change(desk)["documents"] == [newer]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (DetailChanges(title=" "), "The title is missing"),
        (DetailChanges(title="sheet"), "There is a document “Sheet” already"),
        (DetailChanges(disclosure="secret"), "Say who may have"),
        (DetailChanges(valid_until="soon"), "is no day"),
        (DetailChanges(version="x" * 61), "longer than 60"),
        (DetailChanges(), "Nothing was changed"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(desk: Desk, changes: DetailChanges, told: str) -> None:
    pack = keep(desk)
    keep(desk, "Sheet", "public")
    with pytest.raises(RefusedError, match=told):
        change_document(desk, pack["id"], changes, seen=pack["mark"], by="Ada")
    assert find(desk, pack["id"]) == pack


def test_links_go_on_as_far_as_the_new_level_lets_them(desk: Desk) -> None:
    pack = keep(desk)
    submit_request(desk, Asked("Jo", "Acme", "jo@acme.example", "A review", [pack["id"]]))
    request = list_all_requests(desk)["requests"][0]["id"]
    nda = Grant([pack["id"]], 14, nda_on="2026-01-01", nda_until="2027-01-01")
    token = grant_request(desk, request, nda, by="Ada")
    made = change_document(desk, pack["id"], DetailChanges(title="Security Pack"), seen=pack["mark"], by="Ada")
    assert [one.title for one in open_link(desk, token).documents] == ["Security Pack"]
    made = change_document(desk, pack["id"], DetailChanges(disclosure="internal"), seen=made["mark"], by="Ada")
    with pytest.raises(DeadLinkError):
        download_by_link(desk, token, pack["id"])
    wanted = DetailChanges(disclosure="public", valid_until="2026-03-04")
    change_document(desk, pack["id"], wanted, seen=made["mark"], by="Ada")
    assert download_by_link(desk, token, pack["id"]).data == b"Pack"
    assert isinstance(desk.clock, FixedClock)
    desk.clock.time += timedelta(days=5)
    assert open_link(desk, token).documents == ()


def test_a_withdrawn_document_is_given_out_again_under_its_number(desk: Desk) -> None:
    old = keep(desk, level="public")
    pack = keep(desk, level="public", replaces=old["id"])
    withdraw_document(desk, pack["id"], by="Ada")
    assert [one["id"] for one in list_to_change(desk)["withdrawn"]] == [pack["id"]]
    with pytest.raises(NotFoundError):
        give_again(desk, old["id"], by="Ada")
    again = give_again(desk, pack["id"], by="Bo")
    assert (again["number"], again["by"]) == (1, "Bo")
    assert list_to_change(desk) == {"documents": [again], "withdrawn": []}
    assert read_public_document(desk, pack["id"]).data == b"Pack"
    withdraw_document(desk, pack["id"], by="Ada")
    keep(desk, level="public")
    with pytest.raises(RefusedError, match="already"):
        give_again(desk, pack["id"], by="Ada")
