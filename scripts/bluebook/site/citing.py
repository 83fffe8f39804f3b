"""How to cite: the record as a whole, a figure, a row; as a line, and for reference managers."""

from __future__ import annotations

from typing import Any

from bluebook.figures import citations, records, wholes
from bluebook.ground import paths
from bluebook.site import cells, entries, frames
from bluebook.site.cells import Words

EXAMPLE = "tempo-usa-2022"
NAMES = {"bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON", "cff": "Citation File Format"}


def page(words: Words) -> str:
    """Return the page that says how to cite."""
    known = records.ids()
    figure = records.record(EXAMPLE if EXAMPLE in known else known[0]) if known else None
    row = cells.raw("events")[0]
    parts = [_record(words), *([_part("figure", figure, words)] if figure else []),
             _part("one_row", entries.citable(row, words), words)]  # fmt: skip
    return frames.template("record/cite.html").render(w=words, parts_=parts, example=figure["id"] if figure else EXAMPLE)


def _record(words: Words) -> dict[str, Any]:
    """Return how the record is cited: the line of the README, and the citation file that lies in the project."""
    held = wholes.files()
    formats = [("BibTeX", held["citation.bib"]), ("RIS", held["citation.ris"]), ("CSL-JSON", held["citation.csl.json"]),
               (NAMES["cff"], (paths.ROOT / "CITATION.cff").read_text(encoding="utf-8"))]  # fmt: skip
    return {"id": "record", "title": words.say("cite_record"), "lede": "", "text": wholes.text(), "formats": formats}


def _part(kind: str, record: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return how a figure or a row is cited, in every format."""
    formats = [(name, citations.WRITERS[form](record)) for form, name in NAMES.items()]
    return {"id": kind, "title": words.say(f"cite_{kind}"), "lede": words.say(f"cite_{kind.removeprefix('one_')}_lede"),
            "text": citations.text(record), "formats": formats}  # fmt: skip
