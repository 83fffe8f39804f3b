"""The columns of people.csv, offices.csv, occasions.csv and publishers.csv: what the check compares the other tables with."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class People(Table):
    """One person who led an engagement, with the one spelling that the tables use."""

    name: str = cell("text", "the name as the tables write it", unique=True)
    name_ja: str = cell("text", "the name in Japanese, as the ministry writes it")
    country: str = cell("country", "whose office-holder it is", lists="country organisation")
    aliases: str = cell("text", "other spellings found on pages", needed=False, many=True)
    source_url: str = cell("address", "a page with the name in Japanese")
    notes: str = cell("text", "what a reader of the row should know", needed=False)


class Offices(Table):
    """One term of one person in one office; first and last day are included, so consecutive terms share a day."""

    office_id: str = cell("text", "country, office and first day; a further one of the same day ends in -2, -3 …", unique=True)
    person: str = cell("text", "who held it", refers="people.name")
    country: str = cell("country", "of which country or organisation", lists="country organisation")
    office: str = cell("term", "kind of office", lists="office")
    title: str = cell("text", "the office in English")
    from_: str = cell("date", "first day in office")
    to: str = cell("date", "last day in office; empty for who held it at the end of the record", needed=False)
    source_url: str = cell("address", "a page that shows the term")
    notes: str = cell("text", "which day the page does not show", needed=False)


class Occasions(Table):
    """One gathering of which engagements were a part, or on whose margins they were held."""

    name: str = cell("text", "the gathering, as events.csv writes occasion", unique=True)
    name_ja: str = cell("text", "the gathering in Japanese")
    kind: str = cell("term", "kind of gathering", lists="occasion_kind")
    first_day: str = cell("date", "first day")
    last_day: str = cell("date", "last day")
    city: str = cell("text", "where it was held", needed=False)
    country: str = cell("country", "country of that place", lists="country", needed=False)
    source_url: str = cell("address", "a page that shows the days")
    notes: str = cell("text", "what a reader of the row should know", needed=False)


class Publishers(Table):
    """One address, a host or a part of one, and who publishes there."""

    address: str = cell("text", "host name, with a path where one host serves several issuers", unique=True)
    issuers: str = cell("text", "whose texts stand there, as source_publisher writes them", needed=False, many=True)
    kind: str = cell("term", "whether the issuer's own site, a word-for-word copy or a third party", lists="source_kind")
    country: str = cell("country", "of which country or organisation the issuers are", lists="country organisation",
                          needed=False, many=True)  # fmt: skip
    notes: str = cell("text", "what a reader of the row should know", needed=False)
