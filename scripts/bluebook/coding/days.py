"""The day of an event and the day of its page.

Rule: the day that the sentence stating the event names, its year and month from the page's own date. In person the day at the
venue; for a call the day in Japan. A weekday that is not that of the date is shown. A page that says "today" of a call in
another country's clock does not say the day in Japan.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from bluebook.coding.cells import Cell, Part, Sentence
from bluebook.coding.pages import Page

MONTHS = [name.casefold() for name in calendar.month_abbr[1:]]
NAMES = "|".join([*calendar.month_name[1:], *(f"{name}\\.?" for name in (*calendar.month_abbr[1:], "Sept"))])
KANJI_WEEKDAYS = "月火水木金土日"
ERAS = {"平成": 1988, "令和": 2018}
JA = re.compile(
    r"(?:(?P<era>平成|令和)(?P<eyear>\d+|元)年|(?P<year>(?:19|"
    r"20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?<!\d)(?P<day>\d{1,2})日(?!間|目)(?:\((?P<weekday>[月火水木金土日])[)曜・])?"
)
EN = re.compile(
    rf"(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:(?P<name>{NAMES}),? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<name2>{NAMES}))(?!\d)(?:,? (?P<year>(?:19|20)\d\d))?"
)
ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
NUMERIC = re.compile(r"^\W*(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>20\d\d)\b")
TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening))\b|本日|本(?=\d{1,2}日)", re.IGNORECASE)
LOCAL = re.compile(r"現地(?:時間)?|\blocal (?:time|date)", re.IGNORECASE)
JAPAN = re.compile(r"日本時間|\bJapan (?:standard )?time|\bJST\b", re.IGNORECASE)
RANGE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日から(?:\d{1,2}月)?\d{1,2}日(?:まで|にかけ)")  # days of a journey or a gathering
SAME = re.compile(r"\(日本時間(?:も)?同日")


def issued(page: Page) -> Cell:
    """Return the day of a page: a line that is a date alone, else the first date with a year, else that in its address."""
    alone = [found for each in page.sentences if len(each.text) < 60 and (found := _whole(each)) and found.value]
    if alone:
        return alone[0]
    near = [found for each in page.sentences[:12] if (found := _dated(each)).value]
    if near:
        return near[0]
    path = re.search(r"/(20\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)", page.address)
    return Cell(iso(*map(int, path.groups())), page.address, 0) if path else Cell()


def _whole(sentence: Sentence) -> Cell:
    rest = sentence.text
    for pattern in (JA, EN, ISO, NUMERIC):
        if match := pattern.search(sentence.text):
            rest = sentence.text.replace(match[0], "")
            break
    rest = re.sub(r"曜日|祝|date|Date|Posted|Published|on\b|年月日|発表|掲載|[\W\d_]", "", rest)
    return _dated(sentence) if len(rest) <= 12 else Cell()


def _dated(sentence: Sentence) -> Cell:
    """Return the first date with a year in a sentence."""
    for pattern in (JA, EN, ISO, NUMERIC):
        for match in pattern.finditer(sentence.text):
            year = _year(match)
            if year and (value := iso(year, _month(match) or 0, _day(match))):
                return Cell(value, match[0], sentence.line)
    return Cell()


def iso(year: int, month: int, day: int) -> str:
    """Return a day as text, empty where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("era"):
        return ERAS[groups["era"]] + (1 if groups["eyear"] == "元" else int(groups["eyear"]))
    return int(groups["year"]) if groups.get("year") else None


