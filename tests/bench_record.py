"""How long `bluebook check` takes as the record grows: run `python tests/bench_record.py [EVENTS]...` (4000 unless given).

The record is filled up with candidates to so many events (generated.py). Every round is a process of its own,
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
from pathlib import Path

import generated
from bluebook.ground import paths

ROUNDS = 5


def main() -> None:
    """Measure the record as it stands and at each size asked for, and print a line each."""
    for size in (0, *map(int, sys.argv[1:] or ["4000"])):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            shutil.copytree(paths.ROOT / "data", data)
            generated.fill(data, size)
            print(f"{generated.events(data):6,} events: {checked(data):.2f} s")


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
