"""The built trust centre: every public statement and nothing else, and not a byte of what is not public."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from click.testing import CliRunner
from hostile_payloads import PAYLOADS, find_scripts
from msgspec.structs import fields, replace

from qbot.cli.group import command
from qbot.errors import QbotError
from qbot.knowledge_base.folder import read_folder
from qbot.model.knowledge import Company, Conflict, Disclosure, Entry, EntryKind, Scope, Source, Stance
from qbot.web.trust_rendering import make_trust_policy
from qbot.web.trust_site import ForeignFolderError, SiteDocument, build_site
from qbot.web.trust_theme import TrustTheme, WrongAccentError, check_theme, find_accents, measure_contrast
from qbot.wiring import open_desk
from qbot.workflow.changing_documents import list_to_change
from qbot.workflow.documents import DocumentDetails, keep_document, withdraw_document
from qbot.workflow.entries import import_folder

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"
TODAY = date(2026, 11, 27)
HEADINGS = {
    *(
        "Certifications",
        "Data handling",
        "Data residency",
        "Sub-processors",
        "More on how we work",
        "Changes",
        "Contact",
    ),
    *("Frequently asked questions", "Sub-processor", "Used for", "First edition of this page.", "27 November 2026"),
    *("AI governance", "Contract end", "Incidents", "Testing"),
}
CANARY = "kanarienvogel"


def build(target: Path, entries: list[Entry], **values: Any) -> str:  # Any: what `build_site` takes
    """Build a page and return it."""
    told: dict[str, Any] = {"as_of": TODAY, **values}
    build_site(target, entries, told.pop("company", None), told.pop("theme", TrustTheme()), **told)
    return (target / "index.html").read_text("utf-8")


def list_texts(html: str) -> Iterator[str]:
    """Give each text of the page's main part."""
    root: Any = lxml.html.document_fromstring(html)
    for one in root.xpath(
        "//main//*[self::p or self::li or self::th or self::td or self::summary or self::h2 or self::h3]"
    ):
        if not one.xpath(".//p | .//li | .//h3 | ./ancestor::div[@data-search]"):
            yield " ".join(one.text_content().split())


def test_every_public_statement_is_on_the_page_and_nothing_else(tmp_path: Path) -> None:
    base = read_folder(FOLDER)
    texts = [text for text in list_texts(build(tmp_path / "out", list(base.entries), company=base.company)) if text]
    public = [one for one in base.entries if one.disclosure is Disclosure.PUBLIC]
    rows = dict(pairwise(texts))
    for one in public:
        supplier = re.fullmatch(r"(.*) is a sub-processor, (?:used for )?(.*)\.", one.answer)
        listed = re.findall(r"([^,()]+) \(([^()]+)\)", one.answer) if one.id == "sub-processors-named" else []
        told = [(supplier[1], supplier[2])] if supplier else [(name.strip(), use) for name, use in listed]
        assert one.answer in texts or (told and all(rows.get(name) == use for name, use in told)), one.id
    said = {one.answer for one in public} | {one.question for one in public if one.kind is EntryKind.FAQ}
    named = {name for one in public for name in one.frameworks}
    every = "\n".join(one.answer for one in public)
    more = [text for text in texts if text not in said | named | HEADINGS and text not in every]
    assert more == []
    assert len(texts) > 80


def make_canary(name: str, level: Disclosure) -> Entry:
    """Return an entry that has a canary in each of its fields."""
    texts = {one.name: f"{CANARY} {name} {one.name}" for one in fields(Entry) if one.type is str}
    return Entry(
        **{**texts, "id": f"{CANARY}-{name}", "topic": "Sub-processors", "section": f"{CANARY}"},  # type: ignore[arg-type]
        kind=EntryKind.FAQ,
        phrasings=(f"{CANARY} phrasing",),
        stance=Stance.YES,
        scope=Scope((f"{CANARY} product",), (f"{CANARY} region",)),
        frameworks=(f"{CANARY} framework",),
        equivalent=(f"{CANARY} equivalent",),
        disclosure=level,
        source=Source(f"{CANARY} document", f"{CANARY} place", f"{CANARY} quote"),
        reviewed_on=date(2019, 1, 1),
        attachments=(f"{CANARY} attachment",),
        conflicts=(Conflict("public", f"{CANARY} reason"),),
        facts={"public": f"{CANARY} fact"},
        notes={f"{CANARY} key": f"{CANARY} note"},
    )


