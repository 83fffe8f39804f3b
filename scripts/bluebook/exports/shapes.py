"""A table in the types that its codebook gives, as an Arrow table: days, times, whole numbers, degrees, lists, text.

An empty cell is missing (null); an empty list stays a list. Every format is written from this one shape.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pandas as pd
import pyarrow as pa

from bluebook.record import codebook, tables

TYPES = {"date": pa.date32(), "time": pa.time32("ms"), "integer": pa.int32(), "degrees": pa.float64()}  # all others are text


def arrow(name: str, rows: pd.DataFrame) -> pa.Table:
    """Return rows of a table as an Arrow table, with the meaning of each column in its metadata."""
    columns = codebook.columns(name)
    schema = pa.schema([pa.field(header, _type(details), metadata={"description": details["description"]})
                        for header, details in columns.items()])  # fmt: skip
    cells = [_array(rows[header], details) for header, details in columns.items()]
    return pa.Table.from_arrays(cells, schema=schema)


def _type(details: dict[str, Any]) -> pa.DataType:
    return pa.list_(pa.string()) if details["many"] else TYPES.get(details["kind"], pa.string())


def _array(cells: pd.Series, details: dict[str, Any]) -> pa.Array:
    if details["many"]:
        return pa.array(cells.tolist(), _type(details))
    if details["kind"] == "date":
        return pa.array([None if pd.isna(cell) else cell.date() for cell in cells], _type(details))
    if details["kind"] == "time":
        return pa.array([time.fromisoformat(cell) if cell else None for cell in cells], _type(details))
    return pa.array([None if pd.isna(cell) or cell == "" else cell for cell in cells.tolist()], _type(details))


def plain(cell: Any) -> Any:
    """Return a cell of an Arrow table as JSON has it: days and times as text, everything else as it is."""
    if isinstance(cell, date):
        return cell.isoformat()
    return cell.isoformat(timespec="minutes") if isinstance(cell, time) else cell


def flat(cell: Any) -> Any:
    """Return a cell as the tables have it: lists joined by `;`, a missing cell as empty text."""
    return ";".join(cell) if isinstance(cell, list) else "" if cell is None else plain(cell)


def labels(details: dict[str, Any], lang: str) -> dict[str, str]:
    """Return term or code -> label of a column, in the order of the list; empty where a column has no closed list."""
    if details["kind"] == "country":
        return dict(zip(tables.countries()["code"], tables.countries()[f"name_{lang}"], strict=True))
    return {term: label for name in details["lists"] if details["kind"] == "term"
            for term, label in tables.labels(name, lang).items()}  # fmt: skip


def about(selection: str, counted: dict[str, int]) -> dict[str, str]:
    """Return what a file says of itself: title, version, day, licence, how to cite it, what was selected, rows by table."""
    version, day = codebook.VERSION, codebook.RELEASED
    title = "bluebook: a sourced record of Japan's diplomacy, event by event"
    return {
        "title": title, "version": version, "released": day.isoformat(), "licence": "CC BY 4.0",
        "licence_address": "https://creativecommons.org/licenses/by/4.0/",
        "cite": f"bluebook contributors ({day.year}). {title}, version {version}, {day}. CC BY 4.0.",
        "selection": selection, **{f"rows of {name}": f"{rows:,}" for name, rows in counted.items()},
    }  # fmt: skip
