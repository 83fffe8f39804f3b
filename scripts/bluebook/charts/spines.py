"""A spine of years: columns of blocks above and below it, who was in office along it, and a share of each year at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, spine_layouts
from bluebook.charts.sheets import (
    BARE,
    GREY,
    HOLLOW,
    INK,
    LINE,
    MM,
    PAPER,
    POINTS,
    RULE,
    SHADE,
    SMALL,
    Look,
    Sheet,
    face,
    looks,
    sheet,
    style,
    text_width,
    wrap,
)
from bluebook.charts.spine_layouts import BAND, BOX, CARD, SLACK, Layout, Share, Side, Spans, Term

GAP, WIDEST = 0.3 * MM, 7.0 * MM  # white between two blocks or two terms; width of a block
SMALLEST = 5  # points of a name that has little room


def spine(upper: Side, lower: Side, years: Spans, share: Share | None = None, *, title: str, note: str = "",
          width: int = 183, ticks: Spans | None = None, bare: str = "") -> Figure:  # fmt: skip
    """Draw one side above the years, growing up, and one below, growing down; all blocks have one size.

    years: label -> from where to where, in columns. ticks: the same of what is written on the spine, the years unless given.
    bare: what the grey ground is called in the legend.
    """
    with style():
        faces = looks([str(name) for name in upper.counts.columns])
        layout = spine_layouts.layout_of(upper, lower, years, share, width)
        body = layout.block * (upper.tallest + lower.tallest) + spine_layouts.fixed(upper, lower, share, layout)
        page = sheet(width, body, title, note, _legend(upper, lower, faces, bare))
        _draw(page, (upper, lower), share, layout, list(faces.values()), ticks or years)
        return page.figure


def card(upper: Side, lower: Side, years: Spans, *, title: str, bare: str = "") -> Figure:
    """Draw the same as a card, 1200 by 630 pixels at 300 dots per inch; blocks have the size that is left."""
    with style():
        faces = looks([str(name) for name in upper.counts.columns])
        legend, width = _legend(upper, lower, faces, bare), round(CARD[0] / MM)
        empty = sheet(width, 0.0, title, "", legend).figure.get_size_inches()[1]
        layout = spine_layouts.layout_of(upper, lower, years, None, width)
        sides, layout = spine_layouts.filled((upper, lower), layout, CARD[1] + SLACK - empty)
        page = sheet(width, CARD[1] - empty, title, "", legend)
        _draw(page, sides, None, layout, list(faces.values()), years)
        page.figure.set_size_inches(CARD)  # what a millimetre's rounding left over
        return page.figure


def _legend(upper: Side, lower: Side, faces: Mapping[str, Look], bare: str) -> dict[str, Look]:
    used = {name: look for name, look in faces.items() if upper.counts[name].any() or lower.counts[name].any()}
    return used | ({bare: BARE} if upper.bare or lower.bare else {})


def _draw(page: Sheet, sides: tuple[Side, Side], share: Share | None, layout: Layout, faces: Sequence[Look],
          ticks: Spans) -> None:  # fmt: skip
    top = _side(page, 0.0, sides[0], layout, faces, up=True)
    top = _spine(page, top, layout, ticks)
    top = _side(page, top, sides[1], layout, faces, up=False)
    if share:
        _shares(page, top, share, layout)


def _side(page: Sheet, top: float, side: Side, layout: Layout, faces: Sequence[Look], up: bool) -> float:
    """Draw one side; return where it ends. From the spine outwards: terms, blocks, numbers and heading."""
    head, blocks, band = spine_layouts.head(side, layout), layout.block * side.tallest, BAND * len(side.terms)
    order = [("head", head), ("blocks", blocks), ("gap", LINE * 0.25), ("band", band)]
    for part, tall in order if up else order[::-1]:
        if part == "head":
            _heading(page, top if up else top + LINE * 0.15, side, layout, up)
        elif part == "blocks":
            _blocks(page, top, side, layout, faces, up)
        elif part == "band":
            _band(page, top, side, layout)
        top += tall
    return top


def _heading(page: Sheet, top: float, side: Side, layout: Layout, up: bool) -> None:
    if side.within is not None:
        ground = {"facecolor": PAPER, "lw": 0, "pad": 1}  # over the lines between years
        place = layout.at(side.within) + 0.03, top if up else top - LINE * 1.02
        page.write(*place, side.heading, weight="bold", bbox=ground)
        return
    beside = spine_layouts.beside(side, layout)
    words = wrap(side.heading, layout.left, weight="bold") if beside else side.heading
    own = top + (LINE * 1.15 if side.numbers and not up and not beside else 0)
    above = 0 if up or not beside else LINE * 1.05 * words.count("\n")
    page.write(0, own - above, words, weight="bold", linespacing=1.2)
    under = top + (0 if beside or not up else LINE * 1.15)
    for year, said in side.numbers.items():
        start, end = layout.years[year]
        page.write(layout.at((start + end) / 2), under, said, ha="center", color=INK)


def _blocks(page: Sheet, top: float, side: Side, layout: Layout, faces: Sequence[Look], up: bool) -> None:
    wide, tall = len(side.counts), side.tallest
    axes = page.axes(layout.left, top, layout.unit * wide, layout.block * tall, gid=side.heading)
    axes.set(xlim=(0, wide), ylim=(0, tall) if up else (tall, 0), xticks=[], yticks=[])
    axes.axis("off")
    for start, end in side.bare:
        axes.add_artist(Rectangle((start, 0), end - start, tall, **face(BARE), gid="bare"))
    for start, _ in list(layout.years.values())[1:]:
        axes.plot([start, start], [0, tall], color=RULE, lw=0.4, zorder=0, clip_on=False)
    for place, (label, row) in enumerate(side.counts.iterrows()):
        urls = behind.apart(None if side.ids is None else side.ids.iloc[place])
        _pile(axes, place, str(label), row, layout, faces, urls)


def _pile(axes: Axes, place: int, label: str, row: pd.Series, layout: Layout, faces: Sequence[Look],
          urls: Iterator[str | None]) -> None:  # fmt: skip
    """Draw one column of blocks, each with white around it, at least as wide as can be seen."""
    across, along = max(GAP, layout.unit - WIDEST) / layout.unit, GAP / layout.block
    level = 0
    for (name, count), look in zip(row.items(), faces, strict=False):
        for _ in range(int(count)):
            corner = (place + across / 2, level + along / 2)
            axes.add_artist(Rectangle(corner, 1 - across, 1 - along, **face(look), clip_on=False, gid=f"{label}|{name}",
                                      url=next(urls)))  # fmt: skip
            level += 1


def _band(page: Sheet, top: float, side: Side, layout: Layout) -> None:
    end = len(side.counts)
    for number, ((name, short), terms) in enumerate(side.terms.items()):
        middle = top + BAND * (number + 0.5)
        wide = layout.beside
        page.write(0, middle, name if wide else short, va="center_baseline", color=GREY, fontsize=None if wide else SMALL)
        axes = page.axes(layout.left, top + BAND * number, layout.unit * end, BAND, gid=f"{side.heading}|{name}")
        axes.set(xlim=(0, end), ylim=(0, 1))
        axes.axis("off")
        for term in terms:
            _term(page, axes, term, layout, middle, last=term is terms[-1])


def _term(page: Sheet, axes: Axes, term: Term, layout: Layout, middle: float, last: bool) -> None:
    across, along, room = GAP / layout.unit, GAP / BAND, (term.end - term.start) * layout.unit
    wide = max(term.end - term.start - across, across)
    name, points = _fitting(term.names, room)
    box = Rectangle((term.start, along / 2), wide, 1 - along, facecolor=SHADE, lw=0, clip_on=False, gid=term.names[0])
    axes.add_artist(box)
    if points:
        page.write(layout.at((term.start + term.end) / 2), middle, name, ha="center", va="center_baseline", fontsize=points)
    elif last and page.width - layout.at(term.end) >= text_width(name) + 0.03:
        page.write(layout.at(term.end) + 0.04, middle, name, va="center_baseline")


def _fitting(names: Sequence[str], room: float) -> tuple[str, int]:
    """Return the first name that fits and its size; the last one and 0 where none does."""
    sizes = [(name, points) for points in (POINTS, SMALL, SMALLEST) for name in names]
    return next((size for size in sizes if text_width(*size) + 0.03 <= room), (names[-1], 0))


def _spine(page: Sheet, top: float, layout: Layout, ticks: Spans) -> float:
    """Write the years, the last two digits alone where four would touch; return where they end."""
    widths = [(end - start) * layout.unit for start, end in ticks.values()]
    narrow = any(text_width(label, weight="bold") + 0.03 > wide for label, wide in zip(ticks, widths, strict=True))
    for (label, (start, end)), wide in zip(ticks.items(), widths, strict=True):
        said = f"’{label[-2:]}" if narrow and label.isdigit() else label
        if text_width(said, weight="bold") <= wide:
            page.write(layout.at((start + end) / 2), top + LINE * 0.62, said, ha="center", va="center_baseline", weight="bold")
    return top + LINE * 1.25


def _shares(page: Sheet, top: float, share: Share, layout: Layout) -> None:
    top += 0 if layout.beside else LINE * 1.2
    page.write(0, top + BOX / 2 if layout.beside else top - LINE * 0.9, share.heading, weight="bold")
    for year, (part, said) in share.years.items():
        start, end = layout.years[year]
        wide = min(0.62 * (end - start), 8 * MM / layout.unit)
        _box(page, (layout.at((start + end - wide) / 2), top + LINE * 0.3), wide * layout.unit, part, share.look, year)
        page.write(layout.at((start + end) / 2), top + LINE * 0.45 + BOX, said, ha="center", color=INK if part else GREY)


def _box(page: Sheet, corner: tuple[float, float], wide: float, part: float | None, look: Look, year: str) -> None:
    axes = page.axes(*corner, wide, BOX, gid=f"share {year}")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    if part is None:
        return
    axes.add_artist(Rectangle((0, 0), 1, 1, facecolor=HOLLOW.fill, edgecolor=GREY, lw=0.5, clip_on=False, gid="all"))
    if part:
        axes.add_artist(Rectangle((0, 0), 1, part, **face(look), clip_on=False, gid=f"share|{year}"))
