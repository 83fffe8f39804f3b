"""Strips: every stated value a dot on one axis, and rows of blocks below, with what is not stated written beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum, hypot

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, keys, sheets
from bluebook.charts.gaps import white
from bluebook.charts.sheets import BARE, GREY, INK, LINE, LOOKS, MARGIN, MM, RULE, Look, Sheet, face, sheet, style, text_width

ROOMY = 120  # mm from which labels and remarks stand beside the marks, not above them
SHARE = {"o": 1.0, "s": 0.75, "D": 0.5}  # of the area, so that the three markers look alike in size
PAD = 1.0 * MM
SLACK = 1.03  # a line is printed a little wider than its outlines are


@dataclass(frozen=True)
class Strip:
    """One row of dots: its label, the values, how they look, their middle (drawn as a line) and what is said beside it.

    bare: nothing was collected here, so the row has a grey ground. ids: the row behind each value.
    """

    label: str
    values: Sequence[float]
    look: Look
    middle: float | None = None
    remark: str = ""
    bare: bool = False
    ids: Sequence[str] = ()


@dataclass(frozen=True)
class Lane:
    """Some strips under one heading, with a remark in grey after it."""

    heading: str
    strips: Sequence[Strip]
    remark: str = ""


@dataclass(frozen=True)
class Split:
    """One row of blocks: its label, its counts by series, what is said beside it; bare where nothing was collected.

    ids: the rows behind each count.
    """

    label: str
    counts: pd.Series
    remark: str = ""
    bare: bool = False
    ids: pd.Series | None = None


@dataclass(frozen=True)
class _Place:
    """Where things stand, in inches: left edge and width of the marks, height of a label's line, a dot; values an inch."""

    left: float
    width: float
    head: float
    dot: float
    limit: float
    right: float


def dotted(lanes: Sequence[Lane], splits: Sequence[Split], *, title: str, note: str = "", width: int = 183, axis: str = "",
           heading: str = "", series: Mapping[str, Look] | None = None, step: int = 30) -> Figure:
    """Draw strips of dots over one axis from 0, lane under lane, and below them rows of blocks.

    axis: the unit, written at the axis; step: between its ticks. heading: over the rows of blocks. series: legend.
    """
    with style():
        place = _place(lanes, splits, width, step)
        heights = [[_height(strip, place) for strip in lane.strips] for lane in lanes]
        block = min(3.5 * MM, place.width / max([1, *(int(split.counts.sum()) for split in splits)]))
        rows = place.head + max(block, LINE * 1.1) + PAD
        heads = [_head(lane, width * MM - 2 * MARGIN) for lane in lanes]
        body = fsum(heads) + fsum(map(fsum, heights)) + LINE * 4.2 + rows * len(splits)
        drawn = [strip.label for lane in lanes for strip in lane.strips if len(strip.values)]
        drawn += [str(label) for split in splits for label, count in split.counts.items() if count]
        legend = sheets.shown(series or {}, drawn)
        named = keys.rows(list(legend), width * MM - 2 * MARGIN)
        top = LINE * len(named)
        page = sheet(width, top + body, title, note)
        for lane, head, high in zip(lanes, heads, heights, strict=True):
            _lane(page, lane, head, high, place, top, step)
            top += head + fsum(high)
        _axis(page, place, top, axis, step)
        page.write(0, top + LINE * 2.6, heading, weight="bold")
        for number, split in enumerate(splits):
            _split(page, split, place, top + LINE * 4.2 + number * rows, block)
        keys.draw(page, named, legend)
        return page.figure


def _place(lanes: Sequence[Lane], splits: Sequence[Split], width: int, step: int) -> _Place:
    inner, aside = width * MM - 2 * MARGIN, width >= ROOMY
    strips = [strip for lane in lanes for strip in lane.strips]
    rows: list[Strip | Split] = [*strips, *splits]
    left = max([0.0, *(text_width(row.label) for row in rows)]) + 0.1 if aside else 0.05
    right = max([0.0, *(text_width(row.remark) for row in rows)]) * SLACK + 0.14 if aside else 0.05
    values = [value for strip in strips for value in strip.values]
    limit = step * ceil(max([2 * step, *values]) / step)
    room = inner - left - right
    dot = min(2.1 * MM, max(1.2 * MM, 5 / limit * room * 0.92))
    return _Place(left, room, 0.0 if aside else LINE * 1.35, dot, limit, left + room + 0.12 if aside else 0.0)


def heaped(values: Sequence[float], apart: float) -> list[int]:
    """Return the step at which each value's dot stands so that no two dots nearer than `apart` touch; in the order given."""
    placed: list[tuple[float, int]] = []
    for value in values:
        level = 0
        while any(hypot(value - other, (level - height) * apart) < apart * 0.999 for other, height in placed):
            level += 1
        placed.append((value, level))
    return [level for _, level in placed]


