"""The single description of the tables: every column, its kind, its closed list, what it refers to, and the rules of a row.

The check on loading, data/datapackage.json and the codebook's list of columns are all read from the models below. A cell is
described as it stands in the file, as text; `tables` turns it into dates, numbers and lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from bluebook.refusals import did_you_mean, listed

VERSION = "0.1.0"  # of the data; goes into every record and citation
RELEASED = date(2026, 11, 23)  # the day of that version: the date of every citation, never today's

Vocabulary = Mapping[str, Mapping[str, str]]  # list -> spelling -> the term that is allowed


def cell(kind: str, description: str, *, lists: str = "", needed: bool = True, unique: bool = False,
         refers: str = "", many: bool = False) -> Any:
    """Describe one column.

    kind: text, date (a day), when (a year, month or day), time (HH:MM), integer, degrees, term, country or address.
    lists: the closed lists a term may come from, or the kinds of country, joined by spaces.
    many: the cell is a list joined by `;`. refers: the table.column in which the value must stand.
    """
    details = {"kind": kind, "lists": lists.split(), "needed": needed, "refers": refers, "many": many}
    return pa.Field(description=description, unique=unique, metadata=details)


class Table(pa.DataFrameModel):
    """What all tables share: exactly the columns described, in that order."""

    class Config:
        strict = True
        ordered = True


def _days(cells: pd.Series) -> pd.Series:
    return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")


def _stem(ids: pd.Series) -> pd.Series:
    return ids.str.replace(r"-\d+$", "", regex=True)  # -2 marks the second one of the same day; "2+2" stays


def _joined(lists: pd.Series) -> pd.Series:
    return lists.map(lambda cell: "+".join(sorted(cell.split(";"))))


class Events(Table):
    """One meeting, call or video conference between Japan and one or more partners, at the level of leaders or ministers."""

    event_id: str = cell("text", "date, partners and level; a further one of the same day ends in -2, -3 …", unique=True)
    date: str = cell("date", "calendar day at the venue; for calls and video conferences the day in Japan")
    date_jst: str = cell("date", "day in Japan, where the page states one", needed=False)
    start_local: str = cell("time", "local start time as stated", needed=False)
    duration_min: str = cell("integer", "length in minutes as stated; a working meal after the meeting is not in it",
                               needed=False)
    partners: str = cell("country", "who took part beside Japan; Japan itself is never listed",
                           lists="country organisation", many=True)
    level: str = cell("term", "rank of the counterparts", lists="level")
    format: str = cell("term", "how many sat together", lists="format")
    channel: str = cell("term", "in person, by video or by telephone", lists="channel")
    label: str = cell("term", "the ministry's own word for it", lists="label")
    occasion: str = cell("text", "the visit or conference at whose margins it took place", needed=False)
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

    @pa.dataframe_check(error="event_id: the id is not the row's date, partners and level")
    def _id_agrees(cls, rows: pd.DataFrame) -> pd.Series:
        return _stem(rows["event_id"]).eq(rows["date"] + "-" + _joined(rows["partners"]) + "-" + rows["level"])

    @pa.dataframe_check(error="date_jst: more than one day away from date")
    def _near_in_japan(cls, rows: pd.DataFrame) -> pd.Series:
        apart = (_days(rows["date_jst"]) - _days(rows["date"])).abs()
        return apart.isna() | apart.le(pd.Timedelta(days=1))

    @pa.dataframe_check(error="partners: Japan is never its own partner")
    def _japan_is_no_partner(cls, rows: pd.DataFrame) -> pd.Series:
        return ~rows["partners"].str.split(";").map(lambda codes: "JPN" in codes)

    @pa.dataframe_check(error="partners: not in alphabetical order, or one stands twice")
    def _partners_sorted(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["partners"].str.split(";").map(lambda codes: codes == sorted(set(codes)))

    @pa.dataframe_check(error="format: a bilateral row has one partner, a trilateral two")
    def _format_fits(cls, rows: pd.DataFrame) -> pd.Series:
        expected = rows["format"].map({"bilateral": 1, "trilateral": 2})
        return expected.isna() | expected.eq(rows["partners"].str.count(";") + 1)

    @pa.dataframe_check(error="venue_country: a city stands without its country")
    def _city_has_country(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["venue_city"].eq("") | rows["venue_country"].ne("")

    @pa.dataframe_check(error="venue_country: a call or video conference has no venue")
    def _remote_has_no_venue(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["channel"].eq("in_person") | (rows["venue_city"] + rows["venue_country"]).eq("")

    @pa.dataframe_check(error="venue_country: an in-person engagement has a country")
    def _in_person_has_venue(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["channel"].ne("in_person") | rows["venue_country"].ne("")


class Documents(Table):
    """One document issued: a strategy, joint statement, action plan, treaty …"""

    doc_id: str = cell("text", "date, issuers and type; a further one of the same day ends in -2, -3 …", unique=True)
    date: str = cell("date", "day of issue")
    title: str = cell("text", "title, in English")
    issuers: str = cell("country", "who issued it, Japan included", lists="country organisation", many=True)
    type: str = cell("term", "kind of document", lists="document_type")
    related_event_id: str = cell("text", "the event it came from", needed=False, refers="events.event_id")
    priority_areas: str = cell("text", "areas it names: a topic code where one fits, else in the document's words",
                                 needed=False, many=True)
    source_url: str = cell("address", "the page that was read")
    source_publisher: str = cell("text", "who issued the text on that page")
    source_kind: str = cell("term", "whose site the page is on", lists="source_kind")
    notes: str = cell("text", "what a reader of the row should know", needed=False)

    @pa.dataframe_check(error="doc_id: the id is not the row's date, issuers and type")
    def _id_agrees(cls, rows: pd.DataFrame) -> pd.Series:
        return _stem(rows["doc_id"]).eq(rows["date"] + "-" + _joined(rows["issuers"]) + "-" + rows["type"])


class Visits(Table):
    """One journey of a leader or minister between Japan and the United States or Canada (and two elsewhere)."""

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

    @pa.dataframe_check(error="visit_id: the id is not the row's first day, from and to")
    def _id_agrees(cls, rows: pd.DataFrame) -> pd.Series:
        stems = rows["start_date"] + "-" + rows["traveller_country"] + "-" + rows["visited_country"] + "-"
        return pd.Series([i.startswith(s) for i, s in zip(rows["visit_id"], stems, strict=True)], rows.index)

    @pa.dataframe_check(error="end_date: the journey ends before it starts")
    def _ends_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["end_date"].eq("") | rows["start_date"].le(rows["end_date"])


class Claims(Table):
    """One total that the ministry, or an office-holder, published: how many meetings, with whom, over which period."""

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
    source_url: str = cell("address", "the page that was read")
    notes: str = cell("text", "what the text says and does not say", needed=False)

    @pa.dataframe_check(error="period_end: the period ends before it starts")
    def _period_runs_forward(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["period_start"].eq("") | rows["period_start"].le(rows["period_end"])

    @pa.dataframe_check(error="total: less than its parts by channel")
    def _split_within_total(cls, rows: pd.DataFrame) -> pd.Series:
        numbers = rows[["total", "in_person", "video", "telephone"]].apply(pd.to_numeric, errors="coerce")
        return numbers["total"].isna() | numbers.drop(columns="total").sum(axis=1).le(numbers["total"])

    @pa.dataframe_check(error="total: neither a total nor a part of one is stated")
    def _something_stated(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["total"] + rows["in_person"] + rows["video"] + rows["telephone"]).ne("")


class Leads(Table):
    """One event, or page, believed to exist and not found. Never counted, always shown as a gap."""

    lead_id: str = cell("text", "lead-, date, partners and level", unique=True)
    date: str = cell("when", "day, month or year")
    partners: str = cell("country", "who took part beside Japan", lists="country organisation", needed=False, many=True)
    level: str = cell("term", "rank of the counterparts", lists="level lead_level")
    channel: str = cell("term", "in person, by video or by telephone", lists="channel", needed=False)
    status: str = cell("term", "whether it has been found since", lists="lead_status")
    event_id: str = cell("text", "the coded event whose page is missing; empty where the event itself is", needed=False,
                           refers="events.event_id")
    what: str = cell("text", "what is believed to have happened, and why")
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

    @pa.dataframe_check(error="partners: this partner, year, format and level stands twice")
    def _once_each(cls, rows: pd.DataFrame) -> pd.Series:
        return ~rows.duplicated(["partners", "year", "format", "level"], keep=False)


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


class Corrections(Table):
    """One cell of events.csv that a published version had wrong."""

    event_id: str = cell("text", "the row corrected; ids are never used again")
    column: str = cell("text", "the column corrected")
    from_: str = cell("text", "what stood there", needed=False)
    to: str = cell("text", "what stands there now", needed=False)
    reason: str = cell("text", "why it was wrong")
    source_url: str = cell("address", "the page that shows it")
    date: str = cell("date", "day of the correction")
    version: str = cell("text", "first version of the data that has it")


class Terms(Table):
    """One term of a closed list, or one wording of a figure."""

    list: str = cell("text", "the closed list")
    term: str = cell("text", "the term as it stands in the tables")
    order: str = cell("integer", "place in the list when shown")
    label_en: str = cell("text", "what a reader sees, in English")
    label_ja: str = cell("text", "what a reader sees, in Japanese")
    meaning: str = cell("text", "when the term applies")

    @pa.dataframe_check(error="term: stands twice in its list")
    def _once_in_list(cls, rows: pd.DataFrame) -> pd.Series:
        return ~rows.duplicated(["list", "term"], keep=False)


class Countries(Table):
    """One country, organisation or tally code."""

    code: str = cell("text", "ISO 3166-1 alpha-3, or the organisation's short name", unique=True)
    alpha2: str = cell("text", "ISO 3166-1 alpha-2 (NA is Namibia, not a gap)", needed=False)
    name_en: str = cell("text", "English short name")
    article: str = cell("text", "the, where English puts it before the name in a sentence", needed=False)
    name_ja: str = cell("text", "Japanese short name")
    kind: str = cell("term", "country, organisation or a code used in tallies only", lists="country_kind")
    region: str = cell("term", "region, as the ministry groups them", lists="region")
    cameo: str = cell("text", "CAMEO actor code of the country", needed=False)
    fips: str = cell("text", "FIPS 10-4 code of the country", needed=False)


class Historian(Table):
    """One journey on the lists of the Office of the Historian, U.S. Department of State, that concerns Japan, 2021 to 2024."""

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

    @pa.dataframe_check(error="end_date: the journey ends before it starts")
    def _ends_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["start_date"].le(rows["end_date"])


class Statements(Table):
    """One statement of the overview of North America in Diplomatic Bluebook 2023, and the rows that ought to bear it out."""

    statement_id: str = cell("text", "publication, section and number", unique=True)
    order: str = cell("integer", "place in this list")
    part: str = cell("term", "what the statement is about", lists="statement_part")
    date: str = cell("when", "year or month that the statement names")
    kind: str = cell("term", "what is stated", lists="statement_kind")
    partner: str = cell("country", "with whom, or whose", lists="country")
    says_en: str = cell("text", "what it says, in our words, in English")
    says_ja: str = cell("text", "what it says, in our words, in Japanese")
    level: str = cell("term", "level that it names", lists="level", needed=False)
    channel: str = cell("term", "channel that it names", lists="channel", needed=False)
    document_type: str = cell("term", "kind of document that it names", lists="document_type", needed=False)
    visit_kind: str = cell("term", "kind of visit that it names", lists="visit_kind", needed=False)
    traveller: str = cell("text", "whose visit it is", needed=False)
    claim_id: str = cell("text", "the total stated", needed=False, refers="claims.claim_id")
    event_ids: str = cell("text", "events", needed=False, many=True, refers="events.event_id")
    doc_ids: str = cell("text", "documents", needed=False, many=True, refers="documents.doc_id")
    visit_ids: str = cell("text", "journeys", needed=False, many=True, refers="visits.visit_id")
    source_url: str = cell("address", "the page of the overview")
    notes: str = cell("text", "what a reader of the row should know", needed=False)

    @pa.dataframe_check(error="claim_id: a count names the total stated, and nothing else does")
    def _counts_claim(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["kind"].eq("count").eq(rows["claim_id"].ne(""))
class Places(Table):
    """One place in which an engagement of events.csv was held, and where on the globe it lies."""

    city: str = cell("text", "the place, as events.csv writes venue_city")
    city_ja: str = cell("text", "the place in Japanese")
    country: str = cell("country", "country it lies in", lists="country")
    latitude: str = cell("degrees", "degrees north, right to about 0.1")
    longitude: str = cell("degrees", "degrees east, right to about 0.1")
    source_url: str = cell("address", "where the coordinates stand")
    notes: str = cell("text", "what the point stands for, where the name is of a region or a small place", needed=False)

    @pa.dataframe_check(error="city: stands twice in its country")
    def _once_in_country(cls, rows: pd.DataFrame) -> pd.Series:
        return ~rows.duplicated(["city", "country"], keep=False)

    @pa.dataframe_check(error="latitude: not between -90 and 90")
    def _on_the_globe(cls, rows: pd.DataFrame) -> pd.Series:
        degrees = pd.to_numeric(rows["latitude"], errors="coerce")
        return degrees.isna() | degrees.between(-90, 90)


class Icews(Table):
    """How many rows ICEWS coded for one day, pair of countries and event type, January to August 2022: a derived count."""

    date: str = cell("date", "day that ICEWS gives the event")
    one: str = cell("country", "one of the two countries, the first by code", lists="country")
    other: str = cell("country", "the other country", lists="country")
    event: str = cell("text", "event type, in ICEWS's own words")
    rows: str = cell("integer", "rows of ICEWS, both directions and repeats counted")

    @pa.dataframe_check(error="other: the two countries are not in alphabetical order")
    def _in_order(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["one"].lt(rows["other"])

    @pa.dataframe_check(error="event: this day, pair and event stands twice")
    def _once_each(cls, rows: pd.DataFrame) -> pd.Series:
        return ~rows.duplicated(["date", "one", "other", "event"], keep=False)


MODELS: dict[str, type[Table]] = {
    "events": Events, "documents": Documents, "visits": Visits, "claims": Claims, "leads": Leads, "coverage": Coverage,
    "agreement": Agreement, "corrections": Corrections, "terms": Terms, "countries": Countries,
    "historian": Historian, "statements": Statements, "places": Places, "icews": Icews,
}  # fmt: skip
HEADERS = {"from_": "from"}  # `from` is no name in Python


def columns(table: str) -> dict[str, dict[str, Any]]:
    """Return header -> kind, lists, needed, refers, many, description and unique of each column of a table, in order."""
    schema = MODELS[table].to_schema()
    return {HEADERS.get(name, name): {**field.metadata, "description": field.description, "unique": field.unique}
            for name, field in schema.columns.items()}  # fmt: skip


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.sentence}"


PATTERNS = {
    "time": (re.compile(r"([01]\d|2[0-3]):[0-5]\d"), "is not a time (HH:MM)"),
    "integer": (re.compile(r"\d{1,6}"), "is not a whole number"),
    "degrees": (re.compile(r"-?(180|1[0-7]\d|\d{1,2})(\.\d{1,4})?"), "is not a number of degrees (-38.5, 144.97)"),
}


def is_day(text: str) -> bool:
    """Tell whether `text` is a day that exists, written 2022-03-15."""
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_when(text: str) -> bool:
    """Tell whether `text` is a year, a month or a day, written 2022, 2022-03 or 2022-03-15."""
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text)) and is_day((text + "-01-01")[:10])


def is_address(text: str) -> bool:
    """Tell whether `text` is an http or https address with a host and no blank in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)


