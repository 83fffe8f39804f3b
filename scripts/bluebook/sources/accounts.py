"""What became of every row of the files: each is in exactly one line of the report."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path

from bluebook.ground import deposits
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import listed

MOST = 20  # lines and words that are shown


@dataclass(frozen=True)
class Damage:
    """One row that could not be read, by its first line."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        """Return file:line: why."""
        return f"{self.file}:{self.line}: {self.why}"


@dataclass(frozen=True)
class Unknown:
    """One word that no list knows: a country, a place, a sector or an event code."""

    what: str
    word: str
    rows: int
    left_out: int  # the rows among them that are left out because of it

    def __str__(self) -> str:
        """Return what it is, the word and its rows."""
        printable = "".join(letter if letter.isprintable() else "?" for letter in self.word[:80])
        cost = {0: ", none left out", self.rows: ""}.get(self.left_out, f", {self.left_out:,} of them left out")
        return f'{self.what} "{printable}": {plural(self.rows, "row")}{cost}'


@dataclass
class Account:
    """What became of every row of the files.

    kept: the rows behind the events; collapsed: those among them that are not the first of an event.
    """

    files: int
    read: int = 0
    kept: int = 0
    collapsed: int = 0
    events: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    damaged: list[Damage] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)  # documentation packed beside event files
    read_as: Counter[str] = field(default_factory=Counter)  # encoding and separator: files
    listings: dict[str, str] = field(default_factory=dict)  # damaged, unknown: the file that lists them all

    @property
    def outcomes(self) -> dict[str, int]:
        """Return the rows by what became of them; they add up to the rows read."""
        return {"kept": self.kept - self.collapsed, "collapsed into another": self.collapsed, **self.left_out,
                "damaged": len(self.damaged)}  # fmt: skip

    def _lists(self) -> dict[str, bytes]:
        """Return the lists of every damaged line and every unknown word, where there are any."""
        tables = {"damaged": [("file", "line", "why"), *map(astuple, self.damaged)],
                  "unknown": [("what", "word", "rows", "left_out"), *map(astuple, self.unknown)]}  # fmt: skip
        return {name: _csv(rows) for name, rows in tables.items() if len(rows) > 1}

    def place(self, events: Path, out: Path) -> None:
        """Put the events in their place and the lists beside them. Old lists go first: none ever lies beside other events."""
        for name in ("damaged", "unknown"):
            out.with_suffix(f".{name}.csv").unlink(missing_ok=True)
        os.replace(events, out)
        for name, content in self._lists().items():
            self.listings[name] = str(out.with_suffix(f".{name}.csv"))
            deposits.put(Path(self.listings[name]), content)

    def report(self, out: Path) -> Iterator[str]:
        """Yield the lines of the report."""
        yield f"{shown(out)}: {plural(self.events, 'event')} from {plural(self.read, 'row')} in {plural(self.files, 'file')}"
        for outcome, rows in self.outcomes.items():
            if rows or outcome in ("kept", "damaged"):
                yield f"{outcome}: {plural(rows, 'row')}{self._see(outcome)}"
        if self.empty:
            yield f"empty: {plural(len(self.empty), 'file')} ({listed(self.empty, 3)})"
        if self.passed:
            yield f"passed over: {plural(len(self.passed), 'file')} of documentation ({listed(self.passed, 3)})"
        if self.unknown:
            yield f"in no list: {plural(len(self.unknown), 'word')}, see {shown(Path(self.listings['unknown']))}"
            yield from (f"  {word}" for word in self.unknown[:MOST])
        yield from (f"read as {how}: {plural(files, 'file')}" for how, files in sorted(self.read_as.items()))

    def _see(self, outcome: str) -> str:
        return f", see {shown(Path(self.listings[outcome]))}" if outcome in self.listings else ""


def _csv(rows: list[tuple]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")
