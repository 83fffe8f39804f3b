"""Who spoke: every lead is a known person, of a country that takes part, in an office that fits the level on that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

import pandas as pd

from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, listed, named, rows

FITTING = {  # level -> offices that speak at it
    "summit": {"head_of_state", "head_of_government", "head_of_organisation", "elect"},
    "foreign_ministers": {"foreign_minister", "deputy"},
    "2+2": {"foreign_minister", "defence_minister", "deputy"},
    "economic_2+2": {"foreign_minister", "economy_minister"},
    "defence_ministers": {"defence_minister"},
    "ministerial": {"economy_minister", "minister", "defence_minister"},
}  # fmt: skip
AT_NATO = {"foreign_ministers": {"head_of_organisation"}}  # the Secretary General meets foreign ministers
ASKED = {"summit": "head_of_government", "foreign_ministers": "foreign_minister", "defence_ministers": "defence_minister",
         "2+2": "foreign_minister", "economic_2+2": "foreign_minister"}  # the office whose holder is named  # fmt: skip


class Term(NamedTuple):
    """One term of one person in one office."""

    person: str
    country: str
    office: str
    first: str
    last: str

    def holds(self, on: str) -> bool:
        """Tell whether a day is in it."""
        return self.first <= on <= (self.last or "9999")


def terms(offices: pd.DataFrame) -> list[Term]:
    """Return every term of offices.csv."""
    columns = [offices[name] for name in ("person", "country", "office", "from", "to")]
    return [Term(*cells) for cells in zip(*columns, strict=True)]


def spellings(people: pd.DataFrame) -> dict[str, str]:
    """Return each spelling of a name, also with family and given name the other way round -> the one that the tables use."""
    found: dict[str, str] = {}
    for name, aliases in zip(people["name"], people["aliases"], strict=True):
        for spelling in (name, *listed(aliases)):
            first, _, rest = spelling.partition(" ")
            found |= {spelling.casefold(): name, f"{rest} {first}".strip().casefold(): name}
    return found | {name.casefold(): name for name in people["name"]}


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each lead who is unknown, of no country that takes part, or in no fitting office on that day."""
    people = dict(zip(frames["people"]["name"], frames["people"]["country"], strict=True))
    known, held = spellings(frames["people"]), defaultdict(list)
    for term in terms(frames["offices"]):
        held[term.person].append(term)
    for key, event in rows(frames["events"]):
        for column, sides in (("japan_lead", ["JPN"]), ("partner_leads", listed(event["partners"]))):
            for name in listed(event[column]):
                own = [term for term in held.get(name, []) if term.country in sides]
                wrong = _unknown(name, people, known) or _stranger(people[name], own, sides) or _office(name, event, own, held)
                if wrong:
                    yield named(key, column, f'"{name}" {wrong}')


def _unknown(name: str, people: Mapping[str, str], known: Mapping[str, str]) -> str:
    if name in people:
        return ""
    close = get_close_matches(name.casefold(), known, 1, 0.75)
    near = known.get(name.casefold()) or (known[close[0]] if close else "")
    todo = f'did you mean "{near}"?' if near else "add the name to data/people.csv and the term to data/offices.csv"
    return f"is not in people.csv; {todo}"


def _stranger(country: str, own: list[Term], sides: list[str]) -> str:
    """Return what is wrong with somebody's country. own: their terms in the countries that take part."""
    return "" if country in sides or own else f"is of {country}, which does not take part ({', '.join(sides)})"


def _office(name: str, event: Mapping[str, str], own: list[Term], held: Mapping[str, list[Term]]) -> str:
    """Return what is wrong with the office that somebody held on the day, or on the day in Japan.

    own: their terms in the countries that take part. held: every term, by person.
    """
    days = {event["date"], event["date_jst"] or event["date"]}
    mine = [term for term in own if any(term.holds(on) for on in days)]
    fitting = _fitting(event)
    if not fitting or any(term.office in fitting for term in mine):
        return "" if mine else f"held no office of offices.csv on {event['date']}; add the term to data/offices.csv"
    return f"did not hold an office of this level on {event['date']} ({_instead(name, event, own, held, mine)})"


def _fitting(event: Mapping[str, str]) -> set[str]:
    more = AT_NATO.get(event["level"], set()) if "NATO" in event["partners"] else set()
    return FITTING.get(event["level"], set()) | more


def _instead(name: str, event: Mapping[str, str], own: list[Term], held: Mapping[str, list[Term]], mine: list[Term]) -> str:
    """Return who held the office that the level asks for, and which one the person named held."""
    country = own[0].country if own else ""
    office = ASKED.get(event["level"], "")
    who = sorted({term.person for each in held.values() for term in each
                  if (term.country, term.office) == (country, office) and term.holds(event["date"])})  # fmt: skip
    then = " and ".join(sorted({term.office.replace("_", " ") for term in mine}))
    said = [f"{' and '.join(who)} was {office.replace('_', ' ')}"] * bool(who)
    return "; ".join([*said, f"{name} was {then}" if then else "add the term to data/offices.csv if the page says otherwise"])
