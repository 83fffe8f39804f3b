"""How far the record can answer a question: none, partial, probably_complete or complete. Frame in, frame out.

A question is a table of coverage: one row per lane (or format, or list) that is asked about, one column per year. `complete` is
said only where every cell is: coverage.csv has that word only where a published total is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from bluebook.counts import tallies

GROUPS = ["trilateral", "plurilateral"]  # formats with more than one partner


@dataclass(frozen=True)
class Known:
    """How complete the answer is. missing: years of which nothing was collected; narrow: years with nothing bilateral."""

    state: str
    missing: tuple[int, ...] = ()
    narrow: tuple[int, ...] = ()


def known(status: pd.DataFrame) -> Known:
    """Return how far a question can be answered, from the coverage by lane (index) and year (columns).

    none: nothing that was asked about was collected. A lane or a year that was not collected makes the rest partial.
    """
    bare = status == "none"
    empty = bare.all()
    if empty.all():
        return Known("none", tuple(status.columns))
    bilateral = [lane for lane in status.index if lane in tallies.TOP]
    narrow = bare.loc[bilateral].all() & ~empty if bilateral else empty & False
    state = "partial" if bare.any(axis=None) else tallies.weakest(status.to_numpy().ravel())
    return Known(state, _years(empty), _years(narrow))


def by_year(status: pd.DataFrame) -> pd.Series:
    """Return how far the question can be answered in each year (index), from the coverage by lane and year (columns)."""
    states = [known(status[[year]]).state for year in status.columns]
    return pd.Series(states, status.columns.rename("year"), dtype=object, name="status")


def by_partner(coverage: pd.DataFrame, codes: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """Return how far the two upper levels can be answered, by partner (index) and year (columns)."""
    found = {code: by_year(of_partner(coverage, code, years, tallies.TOP)) for code in codes}
    return pd.DataFrame(found).T.rename_axis("partner")


def _years(chosen: pd.Series) -> tuple[int, ...]:
    return tuple(int(year) for year in chosen.index[chosen])


def of_partner(coverage: pd.DataFrame, partner: str, years: Iterable[int],
               lanes: Sequence[str] = tallies.LANES) -> pd.DataFrame:
    """Return the coverage of some lanes of one partner (`tallies.collected`), or of all partners together where it is ALL.

    Over all partners a lane is at best partial: nobody collected every country.
    """
    if partner != "ALL":
        return tallies.collected(coverage, partner, years).loc[list(lanes)]
    years, alone = list(years), coverage["format"] == "bilateral"
    rows = {"with_others": coverage[~alone], "other_levels": coverage[alone]}
    rows |= {level: coverage[alone & (coverage["level"] == level)] for level in tallies.TOP}
    return _sought({lane: rows[lane] for lane in lanes}, years)


def of_formats(coverage: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return by format and year whether engagements of two sides, three or more were collected: partial or none.

    A line about a minilateral does not tell three sides from more, so it stands for both.
    """
    groups = {form: coverage[coverage["format"].isin([form, "minilateral"])] for form in GROUPS}
    return _sought({"bilateral": coverage[coverage["format"] == "bilateral"]} | groups, list(years))


def _sought(rows: dict[str, pd.DataFrame], years: list[int]) -> pd.DataFrame:
    cells = {name: ["partial" if year in set(found["year"]) else "none" for year in years] for name, found in rows.items()}
    return pd.DataFrame(cells, index=pd.Index(years, name="year")).T


def one_lane(states: pd.Series) -> pd.DataFrame:
    """Return the states of some years (index) as a question about one lane."""
    return states.to_frame("lane").T


def of_days(days: Iterable[object], first: pd.Timestamp, last: pd.Timestamp) -> tuple[int, int]:
    """Return on how many of the days from first to last an event file has events of anybody, and how many days these are.

    The span from its first to its last day would promise more: a file of one quarter of an hour holds events dated a year
    back.
    """
    found = pd.DatetimeIndex(pd.to_datetime(list(days))).unique()
    return int(((found >= first) & (found <= last)).sum()), (last - first).days + 1


def in_file(has: int, asked: int, pair_there: bool) -> Known:
    """Return how far an event file can answer: none where it has no event on these days or never one of the pair."""
    if not has or not pair_there:
        return Known("none")
    return Known("partial" if has < asked else "probably_complete")
