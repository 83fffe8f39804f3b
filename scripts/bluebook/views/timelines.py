"""Engagements, documents and visits as lanes of `charts.lanes.timeline`, and the days along its axis."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from bluebook import parameters
from bluebook.charts import keys, lanes, sheets
from bluebook.counts import spans, tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import names
from bluebook.views.coverages import headed

DARK, MIDDLE, LIGHT = (look.fill for look in sheets.LOOKS)
NAMED = ("strategy", "action_plan")  # documents whose labels are placed first, and those of a summit
TIERS = {"en": 6, "ja": 10}  # of labels over a lane, at most: those of Japanese cities are longer
LOOKS = {
    "home": sheets.Look(DARK, DARK, marker="o"), "away": sheets.Look(DARK, DARK, marker="s"),
    "third": sheets.Look(DARK, DARK, marker="^"), "video": sheets.Look(MIDDLE, MIDDLE, marker="D"),
    "telephone": sheets.Look(LIGHT, sheets.LOOKS[2].edge, marker="D"),
    "strategy": sheets.Look("#404040", "#404040", marker="page"),
    "document": sheets.Look("#ffffff", "#404040", marker="page"), "visit": sheets.Look("#8fb8cf", DARK, marker=keys.STRIP),
    "cancelled": sheets.Look("#ffffff", "#595959", marker=keys.STRIP),
}  # fmt: skip


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of everything that a timeline draws, in the order of its legend."""
    return dict(zip(_names(lang).values(), LOOKS.values(), strict=True))


def _names(lang: str) -> dict[str, str]:
    known = tables.labels("venue", lang) | tables.labels("channel", lang) | tables.labels("document_type", lang)
    return {look: known.get(look) or tables.say(f"mark_{look}", lang) for look in LOOKS}


def axis(first: pd.Timestamp, last: pd.Timestamp, lang: str = "en") -> lanes.Axis:
    """Return the days from first to last: lines at months and their names, or at years where there are more than 14 months."""
    months = pd.period_range(first, last, freq="M")
    parts = months if len(months) <= 14 else pd.period_range(first, last, freq="Y")
    starts = [max((part.start_time - first).days, 0) for part in parts]
    days = (last - first).days + 1
    middles = [(start + end) / 2 for start, end in zip(starts, [*starts[1:], days], strict=True)]
    return lanes.Axis(days, [*starts, days], {middle: word(part, lang) for middle, part in zip(middles, parts, strict=True)})


def word(part: pd.Period, lang: str = "en") -> str:
    """Return what a year or a month is called along an axis: 2022, May; 2022年, 5月."""
    if part.freqstr.startswith("Y"):
        return f"{part.year}年" if lang == "ja" else str(part.year)
    return f"{part.month}月" if lang == "ja" else calendar.month_abbr[part.month]


def drawn(rows: pd.DataFrame, issued: pd.DataFrame, journeys: pd.DataFrame, status: pd.DataFrame,
          asked: parameters.Asked) -> list[lanes.Lane]:
    """Return every lane of a timeline, from the engagements (`spans.placed`), documents, journeys and coverage."""
    return [*bilateral(rows, status, asked), *others(rows, status, asked, "other_levels", "level"),
            *others(rows, status, asked, "with_others", "group"), *documents(issued, status, asked),
            *visits(journeys, status, asked)]  # fmt: skip


def places_in_words(rows: pd.DataFrame, asked: parameters.Asked) -> str:
    """Return where the rows took place as a sentence lists it: 2 in Japan, 1 in the United States …"""
    found = rows["venue"].value_counts().reindex(spans.VENUES, fill_value=0)
    return periods.joined([tables.say(f"{venue}_n", asked.lang, n=n, name=asked.name) for venue, n in found.items() if n],
                             asked.lang)  # fmt: skip


def bilateral(rows: pd.DataFrame, status: pd.DataFrame, asked: parameters.Asked) -> list[lanes.Lane]:
    """Return the two lanes of the levels that the ministry totals, each engagement with its day and place."""
    return [_lane(lane, rows[rows["lane"] == lane], status.loc[lane], asked, labelled=True) for lane in tallies.TOP]


def others(rows: pd.DataFrame, status: pd.DataFrame, asked: parameters.Asked, lane: str, by: str) -> list[lanes.Lane]:
    """Return a heading and under it one lane per kind that occurs: of other_levels by level, of with_others by group."""
    own = rows[rows["lane"] == lane]
    head = _lane(lane, own, status.loc[lane], asked)
    labels = tables.labels("level", asked.lang)
    kinds = own[by].cat.remove_unused_categories()
    return [head if own.empty else replace(head, items=(), bare=(), ruled=False)] + [
        replace(head, heading=labels.get(kind) or tables.say(f"group_{kind}", asked.lang), remark="", strong=False,
                items=_engagements(own[kinds == kind], asked)) for kind in kinds.cat.categories]  # fmt: skip


def _lane(lane: str, rows: pd.DataFrame, status: pd.Series, asked: parameters.Asked, labelled: bool = False) -> lanes.Lane:
    heading = headed(tables.labels("lane", asked.lang)[lane], len(rows), status, asked.lang)
    return lanes.Lane(heading, _engagements(rows, asked, labelled), remark(status, asked), bare=bare(status, asked),
                      tiers=TIERS[asked.lang])  # fmt: skip


