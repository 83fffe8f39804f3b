"""The search over the whole site: a page, and for each kind of thing a file of what it is called and where it is shown.

Events are not among them: the browser finds those in the rows of parts.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from bluebook.figures import records
from bluebook.record import codebook, spellings
from bluebook.site import addresses, cells, codebooks, frames, parts, passages, words
from bluebook.site.cells import Rows, Words
from bluebook.views import names

FILE = "search/{}.js"  # from the site's root
Both = Sequence[Words]  # the words of English and of Japanese
Entry = list[Any]  # title in English and Japanese, note in English and Japanese, other words, the page, number of events
PAGES = {"read": "read.html", "rerun": "rerun.html", "claims": "record/claims.html", "leads": "record/leads.html",
         "coverage": "record/coverage.html", "codebook": "record/codebook.html", "cite": "cite.html",
         "changes": "changes.html"}  # fmt: skip
SAID = ("search_found", "search_none", "search_all", "search_more", "did_you_mean", "loading")


def address(kind: str, key: str) -> str:
    """Return where a thing of a kind is shown, from the root of a language's tree: its page, or its rows in the record."""
    rooms = {"person": "people", "occasion": "occasions"}
    if kind in rooms and (slug := addresses.known(rooms[kind]).get(key)):
        return f"{rooms[kind]}/{slug}.html"
    places = {"country": "countries/{}.html", "person": "record/index.html#person={}", "place": "record/index.html#city={}",
              "occasion": "record/index.html#occasion={}", "topic": "record/index.html#topic={}",
              "document": "record/documents.html#{}", "visit": "record/visits.html#{}", "notebook": "notebooks/{}.html",
              "figure": "figures/{}.html", "codebook": "record/codebook.html#{}"}  # fmt: skip
    return places[kind].format(quote(key, safe=""))


def pages(lang: str) -> dict[str, str]:
    """Return the page of the search by its path."""
    said = cells.words(lang)
    shown = {key: said.say(key, n="#") for key in SAID} | {kind: said.say(f"kind_{kind}") for kind in ("event", *KINDS)}
    return {"search.html": frames.template("search.html").render(
        w=said, kinds=" ".join(KINDS), said=json.dumps(shown, ensure_ascii=False))}  # fmt: skip


def files() -> dict[str, bytes]:
    """Return path from the site's root -> content: what is searched, by kind."""
    both = [cells.words(lang) for lang in words.LANGS]
    events = cells.raw("events")
    return {FILE.format(kind): parts.call(f'entries("{kind}", ', list(made(events, both))) for kind, made in KINDS.items()}


def _counted(events: Rows, *columns: str) -> Counter[str]:
    return Counter(value for row in events for value in {v for column in columns for v in row[column].split(";") if v})


def _n(both: Both, n: int) -> list[str]:
    return [one.say("search_events", n=n) for one in both]


def countries(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield all countries and organisations, by every name that people use; of those never collected, that they are not."""
    numbers, told, shown = _counted(events, "partners"), parts.covered(), addresses.countries()
    for row in cells.raw("countries"):
        code = row["code"]
        n = numbers[code]
        notes = _n(both, n) if n or code in told else [one.say("timeline_bare") for one in both]
        others = "; ".join([code, row["alpha2"], *spellings.ALIASES.get(code, ())])
        place = address("country", code) if code in shown else PAGES["coverage"]
        yield [*(one.names[code] for one in both), *notes, others, place, n]


def people(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield those who led an event, with their countries."""
    known, japanese = {row["name"]: row for row in cells.raw("people")}, parts.people()
    for name, n in sorted(_counted(events, "japan_lead", "partner_leads").items()):
        row = known.get(name, {"country": "", "aliases": ""})
        notes = [one.listing([*(one.names[code] for code in row["country"].split(";") if code), said])
                 for one, said in zip(both, _n(both, n), strict=True)]  # fmt: skip
        yield [name, japanese(name), *notes, row["aliases"].replace(";", "; "), address("person", name), n]


def places(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the cities in which an event took place."""
    countries = {row["venue_city"]: row["venue_country"] for row in events}
    for city, n in sorted(_counted(events, "venue_city").items()):
        notes = [one.listing([one.names[countries[city]], said]) for one, said in zip(both, _n(both, n), strict=True)]
        yield [city, names.city(city, "ja"), *notes, "", address("place", city), n]


def occasions(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the gatherings at which events took place."""
    for name, n in sorted(Counter(row["occasion"] for row in events if row["occasion"]).items()):
        yield [name, names.occasion(name, "ja"), *_n(both, n), "", address("occasion", name), n]


def topics(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the topics, in the order of their list."""
    numbers = _counted(events, "topics")
    for term in (row["term"] for row in cells.raw("terms") if row["list"] == "topic"):
        n = numbers[term]
        yield [*(one.label(["topic"], term) for one in both), *_n(both, n), "", address("topic", term), n]


def notebooks(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the notebooks by their questions."""
    for name in dict.fromkeys(known["notebook"].removesuffix(".ipynb") for known in records.every()):
        yield [*(passages.title(name, lang) for lang in words.LANGS), "", "", name, address("notebook", name), 0]


def figures(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the published figures by their titles, each in its own language."""
    for known in records.every():
        yield [known["title"], "", known["id"], known["id"], "", address("figure", known["id"]), len(known["rows"])]


def documents(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the documents by their titles, with who issued them."""
    for row in cells.raw("documents"):
        notes = [one.listing([one.label(["document_type"], row["type"]), one.day(row["date"])]) for one in both]
        issuers = "; ".join(one.names[code] for code in row["issuers"].split(";") for one in both if code)
        yield [row["title"], "", *notes, f"{issuers}; {row['date']}", address("document", row["doc_id"]), 0]


def visits(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the journeys by who travelled, with both countries and the days."""
    japanese = parts.people()
    for row in cells.raw("visits"):
        notes = [one.listing([_way(row, one), one.day(row["start_date"])]) for one in both]
        cities = [spelt for city in row["cities"].split(";") if city for spelt in (city, names.city(city, "ja"))]
        yield [row["traveller"], japanese(row["traveller"]), *notes, "; ".join([row["start_date"], *cities]),
               address("visit", row["visit_id"]), 0]  # fmt: skip


def _way(row: dict[str, str], one: Words) -> str:
    return " → ".join(one.names[row[end]] for end in ("traveller_country", "visited_country"))


def columns(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the columns of the tables and the terms of the closed lists."""
    described = {name: codebook.columns(name) for name in codebook.MODELS}
    for table, known in described.items():
        for column, details in known.items():
            said = details["description"]
            yield [f"{table}.{column}", "", said, said, column, address("codebook", f"{table}.{column}"), 0]
    for listing, terms in codebooks.lists(described).items():
        for row in terms if listing != "topic" else ():
            place = address("codebook", f"term-{listing}-{row['term']}")
            yield [row["label_en"], row["label_ja"], listing, listing, row["term"], place, 0]


def guides(events: Rows, both: Both) -> Iterator[Entry]:
    """Yield the pages that are none of these."""
    for key, place in PAGES.items():
        titles = [words.say(key, one.lang) if key in words.WORDS else one.say(key) for one in both]
        yield [*titles, "", "", "", place, 0]


KINDS: dict[str, Callable[[Rows, Both], Iterator[Entry]]] = {
    "country": countries, "person": people, "place": places, "occasion": occasions, "topic": topics, "notebook": notebooks,
    "figure": figures, "document": documents, "visit": visits, "codebook": columns, "page": guides,
}  # fmt: skip
