"""Parcels of texts become staged rows: by the engine where it can read them as they are, else by way of `repairs`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.sources import queries, repairs, texts
from bluebook.sources.accounts import Account, Damage
from bluebook.sources.intake import MARKS, Found
from bluebook.sources.tidying import tidied

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARCEL = 1 << 28  # bytes of text read at once
UNTIDY: dict[str, set[int]] = {"": set()}  # what `_tried` returns then


def parcels(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield texts that can be read together, up to a size."""
    parcel: list[Found] = []
    size = 0
    for file in sorted(found, key=lambda file: (file.shape, file.text.name)):
        if parcel and (parcel[0].shape != file.shape or size + file.text.size > PARCEL):
            yield parcel
            parcel, size = [], 0
        parcel.append(file)
        size += file.text.size
    if parcel:
        yield parcel


@dataclass
class Stage:
    """Where rows are staged: a database, a folder to unpack into, and the account that is kept of the rows."""

    base: DuckDBPyConnection
    folder: Path
    account: Account
    told: dict[str, str]  # the name of each text, as it is told
    number: int = 0  # of readings
    tables: int = 0  # that repairs have written

    def read(self, parcel: list[Found]) -> None:
        """Stage the rows of a parcel. Raises Refused for a text most of whose rows are damaged."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            room = Path(name)
            left = parcel
            if parcel[0].regular:
                left = self._plainly({str(texts.unpacked(file.text, room, at)): file for at, file in enumerate(parcel)}, room)
            self._mended([(file, partial(_repaired, file, self.told[file.text.name])) for file in left], room)

    def _plainly(self, names: dict[str, Found], room: Path) -> list[Found]:
        """Read texts as they are, single lines apart, and return those that can't be read so. These have left no row.

        Where the engine does not say which texts are to blame, the halves are tried on their own.
        """
        first = next(iter(names.values()))
        rejected = self._tried(first, list(names))
        if rejected is UNTIDY:
            return self._plainly({name: replace(file, untidy=True) for name, file in names.items()}, room)
        if rejected is None and len(names) > 1:
            pairs = list(names.items())
            return [file for half in (pairs[::2], pairs[1::2]) for file in self._plainly(dict(half), room)]
        if rejected is None:
            return list(names.values())
        if len(names) > len(rejected):
            self.account.read_as[_how("UTF-8", first)] += len(names) - len(rejected)
        self._mended([(names[name], partial(repairs.mended, names[name], Path(name), lines))
                      for name, lines in sorted(rejected.items())], room)  # fmt: skip
        return []

    def _tried(self, file: Found, names: list[str]) -> dict[str, set[int]] | None:
        """Stage the rows of texts and return the lines left out, by text. Stage none and return None if they can't be read.

        Return UNTIDY, and stage none, if cells turn out to be quoted or padded.
        """
        import duckdb

        rejected: dict[str, set[int]] | None = None
        self.base.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans; BEGIN")
        try:
            before = self.base.execute("SELECT count(*) FROM staged").fetchall()[0][0]
            self._staged(*queries.reading(file, names), file)
            odd = [] if file.untidy else self.base.execute(queries.odd(file.format, before)).fetchall()
            rejected = UNTIDY if any(word != tidied(word) for _, word, _, _ in odd) else {}
            for name, line in self.base.execute(queries.REJECTED).fetchall() if rejected is not UNTIDY else ():
                rejected.setdefault(name, set()).add(line)
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.BinderException):
            pass  # line ends that change within a text, for one
        finally:
            self.base.execute("ROLLBACK" if rejected is None or rejected is UNTIDY else "COMMIT")
        return rejected

    def _staged(self, raw: str, values: dict, file: Found) -> None:
        self.number += 1
        self.base.execute(queries.staging(file.format, raw, self.number), values)

    def _mended(self, repairing: Sequence[tuple[Found, Callable[[Path], repairs.Repaired]]], room: Path) -> None:
        """Stage what repairs write into tables, and account for what they find damaged."""
        tables = []
        for file, repair in repairing:
            self.tables += 1
            tables.append(str(room / f"{self.tables}.tsv"))
            self._accounted(file, repair(Path(tables[-1])))
        if tables:
            self._staged(*queries.repaired(repairing[0][0].format, tables), repairing[0][0])

    def _accounted(self, file: Found, found: repairs.Repaired) -> None:
        name = self.told[file.text.name]
        if not found.rows:  # XML without an entry
            self.account.empty.append(name)
            return
        if len(found.damaged) * 2 > found.rows:
            line, why = found.damaged[0]
            raise Refused(f"{name}: {len(found.damaged):,} of {plural(found.rows, 'line')} damaged, so it is another kind of "
                          f"file or mostly lost; the first is line {line} ({why})")  # fmt: skip
        self.account.damaged += [Damage(name, line, why) for line, why in found.damaged]
        self.account.read_as[_how(found.encoding, file)] += 1


def _repaired(file: Found, name: str, table: Path) -> repairs.Repaired:
    try:
        return repairs.repaired(file, table)
    except Refused:
        raise
    except (SyntaxError, ValueError, LookupError) as error:  # SyntaxError: XML that is none
        raise Refused(f"{name}: damaged XML ({str(error) or type(error).__name__})") from None


def _how(encoding: str, file: Found) -> str:
    return encoding if file.xml else f"{encoding} with {MARKS[file.delimiter]}"
