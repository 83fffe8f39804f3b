"""The page of one event: what took place, how it was coded, the page behind it, what hangs on it, how to cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from bluebook.figures import citations
from bluebook.ground import periods
from bluebook.record import codebook, identifiers
from bluebook.site import callings, cells, changes, frames, kept, passages
from bluebook.site import words as site_words
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Rows, Words
from bluebook.site.ties import Ties

FACTS = ("date_jst", "start_local", "duration_min", "venue", "partners", "format", "label", "occasion", "japan_lead",
         "partner_leads")  # fmt: skip
CODING = ("topics_basis", "confidence", "ministry_count", "source_kind")
ROOT = "../../"  # from an event's page to the front page of its language
VARIANT = re.compile(r"-(?:\d+mm|card)(?=-|$)|-ja$")  # of one figure: its widths and its languages


def pages(words: Words, ties: Ties) -> dict[str, str]:
    """Return the page of every event in its frame, by its path in the tree of the language."""
    rows, led = cells.raw("events"), Addresses(words)
    beside = zip(rows, [None, *rows], [*rows[1:], None], strict=False)
    return {f"record/events/{row['event_id']}.html": framed(row, previous, following, ties, led)
            for row, previous, following in beside}  # fmt: skip


def framed(row: dict[str, str], previous: dict | None, following: dict | None, ties: Ties, led: Addresses) -> str:
    """Return the whole page of an event, from the shelf where nothing on it has changed."""
    around = [other and [other[name] for name in ("event_id", "date", "partners")] for other in (previous, following)]
    path = f"{site_words.tree(led.words.lang)}record/events/{row['event_id']}.html"
    return kept.text("event", [led.told, row, around, ties.of(row["event_id"])], lambda: frames.page(
        citable(row, led.words)["title"], page(row, previous, following, ties, led), led.words.lang, path,
        frames.sheet("record", path), kind="event"))  # fmt: skip


def page(row: dict[str, str], previous: dict | None, following: dict | None, ties: Ties, led: Addresses) -> str:
    """Return what the page of one event says, between the one before and the one after it."""
    beside = {"previous": _beside(previous, led.words), "following": _beside(following, led.words)}
    return frames.template("record/entry.html").render(w=led.words, **known(row, ties, led), **beside)


def known(row: dict[str, str], ties: Ties, led: Addresses) -> dict[str, Any]:
    """Return all that the page of an event shows beside the wordings."""
    event, words, axes = row["event_id"], led.words, ties.axes.get(row["event_id"], {})
    return {
        "year": row["date"][:4], "title": heading(row, words), "notes": words.free(row["notes"]),
        "kicker": " · ".join([words.day(row["date"]), *(words.label([name], row[name]) for name in ("level", "channel"))]),
        "facts": facts(row, led), "coding": coding(row, words), "issued": _issued(row, words),
        "holding": [words.say(f"axis_{name}") for name, reason in axes.items() if not reason],
        "failing": [(words.say(f"axis_{name}"), reason) for name, reason in axes.items() if reason],
        "topics": [(term, words.label(["topic"], term)) for term in row["topics"].split(";") if term],
        "source": cells.link(row["source_url"]), "second": row["source2_url"] and cells.link(row["source2_url"]),
        "documents": ties.documents.get(event, []), "corrections": _corrections(ties.corrections.get(event, []), words),
        "visits": [visit | {"said": led.said("people", visit["traveller"])} for visit in ties.visits.get(event, [])],
        "same_day": [(other, words.few(other["partners"])) for other in ties.same_day.get(event, [])],
        "notebooks": _notebooks(ties.figures.get(event, []), words.lang),
        "citation": citations.text(citable(row, words)), "site": ROOT if words.lang == "en" else f"../{ROOT}",
    }  # fmt: skip


def _corrections(rows: Rows, words: Words) -> list[tuple[dict[str, str], Markup, Markup]]:
    """Return the corrections of an event, each with the two texts where they differ."""
    texts = [changes.differing(row["from"], row["to"]) for row in rows]
    return [(row, words.free(old), words.free(new)) for row, (old, new) in zip(rows, texts, strict=True)]


def _beside(row: Mapping[str, str] | None, words: Words) -> tuple[str, str] | None:
    return (row["event_id"], words.listing([words.day(row["date"]), words.few(row["partners"])])) if row else None


def heading(row: Mapping[str, str], words: Words) -> str:
    """Return who met: Japan and the United States, or 日本・米国."""
    names = [words.named[code] for code in ("JPN", *row["partners"].split(";"))]
    return "・".join(names) if words.lang == "ja" else periods.joined(names)


def facts(row: dict[str, str], led: Addresses) -> list[tuple[str, Markup | str]]:
    """Return what is known of an event, label by label; what the page doesn't state is left out."""
    known = row | {"venue": row["venue_country"], "date_jst": row["date_jst"] if row["date_jst"] != row["date"] else ""}
    return [(name, _fact(name, row, led)) for name in FACTS if known[name]]


