"""Topics in words, and as rows of blocks for `charts.tiles`."""

from __future__ import annotations

import calendar

import pandas as pd

from bluebook.charts import tiles
from bluebook.counts import agendas, tallies
from bluebook.ground.periods import joined
from bluebook.record import tables
from bluebook.views.words import labelled

SHOWN = 20  # topics in the figure; the table has all
SAID = 10  # topics that are said in words


def rows(cells: pd.DataFrame, ranked: pd.DataFrame, whole: int, lang: str = "en") -> list[tiles.Row]:
    """Return one row per topic for `charts.tiles.tiled`, in the order of `ranked`.

    cells: event ids by topic, period and rank (`agendas.by_period`). whole: engagements whose page was read to its end.
    """
    names, counts = tables.labels("topic", lang), labelled_ranks(tallies.counts(cells), lang)
    return [tiles.Row(names[code], counts.loc[code], _numbers(row, whole, lang), row["trust"] in ("poor", "untested"),
                      cells.loc[code])
            for code, row in ranked.iterrows() if code in counts.index.levels[0]]  # fmt: skip


def _numbers(row: pd.Series, whole: int, lang: str) -> list[str]:
    return [str(row["named"]), f"{row['whole']}/{whole}", agreement(row, lang)]


def agreement(row: pd.Series | dict, lang: str = "en") -> str:
    """Return alpha with the number of events it rests on, and the word for one that is too low or untested."""
    if row["trust"] == "untested":
        return tables.say("agenda_untested", lang)
    number = f"{row['alpha']:.2f} ({row['either']})"
    return tables.say("agenda_poor", lang, number=number) if row["trust"] == "poor" else number


def ranks(lang: str = "en") -> dict[str, str]:
    """Return rank -> label: the two levels that the ministry totals, and all others."""
    levels = tables.labels("level", lang)
    return {code: levels.get(code, tables.say("agenda_other_levels", lang)) for code in agendas.RANKS}


def labelled_ranks(frame: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return a frame whose columns are ranks with their labels instead."""
    return frame.rename(columns=ranks(lang))


def grid(read: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> tiles.Grid:
    """Return the periods, how many pages were read in each (`agendas.read`), and which were not collected."""
    periods = [str(period) for period in read.index]
    bare = [bool((status[int(period[:4])] == "none").all()) for period in periods]
    doubtful = [some > 0 and not whole for some, whole in zip(read["engagements"], read["to_the_end"], strict=True)]
    over = {tables.say(f"agenda_{name}", lang): ["–" if none else str(n) for n, none in zip(read[name], bare, strict=True)]
            for name in ("engagements", "to_the_end")}  # fmt: skip
    headings = [tables.say(f"agenda_column_{name}", lang) for name in ("named", "whole", "alpha")]
    return tiles.Grid([_short(period, lang) for period in periods], over, headings, bare, doubtful)


def _short(period: str, lang: str) -> str:
    if len(period) == 4:
        return f"{period}年" if lang == "ja" else period
    return f"{int(period[5:])}月" if lang == "ja" else calendar.month_abbr[int(period[5:])]


def title(ranked: pd.DataFrame, total: int, lang: str = "en", **known: object) -> str:
    """Return the finding: which topic that coders agree on was named most often, and in how many engagements."""
    first = agendas.leaders(ranked)
    if not total:
        return tables.say("agenda_bare", lang, **known)
    known |= {"total": tables.say("agenda_total", lang, n=total, least=known["least"])}
    if not first:
        return tables.say("agenda_title", lang, n=0, **known)
    most, names = int(ranked.loc[first[0], "named"]), [tables.labels("topic", lang)[code] for code in first]
    form = "agenda_title" if len(first) <= 3 else "agenda_title_many"
    return tables.say(form, lang, topics=joined(names, lang), most=most, n=len(ranked), **known)


def table(ranked: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return the ranking with labels for codes, for a reader of the notebook."""
    return labelled(ranked, lang, topic="topic")


def reading(ranked: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line for each of the most frequent topics on which the coders agree."""
    sure = table(ranked[ranked["trust"].isin(["good", "fair"])].head(SAID), lang)
    return [tables.say("said_topic", lang, topic=name, named=row["named"], whole=row["whole"], alpha=f"{row['alpha']:.2f}")
            for name, row in sure.iterrows()]  # fmt: skip
