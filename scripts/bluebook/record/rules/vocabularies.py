"""The rules of a row: terms.csv, places.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import rule


@rule("terms", "term: appears twice in its list")
def _once_in_list(rows: pd.DataFrame) -> pd.Series:
    return ~rows.duplicated(["list", "term"], keep=False)


@rule("places", "city: appears twice in its country")
def _once_in_country(rows: pd.DataFrame) -> pd.Series:
    return ~rows.duplicated(["city", "country"], keep=False)


@rule("places", "latitude: not between -90 and 90")
def _on_the_globe(rows: pd.DataFrame) -> pd.Series:
    degrees = pd.to_numeric(rows["latitude"], errors="coerce")
    return degrees.isna() | degrees.between(-90, 90)
