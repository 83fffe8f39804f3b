"""The command that reads event files from elsewhere: import."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import main, replaceable


@main.command("import")
@click.argument("form", metavar="FORMAT")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, callback=replaceable,
              help="The Parquet file to write.")  # fmt: skip
def import_(form: str, files: tuple[str, ...], out: Path) -> None:
    """Convert event files from elsewhere into one format: one row per event between two countries.

    FORMAT is gdelt (1.0 and 2.0, told apart by their columns; also gdelt1, gdelt2), icews, historian (XML or a table) or,
    built from documented columns alone, polecat and colt. A file may be packed as zip, gzip, bzip2 or xz; a pattern in
    quotation marks names thousands.

    The report says what became of every row: kept, collapsed into another, left out and why, or damaged. Damaged lines are
    listed in <OUT>.damaged.csv, spellings and codes that no list knows in <OUT>.unknown.csv; the first twenty of each are
    shown. A file in another format is refused, and nothing is written.

    \b
    Examples:
      bluebook import gdelt 20180101000000.export.CSV.zip --out events.parquet
      bluebook import gdelt "gdelt/*.export.CSV.zip" --out events.parquet
      bluebook import icews "icews/*.tab" --out icews.parquet
      bluebook import historian travels/*-travels/*.xml visits/data/*.xml --out historian.parquet
    """
    from bluebook import sources
    from bluebook.sources import engine

    account = engine.gather(files, out, sources.named(form), lambda line: click.echo(line, err=True))
    for damage in account.damaged[:20]:
        click.echo(f"damaged: {damage}", err=True)
    click.echo("\n".join([*account.report(out),
                          *(f"{each.title}: {each.evidence}" for each in sources.named(form) if not each.seen)]))  # fmt: skip
