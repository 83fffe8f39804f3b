"""figures/ro-crate-metadata.json: all published runs as one Process Run Crate (RO-Crate 1.1).

One action per run: the notebook that drew, the tables it read (named by the digest of their bytes) and its parameters, the
files that came out. It is made from the records and files in figures/; its dates are those of the data's versions.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bluebook.figures import citations, records
from bluebook.ground import paths

PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
HOMES = {"matplotlib": "https://matplotlib.org/", "pandas": "https://pandas.pydata.org/"}
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}]
MEDIA = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png", "csv": "text/csv", "json": "application/json",
         "md": "text/markdown"}  # fmt: skip
WHAT = {"svg": "the picture as SVG", "pdf": "the picture as PDF", "png": "the picture as PNG", "csv": "the numbers drawn",
        "json": "the record: how it was made"}  # fmt: skip
AUTHOR = {"@id": "#bluebook-contributors"}
Entity = dict[str, Any]


def text(known: Sequence[Mapping[str, Any]]) -> str:
    """Return the crate of the records given, as written to the file; their files are read from figures/."""
    whole = crate(known, {record["id"]: records.files(record["id"]) for record in known})
    entities = ",\n".join(json.dumps(entity, ensure_ascii=False) for entity in whole["@graph"])
    return f'{{"@context": {json.dumps(whole["@context"])}, "@graph": [\n{entities}\n]}}\n'


def crate(known: Sequence[Mapping[str, Any]], files: Mapping[str, Mapping[str, bytes]]) -> Entity:
    """Return the crate of some figures. files: by figure id, the bytes of its files by name."""
    actions = [_action(record, files[record["id"]]) for record in known]
    parts = [_file(record, name, content) for record in known for name, content in files[record["id"]].items()]
    parts += [{"@id": "README.md", "@type": "File", "name": "All figures on one page", "encodingFormat": MEDIA["md"]}]
    around = [entity for record in known for entity in _around(record)]
    single = {entity["@id"]: entity for entity in [*actions, *parts, *around, *_named()]}
    graph = [_descriptor(), _root(known, actions, parts), *(single[key] for key in sorted(single))]
    return {"@context": CONTEXT, "@graph": graph}


def _descriptor() -> Entity:
    return {"@id": records.CRATE, "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}  # fmt: skip


def _root(known: Sequence[Mapping[str, Any]], actions: list[Entity], parts: list[Entity]) -> Entity:
    return {
        "@id": "./", "@type": "Dataset", "name": f"Figures of {citations.WHOLE}",
        "description": "Every published figure as picture, numbers and record, and the run of a notebook that each came from.",
        "datePublished": max(record["data"]["released"] for record in known),
        "version": max(known, key=lambda record: record["data"]["released"])["data"]["version"],
        "license": {"@id": citations.LICENCES["CC-BY-4.0"]}, "author": AUTHOR, "publisher": AUTHOR,
        "conformsTo": {"@id": PROFILE}, "hasPart": _refs(parts), "mentions": _refs(actions),
    }  # fmt: skip


def _action(record: Mapping[str, Any], files: Iterable[str]) -> Entity:
    return {
        "@id": f"#run-{record['id']}", "@type": "CreateAction", "name": f"Drawing of {record['id']}",
        "description": f"{record['title']}. The time given is the day of the data's version, not the hour of the run.",
        "instrument": _refs([_notebook(record)]), "object": _refs([*_tables(record), *_given(record)]),
        "result": _refs({"@id": name} for name in files), "agent": AUTHOR, "endTime": record["data"]["released"],
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }  # fmt: skip


def _file(record: Mapping[str, Any], name: str, content: bytes) -> Entity:
    ending = name.rpartition(".")[2]
    return {"@id": name, "@type": "File", "name": f"{record['id']}, {WHAT[ending]}",
            "description": record["alt"] if ending in ("svg", "pdf", "png") else record["caption"],
            "encodingFormat": MEDIA[ending], "contentSize": str(len(content)), "identifier": citations.swhid(content),
            "sha256": hashlib.sha256(content).hexdigest()}  # fmt: skip


def _notebook(record: Mapping[str, Any]) -> Entity:
    version = record["data"]["version"]
    return {"@id": f"#{record['notebook']}-{version}", "@type": "SoftwareSourceCode", "name": record["notebook"],
            "version": version, "url": f"../{paths.NOTEBOOKS.name}/{record['notebook']}", "programmingLanguage": "Python",
            "softwareRequirements": _refs(_software(record))}  # fmt: skip


def _tables(record: Mapping[str, Any]) -> list[Entity]:
    version = record["data"]["version"]
    whole = {"@id": f"#tables-{version}", "@type": "Dataset", "name": f"The tables of data/, version {version}",
             "version": version, "datePublished": record["data"]["released"],
             "license": {"@id": citations.LICENCES["CC-BY-4.0"]}}  # fmt: skip
    return [whole, *({"@id": _by_digest(digest), "@type": "CreativeWork", "name": f"data/{name}", "sha256": digest}
                     for name, digest in record["data"]["files"].items())]  # fmt: skip


def _around(record: Mapping[str, Any]) -> list[Entity]:
    return [_notebook(record), *_tables(record), *_given(record), *_software(record)]


def _by_digest(digest: str) -> str:
    """Return the name of some bytes by their SHA-256, as RFC 6920 writes it: an address that needs no server."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip('=')}"


def _given(record: Mapping[str, Any]) -> list[Entity]:
    return [{"@id": f"#parameter-{name}-{quote(str(value))}", "@type": "PropertyValue", "name": name, "value": value}
            for name, value in record["parameters"].items()]  # fmt: skip


def _software(record: Mapping[str, Any]) -> list[Entity]:
    """Return the packages that a record names."""
    return [{"@id": f"pkg:pypi/{name}@{version}", "@type": "SoftwareApplication", "name": name,
             "softwareVersion": version, "url": HOMES[name]}
            for name, version in record["software"].items()]  # fmt: skip


def _named() -> list[Entity]:
    return [{**AUTHOR, "@type": "Organization", "name": citations.AUTHOR},
            {"@id": citations.LICENCES["CC-BY-4.0"], "@type": "CreativeWork", "identifier": "CC-BY-4.0",
             "name": "Creative Commons Attribution 4.0 International",
             "description": "Share and adapt for any purpose, with credit, a link to the licence and a note of changes."},
            {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"}]  # fmt: skip


def _refs(entities: Iterable[Entity]) -> Any:
    found = [{"@id": key} for key in dict.fromkeys(entity["@id"] for entity in entities)]
    return found[0] if len(found) == 1 else found
