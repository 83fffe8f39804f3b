"""POLECAT, coded in PLOVER. Built from the documented columns alone: no real row could be had."""

from __future__ import annotations

from bluebook.sources.formats import Format

# Several countries in a cell are separated by ; and make one row per pair. Without a recipient, all participants are actors.
# A row without any pair stays one row, so that it is accounted for.
_RECIPIENT = """CASE WHEN "Recipient Country" = '' THEN "Actor Country" ELSE "Recipient Country" END"""
_SIDES = "list_distinct(list_transform(string_split({cell}, ';'), lambda name: tidied(name)))"
_PAIRS = """flatten(list_transform(actors, lambda one: list_transform(
    list_filter(others, lambda other: "Recipient Country" <> '' OR one < other),
    lambda other: {'actor': one, 'other': other})))"""
PAIRS = f"""(
    SELECT * EXCLUDE (pair), pair.actor AS actor_side, pair.other AS other_side FROM (
        SELECT *, unnest(CASE WHEN len(pairs) > 0 THEN pairs ELSE [{{'actor': actors[1], 'other': ''}}] END) AS pair FROM (
            SELECT *, {_PAIRS} AS pairs FROM (
                SELECT *, {_SIDES.format(cell='"Actor Country"')} AS actors, {_SIDES.format(cell=_RECIPIENT)} AS others
                FROM raw))))"""

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
    day="Event Date",
    rows=PAIRS,
    actor="actor_side",
    target="other_side",
    place='"Country"',
    code="""CASE WHEN "Event Mode" = '' THEN "Event Type" ELSE "Event Type" || '/' || "Event Mode" END""",
    kinds={"CONSULT/visit": "visit", "CONSULT/third-party": "third_place", "CONSULT/multilateral": "meeting",
           "CONSULT/phone": "call", "CONSULT": "consultation"},
    kind="""CASE WHEN "Event Type" = 'AGREE' AND contains("Contexts", 'diplomatic') THEN 'plan'
            WHEN "Event Mode" = 'visit' AND "Recipient Country" = '' THEN 'meeting' ELSE '' END""",
    medium={"visit": "in_person", "third_place": "in_person", "meeting": "in_person", "call": "remote"},
    key='"Event ID"',
)  # fmt: skip
