"""The files of the tables as text: one frame per file, the index of a row its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from bluebook.ground.phrases import plural
from bluebook.record import candidates
from bluebook.record.checks import Problem


def read(name: str, folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the cells as text with the line of each row as index, and what is wrong with the file as a table."""
    file, empty = folder / f"{name}.csv", pd.DataFrame()
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            rows = [(reader.line_num, cells) for cells in reader]
    except FileNotFoundError:
        return empty, [Problem(file.name, 0, "", f"the file is not in {folder.name}/")]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return empty, [Problem(file.name, 0, "", f"not a table of comma-separated UTF-8 text ({error})")]
    if not rows:
        return empty, [Problem(file.name, 1, "", "the file is empty")]
    header = rows[0][1]
    uneven = [Problem(file.name, line, "", f"{plural(len(cells), 'cell')} where the header has {len(header)}")
              for line, cells in rows[1:] if len(cells) != len(header)]  # fmt: skip
    if uneven or len(set(header)) < len(header):
        return empty, uneven or [Problem(file.name, 1, "", "a column name appears twice")]
    return pd.DataFrame([cells for _, cells in rows[1:]], [line for line, _ in rows[1:]], header, dtype=str), []


def joined(name: str, folder: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """Return a table with its candidate rows after it, renumbered, and what is wrong with the files as tables."""
    parts = [read(name, folder), *(read(name, file.parent) for file in candidates.files(folder, name))]
    return pd.concat([rows for rows, _ in parts], ignore_index=True), [problem for _, broken in parts for problem in broken]
