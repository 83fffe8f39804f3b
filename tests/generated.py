"""A record of any size for the benchmarks, made of the project's own rows in a copy of its tables; it passes `bluebook check`.

More rows are bilateral talks without an occasion moved to other days, fewer are every so-manieth row. What the check would not
pass (somebody no longer in office, a document of a row that is left out) is left out as well.
"""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from bluebook.record import problems

MOVED = ("date", "date_jst", "source_date")
FOLDER = "generated"


def events(data: Path) -> int:
    """Return how many events stand in the tables and among the candidates."""
    return sum(len(pd.read_csv(file, usecols=["event_id"])) for file in (data / "events.csv", *data.glob("candidates/*/events.csv")))


def sized(data: Path, size: int) -> None:
    """Make the tables a record of so many events, without candidates."""
    shutil.rmtree(data / "candidates", ignore_errors=True)
    if size < events(data):
        cut(data, size)
    fill(data, size)
    merge(data)


def fill(data: Path, size: int) -> None:
    """Add candidates until the record has so many events, or as many as its offices allow."""
    rows = read(data / "events.csv")
    wanted = size - events(data)
    if wanted <= 0:
        return
    file = data / "candidates" / FOLDER / "events.csv"
    file.parent.mkdir(parents=True)
    known = set(rows["event_id"])
    plain = rows[rows["format"].eq("bilateral") & rows["occasion"].eq("") & rows["level"].ne("special")].to_dict("records")
    surplus = pd.DataFrame([row for step in range(1, 80) for old in plain if (row := moved(old, 3 * step))["event_id"] not in known
                            and row["date"][:4] == old["date"][:4]])  # in another year the partner may not have been collected
    surplus = surplus[surplus["date"].le(rows["date"].max())].drop_duplicates("event_id")
    surplus = spread(surplus, min(len(surplus), wanted * 3 // 2 + 9))
    write(surplus, file)
    while found := problems.problems(data):  # a row that is left out may have been the reason why another one was named
        lines = {problem.line for problem in found if problem.file.endswith(f"{FOLDER}/events.csv")}
        told = {word.strip('":') for problem in found for word in problem.sentence.split()}
        kept = [line not in lines and event not in told for line, event in enumerate(surplus["event_id"], 2)]
        surplus = surplus[kept]
        write(surplus, file)
    write(spread(surplus, min(len(surplus), wanted)), file)


def cut(data: Path, size: int) -> None:
    """Leave so many events in the tables, spread over all years, and no line of another table that needs one of the others."""
    rows = read(data / "events.csv")
    left = spread(rows, size)
    write(left, data / "events.csv")
    gone = set(rows["event_id"]) - set(left["event_id"])
    for file in data.glob("*.csv"):
        rows = read(file)
        write(rows[~rows.map(lambda cell: not gone.isdisjoint(cell.split(";"))).any(axis="columns")], file)
    while found := problems.problems(data):
        for name in {problem.file for problem in found}:
            lines = {problem.line for problem in found if problem.file == name}
            rows = read(data / name)
            named = rows.index.isin([line - 2 for line in lines])
            if name == "coverage.csv":  # what was complete is so no longer
                rows.loc[named, "status"] = "partial"
            write(rows if name == "coverage.csv" else rows[~named], data / name)


def merge(data: Path) -> None:
    """Put the candidates among the events."""
    made = data / "candidates" / FOLDER / "events.csv"
    if made.exists():
        write(pd.concat([read(data / "events.csv"), read(made)]).sort_values("event_id"), data / "events.csv")
        shutil.rmtree(made.parent)


def moved(row: dict[str, str], days: int) -> dict[str, str]:
    """Return a row moved by so many days: its dates, its page's date and its id; what hangs on its own day is taken out."""
    later = {name: str(date.fromisoformat(row[name]) + timedelta(days)) for name in MOVED if len(row[name]) == 10}
    event = f"{later['date']}-{row['partners']}-{row['level']}"
    return row | later | {"event_id": event, "outcome_docs": "", "ministry_count": "no", "notes": "", "source_date": later.get("source_date", "")}


def spread(rows: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return so many of the rows, at even distances."""
    return rows.iloc[[place * len(rows) // size for place in range(size)]]


def read(file: Path) -> pd.DataFrame:
    """Return a table as text."""
    return pd.read_csv(file, dtype=str, keep_default_na=False)


def write(rows: pd.DataFrame, file: Path) -> None:
    """Write a table as the project's are written."""
    rows.to_csv(file, index=False, lineterminator="\n")