def remark(status: pd.Series, asked: parameters.Asked) -> str:
    """Return how complete a lane is in the years that were collected; the grey ground tells which were not."""
    known = status[status != "none"]
    return tables.say(f"status_{tallies.weakest(status if known.empty else known)}", asked.lang)


def _engagements(rows: pd.DataFrame, asked: parameters.Asked, labelled: bool = False) -> list[lanes.Item]:
    looks = _names(asked.lang)
    return [lanes.Item(day, day, looks[row["channel"] if row["venue"] == "remote" else row["venue"]], row["event_id"],
                       _engagement(row, asked) if labelled else "", int(row["venue"] == "remote"))
            for row in rows.to_dict("records") for day in [(row["date"] - asked.first).days]]  # fmt: skip


def brief(asked: parameters.Asked) -> bool:
    """Tell whether labels are cut to the place: on one column, or for more than 14 months."""
    return asked.width < 120 or len(tallies.months(asked.first, asked.last)) > 14


def _engagement(row: dict, asked: parameters.Asked) -> str:
    country = tables.country(row["venue_country"], asked.lang) if row["venue_country"] else ""
    place = names.city(row["venue_city"], asked.lang) or country
    if brief(asked):
        return place
    return tables.say("day_place" if place else "day_alone", asked.lang, day=day(row["date"], asked.lang), place=place)


def day(when: pd.Timestamp, lang: str = "en") -> str:
    """Return a day without its year as a label writes it: 23 May, or 5月23日."""
    return f"{when.month}月{when.day}日" if lang == "ja" else f"{when.day} {calendar.month_abbr[when.month]}"


def documents(rows: pd.DataFrame, status: pd.DataFrame, asked: parameters.Asked) -> list[lanes.Lane]:
    """Return the lanes of documents: those of the two sides or the partner alone, by name; and those with others."""
    sought = spans.documents_collected(status)
    ground = bare(sought, asked)
    looks = _names(asked.lang)
    items = [_paper(row, asked, looks["strategy" if row["type"] == "strategy" else "document"])
             for row in rows.to_dict("records")]  # fmt: skip
    shared = [item for item, alone in zip(items, rows["bilateral"], strict=True) if not alone]
    own = [item for item in items if item not in shared]
    heading = headed(tables.say("lane_documents", asked.lang), len(rows), sought, asked.lang)
    beside = lanes.Lane(tables.say("documents_shared", asked.lang), shared, strong=False, bare=ground)
    named = lanes.Lane(heading, own, remark(sought, asked), bare=ground, tiers=TIERS[asked.lang])
    return [named] + [beside] * bool(shared)


def _paper(row: dict, asked: parameters.Asked, name: str) -> lanes.Item:
    day = (row["date"] - asked.first).days
    return lanes.Item(day, day, name, row["doc_id"], _document(row, asked) if row["bilateral"] else "",
                      int(not (row["type"] in NAMED or row["related_event_id"].endswith("-summit"))))  # fmt: skip


def _document(row: dict, asked: parameters.Asked) -> str:
    if row["type"] == "other":
        return ""
    kind = tables.labels("document_type", asked.lang)[row["type"]]
    title = re.split(": | \\(| for ", row["title"])[0]
    return title if asked.lang == "en" and not brief(asked) and len(title) <= 44 else kind


def visits(rows: pd.DataFrame, status: pd.DataFrame, asked: parameters.Asked) -> list[lanes.Lane]:
    """Return the lanes of visits, to Japan and from Japan, each journey a span with the traveller's family name."""
    sought = spans.visits_collected(status, asked.partner)
    return [lanes.Lane(headed(tables.say(f"lane_{way}", asked.lang), int((own["status"] == "made").sum()), sought, asked.lang),
                       list(_visits(own, asked)), remark(sought, asked), bare=bare(sought, asked),
                       tiers=TIERS[asked.lang])
            for way in spans.DIRECTIONS for own in [rows[rows["direction"] == way]]]  # fmt: skip


def bands(rows: pd.DataFrame, asked: parameters.Asked) -> list[tuple[float, float]]:
    """Return the days of each visit made whose first day is known, counted from the first day asked for."""
    return [(item.start, item.end) for item in _visits(rows[(rows["status"] == "made") & ~rows["open_start"]], asked)]


def _visits(rows: pd.DataFrame, asked: parameters.Asked) -> Iterable[lanes.Item]:
    looks = _names(asked.lang)
    for row in rows.to_dict("records"):
        start, end = (max(row["start"], asked.first) - asked.first).days, (min(row["end"], asked.last) - asked.first).days
        who = names.family(row["traveller"], asked.lang, family_name(row["visit_id"]))
        yield lanes.Item(start, end, looks["visit" if row["status"] == "made" else "cancelled"], row["visit_id"], who,
                         int(row["kind"] in ("multilateral", "other")), row["open_start"], row["open_end"])  # fmt: skip


def family_name(visit_id: str) -> str:
    """Return the family name with which the id of a visit ends."""
    return visit_id.rpartition("-")[2].replace("_", " ").title()


def bare(status: pd.Series, asked: parameters.Asked) -> list[tuple[int, int]]:
    """Return the first and last day of each year of which nothing was collected, counted from the first day asked for."""
    ends = [(max(pd.Timestamp(year, 1, 1), asked.first), min(pd.Timestamp(year, 12, 31), asked.last))
            for year in status.index[status == "none"]]  # fmt: skip
    return [((start - asked.first).days, (end - asked.first).days) for start, end in ends]
