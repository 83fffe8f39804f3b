"""Every problem of every table and of every candidate row: cells, rows, references between tables, and the referee's."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import candidates, checks, codebook, files, references, tables
from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, chronologies, occasions, offices, pages, repeats, totals

REFEREE = (offices.check, occasions.check, pages.check, repeats.check, totals.check, chronologies.check)


def problems(folder: Path | None = None) -> list[Problem]:
    """Return every problem of the tables in `folder` (data/ unless given) and of its candidates, taken as one, in order."""
    folder = folder or paths.data()
    if not folder.is_dir():
        raise Refused(f"data folder: {folder} is not a folder")
    read = {name: [(f"{name}.csv", *files.read(name, folder))] for name in codebook.MODELS}
    for name in ("terms", "countries"):  # without these every cell of every other table would look wrong
        if broken := read[name][0][2]:
            return broken
    for name, parts in read.items():
        parts += [(candidates.label(file), *files.read(name, file.parent)) for file in candidates.files(folder, name)]
    found = [*candidates.strays(folder)]
    for name, parts in read.items():
        for label, rows, broken in parts:
            named = [Problem(label, problem.line, problem.column, problem.sentence) for problem in broken]
            found += named or checks.problems(name, rows, tables.vocabulary(folder), label)
    if not any(broken for parts in read.values() for *_, broken in parts) and not any(problem.line == 1 for problem in found):
        found += between({name: _one(parts) for name, parts in read.items()}, found)
    return sorted(found)


def _one(parts: list[tuple[str, pd.DataFrame, list[Problem]]]) -> pd.DataFrame:
    """Return the record's rows and the candidates' as one frame, the index of a row its file and line."""
    keys = [(label, line) for label, rows, _ in parts for line in rows.index]
    whole = pd.concat([rows for _, rows, _ in parts])
    return whole.set_axis(pd.Index(keys, tupleize_cols=False), axis="index")


def between(frames: Frames, found: list[Problem]) -> list[Problem]:
    """Return what is wrong between tables. The referee checks only rows and totals whose own cells are valid."""
    last = frames["corrections"].drop_duplicates(["event_id", "column"], keep="last")
    strays = references.stray_references(frames) + references.stray_venues(frames["events"], frames["places"])
    strays += references.unkept_corrections(last, frames["events"]) + references.standing(frames)
    wrong = {(problem.file, problem.line) for problem in (*found, *strays)}
    sound = {name: rows.loc[[key not in wrong for key in rows.index]] for name, rows in frames.items()}
    able = [check for check in REFEREE if check is not totals.check or not any("claims" in file for file, _ in wrong)]
    return strays + [problem for check in able for problem in check(sound)]
