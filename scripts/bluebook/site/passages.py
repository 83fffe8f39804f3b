"""The texts of a notebook on its page: cells of text, and sentences that cells of code computed.

Every cell of text goes through `prose`, every computed sentence through `spoken`, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bluebook.figures import galleries
from bluebook.site import bases, cells, translations, words
from bluebook.site.grids import Shown
from bluebook.site.labels import ID, labels

Cell = Mapping[str, Any]
LINKS = {r"\.\./data/README\.md": "record/codebook.html", r"\.\./README\.md(#[\w-]*)?": "rerun.html"}
NAMED = re.compile(rf"\[({ID.pattern})\]\((https?://[^)\s]*)\)|{ID.pattern}")  # an id, and one that leads to its page elsewhere
MARKS = re.compile(r"([\\`*_\[\]<>])")  # what Markdown would take for more than a letter


@cache
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
    home, own = root + words.tree(one.lang), ("JPN", one.asked.partner)
    said = translations.quoted(text.replace("<", "&lt;"), one.lang)
    return NAMED.sub(lambda found: _led(found[1] or found[0], own, one.lang, home) + _sourced(found[2], one.lang), said)


def _sourced(address: str | None, lang: str) -> str:
    """Return a link to the page behind a row that says whose it is; empty without one."""
    return f" ([{_plain(labels(lang).page(address).striptags())}]({address}))" if address else ""


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", text)


def _led(row_id: str, own: tuple[str, ...], lang: str, home: str) -> str:
    """Return a link to a row, called by its day and by who took part beside those that the page is about."""
    if row_id not in _rows():
        return row_id
    said, (codes, day) = cells.words(lang), _rows()[row_id]
    others = [said.names[code] for code in codes.split(";") if code not in own]
    called = "+".join(others) if len(others) < 3 else words.say("partners_n", lang, n=len(others))
    return f"[{_plain(f'{called} {said.day(day)}'.strip())}]({home}{bases.bases([row_id], lang)[0].place})"


@cache
def _rows() -> dict[str, tuple[str, str]]:
    """Return id of an event, document or visit -> who took part, and its day."""
    columns = {"events": ("event_id", "partners", "date"), "documents": ("doc_id", "issuers", "date"),
               "visits": ("visit_id", "traveller_country", "start_date")}  # fmt: skip
    return {row[key]: (row[who], row[day]) for table, (key, who, day) in columns.items() for row in cells.raw(table)}


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
