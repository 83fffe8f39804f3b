"""Code saved pages by rule and write data/machine_coding.csv: run `python tests/recode.py FOLDER...`.

A folder holds one JSON file per page: event_id, url, title, text, and whole (whether the text runs to the end of the page). The
texts belong to their publishers and are not kept here; the table has the address and the coded cells. Of several events on a
page the one nearest to the event named is taken. A text that was saved without its date gets the day of the page from
events.csv. Pages of events that are neither in the record nor among the candidates are left out, and so are those that the
rules refuse; both are told.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from bluebook.coding import drafts, known, partners
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import codebook

ALIKE = ("partners", "date", "level", "start_local")  # by which the event meant is told among those on a page


def main() -> None:
    """Write the table and say how many pages were coded."""
    tables = known.load()
    events = {row["event_id"]: row for row in tables.rows("events")}
    found: dict[str, dict[str, str]] = {}
    for file in sorted(file for folder in sys.argv[1:] for file in Path(folder).glob("*.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        if page["event_id"] not in events:
            print(f"{page['event_id']}: neither in the record nor among the candidates", file=sys.stderr)
            continue
        try:
            found[page["event_id"]] = coded(page, events[page["event_id"]], tables)
        except Refused as refusal:
            print(f"{page['event_id']}: {refusal}", file=sys.stderr)
    with (paths.data() / "machine_coding.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(codebook.columns("machine_coding")), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found[event] for event in sorted(found))
    print(f"{len(found)} pages coded.")


def coded(page: dict[str, str], event: dict[str, str], tables: known.Known) -> dict[str, str]:
    """Return the row of one page."""
    issued = event["source_date"] if len(event["source_date"]) == 10 else ""
    text = f"{page.get('title') or ''}\n{page['text']}".encode()
    found = [{name: cell.value for name, cell in draft.cells.items()} for draft in drafts.drafts(text, page["url"], tables, issued)]
    mine = max(found, key=lambda cells: sum(cells[name] == event[name] for name in ALIKE))
    row = mine | {"event_id": page["event_id"], "source_url": page["url"], "whole": "yes" if page.get("whole") else "no"}
    return row | {"format": partners.form(mine["partners"])}


if __name__ == "__main__":
    main()