def fault(value: str, kind: str, allowed: Mapping[str, str] | None = None, of: str = "") -> str:
    """Return what is wrong with one value of a kind, as the end of a sentence; empty where nothing is."""
    if kind == "date" and not is_day(value):
        return "is not a day that exists (YYYY-MM-DD)"
    if kind == "when" and not is_when(value):
        return "is not a year, month or day that exists (2022, 2022-03 or 2022-03-15)"
    if kind == "address" and not is_address(value):
        return "is not an http or https address"
    if kind in PATTERNS and not PATTERNS[kind][0].fullmatch(value):
        return PATTERNS[kind][1]
    if allowed is not None and value not in set(allowed.values()):
        terms = list(dict.fromkeys(allowed.values()))
        return f"is not a {of} ({listed(terms)}){did_you_mean(value, allowed)}"
    if kind == "text" and value.startswith(("=", "+", "-", "@")):
        return f'begins with {value[0]}, which a spreadsheet would take for a formula; put a word before it'
    return "has a blank at an end" if value != value.strip() else ""


def _cell_check(details: Mapping[str, Any], vocabulary: Vocabulary) -> Callable[[str], str]:
    allowed: dict[str, str] = {}
    for name in details["lists"]:
        allowed |= vocabulary.get(name, {})
    of = " or ".join(name.replace("_", " ") for name in details["lists"]) or details["kind"]

    def judge(cell: str) -> str:
        if not cell:
            return "is empty" if details["needed"] else ""
        for value in cell.split(";") if details["many"] else [cell]:
            wrong = fault(value, details["kind"], allowed if details["lists"] else None, of)
            if wrong:
                return f'"{value}" {wrong}' if value else "has an empty place in its list"
        return ""

    return judge


