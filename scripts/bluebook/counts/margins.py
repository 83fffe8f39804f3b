"""Where two sides sat down together: on a visit, at the margins of a gathering, or neither is said. Frame in, frame out.

Rule. A meeting is at the margins where its occasion is a gathering of three or more (`occasions.csv`); a 2+2 is no such
gathering, as only the two come to it. A meeting without such an occasion is a visit where it was held in Japan or in the
partner's country, and apart in a third country. Only engagements in person at the two levels that the ministry totals count.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import places, tallies

SETTINGS = ["in_japan", "at_partner", "apart", "margins"]
OF_TWO = ["two_plus_two"]  # kinds of occasion to which only the two sides come


def met(rows: pd.DataFrame, occasions: pd.DataFrame) -> pd.DataFrame:
    """Return the bilateral meetings in person of leaders and foreign ministers, with gathering, kind and setting.

    gathering is the occasion where it is one of three or more, else empty; kind is that of `occasions.csv`. setting is
    margins, in_japan, at_partner (an organisation's country is that of its seat) or apart.
    """
    held = rows[(rows["channel"] == "in_person") & (rows["format"] == "bilateral") & rows["level"].isin(tallies.TOP)]
    kinds = occasions.set_index("name")["kind"]
    kind = held["occasion"].map(kinds.astype(str))
    kind = kind.mask(kind.isin(OF_TWO))
    home = held["partners"].map(lambda codes: places.SEATS.get(codes[0], codes[0]))
    setting = pd.Series("apart", held.index).mask(held["venue_country"] == home, "at_partner")
    setting = setting.mask(held["venue_country"] == "JPN", "in_japan").mask(kind.notna(), "margins")
    return held.assign(gathering=held["occasion"].where(kind.notna(), ""), kind=pd.Categorical(kind, kinds.cat.categories),
                       setting=pd.Categorical(setting, SETTINGS, ordered=True)).reset_index(drop=True)  # fmt: skip


def by_year(held: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Return the event ids by year (index) and setting (columns)."""
    return tallies.cells(held.assign(year=pd.Categorical(held["date"].dt.year, list(years))), ["year"], "setting")


def shares(yearly: pd.DataFrame) -> pd.DataFrame:
    """Return by year the meetings, how many were at the margins, and their percent, <NA> where there was no meeting."""
    counts = tallies.counts(yearly)
    found = pd.DataFrame({"meetings": counts.sum(axis=1), "margins": counts["margins"]})
    percent = 100 * found["margins"] / found["meetings"].where(found["meetings"] > 0)
    return found.assign(percent=percent.astype("Float64").round(0))


def gatherings(held: pd.DataFrame, occasions: pd.DataFrame) -> pd.DataFrame:
    """Return one row per gathering at which the two sides met, in order of time.

    Columns: gathering, kind, first_day, meetings, and event_ids by level (summit, foreign_ministers; tuples).
    """
    own = held[held["gathering"] != ""]
    levels = own["level"].astype(str)
    found = [{"gathering": name, "meetings": len(rows),
              **{level: tuple(rows.loc[levels == level, "event_id"]) for level in tallies.TOP}}
             for name, rows in own.groupby("gathering", sort=True)]  # fmt: skip
    table = pd.DataFrame(found, columns=["gathering", "meetings", *tallies.TOP])
    table = table.merge(occasions[["name", "kind", "first_day"]], left_on="gathering", right_on="name").drop(columns="name")
    return table.sort_values(["first_day", "gathering"], kind="stable", ignore_index=True)


def yields(gathered: pd.DataFrame) -> pd.DataFrame:
    """Return by kind of gathering, most meetings first: gatherings, meetings, each (meetings per gathering) and most.

    A gathering at which nobody met is not in `occasions.csv`, so `each` is of gatherings with a meeting, at least 1.
    """
    groups = gathered.assign(kind=gathered["kind"].astype(str)).groupby("kind")["meetings"]
    found = pd.DataFrame({"gatherings": groups.size(), "meetings": groups.sum(), "most": groups.max()}).astype(int)
    found = found.assign(each=(found["meetings"] / found["gatherings"]).round(1)).reset_index()
    return found.sort_values(["meetings", "kind"], ascending=[False, True]).set_index("kind")