def _fact(name: str, row: Mapping[str, str], led: Addresses) -> Markup | str:
    words = led.words
    to = {"japan_lead": led.person, "partner_leads": led.person, "partners": led.country, "occasion": led.occasion}
    if name in to:
        return words.joined(to[name](part, ROOT) for part in (row[name].split(";") if name != "occasion" else [row[name]]))
    if name == "duration_min":
        return words.say("minutes", n=row[name])
    if name == "start_local":
        return words.say("local_time", time=row[name])
    if name == "venue":
        places = [words.cell("events", column, row[column]) for column in ("venue_city", "venue_country") if row[column]]
        return words.joined(places)
    return words.cell("events", name, row[name], ROOT)


def coding(row: Mapping[str, str], words: Words) -> list[tuple[str, str]]:
    """Return how an event was coded: column, and the label of the term that stands there."""
    return [(name, words.label([name], row[name])) for name in CODING]


def _issued(row: Mapping[str, str], words: Words) -> str:
    publisher = callings.called("source_publisher", row["source_publisher"], words.lang) or row["source_publisher"]
    known = {"publisher": publisher, "day": words.day(row["source_date"])}
    return words.say("read_dated" if row["source_date"] else "read_on", **known)


def _notebooks(figures: list[dict[str, Any]], lang: str) -> list[tuple[str, list[str]]]:
    """Return the question of each notebook, which figures come sorted by, with the ids of its figures that show the event."""
    return [(passages.title(notebook.removesuffix(".ipynb"), lang), plain([record["id"] for record in group], lang))
            for notebook, group in groupby(figures, key=lambda record: record["notebook"])]  # fmt: skip


def plain(ids: Iterable[str], lang: str) -> list[str]:
    """Return figure ids, of each figure one: in the language of the page, full width."""
    found: dict[str, str] = {}
    for one in sorted(ids, key=lambda one: (one.endswith("-ja") != (lang == "ja"), len(one))):
        found.setdefault(VARIANT.sub("", VARIANT.sub("", one)), one)
    return sorted(found.values())


def bibliography() -> dict[str, str]:
    """Return the events of each year as BibTeX, in English, by the path of the file."""
    words, years = cells.words("en"), groupby(cells.raw("events"), key=lambda row: row["date"][:4])
    return {f"record/cite/{year}.bib": "".join(citations.bibtex(citable(row, words)) for row in rows) for year, rows in years}


def citable(row: Mapping[str, str], words: Words) -> dict[str, Any]:
    """Return what `citations` needs of a row: id, title in the language of the page, version and licence."""
    level, day = words.label(["level"], row["level"]), words.day(row["date"])
    title = f"{heading(row, words)}, {level}, {day}" if words.lang == "en" else f"{heading(row, words)}、{level}、{day}"
    return {"id": row["event_id"], "title": title, "caption": title, "lang": words.lang, "genre": "Event",
            "license": "CC-BY-4.0", "doi": identifiers.doi(codebook.VERSION),
            "data": {"version": codebook.VERSION, "released": codebook.RELEASED.isoformat()}}  # fmt: skip
