"""Texts that the engine can't read as they are: each line decoded, split and judged here, and written as a plain table.

This is slower than the engine and exact to the line. It is used only where it is needed: for quoted tables, XML, encodings
other than UTF-8, mixed line ends, and for single lines that the engine could not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO

from bluebook.sources import rows
from bluebook.sources.formats import AMERICAN, DAY_FIRST
from bluebook.sources.intake import Found
from bluebook.sources.rows import Row
from bluebook.sources.tidying import tidied

LONGEST = 10_000  # letters of a cell that are kept
HEADER = "the names of the columns again"  # in the middle of files that were put together
FLAT = str.maketrans("\t\r\n", "   ")


@dataclass
class Repaired:
    """What was found in a text: its rows, those that are damaged, and the encodings of its lines."""

    rows: int = 0
    damaged: list[tuple[int, str]] = field(default_factory=list)
    encodings: Counter[str] = field(default_factory=Counter)

    @property
    def encoding(self) -> str:
        """Return the encodings in words; a text of plain ASCII is UTF-8."""
        return " and ".join(sorted(self.encodings)) or "UTF-8"


def repaired(file: Found, target: Path) -> Repaired:
    """Write the sound rows of a text into a table of the columns that are used, and return what was found."""
    found = Repaired()
    with file.text.packed() if file.xml else file.text.opened() as stream:
        found.rows = _written(file, _rows(file, stream, found), target, found)
    if file.wide:
        found.encodings = Counter([file.wide])
    return found


def mended(file: Found, place: Path, wanted: Collection[int], target: Path) -> Repaired:
    """Write those of the wanted lines that are sound into a table, as `repaired` does; found.rows are all lines of the text."""
    found = Repaired(encodings=Counter({"UTF-8": 1}))  # as the engine has read the others

    def lines() -> Iterator[tuple[int, bytes]]:
        blank = False  # whether a blank line would belong to a quoted cell: the engine does not tell of those
        for number, line in enumerate(stream, 1):
            found.rows = number - int(file.format.header)
            blank = number in wanted or (blank and not line.strip())
            if blank:
                yield number, line.rstrip(b"\r\n")

    with place.open("rb") as stream:
        _written(file, rows.split(lines(), file, found.encodings), target, found)
    return found


def _written(file: Found, given: Iterable[Row], target: Path, found: Repaired) -> int:
    """Write the sound rows into a table, list the damaged ones, and return how many rows there were."""
    form, read = file.format, 0
    day, places = form.used.index(form.day), [file.columns.index(name) if name in file.columns else -1 for name in form.used]
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        for read, (number, cells) in enumerate(given, 1):  # noqa: B007
            why = rows.misfit(cells, file)
            row = [cells[at] if 0 <= at < len(cells) else "" for at in places]
            said, row[day] = row[day], _day(row[day], file.days, form.days)
            if why or not row[day]:
                found.damaged.append((number, why or (HEADER if form.means(said) == form.day else "no such day")))
            else:
                out.write(_flat(row))
    return read


def _flat(row: list[str]) -> str:
    """Return a row as a line of a table: without tabs and line ends in its cells, and with what is needed of long ones."""
    line = "\t".join(row)
    if len(line) > LONGEST or line.count("\t") >= len(row) or "\n" in line or "\r" in line:
        line = "\t".join(cell[:LONGEST].translate(FLAT) for cell in row)
    return f"{line}\n"


@lru_cache(1 << 16)
def _day(cell: str, first: str, ways: tuple[str, ...]) -> str:
    """Return a day as 2022-05-23, read in the way of the file or in one that can't be confused with it; else nothing."""
    cell = tidied(cell)
    for way in (first, *(way for way in ways if {way, first} != {AMERICAN, DAY_FIRST} and way != DAY_FIRST)):
        try:
            return str(datetime.strptime(cell, way).date())
        except ValueError:
            continue
    return ""


def _rows(file: Found, stream: IO[bytes], found: Repaired) -> Iterator[Row]:
    if file.xml and file.format.text:
        found.encodings["XML"] += 1
        return file.format.text(stream)
    return rows.read(stream, file, found.encodings)
