"""Backup while somebody writes, and a restore that brings back exactly what was saved."""

from __future__ import annotations

import json
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from review_desk import Upload, decide, list_all

from qbot.errors import UnreadableError, UsageError
from qbot.store.audit import EventFacts
from qbot.store.engine import open_engine
from qbot.store.migrate import NEWEST, bring_up_to_date, read_form
from qbot.store.sessions import find_setting, save_setting
from qbot.store.store import KEY_FILE, STORE_FILE, Store, make_key, open_store
from qbot.workflow.auditing import check_chain, list_events, verify_audit
from qbot.workflow.backup import make_backup, restore_backup
from qbot.workflow.desk import Desk
from qbot.workflow.doctor import examine
from qbot.workflow.entries import find_entry, save_entry, search_entries
from qbot.workflow.listing import describe

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def test_a_backup_while_somebody_writes_is_one_moment_of_the_store(
    stocked: Desk, upload: Upload, tmp_path: Path
) -> None:
    name = upload()
    question = list_all(stocked, name)[0]
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            decide(stocked, name, "flag", question=question["id"], on=True)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make_backup(stocked, tmp_path / f"backup-{number}.zip") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert [one.events for one in made] == sorted(one.events for one in made)
    for number, told in enumerate(made):
        back = tmp_path / f"home-{number}"
        assert restore_backup(back, tmp_path / f"backup-{number}.zip", force=False, at=NOW) == told
        store = open_store(back)
        assert check_chain(store).findings == ()
        assert check_chain(store).events == told.events + 1  # the restore itself is in the history
        store.close()
        assert not [one for one in examine(back, as_of=NOW.date()) if one.state == "fails"]


def test_a_restore_while_it_runs_brings_back_what_was_saved(stocked: Desk, upload: Upload, tmp_path: Path) -> None:
    name = upload()
    entry = search_entries(stocked)["entries"][0]
    make_backup(stocked, tmp_path / "backup.zip")
    save_entry(stocked, {**entry["body"], "answer": "Changed."}, version=1, by="Ada")
    later = upload()
    restore_backup(stocked.home, tmp_path / "backup.zip", force=True, at=NOW)
    assert find_entry(stocked, entry["id"])["answer"] == entry["answer"]
    assert describe(stocked, name, by="Ada")["state"] == "ready"
    assert later not in {one["questionnaire_id"] for one in list_events(stocked)["events"]}
    assert upload()
    assert verify_audit(stocked).findings == ()
    assert list(stocked.home.glob(f"{STORE_FILE}.before-*"))


def test_remembered_corrections_come_back_and_those_of_later_are_put_aside(stocked: Desk, tmp_path: Path) -> None:
    layouts = stocked.home / "layouts"
    layouts.mkdir()
    saved, later = layouts / f"{'a' * 16}.yaml", layouts / f"{'b' * 16}.yaml"
    saved.write_text("saved", "utf-8")
    make_backup(stocked, tmp_path / "backup.zip")
    restore_backup(stocked.home, tmp_path / "backup.zip", force=True, at=NOW)
    assert [one.name for one in stocked.home.glob("layouts*")] == ["layouts"]
    saved.write_text("changed", "utf-8")
    later.write_text("later", "utf-8")
    restore_backup(stocked.home, tmp_path / "backup.zip", force=True, at=NOW)
    assert {one.name: one.read_text("utf-8") for one in layouts.iterdir()} == {saved.name: "saved"}
    aside = stocked.home / "layouts.before-20260303-120000"
    assert {one.name: one.read_text("utf-8") for one in aside.iterdir()} == {saved.name: "changed", later.name: "later"}


