"""Errors in the data: mistyped cells, and rows that are lost, doubled or mixed up.

A plain one changes a cell alone; a careful one keeps to the codebook, ids and references with it, so that only a check
which knows the content can see it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from prove.plants import Plant, some, source

Row = dict[str, str]
REFERRING = {"documents": "related_event_id", "leads": "event_id", "agreement": "event_id", "statements": "event_ids"}
CHECKS = ("record/test_crosschecks.py",)


@cache
def header(table: str) -> list[str]:
    """Return the columns of a table, in order."""
    return source(f"data/{table}.csv").split("\n", 1)[0].split(",")


def rows(table: str) -> list[Row]:
    """Return the rows of a table as text, the caller's own to change."""
    return [dict(row) for row in _read(table)]


@cache
def _read(table: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(source(f"data/{table}.csv"), newline="")))


def written(table: str, kept: list[Row]) -> tuple[str, ...]:
    """Return the lines of a table; those of unchanged rows are shared by all plants, or hundreds of them would fill the memory."""
    return _line(tuple(header(table))), *(_line(tuple(row[name] for name in header(table))) for row in kept)


@cache
def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def every() -> list[Plant]:
    """Return every error planted in the data."""
    return [plant for make in (events, identities, pairs, lost, others) for plant in make()]


def events() -> Iterator[Plant]:
    """Yield errors in one cell of an event that keep its id."""
    def stated(column: str) -> list[int]:
        return [place for place, row in enumerate(rows("events")) if row[column]]

    yield from _cells("a changed length", "duration_min", stated("duration_min"), 8, lambda cell: str(int(cell) + 10))
    calls = [place for place, row in enumerate(rows("events")) if row["channel"] == "telephone"]
    yield from _cells("a changed channel", "channel", calls, 6, lambda cell: "video")
    yield from _cells("a changed channel (venue left)", "channel", stated("venue_city"), 2, lambda cell: "telephone")
    yield from _cells("a changed date (id left)", "date", stated("date"), 3, lambda cell: later(cell, 1))
    yield from _cells("a changed level (id left)", "level", stated("level"), 3, _another_level)
    yield from _cells("a changed partner (id left)", "partners", stated("partners"), 3, _another_partner)
    yield from _cells("a broken address", "source_url", stated("source_url"), 3, lambda cell: cell.replace("://", ":/"))
    yield from _cells("another address", "source_url", stated("source_url"), 3, _another_digit)
    yield from _cells("a changed country", "venue_country", stated("venue_city"), 3, lambda cell: "USA" if cell != "USA" else "CAN")
    several = [place for place, row in enumerate(rows("events")) if ";" in row["topics"]]
    yield from _cells("a lost topic", "topics", several, 4, lambda cell: cell.rsplit(";", 1)[0])
    counted = [place for place, row in enumerate(rows("events")) if row["ministry_count"] == "yes"]
    yield from _cells("a changed count", "ministry_count", counted, 3, lambda cell: "no")
    yield from _cells("a changed time", "start_local", stated("start_local"), 3, lambda cell: cell[:-2] + str((int(cell[-2:]) + 5) % 60).zfill(2))
    timed = [place for place in stated("duration_min") if rows("events")[place]["start_local"]]
    yield from _cells("a length without its start", "start_local", timed, 3, lambda cell: "")
    american = [place for place, row in enumerate(rows("events")) if row["venue_city"] in ("New York", "Washington")]
    yield from _cells("another city of the country", "venue_city", american, 4, lambda cell: "New York" if cell != "New York" else "Washington")
    yield from _cells("a changed source", "source_kind", stated("source_kind"), 3, lambda cell: "official" if cell == "mirror" else "mirror")


def _cells(what: str, column: str, places: list[int], most: int, change: Callable[[str], str]) -> Iterator[Plant]:
    for place in some(places, most, what):
        made = rows("events")
        was, row = made[place][column], made[place]
        row[column] = change(was)
        yield _event(what, place, f"{row['event_id']}, {column} {was}", row[column], {"events": made}, row, column)


