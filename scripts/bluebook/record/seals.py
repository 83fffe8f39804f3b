"""Seals: a fingerprint of every published row of the hand-coded tables, so that none is changed or lost unnoticed.

Many cells are in no total and no picture (the length of a call with Berlin, a digit of an address), so no count would change
with them. A row of events.csv may change by a correction; its seal is then compared with the row as it was before. New rows
need no seal until they are published. A release renews the seals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from bluebook.ground import fingerprints, paths
from bluebook.ground.refusals import did_you_mean
from bluebook.record import codebook
from bluebook.record.checks import Problem

SEALED = ("agreement", "claims", "countries", "coverage", "documents", "events", "historian", "leads", "places", "statements",
          "terms", "visits", "people", "offices", "occasions", "publishers", "chronology", "archives")  # fmt: skip
LENGTH = 12  # digits of a seal: enough for an accident, and it is accidents that are looked for
FILE = "seals.csv"
IDENTIFIED = ("events", "documents", "visits", "leads", "claims", "statements", "historian")  # tables whose rows marks name
Row = Mapping[str, str]


@cache
def keys() -> dict[str, list[str]]:
    """Return the sealed tables, each with the columns that tell its rows apart."""
    return {table: codebook.key(table) for table in SEALED}


def broken(folder: Path | None = None) -> list[Problem]:
    """Return every published row that is missing or has changed in `folder` (data/ unless given)."""
    folder = folder or paths.data()
    return _against(folder, _corrected(folder))


def moved(folder: Path | None = None) -> list[Problem]:
    """Return the same and the rows that a correction changed: all that differs from the release."""
    return _against(folder or paths.data(), {})


def added(folder: Path) -> list[tuple[str, str]]:
    """Return table and key of each row that was added since the release."""
    sealed = {(row["table"], row["row"]) for _, row in _rows(folder / FILE)}
    here = [(table, _key(row, key)) for table, key in keys().items() for _, row in _rows(folder / f"{table}.csv")]
    return [pair for pair in here if pair not in sealed]


def changed(folder: Path) -> list[tuple[str, str, str]]:
    """Return changed or removed, table and key of each published row that differs or is missing."""
    sealed = {(row["table"], row["row"]): row["sha256"] for _, row in _rows(folder / FILE)}
    here = {(table, _key(row, key)): _seal(row) for table, key in keys().items() for _, row in _rows(folder / f"{table}.csv")}
    return [("changed" if pair in here else "removed", *pair) for pair, seal in sealed.items() if here.get(pair) != seal]


def unreleased(folder: Path) -> list[str]:
    """Return the rows that are not as the last release left them, by table and key: those added, then those changed."""
    return [f"{table} {key}" for table, key in added(folder)] + [f"{table} {key}" for _, table, key in changed(folder)]


def _against(folder: Path, undone: Mapping[str, Row]) -> list[Problem]:
    sealed = list(_rows(folder / FILE))
    return sorted(problem for table, key in keys().items() for problem in _broken(folder, table, key, sealed, undone))


def _broken(folder: Path, table: str, key: list[str], sealed: list[tuple[int, Row]],
            undone: Mapping[str, Row]) -> Iterator[Problem]:  # fmt: skip
    here = {_key(row, key): (line, row) for line, row in _rows(folder / f"{table}.csv")}
    for _, seal in sealed:
        if seal["table"] != table:
            continue
        if seal["row"] not in here:
            near = did_you_mean(seal["row"], list(here))
            yield Problem(f"{table}.csv", 0, key[0], f'the published row "{seal["row"]}" is missing{near}')
            continue
        line, row = here[seal["row"]]
        published = {**row, **undone.get(seal["row"], {})} if table == "events" else row
        if seal["sha256"] != _seal(published):
            allowed = "add a line to corrections.csv" if table == "events" else "a release renews its seal"
            said = f'"{seal["row"]}" has changed since it was published, and no correction explains it ({allowed})'
            yield Problem(f"{table}.csv", line, key[0], said)


def _corrected(folder: Path) -> dict[str, dict[str, str]]:
    """Return, by event, the cells that corrections changed since the sealed release, as they were in it."""
    undone: dict[str, dict[str, str]] = {}
    for _, row in _rows(folder / "corrections.csv"):
        if _number(row["version"]) <= _number(codebook.VERSION):
            continue  # that release has the corrected cell, and sealed it
        undone.setdefault(row["event_id"], {}).setdefault(row["column"], row["from"])
    return undone


def _number(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            yield reader.line_num, row


def _key(row: Row, keys: list[str]) -> str:
    return " ".join(row[key] for key in keys)


def _seal(row: Row) -> str:
    return fingerprints.of_text("\n".join(f"{name}={cell}" for name, cell in row.items()))[:LENGTH]


def of(ids: Collection[str], folder: Path | None = None) -> str:
    """Return one fingerprint of the rows with these ids, of whichever tables: it changes if a cell of one of them does."""
    folder, wanted = folder or paths.data(), set(ids)
    found: dict[str, str] = {}
    for table in IDENTIFIED:
        if wanted - set(found):
            found |= {key: seal for key, seal in _sealed(table, folder, fingerprints.of_file(folder / f"{table}.csv")).items()
                      if key in wanted}  # fmt: skip
    return fingerprints.of_text("\n".join(f"{key} {found[key]}" for key in sorted(found)))


@lru_cache(maxsize=16)
def _sealed(table: str, folder: Path, _print: str) -> dict[str, str]:
    return {_key(row, keys()[table]): _seal(row) for _, row in _rows(folder / f"{table}.csv")}


def text(folder: Path | None = None) -> str:
    """Return the seals of the current tables, one per line."""
    folder = folder or paths.data()
    lines = [f'{table},"{_key(row, key)}",{_seal(row)}' for table, key in keys().items()
             for _, row in _rows(folder / f"{table}.csv")]  # fmt: skip
    return "\n".join(["table,row,sha256", *lines]) + "\n"

