"""How high a sheet may be, and rows that keep within it."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from bluebook.charts.sheets import MM, SMALL, Look, sheet

TALLEST = 1.399  # heights per width, of a wide sheet: under 1.4, whatever the rounding


def room(width: int, title: str, note: str = "", legend: Mapping[str, Look] | None = None) -> float:
    """Return how high a body may be on a wide sheet, in inches, so that the whole is at most 1.4 times as high as wide."""
    if width <= 120:
        return inf
    return TALLEST * width * MM - float(sheet(width, 0.0, title, note, legend).figure.get_size_inches()[1])


def fitted(step: float, rows: int, high: float) -> float:
    """Return the height of a row in inches, smaller where so many rows would be higher than `high`, but high enough to read."""
    return max(SMALL * 1.2 / 72, min(step, high / max(1, rows)))
