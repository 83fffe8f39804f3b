"""Where engagements took place, what was issued and who travelled when: frame in, frame out, no file is read here."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import places

VENUES = ["home", "away", "third", "remote"]
SIDES = {"japan": "home", "partner": "away", "third": "third"}  # of `places.sides`
GROUPS = ["trilateral", "quad", "g7", "larger"]
QUAD = {"AUS", "IND", "USA"}
G7 = {"CAN", "DEU", "FRA", "GBR", "ITA", "USA"}
DIRECTIONS = ["to_japan", "from_japan"]
VISITS_SOUGHT = ("USA", "CAN")  # journeys of other partners were noted in passing, never looked for


def placed(rows: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Return engagements with two more columns: venue (home, away, third, remote) and group (of those with several partners).

    home is in Japan, away in the country of `partner`, third in another (`places.sides`); what was held by telephone or video
    is remote. group is empty where bilateral; trilateral with two partners; quad where the partners are exactly Australia,
    India and the United States; g7 where all six others of the G7 took part, with or without guests; else larger.
    """
    venue = places.sides(rows, partner).map(SIDES).mask(rows["channel"] != "in_person", "remote")
    groups = pd.Categorical([group(set(partners)) for partners in rows["partners"]], GROUPS, ordered=True)
    return rows.assign(venue=pd.Categorical(venue, VENUES, ordered=True), group=groups)


def group(partners: set[str]) -> str | None:
    """Return the group that some partners form with Japan (see GROUPS), none where there is one partner."""
    if len(partners) == 1:
        return None
    return "quad" if partners == QUAD else "g7" if partners >= G7 else "trilateral" if len(partners) == 2 else "larger"


def issued(documents: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the documents that `partner` issued, alone or with others, from first to last, in order of time.

    Columns are those of documents plus bilateral: True where no one but Japan and the partner issued it.
    """
    own = documents["issuers"].map(lambda codes: partner in codes).astype(bool)
    rows = documents[own & documents["date"].between(first, last)].sort_values(["date", "doc_id"], kind="stable")
    alone = rows["issuers"].map(lambda codes: set(codes) <= {"JPN", partner}).astype(bool)
    return rows.assign(bilateral=alone).reset_index(drop=True)


def journeys(visits: pd.DataFrame, partner: str, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the visits between Japan and `partner` that touch the days from first to last, in order of time.

    Columns are those of visits plus direction (to_japan, from_japan), start and end (days), open_start and open_end. Where
    only a month or a year is known, start and end are its first and last day and the end in question is open; where no end
    is known, end is the last day that is, the start's, and open. An open end means that the day is unknown, never a length.
    """
    own = (visits["traveller_country"] == partner) | (visits["visited_country"] == partner)
    rows = visits[own & (visits[["traveller_country", "visited_country"]] == "JPN").any(axis=1)]
    start = pd.to_datetime((rows["start_date"] + "-01-01").str[:10])
    ended = rows["end_date"].mask(rows["end_date"] == "", rows["start_date"])
    rows = rows.assign(direction=pd.Categorical((rows["visited_country"] == "JPN").map({True: "to_japan", False: "from_japan"}),
                                                DIRECTIONS, ordered=True),
                       start=start, end=_ends(ended), open_start=rows["start_date"].str.len() < 10,
                       open_end=rows["end_date"].str.len() < 10)  # fmt: skip
    rows = rows[(rows["start"] <= last) & (rows["end"] >= first)]
    return rows.sort_values(["start", "end", "visit_id"], kind="stable").reset_index(drop=True)


def _ends(when: pd.Series) -> pd.Series:
    """Return the last day that a year, a month or a day can mean."""
    days = pd.to_datetime((when + "-01-01").str[:10])
    month, year = days + pd.offsets.MonthEnd(0), days + pd.offsets.YearEnd(0)
    return days.mask(when.str.len() == 7, month).mask(when.str.len() == 4, year)


def contained(events: pd.DataFrame, journeys: pd.DataFrame) -> pd.DataFrame:
    """Return the engagements that fall within each visit, one row per visit and engagement, with visit_id and named.

    Rule: held in person in the country visited, between the visit's first and last known day, and the other country of the
    journey took part. named tells whether the traveller is among those who led; two ministers in the same city on the same
    day have the same engagements, and only this tells whose they were. A cancelled visit has none.
    """
    found = [_within(events, visit) for visit in journeys.to_dict("records") if visit["status"] != "cancelled"]
    return pd.concat([events.iloc[:0].assign(visit_id="", named=False), *found], ignore_index=True)


def _within(events: pd.DataFrame, visit: dict) -> pd.DataFrame:
    other = visit["visited_country"] if visit["traveller_country"] == "JPN" else visit["traveller_country"]
    rows = events[(events["venue_country"] == visit["visited_country"]) & events["date"].between(visit["start"], visit["end"])]
    rows = rows[rows["partners"].map(lambda codes: other in codes).astype(bool)]
    leads = rows["japan_lead"] + rows["partner_leads"]
    return rows.assign(visit_id=visit["visit_id"], named=leads.map(lambda names: visit["traveller"] in names).astype(bool))


def visits_collected(status: pd.DataFrame, partner: str) -> pd.Series:
    """Return, for each year of `tallies.collected`, whether journeys were sought (partial) or not (none)."""
    return (status != "none").any().map(lambda sought: "partial" if sought and partner in VISITS_SOUGHT else "none")


def documents_collected(status: pd.DataFrame) -> pd.Series:
    """Return, for each year of `tallies.collected`, whether documents were noted (partial): where engagements were."""
    return (status != "none").any().map({True: "partial", False: "none"})


def beside(documents: pd.DataFrame, engagements: pd.DataFrame, window: int) -> pd.DataFrame:
    """Return the engagements that lie within `window` days of each document, one row per document and engagement.

    Columns are those of the engagements plus doc_id and offset, the days from the document's issue to the engagement:
    negative before it, 0 on its day.
    """
    found = [engagements.assign(doc_id=row["doc_id"], offset=(engagements["date"] - row["date"]).dt.days)
             for row in documents.to_dict("records")]  # fmt: skip
    every = pd.concat([engagements.iloc[:0].assign(doc_id="", offset=0), *found], ignore_index=True)
    return every[every["offset"].abs() <= window].reset_index(drop=True)


def repeated(documents: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return, for each document that names areas an older one of the same issuers named, that older one: doc_id, same_as.

    The areas must be the same, whatever their order; of several older documents the latest is taken.
    """
    rows = []
    for row in documents[documents["priority_areas"].map(len) > 0].to_dict("records"):
        like = [old for old in earlier[earlier["date"] < row["date"]].to_dict("records")
                if old["issuers"] == row["issuers"] and set(old["priority_areas"]) == set(row["priority_areas"])]  # fmt: skip
        rows += [(row["doc_id"], max(like, key=lambda old: (old["date"], old["doc_id"]))["doc_id"])] if like else []
    return pd.DataFrame(rows, columns=["doc_id", "same_as"])
