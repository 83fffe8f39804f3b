"""Words for any table, chart or sentence: labels for codes, wordings filled in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from bluebook import parameters
from bluebook.charts import letters
from bluebook.counts import reconciliations
from bluebook.ground import periods
from bluebook.record import tables


def labelled(frame: pd.DataFrame, lang: str = "en", **lists: str) -> pd.DataFrame:
    """Return a frame with the codes of its index levels and columns replaced by labels; lists: level name -> closed list."""
    named = frame.copy()
    for level, name in lists.items():
        words = tables.labels(name, lang)
        for axis in ("index", "columns"):
            if level in getattr(named, axis).names:
                named = named.rename(words, axis=axis, level=level if getattr(named, axis).nlevels > 1 else None)
    return named


def say(wording: str, asked: parameters.Asked, rows: pd.DataFrame | None = None, **more: object) -> str:
    """Return a wording of terms.csv about one run, in its language.

    It may name {name} and {period}, of rows {n} and {channels}, and whatever else is given.
    """
    known: dict[str, object] = {"name": asked.name} if asked.partner else {}
    known |= {} if pd.isna(asked.first) else {"period": asked.period}
    known |= {} if rows is None else {"n": len(rows), "channels": channels_in_words(rows, asked.lang)}
    return tables.say(wording, asked.lang, **known | more)


def file(asked: parameters.Asked) -> str:
    """Return the name of the file of events as a figure can write it: its code where no font has its letters."""
    return letters.fit(Path(asked.events).name, asked.code)


def channels_in_words(rows: pd.DataFrame, lang: str = "en") -> str:
    """Return how many rows came through each channel, the empty ones left out: 12 in person, 1 by video and 8 by telephone."""
    return in_words(rows["channel"].value_counts().reindex(reconciliations.CHANNELS, fill_value=0), lang)


def listed(lines: Iterable[str]) -> str:
    """Return lines as a list of Markdown."""
    return "\n".join(f"- {line}" for line in lines)


def headed(label: str, value: object, lang: str = "en") -> str:
    """Return a label and what it stands for, with the colon of the language: Summits: 8, 首脳：8."""
    return f"{label}：{value}" if lang == "ja" else f"{label}: {value}"


def in_words(figures: pd.Series | dict[str, int], lang: str = "en", all_parts: bool = False) -> str:
    """Return figures by channel as a sentence lists them; all_parts keeps those that are 0."""
    return periods.joined([tables.say(f"{channel}_n", lang, n=n) for channel, n in figures.items() if n or all_parts], lang)
