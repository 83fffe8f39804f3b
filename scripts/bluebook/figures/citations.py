"""How a figure is cited: one CSL-JSON item made from its record, and from that the line of text, BibTeX, RIS and CFF.

The date is that of the data's version, never today's. A content identifier (SWHID) names the bytes of a file permanently,
without any service.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import yaml

from bluebook.figures import credits

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
    note = "; ".join(filter(None, [licence(record), *cited(record), record.get("swhid", {}).get("svg")]))
    genre = record.get("genre", "Figure")
    item = {
        "id": record["id"], "type": GENRES[genre][0], "title": record["title"], "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]}, "version": record["data"]["version"], "publisher": AUTHOR,
        "container-title": WHOLE, "genre": genre, "number": record["id"], "abstract": record["caption"],
        "language": record["lang"], "note": note,
    }  # fmt: skip
    return item | ({"DOI": record["doi"]} if record.get("doi") else {})


def licence(record: Mapping[str, Any]) -> str:
    """Return the licence as a reader writes it, CC BY 4.0, with what may be passed on of events from elsewhere."""
    return " (".join(filter(None, [record["license"].replace("-", " "), credits.terms(record)])) + ")" * ("sources" in record)


def cited(record: Mapping[str, Any]) -> list[str]:
    """Return a line for each source of the events drawn, as it asks to be cited; none where they are the record's own."""
    return [f"Events: {credit['citation']}" for credit in record.get("sources", ())]


