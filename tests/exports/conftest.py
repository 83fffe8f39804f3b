"""A small record made by hand, and what its rows should be when another program reads them."""

import csv
import io
import shutil

import pytest
from bluebook.ground import paths
from bluebook.record import codebook, tables

LONG = "覚書：" + "長い注記、" * 79 + "終わり"  # 401 letters
EVENTS = [
    {"event_id": "2022-01-05-CAN-summit", "date": "2022-01-05", "date_jst": "2022-01-05", "start_local": "09:05", "duration_min": "30",
     "partners": "CAN", "level": "summit", "format": "bilateral", "channel": "in_person", "label": "summit_meeting", "venue_city": "Tokyo",
     "venue_country": "JPN", "japan_lead": "Kishida Fumio", "partner_leads": "Justin Trudeau", "topics": "trade;g7", "topics_basis": "page",
     "outcome_docs": "2022-01-05-CAN+JPN-joint_statement", "source_date": "2022-01-05", "source2_url": "https://example.org/a?b=1&c=%E6%97%A5#d",
     "notes": 'a "quoted" word, a comma; a semicolon \\ and \\n 日本語'},
    {"event_id": "2022-07-04-USA-foreign_ministers", "date": "2022-07-04", "start_local": "08:00", "partners": "USA", "level": "foreign_ministers",
     "format": "bilateral", "channel": "telephone", "label": "telephone_talk", "japan_lead": "Hayashi Yoshimasa", "partner_leads": "Antony Blinken",
     "topics_basis": "opening", "source_date": "2022-07", "notes": LONG},
    {"event_id": "2022-11-13-KOR+USA-summit", "date": "2022-11-13", "duration_min": "15", "partners": "KOR;USA", "level": "summit",
     "format": "trilateral", "channel": "in_person", "label": "summit_meeting", "occasion": "007, the “talks”", "venue_city": "Phnom Penh",
     "venue_country": "KHM", "japan_lead": "Kishida Fumio", "partner_leads": "Yoon Suk-yeol;Joe Biden", "topics": "north_korea", "topics_basis": "page",
     "source_date": "2022-11-13"},
    {"event_id": "2023-03-02-USA-2+2", "date": "2023-03-02", "date_jst": "2023-03-03", "start_local": "18:30", "duration_min": "90", "partners": "USA",
     "level": "2+2", "format": "bilateral", "channel": "in_person", "label": "meeting", "venue_city": "Washington, D.C.", "venue_country": "USA",
     "japan_lead": "Hayashi Yoshimasa;Hamada Yasukazu", "partner_leads": "Antony Blinken;Lloyd Austin", "topics": "g7", "topics_basis": "page",
     "source_date": "2023-03-02"},
    {"event_id": "2023-08-01-NAM-special", "date": "2023-08-01", "start_local": "10:00", "partners": "NAM", "level": "special", "format": "bilateral",
     "channel": "in_person", "label": "talk", "venue_country": "USA", "japan_lead": "Hayashi Yoshimasa", "topics": "trade", "topics_basis": "page"},
]  # fmt: skip
SHARED = {"ministry_count": "unknown", "source_url": "https://www.mofa.go.jp/page.html", "source_publisher": "MOFA", "source_kind": "official",
          "confidence": "high"}  # fmt: skip
DOCUMENTS = [
    {"doc_id": "2022-01-05-CAN+JPN-joint_statement", "date": "2022-01-05", "title": "Joint, “Statement”", "issuers": "CAN;JPN",
     "type": "joint_statement", "related_event_id": "2022-01-05-CAN-summit", "priority_areas": "trade"},
    {"doc_id": "2023-05-01-JPN+USA-other", "date": "2023-05-01", "title": "0042", "issuers": "JPN;USA", "type": "other"},
]  # fmt: skip
LEADS = [
    {"lead_id": "lead-2022-03-CAN-summit", "date": "2022-03", "partners": "CAN", "level": "summit", "status": "open", "what": "A call in March."},
    {"lead_id": "lead-2022-07-04-USA", "date": "2022-07-04", "partners": "USA", "level": "foreign_ministers", "status": "open",
     "event_id": "2022-07-04-USA-foreign_ministers", "what": "The ministry's page.", "searches_tried": "3"},
]  # fmt: skip
MADE = {"events": [row | SHARED for row in EVENTS], "documents": [row | {name: SHARED[name] for name in list(SHARED)[1:4]} for row in DOCUMENTS],
        "leads": LEADS}  # fmt: skip
WHOLE = ("terms", "countries", "places", "people", "offices", "occasions", "publishers", "topic_words")  # as they are; the others are empty


def text(name, rows):
    """The CSV of a table with these rows."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(codebook.columns(name)), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue()


def lay(folder):
    """Write the tables of a small record into a folder: five events, two documents and two leads."""
    for name in codebook.MODELS:
        if name in WHOLE:
            shutil.copy(paths.ROOT / "data" / f"{name}.csv", folder)
        else:
            (folder / f"{name}.csv").write_text(text(name, MADE.get(name, [])), encoding="utf-8")


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A folder of tables with five events, two documents and two leads, which the package reads instead of data/."""
    folder = tmp_path / "data"
    folder.mkdir()
    lay(folder)
    monkeypatch.setenv("BLUEBOOK_DATA", str(folder))
    tables.forget()
    yield folder
    monkeypatch.undo()
    tables.forget()


@pytest.fixture
def truth(small):
    """A function: the rows of a table as its file has them, all cells text; -75.70 degrees are -75.7."""

    def rows(name="events"):
        degrees = {header for header, details in codebook.columns(name).items() if details["kind"] == "degrees"}
        with (small / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return [{key: f"{float(cell):.6g}" if key in degrees else cell for key, cell in row.items()} for row in csv.DictReader(lines)]

    return rows


@pytest.fixture
def with_candidates(monkeypatch):
    """The record with its candidates: a published lead may refer to an event that is released next."""
    monkeypatch.setenv("BLUEBOOK_CANDIDATES", "1")
    tables.forget()
    yield
    monkeypatch.undo()
    tables.forget()
