"""Who led for Japan and for the partners.

Rule: of those in office on that day (offices.csv), those whom the sentence stating the event names, by whole name, or by one
name beside the country or the office. Spelling does not matter; the cell has that of people.csv. Where a name is spelt in no
known way, the office-holder is taken if the office is named and the letters are alike, and the cell says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from bluebook.coding import letters
from bluebook.coding.cells import BRACKETS, Cell, Part
from bluebook.coding.known import Holder, Known
from bluebook.coding.names import OFFICES, Named, countries_named, named

ALIKE = 0.6
PAIRED = re.compile(r"2プラス2|「?2\+2」?|外務・防衛|安全保障協議委員会|Security Consultative Committee|Foreign and Defen[cs]e")
ECONOMIC = re.compile(r"経済版|経済政策協議委員会|Economic (?:Policy Consultative Committee|2\+2)|EPCC")
EARLIER = re.compile(r"\b(?:after|following|prior to|before) (?:his|her|their|the) [^,.]*")


def leads(part: Part, known: Known, day: str) -> tuple[list[Named], list[Named]]:
    """Return who led for Japan and for the partners on a day."""
    countries = countries_named(part, known)
    holders = known.on(day)
    found = named(replace(part.anchor, text=EARLIER.sub("", part.anchor.text)), holders, countries)
    ours = _ours([each for each in found if each.holder.country == "JPN"], part)
    theirs = [each for each in found if each.holder.country != "JPN"]
    if not ours:
        ours = _ours([each for each in named(part.title, holders, countries) if each.holder.country == "JPN"], part)
    if not theirs:
        theirs = [each for each in named(part.title, holders, countries) if each.holder.country != "JPN"]
    return ours, _theirs(theirs, ours, part) or _likely(part, holders, countries, ours)


def _ours(found: list[Named], part: Part) -> list[Named]:
    """Return who led for Japan: the first named, at a 2+2 both ministers."""
    if not found:
        return []
    wanted = _wanted(part)
    if wanted:
        pair = _each(each for each in found if each.holder.office in wanted)
        return pair if len(pair) > 1 else _each(found)[:2]
    return [found[0], *_joined(found, part)]


def _joined(found: list[Named], part: Part) -> list[Named]:
    """Return who is named together with the first: A及びBは, Aは、Bと共に, A and B."""
    first, text = found[0], part.anchor.text
    start = text.find(first.phrase) + len(first.phrase)
    others = _each(each for each in found if each.holder.person != first.holder.person)
    return [
        each for each in others if _with(text[start : text.find(each.phrase, start)], text[text.find(each.phrase, start) :])
    ]


def _with(between: str, after: str) -> bool:
    """Tell whether the words between two names, or after the second, join the two."""
    plain = re.sub(r"^[^()]*\)|\([^()]*$", "", BRACKETS.sub("", between))
    return bool(re.fullmatch(
        r"[^、,。]{0,40}(?:及び|並びに|と|・|、)[^、,。はがを]{0,25}|[^.]{0,70}\band (?!met|held|had|spoke)[^.,]{0,60}",
        plain)) or bool(
        re.match(r"[^、,。]{0,14}(?:と共に|とともに)", after))  # fmt: skip


def _wanted(part: Part) -> tuple[str, ...]:
    """Return the two offices that sit together where the event is a meeting of both."""
    text = part.title.text + part.anchor.text
    if ECONOMIC.search(text):
        return "foreign_minister", "economy_minister"
    other = re.search(r"の機会|際に|出席のため|等のため|会合のため|表敬|courtesy call", text)
    return ("foreign_minister", "defence_minister") if PAIRED.search(text) and not other else ()


def _each(found: Iterable[Named]) -> list[Named]:
    """Return one for each person, in order."""
    return list({each.holder.person: each for each in reversed(list(found))}.values())[::-1]


def _theirs(found: list[Named], ours: list[Named], part: Part) -> list[Named]:
    """Return who led for the partners: of each country the one whose office answers to Japan's, at a 2+2 both."""
    wanted = _wanted(part)
    office = ours[0].holder.office if ours else ""
    countries: dict[str, list[Named]] = {}
    for each in found:
        countries.setdefault(each.holder.country, []).append(each)
    chosen: list[Named] = []
    for country in sorted(countries):
        mine = countries[country]
        if wanted and len(ours) > 1:
            chosen += (
                _each(sorted((each for each in mine if each.holder.office in wanted), key=lambda each: each.place))
                or _each(mine)[:2]
            )
        else:
            first = min(mine, key=lambda each: (not each.whole, not _answers(office, each.holder.office), each.place))
            chosen += [first, *_joined([first, *mine], part)]
    return chosen


def _answers(office: str, other: str) -> bool:
    heads = ("head_of_government", "head_of_state", "head_of_organisation")
    return other in heads if office == "head_of_government" else other == office


def _likely(part: Part, holders: Iterable[Holder], countries: set[str], ours: list[Named]) -> list[Named]:
    """Return the holder of the office named whose name has letters like those of the page, marked as such."""
    text = letters.folded(part.anchor.text)[0]
    words = set(re.findall(r"[゠-ヿ]{2,}|[a-z']{3,}", text))
    found = []
    for holder in holders:
        if holder.country in countries - {"JPN"} and OFFICES[holder.office].search(text):
            near = [
                (SequenceMatcher(None, part_, word).ratio(), word)
                for part_ in holder.parts
                for word in words
                if part_[0] == word[0]
            ]
            if near and max(near)[0] >= ALIKE and len(max(near)[1]) > 2:
                found.append(Named(holder, max(near)[1], text.find(max(near)[1]), False, f"spelt {max(near)[1]} on the page"))
    return _theirs(found, ours, part)


def cell(found: list[Named], line: int) -> Cell:
    """Return the names as one cell."""
    return Cell(";".join(each.holder.person for each in found), "; ".join(each.phrase for each in found), line if found else 0,
                "; ".join(each.remark for each in found if each.remark))  # fmt: skip
