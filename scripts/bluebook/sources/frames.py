"""Parquet files in the frame, by `bluebook import` or made elsewhere: checked, understood, and read as one record."""

from __future__ import annotations

import glob
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bluebook.ground import patterns
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import tables
from bluebook.sources import queries
from bluebook.sources.formats import FRAME
from bluebook.sources.tidying import MISSING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U")
# The day of a moment is that of the zone it was written in: that of this machine must not matter
MOMENT = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS")
WANTED = {"date": "a date, a timestamp or text like 2022-05-23", "rows": "a whole number"}
CLOSED = {"kind": "event_kind", "medium": "event_medium", "level": "level"}  # columns and the lists in terms.csv
Cells = tuple[tuple[str, str], ...]  # columns and expressions


def events(path: str, base: DuckDBPyConnection) -> str:
    """Return the query of the events in the files that a path or pattern names. Raises Refused.

    Several files are one record: rows of one event in different files, as in two halves of a month, are collapsed again.
    """
    found = _files(path, base)
    rows = " UNION ALL ".join(
        f"SELECT {', '.join(f'{said} AS {name}' for name, said in cells)} FROM read_parquet([{', '.join(map(_quoted, files))}])"
        for cells, files in found.items())  # fmt: skip
    return queries.merged(rows) if sum(map(len, found.values())) > 1 else f"SELECT {', '.join(FRAME)} FROM ({rows})"


def covered_twice(path: str, base: DuckDBPyConnection) -> list[date]:
    """Return the days on which more than one of the files has events of one source, in order of time."""
    found = _files(path, base)
    if sum(map(len, found.values())) == 1:
        return []
    parts = [f"SELECT DISTINCT {dict(cells)['date']} AS date, source, filename "
             f"FROM read_parquet([{', '.join(map(_quoted, files))}], filename = true)"
             for cells, files in found.items()]  # fmt: skip
    days = f"SELECT date FROM ({' UNION ALL '.join(parts)}) GROUP BY date, source HAVING count(*) > 1"
    return [day for (day,) in base.execute(f"SELECT DISTINCT date FROM ({days}) ORDER BY date").fetchall()]


def tell(path: str, base: DuckDBPyConnection) -> None:
    """Warn of days that more than one of the files covers."""
    twice = covered_twice(path, base)
    if twice:
        warnings.warn(f"{Path(path).name}: {plural(len(twice), 'day')} in more than one file ({twice[0]} to {twice[-1]}); "
                      "rows of the same event were collapsed again", stacklevel=4)  # fmt: skip


def _quoted(file: Path) -> str:
    return "'" + glob.escape(str(file)).replace("'", "''") + "'"


def _files(path: str, base: DuckDBPyConnection) -> dict[Cells, list[Path]]:
    """Return the files that a path or pattern names, by how their columns are read."""
    alike: dict[Cells, list[Path]] = defaultdict(list)
    if Path(path).is_dir():
        inside = f"; its files are {Path(path).name}/*.parquet" if any(Path(path).glob("*.parquet")) else ""  # by Spark
        raise Refused(f"{Path(path).name}: a folder, where a Parquet file is expected{inside}")
    for file in patterns.matching(path):
        with plainly(file):
            state = file.stat()
            alike[_understood(file, state.st_mtime_ns, state.st_size, base)].append(file)
    if not alike:
        raise Refused(f"{path}: no such file; `bluebook import` makes one")
    return alike


_KNOWN: dict[tuple[Path, int, int], Cells] = {}


def _understood(file: Path, time: int, size: int, base: DuckDBPyConnection) -> Cells:
    """Return how the columns of a file are read, which is found out once. Raises Refused for what can't be understood."""
    key = (file.absolute(), time, size)
    if key not in _KNOWN:
        described = base.execute(f"DESCRIBE SELECT * FROM read_parquet({_quoted(file)})").fetchall()
        kinds = {name.lower(): kind for name, kind, *_ in described}  # the engine does not tell capitals from small letters
        lacking = [name for name in FRAME if name not in kinds]
        if lacking:
            raise Refused(f"{file.name}: not a file of `bluebook import`: there is no column {', '.join(lacking)}")
        ours = queries.MARK in dict((bytes(name).decode(), value) for _, name, value in base.execute(
            f"SELECT * FROM parquet_kv_metadata({_quoted(file)})").fetchall())  # fmt: skip
        cells = tuple((name, name) for name in FRAME) if ours else _cells(kinds, file, base)
        if not ours:
            _check(file, cells, base)
        _KNOWN[key] = (*cells, *((name, name if ours and name in kinds else nothing) for name, nothing in queries.MORE.items()))
    return _KNOWN[key]


