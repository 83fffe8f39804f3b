"""The engine: DuckDB reads, filters, collapses and counts, in bounded memory; nobody else sees the rows.

Files are read in parcels into a staged Parquet of narrow rows, which is collapsed at the end, so that no more text than one
parcel is ever unpacked and the cost grows with the rows.
"""

from __future__ import annotations

import csv
import glob
import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from bluebook.ground import deposits
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.record import tables
from bluebook.sources import intake, queries, spellings
from bluebook.sources.formats import FRAME, Format
from bluebook.sources.intake import Found

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "300MB"  # of the engine; the whole process stays below 500 MB
KINDS = {"date": ("DATE", "TIMESTAMP"), "rows": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "U")}  # the other columns are text
PARCEL = 1 << 28  # bytes of text read at once
# Else the rows of the text are the side of a join that is kept in memory: the engine guesses that any text has some 40.
AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"


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


def frames(path: str, base: DuckDBPyConnection) -> list[str]:
    """Return the Parquet files that a path or glob names, each escaped for another glob. Raises Refused for others."""
    found = [path] if Path(path).exists() else sorted(glob.glob(path, recursive=True))
    if not found:
        raise Refused(f"{path}: no such file; `bluebook import` makes one")
    for name in found:
        _refuse_unless_frame(Path(name), base)
    return [glob.escape(name) for name in found]


def _refuse_unless_frame(file: Path, base: DuckDBPyConnection) -> None:
    if file.is_dir():
        raise Refused(f"{file.name}: a folder, where a Parquet file is expected")
    with plainly(file):
        described = base.execute("DESCRIBE SELECT * FROM read_parquet($file)", {"file": glob.escape(str(file))}).fetchall()
    kinds = {name: kind for name, kind, *_ in described}
    lacking = [name for name in FRAME if name not in kinds]
    if lacking:
        raise Refused(f"{file.name}: not a file of `bluebook import`: there is no column {', '.join(lacking)}")
    for name in FRAME:
        if not kinds[name].startswith(KINDS.get(name, ("VARCHAR", "ENUM"))):
            raise Refused(f"{file.name}: not a file of `bluebook import`: the column {name} is {kinds[name]}")


@contextmanager
def plainly(file: str | Path) -> Iterator[None]:
    """Turn the engine's complaint about a file into a sentence."""
    import duckdb

    try:
        yield
    except (duckdb.Error, UnicodeError) as error:
        why = str(error).splitlines()[0].partition(": ")[2] or "cut short"
        raise Refused(f"{Path(file).name}: not a Parquet file that can be read ({why})") from None


def gather(patterns: Sequence[str], out: Path, formats: Sequence[Format], say: Callable[[str], Any] = print) -> Account:
    """Read event files into one Parquet of the frame and return what became of their rows. Raises Refused.

    The Parquet is written beside its place and moved there at the end: nothing half-written stays behind, and what a killed
    import has left there goes with the next.
    """
    files = intake.found(patterns, formats)
    if not out.parent.is_dir():
        raise Refused(f"--out: {out.parent} is not a folder")
    listing = out.with_suffix(".damaged.csv")
    with deposits.workshop(out, say) as folder, _given_up(out):
        account = _gathered(files, folder)
        listing.unlink(missing_ok=True)  # first, so that none ever lies beside the events of another import
        os.replace(folder / "events.parquet", out)
        if account.damaged:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([("file", "line", "why"), *map(astuple, account.damaged)])
            deposits.put(listing, text.getvalue().encode())
            account.listing = str(listing)
    return account


@contextmanager
def _given_up(out: Path) -> Iterator[None]:
    """Turn what ends the engine's work, a full disk or too little memory, into a sentence."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise Refused(f"{out.name}: the import was given up ({str(error).splitlines()[0]})") from None


def _gathered(files: list[Found], folder: Path) -> Account:
    account = Account(len(files))
    base = connection(spill=folder / "spill")
    base.execute(AS_WRITTEN)
    lists, spelt, codes = (list(column) for column in zip(*spellings.table(), strict=True))
    base.execute("CREATE TABLE spellings AS SELECT unnest($lists) AS list, unnest($spelt) AS spelling, unnest($codes) AS code",
                 {"lists": lists, "spelt": spelt, "codes": codes})  # fmt: skip
    for query in queries.enumerated({"country": codes, "kind": tables.labels("event_kind"), "level": tables.labels("level")}):
        base.execute(query)
    with tqdm(total=sum(file.size for file in files), unit="B", unit_scale=True, disable=None, leave=False) as bar:
        for number, parcel in enumerate(_parcels(files)):
            _stage(base, parcel, folder, number, account)
            bar.update(sum(file.size for file in parcel))
    staged = str(folder / "staged-*.parquet")
    for why, rows in base.execute(queries.OUTCOMES, {"staged": staged}).fetchall():
        account.read += rows
        if why:
            account.left_out[why] = rows
        else:
            account.kept = rows
    events = queries.collapsed(queries.staging(), files[0].format)
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
        staged = f"COPY ({queries.staged(parcel[0].format, reading)}) TO $target (FORMAT parquet, COMPRESSION lz4)"
        with _refusing(names):
            base.execute(staged, values | {"target": str(target)})
        damaged = base.execute(queries.DAMAGED).fetchall()
        for name, lines in Counter(name for name, _, _ in damaged).items():
            _refuse_if_mostly_damaged(Path(name), lines, names[name])
        account.damaged += [Damage(names[name], line, why) for name, line, why in damaged]


@contextmanager
def _refusing(names: Mapping[str, str]) -> Iterator[None]:
    """Turn what the engine can't read at all into a sentence that names the file: text without an end of quotation, say."""
    import duckdb

    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException) as error:
        guilty = next((name for text, name in names.items() if text in str(error)), next(iter(names.values())))
        raise Refused(f"{guilty}: can't be read as a table ({str(error).splitlines()[0]})") from None


def _refuse_if_mostly_damaged(text: Path, damaged: int, name: str) -> None:
    with text.open("rb") as file:
        lines = sum(1 for _ in file)
    if damaged * 2 > lines:
        raise Refused(f"{name}: {damaged:,} of {plural(lines, 'line')} damaged, so it is another kind of file or mostly lost")
