"""Errors as a contribution would bring them, of the kinds that a referee of the data looks for: the wrong minister, a day out of
office, an occasion that was not on, a copy called official, an engagement coded twice.

No seal guards a new row yet, and no published figure has it. So only the check of the tables and the comparisons of the record
with itself may catch these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from prove.plants import Plant, some
from prove.records import CHECKS, Row, fresh, later, planted, referring, rows

GATES = (("codebook", ()), ("cross-checks", CHECKS))
FITTING = {"summit": ("head_of_state", "head_of_government", "head_of_organisation", "elect"),
           "foreign_ministers": ("foreign_minister", "deputy")}  # fmt: skip
SIDES = {"japan_lead": "Japan", "partner_leads": "the partner"}
Change = tuple[str, int, Row, str]  # what, the row's place in events.csv, its new cells, the column that is wrong
Made = tuple[str, str, Callable[[], dict[str, list[Row]]]]  # what was, what is now, the tables with it


def every() -> list[Plant]:
    """Return every error planted as a contribution would bring it."""
    makes = (ministers, days, slips, occasions, channels, sources, venues)
    return [*(_changed(*change) for make in makes for change in make()), *undone()]


def _changed(what: str, place: int, cells: Row, column: str) -> Plant:
    """Return the error that changes some cells of an event, its id and all that refers to it with them."""
    made = rows("events")
    row, old = made[place], made[place]["event_id"]
    was = row[column]
    row |= cells
    tables = {"events": made}
    if {"date", "partners", "level"} & set(cells):
        row["event_id"] = fresh(row, {other["event_id"] for other in made if other is not row})
        tables |= referring(old, row["event_id"])
    return planted(what, "events", place, f"{old}, {column} {was}", row[column], tables, GATES, "contributions")


@cache
def _terms() -> dict[tuple[str, str], list[Row]]:
    """Return the terms in each office of each country, in their order."""
    found = defaultdict(list)
    for row in sorted(rows("offices"), key=lambda term: term["from"]):
        found[row["country"], row["office"]].append(row)
    return dict(found)


def _holds(term: Row, on: str) -> bool:
    return term["from"] <= on <= (term["to"] or "9999")


def _led(side: str) -> Iterator[tuple[int, Row, str, list[Row]]]:
    """Yield each bilateral event that one person led for a side: place, row, country, the terms in the office held."""
    for place, row in enumerate(rows("events")):
        country = "JPN" if side == "japan_lead" else row["partners"]
        for office in FITTING.get(row["level"], ()) if row["format"] == "bilateral" else ():
            terms = _terms().get((country, office), [])
            if any(term["person"] == row[side] and _holds(term, row["date"]) for term in terms):
                yield place, row, country, terms
                break


def ministers() -> Iterator[Change]:
    """Yield leads who held the office before or after, another office on that day, or an office of another country."""
    for side, whose in SIDES.items():
        for what, step in (("predecessor", -1), ("successor", 1)):
            found = [(place, name) for place, row, _, terms in _led(side) if (name := _beside(row[side], row["date"], terms, step))]
            for place, name in some(found, 9, f"{side} {what}"):
                yield f"the {what} of the lead of {whose}", place, {side: name}, side
    both = [(place, name) for place, row, *_ in _led("japan_lead") if (name := _other_office(row))]
    for place, name in some(both, 6, "another office"):
        yield "a minister of another office", place, {"japan_lead": name}, "japan_lead"
    leads = [(place, row) for place, row, *_ in _led("partner_leads")]
    pairs = [(place, other["partner_leads"]) for (place, row), (_, other) in pairwise(leads)
             if row["partners"] != other["partners"]]  # fmt: skip
    for place, name in some(pairs, 6, "another country"):
        yield "a lead of another country", place, {"partner_leads": name}, "partner_leads"


def _beside(name: str, on: str, terms: list[Row], step: int) -> str:
    """Return who held an office before or after somebody, empty where nobody is known."""
    here = next(place for place, term in enumerate(terms) if term["person"] == name and _holds(term, on))
    people = [term["person"] for term in (terms[here + 1 :] if step > 0 else terms[:here][::-1])]
    return next((other for other in people if other != name), "")


def _other_office(row: Row) -> str:
    office = "foreign_minister" if row["level"] == "summit" else "head_of_government"
    terms = _terms()["JPN", office]
    return next((term["person"] for term in terms if _holds(term, row["date"]) and term["person"] != row["japan_lead"]), "")


def days() -> Iterator[Change]:
    """Yield events on the day before a term begins or on the day after it ends."""
    for side, whose in SIDES.items():
        for what, end, step in (("the day before the term", "from", -1), ("the day after the term", "to", 1)):
            found = dict(_out_of_office(side, end, step))
            for place, day in some(found.values(), 7, f"{side} {what}"):
                yield f"{what} ({whose})", place, _on(rows("events")[place], day) | {"occasion": ""}, "date"


def _out_of_office(side: str, end: str, step: int) -> Iterator[tuple[tuple[str, str], tuple[int, str]]]:
    """Yield person and day beside a term -> the place of an event of that term and the day, where the person then led nowhere."""
    every = rows("offices")
    for place, row, *_, terms in _led(side):
        term = next(term for term in terms if term["person"] == row[side] and _holds(term, row["date"]))
        day = later(term[end], step) if term[end] else ""
        if day and not any(other["person"] == row[side] and _holds(other, day) for other in every):
            yield (row[side], day), (place, day)


def _on(row: Row, day: str, page: bool = True) -> Row:
    """Return the cells of an event moved to another day, its page's date with it."""
    dates = {"date": day, "date_jst": day if row["date_jst"] else ""}
    return dates | ({"source_date": day} if page and len(row["source_date"]) == 10 else {})


