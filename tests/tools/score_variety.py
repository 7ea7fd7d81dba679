"""Score the reading of workbooks made at random, on seeds that no test uses.

Usage: python tests/tools/score_variety.py FIRST LAST

What is printed: the mean of each figure over the seeds FIRST to LAST - 1, and the seeds below 1; look at one with
`python tests/functional/test_variety.py SEED FILE.xlsx`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "functional"))

from test_variety import Score, make_workbook, score

from qbot.workbook.read import read_workbook


def score_all(seeds: Iterable[int]) -> dict[int, Score]:
    """Return how well the workbook of each seed is read."""
    results: dict[int, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xlsx"
        for seed in seeds:
            made = make_workbook(seed)
            made.book.save(path)
            results[seed] = score(read_workbook(path), made.wants)
    return results


def find_means(results: Sequence[Score]) -> dict[str, float]:
    """Return the mean of each figure under its name."""
    names = Score.__struct_fields__
    return {name: sum(float(getattr(one, name)) for one in results) / len(results) for name in names}


def main(first: int, last: int) -> None:
    results = score_all(range(first, last))
    for name, mean in find_means(list(results.values())).items():
        values = {seed: float(getattr(result, name)) for seed, result in results.items()}
        below = {seed: round(value, 2) for seed, value in values.items() if value < 1}
        print(f"{name:8} {mean:.4f}  below 1: {below or 'none'}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
