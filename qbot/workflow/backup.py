"""Backup and restore: store, key and remembered corrections in one file, made and brought back while qbot runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.store.audit import EventFacts
from qbot.store.copies import StoreCopy, copy_store, read_copy, replace_store
from qbot.store.entries import RESTORED
from qbot.store.errors import find_full_disk
from qbot.store.sessions import save_setting
from qbot.store.store import KEY_FILE, STORE_FILE, Store, open_store, read_key
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.layout_memory import list_kept, replace_kept

_FORM = "qbot backup 1"
_ABOUT = "backup.json"
_LAYOUT = re.compile(r"layouts/([0-9a-f]{16}\.yaml)")
_REMEDY = "Give a file that `qbot backup` made"
_BY = "qbot restore"


def make_backup(desk: Desk, target: Path, *, force: bool = False) -> StoreCopy:
    """Write the store as it is at this moment, its key and the remembered corrections into one file of its owner alone.

    UsageError where the file exists and `force` is not given; UnreadableError where it cannot be written.
    """
    if target.is_dir() or (target.exists() and not force):
        raise UsageError(f"{target}: it exists already. Choose another name, or say --force")
    try:
        with tempfile.TemporaryDirectory(prefix="qbot-") as folder:
            copied = Path(folder) / STORE_FILE
            copy_store(Path(desk.store.place), copied)
            told = read_copy(copied, key=desk.store.key)
            layouts = list_kept(desk.home)
            told_layouts = {name: hashlib.sha256(data).hexdigest() for name, data in layouts.items()}
            about = {"form": _FORM, "at": desk.now(), "store": told.form, "sha256": _hash_file(copied)}
            with replace_file(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.write(copied, STORE_FILE)
                packed.writestr(KEY_FILE, desk.store.key.hex())
                for name, data in layouts.items():
                    packed.writestr(f"layouts/{name}", data)
                packed.writestr(_ABOUT, json.dumps({**about, "layouts": told_layouts}))
            target.chmod(0o600)
    except OSError as error:
        full = find_full_disk(error, place=str(target))
        if full is not None:
            raise full from error
        reason = f"it cannot be written ({error.strerror or error})"
        raise UnreadableError(str(target), reason, "Choose another folder, or free some space") from error
    return told


def restore_backup(home: Path, source: Path, *, force: bool, at: datetime) -> StoreCopy:
    """Put a backup in the place of the store in a folder, and record that in its history.

    Nothing is replaced before the backup is checked. A store that is there needs `force`, and a copy of it is kept
    beside it. UnreadableError where the backup is none, or is damaged; UsageError where the store may not be replaced.
    """
    with tempfile.TemporaryDirectory(prefix="qbot-") as folder:
        unpacked = Path(folder) / STORE_FILE
        key, layouts = _unpack(source, unpacked)
        told = read_copy(unpacked, key=key)
        if told.findings:
            reason = f"its history was changed: {told.findings[0].text}"
            raise UnreadableError(str(source), reason, "Take an older backup")
        _make_room(home, key, force=force, at=at)
        replace_store(unpacked, home / STORE_FILE)
        if layouts is not None:
            replace_kept(home, layouts, aside=f".before-{at:%Y%m%d-%H%M%S}")
    store = open_store(home)
    try:
        _record(store, source, at)
    finally:
        store.close()
    return told


def _record(store: Store, source: Path, at: datetime) -> None:
    time = format_time(at)
    with store.change(at=time, by=_BY) as change:
        save_setting(change, RESTORED, time)
        change.record(EventFacts("restore", {"backup": source.name}))


def _make_room(home: Path, key: bytes, *, force: bool, at: datetime) -> None:
    """Keep a copy of the store that is there, and put the backup's key where it belongs."""
    present = home / STORE_FILE
    own = read_key(home) if home.exists() else None
    if present.exists():
        if not force:
            raise UsageError(
                f"{home}: there is a store already. Say --force to replace it; a copy of it is kept beside it"
            )
        if own is not None and own != key:
            _require_stopped(home)
        copy_store(present, home / f"{STORE_FILE}.before-{at:%Y%m%d-%H%M%S}")
    home.mkdir(parents=True, exist_ok=True)
    if own != key:
        with replace_file(home / KEY_FILE) as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(key.hex().encode())
        (home / KEY_FILE).chmod(0o600)


def _require_stopped(home: Path) -> None:
    """Raise UsageError while a server runs: it would go on with the key of the store that is replaced."""
    import fcntl

    lock = home / "serve.lock"
    if not lock.exists():
        return
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(
                f"{home}: the backup is of another store, and `qbot serve` is running. Stop it first"
            ) from error


def _unpack(source: Path, target: Path) -> tuple[bytes, dict[str, bytes] | None]:
    """Write the store of a backup to a file and return its key, and the corrections; None in a backup without them."""
    try:
        with zipfile.ZipFile(source) as packed:
            about = json.loads(packed.read(_ABOUT))
            key = bytes.fromhex(packed.read(KEY_FILE).decode("ascii"))
            with packed.open(STORE_FILE) as inside, target.open("wb") as out:
                while block := inside.read(1 << 20):
                    out.write(block)
            found = (_LAYOUT.fullmatch(name) for name in packed.namelist())
            layouts = {one[1]: packed.read(one[0]) for one in found if one is not None}
    except FileNotFoundError as error:
        raise UnreadableError(str(source), "there is no such file", _REMEDY) from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableError(str(source), "it is no backup of qbot, or is damaged", _REMEDY) from error
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in layouts.items()}
    whole = about.get("sha256") == _hash_file(target) and about.get("layouts", {}) == hashes
    if about.get("form") != _FORM or not whole:
        raise UnreadableError(str(source), "the backup is damaged", "Take an older one")
    return key, layouts if "layouts" in about else None


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
