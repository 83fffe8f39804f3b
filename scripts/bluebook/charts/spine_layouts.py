"""Where everything of `charts.spines` has its place: what stands on each side of the spine, and the size of a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import fsum

import pandas as pd

from bluebook.charts.sheets import LINE, MARGIN, MM, SMALL, Look, text_width, wrap

LARGEST = 4.0 * MM  # height of a block
BAND = LINE * 1.12  # height of a row of terms
BOX = 7 * MM  # height of the box that stands for all of a year
CARD, SLACK = (4.0, 2.1), LINE * 0.5  # inches; room above the source line that a card uses
Spans = Mapping[str, tuple[float, float]]
WIDE = 140  # mm, from which names stand in a column of their own at the left


@dataclass(frozen=True)
class Term:
    """One person in office: the names by which to call him or her, the one liked best first; from where to where in columns."""

    names: Sequence[str]
    start: float
    end: float


@dataclass(frozen=True)
class Side:
    """What stands on one side of the spine.

    counts: index the columns, columns the series. numbers: year -> how many, in words. bare: spans, in columns, of which
    nothing was collected. terms: name of the row, and a short one -> who was in office. within: the column from which the
    heading stands over the blocks; it has a place of its own unless given. ids: the rows behind each count.
    """

    heading: str
    counts: pd.DataFrame
    numbers: Mapping[str, str] = field(default_factory=dict)
    bare: Sequence[tuple[float, float]] = ()
    terms: Mapping[tuple[str, str], Sequence[Term]] = field(default_factory=dict)
    within: int | None = None
    ids: pd.DataFrame | None = None

    @property
    def tallest(self) -> int:
        """The highest pile, at least 2."""
        return max(2, int(self.counts.sum(axis=1).max()))


@dataclass(frozen=True)
class Share:
    """A share of each year, a box filled from its foot: heading, look, year -> (0 to 1, words); None where there is none."""

    heading: str
    look: Look
    years: Mapping[str, tuple[float | None, str]]


@dataclass(frozen=True)
class Layout:
    """Where the columns begin, how wide one is and how high a block, in inches; and each year with its columns."""

    left: float
    unit: float
    block: float
    years: Spans

    @property
    def beside(self) -> bool:
        """Whether there is a column for headings at the left."""
        return self.left > 12 * MM

    def at(self, place: float) -> float:
        """Return where a column begins, in inches from the left of the body."""
        return self.left + place * self.unit


def layout_of(upper: Side, lower: Side, years: Spans, share: Share | None, width: int) -> Layout:
    """Return the layout for a width in mm; blocks become smaller where the highest piles would make the page too tall."""
    inner, rows = width * MM - 2 * MARGIN, [row for side in (upper, lower) for row in side.terms]
    if width >= WIDE:
        heads = [wrap(side.heading, 25 * MM, weight="bold") for side in (upper, lower)] + ([share.heading] if share else [])
        wide = [text_width(line, weight="bold") for head in heads for line in head.split("\n")]
        left = max([*wide, *(text_width(row[0]) for row in rows)]) + 0.1
    else:
        left = max([0.0, *(text_width(row[1], SMALL) for row in rows)]) + 0.06
    unit = (inner - left - _beyond(upper, lower, width)) / len(upper.counts)
    tall = min(LARGEST, min(118, 1.35 * width - 84) * MM / (upper.tallest + lower.tallest))
    return Layout(left, unit, min(tall, unit * 1.15 if unit < LARGEST else LARGEST), years)


def _beyond(upper: Side, lower: Side, width: int) -> float:
    """Return the room at the right for the name of who came last and has no room of their own."""
    last = [terms[-1] for side in (upper, lower) for terms in side.terms.values() if terms]
    unit = (width * MM - 2 * MARGIN) / len(upper.counts) * 0.85
    needed = [text_width(term.names[-1]) for term in last if text_width(term.names[-1]) + 0.06 > (term.end - term.start) * unit]
    return max([0.0, *needed]) + (0.05 if needed else 0) if width >= WIDE else 0.0


def fixed(upper: Side, lower: Side, share: Share | None, layout: Layout) -> float:
    """Return the height of all that is not blocks."""
    sides = [head(side, layout) + LINE * 0.25 + BAND * len(side.terms) for side in (upper, lower)]
    return fsum(sides) + LINE * 1.25 + (BOX + LINE * (1.6 if layout.beside else 2.8) if share else 0)


def head(side: Side, layout: Layout) -> float:
    """Return the height of a side's line of numbers, and of its heading where that has no room at the left."""
    lines = (1 if side.numbers else 0) + (0 if beside(side, layout) or side.within is not None else 1)
    return LINE * 1.15 * lines


def filled(sides: tuple[Side, Side], layout: Layout, room: float) -> tuple[tuple[Side, Side], Layout]:
    """Return the sides and the layout such that all fits a height: headings over the blocks where there is room."""
    tallest = sides[0].tallest + sides[1].tallest
    upper, lower = (replace(side, within=0) for side in sides)
    layout = replace(layout, block=(room - fixed(upper, lower, None, layout)) / tallest)
    upper, lower = (replace(side, within=free(side, layout)) for side in sides)
    return (upper, lower), replace(layout, block=(room - fixed(upper, lower, None, layout)) / tallest)


def free(side: Side, layout: Layout) -> int | None:
    """Return the first column from which a heading has room over the blocks, None where there is none."""
    across = int((text_width(side.heading, weight="bold") + 0.08) / layout.unit) + 1
    piles = side.counts.sum(axis=1)
    for start in range(len(piles) - across + 1):
        bare = any(start < end and first < start + across for first, end in side.bare)
        if not bare and (side.tallest - piles.iloc[start : start + across].max()) * layout.block >= LINE * 0.85:
            return start
    return None


def beside(side: Side, layout: Layout) -> bool:
    """Tell whether a heading stands at the left of its line of numbers."""
    return bool(side.numbers) and layout.beside
