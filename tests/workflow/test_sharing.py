"""Shared work has the results of work that one process did."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from qbot.model.draft import Draft
from qbot.workflow.drafting import draft_questionnaire
from qbot.workflow.indexing import index_knowledge, read_indexed
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.sharing import share_out

HERE = os.getpid()
FOLDER = Path(__file__).parents[2]
PIECES = tuple(range(101))
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pytest-xdist has a thread of its own


def square(number: int) -> int:
    return number * number


def square_here_alone(number: int) -> int:
    """Square a number; another process than this one dies of it."""
    if os.getpid() != HERE:
        os._exit(3)
    return number * number


def wait_here(number: int) -> int:
    """Tell the process; this one is slow at every piece."""
    if os.getpid() == HERE:
        time.sleep(0.05)
    return os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("work", [square, square_here_alone])
def test_the_results_stand_in_order_whoever_did_the_work(work: Callable[[int], int], processes: int) -> None:
    assert list(share_out(work, PIECES, kind=int, processes=processes)) == [number * number for number in PIECES]


@pytest.mark.parametrize("many", [101, 1_000])
def test_every_piece_is_done_once_and_bundles_are_longer_where_there_are_more(many: int) -> None:
    assert list(share_out(square, range(many), kind=int, processes=2)) == [number * number for number in range(many)]


def test_a_slow_process_takes_less() -> None:
    workers = list(share_out(wait_here, PIECES, kind=int, processes=2))
    assert workers.count(HERE) < len(PIECES) // 4


@pytest.mark.parametrize(("processes", "times"), [(1, 0), (2, 1), (3, 1)])
def test_what_is_to_be_done_later_is_done_here_once_while_others_work(processes: int, times: int) -> None:
    done: list[int] = []

    def do() -> None:
        time.sleep(0.2)
        done.append(os.getpid())

    workers = list(share_out(lambda _: os.getpid(), PIECES, kind=int, processes=processes, meanwhile=do))
    assert done == [HERE] * times
    assert (workers[0] == HERE) is (processes == 1)


def test_an_error_is_raised_and_leaves_no_process_behind(tmp_path: Path) -> None:
    told = tmp_path / "child"
    os.mkfifo(told)

    def refuse_here(number: int) -> int:
        if os.getpid() == HERE:
            raise ValueError(told.read_text())  # waits for the child to tell its number
        told.write_text(str(os.getpid()))
        time.sleep(60)
        return number

    with pytest.raises(ValueError, match=r"\d+") as error:
        share_out(refuse_here, PIECES, kind=int, processes=2)
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(error.value)), 0)


def test_drafts_made_by_three_processes_are_those_of_one() -> None:
    questionnaire = read_questionnaire(FOLDER / "samples" / "plain.xlsx")
    many = tuple(
        replace(question, sheet=f"{question.sheet} {copy}") for copy in range(9) for question in questionnaire.questions
    )
    assert len(many) > 100
    large = replace(questionnaire, questions=many)
    indexed = index_knowledge(read_indexed(FOLDER / "knowledge").knowledge)
    alone, shared = (
        draft_questionnaire(
            large, indexed, as_of=date(2026, 11, 1), share=partial(share_out, kind=Draft, processes=parts)
        )
        for parts in (1, 3)
    )
    assert shared == alone


def test_alone_each_piece_is_done_when_it_is_asked_for() -> None:
    done: list[int] = []

    def work(piece: int) -> int:
        done.append(piece)
        return piece

    results = iter(share_out(work, range(200), kind=int, processes=1))
    assert (next(results), next(results), done) == (0, 1, [0, 1])
