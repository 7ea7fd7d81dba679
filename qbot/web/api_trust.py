"""The JSON API of the trust centre: requests with their links, documents, and editions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile
from msgspec import to_builtins

from qbot.web import api_results as results
from qbot.web.api_answers import Answer, Deleted
from qbot.web.api_callers import OnDesk, Reviewer
from qbot.web.api_route import ApiRoute, answer
from qbot.web.api_trust_models import (
    AccessRequest,
    DeclineBody,
    DocumentBody,
    Editions,
    GrantBody,
    Granted,
    LinkBody,
    NdaBody,
    Requests,
    TrustDocument,
    TrustDocuments,
    TrustEdition,
)
from qbot.web.handing_out import hand_out
from qbot.web.trust_desk import list_versions
from qbot.workflow import amending, changing_documents, documents, granting, trust_store, turned_away
from qbot.workflow.desk import Desk

router = APIRouter(prefix="/api/trust-center", route_class=ApiRoute, responses=results.FAILURES)


@router.get("/requests", response_model=Answer[Requests])
def list_requests(desk: OnDesk) -> Response:
    """List what was asked for on the trust centre, what waits first."""
    return answer({**granting.list_all_requests(desk), "turned_away": turned_away.list_turned_away(desk)})


@router.get("/requests/{request}", response_model=Answer[AccessRequest])
def show_request(desk: OnDesk, request: str) -> Response:
    """Show a request with its links and each use of them."""
    return answer(_describe(desk, request))


@router.post("/requests/{request}/grant", response_model=Answer[Granted])
def grant(desk: OnDesk, reviewer: Reviewer, request: str, body: GrantBody) -> Response:
    """Grant a request; the path of its personal link is told this once."""
    token = granting.grant_request(desk, request, granting.Grant(**body.model_dump()), by=reviewer)
    return _answer_link(desk, request, token)


@router.post("/requests/{request}/decline", response_model=Answer[AccessRequest])
def decline(desk: OnDesk, reviewer: Reviewer, request: str, body: DeclineBody) -> Response:
    """Decline a request."""
    granting.decline_request(desk, request, reason=body.reason, by=reviewer)
    return answer(_describe(desk, request))


@router.post("/requests/{request}/reopen", response_model=Answer[AccessRequest])
def reopen(desk: OnDesk, reviewer: Reviewer, request: str) -> Response:
    """Let a request that was declined wait again."""
    amending.reopen_request(desk, request, by=reviewer)
    return answer(_describe(desk, request))


@router.put("/requests/{request}/nda", response_model=Answer[AccessRequest])
def record_nda(desk: OnDesk, reviewer: Reviewer, request: str, body: NdaBody) -> Response:
    """Record the NDA of a request; its links and its questionnaire follow."""
    amending.record_nda(desk, request, nda_on=body.nda_on, nda_until=body.nda_until, by=reviewer)
    return answer(_describe(desk, request))


@router.post("/requests/{request}/links", response_model=Answer[Granted])
def renew_link(desk: OnDesk, reviewer: Reviewer, request: str, body: LinkBody) -> Response:
    """Make a new link to the same documents; those before lead nowhere then."""
    return _answer_link(desk, request, granting.renew_link(desk, request, days=body.days, by=reviewer))


@router.delete("/requests/{request}", response_model=Answer[Deleted])
def delete_request(desk: OnDesk, reviewer: Reviewer, request: str) -> Response:
    """Delete a request with its file and its links."""
    granting.delete_request(desk, request, by=reviewer)
    return answer({"deleted": request})


@router.post("/links/{link}/revoke", response_model=Answer[AccessRequest])
def revoke_link(desk: OnDesk, reviewer: Reviewer, link: str) -> Response:
    """Let a link lead nowhere from now on."""
    return answer(_describe(desk, granting.revoke(desk, link, by=reviewer)))


@router.get("/documents", response_model=Answer[TrustDocuments])
def list_documents(desk: OnDesk) -> Response:
    """List the documents that are given out, and those that were withdrawn."""
    return answer(changing_documents.list_to_change(desk))


@router.post("/documents", status_code=201, response_model=Answer[TrustDocument])
def add_document(
    desk: OnDesk,
    reviewer: Reviewer,
    file: Annotated[UploadFile, File()],
    title: Annotated[str, Form()],
    version: Annotated[str, Form()] = "",
    disclosure: Annotated[str, Form()] = "nda",
    valid_until: Annotated[str, Form()] = "",
    replaces: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep a document, or a new version of the one that it replaces."""
    said = documents.DocumentDetails(title, version, disclosure, valid_until)
    made = documents.keep_document(
        desk, file_name=file.filename or "", data=file.file.read(), details=said, replaces=replaces, by=reviewer
    )
    return answer(changing_documents.find_marked(desk, made["id"]), status=201)


@router.get("/documents/{document_id}/file", response_class=Response, responses=results.FILES)
def download_document(desk: OnDesk, document_id: str) -> Response:
    """Hand out the file of a document, in whatever version."""
    return hand_out(documents.read_own_document(desk, document_id))


@router.patch("/documents/{document_id}", response_model=Answer[TrustDocument])
def change_document(desk: OnDesk, reviewer: Reviewer, document_id: str, body: DocumentBody) -> Response:
    """Change what is said of a document; its file stays."""
    changes = changing_documents.DetailChanges(**body.model_dump(exclude={"seen"}))
    return answer(changing_documents.change_document(desk, document_id, changes, seen=body.seen, by=reviewer))


@router.post("/documents/{document_id}/withdraw", response_model=Answer[TrustDocument])
def withdraw_document(desk: OnDesk, reviewer: Reviewer, document_id: str) -> Response:
    """Give a document out no more."""
    documents.withdraw_document(desk, document_id, by=reviewer)
    return answer(changing_documents.find_marked(desk, document_id))


@router.post("/documents/{document_id}/again", response_model=Answer[TrustDocument])
def give_again(desk: OnDesk, reviewer: Reviewer, document_id: str) -> Response:
    """Give out again a document that was withdrawn."""
    return answer(changing_documents.give_again(desk, document_id, by=reviewer))


@router.get("/editions", response_model=Answer[Editions])
def list_editions(desk: OnDesk) -> Response:
    """List the editions of the page, and what has changed since the last."""
    found = trust_store.read_page(desk, _list_versions(desk))
    return answer({"editions": to_builtins(found.editions), "pending": to_builtins(found.pending)})


@router.post("/editions", status_code=201, response_model=Answer[TrustEdition])
def publish_edition(desk: OnDesk, reviewer: Reviewer) -> Response:
    """Publish the page of today as an edition."""
    return answer(trust_store.publish_edition(desk, _list_versions(desk), by=reviewer), status=201)


def _list_versions(desk: Desk) -> dict[str, str]:
    return list_versions(documents.list_named_documents(desk, today=desk.today()))


def _answer_link(desk: Desk, request: str, token: str) -> Response:
    return answer({"request": _describe(desk, request), "path": f"/trust/link/{token}" if token else ""})


def _describe(desk: Desk, request: str) -> dict[str, object]:
    """Return a request without the choices that its page offers."""
    return {key: value for key, value in granting.describe_request(desk, request).items() if key != "choices"}
