"""The columns of events.csv and of the two tables that look at it again: the second coding and the corrections."""

from __future__ import annotations

from bluebook.record.columns import Table, cell


class Events(Table):
    """One meeting, call or video conference between Japan and one or more partners, at the level of leaders or ministers."""

    event_id: str = cell("text", "date, partners and level; a further one of the same day ends in -2, -3 …", unique=True)
    date: str = cell("date", "calendar day at the venue; for calls and video conferences the day in Japan")
    date_jst: str = cell("date", "day in Japan, where the page states one", needed=False)
    start_local: str = cell("time", "local start time as stated", needed=False)
    duration_min: str = cell("integer", "length in minutes as stated, without a working meal after the meeting",
                               needed=False)
    partners: str = cell("country", "who took part beside Japan; Japan itself is never listed",
                           lists="country organisation", many=True)
    level: str = cell("term", "rank of the counterparts", lists="level")
    format: str = cell("term", "how many sat together", lists="format")
    channel: str = cell("term", "in person, by video or by telephone", lists="channel")
    label: str = cell("term", "the ministry's own word for it", lists="label")
    occasion: str = cell("text", "the named gathering that it was, or on whose margins it took place", needed=False)
    venue_city: str = cell("text", "city of an in-person engagement", needed=False)
    venue_country: str = cell("country", "country of an in-person engagement", lists="country", needed=False)
    japan_lead: str = cell("text", "who led for Japan, family name first", many=True)
    partner_leads: str = cell("text", "who led for the partners, as their own governments write the name",
                                needed=False, many=True)
    topics: str = cell("term", "topics that the page names", lists="topic", needed=False, many=True)
    topics_basis: str = cell("term", "how much of the page was read for the topics", lists="topics_basis")
    outcome_docs: str = cell("text", "documents issued", needed=False, many=True, refers="documents.doc_id")
    ministry_count: str = cell("term", "whether the row is part of a yearly total that the ministry published",
                                 lists="ministry_count")
    source_url: str = cell("address", "the page that was read")
    source_publisher: str = cell("text", "who issued the text on that page")
    source_kind: str = cell("term", "whose site the page is on", lists="source_kind")
    source_date: str = cell("when", "date of the page", needed=False)
    source2_url: str = cell("address", "a second page", needed=False)
    confidence: str = cell("term", "how sure the coding is", lists="confidence")
    notes: str = cell("text", "what a reader of the row should know", needed=False)


class Agreement(Table):
    """One event coded again from its page by a second coder who did not see the first coding."""

    event_id: str = cell("text", "the event coded again", unique=True, refers="events.event_id")
    source_url: str = cell("address", "the page that was read")
    date: str = cell("date", "as in events.csv; empty where the page was not read", needed=False)
    date_jst: str = cell("date", "as in events.csv", needed=False)
    start_local: str = cell("time", "as in events.csv", needed=False)
    duration_min: str = cell("integer", "as in events.csv", needed=False)
    partners: str = cell("country", "given to the coder, so no evidence of agreement", lists="country organisation", many=True)
    level: str = cell("term", "as in events.csv", lists="level")
    format: str = cell("term", "as in events.csv", lists="format")
    channel: str = cell("term", "as in events.csv", lists="channel", needed=False)
    label: str = cell("term", "as in events.csv", lists="label", needed=False)
    occasion: str = cell("text", "as in events.csv", needed=False)
    venue_city: str = cell("text", "as in events.csv", needed=False)
    venue_country: str = cell("country", "as in events.csv", lists="country", needed=False)
    japan_lead: str = cell("text", "as in events.csv", needed=False, many=True)
    partner_leads: str = cell("text", "as in events.csv, in the second coder's spelling", needed=False, many=True)
    topics: str = cell("term", "as in events.csv", lists="topic", needed=False, many=True)
    notes: str = cell("text", "what the second coder remarked", needed=False)
    batch: str = cell("text", "the batch of rows that the sample was drawn from")


class MachineCoding(Table):
    """One event coded by the rules of `bluebook code` from its page, without a person's hand."""

    event_id: str = cell("text", "the event coded by rule", unique=True, refers="events.event_id")
    source_url: str = cell("address", "the page that the rules read")
    whole: str = cell("text", "yes if the text read ran to the end of the page; otherwise topics are not compared")
    date: str = cell("date", "as in events.csv; empty where the rules find nothing, as in all cells below", needed=False)
    date_jst: str = cell("date", "as in events.csv", needed=False)
    start_local: str = cell("time", "as in events.csv", needed=False)
    duration_min: str = cell("integer", "as in events.csv", needed=False)
    partners: str = cell("country", "as in events.csv", lists="country organisation", needed=False, many=True)
    level: str = cell("term", "as in events.csv", lists="level", needed=False)
    format: str = cell("term", "as in events.csv", lists="format", needed=False)
    channel: str = cell("term", "as in events.csv", lists="channel", needed=False)
    label: str = cell("term", "as in events.csv", lists="label", needed=False)
    occasion: str = cell("text", "as in events.csv", needed=False)
    venue_city: str = cell("text", "as in events.csv", needed=False)
    venue_country: str = cell("country", "as in events.csv", lists="country", needed=False)
    japan_lead: str = cell("text", "as in events.csv", needed=False, many=True)
    partner_leads: str = cell("text", "as in events.csv", needed=False, many=True)
    topics: str = cell("term", "as in events.csv", lists="topic", needed=False, many=True)


class Corrections(Table):
    """One cell of events.csv that was wrong in a published version."""

    event_id: str = cell("text", "the row corrected; ids are never reused")
    column: str = cell("text", "the column corrected")
    from_: str = cell("text", "the old value", needed=False)
    to: str = cell("text", "the new value", needed=False)
    reason: str = cell("text", "why it was wrong")
    source_url: str = cell("address", "the page that shows it")
    date: str = cell("date", "day of the correction")
    version: str = cell("text", "first version of the data that has it")
