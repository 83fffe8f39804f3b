"""Commands that publish the record: release, deposit."""

from __future__ import annotations

from pathlib import Path

import click

from bluebook.cli.shared import main

DOI = click.option("--doi", default="", metavar="DOI", help="The DOI of this version, as in 10.5281/zenodo.1234567.")
URL = click.option("--url", default="", metavar="ADDRESS", help="The address at which the site is published.")


@main.command()
@click.argument("version")
@click.option("--date", "day", required=True, help="The day of the release (YYYY-MM-DD): the date of every citation.")
@click.option("--dry-run", is_flag=True, help="Prepare and check it in a copy, list what would change, and write nothing.")
@DOI
@URL
def release(version: str, day: str, dry_run: bool, doi: str, url: str) -> None:
    """Make a release: candidates become the record, figures that show them are redrawn, all at once or not at all.

    It merges data/candidates/ into the tables, writes version, seals, descriptor, changelog and the numbers in the pages,
    runs every notebook, and checks all of that in a copy of the project. Only then are the changed files replaced. It also
    writes what `bluebook deposit` does into dist/.

    \b
    Examples:
      bluebook release 1.0.0 --date 2026-12-01 --dry-run
      bluebook release 1.0.0 --date 2026-12-01
      bluebook release 1.0.0 --date 2026-12-01 --doi 10.5281/zenodo.1234567
    """
    from bluebook.ground import paths
    from bluebook.ground.phrases import plural, shown
    from bluebook.releases import releases

    made = releases.make(version, day, lambda line: click.echo(line, err=True), dry_run, *_identity(doi, url))
    names = [name for name in (*made.written, *made.removed) if not name.startswith(".cache/")]
    click.echo("\n".join(f"{'would change' if dry_run else 'changed'}  {shown(paths.ROOT / name)}" for name in names))
    click.echo(f"{version}: {plural(len(names), 'file')} {'would change; nothing was written' if dry_run else 'changed'}.")


def _identity(doi: str, url: str) -> tuple[str, str]:
    """Return a DOI and an address, checked; what is empty stays so."""
    from bluebook.record import identifiers

    return identifiers.typed_doi(doi) if doi else "", identifiers.typed_address(url) if url else ""


@main.command()
@DOI
@URL
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder to write to (default: dist/).")
def deposit(doi: str, url: str, out: Path | None) -> None:
    """Write the released record as an archive ready to upload, with the metadata that archives ask for.

    dist/bluebook-VERSION.zip holds the tables, codebook, descriptor, numbers of the figures, citations, licences and checksums;
    .zenodo.json, datacite.json, croissant.json and ro-crate-metadata.json are in it and beside it. A DOI and an address are
    kept in CITATION.cff, and citations, README, descriptor, gallery and site name them from then on.

    \b
    Examples:
      bluebook deposit
      bluebook deposit --out upload
      bluebook deposit --doi 10.5281/zenodo.1234567 --url https://example.org/bluebook/
    """
    from bluebook.ground.phrases import shown
    from bluebook.releases import parcels

    for file in parcels.make(out, *_identity(doi, url)):
        click.echo(shown(file))
