"""The command that makes a release of the record: release."""

from __future__ import annotations

import click

from bluebook.cli.shared import main


@main.command()
@click.argument("version")
@click.option("--date", "day", required=True, help="The day of the release (YYYY-MM-DD): the date of every citation.")
@click.option("--dry-run", is_flag=True, help="Prepare and check it in a copy, list what would change, and write nothing.")
def release(version: str, day: str, dry_run: bool) -> None:
    """Make a release: candidates become the record, figures that show them are redrawn, all at once or not at all.

    It merges data/candidates/ into the tables, writes version, seals, descriptor, changelog and the numbers in the pages,
    runs every notebook, and checks all of that in a copy of the project. Only then are the changed files replaced.

    \b
    Examples:
      bluebook release 0.2.0 --date 2026-12-01 --dry-run
      bluebook release 0.2.0 --date 2026-12-01
    """
    from bluebook.ground import paths
    from bluebook.ground.phrases import plural, shown
    from bluebook.releases import releases

    made = releases.make(version, day, lambda line: click.echo(line, err=True), dry_run)
    names = [name for name in (*made.written, *made.removed) if not name.startswith(".cache/")]
    click.echo("\n".join(f"{'would change' if dry_run else 'changed'}  {shown(paths.ROOT / name)}" for name in names))
    click.echo(f"{version}: {plural(len(names), 'file')} {'would change; nothing was written' if dry_run else 'changed'}.")
