"""Documents behind answers: evidence cells name them by number, and what may go along goes with the export."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from review_desk import FixedClock, decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.changing_documents import list_to_change
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.documents import DocumentDetails, keep_document, withdraw_document
from qbot.workflow.entries import save_entry
from qbot.workflow.exports import list_exports, read_export_file
from qbot.workflow.jobs import run_waiting
from qbot.workflow.obstacles import find_obstacles
from qbot.workflow.refusals import NotFoundError, OpenQuestionsError
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

FORM = b"No,Question,Answer,Evidence\n1,Do you keep zebras in the barn?,,\n2,Is the barn locked at night?,,\n"
ENTRIES = {"zebra": "Do you keep zebras in the barn?", "lock": "Is the barn locked at night?"}


def keep(desk: Desk, title: str, level: str = "public", **values: str) -> str:
    """Keep a document and return its id."""
    replaces = values.pop("replaces", "")
    details = DocumentDetails(title, disclosure=level, **values)
    data = f"the words of {title}".encode()
    return str(keep_document(desk, file_name="a.pdf", data=data, details=details, replaces=replaces, by="Ada")["id"])


def stock(desk: Desk, *, attached: tuple[str, ...] = ("Zebra licence (Barn Pack)",)) -> None:
    """Add an entry for each question; the first has documents attached."""
    for name, question in ENTRIES.items():
        body: dict[str, Any] = {
            "id": name,
            "kind": "faq",
            "question": question,
            "answer": f"Yes, {name}.",
            "stance": "yes",
        }
        body |= {"disclosure": "public", "source": {"document": "House rules", "place": "1"}}
        body |= {"attachments": list(attached)} if name == "zebra" else {}
        save_entry(desk, body, version=None, by="Ada")


def upload(desk: Desk, **details: str) -> str:
    """Upload the form and draft its answers."""
    told = UploadDetails(**details)
    made = upload_questionnaire(desk, file_name="barn.csv", data=FORM, details=told, by="Ada")
    while run_waiting(desk, JOBS):
        pass
    return str(made["questionnaire"]["id"])


def approve(desk: Desk, name: str) -> list[str]:
    """Approve all suggestions and return what stands in the evidence cells."""
    for one in list_all(desk, name):
        assert decide(desk, name, "approve", **on(one))["outcome"] == "done"
    return [one["answers"].get(f"D{row}", "") for row, one in enumerate(list_all(desk, name), start=2)]


def read_zip(desk: Desk, name: str) -> dict[str, bytes]:
    """Return the files of the newest export's appendices."""
    _, data, media = read_export_file(desk, list_exports(desk, name)[0]["id"], "appendices")
    assert media == "application/zip"
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {one: found.read(one) for one in found.namelist()}


def test_an_evidence_cell_names_the_appendix_and_the_zip_has_it(desk: Desk) -> None:
    stock(desk)
    keep(desk, "Fire plan")
    keep(desk, "Zebra licence", version="3", valid_until="2030-01-01")
    name = upload(desk)
    assert approve(desk, name) == ["See Appendix 2, Zebra licence", "House rules, 1"]
    made = export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert (made["appendices"], made["left_out"]) == (["Appendix 2, Zebra licence"], [])
    files = read_zip(desk, name)
    assert files["Appendix 2 - Zebra licence.pdf"] == b"the words of Zebra licence"
    index = files["Index.txt"].decode()
    assert list(files) == ["Index.txt", "Appendix 2 - Zebra licence.pdf"]
    for told in ("Appendix 2: Zebra licence", "version: 3", "valid until: 2030-01-01", "SHA-256: "):
        assert told in index


@pytest.mark.parametrize("title", ["zebra  LICENCE", "Barn Pack", "Zebra licence (Barn Pack)"])
def test_a_document_is_known_by_its_title_or_by_what_it_stands_in(desk: Desk, title: str) -> None:
    stock(desk)
    keep(desk, title)
    assert approve(desk, upload(desk))[0] == f"See Appendix 1, {' '.join(title.split())}"


def test_an_internal_document_is_named_nowhere(desk: Desk) -> None:
    stock(desk)
    keep(desk, "Zebra licence", "internal")
    name = upload(desk)
    assert approve(desk, name)[0] == "Zebra licence (Barn Pack)"
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    with pytest.raises(NotFoundError):
        read_zip(desk, name)


def test_under_nda_only_while_one_is_recorded(desk: Desk) -> None:
    stock(desk)
    keep(desk, "Zebra licence", "nda")
    name = upload(desk)
    approve(desk, name)
    (stopped,) = find_obstacles(desk, name)["stopped"]
    assert "Appendix 1, Zebra licence, is given under NDA" in stopped["why"]
    with pytest.raises(OpenQuestionsError):
        export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    change_details(desk, name, {"nda_until": "2027-01-01"}, version=None, by="Ada")
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert "under NDA" in read_zip(desk, name)["Index.txt"].decode()


@pytest.mark.parametrize("change", ["ended", "withdrawn", "internal"])
def test_what_is_given_out_no_more_stops_the_export_and_a_release_leaves_it_out(desk: Desk, change: str) -> None:
    stock(desk)
    document = keep(desk, "Zebra licence", valid_until="2026-03-04")
    name = upload(desk)
    approve(desk, name)
    if change == "ended":
        assert isinstance(desk.clock, FixedClock)
        desk.clock.time += timedelta(days=5)
    elif change == "withdrawn":
        withdraw_document(desk, document, by="Ada")
    else:
        keep(desk, "Zebra licence", "internal", replaces=document)
    (stopped,) = find_obstacles(desk, name)["stopped"]
    assert "Appendix 1" in stopped["why"]
    assert decide(desk, name, "release", questions=[stopped["question"]["id"]])["outcome"] == "done"
    made = export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert made["appendices"] == []
    assert "Appendix 1" in made["left_out"][0]
    with pytest.raises(NotFoundError):
        read_zip(desk, name)


def test_an_export_keeps_the_version_that_was_sent(desk: Desk) -> None:
    stock(desk)
    document = keep(desk, "Zebra licence", version="1")
    name = upload(desk)
    approve(desk, name)
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    before = read_zip(desk, name)
    keep_document(
        desk,
        file_name="b.pdf",
        data=b"new",
        details=DocumentDetails("Zebra licence", "2", "public"),
        replaces=document,
        by="A",
    )
    assert [one["version"] for one in list_to_change(desk)["documents"]] == ["2"]
    assert read_zip(desk, name) == before


def test_a_title_makes_no_path(desk: Desk, tmp_path: Path) -> None:
    stock(desk, attached=("../../etc/passwd",))
    keep(desk, "../../etc/passwd")
    name = upload(desk)
    approve(desk, name)
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert list(read_zip(desk, name))[1] == "Appendix 1 - ..-..-etc-passwd.pdf"


def test_a_document_is_attached_to_one_question_by_naming_it_there(desk: Desk) -> None:
    stock(desk, attached=())
    keep(desk, "Zebra licence")
    name = upload(desk)
    approve(desk, name)
    one = list_all(desk, name)[0]
    answers = {**one["answers"], "D2": "House rules; See Appendix 1, Zebra licence"}
    assert decide(desk, name, "approve", **on(one, answers=answers))["outcome"] == "done"
    made = export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert made["appendices"] == ["Appendix 1, Zebra licence"]
