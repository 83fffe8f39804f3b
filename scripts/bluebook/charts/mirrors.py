"""Mirrors: counts over time above a line, and what stands behind them hanging below it, a panel per series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts.sheets import BARE, GREY, LINE, MARGIN, MM, Look, Sheet, face, sheet, style, text_width, wrap

ROOM = 62 * MM  # of all columns together, where there are many
BLOCK = 3.2 * MM  # the highest block
COUNTED = 1.4 * MM  # a lower block is no longer drawn apart: the column is one bar
DEEP = 7 * MM  # of the longest hanging bar
GAP = 0.02  # between the line and the number written at a column


@dataclass(frozen=True)
class Panel:
    """One series: its heading and remark, its look, the number above and the number behind it at each place."""

    heading: str
    look: str
    above: Sequence[int]
    behind: Sequence[int]
    remark: str = ""

    @property
    def tallest(self) -> int:
        """The highest column, at least 1."""
        return max([1, *self.above])


def mirrors(panels: Sequence[Panel], *, title: str, series: Mapping[str, Look], note: str = "", width: int = 183,
            ticks: Mapping[float, str] | None = None, bare: Sequence[bool] = (), bare_label: str = "", behind: str = "{n}",
            empty: str = "") -> Figure:
    """Draw the panels one under another; all columns have one scale and all hanging bars another.

    series: label -> look. bare: the places left grey, called bare_label. behind: how the longest hanging bar of a panel is
    labelled, with {n}. empty: what is written where there is no panel. Nothing hangs where each number is its own source.
    """
    with style():
        inner = width * MM - 2 * MARGIN
        plan = _plan(panels, ticks or {}, bare, behind)
        legend = {label: look for label, look in series.items() if any(panel.look == label for panel in panels)}
        legend |= {bare_label: BARE} if panels and any(bare) else {}
        heads = [wrap(panel.heading, inner, weight="bold").count("\n") + 1 for panel in panels]
        body = fsum(LINE * (head + 0.9) + plan.height(panel) for head, panel in zip(heads, panels, strict=True)) + LINE * 1.3
        page, top = sheet(width, body, title, note, legend), 0.0
        for panel, head in zip(panels, heads, strict=True):
            _heading(page, top, panel, inner)
            top += LINE * (head + 0.9)
            _panel(page, top, panel, plan, series, labelled=panel is panels[-1])
            top += plan.height(panel)
        if not panels:
            page.write(0, LINE * 0.3, wrap(empty, inner), color=GREY, linespacing=1.25)
        return page.figure


@dataclass(frozen=True)
class _Plan:
    """What the panels share: the height of one, the length of one behind it (0 where nothing hangs), ticks and ground."""

    block: float
    row: float
    ticks: Mapping[float, str]
    bare: Sequence[bool]
    behind: str

    def deep(self, panel: Panel) -> float:
        """Return the room below a panel's line."""
        return max([0, *panel.behind]) * self.row + LINE * 1.1 if self.row else LINE * 0.2

    def height(self, panel: Panel) -> float:
        """Return the room of a panel without its heading."""
        return panel.tallest * self.block + LINE * 0.9 + self.deep(panel)


def _plan(panels: Sequence[Panel], ticks: Mapping[float, str], bare: Sequence[bool], behind: str) -> _Plan:
    block = min(BLOCK, ROOM / max(1, sum(panel.tallest for panel in panels)))
    most = max([1, *(number for panel in panels for number in panel.behind)])
    alike = all(list(panel.above) == list(panel.behind) for panel in panels)
    return _Plan(block, 0.0 if alike else min(0.6 * MM, DEEP / most), ticks, bare, behind)


def _heading(page: Sheet, top: float, panel: Panel, inner: float) -> None:
    page.write(0, top + LINE * 0.4, wrap(panel.heading, inner, weight="bold"), weight="bold", linespacing=1.25)
    beside = text_width(panel.heading, weight="bold") + 0.08
    if beside + text_width(panel.remark) <= inner:
        page.write(beside, top + LINE * 0.4, panel.remark, color=GREY)


def _panel(page: Sheet, top: float, panel: Panel, plan: _Plan, series: Mapping[str, Look], labelled: bool) -> None:
    places, base = len(panel.above), panel.tallest * plan.block + LINE * 0.9
    high = base + plan.deep(panel)
    axes = page.axes(0, top, page.width, high, gid=panel.heading)
    axes.set(xlim=(-0.5, places - 0.5), ylim=(high, 0))
    axes.axis("off")
    for place, nothing in enumerate(plan.bare):
        if nothing:
            axes.add_patch(Rectangle((place - 0.5, LINE * 0.5), 1, high - LINE * 0.5, facecolor=BARE.fill, lw=0, zorder=0,
                                     gid="bare"))  # fmt: skip
    for place, (number, behind) in enumerate(zip(panel.above, panel.behind, strict=True)):
        _column(axes, place, number, base, plan.block, series[panel.look])
        if plan.row and behind:
            axes.add_patch(Rectangle((place - 0.08, base), 0.16, behind * plan.row, facecolor=GREY, lw=0, zorder=2,
                                     gid=f"behind {place}"))  # fmt: skip
    axes.plot([-0.5, places - 0.5], [base, base], color=GREY, lw=0.5, zorder=3, gid="line")
    _numbers(axes, panel, plan, base, page.width / places)
    written = _written(plan.ticks, page.width / places) if labelled else []
    for place, text in plan.ticks.items():
        axes.plot([place, place], [base, base + 0.03], color=GREY, lw=0.5, gid="tick")
        if place in written:
            axes.text(place, high + LINE * 0.25, text, va="top", ha="center" if float(place).is_integer() else "left")


def _written(ticks: Mapping[float, str], room: float) -> list[float]:
    """Return the ticks whose text is written: all, or every second, third … where they would run together."""
    places = sorted(ticks)
    widest = max(map(text_width, ticks.values()), default=0.0) + 0.08
    steps = [after - before for before, after in pairwise(places)]
    return places[:: max(1, ceil(widest / (min(steps) * room)))] if steps else places


def _column(axes: Axes, place: int, number: int, base: float, block: float, look: Look) -> None:
    """Draw one column, as blocks where they can be told apart."""
    apart = block >= COUNTED
    for step in range(number if apart else min(1, number)):
        high = block * (0.9 if apart else number)
        axes.add_patch(Rectangle((place - 0.42, base - step * block - high), 0.84, high, **face(look), zorder=2,
                                 gid=f"{place}" if apart else f"{place}: {number}"))  # fmt: skip


def _numbers(axes: Axes, panel: Panel, plan: _Plan, base: float, room: float) -> None:
    """Write the number at the highest column, and the one at the longest hanging bar."""
    if any(panel.above):
        place = max(range(len(panel.above)), key=lambda place: panel.above[place])
        axes.text(_inside(place, str(panel.above[place]), len(panel.above), room), base - panel.above[place] * plan.block - GAP,
                  str(panel.above[place]), va="bottom", ha="center", color=GREY, gid="highest")
    if plan.row and any(panel.behind):
        place = max(range(len(panel.behind)), key=lambda place: panel.behind[place])
        text = plan.behind.format(n=panel.behind[place])
        axes.text(_inside(place, text, len(panel.above), room), base + panel.behind[place] * plan.row + GAP, text, va="top",
                  ha="center", color=GREY, gid="longest")


def _inside(place: int, text: str, places: int, room: float) -> float:
    """Return the place moved in from an edge so that the text stands on the sheet."""
    half = text_width(text) / 2 / room
    return min(max(place, -0.5 + half), places - 0.5 - half)
