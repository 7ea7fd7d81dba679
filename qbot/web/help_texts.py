"""The help of a command as the help page shows it; the texts come from the commands themselves."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class CommandHelp(Struct, frozen=True):
    """A command with the text that its `--help` prints."""

    name: str
    text: str

    @property
    def anchor(self) -> str:
        """Where it stands on the help page."""
        return self.name.replace(" ", "-")


ListCommands = Callable[[], tuple[CommandHelp, ...]]
"""Gives the help of all commands; called when the help page is first opened."""

REVIEW_KEYS = (
    (("j", "k"), "next and previous question, in the order and filter shown; the arrow keys too"),
    (("a", "Enter"), "approve and go on"),
    (("e", "Esc"), "edit the answer, and leave the editor"),
    (("Ctrl+Enter",), "in the editor: save and approve"),
    (("1", "…", "9"), "take that suggestion"),
    (("x",), "no answer: leave the cell blank on purpose"),
    (("n",), "not applicable"),
    (("f",), "flag for a second look"),
    (("c",), "comment"),
    (("u",), "undo what you did last"),
    (("/",), "search"),
    (("?",), "the keys that are valid where you are"),
)
"""The keys of the review, with what each does."""