def sources(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sources of the events drawn as CSL-JSON items."""
    return [dict(credit["item"], note=credit["terms"]) for credit in record.get("sources", ())]


def swhid(content: bytes) -> str:
    """Return the Software Heritage identifier of a file's bytes, which is also the name that git gives them."""
    blob = b"blob %d\0" % len(content) + content
    return f"swh:1:cnt:{hashlib.sha1(blob, usedforsecurity=False).hexdigest()}"


def text(record: Mapping[str, Any]) -> str:
    """Return the line that cites a figure."""
    item = csl(record)
    day = _day(item)
    link = f" https://doi.org/{item['DOI']}" if "DOI" in item else ""
    events = "".join(f" {line}." for line in cited(record))
    return (f"{AUTHOR} ({day.year}). {item['title']}. {item['genre']} {item['number']} of the bluebook record, "
            f"version {item['version']}, {day}. {licence(record)}.{link}{events}")  # fmt: skip


def csl_json(record: Mapping[str, Any]) -> str:
    """Return the figure as a CSL-JSON file: a list of it and the sources of its events."""
    return json.dumps([csl(record), *sources(record)], ensure_ascii=False, indent=2) + "\n"


def bibtex(record: Mapping[str, Any]) -> str:
    """Return the figure and the sources of its events as BibTeX entries, in UTF-8, the capitals of a title kept."""
    item = csl(record)
    day = _day(item)
    fields = {
        "author": f"{{{AUTHOR}}}", "title": f"{{{_tex(item['title'])}}}", "year": str(day.year), "month": MONTHS[day.month - 1],
        "howpublished": _tex(f"{item['genre']} {item['number']} of {WHOLE}, version {item['version']}"),
        "publisher": item["publisher"], "version": item["version"], "date": str(day), "abstract": _tex(item["abstract"]),
        "language": item["language"], "note": _tex(item["note"]), "doi": item.get("DOI", ""),
    }  # fmt: skip
    return _entry(item["id"], fields) + "".join(map(_source_entry, sources(record)))


def whole_bibtex(item: Mapping[str, Any]) -> str:
    """Return the record as a whole, a CSL-JSON item, as a BibTeX entry."""
    day = _day(item)
    return _entry(item["id"], {
        "author": f"{{{AUTHOR}}}", "title": f"{{{_tex(item['title'])}}}", "year": str(day.year), "month": MONTHS[day.month - 1],
        "howpublished": f"Data set, version {item['version']}", "publisher": item["publisher"], "version": item["version"],
        "date": str(day), "abstract": _tex(item["abstract"]), "language": item["language"], "note": _tex(item["note"]),
        "doi": item.get("DOI", ""), "url": item.get("URL", "")})  # fmt: skip


def whole_ris(item: Mapping[str, Any]) -> str:
    """Return the record as a whole, a CSL-JSON item, as a RIS entry."""
    day = _day(item)
    fields = {"TY": "DATA", "ID": item["id"], "TI": item["title"], "AU": AUTHOR, "PY": str(day.year), "DA": f"{day:%Y/%m/%d}",
              "ET": item["version"], "PB": item["publisher"], "AB": item["abstract"], "LA": item["language"],
              "N1": item["note"], "DO": item.get("DOI", ""), "UR": item.get("URL", ""), "ER": " "}  # fmt: skip
    return _tags(fields.items())


def _entry(key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"]) + "\n"


def _source_entry(item: Mapping[str, Any]) -> str:
    names = map(_tex, credits.people(item))
    authors = [name if name == "others" or "," in name else f"{{{name}}}" for name in names]  # a group is no family name
    fields = {"publisher": "publisher", "version": "version", "doi": "DOI", "url": "URL", "note": "note"}
    return _entry(item["id"], {"author": " and ".join(authors), "title": f"{{{_tex(item['title'])}}}", "year": _year(item),
                               **{name: _tex(item.get(key, "")) for name, key in fields.items()}})  # fmt: skip


def _year(item: Mapping[str, Any]) -> str:
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""


def ris(record: Mapping[str, Any]) -> str:
    """Return the figure and the sources of its events as RIS entries: what EndNote, Mendeley and Zotero read."""
    item = csl(record)
    day = _day(item)
    fields = {
        "TY": GENRES[item["genre"]][1], "ID": item["id"], "TI": item["title"], "T2": item["container-title"], "AU": AUTHOR,
        "PY": str(day.year), "DA": f"{day:%Y/%m/%d}", "ET": item["version"], "PB": item["publisher"], "AN": item["number"],
        "AB": item["abstract"], "LA": item["language"], "N1": item["note"], "DO": item.get("DOI", ""), "ER": " ",
    }  # fmt: skip
    return "".join(map(_tags, [fields.items(), *map(_source_fields, sources(record))]))


def _source_fields(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    fields = {"PB": "publisher", "ET": "version", "N1": "note", "DO": "DOI", "UR": "URL"}
    return [("TY", "DATA"), ("ID", item["id"]), ("TI", item["title"]), *(("AU", name) for name in credits.people(item)),
            ("PY", _year(item)), *((tag, item.get(name, "")) for tag, name in fields.items()), ("ER", " ")]  # fmt: skip


def _tags(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in fields if value)


def cff(record: Mapping[str, Any]) -> str:
    """Return the figure as a Citation File (CFF 1.2.0)."""
    item = csl(record)
    own = record.get("swhid", {})
    names = [{"type": "swh", "value": name, "description": f"the {ending.upper()} file"} for ending, name in own.items()]
    fields = {
        "cff-version": "1.2.0", "type": "dataset", "message": "Please cite the figure as below.", "title": item["title"],
        "authors": [{"name": AUTHOR}], "version": item["version"], "date-released": str(_day(item)), "doi": item.get("DOI"),
        "identifiers": names, "license": record["license"], "abstract": item["abstract"],
        "references": [{"type": "data", "title": WHOLE, "authors": [{"name": AUTHOR}], "version": item["version"]},
                       *map(_reference, sources(record))],
    }  # fmt: skip
    filled = {key: value for key, value in fields.items() if value}
    return yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=120)


def _reference(item: Mapping[str, Any]) -> dict[str, Any]:
    authors = [{"family-names": who["family"], "given-names": who["given"]} if "family" in who else {"name": who["literal"]}
               for who in item["author"]]  # fmt: skip
    fields = {"type": "data", "title": item["title"], "authors": authors, "year": _year(item) and int(_year(item)),
              "publisher": {"name": item["publisher"]} if "publisher" in item else None, "version": item.get("version"),
              "doi": item.get("DOI"), "url": item.get("URL"), "notes": item["note"]}  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def _day(item: Mapping[str, Any]) -> date:
    return date(*item["issued"]["date-parts"][0])


def _tex(words: str) -> str:
    return words.translate(SPECIAL)


WRITERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "text": lambda record: text(record) + "\n", "bibtex": bibtex, "csl": csl_json, "ris": ris, "cff": cff,
}  # fmt: skip
