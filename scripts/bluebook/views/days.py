"""What a timeline shows, as a table and in words."""

from __future__ import annotations

import pandas as pd

from bluebook.ground import periods
from bluebook.record import tables


def marks(rows: pd.DataFrame, issued: pd.DataFrame, journeys: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark: lane, kind, first and last day, where and how, its days, and the id behind it."""
    told = [rows.assign(kind=rows["level"], end=rows["date"], where=rows["venue"], how=rows["channel"], id=rows["event_id"]),
            issued.assign(lane="documents", kind=issued["type"], end=issued["date"], where="", how="", id=issued["doc_id"]),
            journeys.assign(lane=journeys["direction"], date=journeys["start"], where=journeys["visited_country"],
                            how=journeys["status"], id=journeys["visit_id"])]  # fmt: skip
    every = pd.concat([part[["lane", "kind", "date", "end", "where", "how", "id"]].astype(
        dict.fromkeys(["lane", "kind", "where", "how"], str)) for part in told], ignore_index=True)  # fmt: skip
    every = every.assign(days=(every["end"] - every["date"]).dt.days + 1, event_ids=every["id"])
    days = {"first": every["date"].dt.strftime("%Y-%m-%d"), "last": every["end"].dt.strftime("%Y-%m-%d")}
    return every.assign(**days)[["lane", "kind", "first", "last", "where", "how", "days", "event_ids"]]


def sentences(rows: pd.DataFrame) -> list[str]:
    """Return one list item per engagement, in English: its day, level, place or channel, and occasion."""
    levels, channels = tables.labels("level"), tables.labels("channel")
    said = [f"- {periods.day_of(row['date'])}: {levels[row['level']].lower()}" for row in rows.to_dict("records")]
    how = [_where(row) or channels[row["channel"]].lower() for row in rows.to_dict("records")]
    why = [f" ({occasion})" if occasion else "" for occasion in rows["occasion"]]
    return [f"{what}, {where}{on}" for what, where, on in zip(said, how, why, strict=True)]


def _where(row: dict) -> str:
    country = tables.country(row["venue_country"], in_text=True) if row["venue_country"] else ""
    return ", ".join(part for part in (row["venue_city"], country) if part)
