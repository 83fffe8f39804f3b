"""The single description of the tables: which there are, and every column with its kind, list and meaning.

The check on loading, data/datapackage.json and the codebook's list of columns are all read from here.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bluebook.record.columns import Table
from bluebook.record.columns.elsewhere import Archives, Chronology, Historian, Icews
from bluebook.record.columns.engagements import Agreement, Corrections, Events, MachineCoding
from bluebook.record.columns.outcomes import Documents, Visits
from bluebook.record.columns.referees import Occasions, Offices, People, Publishers
from bluebook.record.columns.totals import Claims, Coverage, Leads, Statements
from bluebook.record.columns.vocabularies import Countries, Places, Terms, TopicWords

VERSION = "0.4.0"  # of the data; goes into every record and citation
RELEASED = date(2026, 11, 28)  # the day of that version: the date of every citation, never today's

MODELS: dict[str, type[Table]] = {
    "events": Events, "documents": Documents, "visits": Visits, "claims": Claims, "leads": Leads, "coverage": Coverage,
    "agreement": Agreement, "corrections": Corrections, "terms": Terms, "countries": Countries,
    "historian": Historian, "statements": Statements, "places": Places, "icews": Icews,
    "chronology": Chronology,
    "people": People, "offices": Offices, "occasions": Occasions, "publishers": Publishers,
    "machine_coding": MachineCoding, "topic_words": TopicWords, "archives": Archives,
}  # fmt: skip
KEYS = {"coverage": ["partners", "year", "format", "level"], "terms": ["list", "term"], "places": ["city", "country"],
        "icews": ["date", "one", "other", "event"]}  # of tables whose rows no single column tells apart  # fmt: skip
HEADERS = {"from_": "from"}  # `from` is no name in Python


def columns(table: str) -> dict[str, dict[str, Any]]:
    """Return header -> kind, lists, needed, refers, many, description and unique of each column of a table, in order."""
    schema = MODELS[table].to_schema()
    return {HEADERS.get(name, name): {**field.metadata, "description": field.description, "unique": field.unique}
            for name, field in schema.columns.items()}  # fmt: skip


def key(table: str) -> list[str]:
    """Return the columns that tell the rows of a table apart; none where a row may stand there twice."""
    return KEYS.get(table) or [header for header, details in columns(table).items() if details["unique"]][:1]