@pytest.mark.parametrize("level", [Disclosure.NDA, Disclosure.INTERNAL])
def test_no_byte_of_an_entry_that_is_not_public_is_in_the_output(tmp_path: Path, level: Disclosure) -> None:
    entries = list(read_folder(FOLDER).entries)
    once = [replace(make_canary(str(number), Disclosure.PUBLIC), equivalent=()) for number in range(2)]
    supplier = replace(once[0], id="row", kind=EntryKind.FACT, answer=f"Azure (hosting), {CANARY} (mail).")
    target = tmp_path / "out"
    pack = SiteDocument(f"{CANARY} pack", "1", None, "0" * 64, f"{CANARY}.pdf", CANARY.encode())
    assert CANARY in build(target, [*entries, *once, supplier], documents=[pack])
    own = replace(
        entries[0], notes={"key": CANARY}, owner=CANARY, source=Source(CANARY, CANARY, CANARY), phrasings=(CANARY,)
    )
    hidden = [replace(one, disclosure=level) for one in (*once, supplier)]
    chained = replace(
        entries[1], id="chained", answer=f"It rests on {{fact:{hidden[0].id}}}.", facts={hidden[0].id: CANARY}
    )
    build(target, [own, *entries[1:], *hidden, chained])
    files = [one for one in target.rglob("*") if one.is_file()]
    assert len(files) == 2
    for file in files:
        assert CANARY.encode() not in file.read_bytes(), file.name
        assert CANARY not in file.name


def test_the_page_asks_no_address_and_allows_only_what_it_carries(tmp_path: Path) -> None:
    base = read_folder(FOLDER)
    html = build(tmp_path / "out", list(base.entries), company=base.company)
    root: Any = lxml.html.document_fromstring(html)
    assert root.xpath("//@src | //link | //img | //iframe | //object | //base") == []
    assert {one for one in root.xpath("//@href") if not one.startswith("#")} == set()
    assert re.findall(r"url\((?!data:font/woff2;base64,)", html) == []
    assert "@import" not in html
    policy = make_trust_policy(html)
    assert "'unsafe" not in policy
    assert policy.count("'sha256-") == 2


def test_no_text_becomes_a_script(tmp_path: Path) -> None:
    for number, text in enumerate(PAYLOADS):
        assert find_scripts(build_hostile(tmp_path / str(number), text)) == [], text


def build_hostile(target: Path, text: str) -> str:
    """Return a page with a hostile text wherever one can stand, without its own style and script."""
    one = Entry(
        "one", EntryKind.FAQ, text, question=text, topic=text, disclosure=Disclosure.PUBLIC, scope=Scope((text,))
    )
    entries = [
        one,
        replace(one, id="two", kind=EntryKind.FACT, scope=Scope()),
        replace(one, id=text[:60], kind=EntryKind.FACT, topic="Certifications", frameworks=(text,), stance=Stance.YES),
    ]
    theme = TrustTheme(title=text, lead=text)
    pack = SiteDocument(text, text, None, "0" * 64)
    html = build(target, entries, company=Company(text), theme=theme, documents=[pack])
    root: Any = lxml.html.document_fromstring(html)
    for own in (root.xpath("/html/head/style")[0], root.xpath("/html/body/script")[0]):
        own.getparent().remove(own)
    return str(lxml.html.tostring(root, encoding="unicode"))


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolderError):
        build(tmp_path, [])
    build(tmp_path, [], force=True)
    assert (tmp_path / "thesis.txt").read_text() == "mine"
    (tmp_path / "edition.json").write_text('{"form": 1, "files": ["documents/../../x", "index.html"]}')
    with pytest.raises(QbotError, match="damaged"):
        build(tmp_path, [])


@pytest.mark.parametrize("accent", ["#ffff00", "#000000", "#ffffff", "#1d4fd8", "#777777"])
def test_any_accent_can_be_read(accent: str) -> None:
    found = find_accents(accent)
    for colour, ground in ((found.light, (255, 255, 255)), (found.dark, (21, 26, 35))):
        parts = (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))
        assert measure_contrast(parts, ground) >= 4.5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("accent", text) for text in ("red", "#12345g")),
        *(("contact", text) for text in ("x", "a@b?bcc=c")),
        *(("request_url", text) for text in ("javascript:alert(1)", "//evil.example")),
        ("title", "x" * 301),
    ],
)  # fmt: skip
def test_a_look_that_cannot_be_used_is_refused(name: str, value: str) -> None:
    with pytest.raises((QbotError, WrongAccentError)):
        check_theme({name: value})


