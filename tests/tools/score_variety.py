"""Score the reading of workbooks made at random, on seeds that no test uses.

Usage: python tests/tools/score_variety.py FIRST LAST

What is printed: the mean of each figure over the seeds FIRST to LAST - 1, and the seeds below 1; look at one with
`python tests/functional/test_variety.py SEED FILE.xlsx`.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "functional"))

from test_variety import Score, make_workbook, score

from qbot.workbook.read import read_workbook


def main(first: int, last: int) -> None:
    results: dict[int, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        for seed in range(first, last):
            made = make_workbook(seed)
            made.book.save(path)
            results[seed] = score(read_workbook(path), made.wants)
    for field in dataclasses.fields(Score):
        values = {seed: float(getattr(result, field.name)) for seed, result in results.items()}
        below = {seed: round(value, 2) for seed, value in values.items() if value < 1}
        print(f"{field.name:8} {sum(values.values()) / len(values):.4f}  below 1: {below or 'none'}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
