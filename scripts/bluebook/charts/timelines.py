"""Timelines: two lanes over one year, a bar per journey, what belongs together tied, what stands alone named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind
from bluebook.charts.sheets import BARE, GREY, INK, LINE, MM, RULE, Look, Sheet, face, sheet, shown, style, text_width

TRACK = 2.3 * MM  # height of a bar
THIN = 1.1 * MM  # width of the shortest bar
GAP = 4.5 * MM  # between the two lanes, where the ties run
FLAG = LINE * 0.95  # height of a row of names
AIR = 0.03  # between a stem and its name


@dataclass(frozen=True)
class Span:
    """One bar: its first day and the day after its last, counted from 0 at the start of the strip, and its series.

    name is written at the end of a stem where there is one; loud writes it in bold, quiet in grey.
    """

    start: float
    end: float
    series: str
    name: str = ""
    loud: bool = False
    quiet: bool = False
    gid: str = ""

    @property
    def weight(self) -> str:
        """The weight that the name is written in."""
        return "bold" if self.loud else "normal"


@dataclass(frozen=True)
class Strip:
    """One year: its heading, the bars of both lanes, the pairs (upper, lower) that are tied, and the days left grey.

    ticks: day -> text at the start of each month; length in days.
    """

    heading: str
    upper: Sequence[Span]
    lower: Sequence[Span]
    ties: Sequence[tuple[int, int]]
    ticks: Mapping[int, str]
    length: int = 365
    bare: Sequence[tuple[float, float]] = ()


def twin_lanes(strips: Sequence[Strip], *, title: str, note: str = "", width: int = 183, lanes: tuple[str, str],
               series: Mapping[str, Look], bare: str = "") -> Figure:
    """Draw one strip per year, the first lane above the second; series: label -> look; bare: what the grey ground is called."""
    with style():
        side = max(text_width(text, weight="bold") for text in [*lanes, *(strip.heading for strip in strips)]) + 0.1
        drawn = [span.series for strip in strips for span in (*strip.upper, *strip.lower)]
        legend = shown(series, drawn) | ({bare: BARE} if any(strip.bare for strip in strips) else {})
        inner = width * MM - 3 * MM - side
        laid = [_lay(strip, inner) for strip in strips]
        page = sheet(width, fsum(plan.height for plan in laid), title, note, legend)
        top = 0.0
        for strip, plan in zip(strips, laid, strict=True):
            _draw(page, top, side, inner, strip, plan, lanes, series)
            top += plan.height
        return page.figure


@dataclass(frozen=True)
class Plan:
    """Where everything of one strip goes: inches per day, and the track and the name's row of each bar."""

    day: float
    tracks: tuple[list[int], list[int]]
    flags: tuple[list[int], list[int]]

    def deep(self, lane: int) -> float:
        """Return the height of a lane's bars."""
        return TRACK * (max(self.tracks[lane], default=0) + 1)

    def tall(self, lane: int) -> float:
        """Return the height of a lane's names."""
        rows = max(self.flags[lane], default=-1) + 1
        return FLAG * rows + (0.06 if rows else 0.0)

    @property
    def middle(self) -> float:
        """The depth at which the ties begin."""
        return LINE * 1.5 + self.tall(0) + self.deep(0)

    @property
    def height(self) -> float:
        """The height of the whole strip."""
        return self.middle + GAP + self.deep(1) + self.tall(1) + LINE * 0.6


def _lay(strip: Strip, inner: float) -> Plan:
    day = inner / strip.length
    for span in [*strip.upper, *strip.lower]:  # a name may not run out of the sheet: the year is drawn narrower
        if span.name and _middle(span) > 0:
            day = min(day, (inner - AIR - text_width(span.name, weight=span.weight)) / _middle(span))
    tied = ({upper for upper, _ in strip.ties}, {lower for _, lower in strip.ties})
    tracks = (_tracks(strip.upper, tied[0], day), _tracks(strip.lower, tied[1], day))
    return Plan(day, tracks, (_flags(strip.upper, day), _flags(strip.lower, day)))


def _middle(span: Span) -> float:
    return (span.start + span.end) / 2


def _width(span: Span, day: float) -> float:
    return max(THIN, (span.end - span.start) * day)


