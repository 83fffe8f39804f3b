"""The rules of a row: claims.csv, coverage.csv, statements.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import rule


@rule("claims", "period_end: the period ends before it starts")
def _period_runs_forward(rows: pd.DataFrame) -> pd.Series:
    return rows["period_start"].eq("") | rows["period_start"].le(rows["period_end"])


@rule("claims", "total: less than its parts by channel")
def _split_within_total(rows: pd.DataFrame) -> pd.Series:
    numbers = rows[["total", "in_person", "video", "telephone"]].apply(pd.to_numeric, errors="coerce")
    return numbers["total"].isna() | numbers.drop(columns="total").sum(axis=1).le(numbers["total"])


@rule("claims", "total: neither a total nor a part of one is stated")
def _something_stated(rows: pd.DataFrame) -> pd.Series:
    return (rows["total"] + rows["in_person"] + rows["video"] + rows["telephone"]).ne("")


@rule("coverage", "partners: this partner, year, format and level appears twice")
def _once_each(rows: pd.DataFrame) -> pd.Series:
    return ~rows.duplicated(["partners", "year", "format", "level"], keep=False)


@rule("statements", "claim_id: a count names the total stated, and nothing else does")
def _counts_claim(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"].eq("count").eq(rows["claim_id"].ne(""))


@rule("statements", "kind: aims name words or a number of aims, and nothing else does")
def _aims_named(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"].eq("aims").eq((rows["aims"] + rows["number"]).ne(""))


@rule("statements", "kind: a theme names topics or groups, and nothing else does")
def _themes_named(rows: pd.DataFrame) -> pd.Series:
    return rows["kind"].eq("theme").eq((rows["topics"] + rows["groups"]).ne(""))
