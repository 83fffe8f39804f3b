"""Candidate rows: new rows of any table, one folder of data/candidates/ per contribution, beside the record until a release.

A folder has files named after the tables, with their columns and only the new rows. So two contributions never touch the same
file, and no published figure changes before a release.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import codebook
from bluebook.record.checks import Problem

FOLDER = "candidates"
BESIDE = (".md", ".txt")  # notes of a contributor, which nothing reads


def folders(data: Path) -> list[Path]:
    """Return the folders of candidates in a folder of tables, in the order of their names."""
    place = data / FOLDER
    return sorted(each for each in place.iterdir() if each.is_dir() and not each.name.startswith(".")) if place.is_dir() else []


def files(data: Path, table: str) -> list[Path]:
    """Return the files that hold candidate rows of a table."""
    return [file for each in folders(data) if (file := each / f"{table}.csv").is_file()]


def events(data: Path) -> list[dict[str, str]]:
    """Return the candidate events as text, in order of their ids. Raises Refused for a file that is no table of events."""
    found = [row for file in files(data, "events") for row in _events(file)]
    return sorted(found, key=lambda row: row["event_id"])


def _events(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            header, *rows = [*csv.reader(lines, strict=True)] or [[]]
    except (UnicodeDecodeError, csv.Error):
        header, rows = [], []
    if header != list(codebook.columns("events")) or any(len(cells) != len(header) for cells in rows):
        raise Refused(f"{label(file)}: is no table of events; `bluebook check` says what is wrong with it")
    return [dict(zip(header, cells, strict=True)) for cells in rows]


def label(file: Path) -> str:
    """Return how a message names a file of candidates: candidates/berlin-2024/events.csv."""
    return "/".join(file.parts[-3:])


def strays(data: Path) -> Iterator[Problem]:
    """Yield a problem for each file that is not a table, in the folders of candidates or beside them."""
    place = data / FOLDER
    beside = [file for file in place.iterdir() if file.is_file() and _meant(file)] if place.is_dir() else []
    for file in sorted(beside):
        yield Problem(f"{FOLDER}/{file.name}", 0, "", f"is not in a folder; move it, as to {FOLDER}/my-rows/{file.name}")
    for file in sorted(file for each in folders(data) for file in each.iterdir() if _meant(file)):
        if not file.is_file():
            yield Problem(label(file), 0, "", "is not a file; a folder of candidates holds tables alone")
        elif file.suffix != ".csv" or file.stem not in codebook.MODELS:
            known = did_you_mean(file.stem, list(codebook.MODELS)) or f" ({listed(codebook.MODELS, 20)})"
            yield Problem(label(file), 0, "", f'"{file.stem}" is not a table{known}')


def _meant(file: Path) -> bool:
    return not file.name.startswith(".") and file.suffix not in BESIDE
