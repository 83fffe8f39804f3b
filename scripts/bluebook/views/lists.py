"""A second government's lists and this record as two lanes of journeys, one strip per year."""

from __future__ import annotations

import calendar

import pandas as pd

from bluebook import parameters
from bluebook.charts import sheets, timelines
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names
from bluebook.views.coverages import strung
from bluebook.views.words import headed

LISTED = ("2013-01-01", "2024-11-30")  # the days that both lists reach and whose rows are shipped
PLACES = {"JPN": "historian_to_japan", "USA": "historian_to_usa"}


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the bars, by where the journey went."""
    return sheets.looks([tables.say(name, lang) for name in (*PLACES.values(), "historian_elsewhere")])


def lanes(lang: str = "en") -> tuple[str, str]:
    """Return the names of the two lanes."""
    return tables.say("historian_theirs", lang), tables.say("historian_ours", lang)


def asked_days(asked: parameters.Asked) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day that was asked for and lies within the lists; the first is later where none does."""
    return max(asked.first, pd.Timestamp(LISTED[0])), min(asked.last, pd.Timestamp(LISTED[1]))


def strips(compared: pd.DataFrame, asked: parameters.Asked) -> list[timelines.Strip]:
    """Return one strip per year for `charts.timelines.twin_lanes`, from `journeys.compare` and the period asked for."""
    return [_strip(compared[compared["start"].dt.year == year], year, asked) for year in asked.years]


def _strip(rows: pd.DataFrame, year: int, asked: parameters.Asked) -> timelines.Strip:
    upper, lower = rows[rows["side"] == "theirs"], rows[rows["side"] == "ours"]
    below = {place: number for number, place in enumerate(lower.index)}
    ties = [(number, below[other]) for number, others in enumerate(upper["with"]) for other in others if other in below]
    theirs, ours = ([_span(row, asked.lang) for row in lane.to_dict("records")] for lane in (upper, lower))
    return timelines.Strip(str(year) + ("年" if asked.lang == "ja" else ""), theirs, ours, ties, _ticks(year, asked),
                           366 if calendar.isleap(year) else 365, _bare(year, asked))  # fmt: skip


def _span(row: dict, lang: str) -> timelines.Span:
    start = row["start"].day_of_year - 1
    place = tables.say(PLACES.get(row["country"], "historian_elsewhere"), lang)
    named = row["verdict"] != "matched" or (row["side"] == "theirs" and row["country"] in PLACES)
    ruled_out = row["verdict"] == "repeated" or row["why"] == "rank"
    loud = row["verdict"] != "matched" and not ruled_out
    return timelines.Span(start, start + (row["end"] - row["start"]).days + 1, place, who(row, lang) if named else "",
                          loud=loud, quiet=ruled_out, gid=";".join(row["ids"]))  # fmt: skip


def who(row: dict, lang: str = "en") -> str:
    """Return whom a label names: the family name, or in Japanese the name of the traveller or lead behind the row."""
    if lang == "en":
        return row["who"]
    behind = tables.events().set_index("event_id")[["japan_lead", "partner_leads"]].sum(axis=1)
    for name, key in (("visits", "visit_id"), ("historian", "historian_id")):
        behind = pd.concat([behind, tables.table(name).set_index(key)["traveller"].map(lambda traveller: [traveller])])
    meant = [name for name_id in row["ids"] for name in behind.get(name_id, []) if row["who"] in name]
    return names.family(meant[0] if meant else row["who"], lang)


def _ticks(year: int, asked: parameters.Asked) -> dict[int, str]:
    wide = asked.width > 100
    names = [f"{month}月" if wide else str(month) for month in range(1, 13)] if asked.lang == "ja" else [
        name if wide else name[0] for name in calendar.month_abbr[1:]]  # fmt: skip
    return {pd.Timestamp(year, month, 1).day_of_year - 1: name for month, name in enumerate(names, 1)}


def _bare(year: int, asked: parameters.Asked) -> list[tuple[float, float]]:
    """Return the days of a year that lie before or after the period and the lists."""
    first, last = asked_days(asked)
    start, end = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
    length = end.day_of_year
    if last < start or first > end or first > last:
        return [(0, length)]
    head = [(0, first.day_of_year - 1)] if first > start else []
    return head + ([(last.day_of_year, length)] if last < end else [])


def told(row: dict, lang: str = "en") -> str:
    """Return one row as a sentence names it: who, when, where and what for, an occasion of theirs in their words."""
    days = periods.day_of(row["start"], lang) if row["start"] == row["end"] else periods.span(row["start"], row["end"], lang)
    known = {"who": who(row, lang), "days": days, "country": tables.country(row["country"], lang)}
    occasion = names.occasion(row["occasion"], lang)
    occasion = f"「{occasion}」" if lang == "ja" and occasion == row["occasion"] != "" else occasion
    return tables.say("said_journey_for" if occasion else "said_journey", lang, occasion=occasion, **known)


def apart(compared: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line for each row that only one side has although the other could have listed it."""
    loose = compared[compared["why"].isin(["no_row", "no_journey", "multilateral", "meeting_alone"])]
    why = tables.labels("historian_why", lang)
    return [tables.say("said_line", lang, label=told(row, lang), text=why[row["why"]]) for row in loose.to_dict("records")]


def reading(compared: pd.DataFrame, lang: str = "en") -> str:
    """Return how many rows of each side have which verdict."""
    named, said = tables.labels("historian_verdict", lang), []
    for lane, side in zip(lanes(lang), ("theirs", "ours"), strict=True):
        rows = compared[compared["side"] == side].groupby("verdict").size()
        parts = [tables.say("said_verdict", lang, number=n, verdict=named[code].lower()) for code, n in rows.items()]
        text = ("、" if lang == "ja" else ", ").join(parts) or tables.say("said_no_row", lang)
        said.append(headed(lane, text, lang))
    return strung(said, lang)
