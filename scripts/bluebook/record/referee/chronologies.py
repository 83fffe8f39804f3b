"""Recall: a line of coverage that calls itself complete, or probably so, has nearly all that a list made elsewhere names."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bluebook.record import chronologies
from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, named
from bluebook.record.rules import days

CALLED = ("complete", "probably_complete")
DAYS = {"chronology": ["first", "last"], "events": ["date"], "coverage": []}


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each line of coverage called complete, or probably so, that too few entries bear out."""
    chronology, events, coverage = (_typed(frames[name], columns) for name, columns in DAYS.items())
    entries = chronologies.answered(chronology, events, coverage.assign(year=coverage["year"].astype(int)))
    called = dict(zip(coverage.index, coverage["status"], strict=True))
    for line in chronologies.by_line(entries).to_dict("records"):
        status = called[line["line"]]
        if status in CALLED and line["percent"] < chronologies.ENOUGH:
            said = f'"{status}": {line["found"]} of {line["named"]} engagements that chronology.csv names are coded'
            todo = f"say partial, name {' and '.join(line['missing'])} in the basis and add a lead, or code the event"
            yield named(line["line"], "status", f"{said}; {todo}", "coverage")


def _typed(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return a table with its days as days and its partners as lists."""
    return frame.assign(partners=frame["partners"].str.split(";"), **{name: days(frame[name]) for name in columns})
