"""Who met whom: every pair of people who led an engagement against each other, how often, how, and over how long in office."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import holders, tallies

PAIR = ["lane", "ours", "partner", "theirs"]


def faced(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair and engagement, of the bilateral ones at the two upper levels: PAIR, date, channel, event_id.

    An engagement that two people led for the partner, as the EU's two presidents do, stands under both pairs; one whose
    page names no lead of a side stands under none.
    """
    top = rows[rows["lane"].isin(tallies.TOP)]
    long = top.assign(partner=top["partners"].str[0], lane=pd.Categorical(top["lane"].astype(str), tallies.TOP, ordered=True))
    long = long.rename(columns={"japan_lead": "ours", "partner_leads": "theirs"}).explode("ours").explode("theirs")
    named = long.dropna(subset=["ours", "theirs"])
    return named[[*PAIR, "date", "channel", "event_id"]].reset_index(drop=True)


def by_pair(faced: pd.DataFrame) -> pd.DataFrame:
    """Return the event ids by pair (index: lane, ours, partner, theirs) and channel (columns); pairs that met alone."""
    found = faced.groupby([*PAIR, "channel"], observed=True)["event_id"].agg(tuple).unstack("channel")
    found = found.reindex(columns=pd.CategoricalIndex(faced["channel"].cat.categories, name="channel"))
    return found.map(lambda ids: ids if isinstance(ids, tuple) else ())


def contacts(table: pd.DataFrame) -> dict[str, int]:
    """Return how many engagements stand behind `by_pair` at each level, each once however many pairs it stands under."""
    ids = {lane: table[table.index.get_level_values("lane") == lane] for lane in tallies.TOP}
    return {lane: len({event for cell in rows.to_numpy().ravel() for event in cell}) for lane, rows in ids.items()}


def ranked(table: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """Return the number by channel, n in all, and days and months in office together, of each pair of `by_pair`.

    Order: summits first, then most contacts, then fewest days together, then names. Only offices that speak
    at the level count (`holders.OFFICES`), so that somebody met as a deputy or as president-elect can have no time at all.
    """
    counts = tallies.counts(table)
    counts.columns = counts.columns.astype(str)
    days = [holders.together(terms, *pair) for pair in counts.index]
    found = counts.assign(n=counts.sum(axis=1), days=days, months=[holders.months(number) for number in days])
    order = found.reset_index().sort_values(["lane", "n", "days", "ours", "theirs"], ascending=[True, False, True, True, True],
                                            kind="stable")  # fmt: skip
    return order.set_index(PAIR)


def order(people: pd.Series, terms: pd.DataFrame, country: str, lane: str) -> list[str]:
    """Return people in the order in which they first took an office that speaks at a level; those who never did stand last."""
    speaking = {holders.OURS[lane]} if country == "JPN" else set(holders.OFFICES[lane])
    own = terms[(terms["country"] == country) & terms["office"].isin(speaking)]
    began = own.groupby("person")["start"].min()
    return sorted(people.unique(), key=lambda name: (began.get(name, pd.Timestamp.max), name))
