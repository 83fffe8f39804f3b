"""A table as pandas printed it into a notebook, read back: its headers, its rows, and how many rows it left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

NUMBER = re.compile(r"-?\d+(\.\d+)?%?")
GAP = "..."  # what pandas writes for rows and columns that it leaves out, and at the end of a cell that it cuts


@dataclass(frozen=True)
class Cell:
    """One cell: its text, whether it is a row's name, and how many columns and rows it covers."""

    text: str
    head: bool = False
    wide: int = 1
    high: int = 1


@dataclass(frozen=True)
class Printout:
    """A table as printed.

    columns: the name of every column, those of the index first, empty where it has none. index: how many of them are the
    index. tops: rows of headers above the last one, where columns have several levels. rows: as printed, a cell that covers
    several rows in the first of them only. left_out: how many rows are not printed.
    """

    columns: tuple[str, ...]
    index: int
    tops: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int

    @property
    def numbered(self) -> bool:
        """Whether its index is only the numbers of the rows."""
        first = [row[0].text for row in self.rows]
        return self.index == 1 and not self.columns[0] and all(text == GAP or text.isdigit() for text in first)

    def whole(self) -> list[list[str]]:
        """Return the text of every cell, row by row, a cell that covers several rows in each of them."""
        made: list[list[str]] = []
        for row in self.rows:
            missing = len(self.columns) - sum(cell.wide for cell in row)
            made.append([*(made[-1][:missing] if made else []), *(cell.text for cell in row)])
        return made


def read(html: str) -> Printout:
    """Return a table of pandas as it was printed."""
    table = ElementTree.fromstring(html[html.index("<table") : html.rindex("</table>") + len("</table>")])
    heads, rows = ([tuple(map(_cell, row)) for row in table.iterfind(f"{part}/tr")] for part in ("thead", "tbody"))
    index = max((sum(cell.head for cell in row) for row in rows), default=_blanks(heads))
    names = [cell.text for cell in heads.pop()[:index]] if len(heads) > 1 and not any(c.text for c in heads[-1][index:]) else []
    last = [cell.text for cell in heads[-1][index:] for _ in range(cell.wide)]
    columns = (*(names or [""] * index), *last)
    return Printout(columns, index, tuple(heads[:-1]), tuple(rows), _left_out(html, rows))


def _cell(element: ElementTree.Element) -> Cell:
    given = element.attrib
    return Cell((element.text or "").strip(), element.tag == "th", int(given.get("colspan", 1)), int(given.get("rowspan", 1)))


def _blanks(heads: list[tuple[Cell, ...]]) -> int:
    """Return how many columns the index of a table without rows has: those that its last row of headers names."""
    return sum(bool(cell.text) for cell in heads[-1]) if len(heads) > 1 else 1


def _left_out(html: str, rows: list[tuple[Cell, ...]]) -> int:
    """Return how many rows pandas left out, by the size that it writes below such a table."""
    size = re.search(r"<p>(\d+) rows", html)
    return int(size[1]) - sum(not gap(row) for row in rows) if size and any(map(gap, rows)) else 0


def gap(row: tuple[Cell, ...]) -> bool:
    """Return whether a row stands for those that were left out."""
    return all(cell.text == GAP for cell in row)
