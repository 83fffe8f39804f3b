"""Two countries' events from an imported file as panels for `charts.mirrors`, and as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from bluebook import parameters
from bluebook.charts import mirrors, sheets
from bluebook.counts import pairs, tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import words
from bluebook.views.words import headed

IN_PERSON = ["visit", "host", "third_place", "meeting"]


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look: in person, remote, medium not told, no meeting."""
    return dict(zip([tables.say(f"pair_{name}", lang) for name in ("in_person", "remote", "untold", "no_meeting")],
                    [*sheets.LOOKS, sheets.Look(sheets.PAPER, sheets.GREY)], strict=True))  # fmt: skip


def look(lane: str, lang: str = "en") -> str:
    """Return the label in `series` of a lane."""
    kind = lane.split(":")[0]
    own = "no_meeting" if kind in pairs.NO_MEETING else "remote" if kind == "call" else "in_person"
    return tables.say(f"pair_{own if own != 'in_person' or kind in IN_PERSON else 'untold'}", lang)


def lane_label(lane: str, asked: parameters.Asked) -> str:
    """Return a lane in words: the kind, and whose visit it is where that is told."""
    kind, _, code = lane.partition(":")
    label = tables.labels("event_kind", asked.lang)[kind]
    return tables.say("pair_directed", asked.lang, kind=label, name=tables.country(code, asked.lang)) if code else label


def panels(monthly: pd.DataFrame, asked: parameters.Asked, machine: bool) -> list[mirrors.Panel]:
    """Return one panel per lane, from `pairs.by_month`; the rows behind the events only of what a machine coded."""
    found = []
    for lane, rows in monthly.groupby("lane", sort=False):
        heading = headed(lane_label(lane, asked), rows["events"].sum(), asked.lang)
        remark = tables.say("pair_rows", asked.lang, n=rows["rows"].sum()) if machine else ""
        found.append(mirrors.Panel(heading, look(lane, asked.lang), list(rows["events"]),
                                   list(rows["rows" if machine else "events"]), remark))  # fmt: skip
    return found


def said(wording: str, asked: parameters.Asked, machine: bool, **more: object) -> str:
    """Return a wording of the figure about the pair, its period and its file, in the form for a machine's file or a list."""
    file = asked.file.rpartition("/")[2] if wording == "pair_caption" else words.file(asked)  # a caption is not drawn
    known = {"pair": asked.pair, "period": asked.period, "file": file}
    text = tables.say(wording if machine else f"{wording}_plain", asked.lang, **known | more)
    return text[0].upper() + text[1:]


def counted(n: int, noun: str) -> str:
    """Return a number with its English noun: 1 event, 2 events."""
    return f"{n} {noun}" + ("" if n == 1 else "s")


def outside(asked: parameters.Asked, days: Iterable[date]) -> list[bool]:
    """Tell for each month asked for whether the file has no event of anybody in it (`days`: those on which it has)."""
    covered = {f"{day:%Y-%m}" for day in days}
    return [month not in covered for month in tallies.months(asked.first, asked.last)]


def title(monthly: pd.DataFrame, asked: parameters.Asked, machine: bool, **bounds: object) -> str:
    """Return the finding: how many events, how many of them a visit, call or talk, from how many rows.

    bounds: the period with what of it the file does not cover (`answers.Answer.bounds`).
    """
    summed = pairs.totals(monthly)
    met = ~summed.index.str.split(":").str[0].isin(pairs.NO_MEETING)
    n, rows, meetings = (int(number.sum()) for number in (summed["events"], summed["rows"], summed.loc[met, "events"]))
    return said("pair_title", asked, machine, n=n, rows=rows, meetings=meetings, **bounds)


def reading(monthly: pd.DataFrame, asked: parameters.Asked) -> list[str]:
    """Return one line per lane: events, rows, and the month with most."""
    lines = []
    for lane, rows in monthly.groupby("lane", sort=False):
        most = rows.loc[rows["events"].idxmax()]
        lines.append(f"- **{lane_label(lane, asked.english)}**: {counted(rows['events'].sum(), 'event')} "
                     f"from {counted(rows['rows'].sum(), 'row')}; "
                     f"most in {periods.month(pd.Timestamp(most['month']))} ({most['events']}).")  # fmt: skip
    return lines


def timeline(events: pd.DataFrame, asked: parameters.Asked) -> list[str]:
    """Return one line per month with the days of the two in contact: 3 (visit, 4; call); plans and the rest left out."""
    met = events[~events["kind"].isin(pairs.NO_MEETING)]
    labels, lines = tables.labels("event_kind", asked.lang), []
    for _, month in met.groupby(met["date"].dt.to_period("M")):
        days = [f"{day.day} ({'; '.join(_told(row, labels) for row in rows.to_dict('records'))})"
                for day, rows in month.groupby("date")]  # fmt: skip
        lines.append(f"- **{periods.month(month['date'].iloc[0], asked.lang)}**: {', '.join(days)}")
    return lines


def _told(row: dict, labels: dict[str, str]) -> str:
    return labels[row["kind"]].lower() + (f", {row['rows']}" if row["rows"] > 1 else "")