def identities() -> Iterator[Plant]:
    """Yield careful errors: another date, level or partner, the id and all that refers to it with it."""
    alone = [place for place, row in enumerate(rows("events")) if ";" not in row["partners"]]
    every = list(range(len(rows("events"))))
    for what, column, places, most, change in (
        ("a changed date", "date", every, 8, lambda cell: later(cell, 1)),
        ("a changed month", "date", alone, 4, lambda cell: later(cell, 31)),
        ("a changed partner", "partners", alone, 6, _another_partner),
        ("a changed level", "level", alone, 6, _another_level),
        ("a Sunday for a Saturday", "date", [place for place in alone if _weekday(place) == 5], 5, lambda cell: later(cell, 1)),
    ):
        for place in some(places, most, f"careful {what}"):
            yield _renamed(what, place, {column: change(rows("events")[place][column])}, column)


def _weekday(place: int) -> int:
    return date.fromisoformat(_read("events")[place]["date"]).weekday()


def _renamed(what: str, place: int, changes: Row, column: str) -> Plant:
    made = rows("events")
    row, old = made[place], made[place]["event_id"]
    was = row[column]
    row |= changes
    if column == "date" and row["date_jst"]:
        row["date_jst"] = row["date"]
    row["event_id"] = fresh(row, {other["event_id"] for other in made})
    tables = {"events": made} | referring(old, row["event_id"])
    return _event(what, place, f"{old}, {column} {was}", row[column], tables, row | {"partners": f"{row['partners']};{was}"}, column)


def fresh(row: Row, taken: set[str]) -> str:
    """Return the id that the codebook gives an event, one that no other row has."""
    stem = f"{row['date']}-{'+'.join(row['partners'].split(';'))}-{row['level']}"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 9))) if name not in taken)


def referring(old: str, new: str) -> dict[str, list[Row]]:
    """Return the tables that refer to an event, with its new id in the old one's place."""
    found = {}
    for table, column in REFERRING.items():
        made = rows(table)
        for row in made:
            row[column] = ";".join(new if name == old else name for name in row[column].split(";"))
        if made != rows(table):
            found[table] = made
    return found


def pairs() -> Iterator[Plant]:
    """Yield two events that are neighbours in the table and have their partner or their channel mixed up."""
    made = rows("events")
    for column, most in (("partners", 5), ("channel", 3), ("duration_min", 2), ("source_url", 2)):
        near = [p for p in range(len(made) - 1) if made[p][column] != made[p + 1][column] and _alike(made[p], made[p + 1], column)]
        for place in some(near, most, f"swapped {column}"):
            yield _swapped(place, column)


def _alike(one: Row, other: Row, column: str) -> bool:
    remote = "in_person" not in (one["channel"], other["channel"])
    return one["format"] == other["format"] == "bilateral" and (column != "channel" or remote) and bool(one[column] and other[column])


def _swapped(place: int, column: str) -> Plant:
    made, tables = rows("events"), {}
    one, other = made[place], made[place + 1]
    one[column], other[column] = other[column], one[column]
    if column == "partners":
        taken = {row["event_id"] for row in made} - {one["event_id"], other["event_id"]}
        for row in (one, other):
            old, row["event_id"] = row["event_id"], fresh(row, taken)
            taken.add(row["event_id"])
            tables |= referring(old, row["event_id"])
    what = f"a swapped pair ({column})"
    return _event(what, place, f"{other[column]} | {one[column]}", f"{one[column]} | {other[column]}", tables | {"events": made},
                  one | {"partners": f"{one['partners']};{other['partners']}"}, column)  # fmt: skip


def lost() -> Iterator[Plant]:
    """Yield rows dropped, and rows repeated, with the same id or with one of their own."""
    for place in some(range(len(rows("events"))), 6, "dropped"):
        made = rows("events")
        row = made.pop(place)
        yield _event("a dropped row", place, row["event_id"], "", {"events": made}, row, "date")
    for place in some(range(len(rows("events"))), 2, "twice"):
        made = rows("events")
        made.insert(place, dict(made[place]))
        yield _event("a duplicated row", place, made[place]["event_id"], "twice", {"events": made}, made[place], "date")
    for place in some(range(len(rows("events"))), 5, "twice, with an id"):
        made = rows("events")
        again = dict(made[place])
        again["event_id"] = fresh(again, {row["event_id"] for row in made})
        made.insert(place + 1, again)
        yield _event("a duplicated row (own id)", place, made[place]["event_id"], again["event_id"], {"events": made}, again, "date")
    for place in some(range(len(rows("corrections"))), 5, "dropped corrections"):
        made = rows("corrections")
        row = made.pop(place)
        gates = (("codebook", ()), ("cross-checks", CHECKS), ("numbers in prose", ()))
        yield planted("a correction dropped", "corrections", place, f"{row['event_id']}, {row['column']} {row['from']}", "", {"corrections": made}, gates)


