"""Two countries in somebody else's event file: frame in, frame out. The frame is that of `sources.pair`."""

from __future__ import annotations

import pandas as pd

from bluebook.counts import tallies

KINDS = ["visit", "host", "third_place", "meeting", "call", "consultation", "negotiation", "agreement", "plan", "other"]
NO_MEETING = ["agreement", "plan", "other"]  # nobody need have met
MONTHS = 36  # of the longest time counted by month
DIRECTED = ["visit", "host"]  # who travelled, or who received, is told apart


def sampled(counts: pd.DataFrame, texts: dict[str, str], kinds: dict[str, str]) -> pd.DataFrame:
    """Return counts such as icews.csv as events of the frame, to be shipped as a sample.

    texts: event type -> code; kinds: code -> kind. A visit hosted is the visit made, seen from the other side: together they
    are one event a day, its rows added. The counts lump both directions, so direction, level and place stay empty, and so does
    the code of a type that is in none of the kinds.
    """
    code = counts["event"].map(texts).fillna("").replace({"043": "042"})
    plan = counts["event"].str.startswith("Express intent")
    kind = code.map(kinds).fillna("other").mask(plan, "plan")
    medium = kind.map({"call": "remote", "visit": "in_person", "third_place": "in_person"}).fillna("")
    type_of = counts["event"].replace({"Host a visit": "Make a visit"})
    rows = counts.assign(code=code, kind=kind, medium=medium, type=type_of)
    keys = ["date", "one", "other", "kind", "medium", "code", "type"]
    events = rows.groupby(keys, as_index=False)["rows"].sum().sort_values(["one", "other", "date", "kind", "code", "type"])
    events = events.assign(direction="", level="", place="", source="icews", rows=events["rows"].astype("int32"))
    order = ["date", "one", "other", "direction", "kind", "medium", "level", "place", "code", "source", "rows"]
    return events[order].reset_index(drop=True)


MACHINES = ["gdelt1", "gdelt2", "icews", "polecat"]  # read news; the other formats are lists made by hand


def by_machine(events: pd.DataFrame) -> bool:
    """Tell whether a machine coded any of the events, or there is none to tell by."""
    return bool(events.empty or events["source"].isin(MACHINES).any())


def named(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events with event_id (date, pair and kind; a further one of the same day ends in -2) and lane.

    lane is the kind, with the direction after a colon where a visit's is told (visit:USA).
    """
    events = events.sort_values(["date", "kind", "code", "direction", "source", "rows"], kind="stable", ignore_index=True)
    day = pd.to_datetime(events["date"])
    stem = day.dt.strftime("%Y-%m-%d") + "-" + events["one"] + "-" + events["other"] + "-" + events["kind"]
    again = stem.groupby(stem).cumcount() + 1
    ids = stem.mask(again > 1, stem + "-" + again.astype(str))
    told = events["kind"].isin(DIRECTED) & events["direction"].ne("")
    lane = events["kind"].mask(told, events["kind"] + ":" + events["direction"])
    return events.assign(date=day, event_id=ids, lane=lane)


def periods(first: pd.Timestamp, last: pd.Timestamp) -> list[str]:
    """Return the months from first to last as 2022-01, or, of a longer time than three years, its years."""
    months = list(tallies.months(first, last))
    return months if len(months) <= MONTHS else list(dict.fromkeys(month[:4] for month in months))


def by_period(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return one row per lane and period (`periods`), empty ones too: lane, period, rows, events and event_ids (`;`-joined).

    Lanes stand in the order of KINDS, those without an event left out.
    """
    found = sorted(set(events["lane"]), key=lambda lane: (KINDS.index(lane.split(":")[0]), lane))
    axis = periods(first, last)
    every = pd.MultiIndex.from_product([found, axis], names=["lane", "period"])
    grouped = events.assign(period=events["date"].dt.strftime("%Y-%m").str[: len(axis[0])]).groupby(["lane", "period"])
    counted = pd.DataFrame({"rows": grouped["rows"].sum(), "events": grouped.size(),
                            "event_ids": grouped["event_id"].agg(";".join)})  # fmt: skip
    counted = counted.reindex(every).fillna({"rows": 0, "events": 0, "event_ids": ""})
    return counted.astype({"rows": int, "events": int, "event_ids": str}).reset_index()


def contacts(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `by_period` in which the two met or spoke: visits, calls and talks."""
    return counted[~counted["lane"].str.split(":").str[0].isin(NO_MEETING)]


def busiest(counted: pd.DataFrame) -> tuple[list[str], int]:
    """Return the periods with most events of the lanes given, all that tie, and how many they have."""
    summed = counted.groupby("period")["events"].sum()
    most = int(summed.max()) if len(summed) else 0
    return (list(summed.index[summed == most]) if most else []), most


def totals(counted: pd.DataFrame) -> pd.DataFrame:
    """Return events, rows and rows_per_event by lane, in the order of the lanes."""
    summed = counted.groupby("lane", sort=False)[["events", "rows"]].sum()
    return summed.assign(rows_per_event=(summed["rows"] / summed["events"]).round(1))
