"""Beginnings: how many days after a change in office came the first call, the first meeting and the first visit.

Rule. A term is one person in one office of leaders or foreign ministers, on either side. Its first call (by telephone or
video), first meeting (in person, wherever) and first visit (in person in Japan or in the partner's country, at no gathering
of others; see `margins`) are the earliest bilateral engagements of that level, led by that person, from the first day of the
term to its last. Days count from the first day, which is day 0. Who called whom is not in the record. Frame in, frame out.
"""

from __future__ import annotations

import pandas as pd

from bluebook.counts import margins

LEADERS = ["head_of_state", "head_of_government", "head_of_organisation"]
RANKS = {"summit": LEADERS, "foreign_ministers": ["foreign_minister"]}
MILESTONES = ["call", "meeting", "visit"]
UNSEEN = r"first day not seen|days (?:were )?not seen|first day: only"  # how notes say so
ACTING = r"(?:^|; )(?:acting(?:;|$)|concurrently )"  # held for a while, beside or until another


def terms(offices: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the terms of Japan's and the partner's leaders and foreign ministers that began from first to last, in order.

    Columns are those of offices plus rank (the level of their meetings), seen (a page shows the first day) and acting.
    """
    rank = {office: level for level, names in RANKS.items() for office in names}
    rows = offices[offices["country"].isin(["JPN", partner]) & offices["office"].isin(list(rank))]
    rows = rows[rows["from"].between(first, last)]
    notes = rows["notes"]
    rows = rows.assign(rank=pd.Categorical(rows["office"].astype(str).map(rank), list(RANKS), ordered=True),
                       seen=~notes.str.contains(UNSEEN),
                       acting=notes.str.contains(ACTING) | rows["title"].str.startswith("Acting "))  # fmt: skip
    home = rows["country"] != "JPN"
    return rows.assign(home=home).sort_values(["rank", "home", "from", "office_id"], kind="stable").drop(columns="home")


def chosen(found: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Return the terms whose beginning the record can show: not acting, and begun in a year that was collected.

    status: coverage by level (index) and year (columns).
    """
    sought = [status.loc[rank, day.year] != "none" for rank, day in zip(found["rank"], found["from"], strict=True)]
    return found[pd.Series(sought, found.index, dtype=bool) & ~found["acting"]].reset_index(drop=True)


def milestones(found: pd.DataFrame, rows: pd.DataFrame, occasions: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Return one row a milestone that a term reached: office_id, milestone, date, days, at_most and event_ids.

    rows: the partner's engagements. at_most: the record of a year from the term's beginning to that day is
    partial or none, so that an earlier engagement may be missing; of day 0 nothing is earlier.
    """
    alone = rows[rows["format"] == "bilateral"].sort_values(["date", "start_local", "event_id"], kind="stable")
    settings = margins.met(alone, occasions).set_index("event_id")["setting"]
    visits = set(settings.index[settings.isin(["in_japan", "at_partner"])])
    in_person = alone["channel"] == "in_person"
    of = {"call": alone[~in_person], "meeting": alone[in_person], "visit": alone[alone["event_id"].isin(visits)]}
    reached = [(term["office_id"], name, row["date"], (row["date"] - term["from"]).days, _weak(status, term, row["date"]),
                row["event_id"]) for term in found.to_dict("records") for name, own in of.items()
               for row in _led(own, term).head(1).to_dict("records")]  # fmt: skip
    columns = ["office_id", "milestone", "date", "days", "at_most", "event_ids"]
    return pd.DataFrame(reached, columns=columns).astype({"date": "datetime64[us]", "days": int, "at_most": bool})


def _led(alone: pd.DataFrame, term: dict) -> pd.DataFrame:
    """Return the engagements of a term: of its level, on its days, led by its person."""
    side = "japan_lead" if term["country"] == "JPN" else "partner_leads"
    rows = alone[(alone["level"] == term["rank"]) & (alone["date"] >= term["from"])]
    rows = rows if pd.isna(term["to"]) else rows[rows["date"] <= term["to"]]
    return rows[rows[side].map(lambda names: term["person"] in names).astype(bool)]


def _weak(status: pd.DataFrame, term: dict, until: pd.Timestamp) -> bool:
    years = range(term["from"].year, until.year + 1)
    return until > term["from"] and any(status.loc[term["rank"], year] in ("partial", "none") for year in years)


def table(found: pd.DataFrame, reached: pd.DataFrame) -> pd.DataFrame:
    """Return by term (index office_id) the days to each milestone, <NA> where it was not reached."""
    days = reached.pivot(index="office_id", columns="milestone", values="days")
    return days.reindex(index=found["office_id"], columns=MILESTONES).astype("Int64")


def half(days: pd.DataFrame) -> pd.Series:
    """Return by milestone the day by which half of the terms, or one more, had reached it; <NA> where fewer ever did."""
    enough = (len(days) + 1) // 2
    found = {name: sorted(days[name].dropna())[enough - 1 : enough] for name in MILESTONES}
    return pd.Series({name: value[0] if value and len(days) else pd.NA for name, value in found.items()}, dtype="Int64")
