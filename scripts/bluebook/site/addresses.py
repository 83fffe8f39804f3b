"""Where people, countries and occasions have their pages, and links to them under their names in the reader's language.

An address is made from the name alone, in ASCII, so that it stays the same from version to version.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256

from markupsafe import Markup, escape

from bluebook.ground import fingerprints
from bluebook.ground.refusals import Refused
from bluebook.site import cells
from bluebook.site.cells import Words

ROOMS = ("people", "occasions")  # tables with a page for each row, in a folder of that name
APART = str.maketrans(
    {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "ı": "i", "’": "", "'": ""}
)


def slug(name: str) -> str:
    """Return a name as the last part of an address: gerhard-schroder; of a name in other letters a fingerprint."""
    plain = unicodedata.normalize("NFKD", name.translate(APART)).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
    return short or f"n-{sha256(unicodedata.normalize('NFC', name).encode()).hexdigest()[:12]}"


def slugs(names: Iterable[str], table: str) -> dict[str, str]:
    """Return name -> slug. Raises Refused where two names would have one address."""
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name in names:
        found[name] = short = slug(name)
        if taken.setdefault(short, name) != name:
            raise Refused(
                f'{table}.csv: "{taken[short]}" and "{name}" would share the page {table}/{short}.html; '
                "tell the names apart, for instance by a middle name or a year"
            )
    return found


def known(table: str) -> dict[str, str]:
    """Return name -> slug of everybody in people.csv, or of every gathering in occasions.csv."""
    return dict(_known(table, tuple(row["name"] for row in cells.raw(table))))


@cache
def _known(table: str, names: tuple[str, ...]) -> Mapping[str, str]:
    return slugs(names, table)


def named(table: str, lang: str) -> dict[str, str]:
    """Return name -> name in a language, the recorded one where there is no other."""
    return {row["name"]: (row["name_ja"] if lang == "ja" else "") or row["name"] for row in cells.raw(table)}


def shown(name: str, lang: str, said: str) -> Markup:
    """Return a name as a page shows it: set apart where it runs from right to left, marked where it stayed in English."""
    text = cells.apart(escape(said))
    return Markup('<span lang="en">{}</span>').format(text) if lang != "en" and said == name else text


class Addresses:
    """Links to the pages of people, countries and occasions for the pages in one language."""

    def __init__(self, words: Words) -> None:
        """Read the names of the tables once."""
        self.words = words
        self.slugs = {table: known(table) for table in ROOMS}
        self.names = {table: named(table, words.lang) for table in ROOMS}
        self.countries = countries()
        self.told = fingerprints.of_text(repr([words.fingerprint, self.names, sorted(self.countries)]))  # all a link can say

    def person(self, name: str, root: str) -> Markup:
        """Return the link to a person's page."""
        return self._link("people", name, root)

    def occasion(self, name: str, root: str) -> Markup:
        """Return the link to a gathering's page."""
        return self._link("occasions", name, root)

    def country(self, code: str, root: str) -> Markup:
        """Return the link to a partner's page, or the bare name where there is no such page."""
        name = escape(self.words.names.get(code, code))
        return Markup('<a href="{}countries/{}.html">{}</a>').format(root, code, name) if code in self.countries else name

    def said(self, table: str, name: str) -> Markup:
        """Return a name in the language of the page."""
        return shown(name, self.words.lang, self.names[table].get(name, name))

    def _link(self, table: str, name: str, root: str) -> Markup:
        if name not in self.slugs[table]:
            return self.said(table, name)
        return Markup('<a href="{}{}/{}.html">{}</a>').format(root, table, self.slugs[table][name], self.said(table, name))


def countries() -> set[str]:
    """Return the codes of all that have a page: partners of an event, and those of which the record says what is missing."""
    found = {
        code for table in ("events", "coverage", "leads") for row in cells.raw(table) for code in row["partners"].split(";")
    }
    return found - {"JPN", ""}
