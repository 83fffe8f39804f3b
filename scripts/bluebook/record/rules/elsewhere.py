"""The rules of a row: historian.csv, icews.csv."""

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
