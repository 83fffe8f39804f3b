"""A notebook's parameters, checked before anything is counted or drawn, because papermill does not check them.

papermill writes the values it was given into a cell of their own and only warns about a name it does not know. So the first
computed cell of every notebook calls `check`, which refuses an unknown name, a wrong value or a reversed period.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from IPython import get_ipython

from bluebook.ground import patterns, periods
from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import aliases, tables, values

WIDTHS = {"89mm": 89, "183mm": 183,  # one and two columns of Nature
          "pnas-1": 87, "pnas-2": 178, "elsevier-1": 90, "elsevier-2": 190,
          "card": 102}  # as a link is previewed; to the pixel it is CARD  # fmt: skip
CARD = 101.6  # mm: 1200 pixels at 300 dots per inch
LANGS = ("en", "ja")
INJECTED = "# Parameters"  # the first line of the cell that papermill adds


@dataclass(frozen=True)
class Asked:
    """The parameters of one run, checked and typed. first and last are the first and the last day, both counted.

    A notebook has a partner of Japan, or a pair (one, other) and the events that it is looked for in: the whole path of a file,
    or a pattern of several.
    """

    partner: str = ""
    one: str = ""
    other: str = ""
    events: str = ""
    first: pd.Timestamp = pd.NaT
    last: pd.Timestamp = pd.NaT
    lang: str = "en"
    width: int = 183
    save: bool = False

    @property
    def name(self) -> str:
        """The partner's name as a sentence writes it (the United States)."""
        return tables.country(self.partner, self.lang, in_text=True)

    @property
    def pair(self) -> str:
        """The names of the pair as a sentence writes them, in the order of their codes: Canada and the United States."""
        names = [tables.country(code, self.lang, in_text=True) for code in sorted((self.one, self.other))]
        return "と".join(names) if self.lang == "ja" else periods.joined(names)

    @property
    def files(self) -> str:
        """The path or pattern of the events, as it is found from everywhere."""
        return self.events

    @property
    def file(self) -> str:
        """The path or pattern of the events as it is published: from the project's folder, or a name alone."""
        return patterns.told(self.events)

    @property
    def code(self) -> str:
        """What an id says of the events: their name in plain letters, and the fingerprint of a reader's own file."""
        return _slug_of(self.events)

    @property
    def places(self) -> list[Path]:
        """The files of the events."""
        return patterns.matching(self.events)

    @property
    def print(self) -> str:
        """The fingerprint of the events: names and bytes."""
        return patterns.fingerprint(self.events)

    @property
    def given(self) -> dict[str, str]:
        """The parameters as the record of a figure has them."""
        days = {name: day.date().isoformat() for name, day in (("first", self.first), ("last", self.last)) if pd.notna(day)}
        pair = dict(zip(("one", "other"), sorted((self.one, self.other)), strict=True)) if self.one else {}
        named = {"partner": self.partner} if self.partner else pair
        events = {"events": self.file} if self.events else {}
        return named | events | days | {"lang": self.lang, "width": f"{self.width}mm"}

    @property
    def period(self) -> str:
        """The period as a sentence writes it: 2022, 2021–2024, March 2022, 3–15 March 2022 …"""
        return periods.span(self.first, self.last, self.lang)

    @property
    def years(self) -> range:
        """The calendar years that the period touches."""
        return range(self.first.year, self.last.year + 1)

    @property
    def slug(self) -> str:
        """The parameters as they stand in a figure's id: usa-2022, can-2021-2024, usa-2022-03, usa-2022-89mm, usa-2022-ja.

        A pair stands in alphabetical order, and the name of its file after the period: can-usa-2022-icews. Files of a reader's
        own may share a name, so their fingerprint follows: can-usa-2022-events-1f0c55d2.
        """
        parts = sorted(code.lower() for code in (self.partner, self.one, self.other) if code)
        parts += [] if pd.isna(self.first) else [periods.short(self.first, self.last)]
        parts += [self.code] if self.events else []
        parts += [] if self.width == WIDTHS["183mm"] else ["card" if self.width == WIDTHS["card"] else f"{self.width}mm"]
        return "-".join(parts + ([self.lang] if self.lang != "en" else []))


def _slug_of(events: str) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", Path(events).stem.lower()).strip("-") or "events"
    return stem if patterns.is_sample(events) else f"{stem[:20].strip('-')}-{patterns.fingerprint(events)[:8]}"


def check(*, everyone: bool = False, **given: Any) -> Asked:
    """Return the parameters of a notebook, checked and typed. Raises Refused for the first that is wrong.

    A parameter that papermill was given and the notebook does not have is refused too. For the values see `typed`.
    """
    _refuse_unknown(given)
    return typed(everyone=everyone, **given)


