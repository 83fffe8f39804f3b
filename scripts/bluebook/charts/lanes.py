"""Lanes along time: each thing on its own day, a mark or a span, with labels that never touch one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, keys, placements
from bluebook.charts.heights import room
from bluebook.charts.sheets import BARE, GREY, INK, LINE, MARGIN, MM, RULE, Look, Sheet, face, sheet, style, text_width, wrap

GUTTER, BROADEST = 1.28, 1.8  # inches left of the lanes for their headings, on a page of two columns
AIR = 0.05  # inches above marks and labels


@dataclass(frozen=True)
class Item:
    """One thing in a lane: days counted from the start of the axis, the name of its look, its label and the id behind it.

    Both days count; a thing of one day has start == end. An open end is drawn broken off: it is not known. rank: labels of
    the lowest rank are placed first, and a label without room is left out. gid: the id of the row behind it, after that of the
    lane where it stands in several (visit|event).
    """

    start: float
    end: float
    look: str
    gid: str
    label: str = ""
    rank: int = 0
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True)
class Lane:
    """One row of the chart: its heading, a remark in grey, what stands in it and the days of which nothing was collected."""

    heading: str
    items: Sequence[Item] = ()
    remark: str = ""
    strong: bool = True
    bare: Sequence[tuple[int, int]] = ()
    tiers: int = 6
    ruled: bool = True
    air: float = AIR


@dataclass(frozen=True)
class Axis:
    """The days along the foot: how many, where lines stand and which words are written where (in days from the start)."""
    days: int
    lines: Sequence[float] = ()
    words: Mapping[float, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Plan:
    """A lane with everything in its place, in inches from the lane's lower left corner."""
    lane: Lane
    levels: Sequence[int]
    flags: Sequence[placements.Flag | None]
    stack: float
    head: float
    height: float
    rule: float = 0.0


WIDER = 1.04  # in pixels every letter is rounded to the grid, and a line of Latin comes out up to 4% wider
BAND = "#e4eff6"  # behind all lanes on the days of the spans that matter
PITCH = 1.16  # from one mark to the next that it would touch, in sizes of a mark
SHORT = 0.045  # inches of the shortest span, so that a single day is seen on any scale


def timeline(lanes: Sequence[Lane], axis: Axis, series: Mapping[str, Look], *, title: str, note: str = "",
             width: int = 183, bare: str = "", bands: Sequence[tuple[float, float]] = ()) -> Figure:
    """Draw lanes along time, one under another, each thing on its day and with the label that it has room for.

    series: name of a look -> look, in the order of the legend; only those used are drawn there. bare: what the grey ground
    of days without collection is called. Marks that would touch are stacked; their place along the axis stays exact.
    """
    with style():
        inner, gutter = width * MM - 2 * MARGIN, _gutter(lanes, width)
        mark = _mark(inner - max(gutter, GUTTER), axis.days)  # the room that short headings leave is for labels
        used = {item.look for lane in lanes for item in lane.items}
        shown = {name: look for name, look in series.items() if name in used}
        shown |= {bare: BARE} if any(lane.bare for lane in lanes) else {}
        rows = keys.rows(list(shown), inner)
        top = len(rows) * LINE + LINE * 1.5
        plans = _fitted(lanes, (inner - gutter, axis.days, mark, gutter), room(width, title, note) - top - LINE * 1.4)
        page = sheet(width, top + fsum(plan.height for plan in plans) + LINE * 1.4, title, note)
        keys.draw(page, rows, shown)
        _grid(page, axis, bands, gutter, top, fsum(plan.height for plan in plans))
        for plan in plans:
            _draw(page, plan, axis, series, gutter, top, mark)
            top += plan.height
        return page.figure


def _gutter(lanes: Sequence[Lane], width: int) -> float:
    """Return the room left of the lanes: none on a narrow page, and on a broad one enough for each remark on one line."""
    if width <= 120:
        return 0.0
    ruled = [lane for lane in lanes if lane.ruled]
    names = [text_width(lane.heading, weight="bold" if lane.strong else "normal") * WIDER + 0.1 for lane in ruled]
    remarks = [text_width(lane.remark) * WIDER + 0.06 for lane in ruled]
    return min(BROADEST, max([min(GUTTER, max([0.0, *names])), *remarks]))


