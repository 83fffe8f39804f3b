"""The command that drafts rows from a saved page: code."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bluebook.cli.shared import main
from bluebook.ground.phrases import plural, shown
from bluebook.ground.refusals import Refused

if TYPE_CHECKING:
    from bluebook.coding.drafts import Draft


@main.command()
@click.argument("page", metavar="FILE|-")
@click.option("--url", required=True, metavar="ADDRESS", help="Address of the page; its host must be in publishers.csv.")
@click.option("--issued", metavar="DAY", help="Day of the page (2022-03-15), if the text does not have it.")
@click.option("--opening", is_flag=True, help="The text breaks off before the end of the page.")
@click.option("--interactive", is_flag=True, help="Ask for each cell, with the draft as default; - empties a cell.")
@click.option("--into", metavar="FOLDER", help="Append the rows to this folder of data/candidates/ if the check passes.")
@click.option("--coder", default="", metavar="NAME", help="Who has read the draft beside the page; needed with --into.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV, without the phrases.")
def code(
    page: str, url: str, issued: str | None, opening: bool, interactive: bool, into: str | None, coder: str, as_csv: bool
) -> None:
    """Draft the row of each event on a saved page, each cell with the phrase that it rests on.

    FILE is HTML or text, in Japanese or English; - reads pasted text. What the page does not say stays empty, and what it
    contradicts is marked (!). The rules are those of the codebook; topics are known by the phrases in data/topic_words.csv.
    Read the draft beside the page before you add it. The page is not downloaded.

    \b
    Examples:
      bluebook code call.html --url https://www.mofa.go.jp/mofaj/na/call.html
      bluebook code call.html --url https://www.mofa.go.jp/mofaj/na/call.html --csv
    """
    from bluebook.coding import drafts, entries, known, prints
    from bluebook.record import values

    if into and not coder:
        raise Refused("coder: --into needs --coder NAME, the person who has read the draft beside the page")
    if issued and not values.is_day(issued):
        raise Refused(f'issued: "{issued}" is not a day that exists (YYYY-MM-DD)')
    folder = entries.folder_of(into) if into else None
    tables = known.load()
    content = sys.stdin.buffer.read() if page == "-" else Path(page).read_bytes()
    found = drafts.drafts(content, url, tables, issued or "")
    found = [_asked(draft) for draft in found] if interactive else found
    rows = [entries.row(draft, url, tables, opening=opening, coder=coder) for draft in found]
    click.echo(prints.as_csv(rows) if as_csv else "\n\n".join(map(prints.shown, found, rows)))
    if folder:
        totals = [claim for draft, row in zip(found, rows, strict=True) for claim in entries.claims(draft, row)]
        written = entries.into(folder, rows, totals)
        click.echo(f"{', '.join(map(shown, written))}: {plural(len(rows), 'row')} added.", err=True)


def _asked(draft: Draft) -> Draft:
    """Return a draft with the cells that a person confirmed or typed."""
    cells = {}
    for name, cell in draft.cells.items():
        hint = f" [{cell.phrase}]" if cell.phrase else ""
        click.echo(f"{name}{hint}{f'  (!) {cell.remark}' if cell.remark else ''}", err=True)
        typed = click.prompt("", default=cell.value, prompt_suffix="> ", err=True).strip()
        typed = "" if typed == "-" else typed
        cells[name] = cell if typed == cell.value else replace(cell, value=typed, phrase="typed", remark="")
    return replace(draft, cells=cells)
