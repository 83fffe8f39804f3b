"""Pairs of people as a table of who faced whom: each meeting is a block in its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.sheets import (
    BARE,
    GREY,
    LINE,
    MARGIN,
    MM,
    SHADE,
    Look,
    Sheet,
    face,
    looks,
    sheet,
    style,
    text_width,
    wrap,
)

LARGEST, GAP = 2.6 * MM, 0.28 * MM  # side of a block; white between two
PAD, BETWEEN = 0.9 * MM, 0.7 * MM  # inside a cell; between two cells
WIDEST = 52 * MM  # of a cell
SPACE = 0.03  # between a number and the words after it
FIRST = LINE * 0.68  # from the top of a line to what its letters stand on


@dataclass(frozen=True)
class Cell:
    """What two people had: counts by series, the number, the time in words (long and short), and whether it was collected.

    ids: the rows behind each count.
    """

    counts: pd.Series
    number: str
    time: tuple[str, str] = ("", "")
    bare: bool = False
    ids: pd.Series | None = None

    @property
    def count(self) -> int:
        """How many blocks."""
        return int(self.counts.sum())


@dataclass(frozen=True)
class Table:
    """One level: its heading, the people in rows and in columns, and row and column -> cell."""

    heading: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[int, int], Cell]


@dataclass(frozen=True)
class _Grid:
    left: float
    wide: float
    form: int  # of the words in cells: 0 long, 1 short, 2 short on two lines

    @property
    def across(self) -> int:
        """How many blocks stand in a line of a cell."""
        return max(1, int((self.wide - BETWEEN - 2 * PAD) / LARGEST + 1e-9))

    @property
    def words(self) -> float:
        """The height of the words in a cell."""
        return LINE * (2.0 if self.form == 2 else 1.05)

    def tall(self, table: Table, row: int) -> float:
        """Return the height of a row: that of its fullest cell."""
        lines = max([ceil(cell.count / self.across) for (place, _), cell in table.cells.items() if place == row] or [0])
        return self.words + lines * LARGEST + 2 * PAD + BETWEEN


def grids(tables: Sequence[Table], series: Sequence[str], *, title: str, note: str = "", width: int = 183, empty: str = "",
          bare: str = "") -> Figure:  # fmt: skip
    """Draw one table of pairs per level, one under another. A cell has a ground where the two were in office at once.

    empty: what is written where there is no pair. bare: what the grey of cells that were not collected is called.
    """
    with style():
        inner, tables = width * MM - 2 * MARGIN, [table for table in tables if table.cells]
        faces, cells = looks(series), [cell for table in tables for cell in table.cells.values()]
        used = [name for name in series if any(cell.counts[name] for cell in cells)]
        legend = {name: faces[name] for name in used} | ({bare: BARE} if any(cell.bare for cell in cells) else {})
        left = max([0.0, *(text_width(row) for table in tables for row in table.rows)]) + 0.1
        plans = [_grid(table, left, inner) for table in tables]
        heights = [_height(table, plan) for table, plan in zip(tables, plans, strict=True)]
        page = sheet(width, fsum(heights) if tables else LINE * 2, title, note, legend)
        if not tables:
            page.write(0, LINE * 0.2, wrap(empty, inner), color=GREY, linespacing=1.25)
        for number, (table, plan) in enumerate(zip(tables, plans, strict=True)):
            _table(page, fsum(heights[:number]), table, plan, faces)
        return page.figure


def _grid(table: Table, left: float, inner: float) -> _Grid:
    """Return the plan of a table. The words in its cells are short, or on two lines, where those of one would not fit."""
    wide = min(WIDEST, (inner - left) / len(table.columns))
    forms = [form for form in (0, 1) if all(_said(cell, form) <= wide - BETWEEN - 2 * PAD for cell in table.cells.values())]
    return _Grid(left, wide, min([*forms, 2]))


def _said(cell: Cell, form: int) -> float:
    return text_width(cell.number, weight="bold") + SPACE + text_width(cell.time[form])


def _head(table: Table, plan: _Grid) -> float:
    return LINE * (1.5 + 1.05 * max(_name(name, plan.wide).count("\n") + 1 for name in table.columns))


def _height(table: Table, plan: _Grid) -> float:
    return _head(table, plan) + fsum(plan.tall(table, row) for row in range(len(table.rows))) + LINE * 0.7


def _name(name: str, room: float) -> str:
    """Return a name such that it fits a column, on several lines where it has to; it breaks at blanks and dots alone."""
    lines = [""]
    for part in re.findall(r"[^ ・]+[ ・]?", name):
        lines = [*lines[:-1], lines[-1] + part] if text_width(lines[-1] + part) <= room - PAD else [*lines, part]
    return "\n".join(line.strip() for line in lines if line)


def _table(page: Sheet, top: float, table: Table, plan: _Grid, faces: Mapping[str, Look]) -> None:
    page.write(0, top, table.heading, weight="bold")
    top += _head(table, plan)
    for column, name in enumerate(table.columns):
        left = plan.left + plan.wide * column + PAD
        page.write(left, top - LINE * 0.4, _name(name, plan.wide), va="baseline", linespacing=1.2)
    for row, name in enumerate(table.rows):
        tall = plan.tall(table, row)
        page.write(0, top + PAD * 0.6 + FIRST, name, va="baseline")
        for column, other in enumerate(table.columns):
            if (row, column) in table.cells:
                corner, cell = (plan.left + plan.wide * column, top), table.cells[row, column]
                _cell(page, corner, tall - BETWEEN, cell, plan, faces, f"{name}|{other}")
        top += tall


def _cell(page: Sheet, corner: tuple[float, float], tall: float, cell: Cell, plan: _Grid, faces: Mapping[str, Look],
          name: str) -> None:  # fmt: skip
    left, top, wide = *corner, plan.wide - BETWEEN
    axes = page.axes(left, top, wide, tall, gid=name)
    axes.set(xlim=(0, wide), ylim=(tall, 0))
    axes.axis("off")
    ground = face(BARE) if cell.bare else {"facecolor": SHADE, "lw": 0}
    axes.add_artist(Rectangle((0, 0), wide, tall, **ground, gid="ground"))
    base = top + PAD * 0.6 + FIRST
    page.write(left + PAD, base, cell.number, weight="bold" if cell.count else "normal", va="baseline")
    beside = (text_width(cell.number, weight="bold") + SPACE, 0.0) if plan.form < 2 else (0.0, LINE * 0.95)
    page.write(left + PAD + beside[0], base + beside[1], cell.time[min(plan.form, 1)], color=GREY, va="baseline")
    _pile(axes, cell, plan, faces, name)


def _pile(axes: Axes, cell: Cell, plan: _Grid, faces: Mapping[str, Look], name: str) -> None:
    kinds = [series for series, count in cell.counts.items() for _ in range(int(count))]
    urls = behind.apart(cell.ids)
    for number, series in enumerate(kinds):
        line, place = divmod(number, plan.across)
        corner = (PAD + place * LARGEST, PAD + plan.words + line * LARGEST)
        axes.add_artist(Rectangle(corner, LARGEST - GAP, LARGEST - GAP, **face(faces[series]), gid=f"{name}|{series}",
                                  url=next(urls)))  # fmt: skip
