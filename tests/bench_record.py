"""How long `bluebook check` takes as the record grows: run `python tests/bench_record.py [EVENTS]...` (4000 unless given).

The record is filled up with candidates to so many events. They are its own bilateral talks without an occasion, moved to other
days; those that the check would not pass (somebody no longer in office, say) are left out. Every round is a process of its own,
so that its start counts; the median of five is told. Machines are noisy: read a time beside that of today's record, in one run.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
from bluebook.ground import paths
from bluebook.record import problems

ROUNDS = 5
MOVED = ("date", "date_jst", "source_date")


def main() -> None:
    """Measure the record as it stands and at each size asked for, and print a line each."""
    for size in (0, *map(int, sys.argv[1:] or ["4000"])):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            shutil.copytree(paths.ROOT / "data", data)
            fill(data, size)
            print(f"{events(data):6,} events: {checked(data):.2f} s")


def events(data: Path) -> int:
    """Return how many events stand in the tables and among the candidates."""
    return sum(len(pd.read_csv(file, usecols=["event_id"])) for file in (data / "events.csv", *data.glob("candidates/*/events.csv")))


def fill(data: Path, size: int) -> None:
    """Add candidates until the record has so many events, or as many as its offices allow."""
    rows = pd.read_csv(data / "events.csv", dtype=str, keep_default_na=False)
    wanted = size - events(data)
    if wanted <= 0:
        return
    file = data / "candidates" / "generated" / "events.csv"
    file.parent.mkdir(parents=True)
    known = set(rows["event_id"])
    plain = rows[rows["format"].eq("bilateral") & rows["occasion"].eq("") & rows["level"].ne("special")].to_dict("records")
    surplus = pd.DataFrame([row for step in range(1, 40) for old in plain if (row := moved(old, 3 * step))["event_id"] not in known])
    surplus = surplus[surplus["date"].le(rows["date"].max())].drop_duplicates("event_id").iloc[: 3 * wanted]
    surplus.to_csv(file, index=False, lineterminator="\n")
    while found := problems.problems(data):  # a row that is left out may have been the reason why another one was named
        lines = {problem.line for problem in found if problem.file.endswith("generated/events.csv")}
        told = {word.strip('":') for problem in found for word in problem.sentence.split()}
        kept = [line not in lines and event not in told for line, event in enumerate(surplus["event_id"], 2)]
        surplus = surplus[kept]
        surplus.to_csv(file, index=False, lineterminator="\n")
    surplus.iloc[:wanted].to_csv(file, index=False, lineterminator="\n")


def moved(row: dict[str, str], days: int) -> dict[str, str]:
    """Return a row moved by so many days: its dates, its page's date and its id; what hangs on its own day is taken out."""
    later = {name: str(date.fromisoformat(row[name]) + timedelta(days)) for name in MOVED if len(row[name]) == 10}
    event = f"{later['date']}-{row['partners']}-{row['level']}"
    return row | later | {"event_id": event, "outcome_docs": "", "ministry_count": "no", "notes": "", "source_date": later.get("source_date", "")}


def checked(data: Path) -> float:
    """Return the median seconds of `bluebook check` on a folder; it has to pass."""
    command = [str(Path(sys.executable).with_name("bluebook")), "check", "--data", str(data)]
    seconds = []
    for _ in range(ROUNDS):
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ)
        seconds.append(time.monotonic() - start)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
