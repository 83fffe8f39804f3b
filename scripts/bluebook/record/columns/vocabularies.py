"""The columns of terms.csv, countries.csv, places.csv and topic_words.csv: the words that other tables and rules use."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class Terms(Table):
    """One term of a closed list, or one wording of a figure."""

    list: str = cell("text", "the closed list")
    term: str = cell("text", "the term as used in the tables")
    order: str = cell("integer", "place in the list when shown")
    label_en: str = cell("text", "what a reader sees, in English")
    label_ja: str = cell("text", "what a reader sees, in Japanese")
    meaning: str = cell("text", "when the term applies")


class Countries(Table):
    """One country, organisation or tally code."""

    code: str = cell("text", "ISO 3166-1 alpha-3, or the organisation's short name", unique=True)
    alpha2: str = cell("text", "ISO 3166-1 alpha-2 (NA is Namibia, not a gap)", needed=False)
    name_en: str = cell("text", "English short name")
    article: str = cell("text", "the, if English puts it before the name in a sentence", needed=False)
    name_ja: str = cell("text", "Japanese short name")
    kind: str = cell("term", "country, organisation or a code used in tallies only", lists="country_kind")
    region: str = cell("term", "region, as the ministry groups them", lists="region")
    cameo: str = cell("text", "CAMEO actor code of the country", needed=False)
    fips: str = cell("text", "FIPS 10-4 code of the country", needed=False)


class Places(Table):
    """One place where an engagement of events.csv was held, with its coordinates."""

    city: str = cell("text", "the place, as events.csv writes venue_city")
    city_ja: str = cell("text", "the place in Japanese")
    country: str = cell("country", "country it is in", lists="country")
    latitude: str = cell("degrees", "degrees north, accurate to about 0.1")
    longitude: str = cell("degrees", "degrees east, accurate to about 0.1")
    source_url: str = cell("address", "source of the coordinates")
    notes: str = cell("text", "which point was used, if the name is of a region or a small place", needed=False)


class TopicWords(Table):
    """One phrase by which the rules of `bluebook code` know a topic, in Japanese or English."""

    phrase: str = cell("text", "the phrase in small letters, as a page writes it; the longest at a place decides", unique=True)
    topics: str = cell("term", "its topics; empty for a phrase that names none and hides shorter ones in it", lists="topic",
                         needed=False, many=True)  # fmt: skip
    notes: str = cell("text", "what a reader of the row should know", needed=False)
