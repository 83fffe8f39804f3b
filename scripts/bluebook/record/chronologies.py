"""A list that nobody here made beside the record: which of the engagements named in chronology.csv are in events.csv.

An event answers an entry of the same partners, level, format and channel, in the same country where the entry names one, and
on a day from `first` to `last` or one day beside them. A plurilateral entry may leave partners out. An event answers only one
entry of a list; as many entries are answered as can be, with the latest events first, because the copies read show the end of
a list. Most of them show no days, so an event may answer an entry that meant another one: the share found is an upper bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

NEAR = pd.Timedelta(days=1)
SAME = ("level", "format", "channel")
COMPARED = ["event_id", "date", "partners", "venue_country", *SAME]
ENOUGH = 90  # per cent found: with less, a line of coverage is not even probably complete
Row = Mapping[str, Any]


def answered(chronology: pd.DataFrame, events: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the entries with year, event_id (empty where no event answers), lines and verdict.

    lines: the index of each line of coverage.csv that speaks of the entry. verdict: found, missing, or not_collected where no
    line does.
    """
    rows = chronology.assign(year=chronology["first"].dt.year)
    entries = _by_key(rows.assign(earliest=rows["first"] - NEAR, latest=rows["last"] + NEAR))
    known = _by_key(coverage)
    newest = events.sort_values(["date", "event_id"], ascending=[False, True], kind="stable")[COMPARED].to_dict("records")
    pages: dict[Hashable, dict[Hashable, Row]] = defaultdict(dict)
    for key, entry in entries.items():
        pages[entry["list"], entry["period_start"]][key] = entry
    found = {key: event for page in pages.values() for key, event in _answers(page, newest).items()}
    lines = [_lines(entry, known) for entry in entries.values()]
    verdicts = ["not_collected" if not spoken else "found" if key in found else "missing"
                for key, spoken in zip(entries, lines, strict=True)]  # fmt: skip
    return rows.assign(event_id=[found.get(key, "") for key in entries], lines=lines, verdict=verdicts)


def _by_key(frame: pd.DataFrame) -> dict[Hashable, Row]:
    return dict(zip(frame.index, frame.to_dict("records"), strict=True))


def _answers(entries: Mapping[Hashable, Row], events: Sequence[Row]) -> dict[Hashable, str]:
    """Return entry -> the id of the event that answers it, for as many entries as can be."""
    fitting = {key: [event["event_id"] for event in events if _fits(entry, event)] for key, entry in entries.items()}
    taken: dict[str, Hashable] = {}
    for key in entries:
        _place(key, fitting, taken, set())
    return {key: event for event, key in taken.items()}


def _place(key: Hashable, fitting: Mapping[Hashable, list[str]], taken: dict[str, Hashable], tried: set[str]) -> bool:
    """Give an entry an event, moving other entries to another of theirs where needed; tell whether it has one now."""
    for event in fitting[key]:
        if event not in tried:
            tried.add(event)
            if event not in taken or _place(taken[event], fitting, taken, tried):
                taken[event] = key
                return True
    return False


def _fits(entry: Row, event: Row) -> bool:
    if not entry["earliest"] <= event["date"] <= entry["latest"] or any(entry[name] != event[name] for name in SAME):
        return False
    named, met = set(entry["partners"]), set(event["partners"])
    there = not entry["country"] or entry["country"] == event["venue_country"]
    return there and (named <= met if entry["format"] == "plurilateral" else named == met)


def _lines(entry: Row, coverage: Mapping[Hashable, Row]) -> tuple[Hashable, ...]:
    """Return the lines of coverage about an entry. A minilateral line speaks of all meetings of three or more."""
    own = {key: line for key, line in coverage.items()
           if line["year"] == entry["year"] and line["level"] in (entry["level"], "any")}  # fmt: skip
    return tuple(key for key, line in own.items() if _speaks(line, entry))


def _speaks(line: Row, entry: Row) -> bool:
    of, met = set(line["partners"]), set(entry["partners"])
    if line["format"] == "minilateral":
        return entry["format"] != "bilateral" and of <= met
    return line["format"] == entry["format"] and of == met


def by_line(entries: pd.DataFrame) -> pd.DataFrame:
    """Return one row per line of coverage that speaks of entries (`answered`): line, named, found, percent, missing (ids)."""
    spoken: dict[Hashable, list[Row]] = defaultdict(list)
    for row in entries.to_dict("records"):
        for line in row["lines"]:
            spoken[line].append(row)
    rows = []
    for line, own in spoken.items():
        missing = tuple(row["entry_id"] for row in own if row["verdict"] == "missing")
        found = len(own) - len(missing)
        rows.append({"line": line, "named": len(own), "found": found, "percent": 100 * found / len(own), "missing": missing})
    return pd.DataFrame(rows, columns=["line", "named", "found", "percent", "missing"])