def _schema(table: str, vocabulary: Vocabulary) -> tuple[pa.DataFrameSchema, dict[str, Callable[[str], str]]]:
    schema = MODELS[table].to_schema().rename_columns({k: v for k, v in HEADERS.items() if table == "corrections"})
    judges = {name: _cell_check(details, vocabulary) for name, details in columns(table).items()}
    checks = {name: {"checks": pa.Check(lambda cell, judge=judge: not judge(cell), element_wise=True, name="cell")}
              for name, judge in judges.items()}  # fmt: skip
    return schema.update_columns(checks), judges


def problems(table: str, rows: pd.DataFrame, vocabulary: Vocabulary) -> list[Problem]:
    """Return every problem of one table.

    rows: the cells as text, the index the line in the file. vocabulary: list -> spelling -> term; countries stand under
    their kind (country, organisation, tally).
    """
    file = f"{table}.csv"
    expected = list(columns(table))
    if list(rows.columns) != expected:
        return [Problem(file, 1, "", _header_sentence(list(rows.columns), expected))]
    if rows.empty:
        return []
    schema, judges = _schema(table, vocabulary)
    try:
        schema.validate(rows, lazy=True)
    except SchemaErrors as errors:
        found = {_as_problem(file, case, rows, judges) for case in errors.failure_cases.to_dict("records")}
        return sorted(found)
    return []


