"""Small charts over time as shapes for an SVG: a bar a questionnaire, the oldest on the left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

WIDTH, HEIGHT = 320, 96
_MOST = 24
_WIDEST = 28.0


class Bar(Struct, frozen=True):
    """A bar with its place, and what it says in words."""

    x: float
    y: float
    width: float
    height: float
    text: str


class Chart(Struct, frozen=True):
    """A chart: its name, what is measured, its bars, the last value in words, and what the upper edge stands for."""

    name: str
    of: str
    bars: tuple[Bar, ...]
    last: str
    top: str

    @property
    def told(self) -> str:
        """The chart in a sentence, for those who do not see it."""
        return f"{self.name}, {self.of}: {'; '.join(bar.text for bar in self.bars) or 'nothing to show yet'}"


def draw_chart(name: str, of: str, values: Sequence[tuple[str, float | None]], *, share: bool = True) -> Chart:
    """Return the chart of the last values, each with its day; values that are None are left out."""
    known = [(day, value) for day, value in values if value is not None][-_MOST:]
    top = 1.0 if share else max([value for _, value in known], default=1.0) or 1.0
    room = WIDTH / max(len(known), 1)
    width = min(room * 0.7, _WIDEST)
    bars = tuple(
        Bar(
            x=round(number * room + (room - width) / 2, 1),
            y=round(HEIGHT - HEIGHT * value / top, 1),
            width=round(width, 1),
            height=round(max(HEIGHT * value / top, 1.0), 1),
            text=f"{day}: {_write(value, share=share)}",
        )
        for number, (day, value) in enumerate(known)
    )
    last = _write(known[-1][1], share=share) if known else "–"
    return Chart(name, of, bars, last, _write(top, share=share))


def _write(value: float, *, share: bool) -> str:
    if share:
        return f"{100 * value:.0f} %"
    return f"{value:.0f} h" if value >= 10 else f"{value:.1f} h"
