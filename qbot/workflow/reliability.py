"""How far a confidence may be trusted: bins, calibration error, area under the curve, and their picture."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

_BINS = 10
_SIZE, _EDGE = 320, 40


class Bin(Struct, frozen=True):
    """The answers whose confidence lies from `low` up to `high`: how many, their mean confidence, the share right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def sort_into_bins(confidences: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Return the ten bins of equal width that hold anything, from the lowest."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, hit in zip(confidences, right, strict=True):
        groups.setdefault(min(int(confidence * _BINS), _BINS - 1), []).append((confidence, hit))
    return tuple(
        Bin(
            low=number / _BINS,
            high=(number + 1) / _BINS,
            count=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            right=sum(hit for _, hit in group) / len(group),
        )
        for number, group in sorted(groups.items())
    )


def find_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of confidence and share right (Naeini et al. 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else 0.0


def find_area(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return the area under the ROC curve: how often a right one has more confidence than a wrong one.

    None where all are right, or all wrong. Counted by ranks (Mann and Whitney 1947), ties as half.
    """
    hits = [confidence for confidence, hit in zip(confidences, right, strict=True) if hit]
    misses = [confidence for confidence, hit in zip(confidences, right, strict=True) if not hit]
    if not hits or not misses:
        return None
    won = sum((hit > miss) + 0.5 * (hit == miss) for hit in hits for miss in misses)
    return won / (len(hits) * len(misses))


def draw_plot(bins: Sequence[Bin], title: str) -> str:
    """Return an SVG picture: confidence to the right, share right upwards, each bin a disc as large as it is full."""
    side = _SIZE - 2 * _EDGE
    most = max((one.count for one in bins), default=1)

    def across(value: float) -> float:
        return round(_EDGE + value * side, 1)

    def up(value: float) -> float:
        return round(_SIZE - _EDGE - value * side, 1)

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}"',
        ' font-family="sans-serif" font-size="10">',
        f"<title>{_escape(title)}</title>",
        f'<rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>',
        f'<text x="{_SIZE / 2}" y="20" text-anchor="middle" font-size="12">{_escape(title)}</text>',
    ]
    for tenth in range(0, 11, 2):
        value = tenth / 10
        lines += [
            f'<path d="M{across(value)} {up(0)}V{up(1)}M{across(0)} {up(value)}H{across(1)}" stroke="#ddd"/>',
            f'<text x="{across(value)}" y="{up(0) + 14}" text-anchor="middle">{value:g}</text>',
            f'<text x="{across(0) - 6}" y="{up(value) + 3}" text-anchor="end">{value:g}</text>',
        ]
    lines.append(f'<path d="M{across(0)} {up(0)}L{across(1)} {up(1)}" stroke="#888" stroke-dasharray="4 3"/>')
    for one in bins:
        radius = round(3 + 7 * (one.count / most) ** 0.5, 1)
        lines.append(
            f'<circle cx="{across(one.confidence)}" cy="{up(one.right)}" r="{radius}" fill="#1f6feb" fill-opacity=".7">'
            f"<title>{one.count} answers: confidence {one.confidence:.2f}, right {one.right:.2f}</title></circle>"
        )
    lines += [
        f'<text x="{_SIZE / 2}" y="{_SIZE - 8}" text-anchor="middle">confidence</text>',
        f'<text x="12" y="{_SIZE / 2}" text-anchor="middle" transform="rotate(-90 12 {_SIZE / 2})">share right</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
