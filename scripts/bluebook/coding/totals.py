"""Totals that a page names: the third summit of the year, the first talk since taking office.

Rule: a number with the event counted. The period begins with the year where the page says so; otherwise it is empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluebook.coding.cells import Cell, Part

DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
WHAT = r"[^。、,]{0,14}?(?P<what>首脳(?:電話|テレビ)?会談|外相(?:電話|テレビ)?会談|電話会談|会談)"
JA = re.compile(rf"(?P<total>\d{{1,2}}|[一二三四五六七八九十])(?:回|度)目(?:の|となる){WHAT}")
FIRST = re.compile(rf"(?:初めて|初)(?:の|となる){WHAT}")
BEFORE = re.compile(r"(?:今年|本年|就任後|就任以来|政権発足後|昨年以来)[^、。]{0,8}$")
EN = re.compile(
    rf"\b(?P<total>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s(?P<what>(?:[\w.-]+ ){{0,4}}?(?:summit meeting|"
    rf"foreign ministers' meeting|meeting|telephone talk|talks?|call))\b(?:[^.,]{{0,30}}?\bthis year\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Total:
    """One number that a page gives, and since when."""

    total: int
    since: str  # the first day counted, empty where the page does not say
    cell: Cell


def totals(part: Part, day: str) -> list[Total]:
    """Return the totals that the page names, the same number once."""
    found: dict[int, Total] = {}
    for sentence in (part.anchor, *part.body[:6]):
        for pattern in (JA, FIRST) if part.japanese else (EN,):
            for match in pattern.finditer(sentence.text):
                number = _number(match)
                before = BEFORE.search(sentence.text, max(0, match.start() - 14), match.start())
                phrase = (before[0] if before else "") + match[0]
                since = f"{day[:4]}-01-01" if re.search(r"今年|本年|this year", phrase) and day else ""
                found.setdefault(number, Total(number, since, Cell(str(number), phrase, sentence.line)))
    return list(found.values())


def _number(match: re.Match[str]) -> int:
    text = match.groupdict().get("total") or "first"
    if text in DIGITS:
        return DIGITS[text]
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS.index(text.casefold()) + 1
