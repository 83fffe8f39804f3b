"""Ranked rows of blocks, a block per engagement, each row with marks of how complete it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle, Wedge

from bluebook.charts import behind, heights, sheets
from bluebook.charts.gaps import white
from bluebook.charts.sheets import BARE, GREY, INK, LINE, MM, PAPER, Look, Sheet, face, sheet, style, text_width

DOT = 0.045  # radius of a mark of coverage, inches
THIN = 1.4 * MM
STEP = LINE * 1.3  # from one row to the next, on a wide sheet


@dataclass(frozen=True)
class Row:
    """One row: its name and number, its blocks by series, and for each kind of coverage how full its mark is and its words.

    coverage: heading -> (1 full, 0.5 half, 0 empty, None not collected; the words). bare: part of the row was not collected,
    and the ground after its blocks is grey. ids: the rows behind each count.
    """

    name: str
    number: int
    counts: pd.Series
    coverage: Mapping[str, tuple[float | None, str]]
    bare: bool = False
    ids: pd.Series | None = None


def ranked_rows(rows: Sequence[Row], *, title: str, note: str = "", width: int = 183, series: Mapping[str, Look],
                empty: str = "", bare: str = "") -> Figure:  # fmt: skip
    """Draw each row as blocks, all of one size, with the coverage beside the blocks or, where narrow, under them.

    series: label -> look, in the order of the counts. empty: what is written where there is no row. bare: what the grey
    ground of rows collected in part is called in the legend.
    """
    with style():
        beside, inner = width > 120, width * MM - 2 * sheets.MARGIN
        heads = list(rows[0].coverage) if rows else []
        columns = [_column(head, rows) for head in heads]
        start = max([0.0, *(text_width(f"{row.name}  {row.number}", weight="bold") for row in rows)]) + 0.1
        room = inner - start - (fsum(columns) + 0.15 if beside else 0)
        block = min(4.2 * MM, room / max([1, *(int(row.counts.sum()) for row in rows)]))
        used = {label for label in series if any(row.counts[label] for row in rows)}
        legend = {label: look for label, look in series.items() if label in used}
        legend |= {bare: BARE} if any(row.bare for row in rows) else {}
        high = heights.room(width, title, note, legend) - LINE * 1.5
        step = heights.fitted(STEP, len(rows), high) if beside else STEP + LINE * 1.05
        page = sheet(width, max(LINE * 2, (LINE * 1.5 if beside and rows else 0) + step * len(rows)), title, note, legend)
        if not rows:
            page.write(0, LINE * 0.5, empty, color=GREY)
        if beside:
            _heads(page, heads, columns, inner)
        for place, row in enumerate(rows):
            top = place * step + (LINE * 1.5 if beside else 0)
            _row(page, top, row, (start, room), block, series)
            _coverage(page, row, columns, top if beside else top + STEP * 0.86, inner - fsum(columns) if beside else None)
        return page.figure


def _column(head: str, rows: Sequence[Row]) -> float:
    return max([text_width(head), *(text_width(row.coverage[head][1]) for row in rows)]) + 4 * DOT + 0.12


def _heads(page: Sheet, heads: Sequence[str], columns: Sequence[float], inner: float) -> None:
    left = inner - fsum(columns)
    for head, wide in zip(heads, columns, strict=True):
        page.write(left, 0, head, color=GREY)
        left += wide


def _row(page: Sheet, top: float, row: Row, span: tuple[float, float], block: float, series: Mapping[str, Look]) -> None:
    start, room = span
    page.write(0, top + LINE * 0.08, row.name, weight="bold")
    page.write(start - 0.1, top + LINE * 0.08, str(row.number), weight="bold", ha="right")
    axes = page.axes(start, top, room, LINE, gid=row.name)
    axes.set(xlim=(0, room / block), ylim=(0, 1))
    axes.axis("off")
    if row.bare:
        axes.add_patch(Rectangle((0, 0.06), room / block, 0.88, **face(BARE), gid="bare"))
    place, gap = 0, white(block, 0.04)
    for label, look in series.items():
        each = 1 if block > THIN else max(1, int(row.counts[label]))  # blocks too thin to be seen become one bar
        ids = () if row.ids is None else row.ids[label]
        for at in range(0, int(row.counts[label]) // each * each, each):
            axes.add_patch(Rectangle((place + gap, 0.06), each - 2 * gap, 0.88, **face(look), clip_on=False,
                                     gid=f"{row.name}|{label}", url=behind.rows(ids[at : at + each])))
            place += each


def _coverage(page: Sheet, row: Row, columns: Sequence[float], top: float, left: float | None) -> None:
    """Write the marks and words: in columns from `left`, or one after another with their headings on a line of their own."""
    at = 0.0 if left is None else left
    for (head, (full, said)), wide in zip(row.coverage.items(), columns, strict=True):
        words = f"{head}: {said}" if left is None else said
        axes = page.axes(at, top + LINE / 2 - DOT * 1.2, DOT * 2.4, DOT * 2.4, gid=f"{row.name}|{head}")
        axes.set(xlim=(-1.2, 1.2), ylim=(-1.2, 1.2))
        axes.axis("off")
        _mark(axes, full)
        page.write(at + 4 * DOT, top + LINE * 0.08, words, color=INK if left is not None else GREY)
        at += wide if left is not None else 4 * DOT + text_width(words) + 0.14


def _mark(axes: Axes, full: float | None) -> None:
    ink = {"edgecolor": GREY, "linewidth": 0.6}
    if full is None:
        axes.add_patch(Rectangle((-1, -1), 2, 2, **face(BARE) | ink, gid="not collected"))
        return
    axes.add_patch(Circle((0, 0), 1, facecolor=GREY if full == 1 else PAPER, **ink, gid=f"coverage {full:g}"))
    if 0 < full < 1:
        axes.add_patch(Wedge((0, 0), 1, 90, 270, facecolor=GREY, lw=0, gid="half"))
