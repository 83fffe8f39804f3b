"""Calendars (iCalendar, RFC 5545): one entry per engagement, at its time where it is stated, else for the whole day.

A call is stated in Japan's time, a meeting in that of its venue (data/README.md). Times are written in UTC, so that a calendar
shows each at its moment wherever it is opened; the local time stands in the text. A meeting whose place has no known zone is
an entry for the day, with its time in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pyarrow as pa

from bluebook.exports import shapes, zones
from bluebook.ground import periods
from bluebook.record import codebook, tables

TITLES = {"en": "{sides}: {level}, {channel}", "ja": "{sides}：{level}（{channel}）"}
WORDS = {"en": {"name": "Japan's diplomacy (bluebook {version})", "time": "{start} local time ({zone})",
                "plain": "{start} local time", "length": "{minutes} minutes", "japan": "Japan: {names}",
                "other": "{partners}: {names}", "topics": "Topics: {topics}", "source": "Source: {publisher}, {address}"},
         "ja": {"name": "日本の外交（bluebook {version}）", "time": "現地時間{start}（{zone}）", "plain": "現地時間{start}",
                "length": "{minutes}分", "japan": "日本：{names}", "other": "{partners}：{names}", "topics": "議題：{topics}",
                "source": "出典：{publisher} {address}"}}  # fmt: skip
LABELLED = ("partners", "level", "channel", "topics", "venue_country")
SIGNS = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
WIDTH = 75  # bytes of a line
Row = Mapping[str, Any]


def written(events: pa.Table, lang: str) -> bytes:
    """Return engagements as the bytes of a calendar."""
    words, columns = WORDS[lang], codebook.columns("events")
    labels = {header: shapes.labels(columns[header], lang) for header in LABELLED}
    labels["sides"] = _in_text() if lang == "en" else labels["partners"]
    cities = {(row["city"], row["country"]): row for row in tables.places().to_dict("records")}
    named = words["name"].format(version=codebook.VERSION)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//bluebook//{codebook.VERSION}//EN", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"NAME:{_text(named)}", f"X-WR-CALNAME:{_text(named)}"]  # fmt: skip
    for row in events.to_pylist():
        lines += _entry(row, lang, labels, cities)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _entry(row: Row, lang: str, labels: Mapping[str, Mapping[str, str]], cities: Mapping[Any, Row]) -> Iterator[str]:
    partners = _listed([labels["partners"][code] for code in row["partners"]], lang)
    sides = _listed([labels["sides"][code] for code in ("JPN", *row["partners"])], lang)
    level, channel = (labels[header][row[header]] for header in ("level", "channel"))
    topics = [labels["topics"][topic] for topic in row["topics"]]
    yield from ["BEGIN:VEVENT", f"UID:{row['event_id']}@bluebook", f"DTSTAMP:{codebook.RELEASED:%Y%m%d}T000000Z"]
    yield from _when(row)
    yield f"SUMMARY:{_text(TITLES[lang].format(sides=sides, level=_within(level), channel=_within(channel)))}"
    yield from _where(row, lang, labels["venue_country"], cities)
    yield f"DESCRIPTION:{_text(chr(10).join(_told(row, lang, partners, topics)))}"
    yield f"URL:{row['source_url']}"
    yield f"CATEGORIES:{_text(level)},{_text(channel)}"
    yield from ["CLASS:PUBLIC", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT", "END:VEVENT"]


def _in_text() -> dict[str, str]:
    """Return code -> name of a country as an English sentence writes it (the United States)."""
    rows = tables.countries().to_dict("records")
    return {row["code"]: " ".join(filter(None, [row["article"], row["name_en"]])) for row in rows}


def _listed(names: list[str], lang: str) -> str:
    return "・".join(names) if lang == "ja" else periods.joined(names)


def _within(label: str) -> str:
    """Return a label as it stands within a sentence: Foreign ministers, but 2+2 and 首脳 as they are."""
    return label[0].lower() + label[1:]


def moment(row: Row) -> datetime | None:
    """Return when an engagement began, with its zone; None where its time or its zone is not known."""
    name = _zone(row)
    return datetime.combine(row["date"], row["start_local"], zones.zone(name)) if row["start_local"] and name else None


def _zone(row: Row) -> str:
    if row["channel"] != "in_person":
        return "Asia/Tokyo"
    return zones.of_place(row["venue_country"] or "", row["venue_city"] or "")


def _when(row: Row) -> Iterator[str]:
    start = moment(row)
    if start is None:
        yield f"DTSTART;VALUE=DATE:{row['date']:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{row['date'] + timedelta(1):%Y%m%d}"
        return
    yield f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if row["duration_min"]:
        yield f"DURATION:PT{row['duration_min']}M"


def _where(row: Row, lang: str, countries: Mapping[str, str], cities: Mapping[Any, Row]) -> Iterator[str]:
    place = cities.get((row["venue_city"], row["venue_country"]))
    city = (place["city_ja"] if lang == "ja" else place["city"]) if place else row["venue_city"]
    if row["venue_country"]:
        yield f"LOCATION:{_text(', '.join(filter(None, [city, countries[row['venue_country']]])))}"
    if place:
        yield f"GEO:{place['latitude']};{place['longitude']}"


def _told(row: Row, lang: str, partners: str, topics: list[str]) -> Iterator[str]:
    words, mark = WORDS[lang], "、" if lang == "ja" else ", "
    if row["start_local"]:
        form, clock = words["time" if _zone(row) else "plain"], row["start_local"] or time()
        yield form.format(start=f"{clock:%H:%M}", zone=_zone(row))
    if row["duration_min"]:
        yield words["length"].format(minutes=row["duration_min"])
    yield words["japan"].format(names=mark.join(row["japan_lead"]))
    if row["partner_leads"]:
        yield words["other"].format(partners=partners, names=mark.join(row["partner_leads"]))
    yield from filter(None, [row["occasion"], words["topics"].format(topics=mark.join(topics)) if topics else "", row["notes"]])
    yield words["source"].format(publisher=row["source_publisher"], address=row["source_url"])


def _text(words: str) -> str:
    return words.translate(SIGNS)


def _folded(line: str) -> str:
    """Return a line broken after 75 bytes, never within a letter."""
    if len(line.encode()) <= WIDTH:
        return line
    parts, width = [""], 0
    for letter in line:
        size = len(letter.encode())
        if width + size > WIDTH:
            parts.append(" ")
            width = 1
        parts[-1] += letter
        width += size
    return "\r\n".join(parts)
