"""The doctor: what is sound, what a person should know, and what fails, each in a sentence."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot.confinement import try_confinement
from qbot.errors import QbotError
from qbot.knowledge_base.entry_form import restore_entry
from qbot.store.blobs import list_blobs, read_blob
from qbot.store.copies import check_pages, describe_database, find_old_form
from qbot.store.entries import list_entries
from qbot.store.jobs import list_unfinished
from qbot.store.migrate import NEWEST
from qbot.store.store import KEY_FILE, STORE_FILE, Store, open_store
from qbot.workflow.auditing import check_chain
from qbot.workflow.drafting import read_calibration
from qbot.workflow.question_rows import find_entry_badges

OK, WARNS, FAILS = "ok", "warns", "fails"
_LEAST_FREE = 500 << 20
_DAMAGED = "Keep a copy of this folder, then bring a backup back with `qbot restore`"


class Check(Struct, frozen=True):
    """One thing that was looked at; `state` is OK, WARNS or FAILS."""

    name: str
    state: str
    text: str


def examine(home: Path, *, as_of: date) -> tuple[Check, ...]:
    """Return the checks of a store's folder, its store and this machine; nothing is changed."""
    checks = [*_check_machine(), *_check_folder(home)]
    path = home / STORE_FILE
    if not path.exists():
        return (*checks, Check("store", WARNS, f"there is none in {home} yet; `qbot serve` makes it"))
    damage = check_pages(path)
    if damage:
        return (*checks, Check("database", FAILS, f"{damage}. {_DAMAGED}"))
    checks.append(Check("database", OK, "its pages and links are sound"))
    form = find_old_form(path)
    if form is not None:
        text = f"it has form {form}; the next `qbot serve` brings it to form {NEWEST}, and keeps a copy. Then ask again"
        return (*checks, Check("store", WARNS, text))
    return (*checks, *_check_store(home, as_of=as_of))


def _check_machine() -> Iterator[Check]:
    yield Check("python", OK, f"{sys.version.split()[0]}, {describe_database()}")
    alone = try_confinement()
    text = "files are read in a limited child process"
    more = ", without a network" if alone else "; this system cannot take its network away"
    yield Check("reading", OK if alone else WARNS, f"{text}{more}")


def _check_folder(home: Path) -> Iterator[Check]:
    if not home.exists():
        return
    writable = os.access(home, os.W_OK | os.X_OK)
    yield Check(
        "folder", OK if writable else FAILS, f"{home}" if writable else f"{home} cannot be written; change its rights"
    )
    free = shutil.disk_usage(home).free
    text = f"{free >> 20} MB are free"
    yield Check(
        "disk", OK if free >= _LEAST_FREE else WARNS, text if free >= _LEAST_FREE else f"{text}; free some space"
    )
    copies = sorted(one.name for one in home.glob(f"{STORE_FILE}.*"))
    if copies:
        text = "older copies of the store, with what was deleted since; delete them when you need them no more"
        yield Check("copies", WARNS, f"{text}: {', '.join(copies[:5])}")
    for name in (KEY_FILE, STORE_FILE):
        path = home / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield Check("rights", WARNS, f"{path} can be read by others. Say: chmod 600 {path}")


def _check_store(home: Path, *, as_of: date) -> Iterator[Check]:
    try:
        store = open_store(home)
    except QbotError as error:
        yield Check("store", FAILS, str(error))
        return
    try:
        yield _check_history(store)
        yield _check_files(store)
        yield from _check_jobs(store)
        yield _check_knowledge(store, as_of=as_of)
    finally:
        store.close()
    try:
        read_calibration(home)
    except QbotError as error:
        yield Check("calibration", FAILS, str(error))


def _check_history(store: Store) -> Check:
    report = check_chain(store)
    if report.findings:
        text = f"{len(report.findings)} findings, the first: {report.findings[0].text}. `qbot audit verify` lists all"
        return Check("history", FAILS, text)
    return Check("history", OK, f"{report.events} events, none was changed")


def _check_files(store: Store) -> Check:
    with store.read() as reading:
        names = list_blobs(reading)
        wrong = [name for name in names if hashlib.sha256(read_blob(reading, name) or b"").hexdigest() != name]
    if wrong:
        return Check(
            "files", FAILS, f"{len(wrong)} of {len(names)} kept files were changed: {', '.join(wrong[:3])}. {_DAMAGED}"
        )
    return Check("files", OK, f"{len(names)} kept files are as they came")


def _check_jobs(store: Store) -> Iterator[Check]:
    with store.read() as reading:
        waiting = list_unfinished(reading)
    if waiting:
        yield Check("jobs", WARNS, f"{len(waiting)} wait or run; they go on while `qbot serve` runs")


def _check_knowledge(store: Store, *, as_of: date) -> Check:
    with store.read() as reading:
        records = list_entries(reading)
    if not records:
        return Check(
            "knowledge", WARNS, "there is no entry; nothing can be drafted. Start `qbot serve --knowledge DIR`"
        )
    marks = [mark for record in records for mark in find_entry_badges(restore_entry(record.body), as_of=as_of)]
    stale, conflict = marks.count("stale"), marks.count("conflict")
    text = f"{len(records)} entries, {stale} to be reviewed, {conflict} in conflict"
    return Check("knowledge", WARNS if stale or conflict else OK, text)
