"""Plant errors one at a time into a copy of the project and run the gates: `make prove`."""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from pathlib import Path

from tqdm import tqdm

from prove import candidates, cells, contributions, drawings, mutations, plants, prose, records, reports, trials

ROOMS = {"data": records, "contributions": contributions, "candidates": candidates, "prose": prose, "code": mutations,
         "notebooks": cells, "figures": drawings}  # fmt: skip


def main(words: list[str] | None = None) -> int:
    """Plant, run, report; return 0 if every error was caught or is explained."""
    asked = _asked(words)
    planted = [plant for kind in asked.only or ROOMS for plant in ROOMS[kind].every()]
    if asked.sample:
        planted = sample(planted, asked.sample)
    if asked.list:
        print("\n".join(map(str, planted)))
        return 0
    began = time.monotonic()
    results = _results(planted, asked.jobs, asked.out)
    text, well = reports.report(results, not (asked.sample or asked.only), time.monotonic() - began, asked.jobs)
    print(text)
    return 0 if well else 1


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make prove", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2, help="errors tried side by side (2)")
    parser.add_argument("--sample", type=int, default=0, help="so many errors, spread over the kinds, the same ones every time")
    parser.add_argument("--only", choices=list(ROOMS), action="append", help="errors of this kind alone; may be given again")
    parser.add_argument("--list", action="store_true", help="print the errors and plant none")
    parser.add_argument("--out", type=Path, help="write one line an error to this CSV file")
    return parser.parse_args(words)


def sample(planted: list[plants.Plant], most: int) -> list[plants.Plant]:
    """Return so many of the errors, spread evenly over all of them."""
    step = len(planted) / most
    return [planted[int((place + 0.5) * step)] for place in range(min(most, len(planted)))]


def _results(planted: list[plants.Plant], jobs: int, out: Path | None) -> list[trials.Result]:
    """Return the results in the order of the plants; write each to `out` as its trial ends."""
    with open(out or os.devnull, "w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(["kind", "what", "file", "line", "was", "now", "gate", "said", "seconds"])
        results = []
        for result in tqdm(trials.run(planted, jobs), total=len(planted), unit="error", disable=None, leave=False):
            results.append(result)
            plant = result.plant
            place = [plant.kind, plant.what, plant.file, plant.line, plants.short(plant.was), plants.short(plant.now)]
            writer.writerow([*place, result.gate, result.said, f"{result.took:.1f}"])
            lines.flush()
    order = {str(plant): place for place, plant in enumerate(planted)}
    return sorted(results, key=lambda result: order[str(result.plant)])


if __name__ == "__main__":
    sys.exit(main())
