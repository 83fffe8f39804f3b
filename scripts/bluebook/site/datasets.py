"""The record as a schema.org Dataset, in JSON-LD, for search engines of data."""

from __future__ import annotations

import json
from typing import Any

from bluebook.figures import citations
from bluebook.record import codebook
from bluebook.site import cells, frames, parts
from bluebook.site.cells import Words

FILES = {"record/events.csv": "text/csv"}  # from the site's root


def known(words: Words) -> dict[str, Any]:
    """Return the record as a Dataset; addresses are absolute where the site has one, else relative to the record's page."""
    rows, base = cells.raw("events"), frames.address()
    up = base or ("../" if words.lang == "en" else "../../")
    author = {"@type": "Organization", "name": citations.AUTHOR}
    said = {"n": len(rows), "first": words.day(rows[0]["date"]), "last": words.day(rows[-1]["date"])}
    found = {
        "@context": "https://schema.org/", "@type": "Dataset", "name": citations.WHOLE if words.lang == "en" else words.say("dataset"),
        "description": words.say("record_lede", **said) + " " + words.say("dataset_about"),
        "identifier": f"bluebook-{codebook.VERSION}", "version": codebook.VERSION, "datePublished": codebook.RELEASED.isoformat(),
        "license": citations.LICENCES["CC-BY-4.0"], "creator": author, "publisher": author, "inLanguage": ["en", "ja"],
        "isAccessibleForFree": True, "temporalCoverage": f"{rows[0]['date']}/{rows[-1]['date']}",
        "spatialCoverage": {"@type": "Place", "name": words.names["JPN"]},
        "keywords": [words.label(["level"], "summit"), words.names["JPN"], words.say("dataset_key")],
        "variableMeasured": list(codebook.columns("events")),
        "distribution": [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": up + place} for place, kind in FILES.items()],
    }  # fmt: skip
    return found | ({"url": f"{base}{'' if words.lang == 'en' else 'ja/'}record/index.html"} if base else {})


def script(words: Words) -> str:
    """Return the element for the head of the record's page; no text in it ends the element."""
    return f'<script type="application/ld+json">{parts.harmless(json.dumps(known(words), ensure_ascii=False))}</script>'
