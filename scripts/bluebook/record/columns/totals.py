"""The columns of claims.csv, leads.csv, coverage.csv and statements.csv: totals published, and what is known to be missing."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class Claims(Table):
    """One total that the ministry or an office-holder published: how many meetings, with whom, over which period."""

    claim_id: str = cell("text", "publication, partner, period and level, shortened", unique=True)
    publication: str = cell("text", "where the total was published")
    locator: str = cell("text", "where in that publication")
    period_start: str = cell("date", "first day counted; empty where the text does not say since when", needed=False)
    period_end: str = cell("date", "last day counted")
    partner: str = cell("country", "with whom", lists="country organisation tally")
    level: str = cell("term", "level counted, or a tally of another kind", lists="level claim_level")
    total: str = cell("integer", "the total; empty where only a part is stated", needed=False)
    in_person: str = cell("integer", "of these in person", needed=False)
    video: str = cell("integer", "of these by video", needed=False)
    telephone: str = cell("integer", "of these by telephone", needed=False)
    issuer_kind: str = cell("term", "whether an office or the press counted", lists="issuer_kind")
    source_url: str = cell("address", "the page that was read")
    notes: str = cell("text", "what the text says and does not say", needed=False)


class Leads(Table):
    """One event or page that we believe exists but did not find. Never counted, always shown."""

    lead_id: str = cell("text", "lead-, date, partners and level", unique=True)
    date: str = cell("when", "day, month or year")
    partners: str = cell("country", "who took part beside Japan", lists="country organisation", needed=False, many=True)
    level: str = cell("term", "rank of the counterparts", lists="level lead_level")
    channel: str = cell("term", "in person, by video or by telephone", lists="channel", needed=False)
    status: str = cell("term", "whether it has been found since", lists="lead_status")
    event_id: str = cell("text", "the coded event whose page is missing; empty where the event itself is", needed=False,
                           refers="events.event_id")
    what: str = cell("text", "what we believe happened, and why")
    searches_tried: str = cell("integer", "how many searches were made, where counted", needed=False)
    searches: str = cell("text", "what was searched for", needed=False)


class Coverage(Table):
    """How complete the record is for one partner, year, format and level, and why."""

    partners: str = cell("country", "partner, or the whole group", lists="country organisation", many=True)
    year: str = cell("integer", "calendar year")
    format: str = cell("term", "format, or minilateral for trilateral and Quad together", lists="format coverage_format")
    level: str = cell("term", "level, or any", lists="level coverage_level")
    status: str = cell("term", "how complete", lists="coverage_status")
    basis: str = cell("text", "what the judgement rests on")


class Statements(Table):
    """One statement of the overview of North America in Diplomatic Bluebook 2023, and the rows that should support it."""

    statement_id: str = cell("text", "publication, section and number", unique=True)
    order: str = cell("integer", "place in the text")
    part: str = cell("term", "what the statement is about", lists="statement_part")
    date: str = cell("when", "year or month that the statement names, else the year of the overview")
    kind: str = cell("term", "what is stated", lists="statement_kind")
    partners: str = cell("country", "with whom, or whose", lists="country", many=True)
    says_en: str = cell("text", "what it says, in our words, in English")
    says_ja: str = cell("text", "what it says, in our words, in Japanese")
    levels: str = cell("term", "levels that it names", lists="level", needed=False, many=True)
    channel: str = cell("term", "channel that it names", lists="channel", needed=False)
    document_type: str = cell("term", "kind of document that it names", lists="document_type", needed=False)
    title: str = cell("text", "words of the document's title that it names", needed=False)
    visit_kind: str = cell("term", "kind of visit that it names", lists="visit_kind", needed=False)
    traveller: str = cell("text", "whose visit it is", needed=False)
    aims: str = cell("text", "words that it names among the aims or areas of the document", needed=False, many=True)
    number: str = cell("integer", "how many aims or areas it says there are", needed=False)
    topics: str = cell("term", "topics that it names", lists="topic", needed=False, many=True)
    groups: str = cell("term", "groups whose meetings it speaks of", lists="statement_group", needed=False, many=True)
    claim_id: str = cell("text", "the total stated", needed=False, refers="claims.claim_id")
    event_ids: str = cell("text", "events", needed=False, many=True, refers="events.event_id")
    doc_ids: str = cell("text", "documents", needed=False, many=True, refers="documents.doc_id")
    visit_ids: str = cell("text", "journeys", needed=False, many=True, refers="visits.visit_id")
    source_url: str = cell("address", "the page of the overview")
    notes: str = cell("text", "what a reader of the row should know", needed=False)
