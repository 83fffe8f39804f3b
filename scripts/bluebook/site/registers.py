"""The smaller lists of the record, one table each: documents, visits, published totals, and what was not found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from bluebook.record import codebook
from bluebook.site import cells, frames
from bluebook.site.cells import Rows, Words

ROOT = "../"
DOCUMENTS = ("date", "doc_title", "issuers", "type", "related_event_id", "priority_areas", "source_url", "notes")
VISITS = ("start_date", "end_date", "traveller", "traveller_role", "traveller_country", "visited_country", "cities", "kind",
          "occasion", "status", "source_url", "notes")  # fmt: skip
CLAIMS = ("publication", "locator", "partner", "level", "period", "total", "split", "source_url", "notes")
LEADS = ("date", "partners", "level", "channel", "what", "searches_tried", "searches", "event_id")
COLUMN = {"doc_title": "title"}  # heading -> column, where they differ


def documents(words: Words) -> str:
    """Return the page of the documents."""
    return _whole("documents", "doc_id", DOCUMENTS, cells.raw("documents"), words)


def visits(words: Words) -> str:
    """Return the page of the journeys."""
    return _whole("visits", "visit_id", VISITS, cells.raw("visits"), words)


def claims(words: Words) -> str:
    """Return the page of the published totals."""
    return _whole("claims", "claim_id", CLAIMS, [row | _period(row, words) for row in cells.raw("claims")], words)


def _period(row: Mapping[str, str], words: Words) -> dict[str, str]:
    ends = [words.day(row[name]) for name in ("period_start", "period_end")]
    split = [row[name] or "–" for name in ("in_person", "video", "telephone")]
    return {"period": " – ".join(ends).strip(), "split": " · ".join(split) if set(split) != {"–"} else ""}


def _whole(table: str, key: str, headers: Sequence[str], rows: Rows, words: Words) -> str:
    groups = [group("", table, key, headers, rows, words)]
    return _page(table, groups, words.say(f"{table}_lede", n=len(rows)), words)


def leads(words: Words) -> str:
    """Return the page of what was not found, and of what was tried."""
    rows = cells.raw("leads")
    parts = {name: [row for row in rows if _part(row) == name] for name in ("leads_gaps", "leads_pages", "leads_resolved")}
    gaps, pages = len(parts["leads_gaps"]), len(parts["leads_pages"])
    lede = words.say("leads_lede", n=len(rows), open=gaps + pages, gaps=gaps, pages=pages)
    groups = [group(name, "leads", "lead_id", LEADS[: -1 if name == "leads_gaps" else None], part, words)
              for name, part in parts.items() if part]  # fmt: skip
    return _page("leads", groups, lede, words, words.say("leads_help"))


def _part(lead: Mapping[str, str]) -> str:
    """Return which part of the page a lead stands in: an event is missing, only a page is, or nothing any more."""
    return "leads_resolved" if lead["status"] != "open" else "leads_pages" if lead["event_id"] else "leads_gaps"


def group(name: str, table: str, key: str, headers: Sequence[str], rows: Rows, words: Words) -> dict[str, Any]:
    """Return rows of a table as a template shows them: the id of each as its anchor, and its cells."""
    return {"id": name, "title": words.say(name) if name else "", "headers": headers,
            "rows": [(row[key], shown(table, headers, row, words)) for row in rows]}  # fmt: skip


def shown(table: str, headers: Iterable[str], row: Mapping[str, str], words: Words) -> list[Markup]:
    """Return the cells of a row under the headers; what is no column of the table is words already."""
    known = codebook.columns(table)
    columns = [COLUMN.get(header, header) for header in headers]
    return [words.cell(table, column, row[column], ROOT) if column in known else escape(row[column]) for column in columns]


def _page(name: str, groups: list[dict[str, Any]], lede: str, words: Words, foot: str = "") -> str:
    return frames.template("record/register.html").render(w=words, name=name, groups=groups, lede=lede, foot=foot)
