"""The white between two blocks: wide enough for a screen to show it and for the outline of a hatched block."""

from __future__ import annotations

from bluebook.charts.sheets import MM

GAP = 0.12 * MM  # white on each side of a block, at least
MOST = 0.25  # of a block; a smaller one is mostly white


def white(side: float, share: float = 0.05) -> float:
    """Return the white on each side of a block `side` inches long, as a share of that length, `share` where that is enough."""
    return min(MOST, max(share, GAP / side))
