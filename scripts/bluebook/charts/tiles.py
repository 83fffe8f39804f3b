"""Tiles: a matrix of rows and periods in which every engagement is a small block, with numbers beside each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.gaps import white
from bluebook.charts.sheets import (
    BARE,
    DOUBT,
    GREY,
    INK,
    LINE,
    LOOKS,
    MARGIN,
    MM,
    RULE,
    Sheet,
    face,
    sheet,
    shown,
    style,
    text_width,
)

ROOMY = 120  # mm from which labels and numbers stand beside the blocks, not above them
ROW = 3.6 * MM
PAD = 0.8 * MM


@dataclass(frozen=True)
class Row:
    """One row: its label, its counts (index the periods, columns the series), the numbers beside it; faint ones in grey.

    ids: the rows behind each count.
    """

    label: str
    counts: pd.DataFrame
    numbers: Sequence[str] = ()
    faint: bool = False
    ids: pd.DataFrame | None = None


@dataclass(frozen=True)
class Grid:
    """What the rows stand in: the periods' names, lines of numbers over them, and which periods have a ground of their own.

    over: label -> one text a period. numbers: heading of each column of numbers. bare and doubtful: a period each.
    """

    periods: Sequence[str]
    over: Mapping[str, Sequence[str]]
    numbers: Sequence[str]
    bare: Sequence[bool]
    doubtful: Sequence[bool]


@dataclass(frozen=True)
class _Place:
    """Where things stand, in inches: left edge and width of the blocks, height of a label's line, right edges of numbers."""

    left: float
    width: float
    head: float
    edges: Sequence[float]
    lines: int
    unit: float


def tiled(rows: Sequence[Row], grid: Grid, *, title: str, note: str = "", width: int = 183, bare: str = "",
          doubtful: str = "", series: Sequence[str] = (), empty: str = "") -> Figure:
    """Draw rows of blocks over shared periods, a block per engagement, numbers in columns beside the rows.

    bare and doubtful: what the two grounds are called in the legend, where there are any. empty: written where no row is.
    """
    with style():
        place = _place(rows, grid, width)
        step = place.head + ROW + PAD
        top = step * len(grid.over) + LINE * (1.2 if place.head else 0.4)
        body = top + step * max(1, len(rows)) + LINE * 1.3
        drawn = [str(label) for row in rows for label in row.counts.columns[row.counts.any().to_numpy()]]
        legend = shown(dict(zip(series, LOOKS, strict=False)), drawn)
        legend |= ({doubtful: DOUBT} if any(grid.doubtful) else {}) | ({bare: BARE} if any(grid.bare) else {})
        page = sheet(width, body, title, note, legend)
        _over(page, grid, place, step)
        for number, row in enumerate(rows):
            _row(page, row, grid, place, top + number * step)
        _foot(page, grid, place, body)
        if not rows:
            _row(page, Row("", pd.DataFrame(index=list(grid.periods)), [""] * len(grid.numbers)), grid, place, top)
            page.write(place.left + place.width / 2, top + place.head + ROW / 2, empty, ha="center", va="center")
        return page.figure


def _place(rows: Sequence[Row], grid: Grid, width: int) -> _Place:
    inner, aside = width * MM - 2 * MARGIN, width >= ROOMY
    widths = [max(text_width(text) for text in [heading, *(row.numbers[column] for row in rows)]) + 0.12
              for column, heading in enumerate(grid.numbers)]  # fmt: skip
    edges = [inner - fsum(widths[column + 1:]) for column in range(len(widths))]
    left = max(text_width(text) for text in [*grid.over, *(row.label for row in rows)]) + 0.1 if aside else 0.0
    room = inner - left - (fsum(widths) + 0.06 if aside else 0)
    most = max([1, *(int(row.counts.sum(axis=1).max()) for row in rows)])
    lines = max(range(1, 5), key=lambda count: min(room / len(grid.periods) / (ceil(most / count) + 0.5), ROW / count))
    unit = min(room / len(grid.periods) / (ceil(most / lines) + 0.5), 1.7 * ROW / lines)
    return _Place(left, room, 0.0 if aside else LINE * 1.05, edges, lines, unit)


def _over(page: Sheet, grid: Grid, place: _Place, step: float) -> None:
    """Write the headings of the numbers and, over the periods, the lines of `over`."""
    for edge, heading in zip(place.edges, grid.numbers, strict=True):
        page.write(edge, step * (len(grid.over) - (0 if place.head else 1)), heading, ha="right", color=GREY)
    each = place.width / len(grid.periods)
    for line, (label, texts) in enumerate(grid.over.items()):
        top = line * step
        page.write(0, top, label, color=GREY)
        for number, text in enumerate(texts):
            page.write(place.left + each * (number + 0.5), top + place.head, text, ha="center", color=GREY)


def _row(page: Sheet, row: Row, grid: Grid, place: _Place, top: float) -> None:
    colour = GREY if row.faint else INK
    middle = top + (place.head / 2 if place.head else (ROW + PAD) / 2)
    page.write(0, middle, row.label, va="center", color=colour)
    for edge, text in zip(place.edges, row.numbers, strict=True):
        page.write(edge, middle, text, va="center", ha="right", color=colour)
    axes = page.axes(place.left, top + place.head, place.width, ROW + PAD, gid=row.label)
    axes.set(xlim=(0, place.width), ylim=(0, ROW + PAD), xticks=[], yticks=[])
    axes.axis("off")
    each = place.width / len(grid.periods)
    for number, (nothing, doubt) in enumerate(zip(grid.bare, grid.doubtful, strict=True)):
        if nothing or doubt:
            axes.add_patch(_ground(number * each, each, nothing))
    axes.plot([0, place.width], [0, 0], color=RULE, lw=0.5, clip_on=False)
    for number, (period, counts) in enumerate(row.counts.iterrows()):
        urls = behind.apart(None if row.ids is None else row.ids.iloc[number])
        _pile(axes, number * each + place.unit * 0.25, counts, place, f"{row.label}|{period}", urls)


def _ground(left: float, width: float, nothing: bool) -> Rectangle:
    look, name = (BARE, "bare") if nothing else (DOUBT, "doubtful")
    return Rectangle((left, 0), width, ROW + PAD, **face(look), zorder=0, gid=name)


def _pile(axes: Axes, left: float, counts: pd.Series, place: _Place, name: str,
          urls: Iterator[str | None]) -> None:  # fmt: skip
    """Draw one period's blocks, column by column from the bottom, the series one after another."""
    high = ROW / place.lines
    beside, between = white(place.unit), white(high)
    looks = [look for count, look in zip(counts, LOOKS, strict=False) for _ in range(int(count))]
    labels = [label for label, count in counts.items() for _ in range(int(count))]
    for number, (look, label) in enumerate(zip(looks, labels, strict=True)):
        across, up = divmod(number, place.lines)
        corner = (left + (across + beside) * place.unit, PAD / 2 + (up + between) * high)
        size = ((1 - 2 * beside) * place.unit, (1 - 2 * between) * high)
        axes.add_patch(Rectangle(corner, *size, **face(look), zorder=2, gid=f"{name}|{label}", url=next(urls)))


def _foot(page: Sheet, grid: Grid, place: _Place, body: float) -> None:
    each = place.width / len(grid.periods)
    for number, name in enumerate(grid.periods):
        page.write(place.left + each * (number + 0.5), body - LINE * 1.1, name, ha="center")
