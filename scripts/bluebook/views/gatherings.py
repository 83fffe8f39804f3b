"""Who sat together, in words, for `charts.matrices`."""

from __future__ import annotations

import pandas as pd

from bluebook import parameters
from bluebook.charts.strips import Split
from bluebook.counts import gatherings, groups, tallies
from bluebook.ground.periods import joined
from bluebook.record import tables
from bluebook.views import groups as by_group
from bluebook.views.words import labelled

SAID = 6  # partners that are said in words


def named(table: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return a table of partners by partners with names for codes."""
    return table.rename(index=lambda code: tables.country(code, lang), columns=lambda code: tables.country(code, lang))


def splits(yearly: pd.DataFrame, sought: pd.Series, status: pd.DataFrame, lang: str = "en") -> list[Split]:
    """Return one row of blocks per year by format, with the number of partners whose record was collected.

    status: which formats were collected in which year (`coverages.of_formats`).
    """
    counts = tallies.counts(yearly)
    named = labelled(counts, lang, format="format")
    return [Split(str(year) + "年" * (lang == "ja"), named.loc[year], tables.say("formats_year", lang, n=int(sought[year]),
                                                         split=formats_in_words(row, status[year], lang)),
                  bool((status[year] == "none").all()), yearly.loc[year])
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
    """Return the finding: how many engagements had more than two sides, how many of those were of the standing groups, and who
    sat at most of the others. table: who sat together beyond the standing groups."""
    shared = gatherings.shared(rows)
    rest, n = len(groups.beyond(shared)), len(shared)
    first = gatherings.most_present(table)
    if n == 1:
        first = sorted(shared["partners"].iloc[0])
    names = joined([tables.country(code, lang, in_text=True) for code in first[:4]], lang)
    known |= {"most": len(table.loc[first[0], first[0]]) if rest and n > 1 else 0, "rest": rest, "standing": n - rest}
    form = "formats_title" if rest or n < 2 else "formats_title_standing"
    return tables.say(f"{form}_many" if len(first) > 4 and n > 1 else form, lang, n=n, names=names, **known)


def reading(shared: pd.DataFrame, met: pd.DataFrame, years: list[Split], lang: str = "en") -> list[str]:
    """Return a line per year, then per standing group, then for the partners with most engagements beyond those.

    met: how often two partners sat together (`named`). years: `splits`.
    """
    told = [tables.say("said_line", lang, label=split.label, text=split.remark) for split in years]
    met_often = groups.standing(shared).items()
    told += [tables.say("said_group", lang, name=by_group.name(code, lang), number=n) for code, n in met_often]
    return told + [tables.say("said_together", lang, name=name, number=met.loc[name, name]) for name in met.index[:SAID]]


def texts(shared: pd.DataFrame, asked: parameters.Asked) -> dict[str, str]:
    """Return the words of `charts.matrices.matrix` beside its title: note, heading, and under it what a cell is, with
    the standing groups that are left out."""
    left = [tables.say("group_times", asked.lang, name=by_group.name(code, asked.lang, in_text=True), n=n)
            for code, n in groups.standing(shared).items()]  # fmt: skip
    under = tables.say("formats_under", asked.lang, groups=("；" if asked.lang == "ja" else "; ").join(left))
    return {"note": tables.say("formats_note", asked.lang), "heading": tables.say("formats_table", asked.lang), "under": under}


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
