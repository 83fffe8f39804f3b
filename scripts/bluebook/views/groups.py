"""Groups that sit together, as a table by year or month for `charts.ledgers`."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts import ledgers
from bluebook.counts import groups, tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import calendars, timelines
from bluebook.views.coverages import bounded


def columns(asked: parameters.Asked) -> pd.PeriodIndex:
    """Return the months of a period, or its years where it is long."""
    return pd.period_range(asked.first, asked.last, freq="Y" if calendars.needed(asked) else "M")


def heads(asked: parameters.Asked) -> list[str]:
    """Return what stands over each column: the year, or the month."""
    return [timelines.word(part, asked.lang) for part in columns(asked)]


def lines(table: pd.DataFrame, coverage: pd.DataFrame, lang: str = "en") -> list[ledgers.Line]:
    """Return one row per group, from `groups.by_period`: each count at least so many, as no list of these meetings is complete;
    a year in which meetings of the group were not collected has none."""
    return [_line(group, row, coverage, list(table.loc[group]), lang) for group, row in tallies.counts(table).iterrows()]


def _line(group: str, row: pd.Series, coverage: pd.DataFrame, ids: list, lang: str) -> ledgers.Line:
    cells = [(int(count), bounded(int(count), "partial")) if count or groups.sought(coverage, group, part.year) else None
             for part, count in row.items()]  # fmt: skip
    return ledgers.Line(name(group, lang), bounded(int(row.sum()), "partial"), cells, ids)


def name(group: str, lang: str = "en", in_text: bool = False) -> str:
    """Return what a group is called: the G7, the Quad, or its members."""
    if group in ("g7", "quad", groups.OTHERS):
        return tables.say(f"group_{group}", lang)
    names = [tables.country(code, lang, in_text=in_text) for code in group.split(";")]
    return "・".join(names) if lang == "ja" else periods.joined(names, lang)  # a list of groups has 、 between them


def most(table: pd.DataFrame, lang: str = "en") -> str:
    """Return the three groups met most often with their counts: the United States and Korea (39), the G7 (22)."""
    counts = tallies.counts(table).sum(axis=1).drop(groups.OTHERS, errors="ignore")
    said = [tables.say("group_times", lang, name=name(group, lang, in_text=True), n=n) for group, n in counts.head(3).items()]
    return ("、" if lang == "ja" else "; ").join(said)


def marks(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell of the table that is not empty: group, period, engagements and event_ids."""
    every = tallies.tidy(table)
    return every[every["engagements"] > 0].astype({"period": str}).reset_index(drop=True)