def _cells(kinds: Mapping[str, str], file: Path, base: DuckDBPyConnection) -> Cells:
    """Return how the columns of a frame made elsewhere are read: its pairs in the order of the alphabet, as questions ask."""
    said = {name: _cell(name, kinds[name], file, base) for name in FRAME}
    pair = f"({said['one']}, {said['other']})"
    return tuple((said | {"one": f"least{pair}", "other": f"greatest{pair}"}).items())


def _cell(name: str, kind: str, file: Path, base: DuckDBPyConnection) -> str:
    """Return the expression that reads a column of a frame made elsewhere."""
    if name in ("date", "rows") and kind.strip('"') == "NULL":  # as pandas writes a frame without rows
        return f"CAST(NULL AS {'DATE' if name == 'date' else 'INTEGER'})"
    if name == "date" and kind in MOMENT:
        return _day(_zone(file))
    if name == "date" and kind.startswith(("DATE", "TIMESTAMP", "VARCHAR")):
        return "CAST(date AS DATE)"
    if name == "rows" and kind.startswith((*WHOLE, "DOUBLE", "FLOAT", "DECIMAL")):
        return "CAST(rows AS INTEGER)"
    if name not in ("date", "rows") and kind.startswith(("VARCHAR", "ENUM", "BLOB")):  # BLOB: text that is not marked as such
        text = f"trim(coalesce({f'decode({name})' if kind == 'BLOB' else f'CAST({name} AS VARCHAR)'}, ''))"
        return f"CASE WHEN upper({text}) IN ({', '.join(map(repr, MISSING))}) THEN '' ELSE {text} END"
    empty = base.execute(f"SELECT count({name}) FROM read_parquet({_quoted(file)})").fetchall()[0][0] == 0
    if name not in ("date", "rows") and empty:
        return "''"
    raise Refused(f"{file.name}: not a file of `bluebook import`: the column {name} is {kind}, where "
                  f"{WANTED.get(name, 'text')} is expected")  # fmt: skip


def _zone(file: Path) -> str:
    """Return the zone of the moments of a frame, as pandas, R and Spark note it; UTC where none is noted."""
    from pyarrow import parquet

    try:
        return getattr(parquet.read_schema(file).field("date").type, "tz", None) or "UTC"
    except (ValueError, NotImplementedError, OSError):  # a schema that only the engine understands
        return "UTC"


def _day(zone: str) -> str:
    """Return the expression of the day of a moment in a zone, which is a name or a distance from UTC (+09:00)."""
    apart = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if not apart and zone != "UTC":
        return f"CAST(timezone('{zone.replace(chr(39), '')}', CAST(date AS TIMESTAMPTZ)) AS DATE)"
    minutes = int(f"{apart[1]}1") * (int(apart[2]) * 60 + int(apart[3])) if apart else 0
    return f"CAST(make_timestamp(epoch_us(CAST(date AS TIMESTAMPTZ)) + {minutes * 60_000_000}) AS DATE)"


def _check(file: Path, cells: Cells, base: DuckDBPyConnection) -> None:
    """Refuse a frame made elsewhere that has a cell outside the closed lists, or a row without a day or a number of rows."""
    said = dict(cells)
    named = (*CLOSED, "one", "other", "direction", "place")
    words = ", ".join(f"list(DISTINCT {said[name]})" for name in named)
    whole = f"count(*) FILTER ({said['date']} IS NULL), count(*) FILTER (rows IS NULL OR rows < 1 OR rows <> {said['rows']})"
    whole += f", count(*) FILTER ({said['one']} = {said['other']})"
    *lists, days, rows, alone = base.execute(f"SELECT {words}, {whole} FROM read_parquet({_quoted(file)})").fetchall()[0]
    for name, found in zip(named, lists, strict=True):
        known = {term: term for term in tables.labels(CLOSED[name])} if name in CLOSED else tables.codes()
        for word in sorted(set(found or ()) - set(known.values()) - ({""} if name not in ("one", "other") else set()))[:1]:
            among = f"the list ({listed(known)})" if name in CLOSED else "countries.csv"
            raise Refused(f'{file.name}: {name}: "{word}" is not in {among}{did_you_mean(word, known)}')
    if alone:
        raise Refused(f"{file.name}: {plural(alone, 'row')} with the same country as one and other")
    if days or rows:
        raise Refused(f"{file.name}: {plural(days or rows, 'row')} without {'a day' if days else 'a whole number of rows'}")


@contextmanager
def plainly(file: str | Path) -> Iterator[None]:
    """Turn the engine's complaint about a file into a sentence."""
    import duckdb

    try:
        yield
    except (duckdb.Error, UnicodeError) as error:
        why = str(error).splitlines()[0].partition(": ")[2] or "cut short"
        raise Refused(f"{Path(file).name}: not a Parquet file that can be read ({why})") from None
