"""Months along an axis, and lanes of months for `charts.blocks.unit_columns`."""

from __future__ import annotations

import calendar

import pandas as pd

from bluebook.charts import blocks
from bluebook.counts import tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views.coverages import headed
from bluebook.views.words import labelled


def as_ticks(months: pd.Index, lang: str = "en") -> dict[float, str]:
    """Return place -> text under a month axis: every month up to 14 of them, else each year where its January begins."""
    if len(months) <= 14:
        return {place: _month(month, lang) for place, month in enumerate(months)}
    tail = "年" if lang == "ja" else ""
    return {place - 0.5: month[:4] + tail for place, month in enumerate(months) if month.endswith("-01")}


def _month(month: str, lang: str) -> str:
    number = int(month[5:])
    return f"{number}月" if lang == "ja" else calendar.month_abbr[number]


def name(month: str, lang: str = "en") -> str:
    """Return a month written 2022-09 in words: September 2022, 2022年9月."""
    return periods.month(pd.Timestamp(f"{month}-01"), lang)


def panels(monthly: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[blocks.Panel]:
    """Return one panel per lane for `charts.blocks.unit_columns`.

    monthly: event ids by lane, month and channel (`tallies.by_month`). status: coverage by lane and year
    (`tallies.collected`), which becomes the remark after the lane's name and the grey ground of its uncollected months.
    """
    lanes = tables.labels("lane", lang)
    counts = labelled(tallies.counts(monthly), lang, channel="channel")
    return [_panel(headed(label, counts.loc[lane].to_numpy().sum(), status.loc[lane], lang), counts.loc[lane], status.loc[lane],
                   monthly.loc[lane], lang)
            for lane, label in lanes.items()]  # fmt: skip


def _panel(heading: str, counts: pd.DataFrame, status: pd.Series, ids: pd.DataFrame, lang: str) -> blocks.Panel:
    bare = [status[int(month[:4])] == "none" for month in counts.index]
    return blocks.Panel(heading, counts, coverage_remark(status, lang), bare, ids)


def coverage_remark(status: pd.Series, lang: str = "en") -> str:
    """Return how complete a lane is over some years (index) and which of them were not collected at all."""
    bare = [str(year) + "年" * (lang == "ja") for year, found in status.items() if found == "none"]
    rest = [found for found in status if found != "none"]
    if not bare or not rest:
        return tables.say(f"status_{tallies.weakest(status)}", lang)
    remark = tables.say(f"status_{tallies.weakest(rest)}", lang)
    return tables.say("status_gap", lang, status=remark, years=periods.joined(bare, lang))
