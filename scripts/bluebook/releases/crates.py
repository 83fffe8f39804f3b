"""The RO-Crate (1.1) of a release: every file of the archive, with its digest, licence and what it is."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from typing import Any

from bluebook.figures import citations, wholes
from bluebook.figures.crates import AUTHOR, CONTEXT
from bluebook.record import codebook, identifiers

FILE = "ro-crate-metadata.json"
MEDIA = {"csv": "text/csv", "json": "application/json", "md": "text/markdown", "cff": "application/yaml",
         "bib": "text/x-bibtex", "ris": "application/x-research-info-systems",
         "parquet": "application/vnd.apache.parquet"}  # all others are plain text  # fmt: skip
PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/zero/1.0/"
OTHERS = {"data/historian.csv": PUBLIC_DOMAIN, "data/samples/historian.parquet": PUBLIC_DOMAIN}
WHAT = {
    "README.md": "what the archive holds", "CITATION.cff": "how to cite it", "CHANGELOG.md": "what each version changed",
    "LICENSE-DATA": "the licence of the record and the figures", "LICENSE": "the licence of the code",
    "data/README.md": "the codebook", "data/datapackage.json": "the tables described as a Data Package",
    "croissant.json": "the tables described as Croissant", "datacite.json": "metadata for DataCite",
    ".zenodo.json": "metadata for Zenodo", "SHA256SUMS": "the digests of all files",
}  # fmt: skip


def text(files: Mapping[str, bytes]) -> str:
    """Return the crate of an archive as written to the file. files: by path, their bytes."""
    parts = [_file(path, content) for path, content in files.items()]
    parts.append({"@id": "SHA256SUMS", "@type": "File", "name": WHAT["SHA256SUMS"], "encodingFormat": "text/plain"})
    graph = [{"@id": FILE, "@type": "CreativeWork", "about": {"@id": "./"},
              "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}, _root(parts), *parts, *_named()]  # fmt: skip
    lines = ",\n".join(json.dumps(entity, ensure_ascii=False) for entity in graph)
    return f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n{lines}\n]}}\n'


def _root(parts: list[dict[str, Any]]) -> dict[str, Any]:
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    links = {"identifier": f"https://doi.org/{doi}" if doi else "", "url": address}
    return {
        "@id": "./", "@type": "Dataset", "name": citations.WHOLE, "description": wholes.abstract(),
        "datePublished": codebook.RELEASED.isoformat(), "version": codebook.VERSION, "keywords": wholes.keywords(),
        "license": {"@id": citations.LICENCES["CC-BY-4.0"]}, "author": AUTHOR, "publisher": AUTHOR, "citation": wholes.text(),
        **{name: link for name, link in links.items() if link}, "hasPart": [{"@id": part["@id"]} for part in parts],
    }  # fmt: skip


def _file(path: str, content: bytes) -> dict[str, Any]:
    ending = path.rpartition(".")[2]
    licence = {"license": {"@id": OTHERS[path]}} if path in OTHERS else {}
    return {"@id": path, "@type": "File", "name": _name(path), "encodingFormat": MEDIA.get(ending, "text/plain"),
            "contentSize": str(len(content)), "sha256": hashlib.sha256(content).hexdigest(), **licence}  # fmt: skip


def _name(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    if folder == "data" and stem in codebook.MODELS:
        return inspect.getdoc(codebook.MODELS[stem]) or stem
    if folder == "figures":
        return f"{stem}, {'the numbers drawn' if ending == 'csv' else 'the record: how it was made'}"
    return WHAT.get(path) or f"{name}{f' in {folder}' if folder else ''}"


def _named() -> list[dict[str, Any]]:
    licences = {citations.LICENCES["CC-BY-4.0"]: "Creative Commons Attribution 4.0 International",
                PUBLIC_DOMAIN: "Creative Commons Zero 1.0 Universal"}  # fmt: skip
    return [{**AUTHOR, "@type": "Organization", "name": citations.AUTHOR},
            *({"@id": address, "@type": "CreativeWork", "name": name, "identifier": address}
              for address, name in licences.items())]  # fmt: skip
