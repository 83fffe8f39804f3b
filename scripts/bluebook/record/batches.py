"""The batches of candidate rows: what each folder of data/candidates/ would add, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bluebook.record import candidates, codebook, files, problems
from bluebook.record.checks import Problem
from bluebook.record.values import visible


@dataclass(frozen=True)
class Batch:
    """One folder of candidates: rows by table, events by partner and year, and its problems."""

    name: str
    tables: dict[str, int]
    events: dict[tuple[str, str], int]
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        rows = ", ".join(f"{table} {number:,}" for table, number in self.tables.items()) or "no rows"
        years: dict[str, list[str]] = {}
        for (partner, year), number in sorted(self.events.items()):
            years.setdefault(partner, []).append(f"{year}: {number}")
        events = [f"  {partner}  {', '.join(found)}" for partner, found in years.items()]
        return "\n".join([f"{visible(self.name)}: {rows}", *events, *(f"  problem: {problem}" for problem in self.problems)])


def listing(data: Path) -> list[Batch]:
    """Return the batches of a folder of tables, in the order of their names."""
    found = problems.problems(data) if candidates.folders(data) else []
    return [_batch(folder, found) for folder in candidates.folders(data)]


def _batch(folder: Path, found: list[Problem]) -> Batch:
    frames = {table: files.read(table, folder)[0] for table in codebook.MODELS if (folder / f"{table}.csv").is_file()}
    events = frames.get("events")
    sound = events is not None and {"partners", "date"} <= set(events)
    lists = zip(events["partners"], events["date"], strict=True) if events is not None and sound else ()
    pairs = Counter((partner, day[:4]) for partners, day in lists for partner in partners.split(";"))
    mine = tuple(problem for problem in found if problem.file.startswith(f"{candidates.FOLDER}/{folder.name}/"))
    return Batch(folder.name, {table: len(rows) for table, rows in frames.items()}, dict(pairs), mine)
