"""The demonstration: a sample questionnaire is read, answered from the knowledge base, and proven.

Run by `make demo`. Results are kept in the folder `demo/`. With DEMO_ONCE=1 it ends by itself; otherwise it offers to
open the filled workbook.
"""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "plain.xlsx"
FOLDER = ROOT / "demo"


def run(*arguments: str) -> None:
    """Show a qbot command as one would type it, and run it."""
    print(f"\n$ qbot {' '.join(arguments)}\n", flush=True)
    subprocess.run([sys.executable, "-m", "qbot", *arguments], check=True, cwd=ROOT)


def main() -> None:
    """Draft, answer and verify the sample."""
    FOLDER.mkdir(exist_ok=True)
    sample, answered = str(SAMPLE.relative_to(ROOT)), "demo/plain (draft).xlsx"
    run("draft", sample, "--knowledge", "knowledge")
    run(
        *("answer", sample, "-o", answered, "--knowledge", "knowledge"),
        *("--manifest", "demo/manifest.json", "--annotate", "demo/review.xlsx", "--force"),
    )
    run("verify", sample, answered, "--manifest", "demo/manifest.json")
    print(f"\nThe customer's file with drafted answers: {ROOT / answered}")
    print(f"The same drafts with their evidence:      {FOLDER / 'review.xlsx'}")
    if not os.environ.get("DEMO_ONCE") and sys.stdin.isatty() and _ask("\nOpen the filled workbook now? [y/N] "):
        webbrowser.open((ROOT / answered).as_uri())


def _ask(question: str) -> bool:
    return input(question).strip().lower().startswith("y")


if __name__ == "__main__":
    main()
