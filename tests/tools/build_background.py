"""Build the background: in how many texts about security each stem and concept stands, apart from any library.

Usage: python tests/tools/build_background.py FOLDER

FOLDER is an unpacked wheel of `prowler` (Apache-2.0, https://github.com/prowler-cloud/prowler; 5.46.0 was used). Taken
are the titles and descriptions of its checks, and of its frameworks those whose text is law or the work of a government
that anyone may use: NIST 800-53, 800-171 and CSF, CMMC, FedRAMP, CISA, FFIEC, HIPAA, 21 CFR 11, GDPR, NIS 2, DORA and
Cyber Essentials. What is written to `qbot/matching/data/background.json` is counts alone, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from qbot.matching.normalise import PAIR, find_terms

TARGET = Path(__file__).resolve().parents[2] / "qbot" / "matching" / "data" / "background.json"
FRAMEWORKS = ("nist", "cmmc", "fedramp", "cisa", "ffiec", "hipaa", "gxp_21", "gdpr", "nis2", "dora", "cyber_essentials")
LEAST = 3  # a term in fewer texts is as rare as one in none
SHORTEST = 30


def read_checks(folder: Path) -> Iterator[str]:
    """Yield the texts of the checks."""
    for path in sorted(folder.rglob("*.metadata.json")):
        check = json.loads(path.read_text(encoding="utf-8"))
        yield f"{check.get('CheckTitle', '')}. {check.get('Description', '')}"


def read_frameworks(folder: Path) -> Iterator[str]:
    """Yield the texts of the requirements."""
    for path in sorted(folder.rglob("compliance/**/*.json")):
        if not path.name.startswith(FRAMEWORKS):
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        for requirement in document.get("Requirements") or document.get("requirements") or ():
            values = {key.lower(): value for key, value in requirement.items()}
            yield f"{values.get('name') or ''}. {values.get('description') or ''}"


def main(folder: Path) -> None:
    texts = sorted({" ".join(text.split()) for text in (*read_checks(folder), *read_frameworks(folder))})
    texts = [text for text in texts if len(text) >= SHORTEST]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({term for term in find_terms(text) if PAIR not in term})
    kept = {term: count for term, count in sorted(counts.items()) if count >= LEAST and not term.isdigit()}
    document = {"texts": len(texts), "counts": kept}
    TARGET.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(texts)} texts, {len(kept)} terms in {TARGET}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
