"""Texts that the engine can't read as they are: each line decoded, split and judged here, and written as a plain table.

This is slower than the engine and exact to the line. It is used only where it is needed: for quoted tables, XML, encodings
other than UTF-8, mixed line ends, and for single lines that the engine could not read.
"""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import IO

from bluebook.sources.formats import DAY_FIRST
from bluebook.sources.intake import Found
from bluebook.sources.tidying import tidied

LONGEST = 10_000  # letters of a cell that are kept
FARTHEST = 200  # lines over which a quoted cell may run
FLAT = str.maketrans("\t\r\n", "   ")
BOM = b"\xef\xbb\xbf"
UNCLOSED = ["a quotation mark without its partner"]  # in place of the cells of a line that can't be split
Row = tuple[int, list[str]]  # the number of its first line, and its cells


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
        found.encodings = Counter(["UTF-16"])
    return found


def mended(file: Found, place: Path, wanted: Collection[int], target: Path) -> Repaired:
    """Write those of the wanted lines that are sound into a table, as `repaired` does; found.rows are all lines of the text."""
    found = Repaired(encodings=Counter({"UTF-8": 1}))  # as the engine has read the others

    def lines() -> Iterator[tuple[int, bytes]]:
        for number, line in enumerate(stream, 1):
            found.rows = number - int(file.format.header)
            if number in wanted:
                yield number, line.removeprefix(BOM).rstrip(b"\r\n")

    with place.open("rb") as stream:
        _written(file, _tabbed(lines(), file, found), target, found)
    return found


def _written(file: Found, rows: Iterable[Row], target: Path, found: Repaired) -> int:
    """Write the sound rows into a table, list the damaged ones, and return how many rows there were."""
    form, read = file.format, 0
    day, places = form.used.index(form.day), [file.columns.index(name) if name in file.columns else -1 for name in form.used]
    with target.open("w", encoding="utf-8", errors="replace", newline="") as out:
        for read, (number, cells) in enumerate(rows, 1):  # noqa: B007
            why = _misfit(cells, file)
            row = [cells[at].translate(FLAT)[:LONGEST] if 0 <= at < len(cells) else "" for at in places]
            row[day] = _day(row[day], file.days, form.days)
            if why or not row[day]:
                found.damaged.append((number, why or "no such day"))
            else:
                out.write("\t".join(row) + "\n")
    return read


def _misfit(cells: list[str], file: Found) -> str:
    """Return what is wrong with the cells of a row, if anything.

    Empty ones at its end do no harm in a table with quotation; without it they may come from a tab within a cell.
    """
    if cells is UNCLOSED:
        return UNCLOSED[0]
    if len(cells) in file.allowed:
        return ""
    if len(cells) < max(file.allowed):
        return "missing columns"
    return "too many columns" if not file.quoted or any(cell.strip() for cell in cells[max(file.allowed) :]) else ""


@lru_cache(1 << 16)
def _day(cell: str, first: str, ways: tuple[str, ...]) -> str:
    """Return a day as 2022-05-23, read in the way of the file or in one that can't be confused with it; else nothing."""
    cell = tidied(cell)
    for way in (first, *(way for way in ways if not ("/" in way and "/" in first) and way != DAY_FIRST)):
        try:
            return str(datetime.strptime(cell, way).date())
        except ValueError:
            continue
    return ""


def _rows(file: Found, stream: IO[bytes], found: Repaired) -> Iterator[Row]:
    if file.xml and file.format.text:
        found.encodings["XML"] += 1
        return file.format.text(stream)
    read = _quoted if file.quoted else _tabbed
    return islice(read(_lines(stream, file.end), file, found), int(file.format.header), None)


def _lines(stream: IO[bytes], end: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a text with their numbers, without their ends; blank ones too, as a quoted cell may hold them."""
    rest, number = stream.read(len(BOM)).removeprefix(BOM), 0
    while block := stream.read(1 << 20):
        *whole, rest = (rest + block).split(end)
        for line in whole:
            number += 1
            yield number, line.removesuffix(b"\r")
    for line in filter(None, rest.split(end)):  # of a text that ends without a line end, or is a few letters long
        number += 1
        yield number, line.removesuffix(b"\r")


def _decoded(line: bytes, found: Repaired) -> str:
    """Return a line as text: UTF-8 where it is valid, else Windows-1252, else Latin-1, to which every byte is a letter."""
    if line.isascii():
        return line.decode("ascii")
    for encoding, name in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.encodings[name] += 1
        return text
    found.encodings["Latin-1"] += 1
    return line.decode("latin-1")


def _tabbed(lines: Iterator[tuple[int, bytes]], file: Found, found: Repaired) -> Iterator[Row]:
    """Yield the rows of a table without quotation. A stray carriage return ends a line only if all its parts are rows."""
    mark = file.delimiter.encode()
    for number, line in lines:
        parts = line.split(b"\r")
        if not all(part.count(mark) + 1 in file.allowed for part in parts):
            parts = [line]
        yield from ((number, _parted(_decoded(part, found), file)) for part in parts if part.strip(b" \r"))


def _parted(line: str, file: Found) -> list[str]:
    """Return the cells of a line without quotation; with it, if that alone makes them fit: a tab within quotation marks."""
    cells = line.split(file.delimiter)
    if len(cells) in file.allowed or '"' not in line:
        return cells
    quoted = _cells([line], file.delimiter)
    return quoted if len(quoted) in file.allowed else cells


def _quoted(lines: Iterator[tuple[int, bytes]], file: Found, found: Repaired) -> Iterator[Row]:
    """Yield the rows of a table with quotation, whose cells may run over several lines.

    Where the lines of a row do not fit, its first line is given up and reading goes on with the next: a quotation mark that is
    never closed costs one line, not the rest of the file.
    """
    more = ((number, _decoded(line, found).replace("\r", " ")) for number, line in lines)
    waiting: deque[tuple[int, str]] = deque()
    while waiting or (waiting := deque(islice(more, 1))):
        number, first = waiting[0]
        taken, cells = _row(waiting, more, file) if first.strip() else (1, [])
        if first.strip():
            yield number, cells
        for _ in range(taken):
            waiting.popleft()


def _row(waiting: deque[tuple[int, str]], more: Iterator[tuple[int, str]], file: Found) -> tuple[int, list[str]]:
    """Return how many of the waiting lines make the next row, and its cells."""
    alone = _cells([waiting[0][1]], file.delimiter)
    if waiting[0][1].count('"') % 2 == 0:
        return 1, alone
    taken = _closed(waiting, more)
    together = _cells([text for _, text in islice(waiting, taken)], file.delimiter)
    if taken and not _misfit(together, file):
        return taken, together
    return 1, alone if not _misfit(alone, file) else UNCLOSED


def _closed(waiting: deque[tuple[int, str]], more: Iterator[tuple[int, str]]) -> int:
    """Return how many of the waiting lines it takes until every quotation mark has its partner; 0 if they never do."""
    marks = 0
    for at in range(FARTHEST):
        if at == len(waiting):
            waiting.extend(islice(more, 1))
        if at == len(waiting):
            return 0
        marks += waiting[at][1].count('"')
        if marks % 2 == 0:
            return at + 1
    return 0


def _cells(lines: list[str], delimiter: str) -> list[str]:
    try:
        return next(csv.reader([f"{line}\n" for line in lines], delimiter=delimiter, strict=len(lines) > 1), [])
    except csv.Error:  # text after a closing mark, or a cell of more than 131,072 letters
        return UNCLOSED
