"""The rules of a row: offices.csv and occasions.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import rule


@rule("offices", "to: the term ends before it starts")
def _term_runs_forward(rows: pd.DataFrame) -> pd.Series:
    return rows["to"].eq("") | rows["from"].le(rows["to"])


@rule("occasions", "last_day: the gathering ends before it starts")
def _days_run_forward(rows: pd.DataFrame) -> pd.Series:
    return rows["first_day"].le(rows["last_day"])
