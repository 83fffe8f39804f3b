"""The hour at which an event began.

Rule: the first hour that the page names with "from", in the sentence stating the event or in a heading below it. In person
local time, for a call Japan's. Without morning or afternoon the hour is that of a clock of 24 hours.
"""

from __future__ import annotations

import re

from bluebook.coding.cells import MEAL, THEN, Cell, Part, Sentence
from bluebook.coding.days import JAPAN, LOCAL

JA = re.compile(
    r"(?P<half>午前|午後)?(?P<noon>正午)|(?P<half2>午前|午後|夕刻|夜|未明|早朝|"
    r"朝)?\s*(?P<hour>\d{1,2})(?:時(?!間)(?:(?P<thirty>半)|(?P<minute>\d{1,2})(?:分|(?=から)))?|:(?P<minute2>\d\d)(?!\d))"
)
EN = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\b\.?|\b(?P<noon>noon|midnight)\b|"
    r"\b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>\d\d)\b(?!\s*[ap]\.?m)",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?(?:・祝)?\)")
HEADING = re.compile(r"\(.{0,12}(?:時|正午|分間|[ap]\.m)")


def start(part: Part, remote: bool) -> Cell:
    """Return the hour at which the event began, HH:MM."""
    found = clocks(part.anchor, part.japanese) or [each for head in headings(part) for each in clocks(head, part.japanese)]
    mine = [cell for wanted in ("japan" if remote else "local", "") for zone, cell in found if zone == wanted]
    return mine[0] if mine else (Cell(remark=f"only another clock's hour is stated: {found[0][1].phrase}") if found else Cell())


def headings(part: Part) -> list[Sentence]:
    """Return the first headings below that have an hour or a length in brackets."""
    return [sentence for sentence in part.body[:12] if len(sentence.text) < 90 and HEADING.search(sentence.text)][:2]


def clocks(sentence: Sentence, japanese: bool) -> list[tuple[str, Cell]]:
    """Return zone (local, japan or none) and cell of each hour in a sentence, in order."""
    text = WEEKDAY.sub(lambda found: "・" * len(found[0]), sentence.text)
    matches = [match for match in (JA if japanese else EN).finditer(text) if _hour(match)]
    ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    found = [(_zone(text, match, end), Cell(_hour(match), match[0].strip(), sentence.line), text[match.end() : end])
             for match, end in zip(matches, ends, strict=True)]  # fmt: skip
    if len(found) > 1 and found[0][2].strip() in ("から", "~"):  # the end of a span tells whose clock its start keeps
        found[0] = (found[0][0] or found[1][0], *found[0][1:])
    # a lunch before the meeting has an hour of its own
    meals = [bool(MEAL.search(THEN.split(after)[0])) for *_, after in found[:-1]]
    return [(zone, cell) for place, (zone, cell, _) in enumerate(found) if not any(meals[place : place + 1])]


def _hour(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if noon := groups.get("noon"):
        return "00:00" if noon.casefold() == "midnight" else "12:00"
    hour = int(groups.get("hour") or groups.get("hour24") or 0)
    minute = 30 if groups.get("thirty") else int(groups.get("minute") or groups.get("minute2") or groups.get("minute24") or 0)
    half = groups.get("half2") or groups.get("half") or ""
    if half in ("午後", "夕刻", "夜", "p", "P"):
        hour = hour + 12 if hour < 12 else hour
    elif half in ("a", "A") and hour == 12:  # 午前12時 is noon, by the decree of 1872
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def _zone(text: str, match: re.Match[str], end: int) -> str:
    """Return whose clock an hour keeps: that named after it, else the one named last before it."""
    after = re.split(r"から|、|~|;|。", text[match.end() : end])[0][:30]
    after = re.sub(r"\(?\s*(?:日本時間|現地時間)[^)]{0,14}$", "", after) if end < len(text) else after
    if JAPAN.search(after) or LOCAL.search(after):
        return "japan" if JAPAN.search(after) else "local"
    before = text[max(0, match.start() - 22) : match.start()]
    named = [
        *((found.start(), "japan") for found in JAPAN.finditer(before)),
        *((found.start(), "local") for found in LOCAL.finditer(before)),
    ]
    closed = before.rfind(")")
    return max((each for each in named if each[0] > closed), default=(0, ""))[1]
