"""The rules of a row: documents.csv, visits.csv."""

from __future__ import annotations

import pandas as pd

from bluebook.record.rules import joined, rule, stem


@rule("documents", "doc_id: the id is not the row's date, issuers and type")
def _document_id(rows: pd.DataFrame) -> pd.Series:
    return stem(rows["doc_id"]).eq(rows["date"] + "-" + joined(rows["issuers"]) + "-" + rows["type"])


@rule("visits", "visit_id: the id is not the row's first day, from and to")
def _id_agrees(rows: pd.DataFrame) -> pd.Series:
    stems = rows["start_date"] + "-" + rows["traveller_country"] + "-" + rows["visited_country"] + "-"
    return pd.Series([i.startswith(s) for i, s in zip(rows["visit_id"], stems, strict=True)], rows.index)


@rule("visits", "end_date: the journey ends before it starts")
def _ends_after_start(rows: pd.DataFrame) -> pd.Series:
    return rows["end_date"].eq("") | rows["start_date"].le(rows["end_date"])