def _mark(room: float, days: int) -> float:
    return min(0.095, max(0.06, room / days * 4.6))


def abreast(number: int, width: int, days: int) -> list[float]:
    """Return how far from noon the marks of one day stand so that they are side by side, in days; stacked where too many."""
    room = width * MM - 2 * MARGIN - (BROADEST if width > 120 else 0)
    step = _mark(room, days) * PITCH * 1.01 * days / room
    return [(place - (number - 1) / 2) * step if step * number <= 1 else 0.0 for place in range(number)]


def _fitted(lanes: Sequence[Lane], place: tuple[float, int, float, float], high: float) -> list[_Plan]:
    """Return the lanes with everything in its place, with fewer rows of labels where all together would be too high."""
    most = max((lane.tiers for lane in lanes), default=0)
    for tiers in range(most, -1, -1):
        plans = [_plan(replace(lane, tiers=min(lane.tiers, tiers)), *place) for lane in lanes]
        if fsum(plan.height for plan in plans) <= high:
            break
    return plans


def _plan(lane: Lane, width: float, days: int, mark: float, gutter: float) -> _Plan:
    day, pitch = width / days, mark * PITCH
    boxes = [(item.start * day, item.end * day + day) if item.start != item.end or item.open_end
             else ((item.start + 0.5) * day - pitch / 2, (item.start + 0.5) * day + pitch / 2) for item in lane.items]
    levels = placements.levels(boxes)
    poles = [(item.start + 0.5) * day for item in lane.items]
    widths = [text_width(item.label) * WIDER + 0.02 if item.label else 0.0 for item in lane.items]
    flags = placements.flags(poles, widths, [item.rank for item in lane.items], width=width,
                             tiers=lane.tiers if gutter else max(lane.tiers // 2, min(lane.tiers, 3)), high=LINE)
    stack = pitch * (max(levels, default=0) + 1) + lane.air
    tiers = max((flag.tier + 1 for flag in flags if flag), default=0)
    if not lane.ruled:
        return _Plan(lane, levels, flags, stack, 0.0, LINE * 1.6)
    lines = _heading(lane, gutter or width).count("\n") + 1 + (bool(lane.remark) if gutter else not _beside(lane, width))
    head, named = (0.0, lines * LINE * 0.97 + lane.air) if gutter else (LINE * (0.05 + lines), 0.0)
    rule = lane.air / 2 + mark * 0.58
    return _Plan(lane, levels, flags, stack, head, head + max(stack + tiers * LINE + lane.air, named), rule)


def _heading(lane: Lane, width: float) -> str:
    return wrap(lane.heading, width - 0.1, weight="bold" if lane.strong else "normal")


def _beside(lane: Lane, width: float) -> bool:
    """Tell whether a remark has room after the last line of its heading."""
    return text_width(_heading(lane, width).split("\n")[-1], weight="bold") + 0.08 + text_width(lane.remark) <= width


def _draw(page: Sheet, plan: _Plan, axis: Axis, series: Mapping[str, Look], gutter: float, top: float, mark: float) -> None:
    lane, body = plan.lane, plan.height - plan.head
    _name(page, plan, gutter, top)
    if not lane.ruled:
        return
    axes = page.axes(gutter, top + plan.head, page.width - gutter, body, gid=lane.heading)
    axes.set(xlim=(0, axis.days), ylim=(0, body))
    axes.axis("off")
    for first, last in lane.bare:
        ground = Rectangle((first, 0.015), last + 1 - first, body - 0.03, **face(BARE), gid="bare", zorder=0)
        axes.add_patch(ground)
    day = (page.width - gutter) / axis.days
    pitch, middle = mark * PITCH, plan.rule
    axes.vlines(axis.lines, 0, body, color=RULE, lw=0.5, zorder=0.5, gid="line")
    axes.axhline(middle, color="#b5b5b5", lw=0.5, zorder=1, gid="rule")
    for item, level, flag in zip(lane.items, plan.levels, plan.flags, strict=True):
        _item(axes, item, series[item.look], middle + level * pitch, mark, day)
        if flag:
            _flag(axes, item, flag, middle + level * pitch, plan.stack, day)


def _name(page: Sheet, plan: _Plan, gutter: float, top: float) -> None:
    lane, weight = plan.lane, "bold" if plan.lane.strong else "normal"
    if not gutter or not lane.ruled:
        above = top + (LINE * 0.2 if not gutter else plan.height - LINE * 1.05)
        text, after = _heading(lane, page.width), _beside(lane, page.width)
        left = text_width(text.split("\n")[-1], weight=weight) + 0.08 if after else 0.0
        page.write(0, above, text, weight=weight, linespacing=1.25)
        page.write(left, above + LINE * (text.count("\n") + (not after)), lane.remark, color=GREY)
        return
    foot, heading = top + plan.height - 0.02, _heading(lane, gutter)
    if not lane.remark and "\n" not in heading:  # one line: it stands on the rule's height
        page.write(0, top + plan.height - plan.rule, heading, weight=weight, va="center_baseline")
        return
    page.write(0, foot, lane.remark, color=GREY, va="bottom")
    above = foot - (LINE * 0.95 if lane.remark else 0)
    page.write(0, above, heading, weight=weight, va="bottom", linespacing=1.2)


def _item(axes: Axes, item: Item, look: Look, y: float, mark: float, day: float) -> None:
    url = behind.rows([item.gid.rpartition("|")[2]])
    if look.marker != keys.STRIP:
        axes.scatter([item.start + 0.5], [y], **keys.marker(look, mark), zorder=3, gid=item.gid, clip_on=False, urls=[url])
        return
    if item.open_start and item.open_end:
        axes.plot([item.start, item.end + 1], [y, y], **_dotted(look), gid=item.gid, url=url)
        return
    long, high = max(item.end + 1 - item.start, SHORT / day), mark * 0.72
    axes.add_patch(Rectangle((item.start, y - high / 2), long, high, **keys.outline(look), zorder=3, gid=item.gid,
                             clip_on=False, url=url))  # fmt: skip
    for is_open, at, way in ((item.open_start, item.start, -1), (item.open_end, item.start + long, 1)):
        if is_open:
            tail = [at + way * 0.02 / day, at + way * 0.09 / day]
            axes.plot(tail, [y, y], **_dotted(look), gid=f"{item.gid}|open")


def _dotted(look: Look) -> dict[str, Any]:
    return {"color": look.edge, "lw": 1.3, "linestyle": (0, (0.9, 0.9)), "zorder": 3, "clip_on": False}


def _flag(axes: Axes, item: Item, flag: placements.Flag, y: float, stack: float, day: float) -> None:
    x, foot = item.start + 0.5, stack + flag.box.bottom
    axes.plot([x, x], [y, foot + LINE * 0.8], color="#8c8c8c", lw=0.45, zorder=2, gid=f"{item.gid}|pole", clip_on=False)
    at = flag.box.right - 0.02 if flag.leftwards else flag.box.left
    axes.text(at / day, foot + LINE * 0.48, item.label, ha="right" if flag.leftwards else "left", va="center_baseline",
              color=INK, zorder=4, gid=item.gid)


def _grid(page: Sheet, axis: Axis, bands: Sequence[tuple[float, float]], gutter: float, top: float, height: float) -> None:
    axes = page.axes(gutter, top, page.width - gutter, height, gid="grid", zorder=-1)
    axes.set(xlim=(0, axis.days), ylim=(0, 1))
    axes.axis("off")
    for first, last in bands:
        axes.add_patch(Rectangle((first, 0), last + 1 - first, 1, facecolor=BAND, lw=0, gid="band"))
    day = (page.width - gutter) / axis.days
    for place, word in axis.words.items():
        for above in (-LINE * 1.05, height + LINE * 0.25):
            page.write(gutter + place * day, top + above, word, ha="center", color=GREY)