def test_the_command_builds_the_page_and_says_what_is_overdue(tmp_path: Path) -> None:
    told = ["trust-center", "build", str(tmp_path / "out"), "--knowledge", str(FOLDER), "--json"]
    first = json.loads(CliRunner().invoke(command, [*told, "--as-of", "2026-11-27"]).stdout)
    assert (first["statements"], first["sub_processors"], first["updated_quarterly"]) == (54, 4, True)
    assert (first["first_edition"], first["overdue_since"], first["reviewed_since"]) == (True, None, "2026-10-01")
    late = json.loads(CliRunner().invoke(command, [*told, "--as-of", "2027-03-01"]).stdout)
    assert (late["overdue_since"], late["updated_quarterly"], late["first_edition"]) == ("2026-12-30", False, False)
    assert any(note.startswith("review overdue since 2026-12-30") for note in late["notes"])
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "updated quarterly" not in page.casefold().replace("the full list", "")
    assert "overdue" not in page


def test_a_page_from_the_store_has_public_documents_with_their_files_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QBOT_HOME", str(tmp_path / "home"))
    with closing(open_desk(tmp_path / "home", jobs=False)) as desk:
        import_folder(desk, FOLDER, by="Ada")
        for level, title in (("public", "Overview"), ("nda", "Security Pack"), ("internal", CANARY)):
            data = f"{CANARY if level != 'public' else ''} the words of {level}".encode()
            details = DocumentDetails(title, "7", level)
            keep_document(desk, file_name=f"{CANARY}.pdf", data=data, details=details, by="Ada")
    target = tmp_path / "out"
    done = CliRunner().invoke(command, ["trust-center", "build", str(target), "--accent", "#0a7d55"])
    assert done.exit_code == 0, done.output
    files = {one.relative_to(target).as_posix(): one.read_bytes() for one in target.rglob("*") if one.is_file()}
    assert set(files) == {"index.html", "edition.json", "documents/1.pdf"}
    assert files["documents/1.pdf"] == b" the words of public"
    assert CANARY.encode() not in b"".join(files.values())
    page = files["index.html"].decode()
    assert hashlib.sha256(files["documents/1.pdf"]).hexdigest() in page
    assert hashlib.sha256(f"{CANARY} the words of nda".encode()).hexdigest() not in page
    assert "Security Pack" in page
    with closing(open_desk(tmp_path / "home", jobs=False)) as desk:
        withdraw_document(desk, list_to_change(desk)["documents"][0]["id"], by="Ada")
    assert CliRunner().invoke(command, ["trust-center", "build", str(target)]).exit_code == 0
    assert not (target / "documents" / "1.pdf").exists()


def test_a_page_from_a_folder_has_its_documents_by_what_may_be_shown(tmp_path: Path) -> None:
    folder, target = tmp_path / "knowledge", tmp_path / "out"
    shutil.copytree(FOLDER, folder)
    (folder / "documents").mkdir()
    for name in ("open", "pack", "plan", "old"):
        (folder / "documents" / f"{name}.pdf").write_bytes(f"the words of {name}".encode())
    (folder / "appendices.yaml").write_text(
        "- {number: 4, title: Overview, disclosure: public, version: '2', file: documents/open.pdf}\n"
        "- {number: 5, title: Security Pack, disclosure: nda, file: documents/pack.pdf}\n"
        f"- {{number: 6, title: {CANARY}, disclosure: internal, file: documents/plan.pdf}}\n"
        f"- {{number: 7, title: {CANARY} two, disclosure: public, valid_until: 2025-01-01, file: documents/old.pdf}}\n",
        "utf-8",
    )
    told = ["trust-center", "build", str(target), "--knowledge", str(folder), "--as-of", "2026-11-27"]
    done = CliRunner().invoke(command, told)
    assert done.exit_code == 0, done.output
    files = {one.relative_to(target).as_posix(): one.read_bytes() for one in target.rglob("*") if one.is_file()}
    assert set(files) == {"index.html", "edition.json", "documents/4.pdf"}
    assert files["documents/4.pdf"] == b"the words of open"
    assert CANARY.encode() not in b"".join(files.values())
    page = files["index.html"].decode()
    assert "Overview" in page
    assert "Security Pack" in page
    assert hashlib.sha256(b"the words of pack").hexdigest() not in page
