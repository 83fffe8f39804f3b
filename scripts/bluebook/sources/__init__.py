"""Event files from elsewhere, in one frame: one row per event between two countries, with the number of source rows behind it.

Adding a format is one module with one declared mapping (`FORMAT`) and its name here.

Imports from: ground, record.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.sources.formats import FRAME, Format

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

FORMATS = ("gdelt1", "gdelt2", "icews", "historian", "polecat", "colt")
FAMILIES = {"gdelt": ("gdelt1", "gdelt2")}  # told apart by the number of columns

__all__ = ["FAMILIES", "FORMATS", "FRAME", "check", "covered_twice", "days", "meets", "monthly", "named", "origins", "pair",
           "read"]  # fmt: skip


def named(name: str) -> list[Format]:
    """Return the formats that a name stands for. Raises Refused for an unknown name."""
    if name not in (*FORMATS, *FAMILIES):
        known = [*FAMILIES, *FORMATS]
        raise Refused(f'format: "{name}" is not known ({listed(known)}){did_you_mean(name, known)}')
    return [import_module(f"bluebook.sources.{each}").FORMAT for each in FAMILIES.get(name, (name,))]


def read(path: str, base: DuckDBPyConnection | None = None) -> DuckDBPyRelation:
    """Return the events of a Parquet in the frame, or of several by a pattern, as a relation that reads nothing until asked.

    Several files are one record: rows of one event are collapsed again, and a warning names the days in more than one file.
    """
    from bluebook.sources import engine, frames

    base = base or engine.connection()
    query = frames.events(path, base)
    frames.tell(path, base)
    return base.sql(query)


def check(path: str) -> None:
    """Refuse a path or pattern that is not of Parquet files in the frame: not there, damaged, of other columns or terms."""
    from bluebook.sources import engine, frames

    with engine.connection() as base:
        frames.events(path, base)


def covered_twice(path: str) -> list[date]:
    """Return the days on which more than one of several files has events of one source, in order of time."""
    from bluebook.sources import engine, frames

    with engine.connection() as base:
        return frames.covered_twice(path, base)


def pair(path: str, one: str, other: str, first: date | str, last: date | str) -> pd.DataFrame:
    """Return the events of a pair of countries from first to last day, sorted by date, kind and code; columns as FRAME."""
    return _asked("PAIR", path, one, other, first, last)


def monthly(path: str, one: str, other: str, first: date | str, last: date | str) -> pd.DataFrame:
    """Return month (its first day), kind, events and rows of a pair of countries; a month without events has no row."""
    return _asked("MONTHLY", path, one, other, first, last)


def days(path: str) -> list[date]:
    """Return the days on which the files have events of anybody, in order of time: what they cover, not the span between."""
    return [day for (day,) in read(path).select("date").distinct().order("date").fetchall()]


def meets(path: str, one: str, other: str) -> bool:
    """Tell whether the files have an event between two countries on any day at all."""
    first, second = sorted((one, other))
    pairs = read(path).select("one", "other").distinct().fetchall()
    return (first, second) in pairs


def origins(path: str) -> list[str]:
    """Return the sources that the files name for their events, in the order of the alphabet."""
    return [source for (source,) in read(path).select("source").distinct().order("source").fetchall()]


def _asked(query: str, path: str, one: str, other: str, first: date | str, last: date | str) -> pd.DataFrame:
    from bluebook.sources import engine, frames, queries

    one, other = sorted((one, other))
    with engine.connection() as base, frames.plainly(path):
        text = getattr(queries, query).format(events=f"({frames.events(path, base)}) AS events", one="$one", other="$other",
                                              first="CAST($first AS DATE)", last="CAST($last AS DATE)")  # fmt: skip
        frames.tell(path, base)
        rows = base.execute(text, {"one": one, "other": other, "first": str(first), "last": str(last)}).df()
    if rows.empty:
        _known(one, other)
    return rows


def _known(*codes: str) -> None:
    """Refuse what is no country: asked only where nothing was found, as reading the tables takes longer than counting."""
    from bluebook.record import tables

    spelt = tables.codes()
    for code in codes:
        if code not in spelt.values():
            raise Refused(f'country: "{code}" is not a code of countries.csv{did_you_mean(code, spelt)}')
