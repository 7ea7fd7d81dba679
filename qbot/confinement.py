"""What a process that reads a customer's file gives up: memory, time, the network, and writing."""

from __future__ import annotations

import os
import resource
import sys

from msgspec import Struct

from qbot.child import find_package

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_EVENTS_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "shutil.",
    "os.remove",
)


class Limits(Struct, frozen=True):
    """What a child may use: address space in bytes, seconds of processor time and seconds on the clock."""

    memory: int = 512 << 20
    processor: int = 9
    clock: float = 60.0


def confine(limits: Limits) -> None:
    """Lower this process's limits for good, and refuse what a reader never needs."""
    leave_network()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse)


def leave_network() -> bool:
    """Put this process where there is no network but a loopback that is down; False where the system has no such place.

    The flags are those of unshare(2): a network namespace of its own, within a user namespace where one is needed.
    """
    import ctypes

    flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
    try:
        return bool(ctypes.CDLL(None).unshare(flags) == 0)
    except (OSError, AttributeError):
        return False


def try_confinement() -> bool:
    """Tell whether a child of this process can be put where there is no network."""
    import subprocess

    code = "from qbot.confinement import leave_network; sys.exit(not leave_network())"
    command = [sys.executable, "-I", "-c", find_package(code)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_EVENTS_REFUSED):
        raise PermissionError(f"a reader may not use {event}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError("a reader may not write")
