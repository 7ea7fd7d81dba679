"""Words by which a question shows how it asks."""

from __future__ import annotations

from collections.abc import Mapping

OPENERS: Mapping[str, tuple[str, ...]] = {
    "how often": ("how often", "how frequently", "at what frequency", "at what interval*", "what is the frequency"),
    "how many": ("how many", "how much", "how long", "what percentage", "what number", "number of", "total number"),
    "how": ("how",),
    "list": ("list", "enumerate", "name all", "name", "list all", "select", "choose"),
    "attach": (
        "attach", "provide a copy", "provide copies", "supply a copy", "supply copies", "enclose", "furnish", "upload",
        "include a copy",
        "provide a link", "provide the link", "submit", "send",
        "provide evidence", "provide supporting documentation",
    ),
    "describe": (
        "describe", "explain", "provide", "elaborate", "outline",
        "specify", "detail", "give", "summarize", "summarise", "state", "indicate",
        "identify", "use this area", "tell", "share", "set out", "briefly describe",
        "comment",
        "document", "in a few sentences",
    ),
    "who": ("who", "whom", "by whom", "which person", "which team"),
    "where": ("where", "in which countr*", "in which region*", "in which country", "in what countr*", "what countr*"),
    "when": (
        "when", "by when", "by what date", "until when", "what date", "on what date", "what is the date",
        "as of what date", "since when",
    ),
    "what": (
        "what", "which", "to what extent", "in what", "under what", "at what", "for what", "with which", "to which",
    ),
    "yes/no": (
        "do", "does", "is", "are", "has", "have", "can", "could", "will", "would", "did", "was", "were", "should",
        "shall",
        "may", "must", "am", "had", "might",
    ),
}  # fmt: skip

# A part that begins with one of these hangs on the answer to the part before it.
CONDITIONS: tuple[str, ...] = (
    "if",
    "when applicable",
    "where applicable",
    "in case",
    "otherwise",
    "if so",
    "if yes",
    "if not",
)
