"""A picture of how times grow: both axes logarithmic, one line a system, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

_WIDE, _HIGH, _EDGE = 640, 400, 56
_COLOURS = ("#1f6feb", "#bc4c00", "#1a7f37", "#8250df")


class Line(Struct, frozen=True):
    """The name of what was measured, and its points: how many, and how many seconds."""

    name: str
    points: Sequence[tuple[float, float]]


class _Axis(Struct, frozen=True):
    """Whole powers of ten between which all values lie, and the pixels they are spread over."""

    low: int
    high: int
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def list_marks(self) -> Iterator[float]:
        return (10.0**power for power in range(self.low, self.high + 1))


def draw_growth(lines: Sequence[Line], *, title: str, across: str, up: str) -> str:
    """Return the picture; a line that climbs like the dashed one grows as fast as what is counted."""
    points = [point for line in lines for point in line.points]
    wide = _span([one for one, _ in points], start=_EDGE, end=_WIDE - _EDGE / 2)
    high = _span([one for _, one in points], start=_HIGH - _EDGE, end=_EDGE)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" '
        'font-size="11">',
        f"<title>{title}</title>",
        f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>',
        f'<text x="{_WIDE / 2}" y="20" text-anchor="middle" font-size="13">{title}</text>',
        *_draw_marks(wide, high),
        *_draw_slope(wide, high),
        *(text for place, line in enumerate(lines) for text in _draw_line(line, wide, high, place)),
        f'<text x="{_WIDE / 2}" y="{_HIGH - 12}" text-anchor="middle">{across}</text>',
        f'<text x="14" y="{_HIGH / 2}" text-anchor="middle" transform="rotate(-90 14 {_HIGH / 2})">{up}</text>',
        "</svg>",
    ]
    return "\n".join(drawn) + "\n"


def _span(values: Sequence[float], *, start: float, end: float) -> _Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Axis(low, max(high, low + 1), start, end)


def _draw_marks(wide: _Axis, high: _Axis) -> Iterator[str]:
    for value in wide.list_marks():
        at = wide.place(value)
        yield f'<path d="M{at} {high.start}V{high.end}" stroke="#ddd"/>'
        yield f'<text x="{at}" y="{high.start + 16}" text-anchor="middle">{value:,.0f}</text>'
    for value in high.list_marks():
        at = high.place(value)
        yield f'<path d="M{wide.start} {at}H{wide.end}" stroke="#ddd"/>'
        yield f'<text x="{wide.start - 6}" y="{at + 4}" text-anchor="end">{value:g}</text>'


def _draw_slope(wide: _Axis, high: _Axis) -> Iterator[str]:
    """Yield the dashed line of what grows as fast as its count, as long as the picture has room for it."""
    powers = min(wide.high - wide.low, high.high - high.low)
    ends = wide.place(10.0 ** (wide.high - powers)), wide.place(10.0**wide.high)
    heights = high.place(10.0**high.low), high.place(10.0 ** (high.low + powers))
    yield f'<path d="M{ends[0]} {heights[0]}L{ends[1]} {heights[1]}" stroke="#888" stroke-dasharray="4 3"/>'


def _draw_line(line: Line, wide: _Axis, high: _Axis, place: int) -> Iterator[str]:
    colour = _COLOURS[place % len(_COLOURS)]
    spots = [(wide.place(count), high.place(seconds)) for count, seconds in line.points]
    path = "L".join(f"{x} {y}" for x, y in spots)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for (x, y), (count, seconds) in zip(spots, line.points, strict=True):
        title = f"{line.name}: {count:,.0f}, {seconds:.2f} s"
        yield f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"><title>{title}</title></circle>'
    key = 36 + 16 * place
    yield f'<circle cx="{wide.start + 12}" cy="{key - 4}" r="4" fill="{colour}"/>'
    yield f'<text x="{wide.start + 22}" y="{key}">{line.name}</text>'
