"""The columns of historian.csv, icews.csv, chronology.csv and archives.csv: what others coded, listed or kept."""

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


class Chronology(Table):
    """One engagement named in a chronology of Comparative Connections (Pacific Forum), in our codes; for measuring recall."""

    entry_id: str = cell("text", "list, first month of the period and order", unique=True)
    list: str = cell("term", "which chronology", lists="chronology_list")
    period_start: str = cell("date", "first day of the period that the chronology covers")
    period_end: str = cell("date", "last day of that period")
    order: str = cell("integer", "place among the entries taken from this chronology, the newest first")
    first: str = cell("date", "first day on which it can have been, as listed")
    last: str = cell("date", "last such day; the same where the day is stated")
    partners: str = cell("country", "who took part beside Japan, by code", lists="country organisation", many=True)
    level: str = cell("term", "rank of the counterparts", lists="level")
    format: str = cell("term", "two sides, three or more", lists="format")
    channel: str = cell("term", "in person, by video or by telephone", lists="channel")
    country: str = cell("country", "country of the venue, where the entry names it", lists="country", needed=False)
    source_url: str = cell("address", "the copy of the chronology that was read")
    notes: str = cell("text", "what first and last rest on", needed=False)


class Archives(Table):
    """One copy of a source page in a web archive."""

    address: str = cell("address", "the page, as source_url of a row", unique=True)
    archive_url: str = cell("address", "the copy")
    archived: str = cell("date", "day of the copy")
