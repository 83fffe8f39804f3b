"""The record for analysts, offered by `import bluebook`: the tables, a selection, counts, totals beside coded counts.

Countries and periods are given as a person types them. Bad input is refused with the message of the command line
(bluebook.ground.refusals.Refused, a ValueError). Columns of tables are described in data/README.md.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from bluebook import parameters
from bluebook.counts import reconciliations, tallies
from bluebook.ground.refusals import Refused
from bluebook.record import tables

Period = tuple[pd.Timestamp, pd.Timestamp]


def events() -> pd.DataFrame:
    """Return the engagements, one per row, sorted by event_id; columns as in data/README.md. partners is a list of codes.

    Raises Refused, with every problem, if the table breaks its codebook. So do the other tables.

    >>> rows = events().set_index("event_id")
    >>> rows.loc["2022-05-23-USA-summit", ["level", "channel", "venue_city"]].tolist()
    ['summit', 'in_person', 'Tokyo']
    """
    return tables.events()


def documents() -> pd.DataFrame:
    """Return the documents issued, one per row, sorted by doc_id: date, title, issuers (a list of codes), type …

    >>> papers = documents().set_index("doc_id")
    >>> papers.loc["2022-10-12-USA-strategy", "title"]
    'National Security Strategy (Biden-Harris Administration)'
    """
    return tables.documents()


def visits() -> pd.DataFrame:
    """Return the journeys, one per row, sorted by visit_id: traveller, visited_country, kind …

    start_date and end_date are text, as they may be a month.

    >>> visits().set_index("visit_id").loc["2021-04-15-JPN-USA-suga", ["traveller", "visited_country"]].tolist()
    ['Suga Yoshihide', 'USA']
    """
    return tables.visits()


def claims() -> pd.DataFrame:
    """Return the totals that the ministry published, one per row: partner, level, period_start, period_end, total, in_person …

    A figure that the text does not state is <NA>.

    >>> totals = claims().set_index("claim_id")
    >>> totals.loc["BB2023-USA-2022-summit", ["total", "in_person", "video", "telephone"]].tolist()
    [8, 5, 1, 2]
    """
    return tables.claims()


def leads() -> pd.DataFrame:
    """Return the leads, events or pages that we believe exist but did not find, one per row: partners, level, status, what …

    date is text, as it may be a year or a month. Leads are never counted.

    >>> sorted(leads()["date"].str.len().unique().tolist())  # letters of a year, a month, a day
    [4, 7, 10]
    """
    return tables.leads()


def coverage() -> pd.DataFrame:
    """Return how complete the record is, one partner (or group), year, format and level per row, with its status.

    What is not listed was not collected, so a lack of rows in events() says nothing about that year.

    >>> own = coverage()[coverage()["partners"].map(lambda codes: codes == ["USA"])]
    >>> own.query("year == 2022 and level == 'summit'")["status"].tolist()
    ['complete']
    """
    return tables.coverage()


def select(partner: str | None = None, first: Any = None, last: Any = None) -> pd.DataFrame:
    """Return the engagements of one partner and period, in order of time: the columns of events() and lane.

    partner: a code or a name (KOR, kr, South Korea, 韓国); None or "ALL" for all. first, last: a year, a month or a day (2022,
    "2022-03", "2022-03-15", a date), both counted; first alone is that one year, month or day; neither, the whole record.
    A trilateral or larger meeting is one row, found under each of its partners. lane is the level (summit,
    foreign_ministers, other_levels), or with_others for such meetings. Raises Refused for an unknown partner, an invalid
    date, Japan itself and a reversed period.

    >>> rows = select("United States", 2022)
    >>> rows["lane"].value_counts()[["summit", "foreign_ministers"]].tolist()
    [8, 13]
    >>> rows.equals(select("米国", "2022-01", "2022-12"))
    True
    >>> select("CANDA", 2022)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bluebook.ground.refusals.Refused: partner: "CANDA" is not a code of countries.csv ...; did you mean "CAN"?
    """
    period = _given(first, last)
    asked = parameters.typed(everyone=True, partner="ALL" if partner is None else partner, **period)
    every = events()
    start, end = (asked.first, asked.last) if period else (every["date"].min(), every["date"].max())
    rows = tallies.select(every, asked.partner, start, end)
    rows.attrs["period"] = [f"{day:%Y-%m-%d}" for day in (start, end)] if period else []  # by_month keeps its empty months
    return rows


def by_month(rows: pd.DataFrame, first: Any = None, last: Any = None) -> pd.DataFrame:
    """Return how many engagements there are: lane and month ("2022-03") as index, in_person, video and telephone as columns.

    rows: from events() or select(), or a part of these; each engagement counts once, however often its row is there.
    first, last: as in select(); rows outside are left out. Without them, the period that was selected, else from the first
    row to the last. Months and lanes without a row are included as zeros; coverage() says whether such a month was
    searched. Raises Refused for other rows and wrong periods.

    >>> monthly = by_month(select("USA", 2022))
    >>> monthly.loc[("summit", "2022-05")].to_dict()
    {'in_person': 1, 'video': 0, 'telephone': 0}
    >>> monthly.groupby("month").sum().shape
    (12, 3)
    """
    rows, (start, end) = _distinct(rows), _period(rows, first, last)
    return tallies.counts(tallies.by_month(rows[rows["date"].between(start, end)], start, end))


def by_year(rows: pd.DataFrame, first: Any = None, last: Any = None) -> pd.DataFrame:
    """Return how many engagements there are: lane and year as index, in_person, video and telephone as columns.

    Rows, periods, zeros and refusals as in by_month().

    >>> yearly = by_year(select("USA", 2022))
    >>> yearly.loc[("summit", 2022)].to_dict()
    {'in_person': 5, 'video': 1, 'telephone': 2}
    """
    rows, (start, end) = _distinct(rows), _period(rows, first, last)
    rows = rows[rows["date"].between(start, end)]
    years = pd.Categorical(rows["date"].dt.year, range(start.year, end.year + 1))
    return tallies.counts(tallies.cells(rows.assign(year=years), ["lane", "year"], "channel"))


def reconcile(partner: str, first: Any, last: Any = None) -> pd.DataFrame:
    """Return the totals that the ministry published about one partner beside the record's own, one total per row.

    partner, first, last: as in select(), one partner only; the totals are those whose period touches first to last.
    Columns: claim_id, publication, partner, level, period_start, period_end; published and coded (dicts of the figures
    stated: total, in_person, video, telephone); verdict (same, short, over, outside_coverage, not_comparable); difference
    (coded less published); why; closing (ids of leads that would close a gap); event_ids (of what was counted); notes.
    No row: no total was found. Raises Refused as select() does.

    >>> both = reconcile("USA", 2022).query("publication == 'Diplomatic Bluebook 2023'")
    >>> both[["level", "verdict"]].to_numpy().tolist()
    [['summit', 'same'], ['foreign_ministers', 'same']]
    >>> both["published"].iloc[0]
    {'total': 8, 'in_person': 5, 'video': 1, 'telephone': 2}
    """
    asked = parameters.typed(partner=partner, **_given(first, last))
    found = reconciliations.about(claims(), asked.partner, asked.first, asked.last)
    return reconciliations.reconcile(found, events(), leads(), coverage())


def _given(first: Any, last: Any) -> dict[str, Any]:
    """Return first and last as parameters, none where neither is given; a first alone is its own last."""
    if first is None and last is not None:
        raise Refused(f'last: "{last}" has no first; give both, or first alone for one year, month or day')
    return {} if first is None else {"first": first, "last": first if last is None else last}


def _distinct(rows: Any) -> pd.DataFrame:
    """Return the rows with their lane, each engagement once. Raises Refused for anything but engagements."""
    needed = {"event_id", "date", "level", "format", "channel"}
    if not isinstance(rows, pd.DataFrame) or not needed <= set(rows) or rows["date"].dtype.kind != "M":
        raise Refused("rows: not engagements; give what events() or select() returns, or a part of it")
    rows = rows.drop_duplicates("event_id")
    return rows.assign(lane=tallies.lanes(rows))


def _period(rows: pd.DataFrame, first: Any, last: Any) -> Period:
    """Return the period given, else the one that the rows were selected for, widened where rows lie outside."""
    if period := _given(first, last):
        asked = parameters.typed(**period)
        return asked.first, asked.last
    days = [*rows["date"], *map(pd.Timestamp, rows.attrs.get("period", []))]
    if not days:
        raise Refused("rows: there are none, and no period is given; give first, or first and last")
    return min(days), max(days)