def typed(*, everyone: bool = False, **given: Any) -> Asked:
    """Return values as a person types them, checked and typed. Raises Refused for the first that is wrong.

    partner: a code or a name (KOR, South Korea, 韓国), or ALL in a notebook that says so by `everyone`. one, other: two
    different codes or names. events: a Parquet, or a pattern of several, found from where the command is given. first, last:
    a year, a month or a day (2022, "2022-03", "2022-03-15").
    lang: en or ja. width: 89mm, 183mm or a journal's name (see WIDTHS). save: True or False.
    """
    checks = _CHECKS | ({"partner": _partner_or_all} if everyone else {})
    asked = {name: checks[name](name, value) for name, value in given.items()}
    for name, other in (("first", "last"), ("one", "other")):
        if (name in asked) != (other in asked):
            raise Refused(f'{name}, {other}: give both or neither')
    if "first" in asked and asked["first"] > asked["last"]:
        raise Refused(f'first: "{given["first"]}" is after last "{given["last"]}"; '
                      f'did you mean first "{given["last"]}", last "{given["first"]}"?')  # fmt: skip
    if "one" in asked and asked["one"] == asked["other"]:
        raise Refused(f'other: "{asked["other"]}" is the same country as one; name two different ones')
    return Asked(**asked)


def _refuse_unknown(given: dict[str, Any]) -> None:
    for name in _injected_names():
        if name not in given:
            raise Refused(f'parameter: "{name}" is not a parameter of this notebook ({listed(given)})'
                          f"{did_you_mean(name, list(given))}")  # fmt: skip


def _injected_names() -> list[str]:
    """Return the names that papermill's own cell assigns, if papermill runs this notebook."""
    shell = get_ipython()
    cells = shell.user_ns.get("In", []) if shell else []
    trees = [ast.parse(cell) for cell in cells if cell.startswith(INJECTED)]
    return [node.id for tree in trees for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]  # fmt: skip


def _code(name: str, value: Any) -> str:
    if value is False:
        raise Refused(f'{name}: False is not a code of countries.csv (YAML reads NO as False); did you mean "NOR"?')
    code = aliases.code_of(value) if isinstance(value, str) else None
    if not code:
        raise Refused(f'{name}: "{value}" is not a code of countries.csv (USA, CAN, EUU) or the name of a country'
                      f"{aliases.did_you_mean(value)}")  # fmt: skip
    return code


def _partner(name: str, value: Any) -> str:
    if value == "ALL":
        raise Refused(f'{name}: "ALL" is not possible here; name one partner, as in "USA"')
    code = _code(name, value)
    if code == "JPN":
        raise Refused(f'{name}: "{value}" is Japan itself; name one of its partners, as in "USA"')
    return code


def _partner_or_all(name: str, value: Any) -> str:
    return "ALL" if isinstance(value, str) and aliases.folded(value) == "all" else _partner(name, value)


def _events(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.endswith(".parquet"):
        raise Refused(f'{name}: "{value}" is not the name of a Parquet file (…/events.parquet); `bluebook import` makes one')
    try:
        files = patterns.found(value)
    except RuntimeError:  # ~somebody who has no home here
        raise Refused(f'{name}: "{value}" begins with an unknown user') from None
    except (OSError, ValueError):  # a name that no file can have
        files = ""
    if not files:
        raise Refused(f'{name}: "{value}" does not exist here; `bluebook import` makes such a file, data/samples/ has some')
    from bluebook import sources  # only a notebook of event files needs it

    sources.check(files)
    return files


def _day(name: str, value: Any) -> pd.Timestamp:
    text = value.isoformat()[:10] if isinstance(value, date) else str(value)
    if isinstance(value, bool) or not values.is_when(text):
        raise Refused(f'{name}: "{value}" is not a year, month or day that exists (2022, 2022-03 or 2022-03-15)')
    return pd.Timestamp(periods.first_day(text) if name == "first" else periods.last_day(text))


def _one_of(*allowed: str) -> Any:
    def judge(name: str, value: Any) -> Any:
        if value not in allowed:
            raise Refused(f'{name}: "{value}" is not one of {listed(allowed)}{did_you_mean(value, allowed)}')
        return WIDTHS[value] if name == "width" else value

    return judge


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused(f'{name}: "{value}" is not True or False')
    return value


_CHECKS = {"partner": _partner, "one": _code, "other": _code, "events": _events, "first": _day,
           "last": _day, "lang": _one_of(*LANGS), "width": _one_of(*WIDTHS), "save": _flag}  # fmt: skip


def declared(source: str) -> dict[str, dict[str, Any]]:
    """Return name -> type, default and help of each parameter that a parameters cell declares."""
    lines = source.splitlines()
    return {
        node.target.id: {"type": ast.unparse(node.annotation), "default": ast.literal_eval(node.value),
                         "help": lines[node.lineno - 1].partition("#")[2].strip()}
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    }  # fmt: skip
