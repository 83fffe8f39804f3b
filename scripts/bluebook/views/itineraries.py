"""Visits as lanes of their own days for `charts.lanes.timeline`, and what each of them held."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts import lanes, sheets
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names, timelines
from bluebook.views.coverages import strung

SPAN = timelines.LOOKS["visit"]
LOOKS = {"mark_named": sheets.Look(timelines.DARK, timelines.DARK, marker="o"),
         "mark_beside": sheets.Look(timelines.LIGHT, sheets.LOOKS[2].edge, marker="D"), "mark_visit": SPAN,
         "mark_cancelled": timelines.LOOKS["cancelled"]}  # fmt: skip
WEEK = 7  # days drawn where only the month of a visit is known


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of what a figure of visits draws, in the order of its legend."""
    return {tables.say(name, lang): look for name, look in LOOKS.items()}


def axis(journeys: pd.DataFrame, lang: str = "en") -> lanes.Axis:
    """Return the days of a visit, counted from its first, as long as the longest of them and at least a week."""
    days = max([WEEK, *(_length(row) for row in journeys.to_dict("records"))]) + 1
    words = {place + 0.5: tables.say("visit_day", lang, number=place + 1) for place in range(days)}
    return lanes.Axis(days, range(days + 1), words)


def _length(row: dict) -> int:
    return WEEK if row["open_start"] else (row["end"] - row["start"]).days + 1


def rows(journeys: pd.DataFrame, held: pd.DataFrame, asked: parameters.Asked, sought: pd.Series) -> list[lanes.Lane]:
    """Return one lane per visit: its span, and on it the engagements that it held (`spans.contained`)."""
    days = axis(journeys).days
    made = [_lane(row, held[held["visit_id"] == row["visit_id"]], asked, days) for row in journeys.to_dict("records")]
    nothing = lanes.Lane(tables.say("visits_empty", asked.lang), remark=timelines.remark(sought, asked),
                         bare=[(0, 7)] if (sought == "none").all() else [])  # fmt: skip
    return made or [nothing]


def _lane(row: dict, held: pd.DataFrame, asked: parameters.Asked, days: int) -> lanes.Lane:
    span = tables.say("mark_visit" if row["status"] == "made" else "mark_cancelled", asked.lang)
    items = [lanes.Item(0, _length(row) - 1, span, row["visit_id"], "", 0, row["open_start"], row["open_end"])]
    labels, places = _labels(held, asked), _places(held, asked, days)
    for event in held.to_dict("records"):
        day = (event["date"] - row["start"]).days + places[event["event_id"]]
        name = tables.say("mark_named" if event["named"] else "mark_beside", asked.lang)
        items.append(lanes.Item(day, day, name, f"{row['visit_id']}|{event['event_id']}", labels[event["event_id"]]))
    who = names.person(row["traveller"], asked.lang)
    return lanes.Lane(who, items, _when_and_where(row, asked), strong=row["status"] == "made", tiers=5)


def _labels(held: pd.DataFrame, asked: parameters.Asked) -> dict[str, str]:
    """Return event -> label: those of one day are named together, two per line, so that a visit takes few lines."""
    between, found = "、" if asked.lang == "ja" else ", ", dict.fromkeys(held["event_id"], "")
    for _, day in held.groupby("date"):
        said = [_meeting(event, asked) for event in day.to_dict("records")]
        kinds = list(dict.fromkeys(said))
        times = [kind if said.count(kind) == 1 else tables.say("group_times", asked.lang, name=kind, n=said.count(kind))
                 for kind in kinds]  # fmt: skip
        first = [day["event_id"].iloc[said.index(kind)] for kind in kinds]
        found |= {first[at]: between.join(times[at : at + 2]) for at in range(0, len(kinds), 2)}
    return found


def _places(held: pd.DataFrame, asked: parameters.Asked, days: int) -> dict[str, float]:
    """Return event -> where its mark stands in its day, those of one day side by side."""
    return {event: place for _, day in held.groupby("date")
            for event, place in zip(day["event_id"], lanes.abreast(len(day), asked.width, days), strict=True)}  # fmt: skip


def _meeting(event: dict, asked: parameters.Asked) -> str:
    level = tables.labels("level", asked.lang)[event["level"]]
    if pd.isna(event["group"]):
        return level
    return tables.say("level_group", asked.lang, level=level, group=tables.say(f"group_{event['group']}", asked.lang))


def _when_and_where(row: dict, asked: parameters.Asked) -> str:
    city = names.city(row["cities"][0], asked.lang) if row["cities"] else tables.country(row["visited_country"], asked.lang)
    day = periods.month(row["start"], asked.lang) if row["open_start"] else timelines.day(row["start"], asked.lang)
    if not row["open_start"] and asked.first.year != asked.last.year:
        day = tables.say("day_year", asked.lang, day=day, year=row["start"].year)
    return tables.say("visit_where", asked.lang, day=day, place=city)


def marks(journeys: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return one row per visit: its direction, traveller, days as they are known, status, how many engagements and which."""
    ids = held.groupby("visit_id")["event_id"].agg(list).reindex(journeys["visit_id"])
    lists = [found if isinstance(found, list) else [] for found in ids]
    told = journeys[["visit_id", "direction", "traveller", "start_date", "end_date", "status"]]
    return told.assign(engagements=[len(found) for found in lists], event_ids=[";".join(found) for found in lists])


def sentences(journeys: pd.DataFrame, held: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per visit: who went where and when, and what the visit held."""
    ages = {"first": pd.Timestamp("2000-01-01"), "last": pd.Timestamp("2099-12-31")}  # so that days name their year
    asked = parameters.Asked(lang=lang, **ages)
    return [tables.say("said_visit", lang, who=names.person(row["traveller"], lang), when=_when_and_where(row, asked),
                       role=names.role(row["traveller_role"], row["traveller_country"], lang), held=_held(row, held, asked))
            for row in journeys.to_dict("records")]  # fmt: skip


def _held(row: dict, held: pd.DataFrame, asked: parameters.Asked) -> str:
    if row["status"] == "cancelled":
        return tables.say("said_cancelled", asked.lang)
    own = held[held["visit_id"] == row["visit_id"]].to_dict("records")
    said = [_meeting(event, asked) if event["named"] else tables.say("said_unnamed", asked.lang, meeting=_meeting(event, asked))
            for event in own]  # fmt: skip
    return strung(said, asked.lang) or tables.say("said_no_engagement", asked.lang)
