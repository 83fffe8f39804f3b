"""A table of a notebook as a reader wants it: in words, without row numbers, in a region that scrolls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bluebook.site import cells, frames, words
from bluebook.site.labels import Labels, labels
from bluebook.site.printouts import GAP, NUMBER, Cell, Printout, gap, read
from bluebook.site.traces import NOTHING, Trace, trace

DATES = ("date", "start_date")
NAMED = {"event_id", "meeting"}  # columns that lead to the event already
LONG = 28  # letters; a cell of more may break into lines


def sheet(html: str, name: str, lang: str, root: str, notebook: str = "", more: str = "") -> str:
    """Return a table of pandas in the words of one language.

    name: as a screen reader calls it. root leads from the page to the site's root. notebook: its number, as in 02.
    more: the page that has all rows where the table is of events and leaves some out.
    """
    printed, said = plain(read(html)), labels(lang)
    skip, numeric = int(printed.numbered), numbers(printed)
    traces = [trace(dict(zip(printed.columns, line, strict=True))) for line in printed.whole()]
    rows = [list(_row(row, traced, printed, numeric, said, root + words.tree(lang)))[skip:] if not gap(row) else []
            for row, traced in zip(printed.rows, traces, strict=True)]  # fmt: skip
    return frames.template("sheet.html").render(
        name=name, tops=[list(_top(top, printed, said))[skip:] for top in printed.tops], rows=rows, left_out=printed.left_out,
        more=more if any(traced.event for traced in traces) else "",
        heads=[{"text": said.heading(column, notebook) if column else "", "number": figures}
               for column, figures in zip(printed.columns, numeric, strict=True)][skip:],
        say=lambda key, **more: words.say(key, lang, **more),
    )  # fmt: skip


def plain(printed: Printout) -> Printout:
    """Return a table whose whole numbers are written so: 216 where pandas writes 216.0 down a column or 28.00 along a row."""
    columns = zip(*printed.whole(), strict=True) if printed.rows else []
    whole = [all(text in (*NOTHING, GAP) or text.endswith(".0") for text in column) for column in columns]
    rows = []
    for row in printed.rows:
        along = all(text.endswith(".00") for text in (cell.text for cell in row) if NUMBER.fullmatch(text))
        rows.append(tuple(replace(cell, text=re.sub(r"\.00?$", "", cell.text)) if along or whole[at] else cell
                          for at, cell in enumerate(row, len(printed.columns) - len(row))))  # fmt: skip
    return replace(printed, rows=tuple(rows))


def numbers(printed: Printout) -> list[bool]:
    """Return for each column whether it has numbers only."""
    columns = zip(*printed.whole(), strict=True) if printed.rows else [[]] * len(printed.columns)
    stated = ([text for text in column if text not in (*NOTHING, GAP)] for column in columns)
    return [bool(column) and all(map(NUMBER.fullmatch, column)) for column in stated]


def _top(top: Sequence[Cell], printed: Printout, said: Labels) -> Iterator[dict[str, Any]]:
    yield from ({"text": "", "wide": 1} for _ in range(printed.index))
    yield from ({"text": said.heading(cell.text), "wide": cell.wide} for cell in top[printed.index :])


def _row(row: Sequence[Cell], traced: Trace, printed: Printout, numeric: Sequence[bool], said: Labels,
         root: str) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield the cells of a row as the template shows them; the day of an event leads to its page."""
    place = len(printed.columns) - len(row)
    for at, cell in enumerate(row, place):
        text = said.cell(printed.columns[at], cell.text, traced, root)
        led = printed.columns[at] in DATES and traced.event and not {*printed.columns} & NAMED
        if led:
            text = Markup('<a href="{}">{}</a>').format(cells.event_address(traced.event, root), text)
        yield {"text": text, "head": cell.head, "high": cell.high,
               "long": len(text) > LONG and len(text.striptags()) > LONG,
               "number": numeric[at] or NUMBER.fullmatch(cell.text)}  # fmt: skip