def _event(what: str, place: int, was: str, now: str, tables: dict[str, list[Row]], row: Row, column: str) -> Plant:
    gates = (("codebook", ()), ("cross-checks", CHECKS), ("figure gate", _drawing(row, column)), *_shown(row, column))
    return planted(what, "events", place, was, now, tables, (*gates, ("seals", ())))


def _drawing(row: Row, column: str) -> tuple[str, ...]:
    """Return the published figures in which this column of this event is drawn, the quickest first."""
    named = set(row["partners"].split(";"))
    big = [code.lower() for code in ("USA", "CAN") if code in named]
    noun = {"duration_min": "channels", "venue_country": "places", "topics": "agenda"}.get(column, "tempo")
    year = row["date"][:4]
    found = [f"{noun}-{code}-2021-2025" for code in big if (noun, code) not in {("channels", "can"), ("agenda", "can")}]
    found += [f"{noun}-can-2022"] if "can" in big and year == "2022" and noun in ("channels", "agenda") else []
    found += [f"{noun}-gbr-2022"] if "GBR" in named and year == "2022" and noun != "tempo" else []
    if column in ("date", "partners", "level") and not found:
        found = ["partners-2021-2025"] if row["format"] == "bilateral" else ["formats-2021-2025"]
    if column == "source_kind":
        return ("record-all-2021-2025",)
    return tuple(found) if column not in ("source_url", "ministry_count", "start_local") else ()


