"""Themes of the overview: how many engagements of a year name a topic or were held at a level or by a group.

Frame in, frame out. Topics and levels are sought among the bilateral engagements with any of the partners that a statement
names, groups among the engagements of more than two sides in which any of them took part. A page of which only the opening was
read may name more topics than were coded, so topics on pages read to the end are also counted separately.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bluebook.counts import spans

COLUMNS = ["statement_id", "by", "code", "ids", "of", "whole_ids", "whole_of", "alpha", "either", "trust", "holds"]
SOUGHT = {"level": "levels", "topic": "topics", "group": "groups"}  # what is sought -> the column of the statement
RELIABLE = ("good", "fair")  # of `agendas.trust`


def sought(statements: pd.DataFrame, events: pd.DataFrame, trusted: pd.DataFrame) -> pd.DataFrame:
    """Return one row per level, topic and group that the themes among the statements name.

    trusted: how far the coders agree on each topic (`agendas.trust`). Columns: statement_id, by (level, topic or group), code,
    ids (the engagements that have it, a tuple), of (how many were looked at), whole_ids and whole_of (for a topic, the same on
    pages read to the end), alpha, either and trust of a topic, holds.

    A level or group holds if an engagement has it. A topic holds if an engagement names it and the coders agree on its code.
    """
    rows = [_row(statement, by, code, events, trusted)
            for statement in statements.to_dict("records") for by, code in _named(statement)]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def _named(statement: dict) -> Iterator[tuple[str, str]]:
    if statement["kind"] == "theme":
        yield from ((by, code) for by, column in SOUGHT.items() for code in statement[column])


def _row(statement: dict, by: str, code: str, events: pd.DataFrame, trusted: pd.DataFrame) -> list:
    pool = among(events, statement["date"], statement["partners"], by)
    has = pool[_has(pool, by, code)]
    counted = [statement["statement_id"], by, code, tuple(has["event_id"]), len(pool)]
    if by != "topic":
        return [*counted, (), pd.NA, pd.NA, pd.NA, "", len(has) > 0]
    coders = trusted.reindex([code]).iloc[0].fillna({"either": 0, "trust": "untested"})
    whole, read = tuple(has.loc[has["topics_basis"] == "page", "event_id"]), int((pool["topics_basis"] == "page").sum())
    holds = len(has) > 0 and coders["trust"] in RELIABLE
    return [*counted, whole, read, coders["alpha"], int(coders["either"]), coders["trust"], holds]


def among(events: pd.DataFrame, date: str, partners: list[str], by: str) -> pd.DataFrame:
    """Return the engagements of a year or month in which any of the partners took part: for a group those of more than two
    sides, else the bilateral ones."""
    there = events["partners"].map(lambda codes: bool(set(codes) & set(partners))).astype(bool)
    alone = events["format"] == "bilateral"
    when = events["date"].dt.strftime("%Y-%m-%d").str.startswith(date)
    return events[there & when & (~alone if by == "group" else alone)]


def _has(pool: pd.DataFrame, by: str, code: str) -> pd.Series:
    if by == "level":
        return pool["level"].astype(str) == code
    if by == "topic":
        return pool["topics"].map(lambda topics: code in topics).astype(bool)
    return pool["partners"].map(lambda codes: spans.group(set(codes)) == code).astype(bool)


def behind(named: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return event id -> the codes for which it was counted, from the rows of one statement, in the order of its rows."""
    pairs = named[["ids", "code"]].explode("ids").dropna(subset="ids")
    return {name: tuple(codes) for name, codes in pairs.groupby("ids", sort=True)["code"]}


def why(named: pd.DataFrame) -> str:
    """Return what of a theme does not hold, and why: it is named nowhere, or the coders do not agree on it."""
    apart = named[~named["holds"].astype(bool)]
    return "; ".join(f"{row['code']}: {'coders disagree' if row['ids'] else 'no row'}" for row in apart.to_dict("records"))
