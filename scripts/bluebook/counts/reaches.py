"""How far a count of leaders' and foreign ministers' engagements reaches: the one place that reads coverage for such counts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import gatherings, tallies
from bluebook.counts import partners as every


def by_year(coverage: pd.DataFrame, partner: str, years: Iterable[int]) -> pd.Series:
    """Return the coverage status of each year: the weaker one of both levels, none where neither was collected.

    For ALL a year is partial where some partner's bilateral record was collected: never of all that Japan met.
    """
    years = list(years)
    if partner == "ALL":
        return gatherings.sought(coverage, years).map(lambda n: "partial" if n else "none").rename("status")
    top = [tallies.covered(coverage, partner, level, years) for level in tallies.TOP]
    both = [(one, other) for one, other in zip(*top, strict=True)]
    said = ["none" if set(pair) == {"none"} else "partial" if "none" in pair else tallies.weakest(pair) for pair in both]
    return pd.Series(said, index=pd.Index(years, name="year"), name="status", dtype=object)


def is_bare(status: pd.Series) -> bool:
    """Tell whether nothing was collected in any of the years."""
    return bool((status == "none").all())


def is_least(status: pd.Series) -> bool:
    """Tell whether a count over these years is a least number: some year is partial or was not collected."""
    return bool(status.isin(["partial", "none"]).any())


def partners(coverage: pd.DataFrame, partner: str, years: Iterable[int]) -> list[str]:
    """Return the partner alone, or for ALL each whose bilateral record was collected in one of the years."""
    return sorted(every.sought(coverage, years)) if partner == "ALL" else [partner]


def by_partner(coverage: pd.DataFrame, codes: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
    """Return the coverage status (`by_year`) of several partners (index) by year (columns)."""
    years = list(years)
    rows = {code: by_year(coverage, code, years) for code in codes}
    return pd.DataFrame(rows, index=pd.Index(years, name="year")).T.rename_axis("partner")
