"""The columns of historian.csv and icews.csv: what others coded of the same days."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class Historian(Table):
    """One journey on the lists of the Office of the Historian, U.S. Department of State, that concerns Japan, 2013 to 2025."""

    historian_id: str = cell("text", "travel- or visit-, and the list's own number", unique=True)
    list: str = cell("term", "which of their lists", lists="historian_list")
    start_date: str = cell("date", "first day, as listed")
    end_date: str = cell("date", "last day, as listed")
    traveller: str = cell("text", "who travelled, as listed")
    traveller_country: str = cell("country", "country travelled from", lists="country")
    visited_country: str = cell("country", "country travelled to, from the list's own country name", lists="country")
    place: str = cell("text", "places, as listed; the list of visits has none", needed=False)
    remarks: str = cell("text", "remarks or description, as listed")
    source_url: str = cell("address", "the file of the list")


class Icews(Table):
    """How many rows ICEWS coded for one day, pair of countries and event type, January to August 2022: a derived count."""

    date: str = cell("date", "day that ICEWS gives the event")
    one: str = cell("country", "one of the two countries, the first by code", lists="country")
    other: str = cell("country", "the other country", lists="country")
    event: str = cell("text", "event type, in ICEWS's own words")
    rows: str = cell("integer", "rows of ICEWS, both directions and repeats counted")
