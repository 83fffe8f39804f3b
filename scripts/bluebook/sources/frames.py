"""Parquet files in the frame: found, checked, read."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bluebook.ground.refusals import Refused
from bluebook.sources import texts
from bluebook.sources.formats import FRAME

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS = {"date": ("DATE", "TIMESTAMP"), "rows": ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "U")}  # the other columns are text


def found(path: str, base: DuckDBPyConnection) -> list[str]:
    """Return the Parquet files that a path or pattern names, each escaped for another glob. Raises Refused for others."""
    matching = texts.matching(path)
    if not matching:
        raise Refused(f"{path}: no such file; `bluebook import` makes one")
    for file in matching:
        _refuse_unless_frame(file, base)
    return [glob.escape(str(file)) for file in matching]


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
