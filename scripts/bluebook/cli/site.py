"""The command that builds the site: site."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import main


@main.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the site (default: site/).")
@click.option("--base-url", default="", metavar="URL",
              help="Address that the site will have, for cards and a sitemap (default: that of CITATION.cff).")  # fmt: skip
def site(out: Path | None, base_url: str) -> None:
    """Build the site: the notebooks as articles, the figures and the record, in English and Japanese.

    Writes everything at once or nothing. index.html works from disk and from any static host, and offline. Prints the number
    and size of the pages by kind.

    \b
    Examples:
      bluebook site
      bluebook site --out public_html/bluebook
      bluebook site --base-url https://example.org/bluebook/
    """
    from bluebook.record import identifiers
    from bluebook.site import builds

    click.echo(f"{builds.build(out, click.echo, base_url or identifiers.address()) / 'index.html'}")
