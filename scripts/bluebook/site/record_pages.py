"""The pages of the record, as the build asks for them: lists, a page per event, codebook, citing, changes, feed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import lru_cache

from bluebook.ground import fingerprints, paths
from bluebook.site import (
    catalogues,
    cells,
    changes,
    citing,
    codebooks,
    countries,
    coverages,
    datasets,
    entries,
    kept,
    occasions,
    parts,
    people,
    registers,
    searches,
)
from bluebook.site import words as site_words
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Words
from bluebook.site.ties import Ties, ties

SCRIPTS = {"index.html": ("rows", "timeline", "front"), "record/index.html": ("rows", "timeline", "record"),
           "search.html": ("rows", "search")}  # path -> what it runs; d3.js and the events come later


def pages(lang: str) -> dict[str, str]:
    """Return path in the language's tree -> text: .html is put into the frame, the rest is copied."""
    words, tied = cells.words(lang), _ties()
    led, tables, others = Addresses(words), cells.prints(), cells.prints("events")

    def listed(path: str, make: Callable[[Words], str], read: list[str] = others) -> dict[str, str]:
        return {path: kept.text("list", [lang, path, read], lambda: make(words))}

    places = people.pages(led, tied) | countries.pages(led, tied) | occasions.pages(led, tied)
    return {
        "record/index.html": catalogues.page(words), **catalogues.years(words),
        **listed("record/documents.html", registers.documents), **listed("record/visits.html", registers.visits),
        **listed("record/claims.html", registers.claims), **listed("record/leads.html", registers.leads),
        **listed("record/codebook.html", codebooks.page, tables),
        "record/coverage.html": coverages.page(words), "cite.html": citing.page(words), "changes.html": changes.page(words),
        "feed.xml": changes.feed(words), **entries.pages(words, tied), **searches.pages(lang), **places,
        **changes.partners(led),
    }  # fmt: skip


def _ties() -> Ties:
    """Return the ties of all events, found once for both languages."""
    files = [*sorted(paths.data().glob("*.csv")), *sorted(paths.figures().glob("*.json"))]
    return _tied(tuple(map(fingerprints.of_file, files)))


@lru_cache(maxsize=1)
def _tied(_: tuple[str, ...]) -> Ties:
    return ties()


def head(path: str) -> str:
    """Return what stands in the head of a page: its style, and its scripts where it has any."""
    static = f"{site_words.root(path)}static/"
    head = [f'<link rel="stylesheet" href="{static}{name}.css">' for name in ("timeline", "record")]
    head += [f'<script src="{static}{name}.js" defer></script>' for name in SCRIPTS.get(path.removeprefix("ja/"), ())]
    if path.removeprefix("ja/") == "record/index.html":
        head.append(datasets.script(cells.words("ja" if path.startswith("ja/") else "en")))
    return "\n".join(head)


def assets() -> dict[str, bytes]:
    """Return path from the site's root -> the files that both languages use: the events for pages and for a spreadsheet."""
    csv = codecs.BOM_UTF8 + (paths.data() / "events.csv").read_bytes()  # without the mark Excel misreads letters
    bibliography = {path: text.encode() for path, text in entries.bibliography().items()}
    whole = {"record/events.js": catalogues.script().encode(), "record/events.csv": csv}
    return parts.files() | searches.files() | bibliography | countries.tables() | whole
