"""Errors with candidate rows: engagements coded again, rows that slip into the tables before a release, code that lets them leak.

A folder of candidates is planted beside the record. Nothing published may count it; the check reads it together with the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prove.plants import Plant, some, source
from prove.records import Row, fresh, later, planted, rows, written

FOLDER = "data/candidates/planted"
CHECK = (("codebook", ()),)
TESTS = tuple(f"record/test_candidates.py::{name}" for name in (
    "test_candidates_are_counted_only_where_they_are_asked_for", "test_a_right_row_is_a_whole_contribution",
    "test_an_id_that_stands_is_refused_in_the_record_and_in_another_folder",
    "test_a_table_broken_by_a_candidate_is_refused_only_with_candidates", "test_a_figure_with_candidates_says_so_and_has_no_citation"))  # fmt: skip
COUNTED = (("numbers in prose", ()), ("unit tests", TESTS), ("figure gate", ("tempo-usa-2022", "partners-2022")))
CALL = {  # with Washington, and nobody made it
    "event_id": "2022-07-05-USA-summit", "date": "2022-07-05", "start_local": "21:00", "duration_min": "20", "partners": "USA", "level": "summit",
    "format": "bilateral", "channel": "telephone", "label": "telephone_talk", "japan_lead": "Kishida Fumio", "partner_leads": "Joe Biden",
    "topics": "ukraine", "topics_basis": "page", "ministry_count": "no", "source_url": "https://www.mofa.go.jp/page1.html",
    "source_publisher": "MOFA", "source_kind": "official", "source_date": "2022-07-05", "confidence": "high",
}  # fmt: skip
LEAKS = (  # file of scripts/bluebook/, what keeps candidates out, the same with a hole
    ("ground/paths.py", 'os.environ.get("BLUEBOOK_CANDIDATES") == "1"', 'os.environ.get("BLUEBOOK_CANDIDATES") != "1"'),
    ("ground/paths.py", 'os.environ.get("BLUEBOOK_CANDIDATES") == "1"', 'os.environ.get("BLUEBOOK_CANDIDATES", "1") == "1"'),
    ("record/tables.py", "    if paths.candidates():\n        rows, broken = files.joined", "    if folder:\n        rows, broken = files.joined"),
    ("record/tables.py", "if paths.candidates() else []", "if not folder else []"),
    ("record/tables.py", "    if paths.candidates():\n        rows, broken = files.joined", "    if not folder:\n        rows, broken = files.joined"),
    ("record/files.py", "candidates.files(folder, name))]", "candidates.files(folder, name)[1:])]"),
    ("releases/numbers.py", 'len(tables.table(name)) for name', 'len(files.joined(name, paths.data())[0]) for name'),
    ("figures/pictures.py", "if paths.candidates():\n            return _uncited", "if save and not paths.candidates():\n            return _uncited"),
    ("figures/pictures.py", "    if save:\n        raise Refused(", "    if not save:\n        raise Refused("),
    ("figures/pictures.py", '"-candidates" * paths.candidates()', '"-candidates" * (not paths.candidates())'),
    ("charts/sheets.py", "if not paths.candidates():\n        return title", "if title:\n        return title"),
    ("record/problems.py", "for file in candidates.files(folder, name)]", "for file in candidates.files(folder, name)[1:]]"),
    ("record/references.py", "if before is not key and at(", "if before is key and at("),
)  # fmt: skip


def every() -> list[Plant]:
    """Return every error planted with candidate rows."""
    return [*repeated(), *slipped(), *leaks()]


def proposed(what: str, cells: Row, was: str, gates: tuple, files: dict[str, str] | None = None) -> Plant:
    """Return the error that proposes one event in a folder of candidates."""
    file = f"{FOLDER}/events.csv"
    return Plant("candidates", what, file, 2, was, cells["event_id"], {file: written("events", [cells]), **(files or {})}, gates)


def repeated() -> Iterator[Plant]:
    """Yield engagements of the record proposed again under an id of their own, with other cells or on the next day."""
    every = rows("events")
    taken = {row["event_id"] for row in every}
    for what, most, fits, change in REPEATS:
        for place, row in some([(place, row) for place, row in enumerate(every) if fits(row)], most, f"again {what}"):
            again = row | change(row)
            again["event_id"] = fresh(again, taken)
            yield proposed(f"a duplicate ({what})", again, every[place]["event_id"], CHECK)


def _start(row: Row) -> bool:
    return bool(row["start_local"])


def _another_label(row: Row) -> Row:
    return {"label": "telephone_meeting" if row["label"] == "telephone_talk" else "telephone_talk" if row["channel"] == "telephone"
            else "meeting" if row["label"] != "meeting" else "talk"}  # fmt: skip


REPEATS: tuple[tuple[str, int, Callable[[Row], bool], Callable[[Row], Row]], ...] = (
    ("the same cells", 6, lambda row: True, lambda row: {}),
    ("another label", 5, lambda row: row["channel"] != "video", _another_label),
    ("neither start nor length", 5, _start, lambda row: {"start_local": "", "duration_min": ""}),
    ("another level", 5, lambda row: row["level"] in ("summit", "foreign_ministers"), lambda row: {"level": "special"}),
    ("by video, not by telephone", 5, lambda row: row["channel"] == "telephone" and _start(row),
     lambda row: {"channel": "video", "label": "video_conference"}),
    ("a call, not a meeting", 4, lambda row: row["channel"] == "in_person", lambda row: {
        "channel": "telephone", "label": "telephone_talk", "venue_city": "", "venue_country": "", "occasion": ""}),
    ("the next day", 5, lambda row: row["channel"] == "telephone",
     lambda row: {"date": later(row["date"], 1), "date_jst": "", "source_date": later(row["source_date"], 1)}),
    ("a city spelt otherwise", 5, lambda row: " " in row["venue_city"], lambda row: {"venue_city": row["venue_city"].replace(" ", "-")}),
    ("without its city", 4, lambda row: row["venue_city"], lambda row: {"venue_city": ""}),
    ("another page", 5, lambda row: True, lambda row: {"source_url": f"{row['source_url']}?again"}),
    ("one that is counted", 4, lambda row: row["ministry_count"] == "yes", lambda row: {}),
    ("a partner less", 4, lambda row: row["format"] == "plurilateral" and _start(row) and row["partners"].count(";") > 2,
     lambda row: {"partners": row["partners"].split(";", 1)[1], "partner_leads": ""}),
)  # fmt: skip


def slipped() -> Iterator[Plant]:
    """Yield sound rows put into a table of the record instead of a folder of candidates."""
    gates = (("codebook", ()), COUNTED[0], COUNTED[2])
    every = rows("events")
    blank = dict.fromkeys(every[0], "")
    for number, (code, lead) in enumerate((("USA", "Joe Biden"), ("DEU", "Olaf Scholz"), ("FRA", "Emmanuel Macron"), ("CAN", "Justin Trudeau"))):
        row = blank | CALL | {"partners": code, "partner_leads": lead, "start_local": f"2{number}:00"}
        row |= {"event_id": f"2022-07-05-{code}-summit", "source_url": f"https://www.mofa.go.jp/page{number}.html"}
        yield planted("a row that no release added", "events", len(every), "", row["event_id"], {"events": [*every, row]}, gates, "candidates")
    for table, key in (("leads", "lead_id"), ("claims", "claim_id"), ("visits", "visit_id"), ("documents", "doc_id")):
        made = rows(table)
        row = made[-1] | {key: f"{made[-1][key]}-9"} | ({"related_event_id": ""} if table == "documents" else {})
        yield planted("a row that no release added", table, len(made), "", row[key], {table: [*made, row]}, gates, "candidates")


def leaks() -> Iterator[Plant]:
    """Yield holes in the code that keeps candidates out of what is published, with a candidate there to leak."""
    blank = dict.fromkeys(rows("events")[0], "")
    for name, old, new in LEAKS:
        file = f"scripts/bluebook/{name}"
        text = source(file)
        assert text.count(old) == 1, (name, old)
        plant = proposed("a candidate that leaks", blank | CALL, old, COUNTED, {file: text.replace(old, new)})
        yield Plant(plant.kind, plant.what, file, text.count("\n", 0, text.index(old)) + 1, old, new, plant.files, plant.gates)
