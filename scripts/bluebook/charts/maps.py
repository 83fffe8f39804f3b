"""Maps: bubbles on the land, one per place, their area the number, with a list of the places beside the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from bluebook.charts import behind, sheets
from bluebook.charts.labels import Box, Label, arrange
from bluebook.charts.sheets import BARE, GREY, INK, KEY, LINE, MM, PAPER, Look, Sheet, face, sheet, style, text_width, wrap

LAND, COAST, SEA = "#dfe3e4", "#c3cacd", PAPER
HIGH = sheets.POINTS / 72 / MM * 1.15  # of a word on the map, mm
ONE = 1.6  # radius of the bubble of 1, mm: a digit fits
INDENT = KEY + 0.06  # of the list's words, after the key, inches
LARGEST = 7.0  # no bubble's radius is larger, mm; beyond 19 on one spot all shrink


@dataclass(frozen=True)
class Ground:
    """What bubbles stand on, in km of the map: rings of land, the rim, circles by their label, and the smallest frame.

    frame: left, right, bottom, top; it grows where a bubble lies outside. bare: the ground is grey, nothing was collected.
    """

    land: Sequence[np.ndarray]
    rim: float
    circles: Mapping[str, float]
    frame: tuple[float, float, float, float]
    bare: bool = False


@dataclass(frozen=True)
class Spot:
    """One place: its name, its number, its series, what is said of it in the list; x and y in km, None where unknown.

    ids: the rows behind it.
    """

    name: str
    count: int
    series: str
    remark: str = ""
    x: float | None = None
    y: float | None = None
    ids: Sequence[str] = ()


def bubbles(ground: Ground, spots: Sequence[Spot], *, title: str, note: str = "", width: int = 183,
            series: Mapping[str, Look], empty: str = "", more: str = "{places}", bare: str = "") -> Figure:  # fmt: skip
    """Draw one bubble per spot on the ground and list the spots beside the map, or under it on a narrow sheet.

    Bubbles that would overlap are moved apart, with a line to the true place. empty: what is written where there is no spot.
    more: what ends a list that has no room for all, with {places} and {count}. bare: what the grey ground is called.
    """
    with style():
        inner, beside = width * MM - 2 * sheets.MARGIN, width > 120
        drawn = [spot for spot in spots if spot.x is not None]
        frame = _frame(ground, drawn)
        across = inner * 0.58 if beside else inner
        high = across * (frame[3] - frame[2]) / (frame[1] - frame[0])
        column = inner - across - 3 * MM if beside else inner
        items = _items(spots, column, high if beside else 4.6, more)
        used = {spot.series for spot in spots}
        legend = {label: look for label, look in series.items() if label in used} | ({bare: BARE} if ground.bare else {})
        listed = fsum(item.height for item in items)
        body = max(high, listed) if beside else high + LINE * 0.6 + listed
        page = sheet(width, body, title, note, legend)
        axes = page.axes(0, 0, across, high, gid="map")
        _map(axes, ground, drawn, frame, (across / MM, high / MM), series, "" if spots else empty)
        _list(page, *((across + 3 * MM, 0.0) if beside else (0.0, high + LINE * 0.6)), items, series)
        return page.figure


def _frame(ground: Ground, spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    left, right, bottom, top = ground.frame
    xs = [spot.x for spot in spots if spot.x is not None]
    ys = [spot.y for spot in spots if spot.y is not None]
    beyond = [x for x in xs if not left <= x <= right] + [y for y in ys if not bottom <= y <= top]
    edge = 900.0 if beyond else 0.0
    return (min([left, *(x - edge for x in xs if x < left)]), max([right, *(x + edge for x in xs if x > right)]),
            min([bottom, *(y - edge for y in ys if y < bottom)]), max([top, *(y + edge for y in ys if y > top)]))


def _map(axes: Axes, ground: Ground, spots: Sequence[Spot], frame: tuple[float, float, float, float],
         size: tuple[float, float], series: Mapping[str, Look], empty: str) -> None:  # fmt: skip
    scale = size[0] / (frame[1] - frame[0])
    origin = np.array([frame[0], frame[2]])
    axes.set(xlim=(0, size[0]), ylim=(0, size[1]), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(visible=True, edgecolor=COAST)
    taken = _ground(axes, ground, scale, -origin * scale, size)
    anchors = np.array([(np.array([spot.x, spot.y]) - origin) * scale for spot in spots]).reshape(-1, 2)
    radii = _radii([spot.count for spot in spots])
    stands = arrange(anchors, radii, [(text_width(spot.name) / MM + 0.3, HIGH) for spot in spots], size, taken)
    for line in stands.moved:
        axes.plot(*line.T, color=INK, lw=0.4, marker=".", markevery=[0], ms=2.2, mew=0, gid="moved")
    for spot, centre, radius, label in zip(spots, stands.centres, radii, stands.labels, strict=True):
        _bubble(axes, spot, centre, radius, series[spot.series])
        _name(axes, spot.name, label)
    if empty:
        _say(axes, size[0] / 2, size[1] * 0.62, wrap(empty, size[0] * MM * 0.8), ha="center", va="center", gid="empty",
             bbox={"facecolor": PAPER, "edgecolor": COAST, "linewidth": 0.5, "pad": 4})  # fmt: skip


def _radii(counts: Sequence[int]) -> np.ndarray:
    one = min(ONE, LARGEST / np.sqrt(max([1, *counts])))
    return one * np.sqrt(np.array(counts, dtype=float))


def _ground(axes: Axes, ground: Ground, scale: float, shift: np.ndarray, size: tuple[float, float]) -> list[Box]:
    """Draw sea, land and circles; return the room that the circles' labels take."""
    axes.set_facecolor(BARE.fill if ground.bare else SEA)
    if ground.bare:
        axes.add_patch(Rectangle((0, 0), *size, **face(BARE), zorder=0, gid="bare"))
    rim = Circle((shift[0], shift[1]), ground.rim * scale, facecolor="none", edgecolor=COAST, lw=0.5, gid="rim")
    coast = Path.make_compound_path(*(Path(ring * scale + shift, closed=True) for ring in ground.land))
    axes.add_patch(PathPatch(coast, facecolor=LAND if not ground.bare else COAST, edgecolor=COAST, lw=0.3, gid="land"))
    axes.add_patch(rim)
    taken = []
    for label, radius in ground.circles.items():
        middle = (shift[0], shift[1])
        axes.add_patch(Circle(middle, radius * scale, facecolor="none", edgecolor=GREY, lw=0.4, ls=(0, (1, 2)), gid=label))
        at = shift + radius * scale * np.array([np.cos(np.radians(-42)), np.sin(np.radians(-42))])
        box = Box(at[0] - text_width(label) / MM / 2, at[1] - HIGH / 2, text_width(label) / MM, HIGH)
        if box.left > 0.5 and box.left + box.width < size[0] - 0.5 and 0.5 < box.bottom < size[1] - HIGH:
            _say(axes, *box.middle, label, color=GREY, ha="center", gid="circle")
            taken.append(box)
    return taken


