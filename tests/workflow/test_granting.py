"""Requests for documents: who asks, what a person decides, what a link leads to, and when it leads nowhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from review_desk import ROOT, FixedClock, Upload

from qbot.wiring import JOBS
from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.changing_documents import list_to_change
from qbot.workflow.desk import Desk
from qbot.workflow.documents import (
    DocumentDetails,
    keep_document,
    read_public_document,
    withdraw_document,
)
from qbot.workflow.granting import (
    Grant,
    decline_request,
    delete_request,
    describe_request,
    grant_request,
    list_all_requests,
    renew_link,
    revoke,
)
from qbot.workflow.jobs import run_waiting
from qbot.workflow.link_visits import DeadLinkError, download_by_link, open_link
from qbot.workflow.listing import describe
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError
from qbot.workflow.requesting import Asked, list_to_request, submit_request
from qbot.workflow.retention import delete_questionnaire

Values = dict[str, Any]  # Any: JSON
ON, UNTIL = "2026-01-01", "2027-01-01"


def keep(desk: Desk, title: str, level: str = "nda", **values: str) -> str:
    """Keep a document and return its id."""
    replaces = values.pop("replaces", "")
    details = DocumentDetails(title, disclosure=level, **values)
    made = keep_document(
        desk, file_name=f"{title}.pdf", data=title.encode(), details=details, replaces=replaces, by="Ada"
    )
    return str(made["id"])


def ask(desk: Desk, *documents: str, email: str = "jo@acme.example", **values: Any) -> str:  # Any: see `submit_request`
    """Ask for documents and return the request's id."""
    submit_request(desk, Asked("Jo", "Acme", email, "A review", documents), **values)
    return str(list_all_requests(desk)["requests"][0]["id"])


def grant(desk: Desk, request: str, *documents: str, days: int = 14, **values: Any) -> str:  # Any: see `Grant`
    """Grant a request under NDA and return the link's secret."""
    return grant_request(
        desk, request, Grant(documents, days, **{"nda_on": ON, "nda_until": UNTIL, **values}), by="Ada"
    )


