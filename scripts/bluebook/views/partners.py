"""Partners as ranked rows for `charts.ranks.ranked_rows`."""

from __future__ import annotations

import pandas as pd

from bluebook.charts import ledgers, ranks, sheets
from bluebook.counts import coverages, tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views.coverages import bounded

FULL = {"complete": 1.0, "probably_complete": 0.5, "partial": 0.0}


def rows(table: pd.DataFrame, missing: pd.Series, status: pd.DataFrame, lang: str = "en") -> list[ranks.Row]:
    """Return one row per partner, from `partners.ranked`, `partners.missing` and `partners.collected`."""
    lanes, number = tables.labels("lane", lang), tallies.counts(table)
    heads = {level: lanes[level] for level in tallies.TOP}
    return [ranks.Row(tables.country(code, lang), int(number.loc[code, tallies.TOP].sum()),
                      pd.Series([*number.loc[code], len(missing[code])], list(series(lang)), dtype=int),
                      {head: coverage(status.loc[(code, level)], lang) for level, head in heads.items()},
                      bool((status.loc[code] == "none").all(axis=0).any()),
                      pd.Series([*table.loc[code], missing[code]], list(series(lang)), dtype=object))
            for code in table.index]  # fmt: skip


def lines(yearly: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> list[ledgers.Line]:
    """Return one row per partner of a table by year, from `partners.by_year` and `partners.collected`.

    A count is "at least" where the year's record is not complete; a year of which neither level was collected has none.
    """
    return [_line(code, row, status.loc[code], list(yearly.loc[code]), lang) for code, row in tallies.counts(yearly).iterrows()]


def _line(code: str, number: pd.Series, status: pd.DataFrame, ids: list, lang: str) -> ledgers.Line:
    states = coverages.by_year(status)
    cells = [None if states[year] == "none" and not count else (int(count), bounded(int(count), states[year]))
             for year, count in number.items()]  # fmt: skip
    return ledgers.Line(tables.country(code, lang), bounded(int(number.sum()), coverages.known(status).state), cells, ids)


def series(lang: str = "en") -> dict[str, sheets.Look]:
    """Return label -> look: the three bilateral lanes, then the leads."""
    lanes = tables.labels("lane", lang)
    labels = [lanes["summit"], lanes["foreign_ministers"], lanes["other_levels"], tables.say("believed", lang)]
    return dict(zip(labels, [*sheets.LOOKS, sheets.HOLLOW], strict=True))


def coverage(status: pd.Series, lang: str = "en") -> tuple[float | None, str]:
    """Return how full the mark is and the words, for the coverage of one level over some years (index year).

    The weakest of the years that were collected decides; years that were not are counted out.
    """
    some = status[status != "none"]
    if some.empty:
        return None, tables.say("status_none", lang)
    weakest = tallies.weakest(some)
    label = tables.labels("coverage_status", lang)[weakest]
    label = label.lower() if lang == "en" else label
    if len(some) < len(status):
        label = tables.say("years_of", lang, status=label, some=len(some), all=len(status))
    return FULL[weakest], label


def most(table: pd.DataFrame, lang: str = "en") -> str:
    """Return the partner, or partners, with most engagements at the two top levels: the United States (21)."""
    top = tallies.counts(table)[tallies.TOP].sum(axis=1)
    names = [tables.country(code, lang, in_text=True) for code in top.index[top == top.max()]] if len(top) else []
    number = f"({top.max()}件)" if lang == "ja" else f" ({top.max()})"
    return periods.joined(names, lang) + number if names else ""


def reading(table: pd.DataFrame, status: pd.DataFrame, lang: str = "en") -> dict[str, str]:
    """Return the names of the partners whose record is complete at both levels, and of those for whom it is partial at both."""
    full = {code: [coverage(status.loc[(code, level)])[0] for level in tallies.TOP] for code in table.index}
    said = {}
    for name, share in (("full", 1.0), ("part", 0.0)):
        partners = [tables.country(code, lang) for code, found in full.items() if set(found) == {share}]
        said[name] = periods.joined(partners, lang) or tables.say("said_nobody", lang)
    return said


def marks(table: pd.DataFrame, missing: pd.Series) -> pd.DataFrame:
    """Return the blocks as a tidy frame: partner, series, engagements and event_ids (of leads, their ids)."""
    return tallies.tidy(table.assign(lead=missing).rename_axis(columns="series"))
