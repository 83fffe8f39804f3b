"""The command that asks whether source pages are still there: links."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bluebook.cli.shared import main
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused

if TYPE_CHECKING:
    from bluebook.links.addresses import Address
    from bluebook.links.rounds import Manners


@main.command()
@click.argument("names", nargs=-1, metavar="[TABLE]...")
@click.option("--partner", default="", help="Only rows of one partner: a code or a name.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("links.csv"), show_default=True, help="The report.")
@click.option("--pause", type=click.FloatRange(0.5, 60), default=2.0, show_default=True,
              help="Seconds between two pages of a host.")  # fmt: skip
@click.option("--seconds", type=click.FloatRange(1, 120), default=20.0, show_default=True, help="Longest wait for one page.")
@click.option("--limit", type=click.IntRange(1), help="Ask this many addresses that the report does not have yet, then stop.")
@click.option("--copies", type=click.Choice(["missing", "all", "none"]), default="missing", show_default=True,
              help="Look up archived copies of pages that are missing, of all, or of none.")  # fmt: skip
@click.option("--again", is_flag=True, help="Ask also the addresses that the report has already.")
@click.option("--into", metavar="FOLDER", help="Write the copies found to archives.csv of this folder of data/candidates/.")
@click.option("--count", is_flag=True, help="Count addresses by host, and ask nothing.")
def links(names: tuple[str, ...], partner: str, out: Path, pause: float, seconds: float, limit: int | None, copies: str,
          again: bool, into: str | None, count: bool) -> None:  # fmt: skip
    """Ask each source page whether it is still there, and write what answered, moved or is gone.

    Hosts are asked side by side, the pages of one host one by one with a pause, as its robots.txt allows. Redirects are
    followed within a site; one that leads to another site is reported. A broken-off run goes on where it stopped. For missing
    pages the Internet Archive is asked for a copy from about the day of the row.

    \b
    Examples:
      bluebook links --count
      bluebook links events --partner USA --limit 100
      bluebook links documents visits --out papers.csv --pause 5
      bluebook links --into archives
    """
    from bluebook import parameters
    from bluebook.links import addresses, reports, rounds
    from bluebook.links import copies as kept_copies

    if into:
        kept_copies.folder_of(into)  # refused before anything is asked
    listing = addresses.listing(names, parameters.typed(partner=partner).partner if partner else "")
    if count:
        click.echo("\n".join(addresses.counted(listing)))
        return
    known = {} if again else reports.read(out)
    left = [address for address in listing if address.url not in known]
    chosen = [address for address in listing if address.url in known] + left[: limit or len(left)]
    found = _walked(chosen, out, rounds.Manners(date.today().isoformat(), pause, seconds, copies), again)
    click.echo("\n".join(reports.summary(found)))
    click.echo(f"Report: {shown(out)}", err=True)
    if into:
        written = kept_copies.into(into, found)
        click.echo(f"{plural(written, 'copy', 'copies')} added to data/candidates/{into}/archives.csv.", err=True)


def _walked(chosen: list[Address], out: Path, manners: Manners, again: bool) -> dict[str, dict[str, str]]:
    from tqdm import tqdm

    from bluebook.links import rounds

    if not chosen:
        raise Refused("links: no row has an address here; name other tables or another partner")
    with tqdm(total=len(chosen), unit="page", disable=None, leave=False) as bar:
        try:
            return rounds.walk(chosen, out, manners, lambda url: bar.update(), again)
        except KeyboardInterrupt:
            raise Refused(f"links: stopped; the same command goes on where it was, with {shown(out)}") from None
