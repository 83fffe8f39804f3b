"""The lists of the Office of the Historian, U.S. Department of State: travels of Presidents and Secretaries of State, and
visits of foreign leaders.

Read from the office's XML (HistoryAtState/travels and HistoryAtState/visits, CC0) or from a table with the same fields.
"""

from __future__ import annotations

import csv
from pathlib import Path

from bluebook.sources.formats import Format
from bluebook.sources.spellings import plain

COLUMNS = ("id", "role", "name", "start", "end", "country_id", "locale", "remarks", "visitor", "from_id", "description")
HEADS = "^(acting |interim |transitional )?(president|prime minister|premier|chancellor|king|queen|emperor|sultan|emir|amir)"


def _text(path: Path, folder: Path) -> Path:
    """Write the trips or visits of an XML file as a table."""
    from defusedxml.ElementTree import parse

    rows = [{part.tag.removesuffix("-date"): (part.text or "").strip() for part in entry}
            | {f"{part.tag}_id": part.get("id") for part in entry if part.get("id")}
            for entry in parse(path).getroot()]  # fmt: skip
    target = folder / f"{path.stem}.csv"
    with target.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="", lineterminator="\n")
        table.writeheader()
        table.writerows({name: " ".join(cell.split()) for name, cell in row.items()} for row in rows)
    return target


FORMAT = Format(
    id="historian",
    title="lists of the Office of the Historian",
    evidence="checked against the real lists",
    columns=COLUMNS,
    needed=("id", "start", "end"),
    delimiter=",",
    quote='"',
    text=_text,
    day="start",
    actor=f"CASE WHEN from_id = '' THEN 'united states' ELSE {plain('from_id')} END",
    target=f"CASE WHEN from_id = '' THEN {plain('country_id')} ELSE 'united states' END",
    spelt="name",
    place=f"CASE WHEN from_id = '' THEN {plain('country_id')} ELSE 'united states' END",
    place_spelt="name",
    code="CASE WHEN from_id = '' THEN role ELSE 'visit' END",
    kinds={"%": "visit"},
    level=f"CASE WHEN role = 'president' THEN 'summit' WHEN role = 'secretary' THEN 'foreign_ministers' "
          f"WHEN regexp_matches(lower(visitor), '{HEADS}') THEN 'summit' ELSE '' END",
    key="id || role",
)  # fmt: skip
