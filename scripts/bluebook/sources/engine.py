"""The engine: DuckDB reads, filters, collapses and counts, in bounded memory; nobody else sees the rows.

Files are read in parcels into staged rows, which are collapsed at the end: no more text than one parcel is ever unpacked, the
cost grows with the rows, and what does not fit into memory goes to the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from bluebook.ground import deposits
from bluebook.ground.refusals import Refused, listed
from bluebook.record import tables
from bluebook.sources import cameo, intake, queries, spellings, staging, texts, tidying
from bluebook.sources.accounts import Account, Unknown
from bluebook.sources.formats import Format
from bluebook.sources.intake import Found

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "300MB"  # of the engine; the whole process stays below 500 MB
# Else the rows of the text are the side of a join that is kept in memory: the engine guesses that any text has some 40.
AS_WRITTEN = "SET disabled_optimizers = 'join_order,build_side_probe_side'"


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
    found, empty = intake.found(patterns, formats)
    papers, empty = [text for text in empty if text.paper], [text for text in empty if not text.paper]
    if not found:
        if empty:
            raise Refused(f"{empty[0].path.name}: the file is empty")
        names = listed([text.member for text in papers], 3)
        raise Refused(f"{papers[0].path.name}: no event file among the papers in it ({names})")
    if not out.parent.is_dir():
        raise Refused(f"--out: {out.parent} is not a folder")
    told = texts.distinguished([text.name for text in [*(each.text for each in found), *empty]])
    account = Account(len(told), empty=[told[text.name] for text in empty], passed=[text.told for text in papers])
    with deposits.workshop(out, say) as folder, _given_up(out):
        _gathered(found, told, folder, account)
        account.place(folder / "events.parquet", out)
    return account


@contextmanager
def _given_up(out: Path) -> Iterator[None]:
    """Turn what ends the engine's work, a full disk or too little memory, into a sentence."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise Refused(f"{out.name}: the import was given up ({str(error).splitlines()[0]})") from None


def _gathered(found: list[Found], told: dict[str, str], folder: Path, account: Account) -> None:
    form = found[0].format
    base = connection(spill=folder / "spill")
    _prepare(base, form)
    stage = staging.Stage(base, folder, account, told)
    with tqdm(total=sum(file.text.size for file in found), unit="B", unit_scale=True, disable=None, leave=False) as bar:
        for parcel in staging.parcels(found):
            stage.read(parcel)
            bar.update(sum(file.text.size for file in parcel))
    left = dict(base.execute(queries.outcomes(form)).fetchall())
    if not left and not account.damaged:
        raise Refused(f"{found[0].text.path.name}: the file is empty")
    account.kept = left.pop("", 0)
    account.left_out = left
    account.read = account.kept + sum(left.values()) + len(account.damaged)
    account.unknown = [Unknown(*row) for row in base.execute(queries.odd(form)).fetchall()]
    written = base.execute(queries.written(form), {"out": str(folder / "events.parquet")})
    account.events = written.fetchall()[0][0]
    firsts = base.execute(queries.owners(form)).fetchall()[0][0] if form.splits else account.events
    account.collapsed = account.kept - firsts
    account.damaged.sort(key=lambda damage: (damage.file, damage.line))
    base.close()


def _prepare(base: DuckDBPyConnection, form: Format) -> None:
    """Make the lists of spellings and codes, and the table of staged rows."""
    base.execute(AS_WRITTEN)
    lists, spelt, codes = (list(column) for column in zip(*spellings.table(), strict=True))
    closed = {"country": codes, "kind": tables.labels("event_kind"), "medium": tables.labels("event_medium"),
              "level": tables.labels("level"), "outcome": (queries.UNKNOWN, queries.ABROAD, form.left_out),
              "source": ("gdelt1", "gdelt2", form.id)}  # fmt: skip
    for query in (*tidying.MACROS, *queries.tables(form, closed)):
        base.execute(query)
    base.execute("CREATE TABLE spellings AS SELECT unnest($lists) AS list, unnest($spelt) AS spelling, "
                 "CAST(unnest($codes) AS country) AS code", {"lists": lists, "spelt": spelt, "codes": codes})  # fmt: skip
    ways = cameo.spelt()
    base.execute("CREATE TABLE codes AS SELECT unnest($ways) AS spelling, unnest($codes) AS code",
                 {"ways": list(ways), "codes": list(ways.values())})  # fmt: skip
