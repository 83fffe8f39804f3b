"""Years in words and as the two sides of a spine for `charts.spines`."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from bluebook import parameters
from bluebook.charts import sheets, spine_layouts, spines
from bluebook.counts import coverages, holders, tallies, years
from bluebook.record import tables
from bluebook.views import answers, callnames, months
from bluebook.views.coverages import bounded
from bluebook.views.words import labelled, say


def sides(rows: pd.DataFrame, counted: pd.DataFrame, held: pd.DataFrame, offices: pd.DataFrame,
          asked: parameters.Asked) -> list[spine_layouts.Side]:  # fmt: skip
    """Return both sides of the spine: the engagements of a lane by column, and who was in office.

    rows: the engagements of the period. counted: `years.by_column`. held: the coverage by lane and year.
    """
    terms = holders.terms(offices, asked.first, asked.last)
    return [_side(lane, rows[rows["lane"] == lane], counted, held, terms, asked) for lane in tallies.TOP]


def _side(lane: str, own: pd.DataFrame, counted: pd.DataFrame, held: pd.DataFrame, terms: pd.DataFrame,
          asked: parameters.Asked) -> spine_layouts.Side:  # fmt: skip
    small = is_card(asked)
    counts = labelled(tallies.counts(counted), asked.lang, channel="channel").loc[lane]
    columns = years.columns(asked.first, asked.last)
    spans = year_spans(columns)
    numbers = {str(year): bounded(count, held.loc[lane, year])
               for year, count in own["date"].dt.year.value_counts().reindex(asked.years, fill_value=0).items()}  # fmt: skip
    bare = [spans[str(year)] for year in asked.years if held.loc[lane, year] == "none"]
    bands = {} if small and lane != "summit" else rows_of_terms(lane, own, terms, columns, asked)
    whole = bounded(len(own), coverages.known(coverages.one_lane(held.loc[lane])).state)
    heading = tables.labels("lane", asked.lang)[lane] + (f": {whole}" if whole else "")
    return spine_layouts.Side(heading, counts, {} if small else numbers, bare, bands, ids=counted.loc[lane])


def is_card(asked: parameters.Asked) -> bool:
    """Tell whether the figure is a card, on which only the leaders have room."""
    return asked.width == parameters.WIDTHS["card"]


def year_spans(columns: pd.PeriodIndex) -> dict[str, tuple[float, float]]:
    """Return each year with the columns that it begins before and ends after."""
    places = pd.Series(range(len(columns)), columns.year)
    return {str(year): (float(own.min()), float(own.max() + 1)) for year, own in places.groupby(level=0)}


def place(day: pd.Timestamp, columns: pd.PeriodIndex) -> float:
    """Return where a day lies on the axis of columns: the column's number and how much of it has gone by."""
    period = day.to_period(columns.freqstr[0])
    days = (period.end_time.normalize() - period.start_time).days + 1
    gone = (day - period.start_time).days / days
    return min(max(period.ordinal - columns[0].ordinal + gone, 0.0), float(len(columns)))


def rows_of_terms(lane: str, rows: pd.DataFrame, terms: pd.DataFrame, columns: pd.PeriodIndex,
                  asked: parameters.Asked) -> dict[tuple[str, str], list[spine_layouts.Term]]:  # fmt: skip
    """Return a row of terms in office for Japan's side and one for each post that led the partner's."""
    posts = [("JPN", holders.OURS[lane])]
    posts += [(asked.partner, post) for post in holders.posts(rows, terms, asked.partner, lane)]
    posts = posts[::-1] if lane == "foreign_ministers" else posts
    found: dict[tuple[str, str], list[spine_layouts.Term]] = {}
    for country, post in posts:
        name, short = tables.country(country, asked.lang), callnames.alpha(country)
        key = (name, short) if (name, short) not in found else (" " * len(found), " ")
        found[key] = [_term(row, country, columns, asked.lang) for row in holders.in_turn(terms, country, post).itertuples()]
    return {key: held for key, held in found.items() if held}


def _term(row: object, country: str, columns: pd.PeriodIndex, lang: str) -> spine_layouts.Term:
    start, end = place(row.start, columns), place(row.end + pd.Timedelta(days=1), columns)  # type: ignore[attr-defined]
    called = callnames.called(row.person, country, lang)  # type: ignore[attr-defined]
    return spine_layouts.Term(called, start, end)


