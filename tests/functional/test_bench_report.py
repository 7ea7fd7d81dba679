"""What `make bench` writes: figures beside their bars, what was left out, and a picture with both axes logarithmic."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import bench
from bench_chart import Line, draw_growth
from bench_machine import describe_machine
from bench_report import Bar, Given, LeftOutError, Section, render_markdown, render_text, show

DAY = date(2026, 11, 1)
SECTION = Section(
    "Filling",
    "By turns.",
    ("", "qbot", "other"),
    [("seconds", "1.0 s", "4.0 s")],
    [Bar("seconds, qbot : other", 0.25, 0.2, most=True, timed=True), Bar("cells", 12, 10)],
)


def test_a_bar_is_met_on_the_right_side_of_its_limit() -> None:
    met = [Bar("", 1, 1), Bar("", 2, 1), Bar("", 1, 1, most=True), Bar("", 0, 1, most=True)]
    missed = [Bar("", 0.99, 1), Bar("", 1.01, 1, most=True)]
    assert [bar.met for bar in (*met, *missed)] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.98286, "0.9829"),
        (2.0, "2"),
        (12.34, "12.3"),
        (1_204, "1,204"),
        (-0.00001, "0"),
        (float("nan"), "-"),
    ],
)
def test_a_number_is_shown_as_far_as_it_tells_something(value: float, text: str) -> None:
    assert show(value) == text


def test_a_section_as_text_and_as_markdown() -> None:
    text, page = render_text(SECTION), render_markdown(SECTION)
    assert re.search(r"^seconds, qbot : other +0\.25 +at most 0\.2 +missed$", text, re.MULTILINE)
    assert "| seconds, qbot : other | 0.25 | at most 0.2 | **missed** |" in page
    assert "| cells | 12 | at least 10 | met |" in page
    tables = [block for block in page.split("\n\n") if block.startswith("|")]
    assert [len({line.count("|") for line in block.splitlines()}) for block in tables] == [1, 1]


def test_the_report_names_the_day_the_machine_what_was_left_out_and_what_was_missed() -> None:
    run = bench.Run([SECTION], {"keys": "no Chromium"}, ["pages"], 3.4)
    page = bench.render_report(run, ("Two processors",), DAY)
    for told in ("2026-11-01, in 3 minutes", "- Two processors.", "- Left out: keys: no Chromium.", "- Failed: pages."):
        assert told in page
    assert "1 of 2 bars are met; those that are missed:" in page
    assert ("quick run" in page, "quick run" in bench.render_report(replace(run, quick=True), (), DAY)) == (False, True)
    assert "- Nothing was left out." in bench.render_report(bench.Run([], {}, [], 0), (), DAY)


def test_the_machine_is_told_without_names_of_hosts_people_or_folders() -> None:
    lines = " ".join(describe_machine())
    assert re.search(r"\d+ processors \(", lines)
    assert "scikit-learn" in lines
    assert not re.search(r"/\w+/", lines)


def test_a_part_that_fails_or_is_left_out_keeps_none_from_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave_out(_given: Given) -> list[Section]:
        raise LeftOutError("no Chromium")

    def fail(_given: Given) -> list[Section]:
        raise ValueError("broken")

    for name, do in (("keys", leave_out), ("pages", fail), ("filling", lambda _given: [SECTION])):
        module = ModuleType(f"made_{name}")
        monkeypatch.setattr(module, "bench", do, raising=False)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(bench.PARTS, name, module.__name__)
    run = bench.run_parts(("keys", "pages", "filling"), Given(None))
    assert (run.sections, run.failed, run.left_out["keys"]) == ([SECTION], ["pages"], "no Chromium")
    assert "QBOT_TESTDATA" in run.left_out["real questionnaires"]


def test_every_part_has_a_bench() -> None:
    tools = Path(bench.__file__).parent
    for module in bench.PARTS.values():
        assert "def bench(given: Given) -> list[Section]:" in (tools / f"{module}.py").read_text("utf-8")


def test_ten_times_as_many_lie_as_far_apart_wherever_they_stand() -> None:
    picture = draw_growth([Line("qbot", [(100, 0.1), (1_000, 1), (10_000, 10)])], title="T", across="a", up="u")
    spots = [
        (float(one.attrib["cx"]), float(one.attrib["cy"]))
        for one in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}circle")
        if one.attrib["r"] == "3.5"
    ]
    (x0, y0), (x1, y1), (x2, y2) = spots
    assert abs((x1 - x0) - (x2 - x1)) < 0.2
    assert abs((y0 - y1) - (y1 - y2)) < 0.2
    assert x0 < x1
    assert y0 > y1
