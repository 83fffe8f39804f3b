"""Whose events a figure draws: how each source asks to be cited, and what of it may be passed on.

What stands here was read on the source's own page or on its record in Harvard Dataverse. Where no terms could be read, that is
said, and what rests on such rows is not packed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bluebook.record import tables

UNKNOWN = "terms not known, ask the source before passing its rows on"


def _people(names: str) -> list[dict[str, str]]:
    """Return authors as CSL writes them, from family and given names: Ward, Michael; …"""
    split = [name.partition(", ") for name in names.split("; ")]
    return [{"family": family, "given": given} if given else {"literal": family} for family, _, given in split]


def _source(name: str, title: str, authors: str, terms: str = UNKNOWN, passes: bool = False, **more: Any) -> dict[str, Any]:
    item = {"type": "dataset", "title": title, "author": _people(authors), **more}
    return {"name": name, "terms": terms, "passes": passes, "item": item}


def _named(doi: str, year: int, publisher: str = "Harvard Dataverse", **more: str) -> dict[str, Any]:
    return {"DOI": doi, "URL": f"https://doi.org/{doi}", "issued": {"date-parts": [[year]]}, "publisher": publisher} | more


GDELT = _source(
    "GDELT", "The GDELT Project", "The GDELT Project",
    "may be used and passed on with a citation of the GDELT Project and a link to it", True,
    URL="https://www.gdeltproject.org/", publisher="The GDELT Project")  # fmt: skip
SOURCES = {
    "icews": _source(
        "ICEWS", "ICEWS Coded Event Data",
        "Boschee, Elizabeth; Lautenschlager, Jennifer; O'Brien, Sean; Shellman, Steve; Starz, James; Ward, Michael",
        **_named("10.7910/DVN/28075", 2015, version="V37")),
    "gdelt1": GDELT, "gdelt2": GDELT,
    "polecat": _source(
        "POLECAT", "POLECAT Weekly Data",
        "Scarborough, Grace I.; Bagozzi, Benjamin E.; Beger, Andreas; Berrie, John; Halterman, Andrew; Schrodt, Philip A.; "
        "Spivey, Jevon", **_named("10.7910/DVN/AJGVIT", 2023)),
    "colt": _source(
        "COLT", "When Heads of Government and State (HOGS) Fly: Introducing the Country and Organizational Leader Travel "
        "(COLT) Dataset Measuring Foreign Travel by HOGS", "Moyer, Jonathan D.; others",
        **_named("10.1093/isq/sqaf013", 2025, "International Studies Quarterly")),
    "historian": _source(
        "Office of the Historian", "Travels of the President and of the Secretary of State; Visits by Foreign Leaders",
        "Office of the Historian, U.S. Department of State", "CC0 1.0", True,
        URL="https://history.state.gov/departmenthistory", publisher="U.S. Department of State"),
}  # fmt: skip


def of(ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return what a record says of the sources with these ids, each once: name, terms, whether they pass, CSL item, line."""
    found = {credit["name"]: credit for credit in map(_known, sorted(ids))}
    return [credit | {"citation": line(credit["item"])} for credit in found.values()]


def _known(source: str) -> dict[str, Any]:
    known = SOURCES.get(source) or _source(source, source, source)
    return known | {"item": {"id": re.sub(r"[^a-z0-9]+", "-", known["name"].lower()).strip("-") or "events"} | known["item"]}


def line(item: Mapping[str, Any]) -> str:
    """Return the line that cites a source, as Harvard Dataverse writes it."""
    authors, year = "; ".join(people(item)), str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""
    title = f"“{item['title']}”" if item["title"] != authors else ""
    publisher = item["publisher"] if item.get("publisher") not in (None, authors) else ""
    return ", ".join(filter(None, [authors, year, title, item.get("URL"), publisher, item.get("version")]))


def is_item(item: Any) -> bool:
    """Tell whether a part of a record is a source's CSL item, which every format can cite."""
    try:
        texts = [item["id"], item["title"], *people(item), line(item)]
    except (AttributeError, IndexError, KeyError, TypeError):
        return False
    texts += [item.get(name, "") for name in ("DOI", "URL", "publisher", "version")]
    return all(isinstance(text, str) for text in texts)


def people(item: Mapping[str, Any]) -> list[str]:
    """Return the authors of a source by name: Ward, Michael."""
    return [who["literal"] if "literal" in who else f"{who['family']}, {who['given']}" for who in item["author"]]


def short(credit: Mapping[str, Any]) -> str:
    """Return a source as a caption names it: ICEWS (doi:10.7910/DVN/28075)."""
    return f"{credit['name']} ({place(credit)})" if place(credit) else credit["name"]


def named(caption: str, sources: Iterable[str], lang: str = "en") -> str:
    """Return a caption with those sources at its end that it does not name."""
    unnamed = [short(credit) for credit in of(sources) if place(credit) not in caption]
    return tables.say("events_from", lang, caption=caption, sources=", ".join(unnamed)) if unnamed else caption


def place(credit: Mapping[str, Any]) -> str:
    """Return where a source is found: doi:…, or its address."""
    item = credit["item"]
    return f"doi:{item['DOI']}" if "DOI" in item else item.get("URL", "")


def terms(record: Mapping[str, Any]) -> str:
    """Return what of the events drawn may be passed on, empty where they are the record's own."""
    return "; ".join(f"{credit['name']}: {credit['terms']}" for credit in record.get("sources", ()))


def rights(record: Mapping[str, Any]) -> str:
    """Return the licence of a picture as a file carries it: its SPDX name, and what may be done with events from elsewhere."""
    return "; ".join(filter(None, [record["license"], terms(record)]))


def kept_back(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the sources whose rows, of a reader's own file, may not be packed.

    The samples and counts that the project ships are derived, and published with it.
    """
    own = any(not name.startswith("samples/") for name in record["data"]["files"])
    return [credit["name"] for credit in record.get("sources", ()) if own and not credit["passes"]]
