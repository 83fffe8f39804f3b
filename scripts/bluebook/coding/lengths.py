"""How long an event took.

Rule: the length as stated ("about 42 minutes" is 42), else from start to end. Parts without a total are added, and the cell
says so; a working meal that followed is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from bluebook.coding import clocks
from bluebook.coding.cells import MEAL, THEN, Cell, Part, Sentence

JA = re.compile(
    r"(?P<hours>\d{1,2})時間(?:(?P<half>半)|(?P<more>\d{1,2})分)?間?(?:強|弱|余り|あまり)?|"
    r"(?<!時)(?P<minutes>\d{1,3})分(?:間|強|弱|余)(?:強|弱|余り)?|(?:約|およそ)(?P<about>\d{1,3})分"
)
WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
         "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45,
         "fifty": 50, "ninety": 90}  # fmt: skip
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(WORDS, key=len, reverse=True)) + ")"
EN = re.compile(
    rf"\b(?P<hours>{NUMBER})(?P<and_half> and (?:a half|one[- ]half))?[ -]hours?(?P<half> and (?:a half|"
    rf"one[- ]half))?(?:(?:,| and)? (?P<more>\d{{1,2}})[ -]minutes?)?|"
    rf"\b(?P<minutes>{NUMBER})[ -]minutes?\b|\bhalf an hour\b",
    re.IGNORECASE,
)
TOTAL = re.compile(r"合計|合わせて|計約?$|全体で約?$|\bin total\b|\btotal(?:ling|ing)? of\b", re.IGNORECASE)
OWN_MEAL = re.compile(rf"(?:{MEAL.pattern})[^、。,0-9]{{0,4}}[(:]?約?$", re.IGNORECASE)
UNTIL = re.compile(r"(?:まで|\bto\b|\buntil\b|[~–-])", re.IGNORECASE)


class Stated(NamedTuple):
    """A length with what it is the length of."""

    cell: Cell
    meal: bool
    total: bool
    part: bool


def length(part: Part) -> Cell:
    """Return the length of the event in minutes."""
    found = _stated(part.anchor, part.japanese)
    if not found and (span := _spanned(part)):
        return span
    if not found:
        found = [each for head in clocks.headings(part) for each in _stated(head, part.japanese)]
    if total := next((each.cell for each in found if each.total and len(found) > 1), None):
        return total
    found = [each for each in found if not each.part] or found
    meeting = [each.cell for each in found if not each.meal] or [each.cell for each in found]
    if len(meeting) == 1 and (span := _spanned(part)) and span.value != meeting[0].value:
        return replace(span, remark=f"from start to end; the page also says {meeting[0].phrase}")
    if len(meeting) < 2:
        return meeting[0] if meeting else Cell()
    added = str(sum(int(cell.value) for cell in meeting))
    return Cell(added, "; ".join(cell.phrase for cell in meeting), meeting[0].line, "lengths of parts, added")


def _stated(sentence: Sentence, japanese: bool) -> list[Stated]:
    """Return each length of a sentence, the words up to the next one telling whether it is of a meal."""
    matches = [match for match in (JA if japanese else EN).finditer(sentence.text) if _minutes(match)]
    found, start = [], 0
    for place, match in enumerate(matches):
        last = place + 1 == len(matches)
        own = len(sentence.text) if last else _divide(sentence.text, match.end(), matches[place + 1].start())
        before = sentence.text[max(0, match.start() - 8) : match.start()]
        meal = bool(MEAL.search(sentence.text[start or max(0, match.start() - 12) : own]))
        cell = Cell(str(_minutes(match)), match[0], sentence.line)
        part = place > 0 and _within(sentence.text[: match.start()], matches[0].end())
        found.append(Stated(cell, meal, bool(TOTAL.search(before)), part))
        start = own
    return found


def _divide(text: str, start: int, end: int) -> int:
    """Return where the words about one length end and those about the next begin."""
    if own := (THEN.search(text, start, end) or OWN_MEAL.search(text[:end], start)):
        return own.start()
    return end


def _within(before: str, first: int) -> bool:
    """Tell whether the words before a length make it a part of the first, by brackets or うち. first: where that ends."""
    bracket = before.rfind("(")
    inside = bracket > before.rfind(")") and bracket >= first
    return inside or bool(re.search(r"うち[^、。]{0,12}$", before))


def _minutes(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups["hours"]:
        half = 30 if groups["half"] or groups.get("and_half") else 0
        return 60 * _number(groups["hours"]) + half + int(groups["more"] or 0)
    return _number(groups["minutes"] or groups.get("about") or "30")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else WORDS[text.casefold()]


def _spanned(part: Part) -> Cell | None:
    """Return the length from start and end, where the sentence names both."""
    text = part.anchor.text
    found = [cell for _, cell in clocks.clocks(part.anchor, part.japanese)]
    if len(found) < 2:
        return None
    first, last = found[:2]
    between = text[text.find(first.phrase) : text.find(last.phrase, text.find(first.phrase) + 1) + len(last.phrase) + 10]
    minutes = _of(last.value) - _of(first.value)
    minutes += 720 if minutes < 0 and not re.search(r"午|[ap]\.?m", last.phrase) else 0  # from 6 p.m. to 6:40
    named = UNTIL.search(between) and not THEN.search(between) and len(between) < 60 and 0 < minutes < 600
    return Cell(str(minutes), between, part.anchor.line, "from start to end") if named else None


def _of(clock: str) -> int:
    return 60 * int(clock[:2]) + int(clock[3:])
