"""Counting all partners side by side, each with the coverage of its record: a short row may be a short record."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import tallies

LANES = ["summit", "foreign_ministers", "other_levels"]  # bilateral ones; with others there is no single partner


def bilateral(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the bilateral engagements from first to last, both days counted, with lane as in `tallies.lanes`."""
    rows = events[events["date"].between(first, last) & (events["format"] == "bilateral")]
    return rows.assign(lane=pd.Categorical(tallies.lanes(rows).astype(str), LANES, ordered=True)).reset_index(drop=True)


def ranked(rows: pd.DataFrame, coverage: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids by partner (index) and lane (columns), most summits and foreign ministers' meetings first.

    A partner whose bilateral record was collected for one of the years stands here even without a row. Ties go by all
    engagements, then by code.
    """
    found = tallies.by_partner(rows, "lane").reindex(columns=LANES) if len(rows) else pd.DataFrame(columns=LANES)
    every = sorted({*found.index, *sought(coverage, years)})
    table = found.reindex(every).map(lambda ids: ids if isinstance(ids, tuple) else ())
    number = tallies.counts(table)
    order = sorted(table.index, key=lambda code: (-number.loc[code, tallies.TOP].sum(), -number.loc[code].sum(), code))
    return table.loc[order].rename_axis(index="partner", columns="lane")


def by_year(rows: pd.DataFrame, codes: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids of summits and foreign ministers' meetings by partner (index, in the order of `codes`) and year."""
    top = rows[rows["lane"].isin(tallies.TOP)]
    partner = pd.Categorical(top["partners"].map(lambda pair: pair[0]), list(codes))
    year = pd.Categorical(top["date"].dt.year, list(years))
    return tallies.cells(top.assign(partner=partner, year=year), ["partner"], "year")


def sought(coverage: pd.DataFrame, years: Iterable[int]) -> set[str]:
    """Return the partners whose bilateral record was collected for one of the years."""
    rows = coverage[coverage["year"].isin(list(years)) & (coverage["format"] == "bilateral")]
    return {codes[0] for codes in rows["partners"] if len(codes) == 1}


def collected(coverage: pd.DataFrame, codes: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """Return the coverage status by partner and level (index: partner, level) and year (columns), for the two top levels."""
    years = list(years)
    keys = [(code, level) for code in codes for level in tallies.TOP]
    cells = [tallies.covered(coverage, code, level, years) for code, level in keys]
    index = pd.MultiIndex.from_tuples(keys, names=["partner", "level"])
    return pd.DataFrame(cells, index, pd.Index(years, name="year"), dtype=str)


def missing(leads: pd.DataFrame, codes: Iterable[str], first: pd.Timestamp, last: pd.Timestamp) -> pd.Series:
    """Return, by partner, the ids of open leads: bilateral engagements at the two top levels believed to have happened."""
    own = leads[(leads["partners"].map(len) == 1) & leads["level"].isin(tallies.TOP)]
    found = {code: tuple(tallies.gaps(own, code, first, last)["lead_id"]) for code in codes}
    return pd.Series(found, dtype=object).rename_axis("partner")
