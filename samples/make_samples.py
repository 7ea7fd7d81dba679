"""Makes every sample questionnaire, the same bytes on every run.

Run it as `python samples/make_samples.py` (or `make samples`); `--into DIR` writes elsewhere, and `--readings DIR` also
writes what a careful person reads in each sample, one line of JSON a thing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from makers.all_samples import make_all

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the samples, and their expected readings where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE, help="folder for the samples (default: this one)")
    parser.add_argument("--readings", type=Path, help="folder for the expected readings (default: none are written)")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    for sample in make_all():
        (arguments.into / sample.name).write_bytes(sample.data)
        if arguments.readings is not None:
            arguments.readings.mkdir(parents=True, exist_ok=True)
            (arguments.readings / f"{sample.name}.jsonl").write_text(sample.reading.lines(), encoding="utf-8")
        print(f"{sample.name}: {len(sample.reading.asked)} questions, {len(sample.data)} bytes")


if __name__ == "__main__":
    main()
