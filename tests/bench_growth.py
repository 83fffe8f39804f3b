"""How the cost of each step grows with the record: run `python tests/bench_growth.py [EVENTS]...` (300 1000 4000 16000 unless given).

The project is copied, and its record made so large (generated.py). Timed are the check, one run, ten runs (five notebooks as
stored, and each over its last listed period), a release with one row more, which draws those again that show it, the site, and
opening the search and asking it once in Chromium. Told are processor seconds, all children included, and the peak memory of the
largest process: a busy machine changes these little. The site's notebooks and figures are the project's, as in bench_site.py.
`--but site` leaves a step out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import bench_site
import generated
import yaml
from bluebook.ground import paths
from bluebook.record import codebook
from bluebook.releases import releases
from bluebook.site import grids

SIZES = [300, 1000, 4000, 16000]
ASKED = ["run", "tempo", "-p", "partner", "USA", "-p", "first", "2013", "-p", "last", "2025"]
NEXT = ["release", "99.0.0", "--date", str(codebook.RELEASED)]
KEPT = ["01-record", "02-tempo", "04-timeline", "10-partners", "16-years"]  # all notebooks take three times as long
CHROMIUM = Path("/usr/bin/chromium")
MEASURE = """
import ctypes, json, os, resource, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # kernels that outlive the command come to this process, which waits for them
subprocess.run(sys.argv[1:], check=True, stdout=sys.stderr)
try:
    while True:
        os.wait()
except ChildProcessError:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
Cost = tuple[float, float]  # seconds of processor, megabytes at the peak


def project(room: Path, size: int) -> Path:
    """Return a copy of the project with so many events, released, and five notebooks."""
    for name in releases.COPIED:
        source = paths.ROOT / name
        if source.is_dir() and name not in ("figures", ".cache"):
            shutil.copytree(source, room / name, ignore=releases.LEFT_OUT)
        elif source.is_file():
            shutil.copy2(source, room / name)
    (room / "figures").mkdir()
    listing = room / "notebooks" / "runs.yml"
    listed = yaml.safe_load(listing.read_text(encoding="utf-8"))
    listing.write_text(yaml.safe_dump({name: [[run for run in listed[name] if "lang" not in run][-1]] for name in KEPT}), encoding="utf-8")
    for notebook in (room / "notebooks").glob("[0-9]*.ipynb"):
        if notebook.stem not in KEPT:
            notebook.unlink()
    generated.sized(room / "data", size)
    ran(room, ["-m", "bluebook.releases.steps", "98.0.0", str(codebook.RELEASED)])
    return room


def ran(room: Path, words: list[str], code: Path | None = None) -> Cost:
    """Return what it costs to run Python in the copy, on the copy's code unless told."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BLUEBOOK_")}
    environment |= {"PYTHONPATH": str(code or room / "scripts"), "BLUEBOOK_WARM_IDLE": "1"}
    told = subprocess.run([sys.executable, "-c", MEASURE, sys.executable, *words], cwd=room, env=environment, check=True, stdout=subprocess.PIPE)
    return tuple(json.loads(told.stdout))


def command(room: Path, words: list[str]) -> Cost:
    """Return what a command of the project costs."""
    return ran(room, ["-c", "from bluebook.cli import main; main()", *words])


def release(room: Path) -> Cost:
    """Return what a release with one row more costs."""
    generated.fill(room / "data", generated.events(room / "data") + 1)
    return command(room, NEXT)


def site(room: Path) -> Cost:
    """Return what the site costs from nothing."""
    return ran(room, [bench_site.__file__, "--build", str(room)], paths.CODE)


def search(room: Path) -> Iterator[Cost]:
    """Yield what it costs a browser to open the search, and to answer one query: seconds of its page's thread, its heap."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        asked = page.context.new_cdp_session(page)
        asked.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = 0.0
        for act in (lambda: page.goto((room / "site" / "search.html").as_uri()), lambda: page.fill("#q", "Kishida Tokyo")):
            act()
            page.wait_for_selector("html.ready" if not before else "#kind-event")
            now = {one["name"]: one["value"] for one in asked.send("Performance.getMetrics")["metrics"]}
            yield now["TaskDuration"] - before, now["JSHeapUsedSize"] / 2**20
            before = now["TaskDuration"]
        browser.close()


STEPS: dict[str, Callable[[Path], Cost | Iterator[Cost]]] = {
    "check": lambda room: command(room, ["check"]), "one run": lambda room: command(room, ASKED),
    "ten runs": lambda room: command(room, ["figures"]), "release": release, "site": site, "search": search,
}  # fmt: skip


def main() -> None:
    """Measure every step at every size, and print a line of each as soon as it is known, then a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", type=int, nargs="*", default=SIZES)
    asked.add_argument("--but", nargs="*", default=[], choices=STEPS, help="steps to leave out")
    args = asked.parse_args()
    found: dict[str, dict[int, Cost]] = {}
    if "site" not in args.but:
        grids.shown(print)  # made once and kept, whatever the size
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            room = project(Path(folder), size)
            for name in [name for name in STEPS if name not in args.but]:
                costs = STEPS[name](room)
                named = {name: costs} if isinstance(costs, tuple) else dict(zip(("search, opened", "search, one query"), costs, strict=True))
                for each, (seconds, peak) in named.items():
                    found.setdefault(each, {})[size] = (seconds, peak)
                    print(f"{size:6,} events: {each}: {seconds:.2f} s, {peak:.0f} MB", file=sys.stderr, flush=True)
    print("\n".join(table(found, args.sizes)))


def table(found: dict[str, dict[int, Cost]], sizes: list[int]) -> list[str]:
    """Return the table of all steps in the form of a README: seconds and megabytes at each size."""
    lines = ["| step | " + " | ".join(f"{size:,}" for size in sizes) + " |", "|---|" + "--:|" * len(sizes)]
    return lines + [f"| {name} | " + " | ".join(f"{seconds:.2f} s, {peak:.0f} MB" for seconds, peak in (costs[size] for size in sizes)) + " |"
                    for name, costs in found.items()]  # fmt: skip


if __name__ == "__main__":
    main()
