"""How long `bluebook export` takes in each format: run `python tests/bench_export.py [EVENTS]` (4000 unless given).

The record is filled up to so many events as in bench_record.py, and all its tables are written. Every round is a process of its
own, so that its start counts; the medians of three are told, of time and of processor time, with the megabytes written. On a
busy machine only the second says what an export costs.
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

from bluebook.exports import exports
from bluebook.ground import paths
from generated import events, fill

ROUNDS = 3


def main() -> None:
    """Measure each format and print a line each."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(paths.ROOT / "data", data)
        fill(data, int((sys.argv[1:] or ["4000"])[0]))
        print(f"{events(data):,} events, all tables")
        for form in exports.FORMATS:
            seconds, worked, size = exported(form, data, Path(folder))
            print(f"{form:8} {seconds:5.2f} s {worked:5.2f} s of processor {size / 1e6:6.1f} MB")


def exported(form: str, data: Path, folder: Path) -> tuple[float, float, int]:
    """Return the median seconds of an export, those of processor, and the bytes that it wrote."""
    out = folder / form
    out.mkdir()
    command = [str(Path(sys.executable).with_name("bluebook")), "export", "--format", form, "--out", str(out)]
    environment = os.environ | {"BLUEBOOK_DATA": str(data), "BLUEBOOK_CANDIDATES": "1"}
    seconds, worked = [], []
    for _ in range(ROUNDS):
        start, before = time.monotonic(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        after = os.times()
        seconds.append(time.monotonic() - start)
        worked.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(seconds), statistics.median(worked), sum(file.stat().st_size for file in out.iterdir())


if __name__ == "__main__":
    main()
