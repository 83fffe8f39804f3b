"""Pairs of leaders in words, as tables and as a list for `charts.pairings`."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from bluebook import parameters
from bluebook.charts import pairings as charts
from bluebook.charts import rankings
from bluebook.counts import holders, pairings, tallies
from bluebook.record import tables
from bluebook.views import answers, callnames, names
from bluebook.views.words import in_words, say

LONGEST, SHORT = 10, 7  # pairs in a list, on a broad page and on a narrow one
FIRST = 5  # pairs of a level that are said in words
BROAD = 140  # mm
CHANNELS = ["in_person", "video", "telephone"]


def listed(ranked: pd.DataFrame, asked: parameters.Asked) -> pd.DataFrame:
    """Return the ranked pairs as a table to read: both names in English and Japanese, the numbers, the months together."""
    rows = ranked.reset_index()
    lane, channels = tables.labels("lane", asked.lang), tables.labels("channel", asked.lang)
    found = {say("leaders_level", asked): rows["lane"].astype(str).map(lane)}
    for side, heading in (("ours", "leaders_ours"), ("theirs", "leaders_theirs")):
        found |= {say(heading, asked): rows[side]} if asked.lang == "en" else {}
        japanese = say("leaders_in_japanese", asked, heading=say(heading, asked))
        found |= {japanese: [names.person(who, "ja") for who in rows[side]]}
    found |= {say("leaders_partner", asked): rows["partner"].map(lambda code: tables.country(code, asked.lang))}
    found |= {channels[name]: rows[name] for name in CHANNELS}
    return pd.DataFrame(found | {say("leaders_all", asked): rows["n"], say("leaders_months", asked): rows["months"]})


def drawn(pairs: pd.DataFrame, terms: pd.DataFrame, held: pd.DataFrame, known: answers.Answer) -> Figure:
    """Return the chart: tables of pairs for one partner, a list of the most frequent pairs for all.

    pairs: `pairings.by_pair`. terms: `holders.terms`. held: the coverage of both levels by year.
    """
    asked = known.asked
    ranked, number = pairings.ranked(pairs, terms), pairings.contacts(pairs)
    ranked = ranked.assign(ids=[[pairs.loc[pair, name] for name in CHANNELS] for pair in ranked.index])
    series = list(tables.labels("channel", asked.lang).values())
    told: dict[str, Any] = {"title": title(ranked, known), "note": note(held, asked), "width": asked.width,
             "empty": say("leaders_empty", asked)}  # fmt: skip
    if as_list(asked):
        return rankings.ranking([section(ranked, lane, asked) for lane in tallies.TOP], series, **told)
    levels = [table(ranked, lane, number[lane], terms, held, asked) for lane in tallies.TOP]
    return charts.grids(levels, series, bare=say("not_collected", asked), **told)


def kind(asked: parameters.Asked) -> str:
    """Return what the chart is, for the alt text."""
    return "Rows of blocks" if as_list(asked) else "Table of blocks"


def reading(ranked: pd.DataFrame, asked: parameters.Asked) -> list[str]:
    """Return a line for each of the first pairs of each level: who, how often through each channel, in how many months."""
    rows = ranked.groupby(level="lane", observed=True).head(FIRST).reset_index()
    lane = tables.labels("lane", asked.lang)
    return [_said(row, lane[row["lane"]], asked) for row in rows.to_dict("records")]


def _said(row: dict, lane: str, asked: parameters.Asked) -> str:
    met = in_words({name: row[name] for name in CHANNELS}, asked.lang)
    time = _time(int(row["months"]), asked)[0].removeprefix("件・") or "–"
    both = {side: names.person(row[side], asked.lang) for side in ("ours", "theirs")}
    return say("said_people", asked, lane=lane, channels=met, time=time, **both)


def as_list(asked: parameters.Asked) -> bool:
    """Tell whether pairs are drawn as a list: of all partners, and where a table would have no room."""
    return asked.partner == "ALL" or asked.width < BROAD


def title(ranked: pd.DataFrame, known: answers.Answer) -> str:
    """Return the finding: the pair with most contacts, or, where several have as many, how many they are."""
    asked = known.asked
    top = ranked[ranked["n"] == ranked["n"].max()].reset_index()
    who = say("leaders_everyone" if asked.partner == "ALL" else "leaders_pair", asked)
    if len(top) != 1:
        return known.say("leaders_title_tied", who=who, n=len(top), pairs=len(ranked), most=0 if top.empty else top["n"][0])
    row = top.iloc[0]
    both = [names.person(row[side], asked.lang) for side in ("ours", "theirs")]
    form = "leaders_title" if row["months"] else "leaders_title_apart"
    months = say("months_n", asked, n=int(row["months"]))
    people: dict[str, Any] = {"ours": both[0], "theirs": both[1], "pairs": len(ranked)}
    return known.say(form, n=row["n"], who=who, contacts=row["n"], months=months, **people)


def note(held: pd.DataFrame, asked: parameters.Asked) -> str:
    """Return what is drawn, and that numbers are lower bounds where the record is partial."""
    parts = [say("leaders_note_list" if as_list(asked) else "leaders_note", asked)]
    partial = (held != "complete").any(axis=None)
    return ("" if asked.lang == "ja" else " ").join(parts + ([say("leaders_partial", asked)] if partial else []))


def table(ranked: pd.DataFrame, lane: str, number: int, terms: pd.DataFrame, held: pd.DataFrame,
          asked: parameters.Asked) -> charts.Table:  # fmt: skip
    """Return one level as a table of pairs. Who was in office at once and never met has a cell without blocks."""
    rows = ranked[ranked.index.get_level_values("lane") == lane].reset_index()
    sides = {"ours": pairings.order(rows["ours"], terms, "JPN", lane),
             "theirs": pairings.order(rows["theirs"], terms, asked.partner, lane)}  # fmt: skip
    known = rows.set_index(["ours", "theirs"])
    cells: dict[tuple[int, int], charts.Cell] = {}
    for row, ours in enumerate(sides["ours"]):
        for column, theirs in enumerate(sides["theirs"]):
            found = known.loc[(ours, theirs)] if (ours, theirs) in known.index else None
            cell = _met(found, asked) if found is not None else _unmet(lane, ours, theirs, terms, held, asked)
            cells |= {(row, column): cell} if cell else {}
    heading = f"{tables.labels('lane', asked.lang)[lane]}: {number:,}"
    ours_said, theirs_said = ([names.person(name, asked.lang) for name in side] for side in sides.values())
    return charts.Table(heading, ours_said, theirs_said, cells)


def _met(row: pd.Series, asked: parameters.Asked) -> charts.Cell:
    counts = pd.Series([int(row[name]) for name in CHANNELS], list(tables.labels("channel", asked.lang).values()))
    ids = pd.Series(row["ids"], counts.index, dtype=object) if "ids" in row else None
    return charts.Cell(counts, str(row["n"]), _time(int(row["months"]), asked), ids=ids)


def _unmet(lane: str, ours: str, theirs: str, terms: pd.DataFrame, held: pd.DataFrame,
           asked: parameters.Asked) -> charts.Cell | None:  # fmt: skip
    """Return the cell of two people who are in the record, but not with each other; None where they had no month in office."""
    together = (terms, lane, ours, asked.partner, theirs)
    months, years = round(holders.together(*together) / holders.MONTH), holders.years(*together)
    nothing = pd.Series(0, list(tables.labels("channel", asked.lang).values()))
    if not months:
        return None
    if all(held.loc[lane, year] == "none" for year in years):
        return charts.Cell(nothing, "", bare=True)
    return charts.Cell(nothing, "–", _time(months, asked))


def _time(months: int, asked: parameters.Asked) -> tuple[str, str]:
    """Return how long two people were in office together, as it follows a number: in 44 months; where room is short 44 mo."""
    if not months:
        return "", ""
    return say("leaders_time", asked, n=months), say("leaders_time_short", asked, n=months)


def section(ranked: pd.DataFrame, lane: str, asked: parameters.Asked) -> rankings.Section:
    """Return the pairs of one level that met most often, as a list."""
    rows = ranked[ranked.index.get_level_values("lane") == lane].reset_index()
    heading = f"{tables.labels('lane', asked.lang)[lane]}: {say('leaders_pairs', asked, n=len(rows))}"
    longest = LONGEST if asked.width >= BROAD else SHORT
    kept = [_row(row, asked) for _, row in rows.head(longest).iterrows()]
    rest = rows.iloc[longest:]
    most = int(rest["n"].max()) if len(rest) else 0
    said = say("leaders_rest", asked, n=len(rest), most=most, contacts=say("contacts_n", asked, n=most)) if most else ""
    return rankings.Section(heading, kept, said)


def _row(row: pd.Series, asked: parameters.Asked) -> rankings.Row:
    broad = asked.width >= BROAD
    called = [callnames.called(row[side], code, asked.lang) for side, code in (("ours", "JPN"), ("theirs", row["partner"]))]
    pair = [each[0 if broad else -1] for each in called]
    country = tables.country(row["partner"], asked.lang) if broad else callnames.alpha(row["partner"])
    remark = country if asked.partner == "ALL" else ""
    return rankings.Row(("・" if asked.lang == "ja" else " – ").join(pair), remark, _met(row, asked))
