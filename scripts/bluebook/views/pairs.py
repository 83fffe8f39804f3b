"""Two countries' events from an imported file as panels for `charts.multiples`, and as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd

from bluebook import parameters
from bluebook.charts import multiples, sheets
from bluebook.counts import pairs
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import months, words
from bluebook.views.coverages import strung
from bluebook.views.words import headed

TIED = 2  # periods with most events that a title names
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


def panels(counted: pd.DataFrame, asked: parameters.Asked, machine: bool) -> list[multiples.Panel]:
    """Return one small panel per lane, from `pairs.by_period`; the rows behind the events only of what a machine coded."""
    found = []
    for lane, rows in counted.groupby("lane", sort=False):
        heading = headed(lane_label(lane, asked), rows["events"].sum(), asked.lang)
        remark = tables.say("pair_rows", asked.lang, n=rows["rows"].sum()) if machine else ""
        found.append(multiples.Panel(heading, {look(lane, asked.lang): list(rows["events"])}, remark))
    return found


def main(counted: pd.DataFrame, asked: parameters.Asked) -> multiples.Panel:
    """Return the first panel: all visits, calls and talks, piled up by medium."""
    met = pairs.contacts(counted)
    looks = met["lane"].map(lambda lane: look(lane, asked.lang))
    piles = {label: list(met[looks == label].groupby("period", sort=False)["events"].sum()) for label in series(asked.lang)
             if (looks == label).any()}  # fmt: skip
    nothing = {next(iter(series(asked.lang))): [0] * len(pairs.periods(asked.first, asked.last))}
    return multiples.Panel(tables.say("pair_contacts", asked.lang), piles or nothing)


def axis(asked: parameters.Asked, days: Iterable[date]) -> multiples.Axis:
    """Return the words under the panels, and the periods in which the file has no event of anybody (`days`: those with one)."""
    times = pairs.periods(asked.first, asked.last)
    covered = {f"{day:%Y-%m}"[: len(times[0])] for day in days}
    years: dict[float, str] = {place: when(time, asked) for place, time in enumerate(times)}
    ticks = years if len(times[0]) == 4 else months.as_ticks(pd.Index(times), asked.lang)
    return multiples.Axis(ticks, (when(times[0], asked), when(times[-1], asked)), [time not in covered for time in times])


def when(time: str, asked: parameters.Asked) -> str:
    """Return a period of `pairs.periods` in words: June 2022, or 2022."""
    return periods.span(pd.Timestamp(periods.first_day(time)), pd.Timestamp(periods.last_day(time)), asked.lang)


def day(when: date, asked: parameters.Asked) -> str:
    """Return a day of the file in words."""
    return periods.day_of(pd.Timestamp(when), asked.lang)


def said(wording: str, asked: parameters.Asked, machine: bool, **more: object) -> str:
    """Return a wording of the figure about the pair, its period and its file, in the form for a machine's file or a list."""
    file = asked.file.rpartition("/")[2] if wording == "pair_caption" else words.file(asked)  # a caption is not drawn
    known = {"pair": asked.pair, "period": asked.period, "file": file}
    text = tables.say(wording if machine else f"{wording}_plain", asked.lang, **known | more)
    return text[0].upper() + text[1:]


def title(counted: pd.DataFrame, asked: parameters.Asked, machine: bool, **bounds: object) -> str:
    """Return the finding: how many visits, calls and talks there were, and when most, or from which side where that is told.

    bounds: the period with what of it the file does not cover (`answers.Answer.bounds`).
    """
    met, events = pairs.contacts(counted), int(counted["events"].sum())
    total = tables.say("pair_total", asked.lang, n=events)
    n, (times, top) = int(met["events"].sum()), pairs.busiest(met)
    if not events:
        return said("pair_title_bare", asked, True, **bounds)
    if n and not machine and met["lane"].str.contains(":").all():
        return said("pair_title_directed", asked, True, n=n, **_from(met, asked), **bounds)
    if n > 1 and len(times) > TIED:
        return said("pair_title_even", asked, machine, n=n, total=total, **bounds)
    most = periods.joined([when(time, asked) for time in times], asked.lang)
    return said("pair_title", asked, machine, n=n, total=total, most=most, top=top, **bounds)


def _from(met: pd.DataFrame, asked: parameters.Asked) -> dict[str, object]:
    sides = met.groupby(met["lane"].str.partition(":")[2])["events"].sum().sort_values(ascending=False, kind="stable")
    return {"most": tables.country(sides.index[0], asked.lang, in_text=True), "top": int(sides.iloc[0])}


def reading(counted: pd.DataFrame, asked: parameters.Asked) -> list[str]:
    """Return one line per lane: events, rows, and the month or year with most."""
    lines = []
    for lane, rows in counted.groupby("lane", sort=False):
        most = rows.loc[rows["events"].idxmax()]
        numbers = {name: tables.say(f"said_{name}", asked.lang, n=int(rows[name].sum())) for name in ("events", "rows")}
        lines.append(tables.say("said_kind", asked.lang, label=lane_label(lane, asked), when=when(most["period"], asked),
                                most=most["events"], **numbers))  # fmt: skip
    return lines


def timeline(events: pd.DataFrame, asked: parameters.Asked) -> list[str]:
    """Return one line per month with the days of the two in contact: 3 (visit, 4; call); plans and the rest left out."""
    met = events[~events["kind"].isin(pairs.NO_MEETING)]
    labels, lines = tables.labels("event_kind", asked.lang), []
    for _, month in met.groupby(met["date"].dt.to_period("M")):
        days = [_day(day, [_told(row, labels, asked.lang) for row in rows.to_dict("records")], asked.lang)
                for day, rows in month.groupby("date")]  # fmt: skip
        lines.append(tables.say("said_month", asked.lang, month=periods.month(month["date"].iloc[0], asked.lang),
                                days=("、" if asked.lang == "ja" else ", ").join(days)))  # fmt: skip
    return lines


def _day(day: pd.Timestamp, told: list[str], lang: str) -> str:
    return f"{day.day}{'日' if lang == 'ja' else ' '}({strung(told, lang)})"


def _told(row: dict, labels: dict[str, str], lang: str) -> str:
    kind = labels[row["kind"]].lower()
    return tables.say("said_many", lang, kind=kind, rows=row["rows"]) if row["rows"] > 1 else kind
