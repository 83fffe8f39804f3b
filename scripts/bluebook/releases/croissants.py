"""Croissant 1.0 (JSON-LD): every table with its file, columns, types, lists and keys, for search engines and machine learning.

The paths of the files are those in the archive of the release.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from typing import Any

from bluebook.figures import citations, wholes
from bluebook.record import codebook, identifiers

CONTEXT = {
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column",
    "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract", "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex", "repeated": "cr:repeated",
    "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # as the specification gives it  # fmt: skip
TYPES = {"date": "sc:Date", "integer": "sc:Integer", "degrees": "sc:Float", "address": "sc:URL"}  # all others are text


def described(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the description of the tables. files: by path in the archive, their bytes."""
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    link = address or (f"https://doi.org/{doi}" if doi else "")
    return {
        "@context": CONTEXT, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.0", "name": "bluebook",
        "alternateName": citations.WHOLE, "description": wholes.abstract(), "citeAs": wholes.text(),
        "creator": {"@type": "sc:Organization", "name": citations.AUTHOR}, "datePublished": codebook.RELEASED.isoformat(),
        "license": citations.LICENCES["CC-BY-4.0"], "version": codebook.VERSION, "inLanguage": "en",
        "keywords": wholes.keywords(), "isLiveDataset": False, **({"url": link} if link else {}),
        "distribution": [_file(name, files[f"data/{name}.csv"]) for name in codebook.MODELS],
        "recordSet": [_records(name) for name in codebook.MODELS],
    }  # fmt: skip


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"@type": "cr:FileObject", "@id": f"{name}.csv", "name": f"{name}.csv", "contentUrl": f"data/{name}.csv",
            "contentSize": f"{len(content)} B", "encodingFormat": "text/csv",
            "sha256": hashlib.sha256(content).hexdigest()}  # fmt: skip


def _records(name: str) -> dict[str, Any]:
    columns = codebook.columns(name)
    keys = [{"@id": f"{name}/{header}"} for header in codebook.key(name)]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": inspect.getdoc(codebook.MODELS[name]),
            **({"key": keys[0] if len(keys) == 1 else keys} if keys else {}),
            "field": [_field(name, header, details) for header, details in columns.items()]}  # fmt: skip


def _field(name: str, header: str, details: Mapping[str, Any]) -> dict[str, Any]:
    source: dict[str, Any] = {"fileObject": {"@id": f"{name}.csv"}, "extract": {"column": header}}
    many = {"repeated": True} if details["many"] else {}
    source |= {"transform": {"separator": ";"}} if many else {}
    refers = "countries.code" if details["kind"] == "country" else details["refers"]
    points = {"references": {"field": {"@id": refers.replace(".", "/")}}} if refers and not many else {}  # no circle of tables
    kind = "sc:Text" if many else TYPES.get(details["kind"], "sc:Text")
    return {"@type": "cr:Field", "@id": f"{name}/{header}", "name": header, "description": details["description"],
            "dataType": kind, **many, "source": source, **points}  # fmt: skip
