"""Matrices: a symmetric table of counts, each written in its shaded cell, under rows of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, fsum
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.gaps import white
from bluebook.charts.sheets import (
    BARE,
    GREY,
    INK,
    LINE,
    LOOKS,
    MARGIN,
    MM,
    PAPER,
    POINTS,
    RULE,
    SMALL,
    Sheet,
    face,
    looks,  # fmt: skip
    sheet,
    shown,
    style,
    text_width,
    wrap,
)
from bluebook.charts.strips import SLACK, Split

PALE = "#dcebf3"  # of the smallest count; the largest has the darkest look
LARGEST = 6.2 * MM  # side of a cell


def shade(count: int, most: int) -> str:
    """Return the colour of a cell with `count` where `most` is the largest: the more, the darker; none is paper."""
    if not count:
        return PAPER
    share = (count - 1) / max(1, most - 1)
    red, green, blue = (low + (high - low) * share for low, high in zip(to_rgb(PALE), to_rgb(LOOKS[0].fill), strict=True))
    return to_hex((red, green, blue))


def matrix(counts: pd.DataFrame, splits: Sequence[Split], *, title: str, note: str = "", width: int = 183,
           heading: str = "", under: str = "", empty: str = "", bare: str = "",
           ids: pd.DataFrame | None = None) -> Figure:
    """Draw rows of blocks and under them a symmetric table of counts, its diagonal framed, empty cells left blank.

    heading stands over the table and under, in grey, below that; empty is written where the table has no row. bare: what the
    grey ground of rows of blocks that were not collected is called in the legend. ids: the rows behind each count of the table.
    """
    with style():
        inner = width * MM - 2 * MARGIN
        labels = [str(name) for name in counts.index]
        left = max([0.0, *map(text_width, labels)]) + 0.12
        side = min(LARGEST, (inner - left) / max(1, len(labels)))
        heads, lines, unit = _heads(splits, inner), *_blocks(splits, inner)
        rows = [head + lines * unit + LINE * 0.5 for head in heads]
        words = wrap(under if labels else empty, inner / SLACK)
        head = LINE * (2.6 + words.count("\n")) + left
        table = head + side * len(labels) + LINE * 0.2
        drawn = [str(name) for split in splits for name, count in split.counts.items() if count]
        series = shown(looks([str(name) for name in splits[0].counts.index]), drawn)
        series |= {bare: BARE} if any(split.bare for split in splits) else {}
        page = sheet(width, fsum(rows) + table, title, note, series)
        for number, split in enumerate(splits):
            _split(page, split, fsum(rows[:number]), heads[number], lines, unit)
        page.write(0, fsum(rows) + LINE * 0.4, heading, weight="bold")
        page.write(0, fsum(rows) + LINE * 1.45, words, color=GREY, linespacing=1.25)
        if labels:
            _names(page, labels, left, side, fsum(rows) + head)
            _table(page, counts, left, side, fsum(rows) + head, ids)
        return page.figure


def _heads(splits: Sequence[Split], inner: float) -> list[float]:
    """Return the height of the words over each row of blocks: the label, and the remark wrapped after or under it."""
    remarks = [_remark(split, inner) for split in splits]
    return [LINE * (1.2 if left else 2.2 + words.count("\n")) for left, words in remarks]


def _remark(split: Split, inner: float) -> tuple[float, str]:
    """Return where a remark starts after its label, 0 where it has to stand under it, and the remark wrapped."""
    left = text_width(split.label, weight="bold") + 0.08
    fits = left + text_width(split.remark) * SLACK <= inner
    return (left, split.remark) if fits else (0.0, wrap(split.remark, inner / SLACK))


def _blocks(splits: Sequence[Split], inner: float) -> tuple[int, float]:
    """Return the number of lines in a row of blocks and the side of a block, so that a block can be counted."""
    most = max([1, *(int(split.counts.sum()) for split in splits)])
    lines = max(1, ceil(most * 1.5 * MM / inner))
    unit = min(3.0 * MM, inner / ceil(most / lines))
    return lines, unit


def _split(page: Sheet, split: Split, top: float, head: float, lines: int, unit: float) -> None:
    left, remark = _remark(split, page.width)
    page.write(0, top, split.label, weight="bold")
    page.write(left, top if left else top + LINE, remark, color=GREY, linespacing=1.25)
    across = int(page.width / unit + 1e-9)
    axes = page.axes(0, top + head, across * unit, lines * unit, gid=split.label)
    axes.set(xlim=(0, across), ylim=(lines, 0), xticks=[], yticks=[])
    axes.axis("off")
    if split.bare:
        axes.add_patch(Rectangle((0, 0), across, lines, **face(BARE), gid="bare"))
    series = zip(split.counts.items(), LOOKS, strict=False)
    names = [(str(name), look) for (name, count), look in series for _ in range(int(count))]
    urls, gap = behind.apart(split.ids), white(unit, 0.06)
    for number, (name, look) in enumerate(names):
        place, line = divmod(number, lines)
        axes.add_patch(Rectangle((place + gap, line + gap), 1 - 2 * gap, 1 - 2 * gap, **face(look), gid=f"{split.label}|{name}",
                                 url=next(urls)))  # fmt: skip


def _names(page: Sheet, labels: Sequence[str], left: float, side: float, top: float) -> None:
    size = POINTS if side >= 3.3 * MM else SMALL
    for place, label in enumerate(labels):
        page.write(left - 0.06, top + side * (place + 0.5), label, ha="right", va="center", fontsize=size)
        page.write(left + side * (place + 0.5), top - 0.04, label, ha="center", va="bottom", rotation=90, fontsize=size)


def _table(page: Sheet, counts: pd.DataFrame, left: float, side: float, top: float,
           ids: pd.DataFrame | None) -> None:  # fmt: skip
    number = len(counts)
    axes = page.axes(left, top, side * number, side * number, gid="table")
    axes.set(xlim=(0, number), ylim=(number, 0), xticks=[], yticks=[])
    axes.axis("off")
    off = counts.to_numpy(copy=True)
    off[range(number), range(number)] = 0
    for row in range(number):
        for column in range(number):
            url = None if ids is None else behind.rows(ids.iloc[row, column])
            _cell(axes, counts, (row, column), int(off.max()), POINTS if side >= 3.6 * MM else SMALL, url)


def _cell(axes: Axes, counts: pd.DataFrame, at: tuple[int, int], most: int, size: float, url: str | None) -> None:
    row, column = at
    count, own = int(counts.iloc[row, column]), row == column
    fill = PAPER if own else shade(count, most)
    name = f"{counts.index[row]}|{counts.columns[column]}"
    inset = 0.05 if own else 0.0
    edge: dict[str, Any] = {"edgecolor": INK, "lw": 0.8, "zorder": 2} if own else {"edgecolor": RULE, "lw": 0.4, "zorder": 1}
    corner, side = (column + inset, row + inset), 1 - 2 * inset
    axes.add_patch(Rectangle(corner, side, side, facecolor=fill, gid=name, url=url, **edge))
    dark = fsum(to_rgb(fill)) < 1.4
    if count:
        axes.text(column + 0.5, row + 0.52, str(count), ha="center", va="center", fontsize=size, gid=name, zorder=3,
                  color=PAPER if dark else INK, weight="bold" if own else "normal")  # fmt: skip
