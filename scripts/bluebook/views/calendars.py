"""Long periods as calendars: one line per year, its days from January to December, for `charts.lanes.timeline`.

A chart of several years in one row of days has a fifth of a millimetre a day, or less: marks pile up and labels find no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from bluebook import parameters
from bluebook.charts import lanes
from bluebook.counts import tallies
from bluebook.views import timelines

LONG = 24  # months; a longer period is drawn year by year
LEAP = pd.Timestamp("2000-01-01")  # a day stands where it stands in a leap year, so that months are one under another
NAMES, AIR = 1, 0.015  # rows of labels that a year has room for, and inches above them


def needed(asked: parameters.Asked) -> bool:
    """Tell whether a period is too long for one row of days."""
    return len(tallies.months(asked.first, asked.last)) > LONG


def axis(lang: str = "en") -> lanes.Axis:
    """Return the days of a year, with its months."""
    return timelines.axis(LEAP, pd.Timestamp("2000-12-31"), lang)


def laid(every: Sequence[lanes.Lane], asked: parameters.Asked) -> tuple[list[lanes.Lane], lanes.Axis]:
    """Return lanes and the axis they stand on: the days asked for in one row, or, over a long period, one line per year."""
    if needed(asked):
        return by_year(every, asked), axis(asked.lang)
    return list(every), timelines.axis(asked.first, asked.last, asked.lang)


def by_year(every: Sequence[lanes.Lane], asked: parameters.Asked) -> list[lanes.Lane]:
    """Return each lane as a heading and one line per year; its days are counted from the first day asked for."""
    return [part for lane in every for part in _lines(lane, asked)]


def _lines(lane: lanes.Lane, asked: parameters.Asked) -> Iterator[lanes.Lane]:
    yield replace(lane, items=(), bare=(), ruled=False)
    for year in asked.years:
        first, last = max(asked.first, pd.Timestamp(year, 1, 1)), min(asked.last, pd.Timestamp(year, 12, 31))
        start, end = (first - asked.first).days, (last - asked.first).days
        grey = [(_place(first), _place(last)) for left, right in lane.bare if left <= start and end <= right]
        items = [part for item in lane.items if (part := _within(item, start, end, first))]
        yield lanes.Lane(str(year), items, strong=False, bare=grey, tiers=NAMES, air=AIR)


def _within(item: lanes.Item, start: int, end: int, first: pd.Timestamp) -> lanes.Item | None:
    """Return the part of an item that lies in a year, its label where it begins; None where it lies outside."""
    if item.end < start or item.start > end:
        return None
    left, right = max(item.start, start) - start, min(item.end, end) - start
    return replace(item, start=_place(first + pd.Timedelta(days=left)), end=_place(first + pd.Timedelta(days=right)),
                   label=item.label if item.start >= start else "", open_start=item.open_start and item.start >= start,
                   open_end=item.open_end and item.end <= end)  # fmt: skip


def _place(day: pd.Timestamp) -> int:
    """Return where a day stands in a leap year, from 0."""
    return (pd.Timestamp(2000, day.month, day.day) - LEAP).days
