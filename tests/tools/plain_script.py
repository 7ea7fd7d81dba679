"""The plain script that many teams have: openpyxl, PyYAML, scikit-learn's TF-IDF and rapidfuzz, forty lines.

Usage: python tests/tools/plain_script.py QUESTIONS.xlsx KNOWLEDGE_FOLDER OUT.xlsx

It is what `bench_speed.py` measures qbot against: questions in column B from row 2, answers into C, comments into D.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

LEAST = 0.3


def read_entries(folder: Path) -> list[dict[str, Any]]:  # Any: YAML
    return [
        entry
        for file in sorted(folder.rglob("*.yaml"))
        if file.name != "company.yaml"
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def main(questions: str, knowledge: str, target: str) -> None:
    entries = read_entries(Path(knowledge))
    texts = [f"{entry.get('question', '')} {entry['answer']}" for entry in entries]
    vectorizer = TfidfVectorizer()
    known = vectorizer.fit_transform(texts)
    book = openpyxl.load_workbook(questions)
    sheet = book.worksheets[0]
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 2).value]
    asked = [str(sheet.cell(row, 2).value) for row in rows]
    likeness = (vectorizer.transform(asked) @ known.T).toarray()
    for place, row in enumerate(rows):
        best = likeness[place].argsort()[::-1][:10]
        chosen = max(best, key=lambda one: (likeness[place][one], fuzz.token_set_ratio(asked[place], texts[one])))
        if likeness[place][chosen] >= LEAST:
            sheet.cell(row, 3).value = str(entries[chosen].get("stance", "")).capitalize()
            sheet.cell(row, 4).value = entries[chosen]["answer"]
    book.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:4])
