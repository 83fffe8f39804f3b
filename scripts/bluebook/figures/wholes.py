"""How the record as a whole is cited: as a line, and as CSL-JSON, BibTeX and RIS. CITATION.cff is the citation file."""

from __future__ import annotations

import json
from typing import Any

from bluebook.figures import citations
from bluebook.record import codebook, identifiers


def text() -> str:
    """Return the line that cites the record, with its DOI, or else its address, where one is known."""
    doi = identifiers.doi(codebook.VERSION)
    link = f"https://doi.org/{doi}" if doi else identifiers.address()
    return (f"{citations.AUTHOR} ({codebook.RELEASED.year}). {citations.WHOLE}, version {codebook.VERSION}, "
            f"{codebook.RELEASED}. CC BY 4.0." + f" {link}" * bool(link))  # fmt: skip


def item() -> dict[str, Any]:
    """Return the record as a CSL-JSON item."""
    day = codebook.RELEASED
    links = {"DOI": identifiers.doi(codebook.VERSION), "URL": identifiers.address()}
    return {
        "id": f"bluebook-{codebook.VERSION}", "type": "dataset", "title": citations.WHOLE,
        "author": [{"literal": citations.AUTHOR}], "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": codebook.VERSION, "publisher": citations.AUTHOR, "abstract": abstract(), "language": "en",
        "note": "CC BY 4.0",
    } | {name: link for name, link in links.items() if link}  # fmt: skip


def abstract() -> str:
    """Return what the record is, as CITATION.cff says it."""
    return " ".join(identifiers.citation().get("abstract", "").split())


def keywords() -> list[str]:
    """Return the keywords of CITATION.cff."""
    return list(identifiers.citation().get("keywords", []))


def files() -> dict[str, str]:
    """Return the citation in every format, by the name of its file."""
    own = item()
    return {"citation.txt": f"{text()}\n", "citation.csl.json": json.dumps([own], ensure_ascii=False, indent=2) + "\n",
            "citation.bib": citations.whole_bibtex(own), "citation.ris": citations.whole_ris(own)}  # fmt: skip
