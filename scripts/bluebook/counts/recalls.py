"""Recall: how much of what a list made elsewhere names is in the record, by dyad and year. Frame in, frame out.

Entries come with year and verdict: found, missing, or not_collected where the record has no line of coverage about them. Recall
is found out of found and missing. It is an upper bound, because most entries have no day of their own.
"""

from __future__ import annotations

import pandas as pd

from bluebook.counts import coverages

DYADS = ["USA", "CHN", "KOR"]  # the partners that the lists are about
VERDICTS = ["found", "missing", "not_collected"]


def by_dyad(entries: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return by partner and year (index): found, missing, not_collected, percent (recall) and coverage.

    An entry with several partners is counted under each, so the rows can't be summed. coverage is the status of summits and
    foreign ministers' meetings together (`coverages.by_partner`).
    """
    each = entries.explode("partners").rename(columns={"partners": "partner"})
    each = each[each["partner"].isin(DYADS)].assign(partner=lambda rows: pd.Categorical(rows["partner"], DYADS))
    counts = each.groupby(["partner", "year"], observed=True)["verdict"].value_counts().unstack("verdict", fill_value=0)
    counts = counts.reindex(columns=VERDICTS, fill_value=0).rename_axis(columns=None)
    known = coverages.by_partner(coverage, DYADS, sorted(set(entries["year"])))
    status = [known.at[partner, year] for partner, year in counts.index]
    return counts.assign(percent=percent(counts), coverage=status)


def percent(counts: pd.DataFrame) -> pd.Series:
    """Return recall in whole per cent, rounded down, <NA> where nothing was collected."""
    named = counts["found"] + counts["missing"]
    return (100 * counts["found"] // named.where(named > 0)).astype("Int64")


def whole(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the same counts and percent of all entries, each once, as one row."""
    counts = entries["verdict"].value_counts().reindex(VERDICTS, fill_value=0).to_frame().T.reset_index(drop=True)
    counts = counts.rename_axis(columns=None)
    return counts.assign(percent=percent(counts))
