"""What must hold between tables: references to existing rows, venues with a place, corrections that were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd

from bluebook.ground.refusals import did_you_mean
from bluebook.record.checks import Problem, at
from bluebook.record.codebook import columns

IDS = {"events": "event_id", "documents": "doc_id", "visits": "visit_id", "claims": "claim_id", "leads": "lead_id",
       "agreement": "event_id", "countries": "code", "historian": "historian_id", "statements": "statement_id",
       "people": "name", "offices": "office_id", "occasions": "name", "publishers": "address",
       "chronology": "entry_id"}  # fmt: skip


def unkept_corrections(corrections: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Return every correction that its row does not show: an unknown id or column, or a cell that says something else."""
    pairs = zip(corrections.index, corrections.to_dict("records"), strict=True)
    ids = {event: place for place, event in reversed(list(enumerate(events["event_id"])))}
    return sorted(filter(None, (_unkept(key, row, events, ids) for key, row in pairs)))


def _unkept(key: Any, row: dict[str, str], events: pd.DataFrame, ids: Mapping[str, int]) -> Problem | None:
    """Return what is wrong with one correction. ids: event id -> the place of its first row."""
    place = at("corrections", key)
    if row["event_id"] not in ids:
        near = did_you_mean(row["event_id"], list(ids))
        return Problem(*place, "event_id", f'"{row["event_id"]}" is not in events.csv{near}')
    if row["column"] not in events:
        near = did_you_mean(row["column"], list(events))
        return Problem(*place, "column", f'"{row["column"]}" is not a column of events.csv{near}')
    stands = events[row["column"]].iat[ids[row["event_id"]]]
    later = f'"{row["to"]}" should be in events.csv, which has "{stands}"'
    return None if stands == row["to"] else Problem(*place, "to", later)


def stray_references(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every value that refers to a missing row of another table."""
    return sorted(problem for table, rows in frames.items() for name, details in columns(table).items()
                  if details["refers"] and name in rows for problem in _strays(table, name, details, frames))  # fmt: skip


def _strays(table: str, name: str, details: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> Iterable[Problem]:
    other, key = details["refers"].split(".")
    known = set(frames[other][key]) if key in frames[other] else set()
    for key, cell in frames[table][name].items():
        for value in filter(None, cell.split(";") if details["many"] else [cell]):
            if value not in known:
                yield Problem(*at(table, key), name, f'"{value}" is not in {other}.csv{did_you_mean(value, known)}')


def stray_venues(events: pd.DataFrame, places: pd.DataFrame) -> list[Problem]:
    """Return every venue of an event that is not in places.csv, city and country together."""
    known: dict[str, list[str]] = {}
    for city, country in zip(places["city"], places["country"], strict=True):
        known.setdefault(country, []).append(city)
    venues = zip(events.index, events["venue_city"], events["venue_country"], strict=True)
    strange = [(key, city, country) for key, city, country in venues if city and city not in known.get(country, [])]
    return [Problem(*at("events", key), "venue_city", f'"{city}" in {country} is not in places.csv; '
                    f"{_todo(city, known.get(country, []))}") for key, city, country in strange]  # fmt: skip


def _todo(city: str, there: list[str]) -> str:
    """Return what to do about an unknown place: its nearest spelling in the same country, or a new row."""
    near = get_close_matches(city.casefold(), {name.casefold(): name for name in there}, 1, 0.75)
    found = next((name for name in there if near and name.casefold() == near[0]), "")
    return f'did you mean "{found}"?' if found else "add it to data/places.csv"


def standing(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every candidate row whose id exists already, in the record or in another folder of candidates."""
    found = []
    for table, column in IDS.items():
        seen: dict[str, Any] = {}
        for key, row_id in frames[table][column].items():
            before = seen.setdefault(row_id, key)
            if before is not key and at(table, before)[0] != at(table, key)[0]:
                file, line = at(table, before)
                found.append(Problem(*at(table, key), column, f'"{row_id}" is already in {file} line {line}; change that '
                                     "row, or let the id of a second one on that day end in -2"))  # fmt: skip
    return sorted(found)
