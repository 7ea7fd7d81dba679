"""The API under requests that nobody would write: whatever comes, there is an answer and never a server error."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from answer_shape import find_mismatch
from api_client import make_api
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from review_desk import Upload, list_all
from schemathesis.core.result import Ok

from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document
from qbot.workflow.granting import Grant, describe_request, grant_request, list_all_requests
from qbot.workflow.listing import describe
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.reviewed_export import export_questionnaire

SHORT, LONG = 100, 1_000


@pytest.fixture
def known(stocked: Desk, upload: Upload) -> dict[str, list[str]]:
    """The ids that exist, by the name of the parameter that they go into."""
    name = upload()
    details = DocumentDetails("Pack", disclosure="nda")
    pack = keep_document(stocked, file_name="a.pdf", data=b"%PDF", details=details, replaces="", by="Ada")["id"]
    submit_request(stocked, Asked("Jo", "Acme", "jo@acme.example", "A review", [pack]))
    (request,) = (one["id"] for one in list_all_requests(stocked)["requests"])
    grant_request(stocked, request, Grant([pack], 14, "2026-01-01", "2027-01-01"), by="Ada")
    return {
        "document_id": [pack],
        "request": [request],
        "link": [one["id"] for one in describe_request(stocked, request)["links"]],
        "questionnaire": [name],
        "question": [one["id"] for one in list_all(stocked, name)[:3]],
        "entry": ["iso-27001"],
        "export_id": [export_questionnaire(stocked, name, recipient="", draft=True, by="Ada")["id"]],
        "job": [describe(stocked, name, by="Ada")["job"]["id"]],
    }


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cases", [SHORT, pytest.param(LONG, marks=pytest.mark.long)])
def test_no_request_is_answered_with_a_server_error(stocked: Desk, known: dict[str, list[str]], cases: int) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", make_api(stocked))
    strategies = [found.ok().as_strategy() for found in schema.get_all_operations() if isinstance(found, Ok)]
    counts: dict[int, int] = {}

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=st.one_of(strategies), chance=st.integers(0, 9))
    def send(case: Any, chance: int) -> None:  # Any: schemathesis gives its cases no public type
        for name, ids in known.items():
            if chance > 2 and case.method != "DELETE" and name in (case.path_parameters or {}):
                case.path_parameters[name] = ids[chance % len(ids)]
        answer = case.call()
        counts[answer.status_code] = counts.get(answer.status_code, 0) + 1
        assert answer.status_code < 500, f"{case.method} {case.formatted_path}: {answer.text}"
        if answer.status_code != 405:  # a method that no operation has
            (media,) = answer.headers["content-type"]
            place = case.method, case.formatted_path
            assert find_mismatch(*place, status=answer.status_code, media=media, body=answer.content) == ""

    send()
    assert sum(counts.values()) >= cases * 0.9
    assert counts.get(200, 0) > cases * 0.2
