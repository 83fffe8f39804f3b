"""The command that writes the record for other programs: export."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import main, replaceable


@main.command()
@click.argument("table", nargs=-1, metavar="[TABLE]...")
@click.option("--format", "form", required=True, metavar="FORMAT",
              help="xlsx, parquet, sqlite, duckdb, jsonl, ics, geojson, stata or csv.")
@click.option("--partner", multiple=True, help="Only rows with this partner: a code or a name; may be repeated.")
@click.option("--first", default="", help="Only rows from this year, month or day on.")
@click.option("--last", default="", help="Only rows up to this year, month or day.")
@click.option("--level", multiple=True, help="Only rows of this level, as summit or foreign_ministers; may be repeated.")
@click.option("--lang", default="en", show_default=True, help="Language of the labels: en or ja.")
@click.option("--out", type=click.Path(path_type=Path), required=True, callback=replaceable,
              help="The file, or a folder for it; with one file per table the folder.")  # fmt: skip
def export(table: tuple[str, ...], form: str, partner: tuple[str, ...], first: str, last: str, level: tuple[str, ...],
           lang: str, out: Path) -> None:
    """Write the record, or a selection of it, in the format of another program. Without TABLE, all tables.

    One file holds all tables as xlsx (a sheet per table, a codebook, labels beside the codes), sqlite (keys, full-text search,
    views) and duckdb. One file per table goes into a folder as parquet, jsonl, stata (.dta) and csv, the last with read.R,
    which gives R the types of the codebook. ics is a calendar of the engagements, geojson a map of their places.

    A selection narrows the tables that have a partner, a day or a level; people, offices, occasions, terms and the like stay
    whole. The same tables give the same bytes.

    \b
    Examples:
      bluebook export --format xlsx --out bluebook.xlsx
      bluebook export --format xlsx --lang ja --partner USA --first 2022 --last 2022 --out usa-2022-ja.xlsx
      bluebook export --format sqlite --out bluebook.sqlite
      bluebook export --format duckdb --out bluebook.duckdb
      bluebook export events --format parquet --out events.parquet
      bluebook export events documents --format jsonl --partner "South Korea" --out korea
      bluebook export --format ics --partner FRA --level summit --out france.ics
      bluebook export --format geojson --first 2013 --out places.geojson
      bluebook export --format stata --out stata
      bluebook export --format csv --out r
    """
    from bluebook import parameters
    from bluebook.exports import exports, selections
    from bluebook.ground.phrases import plural, shown

    parameters.typed(lang=lang)
    selection = selections.asked(partner, first, last, level)
    for written in exports.export(form, table, selection, lang, out, lambda line: click.echo(line, err=True)):
        click.echo(shown(written.file) + (f"  {plural(written.rows, 'row')}" if written.rows is not None else ""))
