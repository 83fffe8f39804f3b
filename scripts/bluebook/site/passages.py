"""The texts of a notebook on its page: cells of text, and sentences that cells of code computed.

Every cell of text goes through `prose`, every computed sentence through `spoken`, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bluebook.figures import galleries
from bluebook.site import bases, cells, words
from bluebook.site.cells import Words
from bluebook.site.grids import Shown
from bluebook.site.labels import ID

Cell = Mapping[str, Any]
LINKS = {r"\.\./data/README\.md": "record/codebook.html", r"\.\./README\.md(#[\w-]*)?": "rerun.html"}
MARKS = re.compile(r"([\\`*_\[\]<>])")  # what Markdown would take for more than a letter


def title(notebook: str, lang: str) -> str:
    """Return the title of a notebook in one language."""
    return galleries.question(f"{notebook}.ipynb") if lang == "en" else words.say(f"title_{notebook[3:]}", lang)


def prose(cell: Cell, one: Shown, root: str) -> dict[str, Any]:
    """Return a cell of text with its links leading to pages of the site."""
    home, source = root + words.tree(one.lang), "".join(cell["source"])
    source = re.sub(r"\]\((\d\d-[\w-]+)\.ipynb\)", rf"]({home}notebooks/\1.html)", source)
    for place, page in LINKS.items():
        source = re.sub(rf"\]\({place}\)", f"]({home}{page})", source)
    return {**cell, "source": source}


def spoken(cell: Cell, text: str, one: Shown, root: str) -> str:
    """Return a sentence that a cell of code computed, as Markdown: its ids lead to their rows, its tags are text."""
    known, home = _rows(one.lang), root + words.tree(one.lang)
    return ID.sub(lambda found: _led(found[0], known, home), text.replace("<", "&lt;"))


def _led(row_id: str, known: Mapping[str, tuple[str, str]], home: str) -> str:
    if row_id not in known:
        return row_id
    said, place = known[row_id]
    plain = MARKS.sub(r"\\\1", said)
    return f"[{plain}]({home}{place})"


@cache
def _rows(lang: str) -> dict[str, tuple[str, str]]:
    """Return id of a row -> how a sentence calls it, without a comma, and the page that shows it."""
    known = dict(_called(cells.words(lang)))
    return {key: (said, base.place) for (key, said), base in zip(known.items(), bases.bases(known, lang), strict=True)}


def _called(said: Words) -> Iterator[tuple[str, str]]:
    for row in cells.raw("events"):
        yield row["event_id"], _dated(said, row["partners"], row["date"])
    for row in cells.raw("documents"):
        yield row["doc_id"], _dated(said, row["issuers"], row["date"])
    for row in cells.raw("visits"):
        yield row["visit_id"], f"{row['traveller']} {said.day(row['start_date'])}"


def _dated(said: Words, codes: str, day: str) -> str:
    """Return Viet Nam 26 September 2022; of more than two partners their number."""
    others = [code for code in codes.split(";") if code != "JPN"] or ["JPN"]
    many = words.say("partners_n", said.lang, n=len(others))
    return f"{'+'.join(said.names[code] for code in others) if len(others) < 3 else many} {said.day(day)}"


def parted(cell: Cell) -> tuple[str, str]:
    """Return the heading that a cell of text begins with, empty if none, and the rest of its text."""
    found = re.match(r"#+ (.*)\n*", "".join(cell["source"]))
    return (found[1].strip(), "".join(cell["source"])[found.end() :]) if found else ("", "".join(cell["source"]))


def anchor(cell: Cell) -> str:
    """Return the mark from which the press takes a heading's address: the cell's id, which stays when the words change."""
    return f'<span data-anchor="{name(cell)}"></span>'


def name(cell: Cell) -> str:
    """Return the address of a cell's heading on its page."""
    return str(cell["id"]).removesuffix("-note")
