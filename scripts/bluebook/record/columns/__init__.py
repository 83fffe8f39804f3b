"""The columns of the tables: their kind, closed list, what they refer to. One class per table, one line per column.

A cell is described as text, as in the file; `tables` turns it into days, numbers and lists. The rules that hold
between the cells of a row are in `rules`.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa


def cell(kind: str, description: str, *, lists: str = "", needed: bool = True, unique: bool = False,
         refers: str = "", many: bool = False) -> Any:
    """Describe one column.

    kind: text, date (a day), when (a year, month or day), time (HH:MM), integer, degrees, term, country or address.
    lists: the closed lists a term may come from, or the kinds of country, joined by spaces.
    many: the cell is a list joined by `;`. refers: the table.column that must contain the value.
    """
    details = {"kind": kind, "lists": lists.split(), "needed": needed, "refers": refers, "many": many}
    return pa.Field(description=description, unique=unique, metadata=details)


class Table(pa.DataFrameModel):
    """What all tables share: exactly the columns described, in that order."""

    class Config:
        strict = True
        ordered = True
