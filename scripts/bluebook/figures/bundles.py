"""One figure in one zip: picture, numbers, record, citation in every format, licences and a page that explains them.

The same figure gives the same bytes on any machine: names in order, one date for all, nothing compressed (the compressed
bytes would differ from one zlib to the next).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bluebook.figures import citations, credits, records
from bluebook.ground import deposits, paths
from bluebook.ground.refusals import Refused

CITATIONS = {"text": "citation.txt", "bibtex": "citation.bib", "csl": "citation.csl.json", "ris": "citation.ris",
             "cff": "CITATION.cff"}  # fmt: skip
LICENCES = ("LICENSE-DATA", "LICENSE")
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold; a bundle has no date of its own
README = """# {title}

![{alt}]({id}.png)

{caption}

## Files

- `{id}.svg`, `{id}.pdf`, `{id}.png`: the picture
- `{id}.csv`: the numbers drawn, one row per mark, with the ids of the events behind it
- `{id}.json`: the record: notebook, parameters, fingerprints of tables and code, digests of the files
- `citation.txt`, `.bib`, `.ris`, `.csl.json`, `CITATION.cff`: how to cite it
- `LICENSE-DATA`: the licence of picture and numbers; `LICENSE`: that of the code that drew them

## Cite

> {citation}

## Make it again

In a checkout of the project at version {version}: `bluebook figures {id}`.
"""


def files(figure_id: str) -> dict[str, bytes]:
    """Return what a bundle holds, by name. Raises Refused for an unknown id, a missing or altered file, rows of others."""
    record = records.record(figure_id)
    if names := credits.kept_back(record):
        raise Refused(f"bundle: {figure_id} draws events of {' and '.join(names)} ({credits.UNKNOWN}); nothing was packed")
    own = _sound(record, records.files(figure_id))
    cited = {name: citations.WRITERS[form](record).encode() for form, name in CITATIONS.items()}
    licences = {name: (paths.ROOT / name).read_bytes() for name in LICENCES}
    return own | cited | licences | {"README.md": readme(record).encode()}


def _sound(record: Mapping[str, Any], own: Mapping[str, bytes]) -> dict[str, bytes]:
    for ending in records.ENDINGS:
        name = f"{record['id']}.{ending}"
        if name not in own:
            raise Refused(f"bundle: {name} is not in figures/; `bluebook figures {record['id']}` makes it")
        if ending in record["files"] and hashlib.sha256(own[name]).hexdigest() != record["files"][ending]:
            raise Refused(f"bundle: {name} is not the file that its record was written for; "
                          f"`bluebook figures {record['id']}` remakes it")  # fmt: skip
    return dict(own)


def readme(record: Mapping[str, Any]) -> str:
    """Return the page in the bundle."""
    words = {key: record[key] for key in ("id", "title", "alt", "caption")}
    return README.format(**words, citation=citations.text(record), version=record["data"]["version"])


def packed(figure_id: str) -> bytes:
    """Return the bundle of a figure as the bytes of a zip, everything in a folder named by the id."""
    return zipped(figure_id, files(figure_id))


def zipped(folder: str, held: Mapping[str, bytes]) -> bytes:
    """Return files as the bytes of a zip, everything in one folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in sorted(held.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", MOMENT)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            bundle.writestr(entry, content)
    return buffer.getvalue()


def write(figure_id: str, out: Path | None = None) -> Path:
    """Write the bundle to a file, or into a folder; <id>.zip here unless given. Return where it is."""
    out = out or Path(f"{figure_id}.zip")
    place = out / f"{figure_id}.zip" if out.is_dir() else out
    content = packed(figure_id)
    if not place.parent.is_dir():
        raise Refused(f"bundle: {place.parent} is not a folder")
    deposits.put(place, content)
    return place
