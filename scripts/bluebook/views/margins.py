"""Meetings on visits and at the margins of gatherings in words, and as rows of piles for `charts.skylines`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from bluebook import parameters
from bluebook.charts import sheets, skylines
from bluebook.counts import margins, tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import answers, names

SAID = 10  # gatherings that are said in words
HIGH = 5  # blocks in a pile of visits, which are no occasions of their own


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look of the two levels."""
    labels = tables.labels("lane", lang)
    return sheets.looks([labels[level] for level in tallies.TOP])


def groups(held: pd.DataFrame, gathered: pd.DataFrame, asked: parameters.Asked) -> dict[str, list[skylines.Row]]:
    """Return heading -> rows for `charts.skylines`: visits by country, then gatherings by kind, most meetings first."""
    rows = {tables.say("margins_visits", asked.lang): [_visits(held, setting, asked) for setting in margins.SETTINGS[:3]
                                                       if setting != "apart" or (held["setting"] == setting).any()],
            tables.say("margins_gatherings", asked.lang): _gatherings(gathered, asked)}  # fmt: skip
    return {heading: found for heading, found in rows.items() if found} if len(held) else {}


def _visits(held: pd.DataFrame, setting: str, asked: parameters.Asked) -> skylines.Row:
    own = held[held["setting"] == setting]
    levels = dict(zip(tallies.TOP, series(asked.lang), strict=True))
    blocks: dict[str, list[tuple[str, str]]] = {}
    for level in tallies.TOP:
        for row in own[own["level"] == level].to_dict("records"):
            blocks.setdefault(str(row["date"].year), []).append((levels[level], row["event_id"]))
    piles = {year: [skylines.Pile(setting, found[at : at + HIGH]) for at in range(0, len(found), HIGH)]
             for year, found in blocks.items()}  # fmt: skip
    return skylines.Row(setting_name(setting, asked), piles, [f"{len(own):,}", "", ""], apart=False)


def setting_name(setting: str, asked: parameters.Asked) -> str:
    """Return where a meeting on a visit was held: in Japan, in the partner's country, in a third country."""
    if setting == "at_partner" and asked.partner == "ALL":
        return tables.say("margins_at_partner_all", asked.lang)
    return tables.say(f"margins_{setting}", asked.lang, name=asked.name if asked.partner != "ALL" else "")


def _gatherings(gathered: pd.DataFrame, asked: parameters.Asked) -> list[skylines.Row]:
    levels = dict(zip(tallies.TOP, series(asked.lang), strict=True))
    kinds, rows = tables.labels("occasion_kind", asked.lang), []
    for kind, told in margins.yields(gathered).iterrows():
        piles: dict[str, list[skylines.Pile]] = {}
        for row in gathered[gathered["kind"] == kind].to_dict("records"):
            blocks = [(levels[level], event) for level in tallies.TOP for event in row[level]]
            name = names.occasion(row["gathering"], asked.lang)
            label = tables.say("margins_top", asked.lang, gathering=name, n=row["meetings"])
            piles.setdefault(str(row["first_day"].year), []).append(skylines.Pile(row["gathering"], blocks, label))
        numbers = [f"{int(told['meetings']):,}", str(int(told["gatherings"])), f"{told['each']:.1f}"]
        rows.append(skylines.Row(kinds[str(kind)], piles, numbers))
    return rows


def grid(yearly: pd.DataFrame, status: pd.Series, sought: pd.Series, asked: parameters.Asked) -> skylines.Grid:
    """Return the years, how many meetings each has and which share is at the margins; for ALL, with how many partners."""
    shares = margins.shares(yearly)
    bare = [bool(status[year] == "none") for year in shares.index]
    percent = ["–" if nothing or pd.isna(row["percent"]) else f"{row['percent']:.0f}%"
               for nothing, (_, row) in zip(bare, shares.iterrows(), strict=True)]  # fmt: skip
    meetings = ["–" if nothing else f"{n:,}" for nothing, n in zip(bare, shares["meetings"], strict=True)]
    over = {tables.say("margins_partners", asked.lang): [str(n) for n in sought]} if asked.partner == "ALL" else {}
    over |= {tables.say("margins_meetings", asked.lang): meetings, tables.say("margins_share", asked.lang): percent}
    heads = [tables.say(f"margins_column_{name}", asked.lang) for name in ("meetings", "gatherings", "each")]
    return skylines.Grid([str(year) for year in shares.index], bare, over, heads)


def title(held: pd.DataFrame, gathered: pd.DataFrame, known: answers.Answer) -> str:
    """Return the finding: how many of the meetings in person were at the margins, and what kinds of gathering yield most."""
    said: dict[str, Any] = {"who": who(known.asked), "n": len(held), "margins": int((held["setting"] == "margins").sum())}
    if gathered.empty:
        return known.say("margins_title_plain", **said)
    meetings = margins.yields(gathered)["meetings"]
    labels = tables.labels("occasion_kind", known.asked.lang)
    top = [labels[str(kind)] for kind in meetings.index[meetings == meetings.max()]]
    return known.say("margins_title", kind=periods.joined(top, known.asked.lang), most=int(meetings.max()), **said)


def note(asked: parameters.Asked) -> str:
    """Return the note of the figure: what a block and a pile is."""
    return tables.say("margins_note_all" if asked.partner == "ALL" else "margins_note", asked.lang)


def who(asked: parameters.Asked) -> str:
    """Return who met: Japan and the United States, or Japan and all partners."""
    return tables.say("margins_who_all" if asked.partner == "ALL" else "margins_who", asked.lang,
                      **({} if asked.partner == "ALL" else {"name": asked.name}))  # fmt: skip


def marks(held: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pile: year, setting, kind, gathering, level, meetings and event_ids."""
    rows = held.assign(year=held["date"].dt.year, kind=held["kind"].astype("object").fillna(""),
                       setting=held["setting"].astype(str), level=held["level"].astype(str))  # fmt: skip
    keys = ["year", "setting", "kind", "gathering", "level"]
    found = rows.groupby(keys)["event_id"].agg([("meetings", "size"), ("event_ids", ";".join)])
    return found.reset_index().astype({"meetings": int})


def reading(gathered: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line for each of the gatherings with most meetings, and the meetings."""
    top = gathered.sort_values("meetings", ascending=False, kind="stable").head(SAID)
    return [tables.say("said_gathering", lang, gathering=names.occasion(row["gathering"], lang), number=row["meetings"],
                       ids=", ".join((*row["summit"], *row["foreign_ministers"])))
            for row in top.to_dict("records")]  # fmt: skip


def table(gathered: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return what each kind of gathering yields with labels for codes, for a reader of the notebook."""
    found = margins.yields(gathered).rename(index=tables.labels("occasion_kind", lang))
    heads = {name: tables.say(f"margins_table_{name}", lang) for name in ("gatherings", "meetings", "most", "each")}
    return found.rename(columns=heads).rename_axis(tables.say("margins_table_kind", lang))
