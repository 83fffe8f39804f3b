"""The records that lie beside the published figures: read by id, all of them, and their files."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bluebook import paths
from bluebook.refusals import Refused, listed

ENDINGS = ("svg", "pdf", "png", "csv", "json")
CRATE = "ro-crate-metadata.json"  # lies in the same folder and is no record


def ids() -> list[str]:
    """Return the id of every published figure, in the order of the alphabet."""
    return sorted(file.stem for file in paths.figures().glob("*.json") if file.name != CRATE)


def record(figure_id: str) -> dict[str, Any]:
    """Return the record of one figure. Raises Refused, with the nearest ids, where there is none."""
    known = ids()
    if figure_id not in known:
        near = get_close_matches(figure_id.casefold(), known, n=3, cutoff=0.5)
        hint = f"; the nearest are {', '.join(near)}" if len(near) > 1 else f'; did you mean "{near[0]}"?' if near else ""
        raise Refused(f'figure: "{figure_id}" is not published{hint or f" ({listed(known)})"}')
    return _read(paths.figures() / f"{figure_id}.json")


def every() -> list[dict[str, Any]]:
    """Return every record in reading order: by notebook, then by id."""
    found = [_read(paths.figures() / f"{figure_id}.json") for figure_id in ids()]
    return sorted(found, key=lambda record: (record["notebook"], record["id"]))


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refused(f"{file.name}: can't be read ({error})") from None
    if not isinstance(found, dict) or found.get("id") != file.stem:
        raise Refused(f"{file.name}: not the record of {file.stem}")
    return found


def files(figure_id: str) -> dict[str, bytes]:
    """Return the files of one figure that are there, by name."""
    places = [paths.figures() / f"{figure_id}.{ending}" for ending in ENDINGS]
    return {place.name: place.read_bytes() for place in places if place.exists()}
