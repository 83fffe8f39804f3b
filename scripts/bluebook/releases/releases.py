"""One release: made whole in a copy of the project, checked there, and moved into its place in one step.

The copy gets the merged tables, the version, the numbers in prose, the seals and the figures; only when every gate there has
passed are the files that differ put into the project, all or none (`deposits.tree`).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused
from bluebook.record import candidates, codebook, identifiers, problems, values

LEFT_OUT = shutil.ignore_patterns(".*_cache", ".grid", ".site.*", ".ipynb_checkpoints", "*.egg-info", "__pycache__")
WRITTEN = ("data", "notebooks", "figures", ".cache", "README.md", "CHANGELOG.md", "CITATION.cff", "pyproject.toml")
MOVED = (*WRITTEN, "dist", "scripts/bluebook/record/codebook.py")  # what a release writes
# What it reads: no more, since a user may keep anything beside it.
COPIED = (*WRITTEN, "scripts", "requirements.txt", "LICENSE", "LICENSE-DATA")
VERSION = re.compile(r"(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}", re.ASCII)
BUMPED = {  # file -> pattern of its version line, and what stands there
    "scripts/bluebook/record/codebook.py": [
        (r'^VERSION = "[^"]*"', 'VERSION = "{version}"'),
        (r"^RELEASED = date\([^)]*\)", "RELEASED = date({day.year}, {day.month}, {day.day})")],
    "pyproject.toml": [(r'^version = "[^"]*"', 'version = "{version}"')],
    "CITATION.cff": [(r"^version: .*", "version: {version}"), (r"^date-released: .*", "date-released: {day}")],
}  # fmt: skip


@dataclass
class Release:
    """What a release changes: files written and files removed, by their path in the project."""

    version: str
    written: dict[str, bytes] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def checked(version: str, day: str) -> date:
    """Return the day of a release. Raises Refused for a version that is not a later one, a wrong day, or a broken table."""
    if not VERSION.fullmatch(version) or _number(version) <= _number(codebook.VERSION):
        raise Refused(f'version: "{version}" is not a version number after {codebook.VERSION}, as in {_next()}')
    if not values.is_day(day):
        raise Refused(f'--date: "{day}" is not a day that exists (YYYY-MM-DD)')
    on = date.fromisoformat(day)
    if on < codebook.RELEASED:
        raise Refused(f"--date: {on} is before {codebook.RELEASED}, the date of {codebook.VERSION}")
    found = problems.problems()
    if found:
        said = f"bluebook check reports problems ({len(found)}), so nothing is released:"
        raise Refused("\n".join([said, *map(str, found[:20])]))
    return on


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _next() -> str:
    major, minor, _ = _number(codebook.VERSION)
    return f"{major}.{minor + 1}.0"


def make(version: str, day: str, tell: Callable[[str], None], dry: bool = False, doi: str = "", address: str = "") -> Release:
    """Make a release, and put it into the project unless `dry`. Returns what changed. Raises Refused where a gate fails.

    doi: of this version; the last version's is taken out. address: of the site; without one that which is known is kept.
    """
    on = checked(version, day)
    with deposits.entered(paths.ROOT, tell=tell), deposits.temporary() as folder:
        copy = folder / "project"
        _copy(copy)
        _bump(copy, version, on)
        _identify(copy, doi, address)
        for words in (["-m", "bluebook.releases.steps", version, day], *_gates()):
            tell(f"in a copy: {_name(words)}")
            _step(copy, words)
        release = Release(version, *_difference(copy))
        if not dry:
            deposits.tree(release.written, release.removed, paths.ROOT, f"release-{version}")
    return release


def _copy(copy: Path) -> None:
    copy.mkdir()
    for name in COPIED:
        place = paths.ROOT / name
        if place.is_dir():
            shutil.copytree(place, copy / name, ignore=LEFT_OUT)
        elif place.exists():
            shutil.copy2(place, copy / name)


def _gates() -> Iterator[list[str]]:
    command = "from bluebook.cli import main; main()"
    yield from (["-c", command, *words] for words in (["figures"], ["check"], ["proof"], ["deposit"]))


def _name(words: list[str]) -> str:
    return f"bluebook {words[-1]}" if words[0] == "-c" else "merge, seal, describe, count"


def _bump(copy: Path, version: str, day: date) -> None:
    for name, lines in BUMPED.items():
        text = (copy / name).read_text(encoding="utf-8")
        for pattern, line in lines:
            text, times = re.subn(pattern, line.format(version=version, day=day), text, count=1, flags=re.MULTILINE)
            if not times:
                raise Refused(f"{name}: no line like {pattern}, so the version can't be written")
        (copy / name).write_text(text, encoding="utf-8")


def _identify(copy: Path, doi: str, address: str) -> None:
    file = copy / identifiers.FILE
    text = file.read_text(encoding="utf-8")
    file.write_text(identifiers.stated(text, doi, address or identifiers.address()), encoding="utf-8")


def _step(copy: Path, words: list[str]) -> None:
    """Run one step with the copy's code in the copy. Raises Refused with what it said where it fails."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("BLUEBOOK_")}
    done = subprocess.run([sys.executable, *words], cwd=copy, env=environ | {"PYTHONPATH": str(copy / "scripts")},
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).strip().splitlines() if not line.startswith("changed ")][-20:]
        raise Refused("\n".join([f"nothing was released: {_name(words)} failed", *said]))


def _difference(copy: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return the files of the copy that the project has otherwise or not at all, and those that the copy lacks."""
    written: dict[str, bytes] = {}
    removed: list[str] = []
    for name in MOVED:
        here, there = _files(paths.ROOT / name, paths.ROOT), _files(copy / name, copy)
        written |= {path: file.read_bytes() for path, file in there.items()
                    if path not in here or here[path].read_bytes() != file.read_bytes()}  # fmt: skip
        removed += [path for path in here if path not in there and path.startswith(f"data/{candidates.FOLDER}/")]
    return written, removed


def _files(place: Path, root: Path) -> dict[str, Path]:
    every = [place] if place.is_file() else sorted(place.rglob("*"))
    return {str(file.relative_to(root)): file for file in every
            if file.is_file() and "__pycache__" not in file.parts and ".ipynb_checkpoints" not in file.parts}  # fmt: skip
