"""Servers that start at once: each is a fork of a process that has imported already what `qbot serve` needs.

As a program it reads one line for each server, the name of a file for what it says, and answers with its number.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


class WarmServers:
    """Starts and kills servers on a store, one at a time."""

    def __init__(self, home: Path) -> None:
        self._said = home.with_name(f"{home.name}-said.txt")
        self._forker = subprocess.Popen(
            [sys.executable, __file__, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._number = 0

    def start(self) -> str:
        """Start a server and return the first line that it says."""
        assert self._forker.stdin is not None
        assert self._forker.stdout is not None
        self._said.unlink(missing_ok=True)
        self._forker.stdin.write(f"{self._said}\n")
        self._forker.stdin.flush()
        self._number = int(self._forker.stdout.readline())
        for _ in range(3_000):
            if self._said.exists() and "\n" in (told := self._said.read_text("utf-8")):
                return told.splitlines()[0]
            time.sleep(0.01)
        raise AssertionError("the server says nothing")

    def kill(self) -> None:
        """Kill the server and wait until it is gone."""
        os.kill(self._number, signal.SIGKILL)
        try:
            while True:
                os.kill(self._number, 0)
                time.sleep(0.002)
        except ProcessLookupError:
            return

    def close(self) -> None:
        """End the process that forks."""
        self._forker.communicate(timeout=30)


def main(home: Path) -> None:
    """Fork a server for each line."""
    from qbot.cli.serving import serve

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed is gone at once
    for line in sys.stdin:
        number = os.fork()
        if number:
            print(number, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        said = os.open(line.strip(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.close(0)
        serve(home, host="127.0.0.1", port=0, knowledge=None)
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
