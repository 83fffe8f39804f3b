"""Who sat together, in words, for `charts.matrices`."""

from __future__ import annotations

import pandas as pd

from bluebook.charts.strips import Split
from bluebook.counts import gatherings, tallies
from bluebook.ground.periods import joined
from bluebook.record import tables
from bluebook.views.words import labelled

TEXTS = {"note": "note", "heading": "table", "under": "under"}  # texts of `charts.matrices.matrix` -> their wordings


def named(table: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return a table of partners by partners with names for codes."""
    return table.rename(index=lambda code: tables.country(code, lang), columns=lambda code: tables.country(code, lang))


def splits(yearly: pd.DataFrame, sought: pd.Series, status: pd.DataFrame, lang: str = "en") -> list[Split]:
    """Return one row of blocks a year by format, with the number of partners whose record was collected.

    status: which formats were collected in which year (`coverages.of_formats`).
    """
    counts = tallies.counts(yearly)
    named = labelled(counts, lang, format="format")
    return [Split(str(year) + "年" * (lang == "ja"), named.loc[year], tables.say("formats_year", lang, n=int(sought[year]),
                                                         split=formats_in_words(row, status[year], lang)),
                  bare=bool((status[year] == "none").all()))
            for year, row in counts.iterrows()]  # fmt: skip


def formats_in_words(row: pd.Series, status: pd.Series, lang: str = "en") -> str:
    """Return the counts of a row by format as a sentence lists them: 172 bilateral, plurilateral not collected."""
    if (status == "none").all():
        return tables.say("status_none", lang)
    forms = {code: label.lower() for code, label in tables.labels("format", lang).items()}
    parts = [tables.say("formats_part" if status[code] != "none" else "formats_part_bare", lang, n=int(row[code]), form=form)
             for code, form in forms.items()]  # fmt: skip
    return ("、" if lang == "ja" else ", ").join(parts)


def title(rows: pd.DataFrame, table: pd.DataFrame, lang: str = "en", **known: object) -> str:
    """Return the finding: how many engagements had more than two sides, and who sat at most of them."""
    first = gatherings.most_present(table)
    most = len(table.loc[first[0], first[0]]) if first else 0
    names = joined([tables.country(code, lang, in_text=True) for code in first[:4]], lang)
    form = "formats_title" if len(first) <= 4 else "formats_title_many"
    n = len(gatherings.shared(rows))
    return tables.say(form, lang, n=n, total=len(rows), names=names, most=most, **known)


def marks(yearly: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return one row per mark of the figure: row and column (a year and its format, or two partners), engagements, event_ids.

    Empty cells are left out, and each pair of partners stands once, although it is drawn on both sides of the diagonal.
    """
    blocks = tallies.tidy(yearly).set_axis(["row", "column", "engagements", "event_ids"], axis=1)
    cells = gatherings.marks(table).set_axis(["row", "column", "engagements", "event_ids"], axis=1)
    order = {code: place for place, code in enumerate(table.index)}
    blocks["row"] = blocks["row"].astype(str)
    once = cells[[order[one] <= order[other] for one, other in zip(cells["row"], cells["column"], strict=True)]]
    every = pd.concat([blocks, once], ignore_index=True)
    return every[every["engagements"] > 0].reset_index(drop=True)
