"""Skylines: rows over shared periods in which each pile is one occasion and each block of it one engagement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, sheets
from bluebook.charts.gaps import white
from bluebook.charts.heights import room
from bluebook.charts.sheets import BARE, GREY, LINE, MARGIN, MM, RULE, SMALL, Look, Sheet, face, sheet, style, text_width, wrap

ROOMY = 120  # mm from which labels and numbers stand beside the piles, not above them
LARGEST, LEAST = 2.6 * MM, 0.3 * MM  # side of a block
COUNTED, THINNEST = 1.0 * MM, 0.5 * MM  # height and width of a block; smaller ones of one series are drawn as one bar
APART = 0.4  # blocks between two piles that are occasions of their own
BETWEEN = 1.0  # blocks between the piles of two periods, so that nobody takes one period's pile for the next one's
NAMED = 4  # blocks from which the tallest pile of a row is named
PAD = 1.1 * MM
SLACK = 1.03  # a line is printed a little wider than its outlines are


@dataclass(frozen=True)
class Pile:
    """One occasion: its name, the look of each of its blocks from the bottom with the id behind it, and its label."""

    name: str
    blocks: Sequence[tuple[str, str]]
    label: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its label, its piles in each period, the numbers beside it. apart: each pile is an occasion of its own."""

    label: str
    piles: Mapping[str, Sequence[Pile]]
    numbers: Sequence[str]
    apart: bool = True

    @property
    def tallest(self) -> int:
        """The blocks of the highest pile, at least 1."""
        return max([1, *(len(pile.blocks) for piles in self.piles.values() for pile in piles)])


@dataclass(frozen=True)
class Grid:
    """What the rows stand in: the periods, those not collected, lines of numbers over them and the numbers' headings."""

    periods: Sequence[str]
    bare: Sequence[bool]
    over: Mapping[str, Sequence[str]]
    numbers: Sequence[str]


@dataclass(frozen=True)
class _Place:
    """Where things stand, in inches: left edge and width of the piles, right edges of numbers, a label's line, a block."""

    left: float
    width: float
    edges: Sequence[float]
    head: float
    unit: float

    def high(self, row: Row) -> float:
        """Return the height of a row."""
        return self.head + max(row.tallest * self.unit, 0 if self.head else LINE * 0.95) + PAD


def skylines(groups: Mapping[str, Sequence[Row]], grid: Grid, series: Mapping[str, Look], *, title: str, note: str = "",
             width: int = 183, bare: str = "", empty: str = "") -> Figure:  # fmt: skip
    """Draw the rows under the heading of their group, every block of one size, the tallest pile the row's height.

    series: name -> look, in the order of the legend. bare: what the grey ground of periods without collection is called.
    empty: what is written where there is no row.
    """
    with style():
        rows = [row for group in groups.values() for row in group]
        place = _place(rows, grid, width)
        line = LINE * 2 if place.head else LINE
        top = line * len(grid.over) + (LINE * 1.2 if place.head else LINE * 0.3)
        drawn = [look for row in rows for piles in row.piles.values() for pile in piles for look, _ in pile.blocks]
        legend = sheets.shown(series, drawn) | ({bare: BARE} if any(grid.bare) else {})
        around = top + LINE * 1.7 * len(groups) + LINE * 1.5
        place = _lower(place, rows, room(width, title, note, legend) - around)
        body = around + fsum(place.high(row) for row in rows)
        page = sheet(width, body if rows else LINE * 2.5, title, note, legend if rows else {})
        if not rows:
            page.write(0, LINE * 0.5, wrap(empty, page.width), color=GREY, linespacing=1.25)
            return page.figure
        _over(page, grid, place, line, top)
        for heading, group in groups.items():
            page.write(0, top + LINE * 0.55, heading, weight="bold")
            top += LINE * 1.7
            for row in group:
                _row(page, row, grid, place, series, top)
                top += place.high(row)
        _spread(page, place, top + LINE * 0.25, grid.periods)
        return page.figure


def _place(rows: Sequence[Row], grid: Grid, width: int) -> _Place:
    inner, aside = width * MM - 2 * MARGIN, width >= ROOMY
    columns = [max(text_width(text) for text in (head, *(row.numbers[number] for row in rows))) * SLACK + 0.12
               for number, head in enumerate(grid.numbers)]  # fmt: skip
    edges = [inner - fsum(columns[number + 1 :]) for number in range(len(columns))]
    left = max(text_width(text) for text in (*grid.over, *(row.label for row in rows), "")) * SLACK + 0.1 if aside else 0.0
    room = inner - left - (fsum(columns) + 0.06 if aside else 0)
    each = room / len(grid.periods)
    needed = [_wide(row, piles) for row in rows for piles in row.piles.values()]
    unit = each / (max([1.0, *needed]) + BETWEEN)
    return _Place(left, room, edges, 0.0 if aside else LINE * 1.15, min(LARGEST, max(unit, COUNTED)))


