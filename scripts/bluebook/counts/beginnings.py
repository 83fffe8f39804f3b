"""Beginnings: how many days after a change in office came the first call, the first meeting and the first visit.

Rule. A term is one person in one office of leaders or foreign ministers, on either side. Its first call (by telephone or
video), first meeting (in person, wherever) and first visit (in person in Japan or in the partner's country, at no gathering
of others; see `margins`) are the earliest bilateral engagements of that level, led by that person, from the first day of the
term to its last, or to the end of the last year that was collected without a gap. Days count from the first day, which is
day 0. Who called whom is not in the record. Frame in, frame out.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import margins, tallies

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
    rows = rows.assign(rank=pd.Categorical(rows["office"].astype(str).map(rank), list(RANKS)),
                       seen=~notes.str.contains(UNSEEN),
                       acting=notes.str.contains(ACTING) | rows["title"].str.startswith("Acting "))  # fmt: skip
    home = rows["country"] != "JPN"
    return rows.assign(home=home).sort_values(["rank", "home", "from", "office_id"], kind="stable").drop(columns="home")


def chosen(found: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Return the terms whose beginning the record can show: not acting, and begun in a year that was collected.

    status: coverage by level (index) and year (columns). Columns are those given plus until, the last day on which a term can
    be followed: its own last, or that of the last year collected without a gap.
    """
    sought = [status.loc[rank, day.year] != "none" for rank, day in zip(found["rank"], found["from"], strict=True)]
    kept = found[pd.Series(sought, found.index, dtype=bool) & ~found["acting"]].reset_index(drop=True)
    ends = [_collected(status.loc[rank], day.year) for rank, day in zip(kept["rank"], kept["from"], strict=True)]
    until = kept["to"].fillna(pd.Timestamp.max.floor("D")).clip(upper=pd.Series(ends, kept.index, dtype="datetime64[us]"))
    return kept.assign(until=until)


def _collected(status: pd.Series, year: int) -> pd.Timestamp:
    """Return the last day of the last year that was collected, from a year on without a gap."""
    while status.get(year + 1, "none") != "none":
        year += 1
    return pd.Timestamp(year, 12, 31)


def milestones(found: pd.DataFrame, rows: pd.DataFrame, occasions: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Return one row per milestone that a term reached: office_id, milestone, date, days, at_most and event_ids.

    rows: the partner's engagements. at_most: the record of a year from the term's beginning to that day is
    not complete, so that an earlier engagement may be missing; of day 0 nothing is earlier.
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
    """Return the engagements of a term: of its level, led by its person, while it can be followed."""
    side = "japan_lead" if term["country"] == "JPN" else "partner_leads"
    rows = alone[(alone["level"] == term["rank"]) & alone["date"].between(term["from"], term["until"])]
    return rows[rows[side].map(lambda names: term["person"] in names).astype(bool)]


def _weak(status: pd.DataFrame, term: dict, until: pd.Timestamp) -> bool:
    years = range(term["from"].year, until.year + 1)
    return until > term["from"] and any(status.loc[term["rank"], year] != "complete" for year in years)


def table(found: pd.DataFrame, reached: pd.DataFrame) -> pd.DataFrame:
    """Return by term (index office_id) the days to each milestone, <NA> where it was not reached."""
    days = reached.pivot(index="office_id", columns="milestone", values="days")
    return days.reindex(index=found["office_id"], columns=MILESTONES).astype("Int64")


def half(days: pd.DataFrame) -> pd.Series:
    """Return by milestone the day by which half of the terms, or one more, had reached it; <NA> where fewer ever did."""
    enough = (len(days) + 1) // 2
    found = {name: sorted(days[name].dropna())[enough - 1 : enough] for name in MILESTONES}
    return pd.Series({name: value[0] if value and len(days) else pd.NA for name, value in found.items()}, dtype="Int64")


def followed(offices: pd.DataFrame, events: pd.DataFrame, occasions: pd.DataFrame, coverage: pd.DataFrame, codes: Iterable[str],
             first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Return for one partner or several all terms that began, those that can be followed, and the milestones they reached.

    Each has a column partner. Japan's terms stand once for each partner, so an office_id begins with the partner.
    """
    parts = []
    for code in list(codes) or [""]:  # nobody has no terms: empty frames
        status = tallies.collected(coverage, code, range(first.year, last.year + 1)).loc[list(RANKS)]
        found = terms(offices, code, first, last)
        found = found.assign(partner=code, office_id=f"{code}: " + found["office_id"])
        kept = chosen(found, status)
        reached = milestones(kept, tallies.select(events, code, first, last), occasions, status)
        parts.append((found, kept, reached.assign(partner=code)))
    return tuple(pd.concat(frames, ignore_index=True) for frames in zip(*parts, strict=True))


def by_partner(kept: pd.DataFrame, days: pd.DataFrame, fewest: int) -> pd.DataFrame:
    """Return the days of `half` by partner (index), with terms, their number; soonest to meet first.

    Partners with fewer than `fewest` terms are left out: of so few, half says nothing.
    """
    sizes = kept.groupby("partner", sort=True).size()
    codes = list(sizes.index[sizes >= fewest])
    rows = {code: half(days[(kept["partner"] == code).to_numpy()]) for code in codes}
    table = pd.DataFrame(rows, index=MILESTONES).T.astype("Int64").assign(terms=sizes.reindex(codes).astype(int))
    order = table.rename_axis("partner").reset_index().sort_values(["meeting", "call", "partner"], na_position="last")
    return order.set_index("partner")[["terms", *MILESTONES]]
