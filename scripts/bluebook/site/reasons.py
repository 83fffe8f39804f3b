"""The reasons of coverage in Japanese, clause by clause, by the patterns of texts/coverage.ja.yml.

The reasons are written by hand, mostly in the same few forms with other days, places and numbers; so a form is translated once.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from functools import cache

from bluebook.record import tables
from bluebook.site import translations

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
           "fourteen", "fifteen", "sixteen"]  # fmt: skip
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth"]  # fmt: skip
MONTH = rf"(?:{'|'.join(MONTHS)})"
DAY = rf"\d{{1,2}}(?: and \d{{1,2}})? {MONTH}(?: \d{{4}})?"
ENDS = re.compile(r"(?<!St\.)(?<!D\.C\.)(?<=[.;])\s+")


def japanese(reason: str) -> str | None:
    """Return a reason in Japanese, None where one of its clauses has no pattern."""
    said = [_clause(clause.rstrip(".;")) for clause in ENDS.split(reason.strip())]
    return None if None in said else "".join(f"{clause}。" for clause in said)


@cache
def _clause(english: str) -> str | None:
    for pattern, form in _patterns():
        if found := pattern.fullmatch(english):
            return form.format(**{slot: _SAID[slot.rstrip("0123456789")](text) for slot, text in _slots(found)})
    return None


def _slots(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield what a form calls the parts of a clause: D, D2, P, n …"""
    for name, text in found.groupdict().items():
        yield name.replace("digits", "#").removesuffix("_1").replace("_", ""), text


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns with the forms of their translations."""
    return [(re.compile(_expression(english), re.IGNORECASE), form) for english, form in _text("patterns").items()]


def _expression(english: str) -> str:
    seen: dict[str, int] = {}

    def group(slot: re.Match[str]) -> str:
        name = "digits" if slot[1] == "#" else slot[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}_{seen[name]}>{_parts()[name]})"

    return re.sub(r"<([DMPno#])>", group, re.sub(r"([.()+?])", r"\\\1", english))


@cache
def _parts() -> dict[str, str]:
    """Return what each slot matches."""
    place = rf"(?:{'|'.join(map(re.escape, sorted(_places(), key=len, reverse=True)))})"
    place += rf"(?: \((?:{MONTH}(?: and {MONTH})?|{DAY})\))?"
    return {"D": _listed(DAY), "M": _listed(MONTH), "P": _listed(place), "n": rf"(?:{'|'.join(NUMBERS)}|\d+)",
            "o": f"(?:{'|'.join(ORDINALS)})", "digits": r"\d+"}  # fmt: skip


def _listed(part: str) -> str:
    return rf"{part}(?:, {part})*(?:,? and {part})?"


def _text(section: str) -> dict[str, str]:
    return translations.texts("coverage")[section]


@cache
def _places() -> dict[str, str]:
    """Return English name -> Japanese of every place that a reason may name."""
    places, countries = tables.places(), tables.countries()
    known = dict(zip(countries["name_en"], countries["name_ja"], strict=True))
    known |= {city.partition(" (")[0]: re.split(r" ?[(（]", ja)[0]
              for city, ja in zip(places["city"], places["city_ja"], strict=True)}  # fmt: skip
    return {name: ja for name, ja in known.items() if name} | _text("places")


def _days(text: str) -> str:
    """Return days in Japanese: 4月17日、18日."""
    said = []
    for day in re.finditer(DAY, text):
        numbers, month, year = re.fullmatch(rf"(.*?) ({MONTH})(?: (\d+))?", day[0]).groups()  # type: ignore[union-attr]
        first, *rest = re.findall(r"\d+", numbers)
        said += [f"{year}年" * bool(year) + f"{MONTHS[month]}月{first}日", *(f"{other}日" for other in rest)]
    return "、".join(said)


def _months(text: str) -> str:
    return "、".join(f"{MONTHS[month]}月" for month in re.findall(MONTH, text))


def _where(text: str) -> str:
    """Return places in Japanese, each with its months or days: ニューヨーク(9月)、東京(12月)."""
    name = rf"(?P<place>{'|'.join(map(re.escape, sorted(_places(), key=len, reverse=True)))})(?: \((?P<when>[^)]*)\))?"
    said = []
    for place in re.finditer(name, text):
        when = place["when"] and (_days(place["when"]) or _months(place["when"]))
        said.append(_places()[place["place"]] + (f"({when})" if when else ""))
    return "、".join(said)


def _number(words: list[str]) -> Callable[[str], str]:
    return lambda text: text if text.isdigit() else str(words.index(text.lower()) + 1)


_SAID: dict[str, Callable[[str], str]] = {"D": _days, "M": _months, "P": _where, "n": _number(NUMBERS), "o": _number(ORDINALS),
                                          "#": str}  # fmt: skip
