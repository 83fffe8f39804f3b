"""What a page of the record says in one language, and how it shows a cell: always escaped, and a link only where it is safe.

A cell comes as the text that stands in the table. Free text stays as it was written and says so (lang="en") on a page in
another language.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pandas as pd
from markupsafe import Markup, escape

from bluebook.ground import fingerprints, paths, periods
from bluebook.ground.phrases import grouped
from bluebook.record import codebook, tables, values
from bluebook.site import callings, translations
from bluebook.site import words as site_words

Rows = list[dict[str, str]]  # of a table, each cell as text
WORDS = Path(__file__).parent / "record.csv"
ADDRESS = re.compile(r"https?://[^\s<>\"'()\u3000-\u9fff\uff00-\uffef]+[^\s<>\"'().,;:\u3000-\u9fff\uff00-\uffef]")
JAPANESE = re.compile(r"[\u3040-\u9fff]")
WORDS_IN_A_ROW = re.compile(r"[A-Za-z][\w'’.-]*(?:,? [A-Za-z][\w'’.-]*){2,}", re.ASCII)
# Hebrew, Arabic, and marks of direction
LEFTWARD = re.compile(r"[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
MANY = 5  # partners that are counted and no longer named
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet may take such a cell for a formula


def raw(name: str) -> Rows:
    """Return the rows of a table as text, in its order, after the codebook has let the table pass."""
    return list(_rows(name, paths.data(), _stamps(name, "terms", "countries")))


@lru_cache(maxsize=64)
def _rows(name: str, folder: Path, stamps: tuple) -> Rows:
    """Return the rows of a table. stamps: of the files that they depend on, so that what has changed is read again."""
    tables.table(name)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _stamps(*names: str) -> tuple:
    """Return when the files of tables were last written, and how large they are."""
    files = [paths.data() / f"{name}.csv" for name in names]
    return tuple((file.stat().st_mtime_ns, file.stat().st_size) if file.is_file() else () for file in files)


def prints(*but: str) -> list[str]:
    """Return the fingerprints of all tables but some: what a page that reads any of the others depends on."""
    names = [file.stem for file in sorted(paths.data().glob("*.csv")) if file.stem not in but]
    return [f"{name} {print}" for name, print in zip(names, _prints(paths.data(), tuple(names), _stamps(*names)), strict=True)]


@lru_cache(maxsize=8)
def _prints(folder: Path, names: tuple[str, ...], stamps: tuple) -> list[str]:
    return [fingerprints.of_file(folder / f"{name}.csv") for name in names]


@cache
def _columns(table: str) -> dict[str, dict[str, Any]]:
    return codebook.columns(table)


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before = + - @, a tab or a line break."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def csv_lines(rows: Iterable[Iterable[str]]) -> list[str]:
    """Return the rows as lines of CSV, each cell neutral and quoted where it has to be."""
    lines = []
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(map(neutral, row))  # so that cells with either sign are quoted
        lines.append(line.getvalue().removesuffix("\r\n"))
    return lines


def link(address: str, words: str | None = None) -> Markup:
    """Return a link to a page elsewhere, named by its host unless words are given; the bare text if it isn't http or https."""
    if not values.is_address(address):
        return escape(address if words is None else words)
    shown = words or (urlsplit(address).hostname or "")
    return Markup('<a href="{}">{}</a>').format(address, shown)


