"""Small multiples: one panel for what is asked, and below it a small one for each kind, all of those on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts.gaps import white
from bluebook.charts.sheets import BARE, GREY, LINE, MARGIN, MM, Look, Sheet, face, sheet, style, text_width, wrap

MAIN, BLOCK = 34 * MM, 4 * MM  # height of the highest column of the first panel, and of the highest block in it
SMALL, LOW = 13 * MM, 2.6 * MM  # the same of the small panels
COUNTED = 1.2 * MM  # a lower block is not drawn apart: the part of the column is one bar
GAP = 6 * MM  # between small panels


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, a number for each place by look (label of a series), piled up in that order, and a remark."""

    heading: str
    counts: Mapping[str, Sequence[int]]
    remark: str = ""

    @property
    def piles(self) -> list[int]:
        """Return the height of each column."""
        return [int(fsum(column)) for column in zip(*self.counts.values(), strict=True)]


@dataclass(frozen=True)
class Axis:
    """What the panels share: words under the first panel by place, words at the ends of the small ones, and grey places."""

    ticks: Mapping[float, str]
    ends: tuple[str, str]
    bare: Sequence[bool] = ()


def multiples(main: Panel, small: Sequence[Panel], axis: Axis, *, title: str, series: Mapping[str, Look], note: str = "",
              width: int = 183, bare_label: str = "", empty: str = "") -> Figure:
    """Draw the first panel and the small ones below it, up to four in a row, or two on a narrow sheet.

    series: label -> look. bare_label: what grey places are called. empty: what is written where there is no small panel.
    """
    with style():
        inner = width * MM - 2 * MARGIN
        across = min(4 if inner > 120 * MM else 2, max(1, len(small)))
        rows = [small[start : start + across] for start in range(0, len(small), across)]
        block = _block([pile for panel in small for pile in panel.piles], SMALL, LOW)
        legend = {label: look for label, look in series.items() if any(label in panel.counts for panel in small)}
        legend |= {bare_label: BARE} if small and any(axis.bare) else {}
        first = LINE * 1.9 + max([1, *main.piles]) * _block(main.piles, MAIN, BLOCK) + LINE * 2.6
        body = first + fsum(_height(row, block) for row in rows) if small else LINE * 2
        page = sheet(width, body, title, note, legend)
        if not small:
            page.write(0, LINE * 0.3, wrap(empty, inner), color=GREY, linespacing=1.25)
            return page.figure
        _main(page, main, axis, series)
        wide = (page.width - GAP * (across - 1)) / across
        for row in rows:
            _row(page, first, row, wide, block, axis, series)
            first += _height(row, block)
        return page.figure


def _block(piles: Sequence[int], high: float, most: float) -> float:
    return min(most, high / max([1, *piles]))


def _deep(row: Sequence[Panel]) -> float:
    """Return the room of the headings of a row, with their remarks."""
    return LINE * (2 if any(panel.remark for panel in row) else 1)


def _height(row: Sequence[Panel], block: float) -> float:
    return _deep(row) + LINE * 2.9 + max([1, *(pile for panel in row for pile in panel.piles)]) * block


def _main(page: Sheet, panel: Panel, axis: Axis, series: Mapping[str, Look]) -> None:
    page.write(0, LINE * 0.2, panel.heading, weight="bold")
    block = _block(panel.piles, MAIN, BLOCK)
    high = LINE * 0.9 + max([1, *panel.piles]) * block
    axes = page.axes(0, LINE * 1.2, page.width, high, gid=panel.heading)
    _columns(axes, panel, block, high, axis, series)
    room = page.width / max(1, len(panel.piles))
    _numbers(axes, panel.piles, block, every=room > text_width("88") * 1.3)
    written = _written(axis.ticks, room)
    for place, words in axis.ticks.items():
        axes.plot([place, place], [0, -0.03], color=GREY, lw=0.5, gid="tick", clip_on=False)
        if place in written:
            axes.text(place, -0.06, words, va="top", ha="center" if float(place).is_integer() else "left")


def _row(page: Sheet, top: float, row: Sequence[Panel], wide: float, block: float, axis: Axis,
         series: Mapping[str, Look]) -> None:  # fmt: skip
    high = LINE * 0.9 + max([1, *(pile for panel in row for pile in panel.piles)]) * block
    for number, panel in enumerate(row):
        left = number * (wide + GAP)
        page.write(left, top, panel.heading, weight="bold")
        page.write(left, top + LINE, panel.remark, color=GREY)
        axes = page.axes(left, top + _deep(row), wide, high, gid=panel.heading)
        _columns(axes, panel, block, high, axis, series)
        _numbers(axes, panel.piles, block, every=False)
        for place, words, side in zip((-0.5, len(panel.piles) - 0.5), axis.ends, ("left", "right"), strict=True):
            axes.text(place, -0.04, words, va="top", ha=side, color=GREY)


def _columns(axes: Axes, panel: Panel, block: float, high: float, axis: Axis, series: Mapping[str, Look]) -> None:
    places = len(panel.piles)
    axes.set(xlim=(-0.5, places - 0.5), ylim=(0, high))
    axes.axis("off")
    for place, nothing in enumerate(axis.bare):
        if nothing:
            axes.add_patch(Rectangle((place - 0.5, 0), 1, high - LINE * 0.5, **face(BARE), zorder=0, gid="bare"))
    for place in range(places):
        base = 0
        for label, numbers in panel.counts.items():
            _pile(axes, place, base, numbers[place], block, series[label], label)
            base += numbers[place]
    axes.plot([-0.5, places - 0.5], [0, 0], color=GREY, lw=0.5, zorder=3, gid="line", clip_on=False)


def _pile(axes: Axes, place: int, base: int, number: int, block: float, look: Look, label: str) -> None:
    """Draw one part of a column, as blocks where they can be told apart."""
    apart = block >= COUNTED
    for step in range(number if apart else min(1, number)):
        high = block * (1 - 2 * white(block) if apart else number)
        axes.add_patch(Rectangle((place - 0.42, (base + step) * block), 0.84, high, **face(look), zorder=2,
                                 gid=f"{place}|{label}" if apart else f"{place}|{label}: {number}"))  # fmt: skip


def _numbers(axes: Axes, piles: Sequence[int], block: float, every: bool) -> None:
    """Write the number over each column, or over the highest alone."""
    most = piles.index(max(piles)) if any(piles) else None
    for place, number in enumerate(piles):
        if number and (every or place == most):
            axes.text(place, number * block + 0.02, str(number), va="bottom", ha="center", color=GREY, gid="number")


def _written(ticks: Mapping[float, str], room: float) -> list[float]:
    """Return the ticks whose text is written: all, or every second, third … where they would run together."""
    places = sorted(ticks)
    widest = max(map(text_width, ticks.values()), default=0.0) + 0.08
    steps = [after - before for before, after in pairwise(places)]
    return places[:: max(1, ceil(widest / (min(steps) * room)))] if steps else places
