"""A page for each gathering: its days, its place, and who met there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from bluebook.site import cells, lines
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Rows
from bluebook.site.ties import Ties


def pages(led: Addresses, ties: Ties) -> dict[str, str]:
    """Return the page of every gathering and their list, by path in the tree of the language."""
    known = sorted(cells.raw("occasions"), key=lambda row: (row["first_day"], row["name"]), reverse=True)
    events: dict[str, Rows] = defaultdict(list)
    for row in cells.raw("events"):
        events[row["occasion"]].append(row)
    made = {
        f"occasions/{led.slugs['occasions'][row['name']]}.html": page(row, events.get(row["name"], []), led, ties)
        for row in known
    }
    return made | {"occasions/index.html": index(known, events, led)}


def page(row: Mapping[str, str], events: Rows, led: Addresses, ties: Ties) -> str:
    """Return the page of one gathering."""
    place = f"occasions/{led.slugs['occasions'][row['name']]}.html"
    return lines.whole("occasion", place, led.names["occasions"][row["name"]], [row, lines.prints(events, ties)],
                       lambda: _shown(row, events, led, ties), led)


def _shown(row: Mapping[str, str], events: Rows, led: Addresses, ties: Ties) -> dict[str, Any]:
    words = led.words
    days = words.day(row["first_day"]) + (
        f" – {words.day(row['last_day'])}" if row["last_day"] not in ("", row["first_day"]) else ""
    )
    place = [words.cell("occasions", "city", row["city"]), led.country(row["country"], lines.ROOT)]
    return {
        "name": led.said("occasions", row["name"]),
        "kind": words.label(["occasion_kind", "occasion"], row["kind"]),
        "days": days,
        "place": words.joined(part for part in place if part),
        "source": cells.link(row["source_url"]),
        "n": len(events),
        "notes": words.free(row["notes"]),
        "figures": lines.figures(events, ties, led, 6),
        "events": [
            (
                cells.event_address(each["event_id"], lines.ROOT),
                words.day(each["date"]),
                lines.who(each, led),
                lines.how(each, led),
                lines.leads(each, led),
            )
            for each in events
        ],
    }


def index(known: Rows, events: Mapping[str, Rows], led: Addresses) -> str:
    """Return the list of all gatherings by year, the latest first."""
    groups: dict[str, list] = defaultdict(list)
    for row in known:
        groups[row["first_day"][:4]].append((led.occasion(row["name"], lines.ROOT), len(events.get(row["name"], []))))
    shown = {
        "n": len(known),
        "groups": [(f"y{year}", year, groups[year]) for year in sorted(groups, reverse=True)],
        "lede": "occasions_lede",
        "here": "occasions",
    }
    return lines.whole("register", "occasions/index.html", led.words.say("occasions"), shown, lambda: shown, led)
