"""What a format declares: its columns and, in SQL over them, what each of its rows says in the terms of the frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO

FRAME = ("date", "one", "other", "direction", "kind", "medium", "level", "place", "code", "source", "rows")

# CAMEO, the coding of GDELT and ICEWS. All of 03 is intent to do something, 036 to meet: plans, never meetings.
CAMEO = {"040": "consultation", "041": "call", "042": "visit", "043": "host", "044": "third_place", "046": "negotiation",
         "057": "agreement", "03%": "plan"}  # fmt: skip
MIRROR = {"043": "042"}  # to host a visit is the visit seen from the other side
MUTUAL = ("call", "consultation", "negotiation", "agreement", "third_place", "meeting")  # A with B is B with A
MEDIUM = {"call": "remote", "visit": "in_person", "host": "in_person", "third_place": "in_person"}


AMERICAN = "%m/%d/%Y"
DAY_FIRST = "%d/%m/%Y"  # only where the file itself shows that it means this
DAYS = ("%Y-%m-%d", AMERICAN, DAY_FIRST, "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d %B %Y")


@dataclass(frozen=True)
class Format:
    """One format of event files. All expressions are DuckDB SQL over its columns, which are text and never NULL.

    Recognised by: columns, all of them in order; widths, how many of them a file without a header may have; needed, the
    columns that a file with a header must have (others that are missing are read as empty).
    Read by: header, delimiter, quote (where cells may hold delimiters and line ends); day, the column of the day, with the
    ways of writing it (`days`, strptime); text, which reads XML: the line and the cells of each entry.
    Understood by: actor and target, which name the countries in one list of spellings (`spelt`; place in `place_spelt`), told
    by `actor_told` and `target_told` if no list knows them; code, and whether it is one of CAMEO's (`cameo`); kinds,
    code -> kind (with % for any ending), or kind, an expression that takes precedence; medium, kind -> medium; level; mirror,
    code -> the code that says the same from the other side; keep, the rows that are counted, the others being `left_out`, or
    unknown if `strange` finds words that no list knows; key, the same in two rows if the file repeats a row; rows, a query
    over `raw` that makes several rows of one.
    """

    id: str
    title: str
    evidence: str
    columns: tuple[str, ...]
    day: str
    actor: str
    target: str
    code: str
    kinds: Mapping[str, str]
    actor_told: str = "a"
    target_told: str = "b"
    spelt: str = "iso"
    place: str = "''"
    place_spelt: str = "iso"
    level: str = "''"
    kind: str = "''"
    medium: Mapping[str, str] = field(default_factory=lambda: MEDIUM)
    mirror: Mapping[str, str] = field(default_factory=dict)
    cameo: bool = False
    keep: str = "true"
    left_out: str = "not of governments"
    strange: str = "[]"
    seen: bool = True  # whether a real file could be had
    key: str = ""
    rows: str = "raw"
    widths: tuple[int, ...] = ()
    needed: tuple[str, ...] = ()
    header: bool = True
    delimiter: str = "\t"
    quote: bool = False
    days: tuple[str, ...] = DAYS
    text: Callable[[IO[bytes]], Iterator[tuple[int, list[str]]]] | None = None

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Return the columns that the expressions speak of, in order. What the others hold does not matter."""
        said = " ".join((self.day, self.actor, self.target, self.actor_told, self.target_told, self.place, self.code,
                         self.level, self.kind, self.keep, self.strange, self.key, self.rows))  # fmt: skip
        return tuple(name for name in self.columns if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said))

    def means(self, name: str) -> str:
        """Return the column that a header names in its own way (Event.Date, event_date, EVENT DATE), or nothing."""
        return self._named.get(_letters(name), "")

    @cached_property
    def _named(self) -> dict[str, str]:
        return {_letters(name): name for name in self.columns}

    @property
    def splits(self) -> bool:
        """Tell whether one row of a file may stand for several pairs of countries."""
        return self.rows != "raw"


def _letters(name: str) -> str:
    return re.sub("[^a-z0-9]+", "", name.lower())
