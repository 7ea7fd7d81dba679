"""What machine a benchmark ran on, in words that name no person, no host and no folder."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_COMPARED = ("openpyxl", "scikit-learn", "rapidfuzz", "bm25s", "PyYAML")


def describe_machine() -> tuple[str, ...]:
    """Return the lines on processor, memory, system and versions, and how busy the machine was already."""
    lines = [
        f"{os.cpu_count()} processors ({_find_processor()}), {_find_memory()} of memory, {platform.system()} "
        f"{platform.release()}",
        f"Python {platform.python_version()}, qbot {version('qbot')}, beside "
        + ", ".join(f"{name} {version(name)}" for name in _COMPARED),
    ]
    if hasattr(os, "getloadavg"):
        lines.append(
            f"{os.getloadavg()[0]:.1f} other processes at work when it began: "
            "what is timed is taken by turns, so that they touch both sides"
        )
    return tuple(lines)


def _find_processor() -> str:
    names = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", names.read_text(), re.MULTILINE) if names.exists() else None
    return found[1].strip() if found else platform.machine()


def _find_memory() -> str:
    """Return the memory in gigabytes, as the system names it."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1024**3:.0f} GB"
    return "an unknown amount"
