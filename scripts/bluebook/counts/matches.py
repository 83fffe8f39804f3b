"""How well a machine that reads news sees the record: frame in, frame out.

The rule. A machine's rows are collapsed to days: one coded day is a day on which at least one row of a class of event types
stands between the two countries, whatever the direction and however many rows. Three classes are compared:

- in_person: rows of a visit made, a visit hosted or a meeting at a third place, against engagements in person;
- remote: rows of a discussion by telephone, against calls and video conferences (there is no code for a video conference);
- any: the rows of both and of consultations and negotiations, whose code tells no medium, against every engagement.

An engagement is seen if a coded day of its class lies at most one day from its date, as reports follow an event and carry
another zone's date. A coded day is near if an engagement of its class lies at most one day from it; it is a phantom if none
does. Days are not used up: one coded day may answer several engagements, and one engagement several coded days. Plans,
statements, praise and everything else are set aside. The counts name no actors, so levels can't be matched; how well each
level of the record is seen can be told.
"""

from __future__ import annotations

import pandas as pd

from bluebook.counts import tallies

MEDIA = ["in_person", "remote", "any"]
VISITS = ["Make a visit", "Host a visit", "Meet at a 'third' location"]
CALLS = ["Discuss by telephone"]
UNTOLD = ["Consult", "Engage in negotiation"]
EVENTS = {"in_person": VISITS, "remote": CALLS, "any": [*VISITS, *CALLS, *UNTOLD]}
PLANS = ["Express intent to meet or negotiate"]
NEAR = pd.Timedelta(days=1)


