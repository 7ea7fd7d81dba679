"""Mistakes as a person reads them."""

from __future__ import annotations

import pickle

from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake


def test_mistakes_are_sorted_and_counted() -> None:
    error = KnowledgeMistakesError([
        Mistake("b.yaml", 0, "cannot be read", "Make it readable"),
        Mistake("a.yaml", 12, "wrong", "Did you mean “right”?"),
        Mistake("a.yaml", 3, "wrong", "Write it."),
    ])  # fmt: skip
    assert str(error) == (
        "3 mistakes in 2 files:\n  a.yaml, line 3: wrong. Write it.\n"
        "  a.yaml, line 12: wrong. Did you mean “right”?\n  b.yaml: cannot be read. Make it readable."
    )


def test_a_long_list_is_cut() -> None:
    error = KnowledgeMistakesError([Mistake("a", line, "wrong", "x") for line in range(1, 101)], origin="kb")
    assert str(error).startswith("100 mistakes in 1 file of kb:\n")
    assert str(error).endswith("  a, line 60: wrong. x.\n  and 40 more.")
    assert len(error.mistakes) == 100


def test_mistakes_survive_a_process_boundary() -> None:
    error = KnowledgeMistakesError([Mistake("a", 1, "wrong", "x")], origin="kb")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.mistakes, again.exit_status) == (str(error), error.mistakes, 3)
