"""The events as the browser takes them: what they name, in both languages, and a file of short rows for each year.

A file is a script that calls bluebook.names or bluebook.part, because a page opened from a disk may not fetch data.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from bluebook.record import spellings, values
from bluebook.site import cells, words
from bluebook.site.cells import Rows
from bluebook.views import names

NAMED, PART = "record/names.js", "record/parts/{}.js"  # from the site's root
LISTS = {"level": "level", "channel": "channel", "label": "label", "topic": "topics", "source": "source_kind"}
TERMS = {"source": "source_kind"}  # name here -> list in terms.csv, where they differ
MANY = ("partner", "japan", "lead", "topic")
ROW = {"partner": "partners", "level": "level", "channel": "channel", "label": "label", "city": "venue_city",
       "country": "venue_country", "occasion": "occasion", "japan": "japan_lead", "lead": "partner_leads", "topic": "topics",
       "source": "source_kind", "publisher": "source_publisher"}  # fmt: skip
POOLS = {"country": "partner", "japan": "person", "lead": "person"}  # what is named by the list of another


def files() -> dict[str, bytes]:
    """Return path from the site's root -> content: the names, and the rows of each year."""
    rows = cells.raw("events")
    pools = {name: found(name, rows) for name in ("partner", "person", "city", "occasion", "publisher", *LISTS)}
    years = {year: list(part) for year, part in groupby(rows, lambda row: row["date"][:4])}
    about = {"covered": covered(), "years": {year: len(part) for year, part in years.items()},
             "days": [rows[0]["date"], rows[-1]["date"]]}  # fmt: skip
    made = {NAMED: call("names(", said(pools) | about)}
    return made | {PART.format(year): call(f'part("{year}", ', lines(part, pools)) for year, part in years.items()}


def found(name: str, rows: Rows) -> list[str]:
    """Return every value that a list of names has to know, each once: terms in the order of their list, others sorted."""
    columns = [column for one, column in ROW.items() if POOLS.get(one, one) == name]
    there = {value for row in rows for column in columns for value in row[column].split(";") if value}
    if name in LISTS:
        order = [row["term"] for row in cells.raw("terms") if row["list"] == TERMS.get(name, name)]
        return [term for term in order if term in there]
    return sorted(there)


def said(pools: Mapping[str, list[str]]) -> dict[str, list[list[str]]]:
    """Return for each list: code, English, Japanese and other spellings of every value."""
    both = [cells.words(lang) for lang in words.LANGS]
    city, occasion = partial(names.city, lang="ja"), partial(names.occasion, lang="ja")
    japanese: dict[str, Callable[[str], str]] = {"person": people(), "city": city, "occasion": occasion}
    others = {row["name"]: row["aliases"].replace(";", "; ") for row in cells.raw("people")}

    def called(name: str, value: str) -> list[str]:
        if name == "partner":
            return [*(one.names[value] for one in both), "; ".join(spellings.ALIASES.get(value, ()))]
        if name in LISTS:
            return [*(one.label([TERMS.get(name, name)], value) for one in both), ""]
        return [value, japanese.get(name, str)(value), others.get(value, "") if name == "person" else ""]

    return {name: [[value, *called(name, value)] for value in values] for name, values in pools.items()}


def people() -> Callable[[str], str]:
    """Return what tells a person's name in Japanese; all are looked up at once, for there are hundreds."""
    known = {spelling: row["name_ja"] for row in cells.raw("people") for spelling in (row["name"], *row["aliases"].split(";"))}
    return lambda name: known.get(name) or names.person(name, "ja")


def lines(rows: Rows, pools: Mapping[str, list[str]]) -> list[list[Any]]:
    """Return rows as lists: the id, the place of each value in its list (-1 where there is none), the page behind it."""
    places = {name: {value: place for place, value in enumerate(pool)} for name, pool in pools.items()}
    return [[row["event_id"], *(_placed(one, row[column], places[POOLS.get(one, one)]) for one, column in ROW.items()),
             row["source_url"] if values.is_address(row["source_url"]) else ""] for row in rows]  # fmt: skip


def _placed(name: str, cell: str, places: Mapping[str, int]) -> int | list[int]:
    if name in MANY:
        return [places[value] for value in cell.split(";") if value]
    return places[cell] if cell else -1


def covered() -> dict[str, dict[str, list[int]]]:
    """Return partner -> level -> the years that coverage.csv says something about; the others were not collected."""
    told: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in cells.raw("coverage"):
        for code in row["partners"].split(";"):
            told[code][row["level"]].add(int(row["year"]))
    return {code: {level: sorted(years) for level, years in sorted(levels.items())} for code, levels in sorted(told.items())}


def call(opening: str, value: Any) -> bytes:
    """Return a script that hands a value over to the page, a line per row, and that ends no element wherever it stands."""
    return f"bluebook.{opening}{harmless(dumped(value))});\n".encode()


def dumped(value: Any) -> str:
    """Return JSON without blanks, one line per entry of a list and per list of a mapping."""
    if isinstance(value, Mapping):
        return "{" + ",\n".join(f"{json.dumps(key)}:{dumped(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(map(_tight, value)) + "]"
    return _tight(value)


def _tight(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def harmless(text: str) -> str:
    """Return JSON that ends no script element, wherever it stands."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

