"""The copies found in the archive, as rows of archives.csv in a folder of candidates."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused
from bluebook.links.reports import Line
from bluebook.record import candidates, codebook, files

FILE = "archives.csv"


def folder_of(name: str) -> Path:
    """Return a folder of candidates by its name."""
    if "/" in name or name.startswith(".") or not name:
        raise Refused(f'into: "{name}" is not the name of a folder of data/candidates/, as in archives-2026')
    return paths.data() / candidates.FOLDER / name


def into(name: str, lines: Mapping[str, Line]) -> int:
    """Add the copies that the record does not have yet to a folder of candidates; return how many those are."""
    folder = folder_of(name)
    columns = list(codebook.columns("archives"))
    known = _rows(paths.data())
    old = _rows(folder) if (folder / FILE).is_file() else {}
    found = {url: dict(zip(columns, (url, line["archive_url"], line["archived"]), strict=True))
             for url, line in lines.items() if line["archive_url"] and url not in known}  # fmt: skip
    if not set(found) - set(old):
        return 0
    written = io.StringIO()
    table = csv.DictWriter(written, columns, lineterminator="\n")
    table.writeheader()
    table.writerows((old | found)[url] for url in sorted(old | found))
    with deposits.made(folder):
        deposits.put(folder / FILE, written.getvalue().encode())
    return len(set(found) - set(old))


def _rows(folder: Path) -> dict[str, dict[str, str]]:
    return {row["address"]: row for row in files.read("archives", folder)[0].to_dict("records")}
