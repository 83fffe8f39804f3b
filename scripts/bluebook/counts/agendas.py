"""Agenda: which topics were named, when and at which level, and how far two coders agree on each. Frame in, frame out.

Rules. Only what a page names is counted. `bilateral_relations` and `other` are left out, because they cause half
of all disagreements between the coders. A page of which only the opening was read may name more than was coded, so a topic
missing there proves nothing; topics on pages read to the end are therefore also counted separately.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bluebook.counts import tallies

LEFT_OUT = ["bilateral_relations", "other"]
RANKS = ["summit", "foreign_ministers", "other_levels"]
GOOD, FAIR = 0.8, 0.667  # Krippendorff's own bounds: reliable, and good enough for tentative conclusions
FEWEST = 3  # events naming a topic that its alpha needs; of one or two, a single slip would turn it over
MONTHS = 14  # the longest period shown by month


def periods(first: pd.Timestamp, last: pd.Timestamp) -> pd.Index:
    """Return the columns of the agenda as text: each month up to 14 of them, else each year."""
    months = tallies.months(first, last)
    return months.rename("period") if len(months) <= MONTHS else pd.Index(list(dict.fromkeys(months.str[:4])), name="period")


def dated(rows: pd.DataFrame, axis: pd.Index) -> pd.DataFrame:
    """Return the rows with their period of the axis and their rank: summit, foreign_ministers or other_levels, whatever
    the format."""
    form = "%Y" if len(axis) and len(axis[0]) == 4 else "%Y-%m"
    rank = rows["level"].astype(str).where(rows["level"].isin(RANKS), "other_levels")
    return rows.assign(period=pd.Categorical(rows["date"].dt.strftime(form), axis), rank=pd.Categorical(rank, RANKS))


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per engagement and topic named, unreliable codes left out (see LEFT_OUT); columns as given plus topic."""
    long = rows.explode("topics").rename(columns={"topics": "topic"})
    return long[long["topic"].notna() & ~long["topic"].isin(LEFT_OUT)].reset_index(drop=True)


def read(rows: pd.DataFrame) -> pd.DataFrame:
    """Return by period the number of engagements and of pages read to the end (`dated` rows)."""
    whole = rows[rows["topics_basis"] == "page"]
    columns = {"engagements": rows["period"].value_counts(sort=False), "to_the_end": whole["period"].value_counts(sort=False)}
    return pd.DataFrame(columns).rename_axis("period")


def trust(by_topic: pd.DataFrame) -> pd.DataFrame:
    """Return by topic alpha, either (events that one coder or both named it in) and trust, from `agreements.by_topic`.

    trust: good from alpha 0.8, fair from 0.667, poor below, untested where fewer than three events were named by either.
    """
    either = by_topic["first"] + by_topic["second"] - by_topic["both"]
    alpha = by_topic["alpha"].astype(float)
    verdict = alpha.map(lambda value: "good" if value >= GOOD else "fair" if value >= FAIR else "poor")
    return pd.DataFrame({"alpha": alpha, "either": either, "trust": verdict.where(either >= FEWEST, "untested")})


def ranking(topics: pd.DataFrame, trusted: pd.DataFrame) -> pd.DataFrame:
    """Return one row per topic, most frequent first, then by code: named, whole (of pages read to the end), alpha, either
    and trust."""
    found = pd.DataFrame({"named": topics["topic"].value_counts(),
                          "whole": topics[topics["topics_basis"] == "page"]["topic"].value_counts()})  # fmt: skip
    found = found.fillna(0).astype(int).rename_axis("topic").reset_index().join(trusted, on="topic")
    found = found.sort_values(["named", "topic"], ascending=[False, True]).set_index("topic")
    return found.assign(either=found["either"].fillna(0).astype(int), trust=found["trust"].fillna("untested"))


def by_period(topics: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Return the event ids by topic, in the order given, and period (index) and rank (columns)."""
    kept = topics[topics["topic"].isin(list(order))]
    return tallies.cells(kept.assign(topic=pd.Categorical(kept["topic"], list(order))), ["topic", "period"], "rank")


def leaders(ranked: pd.DataFrame) -> list[str]:
    """Return the topics named most often among those that the coders agree on (good or fair), all that tie."""
    sure = ranked[ranked["trust"].isin(["good", "fair"])]
    return list(sure.index[sure["named"] == sure["named"].max()]) if len(sure) else []