def slips() -> Iterator[Change]:
    """Yield days mistyped: day and month exchanged, the year before or after, another month; the page's date stays."""
    dated = [(place, row) for place, row in enumerate(rows("events")) if len(row["source_date"]) == 10 and "page dated" not in row["notes"]]
    for what, most, change in (
        ("day and month exchanged", 8, lambda day: f"{day[:4]}-{day[8:]}-{day[5:7]}" if day[8:] <= "12" and day[8:] != day[5:7] else ""),
        ("the year before", 6, lambda day: f"{int(day[:4]) - 1}{day[4:]}" if day[5:] != "02-29" else ""),
        ("the year after", 6, lambda day: f"{int(day[:4]) + 1}{day[4:]}" if day[5:] != "02-29" else ""),
        ("two days late", 3, lambda day: later(day, 2)),
        ("a week early", 3, lambda day: later(day, -7)),
    ):
        found = [(place, row, day) for place, row in dated if (day := change(row["date"]))]
        for place, row, day in some(found, most, what):
            yield what, place, _on(row, day, page=False), "date"
    afternoon = [(place, row) for place, row in enumerate(rows("events"))
                 if "13:00" <= row["start_local"] < "18:00" and row["channel"] == "in_person"]  # fmt: skip
    for place, row in some(afternoon, 4, "a.m."):
        yield "a.m. for p.m.", place, {"start_local": f"{int(row['start_local'][:2]) - 12:02}{row['start_local'][2:]}"}, "start_local"
    long = [(place, row) for place, row in enumerate(rows("events")) if int(row["duration_min"] or 0) > 12]
    for place, row in some(long, 3, "seconds"):
        yield "a length in seconds", place, {"duration_min": str(int(row["duration_min"]) * 60)}, "duration_min"


def occasions() -> Iterator[Change]:
    """Yield occasions that were not on that day, or not in that country or city, and names of no gathering."""
    held, met = rows("occasions"), [(place, row) for place, row in enumerate(rows("events")) if row["channel"] == "in_person"]
    for what, most, fits in (
        ("an occasion of another time", 10, lambda row, other: not _near(row["date"], other)),
        ("an occasion in another country", 10, lambda row, other: _near(row["date"], other) and other["country"] != row["venue_country"]),
        ("an occasion in another city", 6, lambda row, other: _near(row["date"], other) and other["country"] == row["venue_country"]
                                                            and row["venue_city"] and other["city"] not in ("", row["venue_city"])),
    ):  # fmt: skip
        chosen = some(met, 400, what)
        found = [(place, fitting[place % len(fitting)]) for place, row in chosen if (fitting := [o["name"] for o in held if o["name"] != row["occasion"] and fits(row, o)])]
        for place, name in some(found, most, what):
            yield what, place, {"occasion": name}, "occasion"
    for place, row in some([(place, row) for place, row in met if not row["occasion"]], 3, "a visit"):
        yield "a visit for an occasion", place, {"occasion": f"Visit of {row['partner_leads'] or row['japan_lead']}"}, "occasion"
    for place, row in some([(place, row) for place, row in met if " " in row["occasion"]], 4, "a name"):
        yield "an occasion by half its name", place, {"occasion": row["occasion"].rsplit(" ", 1)[0]}, "occasion"


def _near(day: str, occasion: Row) -> bool:
    return later(occasion["first_day"], -1) <= day <= later(occasion["last_day"], 1)


def channels() -> Iterator[Change]:
    """Yield a call coded as a meeting, a meeting as a call, a video conference as a call; the page's word for it stays."""
    every = list(enumerate(rows("events")))
    away = {"venue_city": "", "venue_country": "", "occasion": ""}
    for what, was, cells, most in (("a call as a meeting", "telephone", {"channel": "in_person", "venue_country": "JPN"}, 5),
                                   ("a meeting as a call", "in_person", {"channel": "telephone"} | away, 6),
                                   ("a video conference as a call", "video", {"channel": "telephone"}, 4)):  # fmt: skip
        for place, _ in some([(place, row) for place, row in every if row["channel"] == was], most, what):
            yield what, place, cells, "channel"


