"""The report of the links: a line per address, added as soon as it is known, so that a broken-off run goes on where it was."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from bluebook.ground import deposits
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused
from bluebook.links.answers import STATES

COLUMNS = ("address", "rows", "asked", "state", "code", "moved_to", "archive_url", "archived", "remark")
Line = dict[str, str]


def read(file: Path) -> dict[str, Line]:
    """Return the lines of a report by address; none if there is no file. A last line cut short by a kill is left out."""
    if not file.exists():
        return {}
    text = file.read_bytes().decode("utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    rows = list(csv.DictReader(io.StringIO(whole, newline="")))
    if not text.startswith(",".join(COLUMNS)):
        raise Refused(f"{shown(file)}: is not a report of links ({','.join(COLUMNS[:4])}, …); name a new file with --out")
    return {row["address"]: row for row in rows if None not in row.values() and row["state"] in STATES}


def write(file: Path, lines: Mapping[str, Line]) -> None:
    """Write the whole report in one step, in the order of the addresses."""
    deposits.put(file, text([lines[url] for url in sorted(lines)]).encode())


def text(lines: Iterable[Line], header: bool = True) -> str:
    """Return lines as CSV."""
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    if header:
        table.writeheader()
    table.writerows(lines)
    return written.getvalue()


def add(file: Path, line: Line) -> None:
    """Add one line at the end of the report."""
    with deposits.explained(file), file.open("a", encoding="utf-8", newline="") as stream:
        stream.write(text([line], header=False))


def summary(lines: Mapping[str, Line]) -> list[str]:
    """Return what was found in words: how many addresses are in which state."""
    counts = Counter(line["state"] for line in lines.values())
    kept = sum(bool(line["archive_url"]) for line in lines.values())
    found = [f"{counts[state]:>7,}  {state:<9}  {meaning}" for state, meaning in STATES.items() if counts[state]]
    return [f"{plural(len(lines), 'address', 'addresses')}:", *found, *[f"{kept:>7,}  with a copy in the archive"] * bool(kept)]
