"""Days and periods: from text as in 2022 or 2022-03, and into the words of a sentence or an id, in English and Japanese."""

from __future__ import annotations

import calendar
from datetime import date

import pandas as pd


def first_day(when: str) -> date:
    """Return the first day of a year, month or day written 2022, 2022-03 or 2022-03-15."""
    return date.fromisoformat((when + "-01-01")[:10])


def last_day(when: str) -> date:
    """Return the last day of a year, month or day written 2022, 2022-03 or 2022-03-15."""
    year, month, *rest = [*map(int, when.split("-")), 12][: max(2, when.count("-") + 1)]
    return date(year, month, rest[0] if rest else calendar.monthrange(year, month)[1])


def _whole_years(first: pd.Timestamp, last: pd.Timestamp) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _whole_months(first: pd.Timestamp, last: pd.Timestamp) -> bool:
    return first.day == 1 and last.is_month_end


def short(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return a period as a figure's id has it: 2022, 2021-2024, 2022-03, 2022-03-03-2022-03-15."""
    form = "%Y" if _whole_years(first, last) else "%Y-%m" if _whole_months(first, last) else "%Y-%m-%d"
    ends = [first.strftime(form), last.strftime(form)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)


def span(first: pd.Timestamp, last: pd.Timestamp, lang: str = "en") -> str:
    """Return a period as a sentence writes it in English or Japanese; a year that both ends share is written once."""
    if _whole_years(first, last):
        ends, tail = [str(first.year), str(last.year)], "年" if lang == "ja" else ""
    elif _whole_months(first, last):
        ends, tail = [month(day, lang) for day in (first, last)], ""
    else:
        ends, tail = [day_of(day, lang) for day in (first, last)], ""
    return ends[0] + tail if ends[0] == ends[1] else "–".join(_once(ends[0], ends[1], lang)) + tail


def _once(start: str, end: str, lang: str) -> tuple[str, str]:
    """Return both ends of a period, what they share written once: 3–15 March 2022, January–August 2022, 2022年1月–8月."""
    if lang == "ja":
        year, _, rest = end.partition("年")
        return start, rest if rest and start.startswith(f"{year}年") else end
    words = end.split(" ")
    shared = next((f" {' '.join(words[place:])}" for place in range(1, len(words))
                   if start.endswith(f" {' '.join(words[place:])}")), "")  # fmt: skip
    return start.removesuffix(shared), end


def month(day: pd.Timestamp, lang: str = "en") -> str:
    """Return March 2022, or 2022年3月."""
    return f"{day.year}年{day.month}月" if lang == "ja" else f"{calendar.month_name[day.month]} {day.year}"


def day_of(day: pd.Timestamp, lang: str = "en") -> str:
    """Return 3 March 2022, or 2022年3月3日."""
    return f"{month(day, lang)}{day.day}日" if lang == "ja" else f"{day.day} {month(day, lang)}"


def joined(parts: list[str], lang: str = "en") -> str:
    """Return the parts as a sentence lists them: a, b and c; in Japanese a、b、c."""
    if lang == "ja":
        return "、".join(parts)
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
