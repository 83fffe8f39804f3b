"""What a figure really draws: its marks and words, read back from the drawing, so that a redrawn one can be compared.

nbval ignores images and a number can be right in the table and wrong in the chart. `drawn` reads heights, places, points and
words from the matplotlib artists.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

DIGITS = 4  # finer than a print shows, coarser than the noise of floating point


def drawn(figure: Figure) -> list[dict[str, Any]]:
    """Return, for the figure and each of its axes, the words and marks drawn, in drawing order.

    Each entry has name, words (list of text), places (where the words stand, those at ticks aside), bars (gid, x, y, width,
    height, fill, hatch), lines (gid, points), points (gid, offsets) and colours (of the lines and points).
    """
    own = {"name": "figure", "words": _words(figure.texts), "places": _places(figure.texts),
           "bars": _bars(figure.patches + figure.artists)}  # fmt: skip
    titled = {"title": figure.get_suptitle()} if figure.get_suptitle() else {}
    return [own | titled, *(_axes(axes) for axes in figure.axes)]


def _axes(axes: Axes) -> dict[str, Any]:
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    return {
        "name": axes.get_gid() or "",
        "limits": [_round(value) for value in (*axes.get_xlim(), *axes.get_ylim())],
        "words": _words([axes.title, *axes.texts, *ticks]),
        "places": _places(list(axes.texts)),
        "bars": _bars(list(axes.patches)),
        "lines": [[line.get_gid() or "", *_points(line)] for line in axes.lines],
        "points": [[group.get_gid() or "", *_offsets(group)] for group in axes.collections],
        "colours": [_hexed(line.get_color()) for line in axes.lines] + [_painted(group) for group in axes.collections],
    }


def _words(texts: list[Text]) -> list[str]:
    return [text.get_text() for text in texts if text.get_text()]


def _places(texts: list[Text]) -> list[list[float]]:
    return [[_round(value) for value in text.get_position()] for text in texts if text.get_text()]


def _painted(group: Collection) -> str:
    return " ".join(_hexed(colour) for colour in group.get_facecolor())


def _hexed(colour: Any) -> str:
    return to_hex(colour, keep_alpha=True)


def _bars(patches: list[Artist]) -> list[list[Any]]:
    return [_bar(patch) if isinstance(patch, Rectangle) else _shape(patch) for patch in patches if isinstance(patch, Patch)]


def _bar(bar: Rectangle) -> list[Any]:
    box = [_round(value) for value in (bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height())]
    return [bar.get_gid() or "", *box, _colour(bar), bar.get_hatch() or ""]


def _shape(patch: Patch) -> list[Any]:
    box = patch.get_path().get_extents(patch.get_patch_transform())
    return [patch.get_gid() or "", *(_round(value) for value in box.bounds), _colour(patch), patch.get_hatch() or ""]


def _colour(patch: Patch) -> str:
    return to_hex(patch.get_facecolor())


def _points(line: Line2D) -> list[list[float]]:
    return [[_round(x), _round(y)] for x, y in np.asarray(line.get_xydata())]


def _offsets(group: Collection) -> list[list[float]]:
    if isinstance(group, PathCollection):
        return [[_round(x), _round(y)] for x, y in np.asarray(group.get_offsets())]
    return [[_round(value) for value in path.get_extents().bounds] for path in group.get_paths()]


def _round(value: float) -> float:
    return round(float(value), DIGITS) + 0.0  # -0.0 becomes 0.0
