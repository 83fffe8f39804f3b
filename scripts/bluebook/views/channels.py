"""Lengths and channels in words, and as strips of dots and rows of blocks for `charts.strips`."""

from __future__ import annotations

import pandas as pd

from bluebook.charts import sheets, spreads, strips
from bluebook.counts import lengths, tallies
from bluebook.record import tables
from bluebook.views import months
from bluebook.views.coverages import headed
from bluebook.views.words import labelled


def lanes(times: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[strips.Lane]:
    """Return one lane of strips per lane of the record, from `lengths.timed` and `tallies.collected`; a strip per channel that
    has rows."""
    return [_lane(label, times[times["lane"] == code], status.loc[code], lang)
            for code, label in tables.labels("lane", lang).items()]  # fmt: skip


def _lane(label: str, times: pd.DataFrame, status: pd.Series, lang: str) -> strips.Lane:
    parts = lengths.summary(times, ["channel"])
    looks = dict(zip(tables.labels("channel", lang), sheets.LOOKS, strict=True))
    drawn = [_strip(channel, row, times[times["channel"] == channel], looks[channel], lang)
             for channel, row in parts.iterrows()]  # fmt: skip
    blank = strips.Strip("", [], sheets.HOLLOW, bare=bool((status == "none").all()))
    return strips.Lane(headed(label, len(times), status, lang), drawn or [blank], months.coverage_remark(status, lang))


def _strip(channel: str, row: pd.Series, times: pd.DataFrame, look: sheets.Look, lang: str) -> strips.Strip:
    minutes, ids = _stated(times)
    middle = None if pd.isna(row["median"]) else float(row["median"])
    return strips.Strip(tables.labels("channel", lang)[channel], minutes, look, middle, remark(row, lang), ids=ids)


def _stated(times: pd.DataFrame) -> tuple[list[float], list[str]]:
    """Return the stated lengths in order of size, and the id of the row behind each."""
    stated = times[times["minutes"].notna()].sort_values("minutes", kind="stable")
    return [float(value) for value in stated["minutes"]], list(stated["event_ids"])


def remark(row: pd.Series, lang: str = "en") -> str:
    """Say the median of a row of `lengths.summary`, how many lengths it rests on, and how many engagements state none."""
    known = {"stated": int(row["stated"]), "unstated": int(row["unstated"])}
    if pd.isna(row["median"]):
        return tables.say("lengths_few", lang, **known)
    return tables.say("lengths_median", lang, median=minutes(row["median"]), **known)


def reading(summary: pd.DataFrame, yearly: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line for each lane and channel of `lengths.summary`, then for each year of `lengths.by_year`."""
    named = labelled(summary, lang, lane="lane", channel="channel")
    told = [tables.say("said_lengths", lang, lane=lane, channel=channel.lower(), text=remark(row, lang))
            for (lane, channel), row in named.iterrows()]  # fmt: skip
    return told + [tables.say("said_line", lang, label=row.label, text=row.remark) for row in splits(yearly, status, lang)]


def minutes(value: float) -> str:
    """Return a number of minutes without needless decimals: 40, 47.5."""
    return f"{float(value):g}"


def panels(times: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[spreads.Panel]:
    """Return one panel per lane of the record for `charts.spreads`, from `lengths.timed` and `tallies.collected`: for a period
    of years, each with its lengths by channel."""
    return [_panel(label, times[times["lane"] == code], status.loc[code], lang)
            for code, label in tables.labels("lane", lang).items()]  # fmt: skip


def _panel(label: str, times: pd.DataFrame, status: pd.Series, lang: str) -> spreads.Panel:
    channels = tables.labels("channel", lang)
    found: dict[int, list[spreads.Spread]] = {int(year): [] for year in status.index}
    for (year, channel), row in lengths.summary(times.assign(year=times["date"].dt.year), ["year", "channel"]).iterrows():
        own, ids = _stated(times[(times["date"].dt.year == year) & (times["channel"] == channel)])
        middle = None if pd.isna(row["median"]) else float(row["median"])
        found[year].append(spreads.Spread(channels[channel], own, middle, int(row["unstated"]), ids))
    bare = frozenset(year for year in found if status[year] == "none" and not found[year])
    return spreads.Panel(headed(label, len(times), status, lang), months.coverage_remark(status, lang), found, bare)


def splits(yearly: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[strips.Split]:
    """Return one row of blocks per year by channel, with the share that was remote, from `lengths.by_year`."""
    counts, shares = tallies.counts(yearly), lengths.shares(yearly)
    states = {year: tallies.weakest(status.loc[tallies.TOP, year]) for year in counts.index}
    return [strips.Split(str(year) + "年" * (lang == "ja"), counts.loc[year], _share(shares.loc[year], states[year], lang),
                         bool((status.loc[tallies.TOP, year] == "none").all()), yearly.loc[year])
            for year in counts.index]  # fmt: skip


def _share(row: pd.Series, state: str, lang: str) -> str:
    if state == "none":
        return tables.say("status_none", lang)
    known = {"n": int(row["engagements"]), "remote": int(row["remote"]), "state": tables.say(f"status_{state}", lang)}
    percent = "" if pd.isna(row["percent"]) else f"{row['percent']:g}"
    return tables.say("lengths_share", lang, percent=percent, **known)


def title(times: pd.DataFrame, lang: str = "en", **known: object) -> str:
    """Return the finding: the median lengths in person and by telephone, or, where too few are stated, how many are."""
    parts = lengths.summary(times, ["channel"])["median"].reindex(["in_person", "telephone"])
    known |= {"n": len(times), "stated": int(times["minutes"].count())}
    if parts.isna().any():
        return tables.say("channels_title_plain", lang, **known)
    return tables.say("channels_title", lang, **{channel: minutes(median) for channel, median in parts.items()}, **known)


def series(status: pd.DataFrame, lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the channels, and of years that were not collected where there are any."""
    bare = bool((status.loc[tallies.TOP] == "none").all().any() or (status == "none").all(axis=1).any())
    labels = sheets.looks(list(tables.labels("channel", lang).values()))
    return labels | ({tables.say("not_collected", lang): sheets.BARE} if bare else {})
