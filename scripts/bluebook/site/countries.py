"""A page for each partner: events by year beside what is missing, the last meeting, people, documents, visits, figures, CSV."""

from __future__ import annotations

import codecs
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bluebook.site import cells, lines
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Rows
from bluebook.site.ties import Ties

MANY = 25  # documents, visits, leads and people that a page lists
TIED = {"documents": ("issuers",), "coverage": ("partners",), "leads": ("partners",),
        "visits": ("traveller_country", "visited_country")}  # table -> the columns that name a partner  # fmt: skip


def pages(led: Addresses, ties: Ties) -> dict[str, str]:
    """Return the page of every partner and their list, by path in the tree of the language."""
    events, known = of("events", "partners"), {name: of(name, *columns) for name, columns in TIED.items()}
    made = {
        f"countries/{code}.html": page(
            code, events.get(code, []), {name: rows.get(code, []) for name, rows in known.items()}, led, ties
        )
        for code in sorted(led.countries)
    }
    return made | {"countries/index.html": index(events, led)}


def of(table: str, *columns: str) -> dict[str, Rows]:
    """Return code -> the rows of a table that name it in one of the columns."""
    found: dict[str, Rows] = defaultdict(list)
    for row in cells.raw(table):
        for code in dict.fromkeys(code for column in columns for code in row[column].split(";")):
            found[code].append(row)
    return found


def page(code: str, events: Rows, tied: Mapping[str, Rows], led: Addresses, ties: Ties) -> str:
    """Return the page of one partner."""
    return lines.whole("country", f"countries/{code}.html", led.words.names.get(code, code),
                       [lines.prints(events, ties), tied], lambda: _shown(code, events, tied, led, ties), led)


def _shown(code: str, events: Rows, tied: Mapping[str, Rows], led: Addresses, ties: Ties) -> dict[str, Any]:
    words = led.words
    missing = [row for row in tied["leads"] if row["status"] == "open" and not row["event_id"]]
    return {
        "code": code,
        "n": len(events),
        "span": lines.span(events, led) if events else None,
        "last": last(events, led),
        "years": years(events, tied["coverage"], led),
        "missing": len(missing),
        "leads": [
            (
                quote(row["lead_id"], safe=""),
                words.day(row["date"]),
                words.label(["level"], row["level"]),
                words.label(["channel"], row["channel"]),
            )
            for row in missing[::-1][:MANY]
        ],
        "people": people(events, led),
        "events": lines.listed(events, led, counterparts=False),
        "documents": [
            (quote(row["doc_id"], safe=""), row["title"], words.day(row["date"])) for row in tied["documents"][::-1][:MANY]
        ],
        "visits": [
            (
                quote(row["visit_id"], safe=""),
                led.said("people", row["traveller"]),
                words.names.get(row["visited_country"], ""),
                words.day(row["start_date"]),
            )
            for row in tied["visits"][::-1][:MANY]
        ],
        "all_documents": len(tied["documents"]),
        "all_visits": len(tied["visits"]),
        "figures": lines.figures(events, ties, led, 16),
        "site": "../" if words.lang == "en" else "../../",
    }


def last(events: Rows, led: Addresses) -> list[tuple[str, str, str, str]]:
    """Return the last meeting in person and the last call, of leaders and of all: wording, address, day, level."""
    found: dict[str, dict[str, str]] = {}
    for row in events:
        if row["format"] == "bilateral":
            kind = "last_meeting" if row["channel"] == "in_person" else "last_call"
            found[kind] = row
            if row["level"] == "summit":
                found[f"{kind}_leaders"] = row
    order = ("last_meeting_leaders", "last_meeting", "last_call_leaders", "last_call")
    return [
        (kind, cells.event_address(one["event_id"], lines.ROOT), led.words.day(one["date"]), lines.how(one, led))
        for kind in order
        if (one := found.get(kind))
    ]


def years(events: Rows, coverage: Rows, led: Addresses) -> list[dict[str, Any]]:
    """Return each year of the record: events, of these in person, the bar's share, and what coverage.csv says by level."""
    numbers = Counter(row["date"][:4] for row in events)
    met = Counter(row["date"][:4] for row in events if row["channel"] == "in_person")
    told: dict[str, list[str]] = defaultdict(list)
    for row in coverage:
        if row["format"] == "bilateral":
            level = led.words.label(["level", "coverage_level"], row["level"])
            told[row["year"]].append(f"{level}: {led.words.label(['coverage_status'], row['status'])}")
    span, most = [int(year) for year in (*numbers, *told)], max(numbers.values(), default=1)
    listed = map(str, range(max(span), min(span) - 1, -1)) if span else ()
    return [{"year": year, "n": numbers[year], "met": met[year], "share": round(100 * numbers[year] / most),
             "coverage": told.get(year, [])} for year in listed]  # fmt: skip


def people(events: Rows, led: Addresses) -> list[tuple[Any, int]]:
    """Return those who led most of a partner's bilateral events, with their number."""
    numbers = Counter(
        name for row in events if row["format"] == "bilateral" for name in row["partner_leads"].split(";") if name
    )
    return [(led.person(name, lines.ROOT), n) for name, n in sorted(numbers.items(), key=lambda one: (-one[1], one[0]))[:MANY]]


def index(events: Mapping[str, Rows], led: Addresses) -> str:
    """Return the list of all partners, those with most events first."""
    order = sorted(led.countries, key=lambda code: (-len(events.get(code, [])), led.words.names.get(code, code)))
    shown = {
        "n": len(order),
        "lede": "countries_lede",
        "here": "countries",
        "groups": [("", "", [(led.country(code, lines.ROOT), len(events.get(code, []))) for code in order])],
    }
    return lines.whole("register", "countries/index.html", led.words.say("countries"), shown, lambda: shown, led)


def tables() -> dict[str, bytes]:
    """Return the events of each partner as CSV, by path from the site's root; cells that look like formulas are neutral."""
    every = of("events", "partners")
    header = list(cells.raw("events")[0])
    return {
        f"countries/{code}.csv": codecs.BOM_UTF8
        + ("\r\n".join(cells.csv_lines([header, *(row.values() for row in rows)])) + "\r\n").encode()
        for code, rows in sorted(every.items())
    }
