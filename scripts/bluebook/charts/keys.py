"""Marks of more shapes than a block, and the legend that shows each as it stands in the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from bluebook.charts.sheets import BARE, DOUBT, LINE, PAPER, Look, Sheet, face, text_width

PAGE = Path([(-0.36, -0.5), (0.36, -0.5), (0.36, 0.22), (0.1, 0.5), (-0.36, 0.5), (-0.36, -0.5)], closed=True)
SHAPES = {"page": PAGE}  # markers that matplotlib has no letter for
STRIP = "span"  # the marker of a look that is drawn as a span
KEY, SPACE = 0.13, 0.13  # room of a legend's key and between two entries, inches


def outline(look: Look) -> dict[str, Any]:
    """Return how a look is drawn as a span; a hollow one is dashed."""
    return {"facecolor": look.fill, "edgecolor": look.edge, "lw": 0.6,
            "linestyle": (0, (2, 1.2)) if look.fill == PAPER else "-"}


def marker(look: Look, size: float) -> dict[str, Any]:
    """Return how a look is scattered: shapes of one size weigh alike, and a dark one has a paper edge against its neighbour."""
    scale = {"o": 1.0, "s": 0.86, "^": 1.06, "D": 0.76, "page": 1.12}.get(look.marker, 1.0)
    return {"s": (size * 72 * scale) ** 2, "marker": SHAPES.get(look.marker, look.marker), "facecolor": look.fill,
            "edgecolor": PAPER if look.edge == look.fill else look.edge, "linewidth": 0.6}  # fmt: skip


def rows(names: Sequence[str], width: float) -> list[list[str]]:
    """Return the names of a legend in rows that fit the width."""
    found: list[list[str]] = []
    used = width
    for name in names:
        needed = KEY + 0.05 + text_width(name) + SPACE
        if used + needed > width + SPACE:
            found, used = [*found, []], 0.0
        found[-1].append(name)
        used += needed
    return found


def draw(page: Sheet, rows: Sequence[Sequence[str]], keys: Mapping[str, Look]) -> None:
    """Draw a legend at the top of a page's body: each mark as it stands in the chart, and its name."""
    axes = page.axes(0, -LINE * 0.5, page.width, max(1, len(rows)) * LINE, gid="legend")  # as near the note as a sheet's own
    axes.set(xlim=(0, page.width), ylim=(max(1, len(rows)) * LINE, 0))
    axes.axis("off")
    for number, row in enumerate(rows):
        left, y = 0.0, (number + 0.5) * LINE
        for name in row:
            _key(axes, keys[name], left, y)
            axes.text(left + KEY + 0.05, y, name, va="center_baseline")
            left += KEY + 0.05 + text_width(name) + SPACE


def _key(axes: Axes, look: Look, left: float, y: float) -> None:
    if look in (BARE, DOUBT):
        axes.add_patch(Rectangle((left, y - 0.05), KEY, 0.1, **face(look)))
    elif look.marker == STRIP:
        axes.add_patch(Rectangle((left, y - 0.032), KEY, 0.064, **outline(look)))
    else:
        axes.scatter([left + KEY / 2], [y], **marker(look, 0.088))