def _header_sentence(got: list[str], expected: list[str]) -> str:
    extra = [name for name in got if name not in expected]
    lacking = [name for name in expected if name not in got]
    parts = [f'"{name}" is not a column of this table{did_you_mean(name, lacking or expected)}' for name in extra]
    parts += [f'the column "{name}" is missing' for name in lacking]
    return "; ".join(parts) or f"the columns are not in the order {listed(expected, 99)}"


def _as_problem(file: str, case: Mapping[str, Any], rows: pd.DataFrame, judges: Mapping[str, Callable]) -> Problem:
    line, check, name = int(case["index"]), str(case["check"]), case["column"]
    if case["schema_context"] == "Column" and check == "cell":
        return Problem(file, line, name, judges[name](rows.at[line, name]))
    if case["schema_context"] == "Column":  # the other check of a column is that its values stand once
        value = rows.at[line, name]
        lines = [str(other) for other in rows.index[rows[name] == value] if other != line]
        return Problem(file, line, name, f'"{value}" stands again in line {", ".join(lines)}')
    name, sentence = check.split(": ", 1)
    return Problem(file, line, name, f'"{rows.at[line, name]}": {sentence}')


def unkept_corrections(corrections: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Return every correction that its row does not show: an unknown id or column, or a cell that says something else."""
    return sorted(filter(None, (_unkept(line, dict(row), events) for line, row in corrections.iterrows())))


def _unkept(line: int, row: dict[str, str], events: pd.DataFrame) -> Problem | None:
    ids, file = list(events["event_id"]), "corrections.csv"
    if row["event_id"] not in ids:
        return Problem(file, line, "event_id", f'"{row["event_id"]}" is not in events.csv{did_you_mean(row["event_id"], ids)}')
    if row["column"] not in events:
        near = did_you_mean(row["column"], list(events))
        return Problem(file, line, "column", f'"{row["column"]}" is not a column of events.csv{near}')
    stands = events.loc[events["event_id"] == row["event_id"], row["column"]].iloc[0]
    later = f'"{row["to"]}" is said to stand in events.csv, where "{stands}" stands'
    return None if stands == row["to"] else Problem(file, line, "to", later)


def stray_references(frames: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Return every value that refers to a row of another table which is not there."""
    return sorted(problem for table, rows in frames.items() for name, details in columns(table).items()
                  if details["refers"] and name in rows for problem in _strays(table, name, details, frames))  # fmt: skip


def _strays(table: str, name: str, details: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> Iterable[Problem]:
    other, key = details["refers"].split(".")
    known = set(frames[other][key]) if key in frames[other] else set()
    for line, cell in frames[table][name].items():
        for value in filter(None, cell.split(";") if details["many"] else [cell]):
            if value not in known:
                yield Problem(f"{table}.csv", line, name, f'"{value}" is not in {other}.csv{did_you_mean(value, known)}')


def stray_venues(events: pd.DataFrame, places: pd.DataFrame) -> list[Problem]:
    """Return every venue of an event that is not in places.csv, city and country together."""
    known = set(zip(places["city"], places["country"], strict=True))
    venues = zip(events.index, events["venue_city"], events["venue_country"], strict=True)
    return [Problem("events.csv", line, "venue_city", f'"{city}" in {country} is not in places.csv'
                    f"{did_you_mean(city, {name for name, _ in known})}")
            for line, city, country in venues if city and (city, country) not in known]  # fmt: skip
