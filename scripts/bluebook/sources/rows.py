"""Lines of a text become rows of cells: quoted or not, with any line ends, and with cells that run over several lines."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO

from bluebook.sources.intake import Found

FARTHEST = 200  # lines over which a quoted cell may run
BOM = b"\xef\xbb\xbf"
UNCLOSED = ["a quotation mark without its partner"]  # in place of the cells of a line that can't be split
Row = tuple[int, list[str]]  # the number of its first line, and its cells
Piece = tuple[int, str, int]  # the number of its line, the text, and what ends it:
LINE, ASTRAY, BROKEN = range(3)  # the end of the line, a carriage return in a line that holds rows, or in one that holds none

csv.field_size_limit(1 << 30)  # a cell may hold more than 131,072 letters, as in a column that is not used


def read(stream: IO[bytes], file: Found, encodings: Counter[str]) -> Iterator[Row]:
    """Yield the rows of a table, without its header, and count the encodings of its lines."""
    return islice(split(lines(stream, file.end), file, encodings), int(file.format.header), None)


def split(numbered: Iterable[tuple[int, bytes]], file: Found, encodings: Counter[str]) -> Iterator[Row]:
    """Yield the rows of numbered lines.

    Where a line is no row, it is tried together with those that follow, up to the partner of a quotation mark or the end of a
    line that a stray carriage return parts. If they make no row either, it alone is given up: a quotation mark that is never
    closed costs one line, not the rest of the file.
    """
    pieces, waiting = _pieces(numbered, file, encodings), deque[Piece]()
    while piece := waiting.popleft() if waiting else next(pieces, None):
        number, text, _ = piece
        if not text.strip(" "):
            continue
        cells = _cells(text, file)
        if misfit(cells, file) or (file.quoted and text.count('"') % 2):
            waiting.appendleft(piece)
            taken, cells = _joined(waiting, pieces, file) or _given_up(waiting, cells, file)
            for _ in range(taken):
                waiting.popleft()
        yield number, cells


def misfit(cells: list[str], file: Found) -> str:
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


def lines(stream: IO[bytes], end: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a text with their numbers, without their ends; blank ones too, as a quoted cell may hold them."""
    rest, number = b"", 0
    while block := stream.read(1 << 20):
        *whole, rest = (rest + block).split(end)
        for line in whole:
            number += 1
            yield number, line.removesuffix(b"\r")
    for line in filter(None, rest.split(end)):  # of a text that ends without a line end
        number += 1
        yield number, line.removesuffix(b"\r")


def _decoded(line: bytes, encodings: Counter[str]) -> str:
    """Return a line as text: UTF-8 where it is valid, else Windows-1252, else Latin-1, to which every byte is a letter."""
    if line.isascii():
        return line.decode("ascii")
    line = line.removeprefix(BOM)  # also where files with a mark were put together
    for encoding, name in (("utf-8", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            continue
        encodings[name] += 1
        return text
    encodings["Latin-1"] += 1
    return line.decode("latin-1")


def _pieces(numbered: Iterable[tuple[int, bytes]], file: Found, encodings: Counter[str]) -> Iterator[Piece]:
    for number, line in numbered:
        text = _decoded(line, encodings)
        if "\r" in text:
            yield from _parts(number, text, file)
        else:
            yield number, text, LINE


def _parts(number: int, text: str, file: Found) -> Iterator[Piece]:
    """Yield what carriage returns make of a line: rows if all parts are, one row if only it is one, else parts to be joined."""
    parts = [part for part in text.split("\r") if part.strip(" ")]
    rows = [_fits(part, file) for part in parts]
    open_quote = file.quoted and any(part.count('"') % 2 for part in parts)
    if all(rows):
        yield from ((number, part, LINE) for part in parts)
    elif not any(rows) and not open_quote and _fits(text.replace("\r", " "), file):
        yield number, text.replace("\r", " "), LINE
    else:
        yield from ((number, part, ASTRAY if any(rows) else BROKEN) for part in parts[:-1])
        yield number, parts[-1], LINE


def _fits(text: str, file: Found) -> bool:
    return not misfit(_cells(text, file), file) and not (file.quoted and text.count('"') % 2)


def _cells(line: str, file: Found) -> list[str]:
    """Return the cells of a line; in a table without quotation with it, if that alone makes them fit: a quoted tab."""
    if file.quoted:
        return _unquoted([line], file)
    cells = line.split(file.delimiter)
    if len(cells) in file.allowed or '"' not in line:
        return cells
    quoted = _unquoted([line], file)
    return quoted if len(quoted) in file.allowed else cells


def _unquoted(together: list[str], file: Found) -> list[str]:
    try:
        return next(csv.reader([f"{line}\n" for line in together], delimiter=file.delimiter, strict=len(together) > 1), [])
    except csv.Error:  # text after a closing mark
        return UNCLOSED


def _joined(waiting: deque[Piece], pieces: Iterator[Piece], file: Found) -> tuple[int, list[str]] | None:
    """Return how many of the waiting pieces make a row together, and its cells; None if they make none.

    A line that is a row by itself belongs to no other one, unless it lies within a quoted cell of a table with quotation.
    """
    together, marks = [""], 0
    for at in range(FARTHEST):
        if at == len(waiting):
            waiting.extend(islice(pieces, 1))
        if at == len(waiting) or (at and _apart(waiting[at - 1], waiting[at], file, marks)):
            return None
        _, text, cut = waiting[at]
        marks += text.count('"')
        together[-1] += text
        cells = _whole(together, file) if at and marks % 2 == 0 else []
        if cells and not misfit(cells, file):
            return at + 1, cells
        if marks % 2 == 0 and not cut:
            return None
        together = [*together[:-1], f"{together[-1]} "] if cut else [*together, ""]
    return None


def _whole(together: list[str], file: Found) -> list[str]:
    return _cells(together[0], file) if len(together) == 1 else _unquoted(together, file)


def _apart(one: Piece, next_: Piece, file: Found, marks: int) -> bool:
    """Tell whether a piece can't belong to the one before: lines are missing between them, or it is a row of its own."""
    return next_[0] - one[0] > 1 or (not (file.quoted and marks % 2) and _fits(next_[1], file))


def _given_up(waiting: deque[Piece], cells: list[str], file: Found) -> tuple[int, list[str]]:
    """Return the pieces of the first line that are lost with it, and what its cells were."""
    taken = 1
    while waiting[taken - 1][2] == BROKEN and len(waiting) > taken and not _fits(waiting[taken][1], file):
        taken += 1
    return taken, UNCLOSED if file.quoted and misfit(cells, file) and waiting[0][1].count('"') % 2 else cells
