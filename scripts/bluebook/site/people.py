"""A page for everybody who led an event: offices with their days, whom they met and when, events and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from bluebook.site import cells, lines
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Rows
from bluebook.site.ties import Ties

SIDES = (("japan_lead", "partner_leads"), ("partner_leads", "japan_lead"))


def pages(led: Addresses, ties: Ties) -> dict[str, str]:
    """Return the page of everybody in people.csv and their list, by path in the tree of the language."""
    known, events, offices = cells.raw("people"), _events(), _offices()
    made = {
        f"people/{led.slugs['people'][row['name']]}.html": page(
            row, events.get(row["name"], []), offices.get(row["name"], []), led, ties
        )
        for row in known
    }
    return made | {"people/index.html": index(known, events, led)}


def _events() -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in cells.raw("events"):
        for name in dict.fromkeys(f"{row['japan_lead']};{row['partner_leads']}".split(";")):
            found[name].append(row)
    return found


def _offices() -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(list)
    for row in sorted(cells.raw("offices"), key=lambda row: row["from"], reverse=True):
        found[row["person"]].append(row)
    return found


def page(row: Mapping[str, str], events: Rows, offices: Rows, led: Addresses, ties: Ties) -> str:
    """Return the page of one person."""
    name = row["name"]
    return lines.whole("person", f"people/{led.slugs['people'][name]}.html", str(led.names["people"].get(name, name)),
                       [row, offices, lines.prints(events, ties)], lambda: _shown(row, events, offices, led, ties), led)


def _shown(row: Mapping[str, str], events: Rows, offices: Rows, led: Addresses, ties: Ties) -> dict[str, Any]:
    name, words = row["name"], led.words
    return {
        "name": led.said("people", name),
        "other": row["name_ja"] if words.lang == "en" else name,
        "countries": words.joined(led.country(code, lines.ROOT) for code in row["country"].split(";") if code),
        "n": len(events),
        "span": lines.span(events, led) if events else None,
        "met": met(name, events, led),
        "offices": [
            (
                words.label(["office"], held["office"]),
                held["title"],
                words.names.get(held["country"], held["country"]),
                words.day(held["from"]),
                words.day(held["to"]) if held["to"] else "",
                cells.link(held["source_url"]),
            )
            for held in offices
        ],
        "events": lines.listed(events, led),
        "figures": lines.figures(events, ties, led, 8),
        "all": quote(name, safe=""),
        "source": cells.link(row["source_url"]),
    }


def met(name: str, events: Rows, led: Addresses) -> list[tuple[str, int, int, str, str]]:
    """Return whom somebody met or spoke to on the other side: link, events, of these in person, first and last day."""
    found: dict[str, Rows] = defaultdict(list)
    for row in events:
        for own, other in SIDES:
            if name in row[own].split(";"):
                for each in filter(None, row[other].split(";")):
                    found[each].append(row)
    order = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        (led.person(each, lines.ROOT), len(rows), sum(row["channel"] == "in_person" for row in rows), *lines.span(rows, led))
        for each, rows in order
    ]


def index(known: Rows, events: Mapping[str, Rows], led: Addresses) -> str:
    """Return the list of everybody by country, those with most events first."""
    groups: dict[str, list] = defaultdict(list)
    for row in sorted(known, key=lambda row: (-len(events.get(row["name"], [])), row["name"])):
        for code in filter(None, row["country"].split(";")):
            groups[code].append((led.person(row["name"], lines.ROOT), len(events.get(row["name"], []))))
    order = sorted(groups, key=lambda code: (code != "JPN", led.words.names.get(code, code)))
    shown = {
        "n": len(known),
        "groups": [(code, led.country(code, lines.ROOT), groups[code]) for code in order],
        "lede": "people_lede",
        "here": "people",
    }
    return lines.whole("register", "people/index.html", led.words.say("people"), shown, lambda: shown, led)
