"""The engine: DuckDB reads, filters, collapses and counts, in bounded memory; nobody else sees the rows.

Files are read in parcels into a staged Parquet of narrow rows, which is collapsed at the end, so that no more text than one
parcel is ever unpacked and the cost grows with the rows.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluebook import deposits
from bluebook.refusals import Refused
from bluebook.sources import intake, queries, spellings
from bluebook.sources.formats import Format
from bluebook.sources.intake import Found

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
PARCEL = 1 << 30  # bytes of text read at once


@dataclass(frozen=True)
class Damage:
    """One line that could not be read."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        """Return file:line: why."""
        return f"{self.file}:{self.line}: {self.why}"


@dataclass
class Account:
    """What became of every row of the files."""

    files: int
    read: int = 0
    kept: int = 0
    events: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    damaged: list[Damage] = field(default_factory=list)
    listing: str = ""  # the file that lists the damaged lines


def connection(memory: str = MEMORY, spill: str | Path = "") -> DuckDBPyConnection:
    """Return an embedded database that keeps to a limit of memory and spills into a folder."""
    import duckdb

    made = duckdb.connect(config={"memory_limit": memory, "preserve_insertion_order": "false"})
    if made.execute("SELECT current_setting('enable_progress_bar')").fetchall()[0][0]:  # in a notebook it can't be set
        made.execute("SET enable_progress_bar = false")
    if spill:
        made.execute("SET temp_directory = $folder", {"folder": str(spill)})
    return made


def gather(patterns: Sequence[str], out: Path, formats: Sequence[Format], say: Callable[[str], Any] = print) -> Account:
    """Read event files into one Parquet of the frame and return what became of their rows. Raises Refused.

    The Parquet is written beside its place and moved there at the end: nothing half-written stays behind, and what a killed
    import has left there goes with the next.
    """
    files = intake.found(patterns, formats)
    if not out.parent.is_dir():
        raise Refused(f"--out: {out.parent} is not a folder")
    listing = out.with_suffix(".damaged.csv")
    with deposits.workshop(out, say) as folder:
        account = _gathered(files, folder, say)
        listing.unlink(missing_ok=True)  # first, so that none ever lies beside the events of another import
        os.replace(folder / "events.parquet", out)
        if account.damaged:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([("file", "line", "why"), *map(astuple, account.damaged)])
            deposits.put(listing, text.getvalue().encode())
            account.listing = str(listing)
    return account


def _gathered(files: list[Found], folder: Path, say: Callable[[str], Any]) -> Account:
    account, whole, done = Account(len(files)), sum(file.size for file in files), 0
    base = connection(spill=folder / "spill")
    lists, spelt, codes = (list(column) for column in zip(*spellings.table(), strict=True))
    base.execute("CREATE TABLE spellings AS SELECT unnest($lists) AS list, unnest($spelt) AS spelling, unnest($codes) AS code",
                 {"lists": lists, "spelt": spelt, "codes": codes})  # fmt: skip
    for number, parcel in enumerate(_parcels(files)):
        _stage(base, parcel, folder, number, account)
        done += sum(file.size for file in parcel)
        say(f"read {done / 1e6:,.1f} of {whole / 1e6:,.1f} MB")
    staged = str(folder / "staged-*.parquet")
    for why, rows in base.execute(queries.outcomes(), {"staged": staged}).fetchall():
        account.read += rows
        if why:
            account.left_out[why] = rows
        else:
            account.kept = rows
    key = bool(files[0].format.key)
    events = queries.collapsed("read_parquet($staged)", key)
    written = base.execute(f"COPY ({events}) TO $out (FORMAT parquet, COMPRESSION zstd)",
                           {"staged": staged, "out": str(folder / "events.parquet")})  # fmt: skip
    account.events = written.fetchall()[0][0]
    base.close()
    return account


def _parcels(files: list[Found]) -> Iterator[list[Found]]:
    """Yield files of one format and header together, up to a size of text."""
    parcel: list[Found] = []
    for file in sorted(files, key=lambda file: (file.shape, str(file.path))):
        if parcel and (parcel[0].shape != file.shape or sum(each.size for each in parcel) + file.size > PARCEL):
            yield parcel
            parcel = []
        parcel.append(file)
    yield parcel


def _stage(base: DuckDBPyConnection, parcel: list[Found], folder: Path, number: int, account: Account) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as unpacking:
        names = {str(intake.unpacked(file, Path(unpacking))): file.path.name for file in parcel}
        base.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
        reading, values = queries.reading(parcel[0], list(names))
        target = folder / f"staged-{number:06}.parquet"
        staged = f"COPY ({queries.staged(parcel[0].format, reading)}) TO $target (FORMAT parquet, COMPRESSION zstd)"
        base.execute(staged, values | {"target": str(target)})
        damaged = base.execute(queries.DAMAGED).fetchall()
        for name, lines in Counter(name for name, _, _ in damaged).items():
            _refuse_if_mostly_damaged(Path(name), lines, names[name])
        account.damaged += [Damage(names[name], line, why) for name, line, why in damaged]


def _refuse_if_mostly_damaged(text: Path, damaged: int, name: str) -> None:
    with text.open("rb") as file:
        lines = sum(1 for _ in file)
    if damaged * 2 > lines:
        raise Refused(f"{name}: {damaged} of {lines} lines are damaged, so it is another kind of file or mostly lost")
