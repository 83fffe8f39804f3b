"""What is behind a figure: each row that it draws, in words and with its place in the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from bluebook.site import callings, cells
from bluebook.site.cells import Words


@dataclass(frozen=True)
class Basis:
    """One row behind a figure: what it is, and the page that shows it, from the root of the language's tree; empty if none."""

    said: str
    place: str = ""
    english: bool = False


def bases(ids: Iterable[str], lang: str) -> list[Basis]:
    """Return the rows named by a figure's record in their order; an id of another file than the record's stands as it is."""
    known = _known(lang)
    return [known.get(one, Basis(one, english=True)) for one in ids]


@cache
def _known(lang: str) -> dict[str, Basis]:
    words = cells.words(lang)
    events = {row["event_id"]: Basis(_event(row, words), cells.event_address(row["event_id"])) for row in cells.raw("events")}
    titles = {"documents": ("doc_id", "date", "title"), "visits": ("visit_id", "start_date", "traveller"),
              "leads": ("lead_id", "date", "what")}  # fmt: skip
    others = {row[key]: _other(table, row[key], row[day], title, row[title], words)
              for table, (key, day, title) in titles.items() for row in cells.raw(table)}  # fmt: skip
    return events | others


def _other(table: str, row_id: str, day: str, column: str, text: str, words: Words) -> Basis:
    called = callings.called(column, text, words.lang)
    return Basis(words.listing([words.day(day), called or text]), _anchor(table, row_id), english=called is None)


def _anchor(table: str, row_id: str) -> str:
    return f"record/{table}.html#{quote(row_id, safe='')}"


def _event(row: dict[str, str], words: Words) -> str:
    return words.listing([words.day(row["date"]), words.few(row["partners"]), words.label(["level"], row["level"])])
