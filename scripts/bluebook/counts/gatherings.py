"""Formats, and who sits together: bilateral, trilateral and plurilateral engagements. Frame in, frame out.

Two partners sat together if one row names both. A row that names only an organisation, such as a session of NATO with its
partners, is plurilateral and has no pair.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import tallies


def between(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the engagements of all partners from first to last, both days included."""
    return events[events["date"].between(first, last)].reset_index(drop=True)


def shared(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the engagements of more than two sides: trilateral and plurilateral."""
    return rows[rows["format"] != "bilateral"].reset_index(drop=True)


def by_year(rows: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids by year (index) and format (columns)."""
    return tallies.cells(rows.assign(year=pd.Categorical(rows["date"].dt.year, list(years))), ["year"], "format")


def sought(coverage: pd.DataFrame, years: Iterable[int]) -> pd.Series:
    """Return by year with how many partners bilateral engagements were collected: 0 where the year was not collected."""
    alone = coverage[(coverage["format"] == "bilateral") & (coverage["partners"].map(len) == 1)].explode("partners")
    partners = alone.groupby("year")["partners"].nunique()
    return partners.reindex(list(years), fill_value=0).astype(int).rename_axis("year").rename("partners")


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the event ids that two partners share, a tuple in each cell of a symmetric table; the diagonal holds all of
    a partner's. Partners stand in the order of `chain`."""
    members = sorted(set(rows["partners"].explode().dropna()))
    cells = {one: {other: tuple(row.event_id for row in rows.itertuples() if {one, other} <= set(row.partners))
                   for other in members} for one in members}  # fmt: skip
    table = pd.DataFrame(cells, members, members)
    order = chain(table.map(len)) if members else []
    return table.loc[order, order].rename_axis(index="partner", columns="together_with")


def chain(counts: pd.DataFrame) -> list[str]:
    """Return the partners so that frequent company stands together: the most frequent partner first, after each the one
    left that sat with it most often (ties: the more frequent partner, then the code)."""
    def rank(code: str, last: str) -> tuple[int, int, str]:
        return (-counts.loc[last, code], -counts.loc[code, code], code)

    left = sorted(counts.index, key=lambda code: (-counts.loc[code, code], code))
    order = [left.pop(0)]
    while left:
        order.append(left.pop(left.index(min(left, key=lambda code: rank(code, order[-1])))))
    return order


def marks(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell that is not empty: partner, together_with, shared_meetings and event_ids, `;`-joined."""
    long = tallies.tidy(table, "shared_meetings")
    return long[long["shared_meetings"] > 0].reset_index(drop=True)


def most_present(table: pd.DataFrame) -> list[str]:
    """Return the partners with the most shared engagements, all that tie."""
    own = pd.Series({code: len(table.loc[code, code]) for code in table.index}, dtype=int)
    return list(own.index[own == own.max()]) if len(own) else []
