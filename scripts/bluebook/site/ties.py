"""What belongs to an event: documents, journeys, events of the same day, published figures, corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from bluebook.counts import spans
from bluebook.figures import records
from bluebook.ground import fingerprints
from bluebook.record import axes, tables
from bluebook.site import cells
from bluebook.site.cells import Rows


@dataclass(frozen=True)
class Ties:
    """Event id -> the rows tied to it; an event without any has none there."""

    documents: Mapping[str, Rows]
    visits: Mapping[str, Rows]
    same_day: Mapping[str, Rows]
    figures: Mapping[str, list[dict[str, Any]]]
    corrections: Mapping[str, Rows]
    axes: Mapping[str, dict[str, str]]  # why each of the five axes fails, empty where it holds
    prints: dict[str, str] = field(default_factory=dict)  # event id -> fingerprint, filled when it is asked for

    def printed(self, row: Mapping[str, str]) -> str:
        """Return the fingerprint of an event and of the figures that draw it."""
        event = row["event_id"]
        if event not in self.prints:
            drawn = [[record["id"], record["notebook"]] for record in self.figures.get(event, [])]
            self.prints[event] = fingerprints.of_text(repr([row, drawn]))
        return self.prints[event]

    def of(self, event: str) -> list[Any]:
        """Return all that is tied to one event; of a figure what its event's page says of it."""
        figures = [[record["id"], record["notebook"]] for record in self.figures.get(event, [])]
        parts = (self.documents, self.visits, self.same_day, self.corrections, self.axes)
        return [figures, *(part.get(event, []) for part in parts)]


def ties() -> Ties:
    """Return the ties of all events."""
    events = cells.raw("events")
    corrections = _by(cells.raw("corrections"), "event_id")
    return Ties(_documents(events), _visits(), _same_day(events), _figures(), corrections, _axes())


def _axes() -> dict[str, dict[str, str]]:
    judged = axes.axes(tables.events()).set_index("event_id")
    return {str(event): row for event, row in judged.to_dict("index").items()}


def _by(rows: Iterable[dict[str, str]], column: str) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return dict(found)


def _documents(events: Rows) -> dict[str, Rows]:
    """Return the documents that came from an event, and those that its own row names."""
    known = {row["doc_id"]: row for row in cells.raw("documents")}
    from_it = _by(known.values(), "related_event_id")
    named = {row["event_id"]: [known[name] for name in row["outcome_docs"].split(";") if name] for row in events}
    return {event: list({row["doc_id"]: row for row in [*named[event], *from_it.get(event, [])]}.values()) for event in named}


def _visits() -> dict[str, Rows]:
    """Return the journeys of those who led an event, held in the country visited on a day of the journey."""
    visits, events = tables.visits(), tables.events()
    known = {row["visit_id"]: row for row in cells.raw("visits")}
    partners = sorted({*visits["traveller_country"], *visits["visited_country"]} - {"JPN"})
    found: dict[str, Rows] = defaultdict(list)
    for partner in partners:
        own = events[events["partners"].map(lambda codes, partner=partner: partner in codes).astype(bool)]
        held = spans.contained(own, spans.journeys(visits, partner, pd.Timestamp.min, pd.Timestamp.max))
        for visit, event in held.loc[held["named"].astype(bool), ["visit_id", "event_id"]].itertuples(index=False):
            found[event].append(known[visit])
    return dict(found)


def _same_day(events: Rows) -> dict[str, Rows]:
    days = _by(events, "date")
    return {row["event_id"]: [other for other in days[row["date"]] if other is not row] for row in events}


def _figures() -> dict[str, list[dict[str, Any]]]:
    """Return the figures of each event, but those that draw most of the record: they say nothing of this event."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    most = len(cells.raw("events")) / 2
    for record in records.every():
        if len(record["rows"]) > most:
            continue
        for event in record["rows"]:
            found[event].append(record)
    return dict(found)
