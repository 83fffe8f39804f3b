"""Which rows stand behind a mark, kept where matplotlib keeps an address, so that a picture can name and link its marks.

Nothing of it is drawn. In an SVG it is written as a link to a fragment, which `figures.marks` turns into titles and links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

AND, NEXT = ";", "|"  # between the rows of one mark; between marks that are one artist, such as a row of dots


def rows(ids: Iterable[str]) -> str | None:
    """Return what a mark is given as its `url`: the ids of its rows; None where it has none."""
    return marks([AND.join(ids)])


def marks(each: Iterable[str]) -> str | None:
    """Return what an artist of several marks is given as its `url`, from the ids of each mark; None where none has any."""
    said = NEXT.join(each)
    return f"#{said}" if said.strip(NEXT) else None


def said(url: str) -> list[list[str]]:
    """Return the ids of each mark that a `url` of these says."""
    return [[name for name in mark.split(AND) if name] for mark in url.removeprefix("#").split(NEXT)]


def apart(cells: pd.Series | None) -> Iterator[str | None]:
    """Yield the `url` of each row of some cells, cell by cell, then None for ever: for blocks drawn one after another."""
    for ids in () if cells is None else cells:
        yield from (rows([name]) for name in ids)
    while True:
        yield None