def _tracks(lane: Sequence[Span], tied: set[int], day: float) -> list[int]:
    """Return the track of each bar, tied ones nearest to the other lane, so that no two bars overlap."""
    taken: dict[int, list[tuple[float, float]]] = {}
    found = [0] * len(lane)
    for place in sorted(range(len(lane)), key=lambda place: (place not in tied, lane[place].start)):
        half = _width(lane[place], day) / 2 + 0.01
        left, right = _middle(lane[place]) * day - half, _middle(lane[place]) * day + half
        track = 0
        while any(left < end and right > start for start, end in taken.get(track, [])):
            track += 1
        taken.setdefault(track, []).append((left, right))
        found[place] = track
    return found


def _flags(lane: Sequence[Span], day: float) -> list[int]:
    """Return the row of each name, -1 without one, laid from right to left.

    A name begins at its stem, so it can only meet stems and names to its right: those of its own row and, as their stems
    pass through it, of every row farther out.
    """
    starts: dict[int, float] = {}
    found = [-1] * len(lane)
    for place in sorted(range(len(lane)), key=lambda place: (-_middle(lane[place]), place)):
        span = lane[place]
        if span.name:
            at, row = _middle(span) * day, 0
            end = at + AIR + text_width(span.name, weight=span.weight) + 0.05
            while any(end > start for other, start in starts.items() if other >= row):
                row += 1
            starts[row], found[place] = at, row
    return found


def _draw(page: Sheet, top: float, side: float, inner: float, strip: Strip, plan: Plan, lanes: tuple[str, str],
          series: Mapping[str, Look]) -> None:
    axes = page.axes(side, top, inner, plan.height, gid=strip.heading)
    axes.set(xlim=(0, inner / plan.day), ylim=(plan.height, 0))
    axes.axis("off")
    page.write(0, top + LINE * 0.2, strip.heading, weight="bold")
    _ground(axes, strip, plan)
    for upper, lower in strip.ties:
        ends = [plan.middle - TRACK * plan.tracks[0][upper], plan.middle + GAP + TRACK * plan.tracks[1][lower]]
        axes.plot([_middle(strip.upper[upper]), _middle(strip.lower[lower])], ends, color=INK, lw=0.6, zorder=2, gid="tie")
    for lane, spans in enumerate((strip.upper, strip.lower)):
        edge = plan.middle + GAP * lane
        page.write(0, top + edge + (TRACK if lane else -TRACK) / 2, lanes[lane], va="center")
        for place, span in enumerate(spans):
            _bar(axes, span, plan, lane, edge, (plan.tracks[lane][place], plan.flags[lane][place]), series)


def _ground(axes: Axes, strip: Strip, plan: Plan) -> None:
    head, foot = LINE * 1.3, plan.height - LINE * 0.6
    for start, end in strip.bare:
        axes.add_patch(Rectangle((start, head), end - start, foot - head, **face(BARE), zorder=0, gid="bare"))
    for day, text in strip.ticks.items():
        axes.plot([day, day], [head, foot], color=RULE, lw=0.4, zorder=1, gid="month")
        axes.text(day, LINE * 0.2, text, va="top", color=GREY)
    for edge in (plan.middle, plan.middle + GAP):
        axes.plot([0, strip.length], [edge, edge], color=GREY, lw=0.5, zorder=1, gid="lane")


def _bar(axes: Axes, span: Span, plan: Plan, lane: int, edge: float, rows: tuple[int, int], series: Mapping[str, Look]) -> None:
    away = 1 if lane else -1
    wide = _width(span, plan.day) / plan.day
    near = edge + away * TRACK * rows[0]
    axes.add_patch(Rectangle((_middle(span) - wide / 2, min(near, near + away * TRACK)), wide, TRACK * 0.94, zorder=3,
                             **face(series[span.series]), gid=span.gid, url=behind.rows([span.gid])))
    if rows[1] >= 0:
        ink = GREY if span.quiet else INK
        at = edge + away * (plan.deep(lane) + 0.06 + FLAG * (rows[1] + 0.5))
        axes.plot([_middle(span)] * 2, [near + away * TRACK, at + away * FLAG * 0.3], color=GREY, lw=0.4, zorder=1, gid="stem")
        axes.text(_middle(span) + AIR / plan.day, at, span.name, va="center", color=ink, weight=span.weight)
