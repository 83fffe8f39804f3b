"""Shares beside a statement: one line for each thing that it names, with a bar or symbols, and numbers in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.sheets import GREY, INK, MM, PAPER, Look, face, text_width

BAR, DEEP = 14 * MM, 2.2 * MM  # length and height of a bar
GAP = 1.4 * MM  # between the label, the bar and each column of numbers
PARTS = {"whole": Look("#3a3a3a", "#3a3a3a"), "opening": Look("#9c9c9c", "#9c9c9c", "////"),
         "group": Look("#5f86a0", "#5f86a0")}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One thing that a statement names: its label, the shares of its bar (keys of PARTS) or None where symbols stand instead,
    and its numbers in words, one for each column. ids: the rows behind each symbol, or behind each part of the bar."""

    label: str
    shares: Mapping[str, float] | None = None
    symbols: Sequence[str] = ()
    numbers: Sequence[str] = ()
    ids: Sequence[str] = ()


class Columns:
    """Where the columns of numbers stand, in inches from where the bars begin."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Measure the numbers of all items, so that they stand in columns."""
        most = max([0, *(len(item.numbers) for item in items)])
        wide = [max(text_width(item.numbers[place]) for item in items if len(item.numbers) > place) for place in range(most)]
        self.numbers = [BAR + fsum(wide[: place + 1]) + GAP * (1 + 1.6 * place) for place in range(most)]  # their right edges
        self.width = self.numbers[-1] if most else 0.0


def label_width(items: Sequence[Item]) -> float:
    """Return the room that the labels of one statement need, in inches."""
    return max([0.0, *(text_width(item.label) + GAP for item in items)])


def bar(axes: Axes, x: float, y: float, shares: Mapping[str, float], gid: str = "",
        ids: Sequence[str] = ()) -> None:  # fmt: skip
    """Draw a bar from its left end, y its middle: its parts in order in an empty frame, which stands for the whole."""
    axes.add_patch(Rectangle((x, y - DEEP / 2), BAR, DEEP, facecolor=PAPER, edgecolor=GREY, lw=0.4, gid=f"{gid}|frame"))
    left = x
    for place, (part, share) in enumerate(shares.items()):
        axes.add_patch(Rectangle((left, y - DEEP / 2), BAR * share, DEEP, **face(PARTS[part]), gid=f"{gid}|{part}",
                                 url=behind.rows(ids[place : place + 1])))  # fmt: skip
        left += BAR * share


def words(axes: Axes, x: float, base: float, item: Item, columns: Columns) -> None:
    """Write the label of an item left of x, where its bar begins, and its numbers in their columns."""
    axes.text(x - GAP, base, item.label, ha="right")
    for place, (edge, number) in enumerate(zip(columns.numbers, item.numbers, strict=False)):
        axes.text(x + edge, base, number, ha="right", color=GREY if place else INK)
