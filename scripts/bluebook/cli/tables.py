"""Commands of the tables: check, describe, affected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from bluebook.cli.shared import main
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused

DATA = click.option("--data", type=click.Path(path_type=Path), help="Folder of the tables (default: data/ of the project).")


@main.command()
@DATA
def check(data: Path | None) -> None:
    """List every problem in every table; exit 1 if there is one.

    \b
    Examples:
      bluebook check
      bluebook check --data my-copy-of-data
    """
    from bluebook.ground import paths
    from bluebook.record import codebook, problems

    found = problems.problems(data)
    for problem in found:
        click.echo(replace(problem, file=shown((data or paths.data()) / problem.file)))
    if found:
        click.echo(f"{plural(len(found), 'problem')}.", err=True)
        raise SystemExit(1)
    click.echo(f"All {len(codebook.MODELS)} tables keep to the codebook.")


@main.command()
@DATA
def candidates(data: Path | None) -> None:
    """List the candidate rows of each folder by table, partner and year, with their problems; exit 1 if there is one.

    \b
    Examples:
      bluebook candidates
      bluebook candidates --data my-copy-of-data
    """
    from bluebook.ground import paths
    from bluebook.record import batches

    folder = data or paths.data()
    listing = batches.listing(folder)
    click.echo("\n".join(map(str, listing)) or f"No candidates: {shown(folder / 'candidates')} holds no folder.")
    if any(batch.problems for batch in listing):
        raise SystemExit(1)


@main.command()
def describe() -> None:
    """Write data/datapackage.json (Data Package v2) from the table models.

    \b
    Example:
      bluebook describe
    """
    from bluebook.ground import paths
    from bluebook.record import datapackages

    file = paths.data() / "datapackage.json"
    file.write_text(datapackages.text(), encoding="utf-8")
    click.echo(f"{shown(file)} describes {plural(len(datapackages.package()['resources']), 'table')}.")


@main.command()
@click.argument("events", nargs=-1, metavar="[EVENT_ID]...")
def affected(events: tuple[str, ...]) -> None:
    """List the published figures that use an event: for the events named, or for all in corrections.csv.

    The lines are Markdown, ready for CHANGELOG.md.

    \b
    Examples:
      bluebook affected 2022-05-23-USA-summit
      bluebook affected >> CHANGELOG.md
    """
    from bluebook.figures import records
    from bluebook.ground.refusals import did_you_mean
    from bluebook.record import tables

    known = set(tables.events()["event_id"])
    for event in events:
        if event not in known:
            raise Refused(f'event: "{event}" is not in events.csv{did_you_mean(event, known)}')
    published = {figure_id: records.record(figure_id) for figure_id in records.ids()}
    for event in events or sorted(set(tables.corrections()["event_id"])):
        standing = [figure_id for figure_id, record in published.items() if event in record["rows"]]
        click.echo(f"- {event}: {', '.join(standing) or 'no published figure'}")