def _levels(strip: Strip, place: _Place) -> list[int]:
    return heaped(strip.values, place.dot / place.width * place.limit)


def _height(strip: Strip, place: _Place) -> float:
    return place.head + max(LINE * 1.1, (max([0, *_levels(strip, place)]) + 1) * place.dot + PAD) + PAD / 2


def _after(lane: Lane, inner: float) -> float:
    """Return where a lane's remark starts after its heading, 0 where it has to stand under it."""
    left = text_width(lane.heading, weight="bold") + 0.08
    return left if left + text_width(lane.remark) * SLACK <= inner else 0.0


def _head(lane: Lane, inner: float) -> float:
    return LINE * (1.9 if _after(lane, inner) else 2.9)


def _lane(page: Sheet, lane: Lane, head: float, heights: Sequence[float], place: _Place, top: float, step: int) -> None:
    left = _after(lane, page.width)
    page.write(0, top + LINE * 0.5, lane.heading, weight="bold")
    page.write(left, top + LINE * (0.5 if left else 1.5), lane.remark, color=GREY)
    top += head - LINE * 0.15
    for strip, high in zip(lane.strips, heights, strict=True):
        _beside(page, strip, place, top, high)
        axes = page.axes(place.left, top + place.head, place.width, high - place.head, gid=f"{lane.heading}|{strip.label}")
        axes.set(xlim=(0, place.limit), ylim=(0, high - place.head), xticks=[], yticks=[])
        axes.axis("off")
        axes.vlines(range(0, int(place.limit) + 1, step), 0, high - place.head, color=RULE, lw=0.5, zorder=0)
        axes.plot([0, place.limit], [0, 0], color=RULE, lw=0.5, zorder=0, clip_on=False)
        if strip.bare:
            axes.add_patch(Rectangle((0, 0), place.limit, high - place.head, **face(BARE), gid="bare"))
        _dots(axes, strip, place, high - place.head)
        top += high


def _beside(page: Sheet, row: Strip | Split, place: _Place, top: float, high: float) -> None:
    """Write a row's label and remark: at both sides of it where there is room, else in a line above it."""
    if not place.head:
        page.write(0, top + high / 2, row.label, va="center")
        page.write(place.right, top + high / 2, row.remark, va="center")
        return
    page.write(0, top + LINE * 0.3, row.label)
    page.write(text_width(row.label) + 0.1 if row.label else 0, top + LINE * 0.3, row.remark, color=GREY)


def _dots(axes: Axes, strip: Strip, place: _Place, high: float) -> None:
    heights = [(level + 0.5) * place.dot + PAD / 2 for level in _levels(strip, place)]
    if strip.values:
        area = (place.dot * 72 * 0.9) ** 2 * SHARE.get(strip.look.marker, 1.0)
        axes.scatter(strip.values, heights, s=area, marker=strip.look.marker, facecolor=strip.look.fill,
                     edgecolor=strip.look.edge, linewidth=0.5, clip_on=False, zorder=3, gid=strip.label,
                     urls=[behind.marks(strip.ids)])  # fmt: skip
    if strip.middle is not None:
        axes.plot([strip.middle] * 2, [0, high], color=INK, lw=1.1, zorder=2, gid="median")


def _axis(page: Sheet, place: _Place, top: float, unit: str, step: int) -> None:
    for value in range(0, int(place.limit) + 1, step):
        page.write(place.left + value / place.limit * place.width, top + LINE * 0.2, str(value), ha="center")
    page.write(place.right or place.left + place.width, top + LINE * (0.2 if place.right else 1.1), unit,
               ha="left" if place.right else "right", color=GREY)  # fmt: skip


def _split(page: Sheet, split: Split, place: _Place, top: float, block: float) -> None:
    _beside(page, split, place, top, place.head or max(block, LINE * 1.1))
    most = place.width / block
    axes = page.axes(place.left, top + place.head, place.width, block, gid=split.label)
    axes.set(xlim=(0, most), ylim=(-0.5, 0.5), xticks=[], yticks=[])
    axes.axis("off")
    if split.bare:
        axes.add_patch(Rectangle((0, -0.5), most, 1, **face(BARE), gid="bare"))
    start, urls, gap = 0, behind.apart(split.ids), white(block)
    for (label, count), look in zip(split.counts.items(), LOOKS, strict=False):
        for number in range(start, start + int(count)):
            axes.add_patch(Rectangle((number + gap, -0.5), 1 - 2 * gap, 1, **face(look), gid=f"{split.label}|{label}",
                                     url=next(urls)))  # fmt: skip
        start += int(count)
