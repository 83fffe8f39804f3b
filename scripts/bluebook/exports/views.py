"""The views of the two databases: events with labels, one row per partner and event, engagements by partner and year."""

from __future__ import annotations

from collections.abc import Iterator

from bluebook.record import codebook

NEEDED = {"events", "terms", "countries"}
LABELLED = {header: details["lists"][0] for header, details in codebook.columns("events").items()
            if details["kind"] == "term" and not details["many"]}  # fmt: skip
COUNTED = """CREATE VIEW engagements_by_partner_and_year AS
SELECT partner, partner_label, {year} AS year, format, level, count(*) AS engagements
FROM events_by_partner GROUP BY ALL ORDER BY ALL"""
GROUPED = "1, 2, 3, 4, 5"


def sqlite(held: set[str], lang: str) -> Iterator[str]:
    """Yield the views of a SQLite database with these tables."""
    if held >= NEEDED:
        yield _labelled(lang)
        yield _by_partner("JOIN events_partners AS p ON p.event_id = e.event_id", "p.item", lang)
        counted = COUNTED.format(year="CAST(substr(\"date\", 1, 4) AS INTEGER)")
        yield counted.replace("ALL ORDER BY ALL", f"{GROUPED} ORDER BY {GROUPED}")


def duck(held: set[str], lang: str) -> Iterator[str]:
    """Yield the views of a DuckDB database with these tables."""
    if held >= NEEDED:
        yield _labelled(lang)
        yield _by_partner("CROSS JOIN unnest(e.partners) AS p (item)", "p.item", lang)
        yield COUNTED.format(year='year("date")')


def _labelled(lang: str) -> str:
    labels = ", ".join(f"t_{header}.label_{lang} AS {header}_label" for header in LABELLED)
    joins = "\n".join(f"LEFT JOIN terms AS t_{header} ON t_{header}.list = '{name}' AND t_{header}.term = e.{header}"
                      for header, name in LABELLED.items())  # fmt: skip
    return (f"CREATE VIEW events_with_labels AS\nSELECT e.*, v.name_{lang} AS venue_country_label, {labels}\nFROM events AS e\n"
            f"LEFT JOIN countries AS v ON v.code = e.venue_country\n{joins}")  # fmt: skip


def _by_partner(join: str, item: str, lang: str) -> str:
    return ("CREATE VIEW events_by_partner AS\n"
            f"SELECT {item} AS partner, c.name_{lang} AS partner_label, e.*\nFROM events AS e\n{join}\n"
            f"LEFT JOIN countries AS c ON c.code = {item}")  # fmt: skip
