"""Rows of the record in one line each, and the page behind each: what a mark of a figure is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd

from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names

NAMED = 3  # partners; more are counted


@dataclass(frozen=True)
class Row:
    """One row: its id, what it is called, and the address of the page behind it."""

    name: str
    title: str
    page: str


class Speech:
    """The names of one language, each looked up once."""

    def __init__(self, lang: str) -> None:
        """Choose the language."""
        self.lang, self.between = lang, "、" if lang == "ja" else ", "
        self.country = cache(partial(tables.country, lang=lang, in_text=True))
        self.city, self.person = cache(partial(names.city, lang=lang)), cache(partial(names.person, lang=lang))
        self.levels, self.channels = (tables.labels(name, lang) for name in ("level", "channel"))

    def said(self, when: object, *parts: str) -> str:
        """Return a title: the day, or the month where no day is known, and the parts."""
        day = when if isinstance(when, str) else f"{when:%Y-%m-%d}"
        if self.lang == "ja":
            day = periods.span(pd.Timestamp(periods.first_day(day)), pd.Timestamp(periods.last_day(day)), self.lang)
        return f"{day} · {self.between.join(part for part in parts if part)}"


def known(ids: Iterable[str], lang: str = "en") -> dict[str, Row]:
    """Return the rows of these ids: events, documents, visits, journeys on the lists of the Office of the Historian."""
    found: dict[str, Row] = {}
    wanted, speech = set(ids), Speech(lang)
    for table, key, title in TABLES:
        if wanted:
            every = tables.table(table)
            own = every[every[key].isin(wanted)].to_dict("records")
            found |= {row[key]: Row(row[key], title(row, speech), row["source_url"]) for row in own}
            wanted -= set(found)
    return found


def several(rows: Iterable[Row], lang: str = "en", shown: int = 4) -> str:
    """Return what a mark of several rows is called: how many they are, and the ids of the first."""
    ids = [row.name for row in rows]
    more = " …" if len(ids) > shown else ""
    return tables.say("mark_several", lang, n=len(ids), ids="; ".join(ids[:shown]) + more)


def event(row: Mapping[str, Any], speech: Speech) -> str:
    """Return an engagement: 2022-05-23 · Japan and the United States, summit, Tokyo."""
    partners, lang = row["partners"], speech.lang
    sides = [speech.country(code) for code in ("JPN", *partners)]
    who = "・".join(sides) if lang == "ja" else periods.joined(sides)
    if len(partners) > NAMED:
        who = tables.say("mark_partners", lang, n=len(partners))
    country = speech.country(row["venue_country"]) if row["venue_country"] else ""
    where = speech.city(row["venue_city"]) or country or _lower(speech.channels[row["channel"]])
    return speech.said(row["date"], who, _lower(speech.levels[row["level"]]), where)


def document(row: Mapping[str, Any], speech: Speech) -> str:
    """Return a document: its day and title, in Japanese what it is."""
    return speech.said(row["date"], names.document(row) if speech.lang == "ja" else row["title"])


def visit(row: Mapping[str, Any], speech: Speech) -> str:
    """Return a visit: its first day, who went and where to."""
    where = speech.city(row["cities"][0]) if row["cities"] else speech.country(row["visited_country"])
    return speech.said(row["start_date"], speech.person(row["traveller"]), where)


def journey(row: Mapping[str, Any], speech: Speech) -> str:
    """Return a journey on a list: its first day, who went and to which country."""
    return speech.said(row["start_date"], speech.person(row["traveller"]), speech.country(row["visited_country"]))


TABLES: list[tuple[str, str, Callable[[Mapping[str, Any], Speech], str]]] = [
    ("events", "event_id", event), ("documents", "doc_id", document), ("visits", "visit_id", visit),
    ("historian", "historian_id", journey),
]  # fmt: skip


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
