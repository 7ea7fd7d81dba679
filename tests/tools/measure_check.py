"""Measure the check: named mutations are planted in a library of real entries, and what it finds of them is counted.

usage: measure_check.py [--each N] [--seed N] [--sample N] [--distinct]

The library is made at run time from the folder that QBOT_TESTDATA names and is stored nowhere. Every mutation is
planted N times, each on an entry of its own: duplicates with reworded questions, contradictions (verdict, number, date,
period; half of them under a reworded question), and ends that have passed. Prints recall by mutation, how many findings
were not planted, and with --sample so many of those, to be read by hand. --distinct leaves one entry a question in the
library first, which makes unplanted findings rarer and harder. Exit status 1 where less than 95 of 100 are found.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench_report import Bar, Section, render_text
from msgspec import Struct
from msgspec.structs import replace

from qbot.knowledge_base.check import check_entries
from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.findings import CheckedLibrary, FindingKind, KnowledgeFinding
from qbot.knowledge_base.merge import fold_question, merge_entries
from qbot.model.knowledge import Entry, Stance
from qbot.workflow.import_reading import read_import_file

Mutation = Callable[[Entry, random.Random], Entry | None]

_SWAPS = (
    ("do you have", "does your company have"), ("does your organization", "do you"),
    ("do you", "does your organisation"),
    ("are you", "is your company"), ("does your company", "does the vendor"), ("your product", "your solution"),
    ("the application", "the product"), ("your application", "your system"), ("utilize", "use"), ("utilizing", "using"),
)  # fmt: skip
_SYNONYMS = (
    ("documented", "written"), ("personnel", "staff"), ("employees", "staff"), ("third party", "third-party"),
    ("annually", "every year"), ("at least once a year", "at least annually"), ("off site", "offsite"),
    ("patches", "updates"), ("currently", ""), ("prior to", "before"), ("in place", "established"),
)  # fmt: skip
_SPELLINGS = (
    ("organiz", "organis"),
    ("authoriz", "authoris"),
    ("utiliz", "utilis"),
    ("center", "centre"),
    ("backup", "back-up"),
)
_SHORT = (
    ("multi-factor authentication", "MFA"), ("single sign-on", "SSO"), ("disaster recovery plan", "DRP"),
    ("business continuity plan", "BCP"), ("service level agreement", "SLA"), ("role-based access control", "RBAC"),
    ("web application firewall", "WAF"), ("intrusion detection system", "IDS"),
    ("personally identifiable information", "PII"),
)  # fmt: skip
_OTHER_NUMBER = re.compile(
    r"(?<![\w.-])(\d{1,3})(?=\s*-?\s*(?:hours?|days?|months?|years?|weeks?|minutes?|characters?|%|bit))", re.I
)
_PERIODS = (
    ("annually", "quarterly"),
    ("annual", "monthly"),
    ("quarterly", "annually"),
    ("monthly", "yearly"),
    ("daily", "weekly"),
)
_YEAR = re.compile(r"(?<![\d/-])(20[12]\d)(?![\d-])")


def _reword(entry: Entry, pairs: tuple[tuple[str, str], ...]) -> Entry | None:
    for before, after in pairs:
        text = re.sub(rf"\b{re.escape(before)}", after, entry.question, count=1, flags=re.I)
        if text != entry.question:
            return replace(entry, question=" ".join(text.split()))
    return None


def copy_entry(entry: Entry, _chance: random.Random) -> Entry:
    """The same under another id."""
    return entry


def change_marks(entry: Entry, _chance: random.Random) -> Entry:
    """Capitals, quotation marks and the end."""
    return replace(entry, question=f"“{entry.question.rstrip('?. ')}” ?".upper())


def ask_politely(entry: Entry, chance: random.Random) -> Entry:
    """Words of politeness before the question."""
    words = chance.choice(["Please confirm:", "Please describe:", "Kindly state:"])
    return replace(entry, question=f"{words} {entry.question}")


def swap_asked(entry: Entry, _chance: random.Random) -> Entry | None:
    """Another word for the one who is asked or for what is sold."""
    return _reword(entry, _SWAPS)


def swap_synonym(entry: Entry, _chance: random.Random) -> Entry | None:
    """Another word for the same."""
    return _reword(entry, _SYNONYMS)


def change_spelling(entry: Entry, _chance: random.Random) -> Entry | None:
    """British for American spelling."""
    return _reword(entry, _SPELLINGS)


def shorten_name(entry: Entry, _chance: random.Random) -> Entry | None:
    """An abbreviation for the words it stands for."""
    return _reword(entry, _SHORT)


def mistype(entry: Entry, chance: random.Random) -> Entry | None:
    """Two letters of a long word changed over."""
    words = list(re.finditer(r"[a-z]{8,}", entry.question))
    if len(entry.question.split()) < 8 or not words:
        return None
    word = chance.choice(words)
    at = word.start() + 3
    text = entry.question
    return replace(entry, question=f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}")


def drop_examples(entry: Entry, _chance: random.Random) -> Entry | None:
    """The question without its examples in brackets."""
    text = re.sub(r"\s*\((?:e\.g\.|i\.e\.)[^)]*\)", "", entry.question)
    return replace(entry, question=text) if text != entry.question and len(text.split()) > 4 else None


def flip_verdict(entry: Entry, _chance: random.Random) -> Entry | None:
    """Yes for no, and no for yes."""
    other = {Stance.YES: Stance.NO, Stance.NO: Stance.YES}.get(entry.stance) if entry.stance else None
    return replace(entry, stance=other, answer="Yes" if other is Stance.YES else "No") if other else None


def change_number(entry: Entry, _chance: random.Random) -> Entry | None:
    """Another number before a unit."""
    text = _OTHER_NUMBER.sub(lambda found: str(int(found[1]) * 2 + 1), entry.answer, count=1)
    return replace(entry, answer=text) if text != entry.answer else None


def change_year(entry: Entry, _chance: random.Random) -> Entry | None:
    """Another year of a date."""
    text = _YEAR.sub(lambda found: str(int(found[1]) - 2), entry.answer, count=1)
    return replace(entry, answer=text) if text != entry.answer else None


def change_period(entry: Entry, _chance: random.Random) -> Entry | None:
    """Another period."""
    for before, after in _PERIODS:
        text = re.sub(rf"\b{before}\b", after, entry.answer, count=1, flags=re.I)
        if text != entry.answer:
            return replace(entry, answer=text)
    return None


def end_entry(entry: Entry, chance: random.Random) -> Entry:
    """A last good day that has passed."""
    return replace(entry, valid_until=AS_OF - timedelta(days=chance.randint(1, 400)))


def miss_review(entry: Entry, chance: random.Random) -> Entry:
    """A review that is overdue."""
    return replace(entry, reviewed_on=AS_OF - timedelta(days=91 + chance.randint(1, 300)), review_every=90)


def near_end(entry: Entry, chance: random.Random) -> Entry:
    """A last good day within the month."""
    return replace(entry, valid_until=AS_OF + timedelta(days=chance.randint(0, 29)))


def say_ended(entry: Entry, chance: random.Random) -> Entry:
    """A certificate that the answer itself says has ended."""
    day = chance.choice(["30 June 2025", "March 2025", "2025-09-30", "Dec 31, 2025"])
    return replace(entry, answer=f"{entry.answer} The certificate is valid until {day}.")


AS_OF = date(2026, 11, 1)
REWORDINGS: Mapping[str, Mutation] = {
    "copied": copy_entry,
    "marks": change_marks,
    "politeness": ask_politely,
    "asked": swap_asked,
    "synonym": swap_synonym,
    "spelling": change_spelling,
    "abbreviation": shorten_name,
    "typing error": mistype,
    "examples dropped": drop_examples,
}
CONTRADICTIONS: Mapping[str, Mutation] = {
    "yes or no": flip_verdict,
    "number": change_number,
    "date": change_year,
    "period": change_period,
}
ENDINGS: Mapping[str, Mutation] = {
    "expired": end_entry,
    "review overdue": miss_review,
    "due soon": near_end,
    "says it has ended": say_ended,
}
_LEAST = 0.95
EACH = 25
_FILES = ("rfpresponder-canonical.xlsx", "samm-15-example-filled.xlsx", "samm-10-interview-xls.xls")
_PAIRED = (FindingKind.DUPLICATE, FindingKind.TOO_ALIKE, FindingKind.CONTRADICTION)


class Planted(Struct, frozen=True):
    """A mutated entry, the one it was made from, by which mutation, and the kinds of findings that would name it."""

    entry: Entry
    origin: Entry
    mutation: str
    kinds: tuple[FindingKind, ...]


def read_library(folder: Path, *, distinct: bool) -> list[Entry]:
    """Return the real entries of the test data."""
    files = [file for file in sorted((folder / "matching").glob("*.jsonl")) if "questions" not in file.name]
    files += [folder / "corpus/questionnaires" / name for name in _FILES]
    known: list[Entry] = []
    for file in files:
        known += merge_entries(known, read_import_file(file).rows.entries).added
    known = [replace(entry, conflicts=()) for entry in known]
    if not distinct:
        return known
    return list({fold_question(entry.question) or entry.id: entry for entry in known}.values())


def plant_all(library: Sequence[Entry], each: int, chance: random.Random) -> tuple[list[Entry], list[Planted]]:
    """Return the library with ends planted in its entries and further entries beside them, and what was planted."""
    free = [entry for entry in library if len(entry.question.split()) >= 5 and len(entry.answer) > 1]
    chance.shuffle(free)
    planted = list(_plant(REWORDINGS, free, each, chance, (FindingKind.DUPLICATE,)))
    planted += _plant(CONTRADICTIONS, free, each, chance, (FindingKind.CONTRADICTION,))
    beside = [one.entry for one in planted]
    ends = list(_plant(ENDINGS, free, each, chance, ()))
    changed = {one.origin.id: replace(one.entry, id=one.origin.id) for one in ends}
    kinds = {"expired": FindingKind.EXPIRED, "review overdue": FindingKind.OVERDUE, "due soon": FindingKind.DUE_SOON}
    planted += [
        replace(one, entry=changed[one.origin.id], kinds=(kinds.get(one.mutation, FindingKind.EXPIRED),))
        for one in ends
    ]
    return [*(changed.get(entry.id, entry) for entry in library), *beside], planted


def _plant(
    mutations: Mapping[str, Mutation],
    free: list[Entry],
    each: int,
    chance: random.Random,
    kinds: tuple[FindingKind, ...],
) -> Iterator[Planted]:
    for name, mutate in mutations.items():
        done = 0
        for origin in tuple(free):
            made = mutate(origin, chance)
            if done == each or made is None:
                continue
            if kinds == (FindingKind.CONTRADICTION,) and done % 2:
                reworded = chance.choice(tuple(REWORDINGS.values()))(made, chance)
                made = reworded or made
            free.remove(origin)
            done += 1
            yield Planted(replace(made, id=f"planted {name} {done}", source=None), origin, name, kinds)


def is_found(one: Planted, findings: Sequence[KnowledgeFinding], by_id: Mapping[str, Entry]) -> bool:
    """Tell whether a finding of the right kind names the planted entry and, for a pair, the one it was made from."""
    for finding in findings:
        if finding.kind not in one.kinds or one.entry.id not in finding.entries:
            continue
        others = [by_id[name] for name in finding.entries if name != one.entry.id]
        twins = [other for other in others if fold_question(other.question) == fold_question(one.origin.question)]
        if finding.kind not in _PAIRED or twins:
            return True
    return False


class Checked(Struct, frozen=True):
    """A library with what was planted in it, all findings of the check, and the planted ones that they name."""

    entries: Sequence[Entry]
    planted: Sequence[Planted]
    findings: Sequence[KnowledgeFinding]
    named: Sequence[Planted]

    @property
    def recall(self) -> float:
        return len(self.named) / len(self.planted)


def check_planted(library: Sequence[Entry], *, each: int, chance: random.Random) -> Checked:
    """Return what the check finds in a library with mutations planted in it."""
    entries, planted = plant_all(library, each, chance)
    found = check_entries(CheckedLibrary(entries, {}, None), as_of=AS_OF, settings=CheckSettings())
    by_id = {entry.id: entry for entry in entries}
    return Checked(entries, planted, found, [one for one in planted if is_found(one, found, by_id)])


def describe(library: Sequence[Entry], checked: Checked) -> Section:
    """Return the table of the mutations with the bar on recall."""
    named = Counter(one.mutation for one in checked.named)
    counts = Counter(one.mutation for one in checked.planted)
    return Section(
        "What the check of the knowledge base finds",
        f"{len(library)} entries of completed questionnaires, with duplicates, contradictions and ends planted in "
        "them.",
        ("Planted", "entries", "named by a finding"),
        [(name, str(count), str(named[name])) for name, count in counts.items()],
        [Bar("share of the planted that is named", checked.recall, _LEAST)],
    )


def main(arguments: Sequence[str]) -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description="Measure the check with planted mutations.")
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--distinct", action="store_true")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    library = read_library(Path(os.environ["QBOT_TESTDATA"]), distinct=options.distinct)
    checked = check_planted(library, each=options.each, chance=chance)
    print(render_text(describe(library, checked)))
    for one in checked.planted:
        if one not in checked.named:
            texts = (one.origin.question, one.entry.question, one.entry.answer)
            print(f"  missed, {one.mutation}: {' / '.join(repr(text[:80]) for text in texts)}")
    by_id = {entry.id: entry for entry in checked.entries}
    _tell_unplanted(checked.findings, checked.planted, by_id, options.sample, chance)
    return int(checked.recall < _LEAST)


def _tell_unplanted(
    found: Sequence[KnowledgeFinding],
    planted: Sequence[Planted],
    by_id: Mapping[str, Entry],
    sample: int,
    chance: random.Random,
) -> None:
    names = {one.entry.id for one in planted}
    others = [one for one in found if one.kind is not FindingKind.COMPANY and names.isdisjoint(one.entries)]
    print(f"{len(others)} findings name no planted entry: {dict(Counter(one.kind.value for one in others))}")
    for finding in chance.sample(others, min(sample, len(others))):
        print(f"\n{finding.kind.value}: {finding.text}")
        for name in finding.entries[:3]:
            entry = by_id[name]
            stance = entry.stance.value if entry.stance else "-"
            print(f"    {name} [{entry.section}]\n      {entry.question[:200]}\n      {stance}: {entry.answer[:220]!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
