"""The report: what was planted and caught, by which gate, and the survivors, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from prove.gates import INDEPENDENT
from prove.trials import Result

SURVIVORS = Path(__file__).with_name("survivors.yml")
KINDS = ("data", "contributions", "candidates", "prose", "code", "notebooks", "figures")


def explained() -> dict[str, str]:
    """Return the survivors that are known, each with the reason why it does no harm."""
    return yaml.safe_load(SURVIVORS.read_text(encoding="utf-8")) or {}


def name(result: Result) -> str:
    """Return what a survivor is called in survivors.yml: file, what was and what is, whatever the line."""
    plant = result.plant
    return f"{plant.file}: {plant.was} -> {plant.now}"


def report(results: list[Result], whole: bool, took: float, jobs: int) -> tuple[str, bool]:
    """Return the report and whether all is well: every survivor explained and, in a whole run, every explanation in use."""
    known = explained()
    survivors = [result for result in results if not result.gate]
    strange = [result for result in survivors if name(result) not in known]
    stale = sorted(set(known) - {name(result) for result in survivors}) if whole else []
    lines = [*_table(results), "", *_by_what(results), "", *_told(results), ""]
    lines += [f"survived, explained: {name(result)}\n    {known[name(result)]}" for result in survivors if name(result) in known]
    lines += [f"SURVIVED, unexplained: {result.plant} {result.said}" for result in strange]
    lines += [f"STALE in {SURVIVORS.name}: {entry}" for entry in stale]
    lines += [f"{took / 60:.1f} minutes with {jobs} jobs, {sum(result.took for result in results) / len(results):.1f} s an error"]
    return "\n".join(lines), not strange and not stale


def _table(results: list[Result]) -> list[str]:
    gates = [gate for gate, _ in Counter(result.gate for result in results if result.gate).most_common()]
    head = ["kind", "planted", "caught", *gates]
    rows = [[kind, *_row([result for result in results if result.plant.kind == kind], gates)] for kind in KINDS]
    return _aligned([head, *rows, ["all", *_row(results, gates)]])


def _row(results: list[Result], gates: Iterable[str]) -> list[Any]:
    return [len(results), sum(bool(result.gate) for result in results),
            *(sum(result.gate == gate for result in results) for gate in gates)]  # fmt: skip


def _by_what(results: list[Result]) -> list[str]:
    sorts = dict.fromkeys((result.plant.kind, result.plant.what) for result in results)
    return _aligned([["sort of error", "planted", "caught"], *([f"{kind}: {what}", *_row(
        [result for result in results if (result.plant.kind, result.plant.what) == (kind, what)], [])] for kind, what in sorts)])  # fmt: skip


def _told(results: list[Result]) -> list[str]:
    own = sum(result.gate in INDEPENDENT for result in results)
    seals = sum(result.gate == "seals" for result in results)
    stored = sum(bool(result.gate) for result in results) - own
    return [f"{own} were caught by a check that knows nothing of what was published ({', '.join(INDEPENDENT)});",
            f"{stored} only because the right answer is stored (figures, outputs, files, seals); {seals} by the seal of the row alone."]


def _aligned(rows: list[list[Any]]) -> list[str]:
    widths = [max(len(str(row[place])) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(str(cell).ljust(width) if place == 0 else str(cell).rjust(width)
                      for place, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip() for row in rows]  # fmt: skip