def between(counts: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Return the rows of a frame like icews.csv between two countries, in either order."""
    pair = sorted([one, other])
    return counts[(counts["one"] == pair[0]) & (counts["other"] == pair[1])].reset_index(drop=True)


def shipped(counts: pd.DataFrame, one: str, other: str, first: pd.Timestamp,
            last: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day that was asked for and is counted; the first is later where none is.

    The days of a pair that stands in `counts` are those of the whole frame: a day without a row was read and had none.
    """
    if between(counts, one, other).empty:
        return last + NEAR, last
    return max(first, counts["date"].min()), min(last, counts["date"].max())


def engagements(events: pd.DataFrame, partner: str) -> pd.DataFrame:
    """Return date, medium, lane, channel, source_url and event_id of every engagement of a partner, once under its own medium
    and once under any."""
    rows = tallies.select(events, partner, events["date"].min(), events["date"].max())
    own = rows["channel"].astype(str).where(rows["channel"] == "in_person", "remote")
    both = pd.concat([rows.assign(medium=own), rows.assign(medium="any")], ignore_index=True)
    return both[["date", "medium", "lane", "channel", "source_url", "event_id"]]


def days(pair: pd.DataFrame) -> pd.DataFrame:
    """Return one row per coded day and medium: date, medium, rows, and events, the types that were coded, `; `-joined."""
    found = [pair[pair["event"].isin(events)].assign(medium=medium) for medium, events in EVENTS.items()]
    grouped = pd.concat(found).sort_values(["medium", "date", "event"]).groupby(["medium", "date"], sort=True)
    coded = grouped.agg(rows=("rows", "sum"), events=("event", "; ".join)).reset_index()
    return coded[["date", "medium", "rows", "events"]].astype({"rows": int})


def groups(pair: pd.DataFrame) -> pd.DataFrame:
    """Return rows and days of each group of event types: visits, calls, untold, plans, and the rest, which is set aside."""
    kinds = {name: group for group, names in {"visits": VISITS, "calls": CALLS, "untold": UNTOLD, "plans": PLANS}.items()
             for name in names}  # fmt: skip
    grouped = pair.assign(group=pair["event"].map(kinds).fillna("rest")).groupby("group")
    counted = grouped.agg(rows=("rows", "sum"), days=("date", "nunique"))
    return counted.reindex(["visits", "calls", "untold", "plans", "rest"], fill_value=0).astype(int)


def compare(real: pd.DataFrame, coded: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both frames with their verdicts.

    real (`engagements`) gains coded, the nearest coded day of its medium (the same day, else the day after, else the day
    before; missing where there is none) and verdict: matched or missed. coded (`days`) gains event_ids, a tuple of the
    engagements at most one day away, and verdict: matched or phantom.
    """
    known = set(zip(coded["medium"], coded["date"], strict=True))
    nearest = [_nearest(medium, date, known) for medium, date in zip(real["medium"], real["date"], strict=True)]
    real = real.assign(coded=pd.to_datetime(pd.Series(nearest, index=real.index, dtype=object)))
    ids = [tuple(real.loc[(real["medium"] == medium) & ((real["date"] - date).abs() <= NEAR), "event_id"])
           for medium, date in zip(coded["medium"], coded["date"], strict=True)]  # fmt: skip
    coded = coded.assign(event_ids=pd.Series(ids, index=coded.index, dtype=object))
    return (real.assign(verdict=real["coded"].notna().map({True: "matched", False: "missed"})),
            coded.assign(verdict=[("phantom", "matched")[bool(found)] for found in ids]))  # fmt: skip


def _nearest(medium: str, date: pd.Timestamp, known: set[tuple[str, pd.Timestamp]]) -> pd.Timestamp:
    return next((day for day in (date, date + NEAR, date - NEAR) if (medium, day) in known), pd.NaT)


def within(frame: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the rows of either frame from first to last. Compare first, then cut, or the two ends lose their neighbours."""
    return frame[frame["date"].between(first, last)].reset_index(drop=True)


def scores(real: pd.DataFrame, coded: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return one row per medium, from the frames of `compare`, whole.

    engagements, seen, recall (seen of engagements); coded_days, near, precision (near of coded days); rows and
    rows_per_engagement, the inflation; and what a blind guess would score: chance_recall, the share of all days of the period
    with a coded day at most one day away, and chance_precision, the share with an engagement. Shares are 0 to 1, missing
    where there is nothing to divide by.
    """
    every = pd.Series(pd.date_range(first, last))
    return pd.DataFrame([_score(medium, real[real["medium"] == medium], coded[coded["medium"] == medium], every, first, last)
                         for medium in MEDIA]).set_index("medium")  # fmt: skip


def _score(medium: str, real: pd.DataFrame, coded: pd.DataFrame, every: pd.Series, first: pd.Timestamp,
           last: pd.Timestamp) -> dict[str, object]:
    ours, theirs = within(real, first, last), within(coded, first, last)
    seen, near = int((ours["verdict"] == "matched").sum()), int((theirs["verdict"] == "matched").sum())
    rows = int(theirs["rows"].sum())
    return {"medium": medium, "engagements": len(ours), "seen": seen, "recall": _share(seen, len(ours)),
            "chance_recall": _reached(every, coded["date"]), "coded_days": len(theirs), "near": near,
            "precision": _share(near, len(theirs)), "chance_precision": _reached(every, real["date"]), "rows": rows,
            "rows_per_engagement": _share(rows, len(ours))}  # fmt: skip


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _reached(every: pd.Series, dates: pd.Series) -> float:
    reached = {day + shift for day in dates for shift in (-NEAR, 0 * NEAR, NEAR)}
    return _share(int(every.isin(reached).sum()), len(every))


def by_lane(real: pd.DataFrame) -> pd.DataFrame:
    """Return engagements and how many were seen, by lane of the record (index) and medium (columns)."""
    seen = real[real["verdict"] == "matched"]
    counted = {(medium, name): rows.loc[rows["medium"] == medium, "lane"].value_counts().reindex(tallies.LANES, fill_value=0)
               for medium in MEDIA for name, rows in (("engagements", real), ("seen", seen))}  # fmt: skip
    return pd.DataFrame(counted).astype(int).rename_axis("lane").rename_axis(columns=["medium", "number"])


def under_way(coded: pd.DataFrame, visits: pd.DataFrame, partner: str) -> pd.Series:
    """Return, for each coded day, the visit_ids of the journeys between Japan and the partner at most one day from it."""
    ends = visits["end_date"].where(visits["end_date"] != "", visits["start_date"])
    made = visits[(visits["status"] == "made") & (ends.str.len() == 10) & (visits["start_date"].str.len() == 10)
                  & visits[["traveller_country", "visited_country"]].isin(["JPN", partner]).all(axis=1)]  # fmt: skip
    starts, ends = pd.to_datetime(made["start_date"]) - NEAR, pd.to_datetime(ends[made.index]) + NEAR
    found = [";".join(made.loc[(starts <= day) & (ends >= day), "visit_id"]) for day in coded["date"]]
    return pd.Series(found, coded.index, dtype=object)


def marks(real: pd.DataFrame, coded: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark: medium, side (record or machine), date, verdict, events coded, rows (1 an engagement) and
    event_ids."""
    ours = real.assign(side="record", events="", rows=1, event_ids=real["event_id"])
    theirs = coded.assign(side="machine", event_ids=coded["event_ids"].map(";".join))
    both = pd.concat([ours, theirs], ignore_index=True)
    both = both.assign(order=both["medium"].map(MEDIA.index), date=pd.to_datetime(both["date"]).dt.strftime("%Y-%m-%d"))
    both = both.sort_values(["order", "side", "date", "event_ids"], ascending=[True, False, True, True], kind="stable")
    return both[["medium", "side", "date", "verdict", "events", "rows", "event_ids"]].reset_index(drop=True)
