"""What a timeline shows, as a table and in words."""

from __future__ import annotations

import pandas as pd

from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names


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


def sentences(rows: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per engagement: its day, level, place or channel, and occasion."""
    levels, channels = tables.labels("level", lang), tables.labels("channel", lang)
    said = []
    for row in rows.to_dict("records"):
        known = {"day": periods.day_of(row["date"], lang), "level": levels[row["level"]].lower(),
                 "place": _where(row, lang) or channels[row["channel"]].lower()}  # fmt: skip
        occasion = names.occasion(row["occasion"], lang)
        said.append(tables.say("said_event_at" if occasion else "said_event", lang, occasion=occasion, **known))
    return said


def _where(row: dict, lang: str) -> str:
    country = tables.country(row["venue_country"], lang, in_text=True) if row["venue_country"] else ""
    parts = [part for part in (names.city(row["venue_city"], lang), country) if part]
    return "・".join(parts[::-1]) if lang == "ja" else ", ".join(parts)
