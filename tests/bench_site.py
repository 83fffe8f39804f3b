"""How long the site takes and what it weighs as the record grows: run `python tests/bench_site.py [EVENTS]...` (4000 unless given).

The record is filled up to so many events as in bench_record.py, and the pages are made of it. Notebooks and figures are those
of the project, run beforehand, because a generated row is in no figure. Told are a build from nothing, one with a row more
and the size; each build is a process of its own.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generated
from bluebook.ground import paths


def main() -> None:
    """Measure the record as it stands and at each size asked for, and print a line each."""
    for size in (0, *map(int, sys.argv[1:] or ["4000"])):
        with tempfile.TemporaryDirectory() as folder:
            room = Path(folder)
            shutil.copytree(paths.ROOT / "data", room / "data")
            shutil.rmtree(room / "data" / "candidates")
            generated.fill(room / "data", size)
            generated.merge(room / "data")
            print(told(room), flush=True)


def told(room: Path) -> str:
    """Return a line on the site of a record: events, seconds from nothing and with one row more, megabytes, an event's page."""
    events = generated.events(room / "data")
    first = built(room)
    generated.fill(room / "data", events + 1)
    generated.merge(room / "data")
    again = built(room)
    sizes = {file: file.stat().st_size for file in (room / "site").rglob("*") if file.is_file()}
    pages = [size for file, size in sizes.items() if file.parent.name == "events" and file.suffix == ".html"]
    return (f"{events:6,} events: {first} from nothing, {again} with one row more, {sum(sizes.values()) / 1e6:.0f} MB, "
            f"page of an event {sum(pages) / len(pages) / 1000:.1f} kB, the heaviest {max(pages) / 1000:.1f} kB")  # fmt: skip


def built(room: Path) -> str:
    """Return the seconds that a build of the site takes, by the clock and of both cores' work."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, __file__, "--build", str(room)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.monotonic() - start:.1f} s ({work:.1f} s of work)"


def build(room: Path) -> None:
    """Build the site of a folder's tables from the runs of the project, without asking whether the rows are released."""
    from bluebook.site import builds, grids, kept

    shown = grids.shown(lambda line: None)
    grids.shown = lambda tell: shown
    builds._refuse_unreleased = lambda: None
    kept.FILE = room / "site.db"
    os.environ["BLUEBOOK_DATA"] = str(room / "data")
    builds.build(room / "site", lambda line: None)


if __name__ == "__main__":
    build(Path(sys.argv[2])) if sys.argv[1:2] == ["--build"] else main()