def _bubble(axes: Axes, spot: Spot, centre: np.ndarray, radius: float, look: Look) -> None:
    at = (centre[0], centre[1])
    axes.add_patch(Circle(at, radius, **face(look) | {"lw": 0.5}, zorder=3, gid=spot.name, url=behind.rows(spot.ids)))
    ink = PAPER if look.edge == look.fill else INK
    ground = None if not look.hatch else [withStroke(linewidth=3.2, foreground=look.fill)]
    axes.text(centre[0], centre[1], str(spot.count), color=ink, ha="center", va="center_baseline", zorder=4, weight="bold",
              path_effects=ground, gid="count")  # fmt: skip


def _name(axes: Axes, name: str, label: Label | None) -> None:
    if label is None:  # no room: the name stands in the list alone
        return
    if label.line:
        axes.plot(*np.array(label.line).T, color=GREY, lw=0.4, gid="leader")
    _say(axes, *label.box.middle, name, ha="center", gid="name")


def _say(axes: Axes, x: float, y: float, text: str, **more: Any) -> None:
    halo = [withStroke(linewidth=1.4, foreground=axes.get_facecolor())]
    axes.text(x, y, text, **{"va": "center_baseline", "zorder": 5, "path_effects": halo, **more})


@dataclass(frozen=True)
class Item:
    """One entry of the list: a place with its remark in lines, the first one after the name; or no place and a last line."""

    lines: Sequence[str]
    spot: Spot | None = None

    @property
    def name(self) -> str:
        """The place and its number."""
        return f"{self.spot.name}  {self.spot.count}" if self.spot else ""

    @property
    def height(self) -> float:
        """In inches, the room to the next item included."""
        return LINE * (len(self.lines) + 0.3)


def _item(spot: Spot, width: float) -> Item:
    room = width - INDENT
    name = text_width(Item((), spot).name, weight="bold") + 0.1
    first = wrap(spot.remark, room - name).split("\n")[0]
    if text_width(first) > room - name:  # not one word fits beside the name
        first = ""
    rest = spot.remark[len(first):].lstrip()
    return Item([first, *(wrap(rest, room).split("\n") if rest else [])], spot)


def _items(spots: Sequence[Spot], width: float, room: float, more: str) -> list[Item]:
    """Return the items that fit into `room` inches, the last one telling what was left out."""
    items: list[Item] = []
    for number, spot in enumerate(spots):
        item, rest = _item(spot, width), spots[number:]
        end = Item(wrap(more.format(places=len(rest), count=sum(spot.count for spot in rest)), width).split("\n"))
        if fsum(i.height for i in [*items, item]) + (end.height if len(rest) > 1 else 0) > room + LINE * 0.3:
            return [*items, end]
        items.append(item)
    return items


def _list(page: Sheet, left: float, top: float, items: Sequence[Item], series: Mapping[str, Look]) -> None:
    wide, high = page.figure.get_size_inches()
    for item in items:
        indent = INDENT if item.spot else 0.0
        if item.spot:
            corner = ((page.left + left) / wide, 1 - (page.top + top + LINE * 0.78) / high)
            page.figure.add_artist(Rectangle(corner, KEY / wide, KEY / high, **face(series[item.spot.series]), gid="key"))
            page.write(left + indent, top, item.name, weight="bold")
        start = text_width(item.name, weight="bold") + 0.1 if item.spot else 0.0
        for number, line in enumerate(item.lines):
            page.write(left + indent + (start if number == 0 else 0), top + number * LINE, line, color=GREY)
        top += item.height
