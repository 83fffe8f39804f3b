"""What has to hold between tables: references that lead somewhere, venues with a place, corrections that were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from bluebook.ground.refusals import did_you_mean
from bluebook.record.checks import Problem
from bluebook.record.codebook import columns


def unkept_corrections(corrections: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Return every correction that its row does not show: an unknown id or column, or a cell that says something else."""
    return sorted(filter(None, (_unkept(line, dict(row), events) for line, row in corrections.iterrows())))


def _unkept(line: int, row: dict[str, str], events: pd.DataFrame) -> Problem | None:
    ids, file = list(events["event_id"]), "corrections.csv"
    if row["event_id"] not in ids:
        return Problem(file, line, "event_id", f'"{row["event_id"]}" is not in events.csv{did_you_mean(row["event_id"], ids)}')
    if row["column"] not in events:
        near = did_you_mean(row["column"], list(events))
        return Problem(file, line, "column", f'"{row["column"]}" is not a column of events.csv{near}')
    stands = events.loc[events["event_id"] == row["event_id"], row["column"]].iloc[0]
    later = f'"{row["to"]}" is said to stand in events.csv, where "{stands}" stands'
    return None if stands == row["to"] else Problem(file, line, "to", later)


def stray_references(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every value that refers to a row of another table which is not there."""
    return sorted(problem for table, rows in frames.items() for name, details in columns(table).items()
                  if details["refers"] and name in rows for problem in _strays(table, name, details, frames))  # fmt: skip


def _strays(table: str, name: str, details: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> Iterable[Problem]:
    other, key = details["refers"].split(".")
    known = set(frames[other][key]) if key in frames[other] else set()
    for line, cell in frames[table][name].items():
        for value in filter(None, cell.split(";") if details["many"] else [cell]):
            if value not in known:
                yield Problem(f"{table}.csv", line, name, f'"{value}" is not in {other}.csv{did_you_mean(value, known)}')


def stray_venues(events: pd.DataFrame, places: pd.DataFrame) -> list[Problem]:
    """Return every venue of an event that is not in places.csv, city and country together."""
    known = set(zip(places["city"], places["country"], strict=True))
    venues = zip(events.index, events["venue_city"], events["venue_country"], strict=True)
    return [Problem("events.csv", line, "venue_city", f'"{city}" in {country} is not in places.csv'
                    f"{did_you_mean(city, {name for name, _ in known})}")
            for line, city, country in venues if city and (city, country) not in known]  # fmt: skip