def _lower(place: _Place, rows: Sequence[Row], high: float) -> _Place:
    """Return the same place with blocks so small that the rows are not higher than `high`."""
    while fsum(place.high(row) for row in rows) > high and place.unit > LEAST:
        place = replace(place, unit=place.unit * 0.96)
    return place


def _wide(row: Row, piles: Sequence[Pile]) -> float:
    """Return the width of a row's piles of one period, in blocks."""
    return len(piles) + APART * row.apart * max(0, len(piles) - 1)


def _over(page: Sheet, grid: Grid, place: _Place, line: float, top: float) -> None:
    """Write the lines of numbers over the periods, and the headings of the numbers beside the rows."""
    for number, (label, texts) in enumerate(grid.over.items()):
        page.write(0, number * line, label, color=GREY)
        _spread(page, place, number * line + (line - LINE), texts, color=GREY)
    for edge, heading in zip(place.edges, grid.numbers, strict=True):
        page.write(edge, top + LINE * (0.55 if place.head else -1.3), heading, ha="right", color=GREY)


def _spread(page: Sheet, place: _Place, top: float, texts: Sequence[str], **more: str) -> None:
    """Write a text under or over the middle of each period; every second, third … where they would run together."""
    each = place.width / len(texts)
    step = next(step for step in range(1, len(texts) + 1)
                if step == len(texts) or max(map(text_width, texts)) * SLACK + 0.05 <= each * step)  # fmt: skip
    for number, text in enumerate(texts):
        if number % step == 0:
            half = text_width(text) / 2
            page.write(min(max(place.left + each * (number + 0.5), half), page.width - half), top, text, ha="center", **more)


def _row(page: Sheet, row: Row, grid: Grid, place: _Place, series: Mapping[str, Look], top: float) -> None:
    high = place.high(row)
    foot = top + (LINE * 0.95 if place.head else high - 0.02)
    page.write(0, foot, row.label, va="bottom")
    for edge, text in zip(place.edges, row.numbers, strict=True):
        page.write(edge, foot, text, va="bottom", ha="right")
    axes = page.axes(place.left, top + place.head, place.width, high - place.head, gid=row.label)
    axes.set(xlim=(0, place.width), ylim=(0, high - place.head), xticks=[], yticks=[])
    axes.axis("off")
    each = place.width / len(grid.periods)
    for number, nothing in enumerate(grid.bare):
        if nothing:
            axes.add_patch(Rectangle((number * each, 0), each, high - place.head, **face(BARE), zorder=0,
                                     gid="bare"))  # fmt: skip
    axes.plot([0, place.width], [0, 0], color=RULE, lw=0.5, clip_on=False, zorder=1, gid="ground")
    wide = min(place.unit, each / (max([1.0, *(_wide(row, piles) for piles in row.piles.values())]) + BETWEEN))
    placed: list[tuple[float, Pile]] = []
    for number, period in enumerate(grid.periods):
        piles = row.piles.get(period, ())
        left = (number + 0.5) * each - _wide(row, piles) * wide / 2
        placed += [(left + at * (1 + APART * row.apart) * wide, pile) for at, pile in enumerate(piles)]
    for left, pile in placed:
        _pile(axes, pile, left, (wide, place.unit), series)
    _name(axes, placed, place)


def _pile(axes: Axes, pile: Pile, left: float, block: tuple[float, float], series: Mapping[str, Look]) -> None:
    """Draw a pile from the ground up, a block each where blocks can be told apart, else one bar per series."""
    wide, unit = block
    apart = unit >= COUNTED and wide >= THINNEST
    gap, base = white(unit) * unit if apart else 0.0, 0
    for look, group in groupby(pile.blocks, key=lambda block: block[0]):
        ids = [gid for _, gid in group]
        for names in [[gid] for gid in ids] if apart else [ids]:
            corner, size = (left + gap, base * unit + gap), (wide - 2 * gap, len(names) * unit - 2 * gap)
            axes.add_patch(Rectangle(corner, *size, **face(series[look]), zorder=2,
                                     gid=f"{pile.name}|{look}|{';'.join(names)}", url=behind.rows(names)))  # fmt: skip
            base += len(names)


def _name(axes: Axes, placed: Sequence[tuple[float, Pile]], place: _Place) -> None:
    """Write the label of the tallest pile beside its top, on the side where no other pile stands in the way."""
    left, pile = max(placed, key=lambda entry: len(entry[1].blocks), default=(0.0, Pile("", ())))
    if len(pile.blocks) < NAMED or not pile.label:
        return
    top, wide = len(pile.blocks) * place.unit, text_width(pile.label, SMALL) * SLACK
    for start, align in ((left + place.unit + 0.05, "left"), (left - 0.05 - wide, "right")):
        free = all(start + wide < other or start > other + place.unit or len(it.blocks) * place.unit < top - LINE * 0.9
                   for other, it in placed if it is not pile)  # fmt: skip
        if free and start >= 0 and start + wide <= place.width:
            axes.text(start if align == "left" else start + wide, top, pile.label, fontsize=SMALL, color=GREY, ha=align,
                      va="top", gid=f"{pile.name}|label")  # fmt: skip
            return
