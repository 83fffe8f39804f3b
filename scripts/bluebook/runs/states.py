"""Is a run's result up to date? A run is skipped if its notebook, parameters, tables, code and lock are unchanged.

What a result depended on is noted in a folder that git ignores. So a fresh clone runs everything once, and no published file
changes with a row, a module or a package that it does not show.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bluebook.ground import deposits, fingerprints, paths
from bluebook.runs.runs import Run


def reasons(run: Run) -> list[str]:
    """Return the reasons to run it again, a few words each; an empty list if its result is up to date."""
    noted = of(run.id)
    if not noted:
        return ["not run in this clone yet"]
    moved = [f"{Path(name).name} is not the file that was made"
             for name, digest in noted["files"].items() if _print(paths.ROOT / name) != digest]  # fmt: skip
    return [*moved, *changed(run.file, noted["tables"], noted["code"], noted["lock"])]


def of(run_id: str) -> dict[str, Any]:
    """Return what a run made here depended on (tables, code, lock) and the files it made, empty if it was never run here."""
    noted = read(paths.cache() / f"{run_id}.json")
    return noted if set(noted) == {"tables", "code", "lock", "files"} else {}


def note(run_id: str, rested: Mapping[str, Any], files: Iterable[Path]) -> None:
    """Store what a run depended on (tables and code, from its trace) and the files that it made."""
    made = {os.path.relpath(file, paths.ROOT): fingerprints.of_file(file) for file in files}
    paths.cache().mkdir(parents=True, exist_ok=True)
    text = json.dumps({**rested, "lock": fingerprints.of_lock(), "files": made}, indent=1, sort_keys=True)
    deposits.put(paths.cache() / f"{run_id}.json", text.encode())


def _print(file: Path) -> str:
    return fingerprints.of_file(file) if file.is_file() else ""


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


def read(file: Path) -> dict[str, Any]:
    """Return the JSON object in a file, empty where there is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
