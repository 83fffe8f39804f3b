"""data/datapackage.json, a Data Package v2 descriptor, generated from the table models."""

from __future__ import annotations

import inspect
import json
from typing import Any

from bluebook.ground import fingerprints, paths
from bluebook.record import codebook, identifiers, tables

TYPES = {"text": "string", "when": "string", "term": "string", "country": "string", "address": "string", "date": "date",
         "time": "string", "integer": "integer", "degrees": "number"}  # fmt: skip
PATTERNS = {"when": r"\d{4}(-\d\d){0,2}", "time": r"([01]\d|2[0-3]):[0-5]\d"}


def package() -> dict[str, Any]:
    """Return the descriptor: one resource per table, with schema, keys, closed lists and licence."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "bluebook", "title": "bluebook: a sourced record of Japan's diplomacy", "version": codebook.VERSION,
        **_published(), "created": f"{codebook.RELEASED.isoformat()}T00:00:00Z",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0",
                      "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(name) for name in codebook.MODELS],
    }  # fmt: skip


def _published() -> dict[str, str]:
    """Return DOI and address of the record, where they are known."""
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    links = {"id": f"https://doi.org/{doi}" if doi else "", "homepage": address}
    return {name: link for name, link in links.items() if link}


def text() -> str:
    """Return the descriptor as written to the file."""
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


def _resource(name: str) -> dict[str, Any]:
    file = paths.data() / f"{name}.csv"
    return {"name": name, "type": "table", "path": file.name, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
            "description": inspect.getdoc(codebook.MODELS[name]), "bytes": file.stat().st_size,
            "hash": f"sha256:{fingerprints.of_file(file)}", "schema": _schema(name)}  # fmt: skip


def _schema(name: str) -> dict[str, Any]:
    """Return the schema of a table. Where a list is part of the key, it is no primary key: frictionless can't compare lists."""
    columns = codebook.columns(name)
    key = codebook.key(name)
    foreign = [_foreign(header, details["refers"]) for header, details in columns.items()
               if details["refers"] and not details["many"]]  # fmt: skip
    keyed = {"uniqueKeys": [key]} if any(columns[header]["many"] for header in key) else {"primaryKey": key}
    return {"fields": [_field(header, details) for header, details in columns.items()], "missingValues": [""],
            **(keyed if key else {}), **({"foreignKeys": foreign} if foreign else {})}  # fmt: skip


def _foreign(header: str, refers: str) -> dict[str, Any]:
    table, column = refers.split(".")
    return {"fields": [header], "reference": {"resource": table, "fields": [column]}}


def _field(header: str, details: dict[str, Any]) -> dict[str, Any]:
    kind = details["kind"]
    limits: dict[str, Any] = {"required": True} if details["needed"] else {}
    limits |= {"unique": True} if details["unique"] else {}
    if kind in PATTERNS:
        limits["pattern"] = PATTERNS[kind]
    terms = [term for name in details["lists"] if kind == "term" for term in tables.labels(name)]
    if terms and not details["many"]:
        limits["enum"] = terms
    listing = {"type": "list", "delimiter": ";"} if details["many"] else {"type": TYPES[kind]}
    shape = {"format": "uri"} if kind == "address" and not details["many"] else {}
    return {"name": header, **listing, **shape, "description": details["description"],
            **({"constraints": limits} if limits else {})}  # fmt: skip
