"""Threads: blocks by year, and below them one column per occasion, with a line through all columns that name the same thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bluebook.charts import behind, keys, sheets
from bluebook.charts.sheets import BARE, DOUBT, GREY, LINE, MARGIN, MM, RULE, SMALL, Look, Sheet, face, sheet, style, text_width

ROOMY = 120  # mm from which labels and numbers stand beside the marks, not above them
WIDEST = 9 * MM  # of a column
FEWEST = 3  # columns that a year has room for at least
NAMED = 2.0 * MM  # a narrower column has no name
BLOCK = 1.5 * MM  # side of a block
GAP = 0.08 * MM  # white on each side of a block
STEP = 3.5 * MM  # from one thread to the next
AIR = 0.2  # columns between two years
LINK = "#9a9a9a"
SLACK = 1.03  # a line is printed a little wider than its outlines are


@dataclass(frozen=True)
class Column:
    """One occasion: its name, its papers from the bottom (look and id), and whether what they name is unread."""

    name: str
    papers: Sequence[tuple[str, str]]
    unread: bool = False


@dataclass(frozen=True)
class Year:
    """One year: its name, its columns in order, and whether it was not collected."""

    name: str
    columns: Sequence[Column]
    bare: bool = False


@dataclass(frozen=True)
class Blocks:
    """One row of blocks: its label, by year each block's look and id, and the number beside it."""

    label: str
    blocks: Mapping[str, Sequence[tuple[str, str]]]
    number: str


@dataclass(frozen=True)
class Thread:
    """One thread: its label, its marks (place of the column, counted through all years; look; id), the number beside it."""

    label: str
    marks: Sequence[tuple[int, str, str]]
    number: str


@dataclass(frozen=True)
class Words:
    """The headings of both parts and of their numbers, the label of the papers' row, and names of the two grounds."""

    upper: str
    lower: str
    numbers: tuple[str, str]
    papers: str
    bare: str
    unread: str


@dataclass(frozen=True)
class _Place:
    """Where things stand, in inches: left edge and width, a column, the left edge of each year, a label's line."""

    left: float
    width: float
    column: float
    starts: Sequence[float]
    head: float

    def middles(self, years: Sequence[Year]) -> list[float]:
        """Return the middle of every column, through all years; a year's columns stand in the middle of it."""
        return [start + (max(FEWEST, len(year.columns)) - len(year.columns)) / 2 * self.column + (place + 0.5) * self.column
                for start, year in zip(self.starts, years, strict=True) for place in range(len(year.columns))]  # fmt: skip

    def span(self, years: Sequence[Year], number: int) -> tuple[float, float]:
        """Return left edge and width of a year."""
        return self.starts[number], max(FEWEST, len(years[number].columns)) * self.column


def threads(years: Sequence[Year], upper: Sequence[Blocks], lower: Sequence[Thread], series: Mapping[str, Look], words: Words,
            *, title: str, note: str = "", width: int = 183) -> Figure:  # fmt: skip
    """Draw rows of blocks by year and below them, on the same years, the papers of each column and the threads through them.

    series: name of a look -> look, in the order of the legend; only those used are drawn there, and blocks are square.
    """
    with style():
        place = _place(years, upper, lower, words, width)
        shown = _legend(years, upper, series, words)
        legend = keys.rows(list(shown), width * MM - 2 * MARGIN)
        top = LINE * (len(legend) + 1.7)
        below = top + fsum(_high(row, years, place) for row in upper) + LINE * 2.2
        head = _head(years, place)
        body = below + head + (STEP + place.head) * len(lower) + LINE * 1.5
        page = sheet(width, body, title, note)
        keys.draw(page, legend, shown)
        _grounds(page, years, place, (top, body - LINE * 1.5))
        for at, heading, numbers in ((top, words.upper, words.numbers[0]), (below, words.lower, words.numbers[1])):
            ground = {"facecolor": sheets.PAPER, "lw": 0, "pad": 1}  # over the lines between years
            page.write(0, at - LINE * 1.2, heading, weight="bold", bbox=ground)
            page.write(page.width, at - LINE * 1.2, numbers, ha="right", color=GREY)
        for row in upper:
            _blocks(page, row, years, place, series, top)
            top += _high(row, years, place)
        _papers(page, years, place, series, words, (below, head))
        for number, thread in enumerate(lower):
            _thread(page, thread, years, place, series, below + head + (STEP + place.head) * number)
        _names(page, years, place, body - LINE * 1.3)
        return page.figure


