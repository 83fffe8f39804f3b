"""The records beside the published figures: read one by id, or all, and their files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from bluebook.figures import credits
from bluebook.ground import paths
from bluebook.ground.refusals import Refused, listed
from bluebook.record import codebook, identifiers

ENDINGS = ("svg", "pdf", "png", "csv", "json")
TEXT, DIGEST, ANY = ".*", "[0-9a-f]{64}", "*"
DIGESTS = dict.fromkeys(("svg", "pdf", "png"), DIGEST)


def _is_day(text: Any) -> bool:
    try:
        return bool(isinstance(text, str) and date.fromisoformat(text))
    except ValueError:
        return False


SHAPE = dict.fromkeys(("title", "caption", "alt", "description", "lang", "license", "citation"), TEXT) | {
    "id": "[a-z0-9-]+", "notebook": r"[\w-]+\.ipynb", "parameters": {"width": r"[1-9]\d{1,3}mm", "lang": TEXT}, "rows": [TEXT],
    "data": {"version": TEXT, "released": _is_day, "key": DIGEST, "cells": DIGEST, "files": {ANY: DIGEST}},
    "software": {ANY: TEXT},
    "files": DIGESTS | {"csv": DIGEST}, "content": DIGESTS, "swhid": {ANY: TEXT},
    "doi": lambda doi: isinstance(doi, str | None),
}  # what a record has at least: a pattern each text  # fmt: skip
SOURCES = [{"name": TEXT, "terms": TEXT, "citation": TEXT, "passes": lambda passes: isinstance(passes, bool),
            "item": credits.is_item}]  # where events from elsewhere are drawn  # fmt: skip
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
    return read(paths.figures() / f"{figure_id}.json")


def every() -> list[dict[str, Any]]:
    """Return every record in reading order: by notebook, then by id."""
    found = [read(paths.figures() / f"{figure_id}.json") for figure_id in ids()]
    return sorted(found, key=lambda record: (record["notebook"], record["id"]))


def read(file: Path) -> dict[str, Any]:
    """Return the record in a file. Raises Refused if it is not one, with the part that is wrong."""
    try:
        found = _read(file.read_text(encoding="utf-8"), file.stem)
    except Refused:
        raise
    except (OSError, ValueError, RecursionError) as error:
        raise Refused(f"{file.name}: can't be read ({error})") from None
    return found | {"doi": found["doi"] or identifiers.doi(found["data"]["version"]) or None}


@lru_cache(maxsize=256)
def _read(text: str, figure_id: str) -> dict[str, Any]:
    """Return the record that a text is, so that the same one is judged once."""
    found = json.loads(text)
    if not isinstance(found, dict) or found.get("id") != figure_id:
        raise Refused(f"{figure_id}.json: not the record of {figure_id}")
    if wrong := fault(found) or fault(found.get("sources", []), SOURCES, "sources"):
        raise Refused(f"{figure_id}.json: a damaged record: {wrong}; `bluebook figures {figure_id}` remakes it")
    return found


def version_of(figure_id: str, key: str) -> tuple[str, str]:
    """Return version and day of the release in which a figure last changed.

    They are those of the published figure of this id as long as it shows the same (its key is `key`), so that a citation
    stays true when other rows are added; else those of the current record.
    """
    try:
        data = json.loads((paths.published() / f"{figure_id}.json").read_text(encoding="utf-8"))["data"]
        same = data["key"] == key
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        same = False
    return (data["version"], data["released"]) if same else (codebook.VERSION, codebook.RELEASED.isoformat())


def text(record: Mapping[str, Any]) -> str:
    """Return a record as it is written, JSON with one line per part."""
    lines = [f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}" for name, part in record.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def fault(value: Any, shape: Any = None, place: str = "") -> str:
    """Return what is wrong with a record or a part of it, as the end of a sentence; empty if it is valid."""
    shape = shape or SHAPE
    if callable(shape):
        return "" if shape(value) else f"{place} is not what it should be"
    if isinstance(shape, str):
        return "" if isinstance(value, str) and re.fullmatch(shape, value, re.DOTALL) else f"{place} is not what it should be"
    if not isinstance(value, type(shape)):
        return f"{place or 'it'} is not of the right kind"
    if isinstance(shape, list):
        return next(filter(None, (fault(part, shape[0], place) for part in value)), "")
    parts = dict.fromkeys(value, shape[ANY]) if ANY in shape else shape
    lacking = [name for name in parts if name not in value]
    if lacking:
        return f"{place} has no {lacking[0]}".strip()
    return next(filter(None, (fault(value[name], part, f"{place}.{name}".lstrip(".")) for name, part in parts.items())), "")


def files(figure_id: str) -> dict[str, bytes]:
    """Return the files of one figure that are there, by name."""
    places = [paths.figures() / f"{figure_id}.{ending}" for ending in ENDINGS]
    return {place.name: place.read_bytes() for place in places if place.exists()}
