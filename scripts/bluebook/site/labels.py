"""Headers and cells of a printed table in words: labels for codes, names for countries, links for ids and addresses.

What no list, table or heading knows stays as it was printed; on a page in another language it is marked as English.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from markupsafe import Markup, escape

from bluebook.ground import periods
from bluebook.record import codebook, values
from bluebook.site import bases, callings, cells, traces
from bluebook.site.cells import Words
from bluebook.site.printouts import NUMBER
from bluebook.site.traces import NOTHING, Trace
from bluebook.views.words import headed, in_words

TABLES = Path(__file__).parent / "tables.csv"
YEARS = ("year", "code", "order")  # columns whose numbers are names
TRUTH = {"True": "yes", "False": "no"}
ID = re.compile(r"(?:lead-)?\d{4}-\d\d(?:-\d\d)?-[A-Z][\w+-]*|BB\d{4}-[\w+-]+")  # of an event, document, visit, lead, statement
HELD = re.compile(r"(.+), ([A-Z]{3,5})")  # a person and a country
COUNTED = re.compile(r"(.+): (\d+)")
PAIR = re.compile(r"'(\w+)': (\d+)")
OCCASION = re.compile(r"\(([^()]*?), \d+\)|\(([^()]+…)$")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
SEVERAL = re.compile(r", (?!D\.C\.)")
SPOKEN = ("coverage_status", "channel", "level", "format", "lane", "venue", "event_medium")  # lists of codes in headers


@dataclass(frozen=True, eq=False)
class Labels:
    """What headers and cells say in one language."""

    words: Words
    known: Mapping[str, Mapping[str, str]]  # tables.csv by name
    lists: Mapping[str, tuple[str, ...]]  # column -> closed lists of its codes
    english: Mapping[str, str]  # what the notebooks write in English -> the same in the language of the page

    def heading(self, column: str, notebook: str = "") -> Markup:
        """Return the header of a column in words; notebook: the number of one that has words of its own for it."""
        for name in (f"{notebook}:{column}", column):
            if name in self.known:
                return escape(self.known[name][self.words.lang])
        return self.when(column) if values.is_when(column) else self.code(column, column)

    def code(self, column: str, text: str) -> Markup:
        """Return a code in words, or free text as it stands."""
        if f"{column}={text}" in self.known:
            return escape(self.known[f"{column}={text}"][self.words.lang])
        if (found := self.words.label((*self.lists.get(column, ()), *SPOKEN), text)) != text:
            return escape(found)
        if text in self.known:
            return escape(self.known[text][self.words.lang])
        called = callings.called(column, text, self.words.lang)
        return self._text(text) if called is None else escape(called)

    def _text(self, text: str) -> Markup:
        if text in _described() and text in self.words.wordings:
            return escape(self.words.say(text))
        if text in self.words.names:
            return escape(self.words.names[text])
        if (held := HELD.fullmatch(text)) and held[2] in self.words.names:
            return self.words.joined([self._text(held[1]), escape(self.words.names[held[2]])])
        if (counted := COUNTED.fullmatch(text)) and counted[1] in self.words.wordings:
            return escape(headed(self.words.say(counted[1]), counted[2], self.words.lang))
        if text in self.english:
            return escape(self.english[text])
        return escape(text) if JAPANESE.search(text) else self.words.free(text)

    def cell(self, column: str, shown: str, line: Trace, root: str) -> Markup:
        """Return a cell in words. line: where its line comes from; root leads from the page to the front page of its tree."""
        text = line.whole(column, shown)
        if text in NOTHING:
            return Markup("–" if text else "")
        if text in TRUTH:
            return escape(self.words.say(TRUTH[text]))
        if text.startswith(("http://", "https://")):
            return self.page(text)
        if NUMBER.fullmatch(text):
            return escape(text if column in YEARS else number(text))
        return _parts(self, column, text, root)

    def parts(self, column: str, text: str, root: str) -> Markup:
        """Return a cell that may hold several values in words: the labels of codes, and a link for the id of a row."""
        if text.startswith("{"):
            return escape(printed(text, self.words.lang))
        if text.startswith("(("):
            return self.words.joined(self._text(one or cut) for one, cut in OCCASION.findall(text) if one or cut)
        elif text.startswith(("[", "(")):
            parts = SEVERAL.split(text[1:].rstrip(",)]"))
        else:
            parts = text.split(";") if ID.match(text) else [text]
        return self.words.joined(self._part(column, part, root) for part in parts if part)

    def _part(self, column: str, part: str, root: str) -> Markup:
        if ID.search(part):
            return self.linked(part, root)
        return self.when(part) if values.is_when(part) else self.code(column, part)

    def when(self, text: str) -> Markup:
        """Return a day or a month in words, a year as it stands."""
        month = periods.month(pd.Timestamp(text), self.words.lang) if text.count("-") == 1 else text
        return escape(self.words.day(month))

    def linked(self, text: str, root: str) -> Markup:
        """Return text in which each id of a row is the row in words and leads to its page."""
        parts, end = [], 0
        for found in ID.finditer(text):
            parts += [self.words.free(text[end : found.start()]), self.row(found.group(), root)]
            end = found.end()
        return Markup("").join([*parts, self.words.free(text[end:])])

    def row(self, row_id: str, root: str) -> Markup:
        """Return a row of the record in words, leading to its page; an id that is cut or not known stays as it is."""
        if row_id in _statements():
            return escape(_statements()[row_id][f"says_{self.words.lang}"])
        base = bases.bases([row_id], self.words.lang)[0]
        said = self.words.free(base.said) if base.english else escape(base.said)
        return Markup('<a href="{}{}">{}</a>').format(root, base.place, said) if base.place else said

    def page(self, address: str) -> Markup:
        """Return a link to a page elsewhere that says whose it is: MOFA, or MOFA (gov-base.info) for a copy."""
        owner, copy = traces.owner(address)
        owner = callings.called("source_publisher", owner, self.words.lang) or owner
        host = re.sub(r"^https?://(?:www\.)?([^/]*).*$", r"\1", address.removesuffix("…"))
        said = f"{owner} ({host})" if copy else owner or host
        return escape(said) if address.endswith("…") else cells.link(address, said)


@cache
def _parts(said: Labels, column: str, text: str, root: str) -> Markup:
    """Return a cell in words; most stand in many lines."""
    return said.parts(column, text, root)


def number(text: str) -> str:
    """Return a number as a reader writes it: 1,179 and −0.13."""
    whole, point, rest = text.removeprefix("-").partition(".")
    return "−" * text.startswith("-") + f"{int(whole):,}{point}{rest}" if whole.isdigit() else text


def printed(text: str, lang: str) -> str:
    """Return a printed total with its split by channel in words; … where the cell is cut."""
    return total({part: int(n) for part, n in PAIR.findall(text)}, lang, " …" * text.endswith("…"))


def total(stated: Mapping[str, int], lang: str, more: str = "") -> str:
    """Return a total with its split by channel, or the split alone: 8 (5 in person, 1 by video and 2 by telephone)."""
    split = in_words({part: n for part, n in stated.items() if part != "total"}, lang) + more
    if "total" not in stated:
        return split
    return f"{stated['total']}" + (f" ({split})" if split else "")


@cache
def _described() -> dict[str, tuple[str, ...]]:
    """Return column of any table -> the closed lists of its codes."""
    found: dict[str, tuple[str, ...]] = {}
    for table in codebook.MODELS:
        for name, column in codebook.columns(table).items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *(column["lists"] if column["kind"] == "term" else ()))))
    return found


@cache
def _statements() -> dict[str, dict[str, str]]:
    return {row["statement_id"]: row for row in cells.raw("statements")}


@cache
def labels(lang: str) -> Labels:
    """Return the labels of one language."""
    with TABLES.open(encoding="utf-8", newline="") as file:
        known = {row["name"]: row for row in csv.DictReader(file)}
    lists = {name: tuple(row["lists"].split(";")) for name, row in known.items() if row["lists"]}
    return Labels(cells.words(lang), known, _described() | lists, dict(_english(cells.words(lang))))


def _english(words: Words) -> Iterator[tuple[str, str]]:
    """Yield what a notebook writes in English, and the same in the language of the words."""
    if words.lang == "en":
        return
    plain = cells.words("en")
    yield from ((row["name"], row[f"name_{words.lang}"]) for row in cells.raw("people"))
    yield from ((plain.labels[key], label) for key, label in words.labels.items() if key[0] not in ("wording", "chart"))
    yield from ((plain.names[code], name) for code, name in words.names.items())
    yield from ((row["name"], row[f"name_{words.lang}"]) for row in cells.raw("occasions"))
    yield from words.cities.items()
