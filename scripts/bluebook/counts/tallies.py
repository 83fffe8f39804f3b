"""Counting: frame in, frame out. No file is read here; every rule of counting is stated where it is applied.

A count is always kept with what it counts: `cells` returns the event ids behind every cell of a table, `counts` their
number, `tidy` one row per mark with both, ready to be published beside the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

LANES = ["summit", "foreign_ministers", "other_levels", "with_others"]
TOP = ["summit", "foreign_ministers"]  # the levels that the ministry totals


def select(events: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the engagements in which `partner` took part from first to last, both days counted, in order of time.

    A trilateral or plurilateral engagement is one row, and is found under each of its partners; ALL stands for every
    partner. Columns are those of events plus lane (see `lanes`).
    """
    took_part = events["partners"].map(lambda codes: partner in (*codes, "ALL")).astype(bool)
    rows = events[took_part & events["date"].between(first, last)]
    rows = rows.assign(lane=lanes(rows)).sort_values(["date", "start_local", "event_id"], kind="stable")
    return rows.reset_index(drop=True)


def lanes(rows: pd.DataFrame) -> pd.Categorical:
    """Return the lane of each row: summit and foreign_ministers where bilateral, other_levels, or with_others.

    with_others is every trilateral and plurilateral row: the ministry's totals by country leave those out, so they are never
    drawn in the lane of the bilateral ones.
    """
    level = rows["level"].astype(str)
    lane = level.where(level.isin(TOP), "other_levels").where(rows["format"] == "bilateral", "with_others")
    return pd.Categorical(lane, LANES, ordered=True)


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that belong in a total as the ministry makes it.

    Rule, derived from the totals that the rows match exactly: bilateral summits and foreign ministers' meetings count, brief
    talks, calls and video conferences included; 2+2, trilateral, plurilateral and courtesy calls do not, nor the single rows
    that would break a published split (ministry_count is no).
    """
    return rows[(rows["format"] == "bilateral") & rows["level"].isin(TOP) & (rows["ministry_count"] != "no")]


def months(first: pd.Timestamp, last: pd.Timestamp) -> pd.Index:
    """Return each month from first to last, as 2022-01, also those without events."""
    return pd.period_range(first, last, freq="M").strftime("%Y-%m").rename("month")


def cells(rows: pd.DataFrame, index: Sequence[str], columns: str) -> pd.DataFrame:
    """Return the event ids behind every cell of a cross-table, each cell a tuple, empty where nothing was counted."""
    keys = [*index, columns]
    grouped = rows.groupby(keys, observed=False)["event_id"].agg(tuple).unstack(columns)
    return grouped.map(lambda ids: ids if isinstance(ids, tuple) else ())


def counts(table: pd.DataFrame) -> pd.DataFrame:
    """Return the number of events in every cell of a table made by `cells`."""
    return table.map(len).astype(int)


def tidy(table: pd.DataFrame, value: str = "engagements") -> pd.DataFrame:
    """Return a table made by `cells` as one row per mark: its index, its column, the number and the event ids, `;`-joined."""
    column = table.columns.name or "column"
    plain = table.copy()
    plain.columns = pd.Index(plain.columns.astype(str), name=column)
    long = plain.stack().rename("event_ids").reset_index()
    long.insert(long.shape[1] - 1, value, long["event_ids"].map(len))
    return long.assign(event_ids=long["event_ids"].map(";".join))


def by_month(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the event ids by lane and month (index) and channel (columns); empty months and lanes are included."""
    return cells(in_months(rows, first, last), ["lane", "month"], "channel")


def in_months(rows: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the rows with a column month, a category of every month from first to last."""
    return rows.assign(month=pd.Categorical(rows["date"].dt.strftime("%Y-%m"), months(first, last)))


def by_partner(events: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the event ids by partner (index) and another column; a row with several partners is listed under each."""
    return cells(events.explode("partners").rename(columns={"partners": "partner"}), ["partner"], column)


def among(lists: pd.Series) -> pd.Series:
    """Return how often each value appears in a column of lists, most frequent first, then by name."""
    found = lists.explode().dropna().value_counts().rename_axis("value").rename("rows").reset_index()
    return found.sort_values(["rows", "value"], ascending=[False, True]).set_index("value")["rows"]


def within(when: pd.Series, first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Tell which of the dates, each a year, a month or a day, can fall between first and last."""
    starts = pd.to_datetime((when + "-01-01").str[:10])
    months, years = starts + pd.offsets.MonthEnd(0), starts + pd.offsets.YearEnd(0)
    ends = starts.mask(when.str.len() == 7, months).mask(when.str.len() == 4, years)
    return (starts <= last) & (ends >= first)


def gaps(leads: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the open leads of one partner (or ALL) and period: engagements that we believe happened, but have no row for."""
    named = leads["partners"].map(lambda codes: partner in (*codes, "ALL")).astype(bool)
    missing = (leads["status"] == "open") & (leads["event_id"] == "")
    return leads[named & missing & within(leads["date"], first, last)].reset_index(drop=True)


def covered(coverage: pd.DataFrame, partner: str, level: str, years: Iterable[int]) -> list[str]:
    """Return the coverage status of the bilateral record in each year, `none` if the year was not collected."""
    own = coverage["partners"].map(lambda codes: codes == [partner]).astype(bool)
    rows = coverage[own & (coverage["format"] == "bilateral") & (coverage["level"] == level)]
    status = dict(zip(rows["year"], rows["status"].astype(str), strict=True))
    return [status.get(year, "none") for year in years]


def collected(coverage: pd.DataFrame, partner: str, years: Iterable[int]) -> pd.DataFrame:
    """Return the coverage status by lane (index) and year (columns): complete, probably_complete, partial or none.

    other_levels were recorded when we came across them, so the lane is at best partial; with_others is partial where some
    group with this partner was collected.
    """
    years = list(years)
    top = {level: covered(coverage, partner, level, years) for level in TOP}
    others = coverage[coverage["partners"].map(lambda codes: partner in codes) & (coverage["format"] != "bilateral")]
    sought = [any(top[level][place] != "none" for level in TOP) for place in range(len(years))]
    rest = {"other_levels": ["partial" if some else "none" for some in sought],
            "with_others": ["partial" if year in set(others["year"]) else "none" for year in years]}  # fmt: skip
    return pd.DataFrame(top | rest, index=pd.Index(years, name="year")).T.rename_axis("lane")


def weakest(statuses: Iterable[str]) -> str:
    """Return the weakest of some coverage statuses, `none` being the weakest."""
    order = ["none", "partial", "probably_complete", "complete"]
    return min(statuses, key=order.index)
