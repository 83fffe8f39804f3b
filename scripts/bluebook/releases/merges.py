"""Candidates become the record: their rows join the tables, in the tables' order, and their folders go."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from bluebook.record import candidates, codebook


def merge(data: Path) -> dict[str, list[str]]:
    """Merge all candidates of a folder of tables into them; return the keys of the rows added, by table."""
    added = {}
    for table in codebook.MODELS:
        files = candidates.files(data, table)
        if files:
            added[table] = _merged(data / f"{table}.csv", files, codebook.key(table))
    for folder in candidates.folders(data):
        shutil.rmtree(folder)
    return added


def _merged(file: Path, more: list[Path], keys: list[str]) -> list[str]:
    """Write a table with more rows. A table that stands in the order of its keys stays in it; else they come at its end."""
    header, *rows = _rows(file)
    places = [header.index(key) for key in keys]
    new = [row for each in more for row in _rows(each)[1:]]

    def key(row: list[str]) -> list[str]:
        return [row[place] for place in places]

    ordered = rows == sorted(rows, key=key)
    file.write_text(written([header, *(sorted(rows + new, key=key) if ordered else rows + new)]), encoding="utf-8")
    return [" ".join(key(row)) for row in new]


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def written(rows: list[list[str]]) -> str:
    """Return rows as the tables are written: commas, quotation marks only where needed, one line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
