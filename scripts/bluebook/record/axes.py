"""Verified on five axes: for each event the page, the day, who spoke for Japan, who for the partner, and how they met.

Each axis holds by rule or fails for a short reason; nothing is judged by hand. A failed axis is not an error (the check
refuses those): it says for what a reader has to trust the coder.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from bluebook.record import tables
from bluebook.record.referee.offices import AT_NATO, FITTING, Term
from bluebook.record.referee.pages import publisher

AXES = ["page", "day", "japan", "partner", "channel"]
WORDS = {"telephone_talk": "telephone", "telephone_meeting": "telephone", "video_conference": "video"}  # label -> its channel


def axes(events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per event: event_id, and for each axis why it fails, an empty text where it holds.

    page: the address is of a known publisher, official or a word-for-word copy, and the page's day is stated. day: the day in
    Japan is known (a call, a meeting in Japan, or stated). japan, partner: every lead holds an office that fits the level,
    and each partner has one. channel: the label goes with the channel, and a meeting has a city.
    """
    known = {row["address"]: row for row in tables.table("publishers").to_dict("records")}
    held: dict[str, list[Term]] = {}
    for row in tables.offices().to_dict("records"):
        last = "" if pd.isna(row["to"]) else f"{row['to']:%Y-%m-%d}"
        term = Term(row["person"], row["country"], str(row["office"]), f"{row['from']:%Y-%m-%d}", last)
        held.setdefault(term.person, []).append(term)
    found = [{"event_id": event["event_id"], "page": _page(event, known), "day": _day(event),
              "japan": _spoke(event, event["japan_lead"], ["JPN"], held),
              "partner": _spoke(event, event["partner_leads"], event["partners"], held), "channel": _channel(event)}
             for event in events.to_dict("records")]  # fmt: skip
    return pd.DataFrame(found, columns=["event_id", *AXES])


def _page(event: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    kind = str(publisher(event["source_url"], known).get("kind", ""))
    if kind not in ("official", "mirror"):
        return "publisher unknown" if not kind else "a third party's page"
    return "" if len(event["source_date"]) == 10 else "day of the page not stated"


def _day(event: Mapping[str, Any]) -> str:
    if event["channel"] != "in_person" or event["venue_country"] == "JPN" or pd.notna(event["date_jst"]):
        return ""
    return "day in Japan not stated"


def _spoke(event: Mapping[str, Any], leads: list[str], sides: list[str], held: Mapping[str, list[Term]]) -> str:
    """Return why the speakers of one side are not all known by office, an empty text where they are."""
    on = f"{event['date']:%Y-%m-%d}"
    fitting = FITTING.get(str(event["level"]), set()) | (AT_NATO.get(str(event["level"]), set()) if "NATO" in sides else set())
    terms = {name: [term for term in held.get(name, []) if term.holds(on) and (not fitting or term.office in fitting)]
             for name in leads}  # fmt: skip
    if not all(terms.values()):
        return "office not known"
    spoken = {term.country for each in terms.values() for term in each}
    return "" if set(sides) <= spoken else "speaker not named for every side"


def _channel(event: Mapping[str, Any]) -> str:
    named = WORDS.get(str(event["label"]))
    if named and named != str(event["channel"]):
        return "label of another channel"
    return "city not stated" if event["channel"] == "in_person" and not event["venue_city"] else ""


def summary(found: pd.DataFrame) -> pd.DataFrame:
    """Return one row per axis: events on which it holds, their share in per cent, and why the others fail, with numbers."""
    rows = []
    for axis in AXES:
        holds, reasons = int(found[axis].eq("").sum()), found.loc[found[axis].ne(""), axis].value_counts()
        rows.append({"axis": axis, "holds": holds, "per cent": round(100 * holds / max(1, len(found))),
                     "fails": "; ".join(f"{why}: {n}" for why, n in reasons.items())})  # fmt: skip
    return pd.DataFrame(rows).set_index("axis")


def whole(found: pd.DataFrame) -> pd.Series:
    """Return, for each event, whether all five axes hold."""
    return found[AXES].eq("").all(axis="columns")


