"""Pairs of people as a ranked list: one row of blocks per pair, all blocks of one size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.pairings import FIRST, GAP, LARGEST, SPACE, Cell
from bluebook.charts.sheets import GREY, LINE, Look, Sheet, face, looks, sheet, style, text_width, wrap

STEP = LINE * 1.2  # from one row to the next


@dataclass(frozen=True)
class Row:
    """One pair: its name, what is said of it in grey, and what the two had."""

    name: str
    remark: str
    cell: Cell


@dataclass(frozen=True)
class Section:
    """One level: heading, rows, and what is said of the pairs that have no row."""

    heading: str
    rows: Sequence[Row]
    rest: str = ""


def ranking(sections: Sequence[Section], series: Sequence[str], *, title: str, note: str = "", width: int = 183,
            empty: str = "") -> Figure:  # fmt: skip
    """Draw one list of pairs per level, one row of equal blocks per pair. empty: written where there is no pair."""
    with style():
        sections, wide = [section for section in sections if section.rows], width > 140
        rows = [row for section in sections for row in section.rows]
        faces, which = looks(series), 0 if wide else 1
        used = {name: faces[name] for name in series if any(row.cell.counts[name] for row in rows)}
        heights = [LINE * 1.5 + STEP * len(section.rows) + LINE * (1.9 if section.rest else 0.7) for section in sections]
        page = sheet(width, fsum(heights) if rows else LINE * 2, title, note, used)
        if not rows:
            page.write(0, LINE * 0.2, wrap(empty, page.width), color=GREY, linespacing=1.25)
            return page.figure
        start = max(text_width(row.name) + 0.05 + text_width(row.remark) for row in rows) + 0.09
        verdict = max(text_width(row.cell.number, weight="bold") + text_width(row.cell.time[which]) for row in rows) + 0.14
        unit = min(LARGEST, (page.width - start - verdict) / max(row.cell.count for row in rows))
        for number, section in enumerate(sections):
            _section(page, fsum(heights[:number]), section, (start, unit), which, faces)
        return page.figure


def _section(page: Sheet, top: float, section: Section, place: tuple[float, float], which: int,
             faces: Mapping[str, Look]) -> None:  # fmt: skip
    page.write(0, top, section.heading, weight="bold")
    top += LINE * 1.5
    for row in section.rows:
        base = top + FIRST
        page.write(0, base, row.name, va="baseline")
        page.write(text_width(row.name) + 0.05, base, row.remark, color=GREY, va="baseline")
        _line(page, top, row, place, faces)
        end = place[0] + place[1] * row.cell.count + 0.05
        after = end + text_width(row.cell.number, weight="bold") + SPACE
        page.write(end, base, row.cell.number, weight="bold", va="baseline")
        page.write(after, base, row.cell.time[which], color=GREY, va="baseline")
        top += STEP
    page.write(0, top, section.rest, color=GREY)


def _line(page: Sheet, top: float, row: Row, place: tuple[float, float], faces: Mapping[str, Look]) -> None:
    start, unit = place
    tall = LINE * 0.86
    axes = page.axes(start, top - LINE * 0.02, unit * row.cell.count, tall, gid=row.name)
    axes.set(xlim=(0, row.cell.count), ylim=(0, 1))
    axes.axis("off")
    kinds = [series for series, count in row.cell.counts.items() for _ in range(int(count))]
    urls = behind.apart(row.cell.ids)
    for number, series in enumerate(kinds):
        across = min(0.4, GAP / unit)
        axes.add_artist(Rectangle((number, 0), 1 - across, 1, **face(faces[series]), clip_on=False, gid=f"{row.name}|{series}",
                                  url=next(urls)))  # fmt: skip
