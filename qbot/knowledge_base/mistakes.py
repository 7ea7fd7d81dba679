"""All mistakes of a person's files, gathered and reported together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qbot.errors import QbotError

_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file, the line (0: the whole file), what is wrong, and what to do."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        end = "" if self.remedy.endswith(("?", ".")) else "."
        return f"{where}: {self.what}. {self.remedy}{end}"


class KnowledgeMistakesError(QbotError):
    """Files of the knowledge base hold mistakes (exit status 3): each with file, line, reason and remedy."""

    exit_status = 3

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
        files = len({mistake.file for mistake in self.mistakes})
        shown = [f"  {mistake}" for mistake in self.mistakes[:_MOST_SHOWN]]
        if len(self.mistakes) > _MOST_SHOWN:
            shown.append(f"  and {len(self.mistakes) - _MOST_SHOWN} more.")
        super().__init__("\n".join([f"{_count(len(self.mistakes), 'mistake')} in {_count(files, 'file')}:", *shown]))

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the mistakes across a process boundary."""
        return KnowledgeMistakesError, (self.mistakes,)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
