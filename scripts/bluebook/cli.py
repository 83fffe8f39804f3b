"""The command `bluebook`: check the tables, make the figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bluebook.refusals import Refused


class Plain(click.Group):
    """A group whose commands answer a bad input with its sentence, without a traceback, and exit status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn a refusal into its sentence."""
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            click.echo(f"bluebook: {refusal}", err=True)
            raise SystemExit(2) from None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Name the nearest command where one is misspelt."""
        from bluebook.refusals import did_you_mean, listed

        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            raise Refused(f'"{args[0]}" is not a command ({listed(known)}){did_you_mean(args[0], known)}')
        return super().resolve_command(ctx, args)


@click.group(cls=Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bluebook")
def main() -> None:
    """A sourced record of Japan's diplomacy, event by event, and the figures drawn from it."""


@main.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the tables (default: data/ of the project).")
def check(data: Path | None) -> None:
    """List every problem of every table; exit 1 where there is one.

    \b
    Examples:
      bluebook check
      bluebook check --data ~/my-copy-of-data
    """
    from bluebook import tables

    found = tables.problems(data)
    for problem in found:
        click.echo(str(problem))
    if found:
        click.echo(f"{len(found)} problem{'s' if len(found) > 1 else ''}.", err=True)
        raise SystemExit(1)
    click.echo(f"All {len(tables.codebook.MODELS)} tables keep to the codebook.")


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Notebooks run side by side.")
@click.option("--list", "only_list", is_flag=True, help="List the ids and do nothing.")
def figures(ids: tuple[str, ...], jobs: int, only_list: bool) -> None:
    """Make the published figures, all of them or those named, and the stored outputs of the notebooks.

    Writes figures/<ID>.svg .pdf .png .csv .json and prints each file that changed. A run that fails leaves its own old
    figures and all others as they were; the exit status is then 1.

    \b
    Examples:
      bluebook figures                     all figures and notebooks
      bluebook figures tempo-usa-2022      one figure
      bluebook figures --jobs 4
    """
    from bluebook import runs

    every = runs.published() + runs.committed()
    if only_list:
        click.echo("\n".join(run.id for run in every if run.given))
        return
    outcomes = runs.make(runs.chosen(ids, every), jobs, tell=click.echo)
    failed = [outcome for outcome in outcomes if outcome.failure]
    changed = sum(len(outcome.changed) for outcome in outcomes)
    click.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} runs ended well, {changed} files changed.")
    if failed:
        raise SystemExit(1)


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Notebooks run side by side.")
def verify(ids: tuple[str, ...], jobs: int) -> None:
    """Redraw the published figures and compare: numbers, then artists, then bytes; exit 1 where one moved.

    \b
    Examples:
      bluebook verify                      every published figure
      bluebook verify tempo-usa-2022
    """
    from bluebook import runs, verifications

    verdicts = verifications.verify(runs.chosen(ids, runs.published()), jobs)
    for verdict in verdicts:
        click.echo(str(verdict))
    if any(verdict.level != "same" for verdict in verdicts):
        raise SystemExit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def whence(file: Path) -> None:
    """Say where a picture comes from: figure, version, rows, whether it is unchanged, how to make it again.

    Reads SVG, PDF and PNG, also when renamed or stripped of its metadata.

    \b
    Examples:
      bluebook whence figures/tempo-usa-2022.png
      bluebook whence ~/Downloads/figure3.pdf
    """
    from bluebook import origins

    click.echo("\n".join(origins.whence(file)))


@main.command()
def describe() -> None:
    """Write data/datapackage.json (Data Package v2) from the table models."""
    from bluebook import datapackages, paths

    file = paths.data() / "datapackage.json"
    file.write_text(datapackages.text(), encoding="utf-8")
    click.echo(f"{file.parent.name}/{file.name} describes {len(datapackages.package()['resources'])} tables.")
