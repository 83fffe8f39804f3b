"""The rules of a row: historian.csv, icews.csv, chronology.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import rule


@rule("historian", "end_date: the journey ends before it starts")
def _ends_after_start(rows: pd.DataFrame) -> pd.Series:
    return rows["start_date"].le(rows["end_date"])


@rule("icews", "other: the two countries are not in alphabetical order")
def _in_order(rows: pd.DataFrame) -> pd.Series:
    return rows["one"].lt(rows["other"])


@rule("icews", "event: this day, pair and event appears twice")
def _once_each(rows: pd.DataFrame) -> pd.Series:
    return ~rows.duplicated(["date", "one", "other", "event"], keep=False)


@rule("chronology", "entry_id: the id is not the row's list, first month of the period and order")
def _id_agrees(rows: pd.DataFrame) -> pd.Series:
    stems = rows["list"].str.replace("_", "-") + "-" + rows["period_start"].str[:7]
    return rows["entry_id"].eq(stems + "-" + rows["order"])


@rule("chronology", "period_end: the period ends before it starts")
def _period_runs_forward(rows: pd.DataFrame) -> pd.Series:
    return rows["period_start"].le(rows["period_end"])


@rule("chronology", "first: first and last are not two days of the period in that order")
def _within_period(rows: pd.DataFrame) -> pd.Series:
    return rows["period_start"].le(rows["first"]) & rows["first"].le(rows["last"]) & rows["last"].le(rows["period_end"])


@rule("chronology", "last: the days are not of one year")
def _of_one_year(rows: pd.DataFrame) -> pd.Series:
    return rows["first"].str[:4].eq(rows["last"].str[:4])


@rule("chronology", "partners: not in alphabetical order, one appears twice, or Japan is among them")
def _partners_sorted(rows: pd.DataFrame) -> pd.Series:
    return rows["partners"].str.split(";").map(lambda codes: codes == sorted(set(codes) - {"JPN"}))


@rule("chronology", "format: a bilateral row has one partner, a trilateral two")
def _format_fits(rows: pd.DataFrame) -> pd.Series:
    expected = rows["format"].map({"bilateral": 1, "trilateral": 2})
    return expected.isna() | expected.eq(rows["partners"].str.count(";") + 1)


@rule("chronology", "country: a call or video conference has no venue")
def _remote_has_no_venue(rows: pd.DataFrame) -> pd.Series:
    return rows["channel"].eq("in_person") | rows["country"].eq("")
