"""Settings of the machine: where qbot keeps what it remembers."""

from __future__ import annotations

import os
from pathlib import Path


def find_home() -> Path:
    """Return the folder for what qbot remembers: `QBOT_HOME`, or the user's data folder. It may not exist yet."""
    named = os.environ.get("QBOT_HOME")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("qbot", appauthor=False)