def sources() -> Iterator[Change]:
    """Yield a copy called official, an official page called a copy, and publishers who issue nothing there, or nothing at all."""
    every, known = list(enumerate(rows("events"))), rows("publishers")
    official = [(place, row) for place, row in every if row["source_kind"] == "official"]
    copies = [(place, row) for place, row in every if row["source_kind"] == "mirror"]
    issuers = sorted({name for row in known if row["kind"] == "official" for name in row["issuers"].split(";")} - {"MOFA", ""})
    for place, _ in some(copies, 8, "mirror"):
        yield "a mirror called official", place, {"source_kind": "official"}, "source_kind"
    for place, _ in some(official, 4, "official"):
        yield "an official page called a mirror", place, {"source_kind": "mirror"}, "source_kind"
    foreign = [(place, row) for place, row in official if row["source_publisher"] == "MOFA"]
    for place, _ in some(foreign, 8, "another's"):
        yield "a page of another issuer", place, {"source_publisher": issuers[place % len(issuers)]}, "source_publisher"
    for place, row in some(copies, 5, "nobody's"):
        yield "a publisher nobody knows", place, {"source_publisher": f"{row['source_publisher']} press"}, "source_publisher"


def venues() -> Iterator[Change]:
    """Yield a city in another country, and a country where the occasion was not."""
    every = [(place, row) for place, row in enumerate(rows("events")) if row["venue_country"]]
    countries = sorted({row["venue_country"] for _, row in every})
    for what, cells, most, chosen in (
        ("a city of another country", {}, 6, [(place, row) for place, row in every if row["venue_city"]]),
        ("a country that was not the host", {"venue_city": ""}, 6, [(place, row) for place, row in every if row["occasion"]]),
    ):
        for place, row in some(chosen, most, what):
            other = countries[(countries.index(row["venue_country"]) + 1 + place % 7) % len(countries)]
            yield what, place, cells | {"venue_country": other}, "venue_country"


def undone() -> Iterator[Plant]:
    """Yield corrections undone in the row, second codings copied from the first, documents of strangers, and other travellers."""
    yield from _others("corrections", "a corrected cell put back", 6, _put_back)
    yield from _others("agreement", "a coder who copies the first coding", 6, _copied)
    yield from _others("documents", "a document of strangers", 4, _of_strangers)
    yield from _others("visits", "the predecessor travels", 6, _by_another)


def _others(table: str, what: str, most: int, change: Callable[[int, Row], Made | None]) -> Iterator[Plant]:
    found = [(place, made) for place, row in enumerate(rows(table)) if (made := change(place, row))]
    for place, (was, now, tables) in some(found, most, what):
        yield planted(what, table, place, was, now, tables(), GATES, "contributions")


def _put_back(place: int, row: Row) -> Made | None:
    def tables() -> dict[str, list[Row]]:
        made = rows("events")
        next(event for event in made if event["event_id"] == row["event_id"])[row["column"]] = row["from"]
        return {"events": made}

    known = row["column"] not in ("date", "partners", "level") and row["version"] == "0.4.0"
    return (f"{row['event_id']}, {row['column']} {row['to']}", row["from"], tables) if known else None


def _copied(place: int, row: Row) -> Made | None:
    first = _events()[row["event_id"]]

    def tables() -> dict[str, list[Row]]:
        made = rows("agreement")
        made[place] |= {name: first[name] for name in row if name in first}
        return {"agreement": made}

    return (f"{row['event_id']}, notes {row['notes']}", first["notes"], tables) if first["notes"] and row["date"] else None


@cache
def _events() -> dict[str, Row]:
    return {row["event_id"]: row for row in rows("events")}


def _of_strangers(place: int, row: Row) -> Made | None:
    issuers = "JPN;MNG" if "MNG" not in row["issuers"] else "JPN;PER"
    name = row["doc_id"].replace(row["issuers"].replace(";", "+"), issuers.replace(";", "+"))

    def tables() -> dict[str, list[Row]]:
        made, events = rows("documents"), rows("events")
        made[place] |= {"issuers": issuers, "doc_id": name}
        for event in events:
            event["outcome_docs"] = ";".join(name if other == row["doc_id"] else other for other in event["outcome_docs"].split(";"))
        return {"documents": made, "events": events}

    alone = row["related_event_id"] and row["issuers"].count(";") == 1
    return (f"{row['doc_id']}, issuers {row['issuers']}", issuers, tables) if alone else None


def _by_another(place: int, row: Row) -> Made | None:
    on = (row["start_date"] + "-01-01")[:10]
    own = [terms for (country, _), terms in _terms().items() if country == row["traveller_country"]
           and any(term["person"] == row["traveller"] and _holds(term, on) for term in terms)]  # fmt: skip
    name = next(filter(None, (_beside(row["traveller"], on, terms, -1) for terms in own)), "")

    def tables() -> dict[str, list[Row]]:
        made = rows("visits")
        made[place]["traveller"] = name
        return {"visits": made}

    return (f"{row['visit_id']}, traveller {row['traveller']}", name, tables) if name else None
