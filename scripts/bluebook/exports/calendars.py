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
from icalendar import Calendar, Event

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
Row = Mapping[str, Any]


def written(events: pa.Table, lang: str) -> bytes:
    """Return engagements as the bytes of a calendar."""
    columns = codebook.columns("events")
    labels = {header: shapes.labels(columns[header], lang) for header in LABELLED}
    labels["sides"] = _in_text() if lang == "en" else labels["partners"]
    cities = {(row["city"], row["country"]): row for row in tables.places().to_dict("records")}
    named = WORDS[lang]["name"].format(version=codebook.VERSION)
    whole = Calendar()
    for name, value in (("prodid", f"-//bluebook//{codebook.VERSION}//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"),
                        ("method", "PUBLISH"), ("name", named), ("x-wr-calname", named)):  # fmt: skip
        whole.add(name, value)
    for row in events.to_pylist():
        whole.add_component(_entry(row, lang, labels, cities))
    return whole.to_ical()


def _entry(row: Row, lang: str, labels: Mapping[str, Mapping[str, str]], cities: Mapping[Any, Row]) -> Event:
    partners = _listed([labels["partners"][code] for code in row["partners"]], lang)
    sides = _listed([labels["sides"][code] for code in ("JPN", *row["partners"])], lang)
    level, channel = (labels[header][row[header]] for header in ("level", "channel"))
    topics = [labels["topics"][topic] for topic in row["topics"]]
    entry = Event()
    for name, value in [
        ("uid", f"{row['event_id']}@bluebook"), ("dtstamp", datetime.combine(codebook.RELEASED, time(), UTC)), *_when(row),
        ("summary", TITLES[lang].format(sides=sides, level=_within(level), channel=_within(channel))),
        *_where(row, lang, labels["venue_country"], cities),
        ("description", "\n".join(_told(row, lang, partners, topics))), ("url", row["source_url"]),
        ("categories", [level, channel]), ("class", "PUBLIC"), ("status", "CONFIRMED"), ("transp", "TRANSPARENT"),
    ]:  # fmt: skip
        entry.add(name, value)
    return entry


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


def _when(row: Row) -> list[tuple[str, Any]]:
    start = moment(row)
    if start is None:
        return [("dtstart", row["date"]), ("dtend", row["date"] + timedelta(1))]
    length = [("duration", timedelta(minutes=row["duration_min"]))] if row["duration_min"] else []
    return [("dtstart", start.astimezone(UTC)), *length]


def _where(row: Row, lang: str, countries: Mapping[str, str], cities: Mapping[Any, Row]) -> Iterator[tuple[str, Any]]:
    place = cities.get((row["venue_city"], row["venue_country"]))
    city = (place["city_ja"] if lang == "ja" else place["city"]) if place else row["venue_city"]
    if row["venue_country"]:
        yield "location", ", ".join(filter(None, [city, countries[row["venue_country"]]]))
    if place:
        yield "geo", (place["latitude"], place["longitude"])


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
