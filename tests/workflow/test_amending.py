"""Requests amended: the NDA recorded anew reaches links and the questionnaire, and a declined request waits again."""

from __future__ import annotations

import pytest
from review_desk import ROOT

from qbot.workflow.amending import record_nda, reopen_request
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.documents import DocumentDetails, keep_document
from qbot.workflow.granting import Grant, decline_request, describe_request, grant_request, list_all_requests
from qbot.workflow.link_visits import open_link
from qbot.workflow.listing import describe
from qbot.workflow.refusals import RefusedError
from qbot.workflow.requesting import Asked, submit_request

ON, UNTIL = "2026-01-01", "2027-01-01"


@pytest.fixture
def pack(desk: Desk) -> str:
    """The id of a document under NDA."""
    details = DocumentDetails("Pack", disclosure="nda")
    return str(keep_document(desk, file_name="a.pdf", data=b"pack", details=details, replaces="", by="Ada")["id"])


def ask(desk: Desk, pack: str) -> str:
    """Ask for the pack with a questionnaire and return the request's id."""
    data = (ROOT / "samples" / "plain.xlsx").read_bytes()
    submit_request(desk, Asked("Jo", "Acme", "jo@acme.example", "A review", [pack]), file_name="a.xlsx", data=data)
    return str(list_all_requests(desk)["requests"][0]["id"])


def test_an_nda_that_is_recorded_first_covers_the_grant(desk: Desk, pack: str) -> None:
    request = ask(desk, pack)
    record_nda(desk, request, nda_on=ON, nda_until=UNTIL, by="Ada")
    token = grant_request(desk, request, Grant([pack], 14), by="Bo")
    assert len(open_link(desk, token).documents) == 1
    told = describe_request(desk, request)
    assert (told["nda_on"], told["nda_until"], told["state"]) == (ON, UNTIL, "granted")


def test_an_nda_that_is_corrected_reaches_the_link_and_the_questionnaire(desk: Desk, pack: str) -> None:
    request = ask(desk, pack)
    token = grant_request(desk, request, Grant([pack], 14, ON, UNTIL, take_questionnaire=True), by="Ada")
    name = describe_request(desk, request)["questionnaire_id"]
    record_nda(desk, request, nda_on=ON, nda_until="2028-01-01", by="Bo")
    assert describe(desk, name, by="")["nda_until"] == "2028-01-01"
    record_nda(desk, request, nda_on="", nda_until="", by="Bo")
    assert open_link(desk, token).documents == ()
    assert describe(desk, name, by="")["nda_until"] is None
    record_nda(desk, request, nda_on=ON, nda_until=UNTIL, by="Bo")
    change_details(desk, name, {"nda_until": "2030-01-01"}, version=None, by="Ada")
    record_nda(desk, request, nda_on=ON, nda_until="2028-01-01", by="Bo")
    assert describe(desk, name, by="")["nda_until"] == "2030-01-01", "what a person said there stays"


@pytest.mark.parametrize(("on", "until"), [("soon", ""), (UNTIL, ON), (ON, ""), ("2026-12-01", UNTIL)])
def test_days_that_cannot_be_meant_are_refused(desk: Desk, pack: str, on: str, until: str) -> None:
    request = ask(desk, pack)
    with pytest.raises(RefusedError):
        record_nda(desk, request, nda_on=on, nda_until=until, by="Ada")
    assert describe_request(desk, request)["nda_until"] is None


def test_a_declined_request_is_opened_again_and_granted(desk: Desk, pack: str) -> None:
    request = ask(desk, pack)
    with pytest.raises(RefusedError, match="Only a request that was declined"):
        reopen_request(desk, request, by="Ada")
    decline_request(desk, request, reason="By mistake", by="Ada")
    with pytest.raises(RefusedError, match="Open it again first"):
        record_nda(desk, request, nda_on=ON, nda_until=UNTIL, by="Ada")
    reopen_request(desk, request, by="Bo")
    told = describe_request(desk, request)
    assert (told["state"], told["decided_by"], told["reason"]) == ("waiting", "", "")
    assert grant_request(desk, request, Grant([pack], 14, ON, UNTIL), by="Bo")
