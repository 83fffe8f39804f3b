"""The record and what a machine coded of it as lanes of days for `charts.daystrips`, and as sentences."""

from __future__ import annotations

import calendar

import pandas as pd

from bluebook import parameters
from bluebook.charts import daystrips, sheets
from bluebook.counts import matches
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import words

VERDICTS = ("matched", "missed", "phantom")


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the cells: matched, missed, phantom."""
    dark, middle, light = sheets.LOOKS
    faces = [dark, sheets.Look(middle.fill, middle.edge, marker=middle.marker), light]  # a cell is too thin for a hatch
    return dict(zip([tables.say(f"machine_{verdict}", lang) for verdict in VERDICTS], faces, strict=True))


def lanes(real: pd.DataFrame, coded: pd.DataFrame, scored: pd.DataFrame, first: pd.Timestamp,
          lang: str = "en") -> list[daystrips.Lane]:
    """Return one lane per medium, from `matches.compare` cut to the period and `matches.scores`; none where no day is counted.

    first: the first day of the axis (`edges`).
    """
    if is_bare(scored):
        return []
    return [_lane(medium, real[real["medium"] == medium], coded[coded["medium"] == medium], scored.loc[medium], first, lang)
            for medium in matches.MEDIA]  # fmt: skip


def is_bare(scored: pd.DataFrame) -> bool:
    """Tell whether no day of the period is counted, so that nothing can be compared."""
    return bool(scored["chance_recall"].isna().all())


def _lane(medium: str, real: pd.DataFrame, coded: pd.DataFrame, score: pd.Series, first: pd.Timestamp,
          lang: str) -> daystrips.Lane:
    labels = {verdict: tables.say(f"machine_{verdict}", lang) for verdict in VERDICTS}
    above = [daystrips.Cell(_day(row["date"], first), labels[row["verdict"]], gid=row["event_id"])
             for row in real.to_dict("records")]  # fmt: skip
    below = [daystrips.Cell(_day(row["date"], first), labels[row["verdict"]], row["rows"], f"{row['date']:%Y-%m-%d}")
             for row in coded.to_dict("records")]  # fmt: skip
    ties = {(_day(row["date"], first), _day(row["coded"], first)) for row in real.to_dict("records")
            if row["verdict"] == "matched"}  # fmt: skip
    heading = words.headed(medium_label(medium, lang), counted(score, lang), lang)
    return daystrips.Lane(heading, shares(score, lang), above, below, sorted(ties))


def _day(date: pd.Timestamp, first: pd.Timestamp) -> int:
    return (date - first).days


def medium_label(medium: str, lang: str = "en") -> str:
    """Return what a medium of the comparison is called."""
    return tables.say(f"machine_{medium}", lang)


def counted(score: pd.Series, lang: str = "en") -> str:
    """Return how many engagements were seen and how many coded days lie near one, in words."""
    numbers = {name: int(score[name]) for name in ("engagements", "seen", "coded_days", "near")}
    return tables.say("machine_counts", lang, **numbers)


def shares(score: pd.Series, lang: str = "en") -> str:
    """Return recall, precision and inflation in words, the first two with what a guess would reach; - where none."""
    names = ("recall", "chance_recall", "precision", "chance_precision")
    ratio = "–" if pd.isna(score["rows_per_engagement"]) else f"{score['rows_per_engagement']:.1f}"
    return tables.say("machine_shares", lang, ratio=ratio, rows=int(score["rows"]),
                      **{name: percent(score[name]) for name in names})  # fmt: skip


def rows_label(lang: str = "en") -> str:
    """Return the wording of a number of rows, with {n} to be filled in."""
    return tables.labels("wording", lang)["machine_rows"]


def percent(share: float) -> str:
    """Return a share as a whole per cent, – where there is none."""
    return "–" if pd.isna(share) else f"{share * 100:.0f}%"


def axis(asked: parameters.Asked, counts: pd.DataFrame) -> daystrips.Axis:
    """Return the days asked for, grey where `counts` (icews.csv) does not reach; years without any count are left out."""
    start, end = matches.shipped(counts, "JPN", asked.partner, asked.first, asked.last)
    first, last = edges(asked, start, end)
    months = pd.date_range(first.replace(day=1), last, freq="MS")
    ticks = {max(0, (month - first).days): _month(month, asked.lang) for month in months}
    length = (last - first).days + 1
    bare = [(0, (start - first).days), ((end - first).days + 1, length)] if start <= end else [(0, length)]
    sides = tables.say("machine_record", asked.lang), tables.say("machine_icews", asked.lang)
    return daystrips.Axis(length, ticks, sides, [(left, right) for left, right in bare if left < right])


def edges(asked: parameters.Asked, start: pd.Timestamp, end: pd.Timestamp) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day drawn: those asked for, cut to the calendar years of the days counted."""
    if start > end:
        return asked.first, asked.last
    return max(asked.first, pd.Timestamp(start.year, 1, 1)), min(asked.last, pd.Timestamp(end.year, 12, 31))


def _month(month: pd.Timestamp, lang: str) -> str:
    return f"{month.month}月" if lang == "ja" else calendar.month_abbr[month.month]


def title(scored: pd.DataFrame, asked: parameters.Asked, period: str, least: str) -> str:
    """Return the finding: the share of engagements seen, whatever the medium, and what a random day would see.

    period: the days that were compared, in words; they may be fewer than those asked for. least: what stands before the
    number of engagements (`answers.Answer.least`).
    """
    score = scored.loc["any"]
    return words.say("machine_title", asked, n=int(score["engagements"]), coded=int(score["coded_days"]), period=period,
                     least=least, recall=percent(score["recall"]), chance=percent(score["chance_recall"]))  # fmt: skip


def reading(scored: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per medium: how many were seen, and the shares."""
    return [] if is_bare(scored) else [tables.say("said_score", lang, medium=medium_label(medium, lang),
                                                  counts=counted(row, lang), shares=shares(row, lang))
                                       for medium, row in scored.iterrows()]  # fmt: skip


def missed(row: dict, lang: str = "en") -> str:
    """Return one missed engagement: its day, its lane and channel, and its id with a link to the page."""
    lane, channel = tables.labels("lane", lang)[row["lane"]], tables.labels("channel", lang)[row["channel"]].lower()
    link = f"[{row['event_id']}]({row['source_url']})"
    return tables.say("said_missed", lang, day=periods.day_of(row["date"], lang), link=link, lane=lane, channel=channel)


def by_month(phantoms: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return one line per month: the days coded without an engagement near, with the rows of each."""
    groups = phantoms.sort_values("date").groupby(phantoms["date"].dt.to_period("M"))
    form, between = ("{day}日({rows})", "、") if lang == "ja" else ("{day} ({rows})", ", ")
    return [tables.say("said_phantoms", lang, month=periods.month(days["date"].iloc[0], lang), days=between.join(
                form.format(day=day.day, rows=rows) for day, rows in zip(days["date"], days["rows"], strict=True)))
            for _, days in groups]  # fmt: skip