def _legend(years: Sequence[Year], upper: Sequence[Blocks], series: Mapping[str, Look], words: Words) -> dict[str, Look]:
    used = {look for row in upper for blocks in row.blocks.values() for look, _ in blocks}
    used |= {look for year in years for column in year.columns for look, _ in column.papers}
    shown = {name: look for name, look in series.items() if name in used}
    shown |= {words.unread: DOUBT} if any(column.unread for year in years for column in year.columns) else {}
    return shown | ({words.bare: BARE} if any(year.bare for year in years) else {})


def _place(years: Sequence[Year], upper: Sequence[Blocks], lower: Sequence[Thread], words: Words, width: int) -> _Place:
    inner, aside = width * MM - 2 * MARGIN, width >= ROOMY
    rows: list[Blocks | Thread] = [*upper, *lower]
    left = max(text_width(text) for text in (words.papers, *(row.label for row in rows))) * SLACK + 0.1 if aside else 0.0
    right = max([0.0, *(text_width(row.number) for row in rows)]) * SLACK + 0.14 if aside else 0.0
    wide = [max(FEWEST, len(year.columns)) for year in years]
    column = min(WIDEST, (inner - left - right) / fsum([*wide, AIR * (len(years) - 1)]))
    starts = [(fsum(wide[:number]) + AIR * number) * column for number in range(len(years))]
    return _Place(left, starts[-1] + wide[-1] * column, column, starts, 0.0 if aside else LINE * 1.15)


def _lines(row: Blocks, years: Sequence[Year], place: _Place) -> int:
    """Return how many blocks stand one over another in a row: as many as its fullest year needs."""
    fits = {year.name: max(1, int(place.span(years, number)[1] / BLOCK)) for number, year in enumerate(years)}
    return max([1, *(ceil(len(blocks) / fits[name]) for name, blocks in row.blocks.items())])


def _high(row: Blocks, years: Sequence[Year], place: _Place) -> float:
    return place.head + max(_lines(row, years, place) * BLOCK, 0.0 if place.head else LINE * 0.95) + 0.06


def _head(years: Sequence[Year], place: _Place) -> float:
    """Return the height of the papers and of the columns' names under them."""
    columns = [column for year in years for column in year.columns]
    stack = max([0, *(len(column.papers) for column in columns)]) * BLOCK * 1.15
    named = max([0.0, *(text_width(column.name, SMALL) for column in columns)]) * SLACK + 0.1
    return place.head + max(stack, LINE * 0.9) + 0.05 + (named if place.column >= NAMED else 0.04)


def _grounds(page: Sheet, years: Sequence[Year], place: _Place, span: tuple[float, float]) -> None:
    """Draw the grey ground of years that were not collected, and a line between two years."""
    axes = page.axes(place.left, span[0], place.width, span[1] - span[0], gid="grounds", zorder=-1)
    axes.set(xlim=(0, place.width), ylim=(0, 1), xticks=[], yticks=[])
    axes.axis("off")
    for number, year in enumerate(years):
        left, wide = place.span(years, number)
        if year.bare:
            axes.add_patch(Rectangle((left, 0), wide, 1, **face(BARE), gid=f"bare {year.name}"))
        if number and not place.head:
            axes.plot([left - AIR / 2 * place.column] * 2, [0, 1], color=RULE, lw=0.4, gid="year")


def _axes(page: Sheet, place: _Place, top: float, high: float, gid: str) -> Axes:
    axes = page.axes(place.left, top, place.width, high, gid=gid)
    axes.set(xlim=(0, place.width), ylim=(0, high), xticks=[], yticks=[])
    axes.axis("off")
    return axes


