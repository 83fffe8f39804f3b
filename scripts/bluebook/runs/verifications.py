"""Is a published figure still what its notebook draws? Redraw it, and compare the numbers, then the artists, then the bytes.

nbval compares tables and text and ignores images; this is the check for the pictures. If a level differs, the record says
why: the data changed (and which rows), the code changed (and which module), or the software did.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bluebook.figures import pictures, records
from bluebook.ground import deposits, fingerprints, paths
from bluebook.ground.refusals import Refused
from bluebook.record import seals
from bluebook.runs import executions, reports, runs, states

LEVELS = ("missing", "altered", "numbers", "artists", "bytes", "record", "same")


@dataclass(frozen=True)
class Verdict:
    """The result of comparing one figure with its redrawing: the first level that differs, what differs, and why."""

    id: str
    level: str
    moved: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.level == "same":
            return f"same     {self.id}"
        return "\n".join([f"{self.level:8} {self.id}", *(f"         {line}" for line in (*self.moved, *self.reasons))])


def verify(wanted: list[runs.Run], jobs: int = 2) -> list[Verdict]:
    """Redraw the figures of the runs in a folder of their own and compare each with the published one."""
    with deposits.temporary() as folder:
        outcomes = executions.make(wanted, jobs, lambda line: None, folder)
        return [_verdict(outcome, folder) for outcome in outcomes]


def _verdict(outcome: reports.Outcome, folder: Path) -> Verdict:
    if outcome.failure:
        return Verdict(outcome.run.id, "missing", (f"it can't be drawn again: {outcome.failure}",))
    return compare(outcome.run.id, paths.figures(), folder)


def compare(figure_id: str, published: Path, redrawn: Path) -> Verdict:
    """Compare the five files of one figure in two folders, level by level; the verdict is the first level that differs."""
    old, new = ({ending: folder / f"{figure_id}.{ending}" for ending in pictures.FILES} for folder in (published, redrawn))
    lacking = tuple(f"{file.name} is not there" for file in old.values() if not file.exists())
    if lacking:
        return Verdict(figure_id, "missing", lacking)
    try:
        before, after = (records.read(files["json"]) for files in (old, new))
    except Refused as refusal:
        return Verdict(figure_id, "altered", (str(refusal),))
    reasons = tuple(why(before, after))
    steps = {
        "altered": altered(before, old),
        "numbers": numbers_moved(old["csv"].read_text(encoding="utf-8"), new["csv"].read_text(encoding="utf-8")),
        "artists": artists_moved(before["artists"], after["artists"]),
        "bytes": [f"{file.name} has other bytes" for ending, file in old.items()
                  if ending != "json" and file.read_bytes() != new[ending].read_bytes()],
        "record": [f"{key}: {_short(before.get(key))} was, {_short(after.get(key))} is" for key in {**before, **after}
                   if before.get(key) != after.get(key)],
    }  # fmt: skip
    for level, moved in steps.items():
        if moved:
            return Verdict(figure_id, level, tuple(moved[:8]), reasons)
    return Verdict(figure_id, "same")


def altered(record: Mapping[str, Any], files: Mapping[str, Path]) -> list[str]:
    """Return which files of a figure do not match its record."""
    return [f"{files[ending].name} was changed after it was published" for ending, digest in record["files"].items()
            if hashlib.sha256(files[ending].read_bytes()).hexdigest() != digest]  # fmt: skip


def numbers_moved(before: str, after: str) -> list[str]:
    """Return each mark whose value or event ids differ, named by its place; then the events lost and gained."""
    old, new = _marks(before), _marks(after)
    moved = [f"{', '.join(place)}: {_short(old.get(place))} was, {_short(new.get(place))} is"
             for place in {**old, **new} if old.get(place) != new.get(place)]  # fmt: skip
    return [*_rows(old, new), *moved] if moved else []


def _marks(text: str) -> dict[tuple[str, ...], tuple[str, str]]:
    rows = list(csv.reader(io.StringIO(text)))[1:]
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in rows if len(row) > 1}


def _rows(old: Mapping[Any, tuple[str, str]], new: Mapping[Any, tuple[str, str]]) -> list[str]:
    before, after = ({event for _, ids in marks.values() for event in ids.split(";") if event} for marks in (old, new))
    lost, gained = sorted(before - after), sorted(after - before)
    return [f"rows no longer drawn: {', '.join(lost)}"] * bool(lost) + [f"rows drawn now: {', '.join(gained)}"] * bool(gained)


def artists_moved(before: list[dict], after: list[dict]) -> list[str]:
    """Return what is drawn differently: in which axes, words, bars, lines or points."""
    if len(before) != len(after):
        return [f"number of axes: {len(before)} was, {len(after)} is"]
    return [f"{old.get('name') or f'axes {place}'}, {part}: {_short(_differing(old.get(part), new.get(part)))}"
            for place, (old, new) in enumerate(zip(before, after, strict=True))
            for part in {**old, **new} if old.get(part) != new.get(part)]  # fmt: skip


def _differing(old: Any, new: Any) -> Any:
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        old, new = next((was, now) for was, now in zip(old, new, strict=True) if was != now)
    return f"{_short(old)} was, {_short(new)} is"


def why(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return what made a figure differ from its published record: the data, matplotlib, or else the code.

    before, after: the two records. Of the data, the tables are named that have rows other than those sealed at the release;
    of the code, the modules that changed since the figure was last made here, where it was.
    """
    data, software = ({name: (before[part].get(name), after[part].get(name)) for name in names}
                      for part, names in (("data", ("cells", "files")), ("software", ("matplotlib",))))  # fmt: skip
    tables = sorted({problem.file.removesuffix(".csv") for problem in seals.moved()})
    found = []
    if before["rows"] != after["rows"] or tables or any(old != new for old, new in data.values()):
        found.append(f"the data changed: {', '.join(tables) or 'other rows are drawn'}")
    found += [f"the software changed: {name} {old} was, {new} is" for name, (old, new) in software.items() if old != new]
    if found or before["data"]["key"] == after["data"]["key"]:
        return found
    code = states.of(before["id"]).get("code", {})
    moved = [name for name, digest in code.items() if digest != fingerprints.of_module(name) and name != "notebook"]
    return [f"the code changed{': ' * bool(moved)}{', '.join(moved)}"]


def _short(value: Any) -> str:
    text = " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return text if len(text) <= 160 else text[:159] + "…"
