"""What archives and search engines read of a release: Zenodo's metadata and DataCite's.

Both are made from CITATION.cff, the version and the tables. Without a DOI or an address they name none.
"""

from __future__ import annotations

import html
import json
from typing import Any

from bluebook.figures import citations, wholes
from bluebook.ground.phrases import plural
from bluebook.record import codebook, identifiers, tables

LICENCE = {"rights": "Creative Commons Attribution 4.0 International", "rightsUri": citations.LICENCES["CC-BY-4.0"],
           "rightsIdentifier": "cc-by-4.0", "rightsIdentifierScheme": "SPDX",
           "schemeUri": "https://spdx.org/licenses/"}  # fmt: skip
DERIVED = "10.7910/DVN/28075"  # ICEWS, which icews.csv is counted from
ZENODO = "10.5281/zenodo."  # DOIs that Zenodo gives itself; its form takes only those of others
Described = dict[str, Any]


def zenodo() -> Described:
    """Return the metadata that Zenodo reads from .zenodo.json."""
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    related = [{"identifier": DERIVED, "relation": "isDerivedFrom", "resource_type": "dataset"}]
    related += [{"identifier": address, "relation": "isDocumentedBy", "resource_type": "other"}] if address else []
    own = {"doi": doi} if doi and not doi.startswith(ZENODO) else {}
    return own | {
        "title": citations.WHOLE, "upload_type": "dataset", "version": codebook.VERSION,
        "publication_date": codebook.RELEASED.isoformat(), "creators": [{"name": citations.AUTHOR}],
        "description": f"<p>{html.escape(wholes.abstract(), quote=False)}</p>", "access_right": "open",
        "license": LICENCE["rightsIdentifier"], "language": "eng", "keywords": wholes.keywords(),
        "related_identifiers": related,
    }  # fmt: skip


def datacite() -> Described:
    """Return the metadata of DataCite, schema 4, as its interface takes it."""
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    rows = sum(len(tables.table(name)) for name in codebook.MODELS)
    return ({"doi": doi} if doi else {}) | ({"url": address} if address else {}) | {
        "creators": [{"name": citations.AUTHOR, "nameType": "Organizational"}], "titles": [{"title": citations.WHOLE}],
        "publisher": {"name": citations.AUTHOR}, "publicationYear": str(codebook.RELEASED.year),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Event data"},
        "subjects": [{"subject": word} for word in wholes.keywords()],
        "dates": [{"date": codebook.RELEASED.isoformat(), "dateType": "Issued"}], "language": "en",
        "version": codebook.VERSION, "rightsList": [LICENCE],
        "descriptions": [{"description": wholes.abstract(), "descriptionType": "Abstract"}],
        "sizes": [f"{plural(len(codebook.MODELS), 'table')}, {plural(rows, 'row')}"],
        "formats": ["text/csv", "application/json"],
        "relatedIdentifiers": [{"relatedIdentifier": DERIVED, "relatedIdentifierType": "DOI", "relationType": "IsDerivedFrom"}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }  # fmt: skip


def text(described: Described) -> str:
    """Return metadata as written to a file."""
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