def _label(page: Sheet, place: _Place, top: float, high: float, label: str, number: str) -> None:
    """Write a row's label and number: beside its marks, or on a line above them."""
    middle = top + (LINE * 0.55 if place.head else high / 2)
    page.write(0, middle, label, va="center_baseline")
    page.write(page.width, middle, number, va="center_baseline", ha="right")


def _blocks(page: Sheet, row: Blocks, years: Sequence[Year], place: _Place, series: Mapping[str, Look], top: float) -> None:
    high, lines = _high(row, years, place), _lines(row, years, place)
    _label(page, place, top, high, row.label, row.number)
    axes = _axes(page, place, top + place.head, high - place.head, row.label)
    for number, year in enumerate(years):
        left = place.span(years, number)[0]
        for count, (look, gid) in enumerate(row.blocks.get(year.name, ())):
            across, up = divmod(count, lines)
            corner = (left + across * BLOCK + GAP, 0.03 + up * BLOCK + GAP)
            axes.add_patch(Rectangle(corner, BLOCK - 2 * GAP, BLOCK - 2 * GAP, **face(series[look]), gid=f"{look}|{gid}",
                                     url=behind.rows([gid])))  # fmt: skip
    axes.plot([0, place.width], [0.01, 0.01], color=RULE, lw=0.5, clip_on=False, zorder=0, gid="ground")


def _papers(page: Sheet, years: Sequence[Year], place: _Place, series: Mapping[str, Look], words: Words,
            span: tuple[float, float]) -> None:  # fmt: skip
    """Draw each column's papers, one on another, and under them its name, turned, where there is room."""
    top, head = span
    columns = [column for year in years for column in year.columns]
    high = max([1, *(len(column.papers) for column in columns)]) * BLOCK * 1.15 + 0.05
    _label(page, place, top, place.head or high, words.papers, "")
    axes = _axes(page, place, top + place.head, head - place.head, "papers")
    foot = head - place.head - high
    for at, column in zip(place.middles(years), columns, strict=True):
        for up, (look, gid) in enumerate(column.papers):
            axes.scatter([at], [foot + (up + 0.55) * BLOCK * 1.15], **keys.marker(series[look], BLOCK * 0.95), zorder=3,
                         clip_on=False, gid=f"{look}|{gid}", urls=[behind.rows([gid])])  # fmt: skip
        if place.column >= NAMED:
            axes.text(at, foot - 0.04, column.name, rotation=90, fontsize=SMALL, color=GREY, ha="center", va="top")


def _thread(page: Sheet, thread: Thread, years: Sequence[Year], place: _Place, series: Mapping[str, Look], top: float) -> None:
    _label(page, place, top, STEP, thread.label, thread.number)
    axes = _axes(page, place, top + place.head, STEP, thread.label)
    at = place.middles(years)
    columns = [column for year in years for column in year.columns]
    for middle, column in zip(at, columns, strict=True):
        if column.unread:
            axes.add_patch(Rectangle((middle - place.column / 2, 0), place.column, STEP, **face(DOUBT), zorder=0, gid="unread"))
        axes.plot([middle, middle], [0, STEP], color=RULE, lw=0.3, zorder=1, gid="column")
    ends = [at[number] for number, _, _ in thread.marks]
    axes.plot([ends[0], ends[-1]], [STEP / 2, STEP / 2], color=LINK, lw=1.0, zorder=2, gid="thread")
    for number, look, gid in thread.marks:
        axes.scatter([at[number]], [STEP / 2], **keys.marker(series[look], BLOCK * 1.15), zorder=3, clip_on=False,
                     gid=f"{look}|{gid}", urls=[behind.rows([gid])])  # fmt: skip


def _names(page: Sheet, years: Sequence[Year], place: _Place, top: float) -> None:
    """Write each year under its columns; one that would run into the year before it is left out."""
    end = -1.0
    for number, year in enumerate(years):
        left, wide = place.span(years, number)
        half, middle = text_width(year.name) * SLACK / 2, place.left + left + wide / 2
        if middle - half > end:
            page.write(middle, top, year.name, ha="center")
            end = middle + half + 0.04
