"""Day strips: what happened above a line, what was reported below, one cell per day, with ties between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, sheets
from bluebook.charts.sheets import BARE, GREY, INK, LINE, MARGIN, MM, RULE, Look, Sheet, face, sheet, style, text_width, wrap

CELL = 2.3 * MM  # height of a cell
GAP = 2.6 * MM  # between the two sides, where the ties run
DEEP = 11 * MM  # of the longest hanging bar
ROW = 0.8 * MM  # of one row in a hanging bar, where there are few
DAY = 0.62 * MM  # the narrowest day; a longer period is broken into strips


@dataclass(frozen=True)
class Cell:
    """One cell: its day, counted from 0, its series, and the number that hangs under it as a thin bar."""

    day: int
    series: str
    rows: int = 0
    gid: str = ""


@dataclass(frozen=True)
class Lane:
    """One comparison: heading and remark, the cells above and below, and the pairs of days (above, below) that are tied."""

    heading: str
    remark: str
    above: Sequence[Cell]
    below: Sequence[Cell]
    ties: Sequence[tuple[int, int]]

    @property
    def tallest(self) -> int:
        """The most cells that one day has above, at least 1."""
        days = [cell.day for cell in self.above]
        return max([1, *(days.count(day) for day in days)])


@dataclass(frozen=True)
class Axis:
    """The days of all lanes: how many, the place and text of each month's start, the stretches (start, end) left grey, and
    what the two sides are called."""

    length: int
    ticks: Mapping[int, str]
    sides: tuple[str, str]
    bare: Sequence[tuple[int, int]] = ()


def day_strips(lanes: Sequence[Lane], axis: Axis, *, title: str, series: Mapping[str, Look], note: str = "", width: int = 183,
               bare: str = "", rows: str = "{n}", empty: str = "") -> Figure:
    """Draw the lanes one under another, each over all days.

    series: label -> look. bare: what the grey ground is called. rows: how the longest hanging bar of a strip is labelled, with
    {n}. empty: what is written where there is no lane.
    """
    with style():
        inner = width * MM - 2 * MARGIN
        side = max(map(text_width, axis.sides)) + 0.08
        plan = _Plan(axis, side, inner - side, _scale(lanes), rows)
        heads = [wrap(lane.heading, inner, weight="bold") for lane in lanes]
        remarks = [wrap(lane.remark, inner) for lane in lanes]
        rooms = [LINE * (head.count("\n") + remark.count("\n") + 2.7) for head, remark in zip(heads, remarks, strict=True)]
        body = fsum(rooms) + fsum(plan.height(lane) for lane in lanes) + (LINE * 1.5 if not lanes else 0)
        drawn = [cell.series for lane in lanes for cell in (*lane.above, *lane.below)]
        legend = sheets.shown(series, drawn) | ({bare: BARE} if axis.bare and lanes else {})
        page, top = sheet(width, body, title, note, legend), 0.0
        for lane, head, remark, room in zip(lanes, heads, remarks, rooms, strict=True):
            page.write(0, top + LINE * 0.2, head, weight="bold", linespacing=1.25)
            page.write(0, top + LINE * (1.2 + head.count("\n")), remark, color=GREY, linespacing=1.25)
            _lane(page, top + room, lane, plan, series)
            top += room + plan.height(lane)
        if not lanes:
            page.write(0, LINE * 0.5, wrap(empty, inner), color=GREY, linespacing=1.25)
        return page.figure


def _scale(lanes: Sequence[Lane]) -> float:
    """Return the length of one row in the hanging bars, in inches, the same for all lanes."""
    most = max([1, *(cell.rows for lane in lanes for cell in lane.below)])
    return min(ROW, DEEP / most)


@dataclass(frozen=True)
class _Plan:
    """Where everything goes: the strips that the days are broken into, the room beside and in them, the length of a row."""

    axis: Axis
    side: float
    inner: float
    row: float
    rows: str

    @property
    def strips(self) -> list[tuple[int, int]]:
        """The first day of each strip and the day after its last, broken where months start, as even as they allow."""
        number = max(1, -(-self.axis.length * DAY // self.inner))
        starts = sorted(day for day in self.axis.ticks if 0 < day < self.axis.length)
        wanted = [self.axis.length * part / number for part in range(1, int(number))]
        breaks = sorted({min(starts, key=lambda day: abs(day - place)) for place in wanted} if starts else set())
        return list(zip([0, *breaks], [*breaks, self.axis.length], strict=True))

    @property
    def day(self) -> float:
        """The width of a day."""
        return self.inner / max(end - start for start, end in self.strips)

    def strip_height(self, lane: Lane, start: int, end: int) -> float:
        """Return the height of one strip of a lane."""
        most = max([0, *(cell.rows for cell in lane.below if start <= cell.day < end)])
        return LINE * 1.1 + lane.tallest * CELL + GAP + CELL + most * self.row + LINE * (1.5 if most else 0.7)

    def height(self, lane: Lane) -> float:
        """Return the height of a lane."""
        return fsum(self.strip_height(lane, *strip) for strip in self.strips)


def _lane(page: Sheet, top: float, lane: Lane, plan: _Plan, series: Mapping[str, Look]) -> None:
    for start, end in plan.strips:
        high = plan.strip_height(lane, start, end)
        axes = page.axes(plan.side, top, plan.day * (end - start), high, gid=f"{lane.heading}|{start}")
        axes.set(xlim=(start, end), ylim=(high, 0))
        axes.axis("off")
        base = LINE * 1.1 + lane.tallest * CELL
        _ground(axes, plan, start, end, (LINE * 0.95, base, high - LINE * 0.6))
        page.write(0, top + base - CELL / 2, plan.axis.sides[0], va="center")
        page.write(0, top + base + GAP + CELL / 2, plan.axis.sides[1], va="center")
        _cells(axes, lane, plan, (start, end), base, series)
        top += high


def _ground(axes: Axes, plan: _Plan, start: int, end: int, depths: tuple[float, float, float]) -> None:
    head, base, foot = depths
    for left, right in plan.axis.bare:
        if left < end and right > start:
            left, right = max(left, start), min(right, end)
            axes.add_patch(Rectangle((left, head), right - left, foot - head, **face(BARE), zorder=0, gid="bare"))
    for day, text in plan.axis.ticks.items():
        if start <= day < end:
            axes.plot([day, day], [head, foot], color=RULE, lw=0.4, zorder=1, gid="month")
            axes.text(day, 0, text, va="top", color=GREY)
    for edge in (base, base + GAP):
        axes.plot([start, end], [edge, edge], color=GREY, lw=0.5, zorder=1, gid="side")


def _cells(axes: Axes, lane: Lane, plan: _Plan, strip: tuple[int, int], base: float, series: Mapping[str, Look]) -> None:
    inside = [cell for cell in lane.above if strip[0] <= cell.day < strip[1]]
    for number, cell in enumerate(inside):
        level = sum(other.day == cell.day for other in inside[:number])
        _box(axes, cell, base - CELL * (level + 1), CELL, series)
    for above, below in lane.ties:
        if strip[0] <= above < strip[1]:
            axes.plot([above + 0.5, below + 0.5], [base, base + GAP], color=INK, lw=0.6, zorder=2, gid="tie")
    hanging = [cell for cell in lane.below if strip[0] <= cell.day < strip[1]]
    edge = base + GAP
    for cell in hanging:
        _box(axes, cell, edge, CELL, series)
        axes.plot([cell.day + 0.5] * 2, [edge + CELL, edge + CELL + cell.rows * plan.row], color=GREY, lw=0.9, zorder=2,
                  solid_capstyle="butt", gid=f"rows {cell.day}")  # fmt: skip
    if hanging:
        longest = max(hanging, key=lambda cell: cell.rows)
        _said(axes, longest, plan, strip, edge + CELL + longest.rows * plan.row)


def _box(axes: Axes, cell: Cell, top: float, high: float, series: Mapping[str, Look]) -> None:
    axes.add_patch(Rectangle((cell.day + 0.05, top + high * 0.04), 0.9, high * 0.92, zorder=3, **face(series[cell.series]),
                             gid=cell.gid, url=behind.rows([cell.gid])))  # fmt: skip


def _said(axes: Axes, cell: Cell, plan: _Plan, strip: tuple[int, int], foot: float) -> None:
    """Write the number of the longest bar under it, where nothing else can stand, moved in from an edge."""
    text = plan.rows.format(n=cell.rows)
    half = text_width(text) / 2 / plan.day
    place = min(max(cell.day + 0.5, strip[0] + half), strip[1] - half)
    axes.text(place, foot + LINE * 0.1, text, va="top", ha="center", color=GREY, gid="longest")