def _month(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if name := groups.get("name") or groups.get("name2"):
        return MONTHS.index(name[:3].casefold()) + 1
    return int(groups["month"]) if groups.get("month") else None


def _day(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return int(groups.get("day") or groups["day2"])


def days(part: Part, remote: bool, abroad: bool) -> tuple[Cell, Cell]:
    """Return the day of the event and the day in Japan where the page states one.

    remote: a call or video conference. abroad: the page keeps another country's clock.
    """
    found = _found(part)
    here, japan = _first(found, "local", ""), _first(found, "japan")
    if remote:
        day = japan if japan.value else _first(found, "")
        if not day.value and JAPAN.search(part.anchor.text):  # the hour in Japan is given, and no other day with it
            day = here
        if day.value or not found:
            return (day if found else _today(part, abroad)), Cell()
        return Cell(remark=f"only the local day is stated: {here.phrase}"), Cell()
    if here.value and (same := SAME.search(part.anchor.text)):
        japan = Cell(here.value, same[0], here.line)
    return (here if found else _today(part, False)), japan


def _first(found: list[tuple[str, Cell]], *zones: str) -> Cell:
    return next((cell for zone, cell in found if zone in zones), Cell())


def _today(part: Part, abroad: bool) -> Cell:
    """Return the page's own day where the page says today."""
    match = TODAY.search(part.anchor.text)
    if not match or not part.issued.value:
        return Cell()
    if abroad:
        return Cell("", match[0], part.anchor.line, f"the page's day is {part.issued.value}; the day in Japan may be the next")
    return Cell(part.issued.value, match[0], part.anchor.line)


def _found(part: Part) -> list[tuple[str, Cell]]:
    """Return the zone (local, japan or none) and the cell of each day in the sentence that states the event."""
    text, cells, month = RANGE.sub(lambda found: "・" * len(found[0]), part.anchor.text), [], 0
    pattern = JA if part.japanese else EN
    for match in pattern.finditer(text):
        value, month = _resolved(match, part, month)
        if value:
            cells.append((_zone(text, match, pattern), Cell(value, match[0].strip(), part.anchor.line, _weekday(match, value))))
    return cells


def _resolved(match: re.Match[str], part: Part, month: int) -> tuple[str, int]:
    """Return the day that a match names, its year and month taken from the page where it names none, and its month."""
    page = date.fromisoformat(part.issued.value) if part.issued.value else None
    own = _month(match) or month or (page.month if page else 0)
    if year := _year(match):
        return iso(year, own, _day(match)), own
    if page is None:
        return "", own
    near = [value for year in (page.year, page.year - 1, page.year + 1) if (value := iso(year, own, _day(match)))]
    if not _month(match) and not month:  # the 31st on a page of the 1st is of the month before
        last = page.replace(day=1) - timedelta(days=1)
        near = [value for each in (page, last) if (value := iso(each.year, each.month, _day(match)))]
        near = [value for value in near if value <= str(page + timedelta(days=1))]
    return min(near, key=lambda value: abs(date.fromisoformat(value) - page), default=""), own


def _zone(text: str, match: re.Match[str], others: re.Pattern[str]) -> str:
    """Return whose clock a date keeps: that named before it, or after it and before the next date."""
    following = others.search(text, match.end())
    after = text[match.end() : min(match.end() + 45, following.start() if following else len(text))]
    after = re.sub(r"(?:日本時間|現地時間|Japan time:?|local time:?)\W*$", "", after, flags=re.IGNORECASE)
    after = re.sub(r"(?:日本時間|Japan time)[も,]?\s*(?:同|午|\d).*", "", after)  # it goes with the hour that follows
    before = text[max(0, match.start() - 12) : match.start()]
    for words in (before, after):
        if JAPAN.search(words) or LOCAL.search(words):
            return "japan" if JAPAN.search(words) else "local"
    return ""


def _weekday(match: re.Match[str], value: str) -> str:
    """Return what is wrong where the page names another weekday than that of the date."""
    said, real = match.groupdict().get("weekday"), date.fromisoformat(value)
    if not said or said == KANJI_WEEKDAYS[real.weekday()] or calendar.day_name[real.weekday()].startswith(said):
        return ""
    return f"the page says {match[0].strip()}, and {value} is a {calendar.day_name[real.weekday()]}"
