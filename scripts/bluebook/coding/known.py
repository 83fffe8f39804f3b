"""What the record knows and the rules look for: office-holders by day, countries, places, gatherings, publishers, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from bluebook.coding import letters
from bluebook.coding.demonyms import DEMONYMS
from bluebook.ground import paths
from bluebook.record import files, spellings

PARTICLES = {"ビン", "アル", "デル", "フォン", "デア", "ド", "ラ", "ル", "ダ", "ファン", "bin", "al", "von", "der", "de", "la",
             "le", "van", "jr.", "jr", "ii", "the", "lord", "sir"}  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """One term of one person in one office, with the spellings of the name."""

    person: str
    country: str
    office: str
    first: str
    last: str
    names: tuple[str, ...]  # whole names, folded
    parts: tuple[str, ...]  # single names that tell the person among those in office, folded
    family: str  # the first letters of a name in Chinese letters, of which one to three are the family name


class Known:
    """The tables of one data folder with its candidates, as the rules need them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table, those of the candidates included, as text."""
        return files.joined(table, self._folder)[0].to_dict("records")

    @cached_property
    def holders(self) -> list[Holder]:
        """Return every term in office."""
        people = {row["name"]: row for row in self.rows("people")}
        return [_holder(term, people[term["person"]]) for term in self.rows("offices") if term["person"] in people]

    @lru_cache(maxsize=512)  # noqa: B019, one object per process
    def on(self, day: str) -> tuple[Holder, ...]:
        """Return who held an office on a day."""
        return tuple(holder for holder in self.holders if holder.first <= day <= (holder.last or "9999"))

    @cached_property
    def country_names(self) -> dict[str, str]:
        """Return each name of a country or organisation -> its code."""
        found: dict[str, str] = {}
        for row in self.rows("countries"):
            if row["kind"] != "tally":
                others = [*spellings.ALIASES.get(row["code"], ()), *DEMONYMS.get(row["code"], ())]
                others = [name for name in others if name != "合衆国"]  # Mexico is one too
                names = (row["name_ja"], row["name_en"], *others)
                found |= {name: row["code"] for name in names if name}
        return found

    @cached_property
    def country_pattern(self) -> re.Pattern[str]:
        """Return what finds any country by a name of two letters or more."""
        return re.compile(
            "|".join(_bounded(name) for name in sorted(self.country_names, key=len, reverse=True) if len(name) > 1)
        )

    @cached_property
    def places(self) -> list[dict[str, str]]:
        """Return the cities."""
        return self.rows("places")

    @cached_property
    def occasions(self) -> list[dict[str, str]]:
        """Return the gatherings."""
        return self.rows("occasions")

    @cached_property
    def publishers(self) -> dict[str, dict[str, str]]:
        """Return address -> publisher."""
        return {row["address"]: row for row in self.rows("publishers")}

    @cached_property
    def topic_words(self) -> list[tuple[str, str]]:
        """Return phrase and topics, joined by ;, the longest phrases first."""
        words = [(row["phrase"].casefold(), row["topics"]) for row in self.rows("topic_words")]
        return sorted(words, key=lambda pair: (-len(pair[0]), pair))


@lru_cache(maxsize=4)
def _loaded(folder: Path, stamp: tuple[float, ...]) -> Known:
    return Known(folder)


def load() -> Known:
    """Return what the tables of the data folder know; they are read again only when a file has changed."""
    folder = paths.data()
    stamps = sorted((file.as_posix(), file.stat().st_mtime) for file in folder.rglob("*.csv"))
    return _loaded(folder, tuple(time for _, time in stamps))


def _holder(term: dict[str, str], person: dict[str, str]) -> Holder:
    aliases = [alias for alias in person["aliases"].split(";") if alias]
    latin = [letters.plain(name) for name in (person["name"], *aliases)]
    turned = [f"{rest} {first}" for first, _, rest in (name.partition(" ") for name in latin) if rest]
    ja = letters.plain(person["name_ja"])
    east = bool(ja) and all(letters.script(letter) == "kanji" for letter in ja)
    parts = {part for name in (ja, *latin) for part in name.split() if len(part) > 1 and part not in PARTICLES}
    names = tuple(dict.fromkeys(filter(None, (ja, *latin, *turned))))
    family = person["name_ja"][:3] if east else ""
    return Holder(
        term["person"], term["country"], term["office"], term["from"], term["to"], names, tuple(sorted(parts)), family
    )


def _bounded(name: str) -> str:
    return rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])" if name.isascii() else re.escape(name)


def day_after(day: str, days: int) -> str:
    """Return the day so many days later, as text."""
    return f"{pd.Timestamp(day) + pd.Timedelta(days=days):%Y-%m-%d}"
