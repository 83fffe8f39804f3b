"""Exporting: a format, tables and a selection in, files out, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pyarrow as pa

from bluebook.exports import calendars, databases, geographies, selections, shapes, statistical, tabulars, workbooks
from bluebook.exports.selections import Selection
from bluebook.ground import deposits
from bluebook.ground.phrases import shown
from bluebook.ground.refusals import Refused, did_you_mean, listed

Held = Mapping[str, pa.Table]
About = Mapping[str, str]
Each = Callable[[str, pa.Table, About, str], bytes]


@dataclass(frozen=True)
class Format:
    """A format: the ending of its files; what writes one file of all tables, or one file per table; the only table it holds."""

    ending: str
    also: tuple[str, ...] = ()  # other endings that a file may have
    one: Callable[[Held, About, str], bytes] | None = None
    each: Each | None = None
    only: str = ""
    needs: tuple[str, ...] = ()  # tables that are always written too, because its views need them


FORMATS = {
    "xlsx": Format("xlsx", one=workbooks.written),
    "parquet": Format("parquet", each=lambda name, table, about, lang: tabulars.parquet(table, about)),
    "sqlite": Format("sqlite", ("db", "sqlite3"), databases.sqlite, needs=("terms", "countries")),
    "duckdb": Format("duckdb", ("db",), databases.duck, needs=("terms", "countries")),
    "jsonl": Format("jsonl", each=lambda name, table, about, lang: tabulars.jsonl(table, about)),
    "ics": Format("ics", one=lambda held, about, lang: calendars.written(held["events"], lang), only="events"),
    "geojson": Format("geojson", one=lambda held, about, lang: geographies.written(held["events"], about, lang), only="events"),
    "stata": Format("dta", each=statistical.stata),
    "csv": Format("csv", each=lambda name, table, about, lang: tabulars.comma(table, about)),
}
SPELLINGS = {name: name for name in FORMATS} | {
    "excel": "xlsx", "xls": "xlsx", "dta": "stata", "ical": "ics", "icalendar": "ics", "calendar": "ics", "json": "jsonl",
    "ndjson": "jsonl", "sqlite3": "sqlite", "db": "sqlite", "map": "geojson", "r": "csv", "arrow": "parquet"}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A file that was exported, and its rows, if it is a table."""

    file: Path
    rows: int | None


def known(form: str) -> Format:
    """Return a format by its name. Raises Refused for an unknown one."""
    if form not in FORMATS:
        raise Refused(f'--format: "{form}" is not one of {listed(FORMATS)}{did_you_mean(form, SPELLINGS)}')
    return FORMATS[form]


def export(form: str, names: Sequence[str], selection: Selection, lang: str, out: Path,
           tell: Callable[[str], None] = lambda line: None) -> list[Written]:  # fmt: skip
    """Write tables, all unless named, or what is selected of them. Returns the files. Raises Refused where nothing is left.

    out: the file, or a folder for it; for a format with one file per table a folder, or a file if one table is named.
    """
    chosen = known(form)
    wanted = _wanted(form, chosen, selections.named(names) if names else [])
    held = {name: shapes.arrow(name, selections.rows(name, selection)) for name in wanted}
    _refuse_empty(held, selection)
    about = shapes.about(selection.words, {name: table.num_rows for name, table in held.items()})
    if chosen.one:
        return [_put(_file(form, chosen, out), chosen.one(held, about, lang), sum(table.num_rows for table in held.values()))]
    each = cast("Each", chosen.each)  # a format has the one or the other
    if out.suffix == f".{chosen.ending}":
        if len(names) != 1:
            raise Refused(f"--out: {out} is one file, and {form} writes one per table; name one table, or a folder")
        return [_put(out, each(wanted[0], held[wanted[0]], about, lang), held[wanted[0]].num_rows)]
    contents = {f"{name}.{chosen.ending}": each(name, table, about, lang) for name, table in held.items()}
    return _together(contents | ({"read.R": statistical.script(wanted)} if form == "csv" else {}), held, out, tell)


def _wanted(form: str, chosen: Format, names: list[str]) -> list[str]:
    if chosen.only:
        if names and names != [chosen.only]:
            others = listed(name for name in names if name != chosen.only)
            raise Refused(f"table: {form} holds {chosen.only} alone; leave out {others}")
        return [chosen.only]
    return selections.named([*names, *chosen.needs]) if names else selections.named([])


def _refuse_empty(held: Held, selection: Selection) -> None:
    narrowed = [name for name in held if selections.narrows(name)]
    if not selection.whole and not any(held[name].num_rows for name in narrowed):
        what = " and no table that a selection narrows" if not narrowed else ""
        raise Refused(f"export: no row matches {selection.words}{what}; nothing was written")


def _file(form: str, chosen: Format, out: Path) -> Path:
    if out.is_dir():
        return out / f"bluebook.{chosen.ending}"
    if out.suffix.removeprefix(".") not in (chosen.ending, *chosen.also):
        raise Refused(f'--out: "{out}" is neither a folder nor a name that ends in .{chosen.ending}')
    return out


def _put(place: Path, content: bytes, rows: int) -> Written:
    if not place.parent.is_dir():
        raise Refused(f"--out: {shown(place.parent)} is not a folder")
    deposits.put(place, content)
    return Written(place, rows)


def _together(contents: Mapping[str, bytes], held: Held, folder: Path, tell: Callable[[str], None]) -> list[Written]:
    """Put the files into a folder, made if it is missing and removed again if they can't be written."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"--out: {shown(folder)} is a file, and one file per table needs a folder")
    if not folder.parent.is_dir():
        raise Refused(f"--out: {shown(folder.parent)} is not a folder")
    with deposits.made(folder), deposits.entered(folder, tell=tell):
        deposits.together(contents, folder, "export")
    rows = {name: table.num_rows for name, table in held.items()}
    return [Written(folder / name, rows.get(Path(name).stem)) for name in contents]
