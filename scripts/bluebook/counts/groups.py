"""Groups that sit together again and again, and how often in each year or month. Frame in, frame out.

The G7 sat together where all of its members did, with or without guests, and the Quad where it was alone (`spans.placed`); any
other group is the list of its partners. A group met once in the period counts among the others.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import tallies
from bluebook.counts.spans import G7, QUAD

OTHERS = "others"
STANDING = ("g7", "quad", "KOR;USA")  # the groups in which Japan sits several times a year; they would hide all the others


def grouped(shared: pd.DataFrame) -> pd.DataFrame:
    """Return engagements of more than two sides with one more column, group: g7, quad, partners joined by ";", or others."""
    group = _groups(shared)
    once = group.map(group.value_counts()).eq(1) & ~group.isin(["g7", "quad"])
    return shared.assign(group=group.mask(once, OTHERS))


def _group(partners: set[str]) -> str:
    return "g7" if partners >= G7 else "quad" if partners == QUAD else ";".join(sorted(partners))


def standing(shared: pd.DataFrame) -> pd.Series:
    """Return how many of the engagements each of the standing groups had, in the order of STANDING; none is left out."""
    return _groups(shared).value_counts().reindex(list(STANDING), fill_value=0).astype(int)


def beyond(shared: pd.DataFrame) -> pd.DataFrame:
    """Return the engagements that were of none of the standing groups."""
    return shared[~_groups(shared).isin(STANDING)].reset_index(drop=True)


def _groups(shared: pd.DataFrame) -> pd.Series:
    return pd.Series([_group(set(codes)) for codes in shared["partners"]], shared.index, dtype=object)


def by_period(rows: pd.DataFrame, periods: Iterable[pd.Period]) -> pd.DataFrame:
    """Return the event ids by group (index, the most frequent first, others last) and period (columns: years or months)."""
    periods = list(periods)
    times = rows["group"].value_counts()
    order = sorted(times.index, key=lambda group: (group == OTHERS, -times[group], group))
    when = pd.Categorical(rows["date"].dt.to_period(periods[0].freqstr[0]), periods) if periods else []
    table = tallies.cells(rows.assign(group=pd.Categorical(rows["group"], order), period=when), ["group"], "period")
    return table.reindex(order)


def sought(coverage: pd.DataFrame, group: str, year: int) -> bool:
    """Tell whether meetings of a group were collected in a year: by name, or with all those that took the United States in."""
    lines = coverage[(coverage["year"] == year) & (coverage["format"] != "bilateral")]
    pairs = zip(lines["partners"], lines["format"], strict=True)
    return any(_of(set(codes), form == "minilateral", group) for codes, form in pairs)


def _of(partners: set[str], any_group: bool, group: str) -> bool:
    members = {"g7": G7, "quad": QUAD}.get(group, set(group.split(";")))
    return members <= partners or (any_group and partners <= members and group != "g7")