def _shown(row: Row, column: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    american = "USA" in row["partners"] and row["date"].startswith("2022")
    return (("stored outputs", ("02-tempo",)),) if column == "source_url" and american else ()


def others() -> Iterator[Plant]:
    """Yield errors in the other tables."""
    for table, what, column, most, change, gates in OTHERS:
        places = [place for place, row in enumerate(rows(table)) if row[column] and change(row[column]) != row[column]
                  and (table != "terms" or row["list"] in CHARTED)]  # fmt: skip
        for place in some(places, most, f"{table} {column}"):
            made = rows(table)
            was = made[place][column]
            made[place][column] = change(was)
            key = made[place][header(table)[0]]
            checks = (("codebook", ()), ("cross-checks", CHECKS), *gates, ("seals", ()))
            yield planted(what, table, place, f"{key}, {column} {was}", made[place][column], {table: made}, checks)


def planted(what: str, table: str, place: int, was: str, now: str, tables: dict[str, list[Row]], gates: tuple, kind: str = "data") -> Plant:
    """Return the error that gives some tables other rows. place: of the row that is wrong, the first one 0."""
    files = {f"data/{name}.csv": written(name, made) for name, made in tables.items()}
    return Plant(kind, what, f"data/{table}.csv", place + 2, was, now, files, gates)


def later(day: str, by: int) -> str:
    """Return a day so many days later; what is no whole day stays."""
    return (date.fromisoformat(day) + timedelta(by)).isoformat() if len(day) == 10 else day


def _another_level(level: str) -> str:
    return "foreign_ministers" if level == "summit" else "summit"


def _another_partner(partners: str) -> str:
    return partners.replace("USA", "CAN") if "USA" in partners else "USA" if ";" not in partners else partners


def _another_digit(address: str) -> str:
    """Return an address with its last digit one higher."""
    place = max((place for place, sign in enumerate(address) if sign.isdecimal()), default=None)
    return address + "1" if place is None else address[:place] + str((int(address[place]) + 1) % 10) + address[place + 1 :]


def _one_more(number: str) -> str:
    return str(int(number) + 1)


def _figures(*ids: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("figure gate", ids),)


CHARTED = ("level", "channel", "topic", "lane")  # lists of terms whose order and labels are drawn
RECONCILED = _figures("reconcile-usa-2022", "reconcile-can-2022")
JOURNEYS = _figures("visits-usa-2022", "visits-can-2021-2025", "historian-2021-2024")
SAMPLED = (("unit tests", ("counts/test_pairs.py::test_the_shipped_sample_is_the_shipped_counts",)),
           *_figures("machine-coded-usa-2022-01-2022-08"))  # fmt: skip
OTHERS = (
    ("claims", "a claim changed by one", "total", 8, _one_more, RECONCILED),
    ("claims", "a claim changed by one", "in_person", 3, _one_more, RECONCILED),
    ("claims", "a claim's period", "period_end", 3, lambda cell: later(cell, -200), RECONCILED),
    ("claims", "a total counted by others", "issuer_kind", 6, lambda cell: "press" if cell == "official" else "official", RECONCILED),
    ("offices", "a term that begins later", "from", 5, lambda cell: later(cell, 300), ()),
    ("offices", "a term that ends earlier", "to", 5, lambda cell: later(cell, -300), ()),
    ("occasions", "a gathering in another country", "country", 5, lambda cell: "CHE" if cell != "CHE" else "AUT", ()),
    ("occasions", "a gathering that ends later", "last_day", 3, lambda cell: later(cell, 9), ()),
    ("people", "a person of another country", "country", 4, lambda cell: "NZL" if cell != "NZL" else "FJI", ()),
    ("publishers", "a copy among the issuers", "kind", 6, lambda cell: "mirror" if cell == "official" else "official", ()),
    ("publishers", "another issuer", "issuers", 4, lambda cell: "Kantei" if cell != "Kantei" else "MOFA", ()),
    ("places", "a city in another country", "country", 4, lambda cell: "CHE" if cell != "CHE" else "AUT", ()),
    ("corrections", "a correction's old value", "from", 4, lambda cell: cell + "0", (("descriptor", ()),)),
    ("corrections", "a correction of another row", "event_id", 3, lambda cell: cell + "-2", ()),
    ("documents", "a changed date (id left)", "date", 1, lambda cell: later(cell, 1), ()),
    ("documents", "a lost tie", "related_event_id", 3, lambda cell: "", _figures("documents-usa-2022", "documents-can-2021-2025")),
    ("documents", "another title", "title", 2, lambda cell: cell + " II", _figures("documents-usa-2022", "documents-can-2021-2025")),
    ("visits", "a changed last day", "end_date", 4, lambda cell: later(cell, 1), JOURNEYS),
    ("visits", "a journey not made", "status", 3, lambda cell: "cancelled", JOURNEYS),
    ("visits", "another traveller", "traveller", 2, lambda cell: "Kishi Nobuo", JOURNEYS),
    ("leads", "a lead closed", "status", 4, lambda cell: "resolved", _figures("reconcile-usa-2022", "partners-2021-2025", "formats-2021-2025")),
    ("coverage", "coverage overstated", "status", 5, lambda cell: "complete", _figures("tempo-usa-2021-2025", "tempo-can-2021-2025", "partners-2022")),
    ("statements", "another month", "date", 3, lambda cell: cell[:4] + "-01", _figures("statements-2022")),
    ("statements", "another partner", "partners", 2, lambda cell: "CAN" if cell == "USA" else "USA", _figures("statements-2022")),
    ("historian", "a changed last day", "end_date", 3, lambda cell: later(cell, 1), _figures("historian-2021-2024")),
    ("places", "another latitude", "latitude", 3, lambda cell: f"{-float(cell):g}", _figures("places-usa-2021-2025", "places-gbr-2022")),
    ("icews", "a count changed by one", "rows", 3, _one_more, SAMPLED),
    ("chronology", "another partner", "partners", 3, _another_partner, (("stored outputs", ("01-record",)),)),
    ("agreement", "a length of the second coder", "duration_min", 2, _one_more, (("stored outputs", ("01-record",)),)),
    ("terms", "another place in the list", "order", 2, lambda cell: "9", _figures("tempo-usa-2022", "agenda-usa-2022")),
    ("terms", "another label", "label_en", 3, lambda cell: cell + "s", _figures("tempo-usa-2022", "agenda-usa-2022", "reconcile-usa-2022")),
    ("countries", "another name", "name_en", 3, lambda cell: cell + "s", _figures("partners-2022", "partners-2021-2025")),
)  # fmt: skip
