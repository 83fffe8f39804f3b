"""The page of one event: what took place, how it was coded, the page behind it, what hangs on it, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Any

from markupsafe import Markup

from bluebook.figures import citations, galleries
from bluebook.ground import periods
from bluebook.record import codebook, identifiers
from bluebook.site import cells, frames
from bluebook.site.cells import Words
from bluebook.site.ties import Ties

FACTS = ("date", "date_jst", "start_local", "duration_min", "venue", "level", "format", "channel", "label", "occasion",
         "japan_lead", "partner_leads")  # fmt: skip
CODING = ("topics_basis", "confidence", "ministry_count", "source_kind")
ROOT = "../../"  # from an event's page to the front page of its language


def pages(words: Words, ties: Ties) -> dict[str, str]:
    """Return the page of every event, by its path."""
    rows = cells.raw("events")
    beside = zip(rows, [None, *rows], [*rows[1:], None], strict=False)
    return {f"record/events/{row['event_id']}.html": page(row, previous, following, words, ties)
            for row, previous, following in beside}  # fmt: skip


def page(row: dict[str, str], previous: dict | None, following: dict | None, words: Words, ties: Ties) -> str:
    """Return the page of one event, between the one before and the one after it."""
    event = row["event_id"]
    record = citable(row, words)
    return frames.template("record/entry.html").render(
        w=words, row=row, previous=previous, following=following, columns=_columns(), year=row["date"][:4],
        kicker=" · ".join([words.day(row["date"]), *(words.label([name], row[name]) for name in ("level", "channel"))]),
        title=heading(row, words), facts=facts(row, words), coding=coding(row, words),
        axes=ties.axes.get(event, {}),
        topics=[(term, words.label(["topic"], term)) for term in row["topics"].split(";") if term],
        source=cells.link(row["source_url"], row["source_url"]), issued=_issued(row, words),
        second=row["source2_url"] and cells.link(row["source2_url"], row["source2_url"]),
        documents=ties.documents.get(event, []), visits=ties.visits.get(event, []), same_day=ties.same_day.get(event, []),
        corrections=ties.corrections.get(event, []), figures=len(ties.figures.get(event, [])),
        notebooks=_notebooks(ties.figures.get(event, [])), citation=citations.text(record), bibtex=citations.bibtex(record),
    )  # fmt: skip


def heading(row: Mapping[str, str], words: Words) -> str:
    """Return who met: Japan and the United States, or 日本・米国."""
    names = [words.named[code] for code in ("JPN", *row["partners"].split(";"))]
    return "・".join(names) if words.lang == "ja" else periods.joined(names)


def facts(row: dict[str, str], words: Words) -> list[tuple[str, Markup | str]]:
    """Return what is known of an event, label by label; what the page doesn't state is left out."""
    known = row | {"venue": row["venue_country"], "date_jst": row["date_jst"] if row["date_jst"] != row["date"] else ""}
    return [(name, _fact(name, row, words)) for name in FACTS if known[name]]


def _fact(name: str, row: Mapping[str, str], words: Words) -> Markup | str:
    if name == "duration_min":
        return words.say("minutes", n=row[name])
    if name == "start_local":
        return words.say("local_time", time=row[name])
    if name == "venue":
        places = [words.cell("events", column, row[column]) for column in ("venue_city", "venue_country") if row[column]]
        return Markup("、" if words.lang == "ja" else ", ").join(places)
    return words.cell("events", name, row[name], ROOT)


def coding(row: Mapping[str, str], words: Words) -> list[tuple[str, str, str]]:
    """Return how an event was coded: column, label and meaning of the term that stands there."""
    return [(name, words.label([name], row[name]), words.meanings.get((name, row[name]), "")) for name in CODING]


def _issued(row: Mapping[str, str], words: Words) -> str:
    known = {"publisher": row["source_publisher"], "day": words.day(row["source_date"])}
    return words.say("read_dated" if row["source_date"] else "read_on", **known)


@cache
def _question(notebook: str) -> str:
    return galleries.question(notebook)


@cache
def _columns() -> dict[str, dict[str, Any]]:
    return codebook.columns("events")


def _notebooks(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures of an event by notebook, which they come sorted by."""
    return [{"name": name.removesuffix(".ipynb"), "question": _question(name), "figures": [record["id"] for record in group]}
            for name, group in groupby(figures, key=lambda record: record["notebook"])]  # fmt: skip


def citable(row: Mapping[str, str], words: Words) -> dict[str, Any]:
    """Return what `citations` needs of a row: id, title in the language of the page, version and licence."""
    level, day = words.label(["level"], row["level"]), words.day(row["date"])
    title = f"{heading(row, words)}, {level}, {day}" if words.lang == "en" else f"{heading(row, words)}、{level}、{day}"
    return {"id": row["event_id"], "title": title, "caption": title, "lang": words.lang, "genre": "Event",
            "license": "CC-BY-4.0", "doi": identifiers.doi(codebook.VERSION),
            "data": {"version": codebook.VERSION, "released": codebook.RELEASED.isoformat()}}  # fmt: skip
