"""Where a line of a printed table comes from: the row of the record with the same day and the same cells.

So an address or a title that pandas cut is whole again, and a line leads to the page of its event.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bluebook.record import codebook
from bluebook.record.referee.pages import publisher
from bluebook.site import cells
from bluebook.site.printouts import GAP

DAYS = {"events": "date", "documents": "date", "visits": "start_date", "leads": "date"}  # table -> the column of its day
NOTHING = ("", "NaN", "<NA>", "NaT", "None", "nan")


@dataclass(frozen=True)
class Trace:
    """The rows of the record that a line may be, each with its table: one where the line tells them apart."""

    rows: tuple[tuple[str, Mapping[str, str]], ...] = ()

    @property
    def event(self) -> str:
        """The id of the event that the line is, empty where it is none or may be several."""
        (found,) = self.rows if len(self.rows) == 1 else [("", {})]
        return found[1]["event_id"] if found[0] == "events" else ""

    def whole(self, column: str, shown: str) -> str:
        """Return a cell without the cut that pandas made, or as it is shown where the record doesn't say how it goes on."""
        known = {row[column] for _, row in self.rows if column in row}
        if not shown.endswith(GAP) or shown == GAP:
            return shown.replace(GAP, "…")
        if len(known) == 1 and _same(shown, *known):
            return _listed(*known) if shown.startswith("[") else next(iter(known))
        return longer(shown, _addresses() if shown.startswith("http") else _values(column))


def trace(line: Mapping[str, str]) -> Trace:
    """Return the rows of the record that a line may be: column -> text as it is shown."""
    day = next((line[name] for name in ("date", "start_date") if name in line), "")
    fits = [(table, row) for table, row in _by_day().get(day, ()) if _fits(line, row)]
    named = max((_common(line, row) for _, row in fits), default=0)
    return Trace(tuple((table, row) for table, row in fits if _common(line, row) == named > 2))


def _common(line: Mapping[str, str], row: Mapping[str, str]) -> int:
    return sum(column in row for column in line)


def _fits(line: Mapping[str, str], row: Mapping[str, str]) -> bool:
    return all(_same(shown, row[column]) for column, shown in line.items() if column in row)


def _same(shown: str, held: str) -> bool:
    if shown.startswith("["):
        held = _listed(held)
    if shown.endswith(GAP):
        return held.startswith(shown.removesuffix(GAP))
    return (shown if shown not in NOTHING else "") == held


def _listed(held: str) -> str:
    return f"[{', '.join(held.split(';'))}]"


@cache
def _by_day() -> dict[str, list[tuple[str, dict[str, str]]]]:
    found = defaultdict(list)
    for table, day in DAYS.items():
        for row in cells.raw(table):
            found[row[day]].append((table, row))
    return dict(found)


def longer(shown: str, known: Sequence[str]) -> str:
    """Return the one of the sorted values that a cut cell begins; the cell as it is where there are several or none."""
    start = shown.removesuffix(GAP)
    place = bisect_left(known, start)
    fits = [one for one in known[place : place + 2] if one.startswith(start)]
    return fits[0] if len(fits) == 1 else f"{start}…"


@cache
def _values(column: str) -> list[str]:
    tables = [table for table in codebook.MODELS if column in codebook.columns(table)]
    return sorted({row[column] for table in tables for row in cells.raw(table)})


@cache
def _addresses() -> list[str]:
    return sorted({row[column] for table, column in _columns() for row in cells.raw(table)})


def _columns() -> Iterator[tuple[str, str]]:
    for table in codebook.MODELS:
        yield from ((table, name) for name, column in codebook.columns(table).items() if column["kind"] == "address")


def owner(link: str) -> tuple[str, bool]:
    """Return whose page an address is, empty if not known, and whether it stands elsewhere than on the issuer's own site."""
    row = publisher(link.removesuffix("…"), _publishers())
    return row.get("issuers", "").partition(";")[0], row.get("kind") == "mirror"


@cache
def _publishers() -> dict[str, dict[str, str]]:
    return {row["address"]: row for row in cells.raw("publishers")}
