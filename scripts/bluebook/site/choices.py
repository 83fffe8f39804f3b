"""The runs of one notebook to choose from: selects, and the same as links for readers without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bluebook.record import tables
from bluebook.site import frames, plates, words
from bluebook.site.grids import Shown

ORDER = ("partner", "one", "other", "events", "first", "last", "lang")


@dataclass(frozen=True)
class Field:
    """One select: its name, its label, its options (value, label) and the one that is shown."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def values(one: Shown) -> dict[str, str]:
    """Return what the selects say of a run."""
    return {"partner": one.asked.partner, "period": _period(one), "lang": one.lang}


def _period(one: Shown) -> str:
    return f"{one.asked.first:%Y-%m-%d}/{one.asked.last:%Y-%m-%d}"


def fields(here: Shown, every: Sequence[Shown]) -> list[Field]:
    """Return the selects of a notebook's runs, none where there is one run only in each language."""
    if len(every) <= len(words.LANGS):
        return []
    shown = {"partner": lambda one: tables.country(one.asked.partner, here.lang), "lang": lambda one: words.NAMES[one.lang],
             "period": lambda one: words.say("period_years", here.lang, period=_years(one))}  # fmt: skip
    found = []
    for name in ("partner", "period", "lang"):
        options = {values(one)[name]: shown[name](one) for one in every}
        found.append(Field(name, words.say(f"choose_{name}", here.lang), tuple(options.items()), values(here)[name]))
    return found


def _years(one: Shown) -> str:
    first, last = one.asked.first.year, one.asked.last.year
    return f"{first}" if first == last else f"{first}–{last}"


def choose(here: Shown, every: Sequence[Shown]) -> str:
    """Return the block that says which run is shown, leads to the others of its notebook, and gives the answer."""
    root = words.root(words.tree(here.lang) + here.path)
    return frames.template("choose.html").render(
        here=here, record=plates.record(here.figure, here.folder), runs=every, fields=fields(here, every), lang=here.lang,
        values=values,
        href=lambda one: root + words.tree(one.lang) + one.path, say=lambda key, **more: words.say(key, here.lang, **more),
    )  # fmt: skip


def record(one: Shown, root: str) -> str:
    """Return the page of the record narrowed down to a run's partner and period; empty for a pair of other countries."""
    if one.asked.one:
        return ""
    partner = {"partner": one.asked.partner} if one.asked.partner not in ("", "ALL") else {}
    first, last = _period(one).split("/")
    return f"{root}{words.tree(one.lang)}record/index.html#{urlencode(partner | {'from': first, 'to': last})}"


def command(one: Shown) -> str:
    """Return the command that makes a run again."""
    given = {name: one.given[name] for name in ORDER if name in one.given}
    if given["lang"] == "en":
        del given["lang"]
    return f"bluebook run {one.run.notebook[3:]}" + "".join(f" -p {name} {value}" for name, value in given.items())