def pass_days(desk: Desk, days: int) -> None:
    """Let days go by."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.time += timedelta(days=days)


def list_uses(desk: Desk, request: str) -> list[tuple[str, str]]:
    """Return what happened with the newest link, the first first."""
    return [(one["outcome"], one["title"]) for one in describe_request(desk, request)["links"][0]["uses"]][::-1]


def test_a_pack_is_asked_for_granted_opened_logged_and_revoked(desk: Desk) -> None:
    pack, audit = keep(desk, "Security Pack"), keep(desk, "Audit summary")
    request = ask(desk, pack)
    token = grant(desk, request, pack, audit)
    assert [one.title for one in open_link(desk, token).documents] == ["Security Pack", "Audit summary"]
    given = download_by_link(desk, token, pack)
    assert (given.name, given.data, given.media) == ("Security Pack.pdf", b"Security Pack", "application/pdf")
    assert list_uses(desk, request) == [("opened", ""), ("downloaded", "Security Pack")]
    revoke(desk, describe_request(desk, request)["links"][0]["id"], by="Bo")
    for refused in (lambda: open_link(desk, token), lambda: download_by_link(desk, token, pack)):
        with pytest.raises(DeadLinkError):
            refused()
    assert list_uses(desk, request)[2:] == [("revoked", ""), ("revoked", "")]
    told = describe_request(desk, request)
    assert (told["state"], told["nda_on"], told["nda_until"], told["decided_by"]) == ("granted", ON, UNTIL, "Ada")
    assert [one["action"] for one in list_events(desk)["events"]] == [
        *("document", "document", "request", "grant", "link_use", "link_use", "revoke_link", "link_use", "link_use"),
    ]
    assert verify_audit(desk).findings == ()
    assert token.encode() not in b"".join(one.read_bytes() for one in desk.home.iterdir() if one.is_file())


def test_a_link_ends_with_its_days_and_with_the_nda(desk: Desk) -> None:
    pack, sheet = keep(desk, "Pack"), keep(desk, "Sheet", "public")
    request = ask(desk, pack)
    token = grant(desk, request, pack, sheet, days=30, nda_until="2026-03-10")
    assert len(open_link(desk, token).documents) == 2
    pass_days(desk, 10)
    assert [one.title for one in open_link(desk, token).documents] == ["Sheet"]
    with pytest.raises(DeadLinkError):
        download_by_link(desk, token, pack)
    pass_days(desk, 21)
    with pytest.raises(DeadLinkError):
        open_link(desk, token)
    assert list_uses(desk, request)[-1] == ("expired", "")
    with pytest.raises(DeadLinkError):
        open_link(desk, "guessed")


@pytest.mark.parametrize("change", ["withdrawn", "internal", "replaced", "ended"])
def test_a_document_that_is_given_out_no_more_is_not_behind_old_links(desk: Desk, change: str) -> None:
    pack = keep(desk, "Pack", valid_until="2026-03-05")
    token = grant(desk, ask(desk, pack), pack)
    if change == "withdrawn":
        withdraw_document(desk, pack, by="Ada")
    elif change == "ended":
        pass_days(desk, 5)
    else:
        keep(desk, "Pack", "internal" if change == "internal" else "nda", replaces=pack)
    assert open_link(desk, token).documents == ()
    with pytest.raises(DeadLinkError):
        download_by_link(desk, token, pack)


def test_a_new_link_leads_to_the_newest_version_and_ends_the_old_one(desk: Desk) -> None:
    pack = keep(desk, "Pack", version="1")
    request = ask(desk, pack)
    old = grant(desk, request, pack)
    keep(desk, "Pack", version="2", replaces=pack)
    new = renew_link(desk, request, days=7, by="Ada")
    assert [one.version for one in open_link(desk, new).documents] == ["2"]
    with pytest.raises(DeadLinkError):
        open_link(desk, old)


def test_what_may_not_be_given_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    pack, secret, ended = (
        keep(desk, "Pack"),
        keep(desk, "Secret", "internal"),
        keep(desk, "Old", valid_until="2026-01-01"),
    )
    request = ask(desk, pack)
    cases: list[tuple[Grant, str]] = [
        (Grant([pack], 14), "under NDA only"),
        (Grant([pack], 14, "2026-01-01", "2026-02-01"), "under NDA only"),
        (Grant([secret], 14, ON, UNTIL), "not given out"),
        (Grant(["nothing"], 14, ON, UNTIL), "not given out"),
        (Grant([ended], 14, ON, UNTIL), "ended on 2026-01-01"),
        (Grant([pack], 0, ON, UNTIL), "1 to 365 days"),
        (Grant([pack], 14, "2027-01-01", "2028-01-01"), "begins today or earlier"),
        (Grant([pack], 14, "soon", ""), "is no day"),
        (Grant([], 14, ON, UNTIL), "Choose a document"),
    ]
    for wrong, told in cases:
        with pytest.raises(RefusedError, match=told):
            grant_request(desk, request, wrong, by="Ada")
    assert describe_request(desk, request)["state"] == "waiting"
    decline_request(desk, request, reason="A competitor", by="Bo")
    for late in (lambda: grant(desk, request, pack), lambda: decline_request(desk, request, reason="", by="Bo")):
        with pytest.raises(ConflictError):
            late()
    with pytest.raises(RefusedError):
        renew_link(desk, request, days=7, by="Ada")
    assert describe_request(desk, request)["reason"] == "A competitor"


def test_a_questionnaire_that_came_along_is_reviewed_under_the_nda(stocked: Desk) -> None:
    data = (ROOT / "samples" / "plain.xlsx").read_bytes()
    request = ask(stocked, file_name="../../their form.xlsx", data=data)
    assert grant(stocked, request, take_questionnaire=True) == ""
    while run_waiting(stocked, JOBS):
        pass
    name = describe_request(stocked, request)["questionnaire_id"]
    told = describe(stocked, name, by="Ada")
    assert (told["customer"], told["nda_until"], told["state"]) == ("Acme", "2027-01-01", "ready")
    assert told["file_name"] == "their form.xlsx"
    delete_questionnaire(stocked, name, by="Ada")
    assert describe_request(stocked, request)["file_name"] == "their form.xlsx"
    delete_request(stocked, request, by="Ada")
    assert list_all_requests(stocked)["requests"] == []
    with stocked.store.read() as reading:
        assert reading.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one() == 0


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": " "}, "The name is missing"),
        ({"company": "x" * 201}, "longer than 200"),
        ({"company": "a\u202eb"}, "cannot be printed"),
        ({"email": "jo"}, "no e-mail address"),
        ({"email": "jo@x.example\nBcc: y@x.example"}, "no e-mail address"),
        ({"purpose": "x" * 2001}, "longer than 2000"),
        ({"documents": ["nothing"]}, "Choose a document"),
    ],
)
def test_what_cannot_be_meant_is_told(desk: Desk, values: Values, told: str) -> None:
    asked: Values = {"name": "Jo", "company": "Acme", "email": "jo@acme.example", "purpose": "Why", "documents": []}
    asked["documents"] = [keep(desk, "Pack")]
    with pytest.raises(RefusedError, match=told):
        submit_request(desk, Asked(**{**asked, **values}))
    assert list_all_requests(desk)["requests"] == []


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.xlsx", b"no zip"), ("a.xlsx", b"PK\x03\x04" * 90), ("a.pdf", b"%PDF")]
)
def test_a_strangers_file_is_read_by_the_limited_child_first(desk: Desk, name: str, data: bytes) -> None:
    with pytest.raises(RefusedError, match=r"a\.\w+ cannot be read as a questionnaire"):
        ask(desk, file_name=name, data=data)
    with desk.store.read() as reading:
        assert reading.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one() == 0


def test_only_what_may_be_asked_for_is_named_and_many_requests_are_not_kept(desk: Desk) -> None:
    pack = keep(desk, "Pack")
    for title, level in (("Secret", "internal"), ("Sheet", "public")):
        keep(desk, title, level)
    keep(desk, "Old", valid_until="2026-01-01")
    assert list_to_request(desk) == [(pack, "Pack")]
    for _ in range(9):
        ask(desk, pack)
    ask(desk, pack, email="bo@other.example")
    assert list_all_requests(desk)["waiting"] == 6
    pass_days(desk, 2)
    ask(desk, pack)
    assert list_all_requests(desk)["waiting"] == 7


def test_a_document_keeps_its_number_and_only_public_ones_are_handed_to_everybody(desk: Desk) -> None:
    first, second = keep(desk, "Pack"), keep(desk, "Sheet", "public")
    withdraw_document(desk, first, by="Ada")
    third = keep(desk, "New")
    again = keep(desk, "Sheet", "public", version="2", replaces=second)
    assert [(one["number"], one["version"]) for one in list_to_change(desk)["documents"]] == [(2, "2"), (3, "")]
    assert read_public_document(desk, again).data == b"Sheet"
    for name in (first, second, third, "nothing"):
        with pytest.raises(NotFoundError):
            read_public_document(desk, name)
    with pytest.raises(RefusedError, match="already"):
        keep(desk, "sheet")
    with pytest.raises(NotFoundError):
        keep(desk, "Other", replaces=first)


def test_files_of_documents_stay_when_a_questionnaire_is_deleted(stocked: Desk, upload: Upload) -> None:
    sheet = keep(stocked, "Sheet", "public")
    delete_questionnaire(stocked, upload(), by="Ada")
    assert read_public_document(stocked, sheet).data == b"Sheet"
