"""Measure how the time of the check grows: a made-up library of 1,000 entries and one of 10,000, side by side.

usage: measure_check_speed.py [--repeat N]

The entries are made of words that come as often as in a language, with one near-same question in ten and one
contradiction in twenty. Prints both times, the best of N, and their ratio. Exit status 1 where ten times the entries
take more than ten times as long.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from bench_report import Bar, Section, render_text

from qbot.knowledge_base.check import check_entries
from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.findings import CheckedLibrary
from qbot.model.knowledge import Entry, EntryKind, Source, Stance

_SIZES = (1_000, 10_000)
_MOST = 10.0
_WORDS = 20_000
_SYLLABLES = ("ba", "cor", "de", "fin", "gra", "hol", "ik", "jun", "kel", "lam", "mo", "ner", "os", "pri", "qua", "ru")


def make_words() -> list[str]:
    """Return words that look like words, the commonest first."""
    chance = random.Random(7)
    words = {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5))): None for _ in range(2 * _WORDS)}
    return list(words)[:_WORDS]


def make_library(size: int, words: Sequence[str], *, seed: int) -> list[Entry]:
    """Return entries with questions of eight to twenty words; each seed gives other ones, that no cache knows."""
    chance = random.Random(f"{size} {seed}")
    shares = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    entries: list[Entry] = []
    for number in range(size):
        if entries and number % 10 == 0:
            origin = chance.choice(entries)
            question = f"Please confirm: {origin.question}"
            turned = Stance.NO if origin.stance is Stance.YES else Stance.YES
            stance = origin.stance if number % 20 else turned
        else:
            question = " ".join(chance.choices(words, cum_weights=shares, k=chance.randint(8, 20))) + "?"
            stance = chance.choice((Stance.YES, Stance.NO))
        answer = " ".join(chance.choices(words, cum_weights=shares, k=25)) + " within 24 hours."
        entries.append(Entry(f"e{number:06}", EntryKind.FAQ, answer, question, stance=stance, source=Source("made up")))
    return entries


def measure(entries: Sequence[Entry]) -> tuple[float, int]:
    """Return the seconds of the processor that a check takes, and how many findings it has."""
    start = time.process_time()
    found = check_entries(CheckedLibrary(entries, {}, None), as_of=date(2026, 11, 1), settings=CheckSettings())
    return time.process_time() - start, len(found)


def describe(best: Mapping[int, float]) -> Section:
    """Return the table of both sizes with the bar on how the time grows."""
    small, large = (best[size] for size in _SIZES)
    return Section(
        "How the check of the knowledge base grows",
        "Processor seconds on made-up libraries, with one near-same question in ten and one contradiction in twenty.",
        ("Entries", "seconds", "times"),
        [(f"{size:,}", f"{best[size]:.2f} s", f"{best[size] / small:.1f}") for size in _SIZES],
        [Bar(f"{_SIZES[1]:,} entries : {_SIZES[0]:,} entries", large / small, _MOST, most=True, timed=True)],
    )


def measure_sizes(repeat: int) -> dict[int, float]:
    """Return the least seconds of each size, by turns."""
    words = make_words()
    best: dict[int, float] = {}
    measure(make_library(50, words, seed=0))  # what is imported and compiled once is not measured
    for round_, size in itertools.product(range(1, repeat + 1), _SIZES):
        seconds, _ = measure(make_library(size, words, seed=round_))
        best[size] = min(seconds, best.get(size, seconds))
    return best


def main(arguments: Sequence[str]) -> int:
    """Print the times and their ratio; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure how the time of the check grows with the library.")
    parser.add_argument("--repeat", type=int, default=2)
    repeat = parser.parse_args(arguments).repeat
    section = describe(measure_sizes(repeat))
    print(render_text(section))
    return int(not all(bar.met for bar in section.bars))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
