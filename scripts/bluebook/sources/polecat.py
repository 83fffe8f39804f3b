"""POLECAT, coded in PLOVER. Built from the documented columns alone: no real row could be had."""

from __future__ import annotations

from bluebook.sources.formats import Format

# Several countries in a cell are parted by ; and make a row a pair. Where no recipient is told, all who took part are actors.
PAIRS = """(
    SELECT raw.*, a.side AS actor_side, b.side AS other_side FROM raw
    LEFT JOIN unnest(list_distinct(string_split("Actor Country", ';'))) AS a(side) ON true
    LEFT JOIN unnest(list_distinct(string_split(
        CASE WHEN "Recipient Country" IN ('', 'None') THEN "Actor Country" ELSE "Recipient Country" END, ';'))) AS b(side)
        ON "Recipient Country" NOT IN ('', 'None') OR trim(a.side) < trim(b.side)
    WHERE b.side IS NOT NULL OR NOT contains("Actor Country", ';'))"""

FORMAT = Format(
    id="polecat",
    title="POLECAT events",
    evidence="built from the documented columns; no real file was seen",
    seen=False,
    columns=("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
             "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
             "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
             "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
             "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
             "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
    needed=("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Country", "Recipient Country"),
    encoding="latin-1",
    day="Event Date",
    rows=PAIRS,
    actor="trim(actor_side)",
    target="trim(other_side)",
    place='"Country"',
    code="""CASE WHEN "Event Mode" IN ('', 'None') THEN "Event Type" ELSE "Event Type" || '/' || "Event Mode" END""",
    kinds={"CONSULT/visit": "visit", "CONSULT/third-party": "third_place", "CONSULT/multilateral": "meeting",
           "CONSULT/phone": "call", "CONSULT": "consultation"},
    kind="""CASE WHEN "Event Type" = 'AGREE' AND contains("Contexts", 'diplomatic') THEN 'plan'
            WHEN "Event Mode" = 'visit' AND "Recipient Country" IN ('', 'None') THEN 'meeting' ELSE '' END""",
    medium={"visit": "in_person", "third_place": "in_person", "meeting": "in_person", "call": "remote"},
    key='"Event ID"',
)  # fmt: skip
