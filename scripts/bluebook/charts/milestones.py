"""Milestones: a row per term, days along it on a scale that widens the first weeks, a mark per first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bluebook.charts import behind, keys, placements, sheets
from bluebook.charts.heights import fitted, room
from bluebook.charts.sheets import GREY, INK, LINE, MARGIN, MM, RULE, Look, Sheet, sheet, style, text_width, wrap

ROOMY = 120  # mm from which names and numbers stand beside the marks, not above them
MARK = 0.092  # side of a mark, inches
PITCH = MARK * 1.18
SHORTEST = 90  # days that the axis has at least
TRACK = "#9a9a9a"
SLACK = 1.03  # a line is printed a little wider than its outlines are


@dataclass(frozen=True)
class Mark:
    """One thing on its day: days from the start, the name of its look, and the id behind it."""

    days: int
    look: str
    gid: str


@dataclass(frozen=True)
class Row:
    """One term: its name, a remark in grey, its marks in order of time, one number per look, and its length in days so far.

    ended: the term was over by then; its track is closed there.
    """

    name: str
    remark: str
    marks: Sequence[Mark]
    numbers: Sequence[str]
    length: int
    ended: bool = True


@dataclass(frozen=True)
class _Place:
    """Where things stand, in inches: edges of remarks and track, width of the track, right edges of the numbers; days shown."""

    remark: float
    left: float
    width: float
    edges: Sequence[float]
    head: float
    days: float

    def at(self, days: float) -> float:
        """Return the place of a day on the track: by the square root, so that the first weeks have room."""
        return sqrt(min(days, self.days) / self.days) * self.width


def tracks(groups: Mapping[str, Sequence[Row]], ticks: Mapping[int, str], series: Mapping[str, Look], *, title: str,
           note: str = "", width: int = 183, empty: str = "", heads: Sequence[str] = ()) -> Figure:  # fmt: skip
    """Draw the rows under the heading of their group; marks that would touch are stacked, their day stays exact.

    ticks: day -> word; those beyond the last mark are left out. series: name -> look, in the order of the legend. heads:
    heading of each column of numbers. empty: what is written where there is no row.
    """
    with style():
        rows = [row for group in groups.values() for row in group]
        place = _place(rows, heads, width)
        levels = {id(row): _levels(row, place) for row in rows}
        heights = {id(row): place.head + max(LINE * 1.05, PITCH * (max([0, *levels[id(row)]]) + 1) + 0.05) for row in rows}
        mean = fsum(heights.values()) / max(1, len(rows))
        named = sheets.shown(series, [mark.look for row in rows for mark in row.marks])
        legend = keys.rows(list(named), width * MM - 2 * MARGIN)
        top = LINE * (len(legend) + 1.3)
        high = room(width, title, note) - top - LINE * (1.6 * len(groups) + 0.3)
        heights = {name: own * fitted(mean, len(rows), high) / mean for name, own in heights.items()}
        body = top + fsum(heights.values()) + LINE * 1.6 * len(groups) if rows else LINE * 2
        page = sheet(width, body + LINE * 0.3, title, note)
        if not rows:
            page.write(0, LINE * 0.5, wrap(empty, page.width), color=GREY, linespacing=1.25)
            return page.figure
        keys.draw(page, legend, series)
        _heads(page, place, heads, top)
        for heading, group in groups.items():
            page.write(0, top + LINE * 0.45, heading, weight="bold")
            top += LINE * 1.6
            for row in group:
                _row(page, row, levels[id(row)], place, series, (top, heights[id(row)]), list(_shown(ticks, place)))
                top += heights[id(row)]
        _words(page, place, ticks, LINE * (len(legend) + 0.45))
        return page.figure


def _place(rows: Sequence[Row], heads: Sequence[str], width: int) -> _Place:
    inner, aside = width * MM - 2 * MARGIN, width >= ROOMY
    columns = [max(text_width(text) for text in (head, *(row.numbers[number] for row in rows))) * SLACK + 0.12
               for number, head in enumerate(heads)]  # fmt: skip
    edges = [inner - fsum(columns[number + 1 :]) for number in range(len(columns))]
    remark = max([0.0, *(text_width(row.name) * SLACK for row in rows)]) + 0.09
    gutter = remark + max([0.0, *(text_width(row.remark) * SLACK for row in rows)]) + 0.14
    left, right = (gutter, fsum(columns) + 0.1) if aside else (MARK, MARK)
    days = max([SHORTEST, *(mark.days for row in rows for mark in row.marks)]) * 1.04
    return _Place(remark, left, inner - left - right, edges, 0.0 if aside else LINE * 1.1, days)


def _levels(row: Row, place: _Place) -> list[int]:
    return placements.levels([(place.at(mark.days) - PITCH / 2, place.at(mark.days) + PITCH / 2) for mark in row.marks])


def _shown(ticks: Mapping[int, str], place: _Place) -> dict[int, str]:
    return {day: word for day, word in ticks.items() if day <= place.days}


def _heads(page: Sheet, place: _Place, heads: Sequence[str], top: float) -> None:
    for edge, head in zip(place.edges, heads, strict=True):
        page.write(edge, top + LINE * (0.45 if place.head else -0.85), head, ha="right", color=GREY)


def _words(page: Sheet, place: _Place, ticks: Mapping[int, str], top: float) -> None:
    """Write the words of the axis over the tracks; one that would run into the word before it is left out."""
    end = -1.0
    for day, word in _shown(ticks, place).items():
        at, half = place.left + place.at(day), text_width(word) / 2
        at = min(max(at, half), page.width - half)
        if at - half > end:
            page.write(at, top, word, ha="center", color=GREY)
            end = at + half + 0.06


def _row(page: Sheet, row: Row, levels: Sequence[int], place: _Place, series: Mapping[str, Look],
         span: tuple[float, float], lines: Sequence[int]) -> None:  # fmt: skip
    (top, high), beside = span, not place.head
    middle = top + (high / 2 if beside else LINE * 0.62)
    page.write(0, middle, row.name, va="center_baseline")
    page.write(place.remark if beside else text_width(row.name) * SLACK + 0.09, middle, row.remark, va="center_baseline",
               color=GREY)  # fmt: skip
    for edge, number in zip(place.edges, row.numbers, strict=True):
        page.write(edge, middle, number, va="center_baseline", ha="right")
    axes = page.axes(place.left, top + place.head, place.width, high - place.head, gid=f"{row.name}|{row.remark}")
    axes.set(xlim=(0, place.width), ylim=(0, high - place.head), xticks=[], yticks=[])
    axes.axis("off")
    for day in lines:
        axes.plot([place.at(day)] * 2, [0, high - place.head], color=RULE, lw=0.5, zorder=0, clip_on=False, gid=f"day {day}")
    base = (high - place.head - PITCH * max([0, *levels])) / 2
    _track(axes, row, place, base)
    for mark, level in zip(row.marks, levels, strict=True):
        axes.scatter([place.at(mark.days)], [base + level * PITCH], **keys.marker(series[mark.look], MARK), zorder=3,
                     clip_on=False, gid=f"{mark.look}|{mark.gid}", urls=[behind.rows([mark.gid])])  # fmt: skip


def _track(axes: Axes, row: Row, place: _Place, base: float) -> None:
    """Draw the term as a line from its first day on, closed where it ended within the days shown."""
    within = row.length < place.days
    end = place.at(row.length) if within else place.width
    axes.plot([0, end], [base, base], color=TRACK, lw=0.8, zorder=1, gid="term")
    for at in [0, end] if within and row.ended else [0]:
        axes.plot([at, at], [base - 0.035, base + 0.035], color=INK, lw=0.8, zorder=2, clip_on=False,
                  gid="end" if at else "start")  # fmt: skip
