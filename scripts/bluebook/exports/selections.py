"""What is exported: whole tables, or the rows that belong to some partners, a period and some levels.

A row that refers to an event goes with that event. Any other row goes by its own cells; a table without a level is narrowed
by partner and period alone. The tables that define words (terms, countries, people, offices …) stay whole, so that every
reference in an exported row finds its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from bluebook import parameters
from bluebook.ground import periods
from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import codebook, tables

EVER = ("1900", "2100")  # a period that begins before and ends after everything recorded
WHO = {"events": ["partners"], "documents": ["issuers"], "visits": ["traveller_country", "visited_country"],
       "claims": ["partner"], "leads": ["partners"], "coverage": ["partners"], "chronology": ["partners"],
       "historian": ["traveller_country", "visited_country"], "icews": ["one", "other"],
       "statements": ["partners"]}  # fmt: skip
WHEN = {"events": ("date", "date"), "documents": ("date", "date"), "visits": ("start_date", "end_date"),
        "claims": ("period_start", "period_end"), "leads": ("date", "date"), "coverage": ("year", "year"),
        "chronology": ("first", "last"), "historian": ("start_date", "end_date"), "icews": ("date", "date"),
        "statements": ("date", "date")}  # the first and the last day of a row  # fmt: skip
FOLLOWS = {"agreement": ("event_id", "events"), "machine_coding": ("event_id", "events"), "corrections": ("event_id", "events"),
           "documents": ("related_event_id", "events"), "leads": ("event_id", "events"),
           "statements": ("claim_id", "claims")}  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Codes of partners, first and last day, and levels; what is empty narrows nothing."""

    partners: tuple[str, ...] = ()
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    levels: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything is selected."""
        return self == Selection()

    @property
    def words(self) -> str:
        """The selection in words: Canada, the United States; from 2022-01-01 to 2022-12-31; summit."""
        names = ", ".join(tables.country(code) for code in self.partners)
        days = [f"{word} {day:%Y-%m-%d}" for word, day in (("from", self.first), ("to", self.last)) if day is not None]
        return "; ".join(filter(None, [names, " ".join(days), ", ".join(self.levels)])) or "everything"


def asked(partners: Iterable[str] = (), first: str = "", last: str = "", levels: Iterable[str] = ()) -> Selection:
    """Return a selection as a person types it, checked. Raises Refused for the first value that is wrong."""
    codes = tuple(dict.fromkeys(parameters.typed(partner=partner).partner for partner in partners))
    period = parameters.typed(first=first or EVER[0], last=last or EVER[1])
    for level in (levels := tuple(dict.fromkeys(levels))):
        if level not in (known := list(tables.labels("level"))):
            raise Refused(f'level: "{level}" is not one of {listed(known)}{did_you_mean(level, known)}')
    return Selection(codes, period.first if first else None, period.last if last else None, levels)


def named(names: Sequence[str]) -> list[str]:
    """Return the tables that are named, all if none is, in the order of the codebook. Raises Refused for an unknown one."""
    for name in names:
        if name not in codebook.MODELS:
            known = list(codebook.MODELS)
            raise Refused(f'table: "{name}" is not one of {listed(known, 30)}{did_you_mean(name, known)}')
    return [name for name in codebook.MODELS if name in names or not names]


def rows(name: str, selection: Selection) -> pd.DataFrame:
    """Return the selected rows of a table, in its order."""
    whole = tables.table(name)
    if selection.whole or not narrows(name):
        return whole
    return whole[_fits(name, whole, selection)].reset_index(drop=True)


def narrows(name: str) -> bool:
    """Tell whether a selection narrows a table, or leaves it whole."""
    return name in WHO or name in FOLLOWS


def _fits(name: str, whole: pd.DataFrame, selection: Selection) -> pd.Series:
    own = _own(name, whole, selection)
    if name not in FOLLOWS:
        return own
    column, other = FOLLOWS[name]
    (key,) = codebook.key(other)
    found = whole[column].isin(set(rows(other, selection)[key]))
    return found if name not in WHO else found.where(whole[column].ne(""), own)


def _own(name: str, whole: pd.DataFrame, selection: Selection) -> pd.Series:
    fits = pd.Series(True, whole.index)
    if selection.partners and name in WHO:
        fits &= _holds_any(whole, WHO[name], set(selection.partners))
    if selection.levels and "level" in whole:
        fits &= whole["level"].isin(selection.levels)
    if name in WHEN:
        start, end = (whole[column] for column in WHEN[name])
        if selection.first is not None:
            fits &= pd.Series(map(_last, end, start), whole.index).ge(f"{selection.first:%Y-%m-%d}")
        if selection.last is not None:
            fits &= pd.Series(map(_first, start), whole.index).le(f"{selection.last:%Y-%m-%d}")
    return fits


def _holds_any(whole: pd.DataFrame, columns: list[str], wanted: set[str]) -> pd.Series:
    found = [whole[column].map(lambda cell: bool(wanted & set(cell if isinstance(cell, list) else [cell]))).astype(bool)
             for column in columns]  # fmt: skip
    return pd.concat(found, axis="columns").any(axis="columns") if len(whole) else pd.Series(False, whole.index)


def _text(cell: object) -> str:
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return "" if pd.isna(cell) else str(cell)


def _first(cell: object) -> str:
    """Return the first day of a day, month or year; of an empty cell a day before all others."""
    return str(periods.first_day(_text(cell))) if _text(cell) else ""


def _last(cell: object, other: object) -> str:
    """Return the last day of a day, month or year; if the cell is empty, of the other one."""
    return str(periods.last_day(_text(cell) or _text(other)))
