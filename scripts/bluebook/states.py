"""Is a run's result still what it would give? Nothing is run twice whose notebook, parameters, tables, code and lock are the
same.

What a result rests on is noted with it: in the record of a figure, and in the metadata of a stored notebook.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bluebook import fingerprints, paths, records
from bluebook.runs import Run

PICTURES = ("svg", "pdf", "png", "csv")


def reasons(run: Run) -> list[str]:
    """Return why a run has to be run again, a few words each; an empty list where its result is still good."""
    return list(_stored(run) if not run.given else _published(run))


def _published(run: Run) -> Iterator[str]:
    record = read(paths.figures() / f"{run.id}.json")
    if not record:
        yield "never run"
        return
    if records.fault(record):
        yield "its record is damaged"
        return
    for ending in PICTURES:
        file = paths.figures() / f"{run.id}.{ending}"
        if not file.exists() or fingerprints.of_file(file) != record.get("files", {}).get(ending):
            yield f"{file.name} is not the file that was published"
    yield from changed(run.file, record["data"]["tables"], record["code"], record["software"].get("lock", ""))


def _stored(run: Run) -> Iterator[str]:
    book = read(run.file)
    noted = book.get("metadata", {}).get("bluebook")
    if not noted:
        yield "never run"
        return
    if noted["outputs"] != of_outputs(book):
        yield "its stored outputs were edited"
    yield from changed(run.file, noted["tables"], noted["code"], noted["lock"])


def changed(notebook: Path, tables: Mapping[str, str], code: Mapping[str, str], lock: str) -> Iterator[str]:
    """Yield what is no longer as it was: tables, modules, the notebook's code, the lock."""
    for name, digest in tables.items():
        file = paths.data() / (name if Path(name).suffix else f"{name}.csv")
        if not file.exists() or fingerprints.of_file(file) != digest:
            yield f"{file.name} changed"
    for name, digest in code.items():
        now = fingerprints.of_notebook(notebook) if name == "notebook" else fingerprints.of_module(name)
        if now != digest:
            yield "its code changed" if name == "notebook" else f"the module {name} changed"
    if fingerprints.of_lock() != lock:
        yield "the locked environment changed"


def of_outputs(book: Mapping[str, Any]) -> str:
    """Return the fingerprint of a notebook's cells with their outputs."""
    return hashlib.sha256(json.dumps(book["cells"], sort_keys=True).encode()).hexdigest()


def read(file: Path) -> dict[str, Any]:
    """Return the JSON object in a file, empty where there is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