@pytest.mark.parametrize("about", [{"layouts": {}}, {}], ids=["with a wrong list", "of a version without them"])
def test_corrections_are_brought_back_as_the_backup_lists_them(
    stocked: Desk, tmp_path: Path, about: dict[str, object]
) -> None:
    layouts = stocked.home / "layouts"
    layouts.mkdir()
    (layouts / f"{'a' * 16}.yaml").write_text("kept", "utf-8")
    make_backup(stocked, tmp_path / "whole.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as old, zipfile.ZipFile(tmp_path / "other.zip", "w") as new:
        for name in old.namelist():
            if name == "backup.json":
                told = {key: value for key, value in json.loads(old.read(name)).items() if key != "layouts"}
                new.writestr(name, json.dumps({**told, **about}))
            elif about or not name.startswith("layouts/"):
                new.writestr(name, old.read(name))
    if about:
        with pytest.raises(UnreadableError, match="damaged"):
            restore_backup(stocked.home, tmp_path / "other.zip", force=True, at=NOW)
    else:
        restore_backup(stocked.home, tmp_path / "other.zip", force=True, at=NOW)
    assert (layouts / f"{'a' * 16}.yaml").read_text("utf-8") == "kept"


def test_a_store_is_replaced_only_when_that_is_said(stocked: Desk, tmp_path: Path) -> None:
    make_backup(stocked, tmp_path / "backup.zip")
    with pytest.raises(UsageError, match="--force"):
        restore_backup(stocked.home, tmp_path / "backup.zip", force=False, at=NOW)
    with pytest.raises(UsageError, match="--force"):
        make_backup(stocked, tmp_path / "backup.zip")


def test_a_damaged_backup_replaces_nothing(stocked: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    make_backup(stocked, good)
    before = list_events(stocked)["seq"]
    with zipfile.ZipFile(good) as packed:
        parts = {one: packed.read(one) for one in packed.namelist()}
    store = parts[STORE_FILE]
    for name, data in (
        (STORE_FILE, store[:5_000] + b"x" + store[5_001:]),
        (STORE_FILE, store[: len(store) // 2]),
        (KEY_FILE, b"00" * 32),
        ("backup.json", b"{}"),
    ):
        with zipfile.ZipFile(bad, "w") as packed:
            for part, kept in {**parts, name: data}.items():
                packed.writestr(part, kept)
        with pytest.raises(UnreadableError):
            restore_backup(stocked.home, bad, force=True, at=NOW)
    bad.write_bytes(good.read_bytes()[:2_000])
    with pytest.raises(UnreadableError, match="no backup of qbot"):
        restore_backup(stocked.home, bad, force=True, at=NOW)
    with pytest.raises(UnreadableError, match="no such file"):
        restore_backup(stocked.home, tmp_path / "none.zip", force=True, at=NOW)
    assert list_events(stocked)["seq"] == before


def test_a_backup_is_its_owners_alone(stocked: Desk, tmp_path: Path) -> None:
    make_backup(stocked, tmp_path / "backup.zip")
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0


def test_an_older_backup_is_brought_to_the_form_of_this_version(desk: Desk, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    engine = open_engine(old / STORE_FILE)
    bring_up_to_date(engine, old / STORE_FILE, target="0001")
    store = Store(engine, key=make_key(old), place=str(old / STORE_FILE))
    with store.change(at="2026-03-02T09:00:00Z", by="Ada") as change:
        save_setting(change, "colour", "blue")
        change.record(EventFacts("paint", {"colour": "blue"}))
    told = make_backup(replace(desk, store=store, home=old), tmp_path / "old.zip")
    store.close()
    assert (told.form, NEWEST > "0001") == ("0001", True)
    home = tmp_path / "new"
    assert restore_backup(home, tmp_path / "old.zip", force=False, at=NOW).form == "0001"
    back = open_store(home)
    with back.read() as reading:
        assert read_form(reading.connection) == NEWEST
        assert find_setting(reading, "colour") == "blue"
    assert (check_chain(back).events, check_chain(back).findings) == (2, ())
    back.close()
    assert (home / f"{STORE_FILE}.form-0001").exists()
