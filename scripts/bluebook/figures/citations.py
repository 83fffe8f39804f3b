"""How a figure is cited: one CSL-JSON item made from its record, and from that the line of text, BibTeX, RIS and CFF.

The date is that of the data's version, never today's. A content identifier (SWHID) names the bytes of a file permanently,
without any service.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml

WHOLE = "bluebook: a sourced record of Japan's diplomacy, event by event"  # what a figure is a part of
AUTHOR = "bluebook contributors"
LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = {"\\": "backslash", "~": "asciitilde", "^": "asciicircum", "{": "braceleft", "}": "braceright"}  # BibTeX counts even \{
GENRES = {"Figure": ("graphic", "FIGURE"), "Event": ("dataset", "DATA")}  # what is cited: its type in CSL and in RIS
SPECIAL = str.maketrans({sign: f"\\text{name}{{}}" for sign, name in NAMES.items()} | {sign: f"\\{sign}" for sign in "&%$#_"})


def csl(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a figure, or a row whose `genre` is Event, as a CSL-JSON item: what Zotero, pandoc and citeproc read.

    If the record has a DOI, it is included; if it has a content identifier of the SVG, that is in the note.
    """
    day = date.fromisoformat(record["data"]["released"])
    note = "; ".join(filter(None, [licence(record), record.get("swhid", {}).get("svg")]))
    genre = record.get("genre", "Figure")
    item = {
        "id": record["id"], "type": GENRES[genre][0], "title": record["title"], "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "version": record["data"]["version"], "publisher": AUTHOR,
        "container-title": WHOLE, "genre": genre, "number": record["id"], "abstract": record["caption"],
        "language": record["lang"], "note": note,
    }  # fmt: skip
    return item | ({"DOI": record["doi"]} if record.get("doi") else {})


def licence(record: Mapping[str, Any]) -> str:
    """Return the licence as a reader writes it: CC BY 4.0."""
    return record["license"].replace("-", " ")


def swhid(content: bytes) -> str:
    """Return the Software Heritage identifier of a file's bytes, which is also the name that git gives them."""
    blob = b"blob %d\0" % len(content) + content
    return f"swh:1:cnt:{hashlib.sha1(blob, usedforsecurity=False).hexdigest()}"


def text(record: Mapping[str, Any]) -> str:
    """Return the line that cites a figure."""
    item = csl(record)
    day = _day(item)
    link = f" https://doi.org/{item['DOI']}" if "DOI" in item else ""
    return (f"{AUTHOR} ({day.year}). {item['title']}. {item['genre']} {item['number']} of the bluebook record, "
            f"version {item['version']}, {day}. {licence(record)}.{link}")  # fmt: skip


def csl_json(record: Mapping[str, Any]) -> str:
    """Return the figure as a CSL-JSON file: a list of one item."""
    return json.dumps([csl(record)], ensure_ascii=False, indent=2) + "\n"


def bibtex(record: Mapping[str, Any]) -> str:
    """Return the figure as a BibTeX entry, in UTF-8, the capitals of its title kept."""
    item = csl(record)
    day = _day(item)
    fields = {
        "author": f"{{{AUTHOR}}}", "title": f"{{{_tex(item['title'])}}}", "year": str(day.year), "month": MONTHS[day.month - 1],
        "howpublished": _tex(f"{item['genre']} {item['number']} of {WHOLE}, version {item['version']}"),
        "publisher": item["publisher"], "version": item["version"], "date": str(day), "abstract": _tex(item["abstract"]),
        "language": item["language"], "note": _tex(item["note"]), "doi": item.get("DOI", ""),
    }  # fmt: skip
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{item['id']},", *lines, "}"]) + "\n"


def ris(record: Mapping[str, Any]) -> str:
    """Return the figure as an RIS entry: what EndNote, Mendeley and Zotero read."""
    item = csl(record)
    day = _day(item)
    fields = {
        "TY": GENRES[item["genre"]][1], "ID": item["id"], "TI": item["title"], "T2": item["container-title"], "AU": AUTHOR,
        "PY": str(day.year), "DA": f"{day:%Y/%m/%d}", "ET": item["version"], "PB": item["publisher"], "AN": item["number"],
        "AB": item["abstract"], "LA": item["language"], "N1": item["note"], "DO": item.get("DOI", ""), "ER": " ",
    }  # fmt: skip
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields.items() if value)


def cff(record: Mapping[str, Any]) -> str:
    """Return the figure as a Citation File (CFF 1.2.0)."""
    item = csl(record)
    own = record.get("swhid", {})
    names = [{"type": "swh", "value": name, "description": f"the {ending.upper()} file"} for ending, name in own.items()]
    fields = {
        "cff-version": "1.2.0", "type": "dataset", "message": "Please cite the figure as below.", "title": item["title"],
        "authors": [{"name": AUTHOR}], "version": item["version"], "date-released": str(_day(item)), "doi": item.get("DOI"),
        "identifiers": names, "license": record["license"], "abstract": item["abstract"],
        "references": [{"type": "data", "title": WHOLE, "authors": [{"name": AUTHOR}], "version": item["version"]}],
    }  # fmt: skip
    filled = {key: value for key, value in fields.items() if value}
    return yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=120)


def _day(item: Mapping[str, Any]) -> date:
    return date(*item["issued"]["date-parts"][0])


def _tex(words: str) -> str:
    return words.translate(SPECIAL)


WRITERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "text": lambda record: text(record) + "\n", "bibtex": bibtex, "csl": csl_json, "ris": ris, "cff": cff,
}  # fmt: skip
