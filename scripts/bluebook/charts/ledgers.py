"""Ledgers: a table of counts, one name per row and one year per column, each count written in its shaded cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.heights import fitted, room
from bluebook.charts.matrices import shade
from bluebook.charts.sheets import (
    BARE,
    GREY,
    INK,
    LINE,
    MM,
    PAPER,
    POINTS,
    RULE,
    SMALL,
    Look,
    Sheet,
    face,
    sheet,
    style,
    text_width,
    wrap,
)

ROW = 4.6 * MM
NAMES, NARROW = 0.45, 0.33  # of the width that names have at most, on a wide and on a narrow sheet; longer ones are wrapped


@dataclass(frozen=True)
class Line:
    """One row: its name, what is said of the whole row, and its cells; None where nothing was collected.

    A cell is the count that it is shaded by and the text written in it. ids: the rows behind each cell.
    """

    name: str
    total: str
    cells: Sequence[tuple[int, str] | None]
    ids: Sequence[Sequence[str]] = ()


def ledger(lines: Sequence[Line], columns: Sequence[str], *, title: str, note: str = "", width: int = 183, total: str = "",
           empty: str = "", bare: str = "") -> Figure:
    """Draw the lines one under another, one cell per column, and the whole row's count after the name.

    total: what stands over these counts. empty: what is written where there is no line. bare: what a grey cell is called.
    """
    with style():
        grey = any(cell is None for line in lines for cell in line.cells)
        legend: dict[str, Look] = {bare: BARE} if grey else {}
        row = fitted(ROW, len(lines), room(width, title, note, legend) - LINE * 1.4)
        names = [wrap(line.name, width * MM * (NAMES if width > 120 else NARROW), weight="bold") for line in lines]
        heights = [max(row, LINE * (0.95 * name.count("\n") + 1.2) if "\n" in name else 0.0) for name in names]
        page = sheet(width, LINE * 1.4 + fsum(heights or [row]), title, note, legend)
        if not lines:
            page.write(0, LINE * 0.5, empty, color=GREY)
            return page.figure
        named = max(text_width(part, weight="bold") for name in names for part in name.split("\n")) + 0.1
        left = named + max(text_width(text) for text in [total, *(line.total for line in lines)]) + 0.1
        _heads(page, columns, left, named, total)
        most = max([1, *(cell[0] for line in lines for cell in line.cells if cell)])
        for place, (line, name) in enumerate(zip(lines, names, strict=True)):
            top = LINE * 1.4 + fsum(heights[:place])
            page.write(0, top + heights[place] / 2, name, va="center", weight="bold", linespacing=1.15)
            _line(page, line, top, heights[place], left, most, columns)
        return page.figure


def _heads(page: Sheet, columns: Sequence[str], left: float, named: float, total: str) -> None:
    side = (page.width - left) / len(columns)
    short = max(map(text_width, columns)) > side - 0.02
    page.write(left - 0.1, LINE * 0.2, total, ha="right", color=GREY)
    for place, column in enumerate(columns):
        page.write(left + side * (place + 0.5), LINE * 0.2, _cut(column) if short else column, ha="center", color=GREY)


def _cut(word: str) -> str:
    """Return what stands over a column that has no room for its word: ’13 of a year, 12 or D of a month."""
    number = word.rstrip("年月")
    return (f"’{number[-2:]}" if len(number) == 4 else number) if number.isdigit() else word[0]


def _line(page: Sheet, line: Line, top: float, high: float, left: float, most: int, columns: Sequence[str]) -> None:
    page.write(left - 0.1, top + high / 2, line.total, va="center", ha="right")
    axes = page.axes(left, top, page.width - left, high, gid=line.name)
    axes.set(xlim=(0, len(line.cells)), ylim=(0, 1))
    axes.axis("off")
    side = (page.width - left) / len(line.cells)
    for place, (column, cell) in enumerate(zip(columns, line.cells, strict=True)):
        _cell(axes, place, f"{line.name}|{column}", cell, most, side, behind.rows(line.ids[place]) if line.ids else None)


def _cell(axes: Axes, place: int, gid: str, cell: tuple[int, str] | None, most: int, side: float,
          url: str | None) -> None:  # fmt: skip
    corner, size = (place + 0.02, 0.05), (0.96, 0.9)
    if cell is None:
        axes.add_patch(Rectangle(corner, *size, **face(BARE), gid="bare"))
        return
    fill = shade(cell[0], most)
    axes.add_patch(Rectangle(corner, *size, facecolor=fill, edgecolor=RULE, lw=0.4, gid=gid, url=url))
    dark = fsum(to_rgb(fill)) < 1.4
    points = POINTS if text_width(cell[1]) < side * 0.9 else SMALL
    axes.text(place + 0.5, 0.48, cell[1], ha="center", va="center", fontsize=points, color=PAPER if dark else INK, gid=gid)


