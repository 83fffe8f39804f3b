"""The command that shows what there is to ask for: list."""

from __future__ import annotations

import click

from bluebook.cli.shared import main
from bluebook.ground.refusals import Refused


@main.command("list")
@click.argument("what", metavar="[notebooks|partners|figures|parameters]")
@click.argument("name", required=False, default="")
@click.option("--csv", "form", flag_value="csv", help="As CSV, with all columns.")
@click.option("--json", "form", flag_value="json", help="As JSON, with all columns.")
@click.option("--path", "form", flag_value="path", help="Only the paths: of the notebooks, or of the figures' pictures.")
def list_(what: str, name: str, form: str | None) -> None:
    """List the notebooks, the partners, the published figures or the parameters of the notebooks.

    NAME narrows the list to one notebook or, for partners, to one partner, year by year. The list of partners gives all
    engagements, the years, and how complete the record of bilateral summits and foreign ministers' meetings is, by the weaker
    of the two. A year without coverage was not collected.

    \b
    Examples:
      bluebook list notebooks
      bluebook list partners
      bluebook list partners "South Korea"
      bluebook list figures tempo --csv
      bluebook list parameters tempo
      bluebook list partners --json > partners.json
      bluebook list notebooks tempo --path
    """
    from bluebook.ground.refusals import did_you_mean, listed
    from bluebook.runs import listings

    if what not in listings.LISTS:
        raise Refused(f'list: "{what}" is not one of {listed(listings.LISTS)}{did_you_mean(what, list(listings.LISTS))}')
    rows = listings.LISTS[what](name)
    if form == "path" and "path" not in (rows[0] if rows else {"path": ""}):
        raise Refused(f"--path: {what} have no files; only notebooks and figures do")
    writers = {"csv": listings.as_csv, "json": listings.as_json, "path": listings.as_paths, None: listings.as_text}
    click.echo(writers[form](rows))
