"""The columns of documents.csv and visits.csv: what came out of engagements, and the journeys around them."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class Documents(Table):
    """One document issued: a strategy, joint statement, action plan, treaty …"""

    doc_id: str = cell("text", "date, issuers and type; a further one of the same day ends in -2, -3 …", unique=True)
    date: str = cell("date", "day of issue")
    title: str = cell("text", "title, in English")
    issuers: str = cell("country", "who issued it, Japan included", lists="country organisation", many=True)
    type: str = cell("term", "kind of document", lists="document_type")
    related_event_id: str = cell("text", "the event it came from", needed=False, refers="events.event_id")
    priority_areas: str = cell("text", "areas it names: a topic code if one fits, else in the document's words",
                                 needed=False, many=True)
    source_url: str = cell("address", "the page that was read")
    source_publisher: str = cell("text", "who issued the text on that page")
    source_kind: str = cell("term", "whose site the page is on", lists="source_kind")
    notes: str = cell("text", "what a reader of the row should know", needed=False)


class Visits(Table):
    """One journey of a leader, a minister or another senior figure; mostly between Japan and the United States or Canada."""

    visit_id: str = cell("text", "first day, from, to, family name", unique=True)
    start_date: str = cell("when", "first day (or month) in the country visited")
    end_date: str = cell("when", "last day; empty where no page states it", needed=False)
    status: str = cell("term", "whether the journey was made", lists="visit_status")
    traveller: str = cell("text", "who travelled")
    traveller_role: str = cell("text", "office held")
    traveller_country: str = cell("country", "country travelled from", lists="country")
    visited_country: str = cell("country", "country travelled to", lists="country")
    cities: str = cell("text", "cities visited", needed=False, many=True)
    kind: str = cell("term", "kind of visit", lists="visit_kind")
    occasion: str = cell("text", "what it was for", needed=False)
    source_url: str = cell("address", "the page that was read")
    source_publisher: str = cell("text", "who issued the text on that page")
    source_kind: str = cell("term", "whose site the page is on", lists="source_kind")
    notes: str = cell("text", "what a reader of the row should know", needed=False)
