"""Blocks: charts in which one engagement is one block, so that a reader can count them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.gaps import white
from bluebook.charts.sheets import BARE, GREY, LINE, LOOKS, MARGIN, MM, Look, Sheet, face, looks, sheet, style, text_width, wrap


def _stack(axes: Axes, frame: pd.DataFrame, side: float, horizontal: bool = False, thick: float = 0.9,
           faces: Sequence[Look] = LOOKS, ids: pd.DataFrame | None = None) -> None:
    """Draw every count as a pile of blocks of length 1, which is `side` inches, the columns one after another."""
    gap = white(side, 0.03)
    for place, (_, row) in enumerate(frame.iterrows()):
        start, urls = 0, behind.apart(None if ids is None else ids.iloc[place])
        for (label, count), look in zip(row.items(), faces, strict=False):
            for step in range(start, start + int(count)):
                corner = (step + gap, place - thick / 2) if horizontal else (place - thick / 2, step + gap)
                size = (1 - 2 * gap, thick) if horizontal else (thick, 1 - 2 * gap)
                name = f"{frame.index[place]}|{label}"
                block = Rectangle(corner, *size, **face(look), clip_on=False, gid=name, url=next(urls))
                axes.add_artist(block)  # add_patch would look for its extent, which takes longer than the rest
            start += int(count)


@dataclass(frozen=True)
class Panel:
    """One row of small columns: its heading, its counts (index the periods, columns the series), and what was not collected.

    remark is written in grey after the heading; bare tells, for each place of the index, that nothing was collected there. ids:
    the rows behind each count.
    """

    heading: str
    counts: pd.DataFrame
    remark: str = ""
    bare: Sequence[bool] = ()
    ids: pd.DataFrame | None = None

    @property
    def tallest(self) -> int:
        """The highest pile, at least 1."""
        return max(1, int(self.counts.sum(axis=1).max()))

    @property
    def head(self) -> float:
        """The room of the heading, in inches, and of a number over the highest pile where there is one."""
        return LINE * (2.6 if self.tallest > COUNTABLE else 1.9)


COUNTABLE = 9  # blocks; of higher piles some have their number written over them


def unit_columns(panels: Sequence[Panel], *, title: str, note: str = "", width: int = 183,
                 ticks: Mapping[float, str] | None = None, bare: str = "") -> Figure:
    """Draw counts over time, a panel under another, one block per engagement and all blocks of one height.

    The panels share their index and columns. ticks: place in the index -> text under the last panel. bare: what the grey
    ground of periods without coverage is called in the legend, where there are any.
    """
    with style():
        block = min(5.0 * MM, 105 * MM / sum(panel.tallest for panel in panels))
        body = fsum(panel.head + panel.tallest * block for panel in panels) + LINE * 1.3
        legend = {name: look for name, look in looks([str(name) for name in panels[0].counts.columns]).items()
                  if any(panel.counts[name].any() for panel in panels)}  # fmt: skip
        legend |= {bare: BARE} if any(any(panel.bare) for panel in panels) else {}
        page = sheet(width, body, title, note, legend)
        top = 0.0
        for panel in panels:
            _heading(page, top, panel)
            axes = page.axes(0, top + panel.head, page.width, panel.tallest * block, gid=panel.heading)
            _columns(axes, panel, (page.width / len(panel.counts), block), ticks or {}, labelled=panel is panels[-1])
            top += panel.head + panel.tallest * block
        return page.figure


def _heading(page: Sheet, top: float, panel: Panel) -> None:
    page.write(0, top + LINE * 0.6, panel.heading, weight="bold")
    page.write(text_width(panel.heading, weight="bold") + 0.08, top + LINE * 0.6, panel.remark, color=GREY)


def _columns(axes: Axes, panel: Panel, size: tuple[float, float], ticks: Mapping[float, str], labelled: bool) -> None:
    column, block = size
    for place, nothing in enumerate(panel.bare):
        if nothing:
            axes.add_patch(Rectangle((place - 0.5, 0), 1, panel.tallest, **face(BARE), gid="bare"))
    _stack(axes, panel.counts, block, thick=1 - 2 * white(column), ids=panel.ids)
    if panel.tallest > COUNTABLE:
        _numbers(axes, panel, ticks, 0.02 / block)
    axes.set(xlim=(-0.5, len(panel.counts) - 0.5), ylim=(0, panel.tallest), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.set_xticks(list(ticks), list(ticks.values()) if labelled else [""] * len(ticks))
    for tick, label in zip(ticks, axes.get_xticklabels(), strict=True):
        label.set_horizontalalignment("center" if float(tick).is_integer() else "left")  # a year stands where it begins


def _numbers(axes: Axes, panel: Panel, ticks: Mapping[float, str], above: float) -> None:
    """Write the number over the highest pile of each year, where ticks stand between piles, or over every pile."""
    piles = [int(number) for number in panel.counts.sum(axis=1)]
    edges = [*(ceil(tick) for tick in sorted(ticks) if not float(tick).is_integer()), len(piles)]
    spans = pairwise(edges) if len(edges) > 1 else zip(range(len(piles)), range(1, len(piles) + 1), strict=True)
    for start, end in spans:
        place = max(range(start, end), key=lambda place: piles[place])
        if piles[place]:
            axes.text(place, piles[place] + above, f"{piles[place]:,}", ha="center", va="bottom", color=GREY, gid="number")


@dataclass(frozen=True)
class Bar:
    """One row of blocks: its heading, what is said of it in grey, its counts by series, and the verdict after the blocks.

    ids: the rows behind each count.
    """

    heading: str
    counts: pd.Series
    remark: str = ""
    verdict: str = ""
    ids: pd.Series | None = None


MANY = 8  # bars; from more on, what is said of a bar stands beside its heading where it has room


def unit_bars(bars: Sequence[Bar], *, title: str, note: str = "", width: int = 183, empty: str = "",
              series: Mapping[str, Look] | None = None, apart: Sequence[str] = (), heading: str = "") -> Figure:
    """Draw one row of blocks per bar, one block per item counted, with the verdict after them.

    The bars share their series; series: label -> look, LOOKS in order unless given. apart: lines written under `heading` at
    the foot, for what can't be drawn. empty: what is written where there is neither bar nor line.
    """
    with style():
        series = series or looks([str(name) for name in (bars[0].counts.index if bars else [])])
        inner = width * MM - 2 * MARGIN
        many = len(bars) > MANY
        beside = [many and _one_line(bar) <= inner for bar in bars]
        remarks = [wrap(bar.remark, inner) if bar.remark else "" for bar in bars]
        verdicts = max([0.0, *(text_width(bar.verdict) for bar in bars)]) + 0.1
        block = min((3.6 if many else 5.0) * MM, (inner - verdicts) / max([1, *(int(bar.counts.sum()) for bar in bars)]))
        heads = [LINE * (1.7 + (remark.count("\n") + 1 if remark and not same_line else 0))
                 for remark, same_line in zip(remarks, beside, strict=True)]  # fmt: skip
        lines = [wrap(line, inner) for line in apart]
        foot = LINE * (1.6 + "\n".join(lines).count("\n") + 1) if lines else 0.0
        body = fsum(heads) + len(bars) * block + LINE * (2 if not bars and not lines else 0.3) + foot
        used = [any(bar.counts.iloc[place] for bar in bars) for place in range(len(series))]
        page = sheet(width, body, title, note, {label: series[label] for label, some in zip(series, used, strict=True) if some})
        top = 0.0
        for bar, remark, head, same_line in zip(bars, remarks, heads, beside, strict=True):
            page.write(0, top + LINE * 0.5, bar.heading, weight="bold")
            page.write(_one_line(bar, 0) if same_line else 0, top + LINE * (0.5 if same_line else 1.5), remark, color=GREY,
                       linespacing=1.25)  # fmt: skip
            _blocks(page, top + head, bar, block, list(series.values()))
            top += head + block
        if lines:
            page.write(0, top + LINE * 0.8, heading, weight="bold")
            page.write(0, top + LINE * 1.8, "\n".join(lines), color=GREY, linespacing=1.25)
        elif not bars:
            page.write(0, LINE * 0.5, empty, color=GREY)
        return page.figure


def _one_line(bar: Bar, remark: int = 1) -> float:
    """Return how wide a bar's heading is with its remark beside it, or where that remark begins."""
    return text_width(bar.heading, weight="bold") * 1.03 + 0.08 + remark * text_width(bar.remark)


def _blocks(page: Sheet, top: float, bar: Bar, block: float, faces: Sequence[Look]) -> None:
    total = int(bar.counts.sum())
    axes = page.axes(0, top, block * max(1, total), block, gid=bar.heading)
    axes.set(xlim=(0, max(1, total)), ylim=(-0.5, 0.5))
    axes.axis("off")
    ids = None if bar.ids is None else bar.ids.to_frame(bar.heading).T
    _stack(axes, bar.counts.to_frame(bar.heading).T, block, horizontal=True, faces=faces, ids=ids)
    page.write(block * total + 0.07, top + block / 2, bar.verdict, va="center")
