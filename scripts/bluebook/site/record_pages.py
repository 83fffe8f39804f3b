"""The pages of the record, as the build asks for them: lists, a page per event, codebook, citing, changes, feed."""

from __future__ import annotations

import codecs
from functools import cache, lru_cache
from importlib import resources

from bluebook.ground import fingerprints, paths
from bluebook.ground.refusals import Refused
from bluebook.site import catalogues, cells, changes, citing, codebooks, coverages, entries, registers
from bluebook.site import words as site_words
from bluebook.site.ties import Ties, ties


def pages(lang: str) -> dict[str, str]:
    """Return path in the language's tree -> text: .html is put into the frame, the rest is copied."""
    words = cells.words(lang)
    return {
        "record/index.html": catalogues.page(words), "record/documents.html": registers.documents(words),
        "record/visits.html": registers.visits(words), "record/claims.html": registers.claims(words),
        "record/leads.html": registers.leads(words), "record/coverage.html": coverages.page(words),
        "record/codebook.html": codebooks.page(words), "cite.html": citing.page(words), "changes.html": changes.page(words),
        "feed.xml": changes.feed(words), **entries.pages(words, _ties()),
    }  # fmt: skip


def _ties() -> Ties:
    """Return the ties of all events, found once for both languages."""
    files = [*sorted(paths.data().glob("*.csv")), *sorted(paths.figures().glob("*.json"))]
    return _tied(tuple(map(fingerprints.of_file, files)))


@lru_cache(maxsize=1)
def _tied(_: tuple[str, ...]) -> Ties:
    return ties()


def head(path: str) -> str:
    """Return what stands in the head of a page of the record: its style, and for the table of events its scripts."""
    static = f"{site_words.root(path)}static/"
    parts = [f'<link rel="stylesheet" href="{static}record.css">']
    if path.endswith("record/index.html"):
        parts += [f'<script src="{static}{name}.js" defer></script>' for name in ("tables", "record")]
    return "\n".join(parts)


def assets() -> dict[str, bytes]:
    """Return path from the site's root -> the files that both languages use: scripts, and the events for a spreadsheet."""
    csv = codecs.BOM_UTF8 + (paths.data() / "events.csv").read_bytes()  # without the mark Excel misreads letters
    return {"static/tables.js": tables_script().encode(), "record/events.js": catalogues.script().encode(),
            "record/events.csv": csv, **{path: text.encode() for path, text in entries.bibliography().items()}}  # fmt: skip


@cache
def tables_script() -> str:
    """Return DataTables, as itables bundles it, as a plain script: a page opened from a disk may not load modules."""
    text = (resources.files("itables") / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    code, export, rest = text.rpartition("export{")
    names, brace, notices = rest.partition("};")
    jquery = [name.split(" as ")[0] for name in names.split(",") if name.endswith(" as jQuery")]
    if not export or not brace or len(jquery) != 1:
        raise Refused("site: itables' dt_bundle.js has another shape than the one known; its jQuery is not found")
    return f"(() => {{\n{code}window.bluebookTables = {jquery[0]};\n}})();\n{notices}"
