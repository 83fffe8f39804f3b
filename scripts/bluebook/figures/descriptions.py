"""What a picture shows, for readers who can't see it: what the chart is, and its numbers in words."""

from __future__ import annotations

import pandas as pd

from bluebook.record import tables


def charted(kind: str) -> str:
    """Return the term of the list `chart` for what a chart is (Columns of blocks -> columns_of_blocks)."""
    return kind.lower().replace(",", "").replace(" ", "_")


def describe(marks: pd.DataFrame, lang: str = "en") -> str:
    """Return the numbers of a picture in words: how many values, how many of them 0, their sum, the largest and its place."""
    value = marks.columns[-2]
    numbers = pd.to_numeric(marks[value], errors="coerce")
    unit = value.replace("_", " ") if lang == "en" else ""
    said = tables.say("described", lang, n=len(marks), unit=unit, zero=int((numbers == 0).sum()))
    if not numbers.gt(0).any():
        return said
    top = marks[numbers == numbers.max()].iloc[0]
    place = ", ".join(str(part) for part in top.iloc[:-2])
    most = tables.say("described_most", lang, total=f"{numbers.sum():,g}", most=f"{numbers.max():,g}", place=place)
    return f"{said} {most}" if lang == "en" else f"{said}{most}"
