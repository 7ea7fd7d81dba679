"""Questions asked again: which of many texts ask what another one asks, found by the words that few of them have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qbot.matching.coverage import find_stems
from qbot.matching.recall import is_asked_again


class AskedBefore:
    """Texts by their numbers, to be asked which of them ask the same as another text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for stem in find_stems(text):
                self._holding[stem].append(number)

    def find(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the texts that ask the same, in their order."""
        return tuple(number for number in self._list_near(text) if is_asked_again(text, self._texts[number]))

    def _list_near(self, text: str) -> Iterable[int]:
        stems = find_stems(text)
        known = sorted(
            (stem for stem in stems if stem in self._holding), key=lambda one: (len(self._holding[one]), one)
        )
        # texts that are alike to four fifths share two thirds of the words of either
        enough = len(stems) // 3 + 1
        return sorted({number for stem in known[:enough] for number in self._holding[stem]})
