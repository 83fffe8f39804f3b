"""What a format declares: its columns and, in SQL over them, what each of its rows says in the terms of the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FRAME = ("date", "one", "other", "direction", "kind", "medium", "level", "place", "code", "source", "rows")

# CAMEO, the coding of GDELT and ICEWS. All of 03 is intent to do something, 036 to meet: plans, never meetings.
CAMEO = {"040": "consultation", "041": "call", "042": "visit", "043": "host", "044": "third_place", "046": "negotiation",
         "057": "agreement", "03%": "plan"}  # fmt: skip
MIRROR = {"043": "042"}  # to host a visit is the visit seen from the other side
MUTUAL = ("call", "consultation", "negotiation", "agreement", "third_place", "meeting")  # A with B is B with A
MEDIUM = {"call": "remote", "visit": "in_person", "host": "in_person", "third_place": "in_person"}


@dataclass(frozen=True)
class Format:
    """One format of event files. All expressions are DuckDB SQL over its columns, which are text and never NULL.

    Recognised by: columns, every one in order; widths, how many of them a file without header may have; needed, the columns
    that a file with header must have (others that are missing are read as empty).
    Read by: header, delimiter, quote, encoding; day, the column of the day, with one of `days` (strptime); text, which turns
    a file that is no table into one.
    Understood by: actor and target, which name the countries in one list of spellings (`spelt`; place in `place_spelt`);
    code; kinds, code -> kind (with % for any ending), or kind, an expression that goes before it; medium, kind -> medium;
    level; mirror, code -> the code that says the same from the other side; keep, the rows that are counted, the others being
    `left_out`; key, what makes a row the same row again where files repeat rows; rows, a query over `raw` that makes several
    rows of one.
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
    spelt: str = "iso"
    place: str = "''"
    place_spelt: str = "iso"
    level: str = "''"
    kind: str = "''"
    medium: Mapping[str, str] = field(default_factory=lambda: MEDIUM)
    mirror: Mapping[str, str] = field(default_factory=dict)
    keep: str = "true"
    left_out: str = "not counted"
    seen: bool = True  # whether a real file could be had
    key: str = ""
    rows: str = "raw"
    widths: tuple[int, ...] = ()
    needed: tuple[str, ...] = ()
    header: bool = True
    delimiter: str = "\t"
    quote: str = ""
    encoding: str = "utf-8"
    days: tuple[str, ...] = ("%Y-%m-%d",)
    text: Callable[[Path, Path], Path] | None = None
