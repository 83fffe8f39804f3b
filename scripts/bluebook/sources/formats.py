"""What a format declares: its columns and, in SQL over them, what each of its rows says in the terms of the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FRAME = ("date", "one", "other", "direction", "kind", "medium", "level", "place", "code", "source", "rows")

# CAMEO, the coding of GDELT and ICEWS. All of 03 is intent to do something, 036 to meet: plans, never meetings.
CAMEO = {"040": "consultation", "041": "call", "042": "visit", "043": "host", "044": "third_place", "046": "negotiation",
         "057": "agreement", "03": "plan"}  # fmt: skip
MUTUAL = ("call", "consultation", "negotiation", "agreement", "third_place", "meeting")  # A with B is B with A
MEDIUM = {"call": "remote", "visit": "in_person", "host": "in_person", "third_place": "in_person"}


@dataclass(frozen=True)
class Format:
    """One format of event files. All expressions are DuckDB SQL over its columns, which are text and never NULL.

    columns: every column in order. widths: how many of them a file may have (the last may be missing).
    day: column of the day, read with one of `days` (strptime). actor, target, place: what names the country, with the list
    of spellings (`spelt`, `place_spelt`) in which it is looked up. kinds: code -> kind, the code or its beginning.
    keep: rows that are counted; the others are `left_out`, with the number told. key: what makes a row the same row again,
    where files repeat rows. rows: a query over `raw` that makes rows of the file's rows (one a pair, say).
    """

    id: str
    title: str
    evidence: str
    collapse: str
    columns: tuple[str, ...]
    day: str
    actor: str
    target: str
    code: str
    kinds: Mapping[str, str]
    spelt: str = "iso3"
    place: str = "''"
    place_spelt: str = "iso3"
    level: str = "''"
    keep: str = "true"
    left_out: str = "not counted"
    key: str = ""
    rows: str = "raw"
    kind: str = ""
    widths: tuple[int, ...] = ()
    days: tuple[str, ...] = ("%Y-%m-%d",)
    header: bool = True
    delimiter: str = "\t"
    quote: str = ""
    encoding: str = "utf-8"
    needed: tuple[str, ...] = ()
    medium: Mapping[str, str] = field(default_factory=lambda: MEDIUM)
