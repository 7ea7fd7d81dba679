"""All mistakes of a person's files, gathered and reported together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from qbot.errors import QbotError

_MOST_SHOWN = 60


class Mistake(Struct, frozen=True):
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
    """Files of the knowledge base hold mistakes (exit status 3): each with file, line, reason and remedy.

    `origin` is the folder that the files are in, where they are named within one.
    """

    exit_status = 3

    def __init__(self, mistakes: Sequence[Mistake], *, origin: str = "") -> None:
        self.origin = origin
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
        files = len({mistake.file for mistake in self.mistakes})
        shown = [f"  {mistake}" for mistake in self.mistakes[:_MOST_SHOWN]]
        if len(self.mistakes) > _MOST_SHOWN:
            shown.append(f"  and {len(self.mistakes) - _MOST_SHOWN} more.")
        where = f" of {origin}" if origin else ""
        head = f"{_count(len(self.mistakes), 'mistake')} in {_count(files, 'file')}{where}:"
        super().__init__("\n".join([head, *shown]))

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the mistakes across a process boundary."""
        return _rebuild_mistakes, (self.mistakes, self.origin)


def _rebuild_mistakes(mistakes: tuple[Mistake, ...], origin: str) -> KnowledgeMistakesError:
    return KnowledgeMistakesError(mistakes, origin=origin)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
