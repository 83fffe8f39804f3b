"""Channels and stated lengths: how long engagements lasted, through which channel, and what share was remote.

A length is counted only if a page states one, in minutes; the number of unknown lengths is always kept beside it. A median
needs at least three stated lengths, because for one or two it would only repeat them.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import tallies

FEWEST = 3  # stated lengths that a median needs
REMOTE = ["video", "telephone"]


def timed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per engagement, in order of time: columns date, lane, channel, minutes (<NA> where no page states a
    length) and event_ids."""
    kept = rows[["date", "lane", "channel", "duration_min", "event_id"]]
    return kept.rename(columns={"duration_min": "minutes", "event_id": "event_ids"}).reset_index(drop=True)


def summary(times: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return lengths summarised by the columns `by`, without empty groups.

    Columns: engagements, stated, unstated, median (minutes, <NA> below three stated lengths), shortest and longest.
    """
    minutes = times.groupby(by, observed=True)["minutes"]
    found = pd.DataFrame({"engagements": minutes.size(), "stated": minutes.count()})
    found["unstated"] = found["engagements"] - found["stated"]
    found["median"] = minutes.median().astype("Float64").where(found["stated"] >= FEWEST)
    return found.assign(shortest=minutes.min(), longest=minutes.max())


def by_year(rows: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids by year (index) and channel (columns); only of the two levels that the ministry totals.

    The other lanes were recorded when we came across them, and not equally in every year, so a share over all rows would
    reflect the collecting rather than the diplomacy.
    """
    top = rows[rows["lane"].isin(tallies.TOP)]
    return tallies.cells(top.assign(year=pd.Categorical(top["date"].dt.year, list(years))), ["year"], "channel")


def shares(yearly: pd.DataFrame) -> pd.DataFrame:
    """Return by year the engagements, how many were remote (by video or telephone) and their percent, <NA> of none."""
    counts = tallies.counts(yearly)
    found = pd.DataFrame({"engagements": counts.sum(axis=1), "remote": counts[REMOTE].sum(axis=1)})
    percent = 100 * found["remote"] / found["engagements"].where(found["engagements"] > 0)
    return found.assign(percent=percent.astype("Float64").round(0))
