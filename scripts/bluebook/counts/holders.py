"""Who held which office when, from offices.csv: terms one after another, and how long two people held theirs at once."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

OFFICES = {  # lane -> offices that speak for a side
    "summit": ("head_of_government", "head_of_state", "head_of_organisation"),
    "foreign_ministers": ("foreign_minister", "head_of_organisation"),
}
OURS = {"summit": "head_of_government", "foreign_ministers": "foreign_minister"}  # lane -> the office of Japan's side
SHARE = 4  # an office has a row of its own where its holders led at least one of so many engagements
MONTH = 365.25 / 12  # days


def terms(offices: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the terms that touch the days from first to last: country, office, person, start and end, cut to those days.

    post tells the posts of an organisation apart that have one kind of office, by their title; else it is the office. A term
    without a last day runs to the end of the period.
    """
    posts = offices["office"].astype(str)
    posts = posts.where(posts != "head_of_organisation", offices["title"].astype(str))
    ends = offices["to"].fillna(last).clip(upper=last)
    found = pd.DataFrame({"country": offices["country"].astype(str), "office": offices["office"].astype(str), "post": posts,
                          "person": offices["person"], "start": offices["from"].clip(lower=first), "end": ends})  # fmt: skip
    return found[found["start"] <= found["end"]].sort_values(["start", "end", "person"], kind="stable").reset_index(drop=True)


def in_turn(terms: pd.DataFrame, country: str, post: str) -> pd.DataFrame:
    """Return who held one post, one after another: person, start, end.

    Where two terms overlap, as where somebody acts for a president who is suspended, the earlier one runs to its end, and a
    term that lies within another is left out.
    """
    rows, free = [], pd.Timestamp.min
    for row in terms[(terms["country"] == country) & (terms["post"] == post)].itertuples(index=False):
        start = max(row.start, free)
        if start < row.end or row.start == row.end > free:
            rows.append((row.person, start, row.end))
            free = row.end
    return pd.DataFrame(rows, columns=["person", "start", "end"])


def posts(rows: pd.DataFrame, terms: pd.DataFrame, partner: str, lane: str) -> list[str]:
    """Return the posts whose holders led the partner's side of these engagements, those that led most first, at most two.

    A post counts from a quarter of the engagements on; where there is none, the first of OFFICES that the partner has.
    """
    able = terms[(terms["country"] == partner) & terms["office"].isin(OFFICES[lane])]
    able = able.sort_values("office", key=lambda office: office.map(OFFICES[lane].index), kind="stable")
    led = [post for row in rows.itertuples(index=False) for post in _held(able, row.partner_leads, row.date)]
    often = pd.Series(led, dtype=object).value_counts()
    kept = often[often * SHARE >= max(1, len(rows))].rename_axis("post").reset_index(name="n")
    kept = kept.sort_values(["n", "post"], ascending=[False, True], kind="stable")
    return list(kept["post"])[:2] or list(able["post"].drop_duplicates())[:1]


def _held(terms: pd.DataFrame, people: Iterable[str], day: pd.Timestamp) -> list[str]:
    """Return the first post that each of the people held on a day, as OFFICES lists them."""
    now = terms[(terms["start"] <= day) & (terms["end"] >= day)]
    return [posts.iloc[0] for person in people if len(posts := now.loc[now["person"] == person, "post"])]


def together(terms: pd.DataFrame, lane: str, ours: str, partner: str, theirs: str) -> int:
    """Return for how many days two people both held an office that speaks at a level, each day counted once."""
    return sum((end - start).days + 1 for start, end in _shared(terms, lane, ours, partner, theirs))


def years(terms: pd.DataFrame, lane: str, ours: str, partner: str, theirs: str) -> list[int]:
    """Return the calendar years in which two people both held such an office."""
    spans = _shared(terms, lane, ours, partner, theirs)
    return sorted({year for start, end in spans for year in range(start.year, end.year + 1)})


def _shared(terms: pd.DataFrame, lane: str, ours: str, partner: str, theirs: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return first and last day of each time that two people both held an office of the level; no two share a day."""
    mine = terms[(terms["country"] == "JPN") & (terms["person"] == ours) & (terms["office"] == OURS[lane])]
    other = terms[(terms["country"] == partner) & (terms["person"] == theirs) & terms["office"].isin(OFFICES[lane])]
    both = [(max(one.start, two.start), min(one.end, two.end)) for one in mine.itertuples() for two in other.itertuples()]
    apart: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    for start, end in sorted(span for span in both if span[0] <= span[1]):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def months(days: int) -> int:
    """Return days as whole months, rounded; at least 1 where there is a day at all."""
    return max(1, round(days / MONTH)) if days else 0
