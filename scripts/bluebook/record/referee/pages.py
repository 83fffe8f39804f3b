"""The page: its address belongs to its issuer, a copy is marked as one, and its date fits the event's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from urllib.parse import urlsplit

from bluebook.ground import periods
from bluebook.ground.refusals import nearest
from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, day, listed, named, rows

BEFORE, AFTER = timedelta(days=1), timedelta(days=60)
EXCUSED = "page dated"  # words in the notes that say why a page is of another time


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each event, document or visit whose page is on a wrong address or of a wrong date."""
    known = {row["address"]: row for _, row in rows(frames["publishers"])}
    issuers = {issuer for row in known.values() for issuer in listed(row["issuers"])}
    for table in ("events", "documents", "visits"):
        for key, row in rows(frames[table]):
            yield from (named(key, column, said, table) for column, said in _page(row, known, issuers))
    yield from (named(key, "source_date", said) for key, event in rows(frames["events"]) if (said := _dated(event)))


def publisher(address: str, known: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return the row of publishers.csv for an address: the longest that is its host, or its host and the start of its path."""
    parts = urlsplit(address)
    whole = f"{parts.hostname or ''}{parts.path}"
    pieces = whole.split("/")
    starts = ("/".join(pieces[:many]) for many in range(len(pieces), 0, -1))
    return next((known[start] for start in starts if start in known), {})


def _page(row: Mapping[str, str], known: Mapping[str, Mapping[str, str]],
          issuers: Collection[str]) -> Iterator[tuple[str, str]]:  # fmt: skip
    host, found = urlsplit(row["source_url"]).hostname or "", publisher(row["source_url"], known)
    if not found:
        near = nearest(host, list(known))
        hint = f' (the nearest is "{near}")' if near and near != host else ""
        yield "source_url", f'"{host}" is not in publishers.csv; add it to data/publishers.csv{hint}'
        return
    if row["source_kind"] != found["kind"]:
        yield "source_kind", f'"{row["source_kind"]}": {found["address"]} is called {found["kind"]} in publishers.csv'
    elif found["kind"] == "official" and row["source_publisher"] not in listed(found["issuers"]):
        there = found["issuers"].replace(";", ", ")
        yield "source_publisher", f'"{row["source_publisher"]}" does not issue what is on {found["address"]} ({there})'
    elif row["source_publisher"] not in issuers:
        near = nearest(row["source_publisher"], list(issuers))
        todo = f'did you mean "{near}"?' if near else "a copy has the publisher of the text that it copies"
        yield "source_publisher", f'"{row["source_publisher"]}" issues nothing in publishers.csv; {todo}'


def _dated(event: Mapping[str, str]) -> str:
    """Return what is wrong with the date of an event's page. A year alone is a yearbook's, also of the next year."""
    when = event["source_date"]
    if not when or EXCUSED in event["notes"]:
        return ""
    held = day(event["date"])
    if periods.last_day(when) < held - BEFORE:
        return f'"{when}" is before the event of {held}; say why in the notes ("{EXCUSED} …"), or correct it'
    if len(when) == 4 and int(when) == held.year + 1:
        return ""
    if periods.first_day(when) > held + AFTER:
        return f'"{when}" is more than {AFTER.days} days after the event of {held}; say why in the notes ("{EXCUSED} …")'
    return ""
