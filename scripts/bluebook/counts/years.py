"""Contact by quarter and by year, at the two levels that the ministry totals, and the share of it that was calls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from bluebook.counts import lengths, tallies

LONG = 3  # years; a longer period is counted by quarter, a shorter one by month
FEWEST = 10  # engagements in a year that a share needs to be compared


class Extreme(NamedTuple):
    """A year with its engagements and how many of them were calls."""

    year: int
    calls: int
    n: int


def step(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return Q for quarters or M for months: what one column of a period stands for."""
    return "Q" if last.year - first.year >= LONG else "M"


def columns(first: pd.Timestamp, last: pd.Timestamp) -> pd.PeriodIndex:
    """Return each quarter, or in a short period each month, from first to last, whether or not anything happened in it."""
    return pd.period_range(first, last, freq=step(first, last), name="column")


def by_column(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the event ids by lane and column (index; 2017Q1 or 2017-01) and channel (columns), the two upper lanes alone."""
    places = columns(first, last)
    top = rows[rows["lane"].isin(tallies.TOP)]
    lane = pd.Categorical(top["lane"].astype(str), tallies.TOP)
    own = top["date"].dt.to_period(places.freqstr[0]).astype(str)
    top = top.assign(lane=lane, column=pd.Categorical(own, places.astype(str)))
    return tallies.cells(top, ["lane", "column"], "channel")


def by_year(rows: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the engagements of each year: summit, foreign_ministers, both together (n) and how many of them were calls.

    Calls are by telephone; a video conference is not a call. percent is <NA> of a year without engagements.
    """
    years = list(years)
    top = rows.assign(year=rows["date"].dt.year)
    lanes = {lane: top[top["lane"] == lane].groupby("year").size().reindex(years, fill_value=0) for lane in tallies.TOP}
    yearly = tallies.counts(lengths.by_year(rows, years))
    found = pd.DataFrame(lanes | {"n": yearly.sum(axis=1), "calls": yearly["telephone"]}, index=pd.Index(years, name="year"))
    return found.assign(percent=(100 * found["calls"] / found["n"].where(found["n"] > 0)).astype("Float64").round(0))


def extremes(yearly: pd.DataFrame) -> tuple[Extreme, Extreme] | None:
    """Return the years with the highest and the lowest share of calls among those with ten engagements or more.

    Of years with one share the one with more engagements is taken, then the earlier. None where two years do not differ.
    """
    years = yearly[yearly["n"] >= FEWEST]
    shares = years["calls"] / years["n"]
    if shares.nunique() < 2:
        return None
    return _extreme(years[shares == shares.max()]), _extreme(years[shares == shares.min()])


def _extreme(years: pd.DataFrame) -> Extreme:
    row = years.sort_values("n", ascending=False, kind="stable").iloc[0]
    return Extreme(int(row.name), int(row["calls"]), int(row["n"]))

