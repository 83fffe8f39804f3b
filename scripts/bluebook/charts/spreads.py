"""Spreads: how a value was distributed each year, a dot each, with the middle of every year, series side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, keys
from bluebook.charts.sheets import (
    BARE,
    GREY,
    INK,
    LINE,
    MARGIN,
    MM,
    RULE,
    SMALL,
    Look,
    Sheet,
    face,
    sheet,
    shown,
    style,
    text_width,
)
from bluebook.charts.strips import SHARE

HIGH, HIGHEST = 27 * MM, 45 * MM  # of a panel: on average, and at most
DOT = 1.25 * MM
SCALE = LINE * 2.1  # under a panel: the years, and how many values each rests on


@dataclass(frozen=True)
class Spread:
    """One series of one year: its values, its middle (None where there are too few), and how many values are not stated.

    The values are in order of size. ids: the row behind each.
    """

    series: str
    values: Sequence[float]
    middle: float | None = None
    unstated: int = 0
    ids: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many values are stated."""
        return len(self.values)


@dataclass(frozen=True)
class Panel:
    """One group over all years: heading, remark, the spreads of each year, and the years that were not collected."""

    heading: str
    remark: str
    years: Mapping[int, Sequence[Spread]]
    bare: frozenset[int] = frozenset()

    @property
    def values(self) -> list[float]:
        """All values of all years."""
        return [value for spreads in self.years.values() for each in spreads for value in each.values]


def by_year(panels: Sequence[Panel], *, title: str, series: Mapping[str, Look], note: str = "", width: int = 183,
            unit: str = "", step: int = 60) -> Figure:
    """Draw the panels one under another, years from left to right, each from 0 to its own largest value, all on one scale.

    Under each year stands how many values are drawn of how many there are. series: label -> look, in the order in which they
    stand side by side. unit: written at the axis; step: between its lines.
    """
    with style():
        limits = [step * ceil(max([step, *panel.values]) / step) for panel in panels]
        one = min(HIGH * len(panels) / fsum(limits), HIGHEST / max(limits))
        drawn = [each.series for panel in panels for spreads in panel.years.values() for each in spreads if each.values]
        legend = shown(series, drawn)
        rows = keys.rows(list(legend), width * MM - 2 * MARGIN)
        top = LINE * len(rows)
        page = sheet(width, top + fsum(LINE * 1.7 + limit * one + SCALE for limit in limits), title, note)
        left = text_width(str(max(limits))) + 0.07
        for panel, limit in zip(panels, limits, strict=True):
            _panel(page, panel, top, left, (limit, limit * one), step, series, unit)
            top += LINE * 1.7 + limit * one + SCALE
        keys.draw(page, rows, legend)
        return page.figure


def _panel(page: Sheet, panel: Panel, top: float, left: float, height: tuple[int, float], step: int,
           series: Mapping[str, Look], unit: str) -> None:  # fmt: skip
    limit, high = height
    page.write(0, top + LINE * 0.2, panel.heading, weight="bold")
    page.write(text_width(panel.heading, weight="bold") + 0.08, top + LINE * 0.2, panel.remark, color=GREY)
    wide = page.width - left
    axes = page.axes(left, top + LINE * 1.7, wide, high, gid=panel.heading)
    axes.set(xlim=(0, len(panel.years)), ylim=(0, limit))
    axes.axis("off")
    axes.hlines(range(0, limit + 1, step), 0, len(panel.years), color=RULE, lw=0.5, zorder=0.5)
    for value in range(0, limit + 1, step):
        page.write(left - 0.04, top + LINE * 1.7 + high * (1 - value / limit), str(value), ha="right", va="center", color=GREY)
    page.write(page.width, top + LINE * 0.2, unit, ha="right", color=GREY)
    column = wide / len(panel.years)
    for place, (year, spreads) in enumerate(panel.years.items()):
        if year in panel.bare:
            axes.add_patch(Rectangle((place + 0.04, 0), 0.92, limit, **face(BARE), zorder=0, gid="bare"))
        _year(axes, place, year, spreads, column, list(series), series)
        _scale(page, left + (place + 0.5) * column, top + LINE * 1.7 + high, year, spreads, column)


def _scale(page: Sheet, middle: float, foot: float, year: int, spreads: Sequence[Spread], column: float) -> None:
    """Write the year, cut to two figures where it has no room, and how many values stand above it of how many there are."""
    long = text_width(str(year)) < column
    page.write(middle, foot + LINE * 0.15, str(year) if long else f"’{year % 100:02}", ha="center")
    stated = sum(each.count for each in spreads)
    every = stated + sum(each.unstated for each in spreads)
    said = f"{stated}/{every}" if text_width(f"{stated}/{every}", SMALL) < column else str(stated)
    page.write(middle, foot + LINE * 1.1, said, ha="center", color=GREY, fontsize=SMALL)


def _year(axes: Axes, place: int, year: int, spreads: Sequence[Spread], column: float, order: Sequence[str],
          series: Mapping[str, Look]) -> None:
    """Draw the spreads of a year side by side, each with as much room as the longest row of equal values in it needs."""
    shown = sorted((each for each in spreads if each.values), key=lambda each: order.index(each.series))
    needed = [max(Counter(each.values).values()) + 1 for each in shown]
    edges = [place + 0.06]
    for need in needed:
        edges.append(edges[-1] + 0.88 * need / fsum(needed))
    for each, (start, end) in zip(shown, pairwise(edges), strict=True):
        xs, ys = _dots(each.values, start, end, column)
        look = series[each.series]
        axes.scatter(xs, ys, s=(DOT * 72 * 0.95) ** 2 * SHARE.get(look.marker, 1.0), marker=look.marker, facecolor=look.fill,
                     edgecolor=look.edge, linewidth=0.4, zorder=3, clip_on=False, gid=f"{year}|{each.series}",
                     urls=[behind.marks(each.ids)])  # fmt: skip
        if each.middle is not None:
            axes.plot([start + 0.02, end - 0.02], [each.middle] * 2, color=INK, lw=1.1, zorder=4,
                      gid=f"{year}|{each.series}|median")  # fmt: skip


def _dots(values: Sequence[float], start: float, end: float, column: float) -> tuple[list[float], list[float]]:
    """Return the places of the dots: equal values side by side, about the middle, closer than a dot where there is no room."""
    xs: list[float] = []
    ys: list[float] = []
    for value, number in sorted(Counter(values).items()):
        apart = min(DOT / column, (end - start) / number)
        xs += [(start + end) / 2 + (each - (number - 1) / 2) * apart for each in range(number)]
        ys += [value] * number
    return xs, ys
