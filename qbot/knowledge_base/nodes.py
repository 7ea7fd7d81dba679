"""A tree of texts, lists and keys that remembers its lines: what YAML and JSON become before the schema reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from qbot.knowledge_base.mistakes import Mistake

if TYPE_CHECKING:
    import yaml

_DEEPEST = 12
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Node(Struct):
    """A text, a list or a set of keys, and the line it begins at; nothing written (`key:`) is an empty text."""

    value: str | list[Node] | dict[str, Node]
    line: int


class _ShapeError(Exception):
    """Something YAML allows and the knowledge base does not."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def decode_text(data: bytes, file: str) -> str | Mistake:
    """Return the text of a UTF-8 file, or the mistake with the line of the first byte that is not UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Mistake(file, 1, "the file is UTF-16", "Save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Mistake(file, line, f"byte 0x{data[error.start]:02x} is not UTF-8", "Save the file as UTF-8")


def parse_yaml(text: str, file: str) -> Node | list[Mistake]:
    """Return the tree of one YAML document, or its mistakes.

    Every scalar stays the text that it is written as: `yes`, `1.10` and `2026-10-01` mean themselves until the schema
    reads them. Keys that stand twice, aliases and several documents in one file are mistakes.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        return [_describe_error(error, text, file)]
    except RecursionError:
        return [Mistake(file, 1, "lists and keys are nested too deep", "An entry has at most three levels")]
    except yaml.YAMLError as error:
        place = getattr(error, "position", None)
        line = text.count("\n", 0, place) + 1 if isinstance(place, int) else 0
        what = "a control character that YAML does not allow" if line else " ".join(str(error).split())
        return [Mistake(file, line, what, "Delete it, or write it as an escape in a quoted text")]
    if root is None:
        return Node([], 1)
    mistakes: list[Mistake] = []
    try:
        tree = _convert(root, seen=set(), depth=0, twice=mistakes, file=file)
    except _ShapeError as error:
        return [*mistakes, Mistake(file, error.line, error.what, error.remedy)]
    return mistakes or tree


def _convert(node: yaml.Node, *, seen: set[int], depth: int, twice: list[Mistake], file: str) -> Node:
    line = node.start_mark.line + 1
    name = type(node).__name__
    if name == "ScalarNode":
        text: str = node.value
        return Node("" if not node.style and text in _NULLS else text, line)  # type: ignore[attr-defined]
    if id(node) in seen:
        raise _ShapeError(line, "an alias (*name) repeats another place", "Write the text out where it belongs")
    if depth > _DEEPEST:
        raise _ShapeError(line, "lists and keys are nested too deep", "An entry has at most three levels")
    seen.add(id(node))
    if name == "SequenceNode":
        return Node(
            [_convert(item, seen=seen, depth=depth + 1, twice=twice, file=file) for item in node.value],
            line,
        )
    pairs: dict[str, Node] = {}
    for key, item in node.value:
        here = key.start_mark.line + 1
        if type(key).__name__ != "ScalarNode":
            raise _ShapeError(here, "a key is not a plain word", "Write `key: value`")
        if key.value in pairs:
            twice.append(Mistake(file, here, f"the key “{key.value}” stands twice", "Keep one of the two"))
            continue
        pairs[key.value] = _convert(item, seen=seen, depth=depth + 1, twice=twice, file=file)
        pairs[key.value].line = here
    return Node(pairs, line)


def _describe_error(error: yaml.MarkedYAMLError, text: str, file: str) -> Mistake:
    mark = error.problem_mark or error.context_mark
    problem = " ".join((error.problem or str(error)).split())
    context = f" ({' '.join(error.context.split())})" if error.context else ""
    remedy = "Check the indentation, and put texts with `: ` or ` #` in quotes"
    near = text.split("\n")[max(mark.line - 1, 0) : mark.line + 1] if mark else []
    if any("\t" in line[: len(line) - len(line.lstrip())] for line in near):
        remedy = "Indent with spaces, never with tabs"
    elif "expected a single document" in (error.context or ""):
        remedy = "Put each document into a file of its own"
    elif "end" in problem and "stream" in problem:
        remedy = "The file ends too early: close the quote or bracket that is still open"
    return Mistake(file, mark.line + 1 if mark else 0, f"not readable as YAML: {problem}{context}", remedy)
