"""The referee: events checked against people, offices, occasions, publishers, claims and coverage, and one another.

Every check takes the tables as text, the index of a row its file and line, and yields one problem per breach, with what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pandas as pd

from bluebook.record.checks import Problem, at

Frames = Mapping[str, pd.DataFrame]
Check = Callable[[Frames], Iterator[Problem]]


def rows(frame: pd.DataFrame) -> Iterator[tuple[object, dict[str, str]]]:
    """Yield the key and the cells of each row."""
    columns = [frame[name].tolist() for name in frame]  # to_dict("records") looks at the type of every cell and is slower
    names, cells = frame.columns.tolist(), zip(*columns, strict=True)  # as a list: the index would be read anew for every row
    yield from zip(frame.index, (dict(zip(names, row, strict=True)) for row in cells), strict=True)


def named(key: object, column: str, sentence: str, table: str = "events") -> Problem:
    """Return a problem of one cell."""
    return Problem(*at(table, key), column, sentence)


def listed(cell: str) -> list[str]:
    """Return the parts of a `;`-list, none for an empty cell."""
    return cell.split(";") if cell else []


def day(text: str) -> date:
    """Return the day that a checked cell names."""
    return date.fromisoformat(text)
