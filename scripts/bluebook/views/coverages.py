"""How complete the record is, in words."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bluebook.counts import tallies
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import words


def in_words(status: pd.Series, lang: str = "en") -> str:
    """Return the coverage over some years (index year, values as `tallies.covered`) as a remark.

    The weakest of the years that were collected is named, and the years that were not.
    """
    some = status[status != "none"]
    if some.empty:
        return tables.say("status_none", lang)
    words = tables.say(f"status_{tallies.weakest(some)}", lang)
    missing = [int(year) for year in status.index[status == "none"]]
    return tables.say("status_but", lang, status=words, years=years(missing, lang)) if missing else words


def years(found: Iterable[int], lang: str = "en") -> str:
    """Return years as a sentence lists them, runs joined: 2021 and 2023–2025."""
    runs: list[list[int]] = []
    for year in sorted(found):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    tail = "年" if lang == "ja" else ""
    return periods.joined([(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])) + tail for run in runs], lang)


def by_lane(status: pd.DataFrame, lang: str = "en") -> str:
    """Return the coverage of each lane (`tallies.collected`) as one line; lanes that share a remark are named together."""
    lanes = tables.labels("lane", lang)
    remarks = {lane: in_words(status.loc[lane], lang) for lane in lanes}
    shared = {remark: [lanes[lane] for lane in lanes if remarks[lane] == remark] for remark in dict.fromkeys(remarks.values())}
    if len(shared) == 1:
        return tables.say("status_all", lang, status=next(iter(shared)))
    return strung([tables.say("status_of", lang, lanes=periods.joined(names, lang), status=remark)
                   for remark, names in shared.items()], lang)  # fmt: skip


def headed(label: str, number: int, status: pd.Series, lang: str = "en") -> str:
    """Return the heading of a lane: its label and number, the label alone where no year of it was collected."""
    return label if (status == "none").all() else words.headed(label, number, lang)


def bounded(count: int, state: str) -> str:
    """Return a count as a chart writes it: 21 where a published total is met, ≥21 where something may be missing, – where none
    was found, nothing where nothing was collected."""
    if state == "none":
        return ""
    return f"{count:,}" if state == "complete" else f"≥{count:,}" if count else "–"


def strung(parts: list[str], lang: str = "en") -> str:
    """Return the parts with semicolons between them."""
    return ("\uff1b" if lang == "ja" else "; ").join(parts)
