"""The command that builds the site: site."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import main


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site (default: site/).")
def site(out: Path | None) -> None:
    """Build the site to read: the notebooks as articles, the figures, the record, in English and Japanese.

    Everything is written at once, or nothing. index.html opens from the disk and from any static host, without network. Lists
    the pages by kind, with their number and weight.

    \b
    Examples:
      bluebook site
      bluebook site --out public_html/bluebook
    """
    from bluebook.site import builds

    click.echo(f"{builds.build(out, click.echo) / 'index.html'}")
