"""What pages of people, countries and occasions share: lists of events, figures that show them, pages from the shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from bluebook.site import cells, entries, frames, kept, passages
from bluebook.site import words as site_words
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Rows
from bluebook.site.ties import Ties

ROOT = "../"  # from such a page to the front page of its language
LISTED = 60  # events that a page lists; the record has all


def whole(kind: str, path: str, title: str, inputs: Any, shown: Callable[[], Mapping[str, Any]], led: Addresses) -> str:
    """Return the whole page at a path of the language's tree, from the shelf where nothing on it has changed.

    shown: what its template shows, made of the inputs and of what links can say alone.
    """
    place = f"{site_words.tree(led.words.lang)}{path}"

    def made() -> str:
        body = frames.template(f"places/{kind}.html").render(w=led.words, title=title, lang=led.words.lang, **shown())
        return frames.page(title, body, led.words.lang, place, frames.sheet("record", place), kind=kind)

    return kept.text(kind, [led.told, place, title, inputs], made)


def prints(rows: Rows, ties: Ties) -> list[str]:
    """Return a fingerprint of each event and of the figures that draw it."""
    return [ties.printed(row) for row in rows]


def listed(rows: Rows, led: Addresses, counterparts: bool = True) -> list[tuple[str, str, Markup, str]]:
    """Return the latest of some events, newest first: address, day, who took part, how and where."""
    return [
        (
            cells.event_address(row["event_id"], ROOT),
            led.words.day(row["date"]),
            who(row, led) if counterparts else leads(row, led),
            how(row, led),
        )
        for row in rows[::-1][:LISTED]
    ]


def who(row: Mapping[str, str], led: Addresses) -> Markup:
    """Return the partners of an event, or how many they are."""
    codes = row["partners"].split(";")
    if len(codes) < cells.MANY:
        return led.words.joined(led.country(code, ROOT) for code in codes)
    return escape(led.words.few(row["partners"]))


def leads(row: Mapping[str, str], led: Addresses) -> Markup:
    """Return those who led an event, Japan's first."""
    named = [name for column in ("japan_lead", "partner_leads") for name in row[column].split(";") if name]
    return led.words.joined(led.person(name, ROOT) for name in named[:8])


def how(row: Mapping[str, str], led: Addresses) -> str:
    """Return level, channel and city of an event."""
    words = led.words
    said = [words.label(["level"], row["level"]), words.label(["channel"], row["channel"])]
    return " · ".join(
        [*said, str(words.cell("events", "venue_city", row["venue_city"]).striptags())] if row["venue_city"] else said
    )


def figures(rows: Rows, ties: Ties, led: Addresses, most: int = 12) -> list[tuple[str, str]]:
    """Return id and question of the figures that draw most of some events, in the language of the page."""
    found: dict[str, tuple[int, str]] = {}
    for row in rows:
        for record in ties.figures.get(row["event_id"], []):
            found[record["id"]] = (found.get(record["id"], (0, ""))[0] + 1, record["notebook"].removesuffix(".ipynb"))
    plain = sorted(entries.plain(found, led.words.lang), key=lambda one: (-found[one][0], one))[:most]
    return [(one, passages.title(found[one][1], led.words.lang)) for one in plain]


def span(rows: Rows, led: Addresses) -> tuple[str, str]:
    """Return the days of the first and the last of some events."""
    return led.words.day(rows[0]["date"]), led.words.day(rows[-1]["date"])
