"""Formats with one file per table: Parquet, JSON Lines, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from bluebook.exports import shapes


def parquet(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Return a table as Parquet, with days, times, numbers and lists typed, and what it is in its metadata."""
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(dict(about)), buffer)
    return buffer.getvalue()


def jsonl(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Return a table as JSON Lines: one object per row, lists as lists, a missing cell as null."""
    rows = ({header: shapes.plain(cell) for header, cell in row.items()} for row in table.to_pylist())
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def comma(table: pa.Table, about: Mapping[str, str]) -> bytes:
    """Return a table as CSV in UTF-8, written as the tables of the record are."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([shapes.flat(cell) for cell in row.values()] for row in table.to_pylist())
    return text.getvalue().encode()