def share(yearly: pd.DataFrame, held: pd.DataFrame, lang: str = "en") -> spine_layouts.Share | None:
    """Return the share of calls in each year (`years.by_year`) that was collected, None where no year was."""
    found = {}
    for year, row in yearly.iterrows():
        nothing = (held[year] == "none").all()
        part = None if nothing or pd.isna(row["percent"]) else float(row["calls"] / row["n"])
        found[str(year)] = (part, "" if nothing else "–" if part is None else f"{row['percent']:g}")
    some = any(said for _, said in found.values())
    return spine_layouts.Share(tables.say("years_share", lang), sheets.LOOKS[2], found) if some else None


def ticks(columns: pd.PeriodIndex, lang: str = "en") -> dict[str, tuple[float, float]]:
    """Return what is written on the spine, with its columns: the months of up to a year, else the years."""
    if len(columns) > 12 or columns.freqstr[0] != "M":
        return year_spans(columns)
    named = months.as_ticks(columns.astype(str), lang)
    return {label: (place, place + 1) for place, label in named.items()}


def title(yearly: pd.DataFrame, known: answers.Answer) -> str:
    """Return the finding: the years with most and fewest calls among contacts, or, where they can't be compared, the number."""
    n, found = int(yearly["n"].sum()), years.extremes(yearly)
    if found is None:
        return known.say("years_title_plain", n=n, said=f"{n:,}", calls=int(yearly["calls"].sum()))
    most, fewest = found
    return known.say("years_title", most=str(most.year), most_calls=most.calls, most_n=most.n, fewest=str(fewest.year),
                     fewest_calls=fewest.calls, fewest_n=fewest.n)  # fmt: skip


def note(yearly: pd.DataFrame, held: pd.DataFrame, asked: parameters.Asked) -> str:
    """Return what is drawn, how many engagements there are, and what the marks of a partial record mean."""
    column = say("years_quarter" if years.step(asked.first, asked.last) == "Q" else "years_month", asked)
    parts = [say("years_note", asked, column=column)]
    if years.extremes(yearly):  # else the title says it
        whole = "years_in_all" if (held == "complete").all(axis=None) else "years_at_least"
        parts.append(say(whole, asked, n=f"{yearly['n'].sum():,}"))
    if held.isin(["partial", "probably_complete"]).any(axis=None):
        parts.append(say("years_partial", asked))
    return ("" if asked.lang == "ja" else " ").join(parts)


def caption(asked: parameters.Asked) -> str:
    """Return what is counted and drawn."""
    column = say("years_quarter" if years.step(asked.first, asked.last) == "Q" else "years_month", asked)
    return say("years_caption", asked, column=column)


def reading(yearly: pd.DataFrame, held: pd.DataFrame, lang: str = "en") -> list[str]:
    """Return a line per year: 2017: at least 39 contacts, 26 of them calls (67%)."""
    lines = []
    for year, row in yearly.iterrows():
        bare, least = (held[year] == "none").all(), (held[year] != "complete").any()
        form = "years_line_bare" if bare else "years_line_least" if least else "years_line"
        percent = "" if pd.isna(row["percent"]) else f"{row['percent']:g}"
        known = {"n": int(row["n"]), "calls": int(row["calls"]), "percent": percent}
        lines.append(tables.say("said_years", lang, year=year, line=tables.say(form, lang, **known)))
    return lines


def drawn(sides: list[spine_layouts.Side], yearly: pd.DataFrame, held: pd.DataFrame, known: answers.Answer) -> Figure:
    """Return the chart of two sides, as a card where that is the width asked for."""
    asked = known.asked
    columns, bare = years.columns(asked.first, asked.last), say("not_collected", asked)
    said, spans = title(yearly, known), year_spans(columns)
    if is_card(asked):
        return spines.card(sides[0], sides[1], spans, title=said, bare=bare)
    return spines.spine(sides[0], sides[1], spans, share(yearly, held, asked.lang), title=said, note=note(yearly, held, asked),
                        width=asked.width, ticks=ticks(columns, asked.lang), bare=bare)  # fmt: skip