def prose(text: str) -> Markup:
    """Return free text with its http and https addresses as links."""
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        parts += [escape(text[end : found.start()]), link(found.group(), found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def apart(shown: Markup) -> Markup:
    """Return text set apart from what stands beside it where it runs from right to left."""
    return Markup("<bdi>{}</bdi>").format(shown) if LEFTWARD.search(shown) else shown


def event_address(event_id: str, root: str = "") -> str:
    """Return where the page of an event is, seen from a page that reaches the front page by `root`."""
    return f"{root}record/events/{quote(event_id, safe='')}.html"


@dataclass(frozen=True)
class Words:
    """All that pages in one language say: wordings, labels and meanings of terms, names of countries and cities."""

    lang: str
    wordings: Mapping[str, str]
    labels: Mapping[tuple[str, str], str]
    meanings: Mapping[tuple[str, str], str]
    names: Mapping[str, str]
    named: Mapping[str, str]  # as a sentence names them: the United States
    cities: Mapping[str, str]

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of all this."""
        return fingerprints.of_text(repr(self))

    def say(self, word: str, **values: object) -> str:
        """Return a wording, filled in; of two forms the one for a single thing where n is 1."""
        form = f"{word}_one" if values.get("n") == 1 and f"{word}_one" in self.wordings else word
        return self.wordings[form].format(**grouped(values))

    def told(self, word: str, **values: object) -> Markup:
        """Return a wording filled in with text, which is escaped, and with parts of the page."""
        return Markup(escape(self.wordings[word])).format(**values)

    def label(self, lists: Iterable[str], term: str) -> str:
        """Return the label of a term that stands in one of the lists."""
        return next((self.labels[name, term] for name in lists if (name, term) in self.labels), term)

    def free(self, text: str) -> Markup:
        """Return free text of a row, marked as English where the page is in another language, apart where it runs leftward."""
        shown = apart(prose(text))
        japanese = not text or (JAPANESE.search(text) and not WORDS_IN_A_ROW.search(text))
        return shown if self.lang == "en" or japanese else Markup('<span lang="en">{}</span>').format(shown)

    def phrase(self, english: str) -> Markup:
        """Return a short text of the project in the language of the page, marked as English where it isn't translated."""
        said = translations.phrase(english, self.lang)
        return self.free(english) if said == english else escape(said)

    def plain(self, english: str) -> str:
        """Return a short English text of the project in the language of the page, as text."""
        return translations.phrase(english, self.lang)

    def link(self, address: str, words: str | None = None) -> Markup:
        """Return a link to a page elsewhere, where the address is one."""
        return link(address, words)

    def partners(self, codes: str) -> str:
        """Return the names of the partners in a cell."""
        return self.listing([self.names[code] for code in codes.split(";") if code])

    def few(self, codes: str) -> str:
        """Return the names of the partners in a cell, or their number where they are many."""
        number = codes.count(";") + 1
        return self.partners(codes) if number < MANY else site_words.say("partners_n", self.lang, n=number)

    def listing(self, parts: Iterable[str]) -> str:
        """Return the parts one after the other."""
        return ("、" if self.lang == "ja" else ", ").join(parts)

    def joined(self, parts: Iterable[str | Markup]) -> Markup:
        """Return the parts one after the other, each escaped unless it is HTML already."""
        return Markup(self.listing(map(escape, parts)))

    def day(self, text: str) -> str:
        """Return a day in words, or a year or a month as it stands."""
        return _day(text, self.lang)

    def year(self, text: str) -> str:
        """Return a year in words."""
        return f"{text}年" if self.lang == "ja" else text

    def cell(self, table: str, column: str, cell: str, root: str = "") -> Markup:
        """Return a cell as a reader sees it: labels for terms, names for codes, links for addresses and ids."""
        details = _columns(table)[column]
        parts = [part for part in (cell.split(";") if details["many"] else [cell]) if part]
        shown = [self._value(column, details, part, root) for part in parts]
        return self.joined(shown)

    def _value(self, column: str, details: Mapping[str, Any], value: str, root: str) -> Markup:
        if details["kind"] == "address":
            return link(value)
        if details["refers"]:
            return self.reference(details["refers"], value, root)
        if details["kind"] == "term":
            return escape(self.label(details["lists"], value))
        if details["kind"] != "text" or details["unique"]:
            return escape(self.names.get(value, value) if details["kind"] == "country" else self.day(value))
        return self.name(column, value)

    def name(self, column: str, value: str) -> Markup:
        """Return what a cell of a column of text says: in Japanese the name where there is one, else the text as it stands."""
        called = callings.called(column, value, self.lang)
        return self.free(value) if called is None else escape(called)

    def reference(self, refers: str, value: str, root: str) -> Markup:
        """Return a link to the row that an id names: an event's page, or the line of a document."""
        places = {"events.event_id": event_address(value, root),
                  "documents.doc_id": f"{root}record/documents.html#{quote(value, safe='')}"}  # fmt: skip
        return Markup('<a href="{}">{}</a>').format(places[refers], value) if refers in places else escape(value)


@cache
def _day(text: str, lang: str) -> str:
    return periods.day_of(pd.Timestamp(text), lang) if values.is_day(text) else text


def words(lang: str) -> Words:
    """Return the words of one language, from the site's wordings and the tables of terms, countries and places."""
    return _words(lang, paths.data(), _stamps("terms", "countries", "places"))


@lru_cache(maxsize=8)
def _words(lang: str, folder: Path, stamps: tuple) -> Words:
    with WORDS.open(encoding="utf-8", newline="") as file:
        wordings = {row["word"]: row[lang] for row in csv.DictReader(file)}
    terms, places = raw("terms"), raw("countries")
    return Words(
        lang, wordings,
        {(row["list"], row["term"]): row[f"label_{lang}"] for row in terms},
        {(row["list"], row["term"]): row["meaning"] for row in terms},
        {row["code"]: row[f"name_{lang}"] for row in places},
        {row["code"]: f"{row['article']} {row['name_en']}".strip() if lang == "en" else row["name_ja"] for row in places},
        {row["city"]: row["city_ja"] for row in raw("places")},
    )  # fmt: skip
