"""All events in one table that can be searched, sorted and narrowed down, and the lines that a selection is saved from."""

from __future__ import annotations

import json
from collections import Counter

from bluebook.ground import paths
from bluebook.record import candidates
from bluebook.site import cells, frames
from bluebook.site.cells import Rows, Words

FILTERS = {"partner": "partners", "year": "date", "level": "level", "channel": "channel", "topic": "topics",
           "source": "source_kind"}  # fmt: skip
COLUMNS = ("date", "with", "level", "channel", "venue", "topics_short", "source")
SAID = ("none_found", "first_page", "last_page", "next_page", "previous_page", "sort_by")  # by the script of the table


def page(words: Words) -> str:
    """Return the page with all events in one table, the latest first."""
    rows = cells.raw("events")[::-1]
    days = sorted(row["date"] for row in rows)
    return frames.template("record/index.html").render(
        w=words, rows=rows, first=words.day(days[0]), last=words.day(days[-1]), site="../" if words.lang == "en" else "../../",
        filters=[(name, words.say(name), options(name, rows, words)) for name in FILTERS], columns=COLUMNS,
        candidates=candidates.events(paths.data()), found=_found(rows),
        orders={key: place for place, key in enumerate(words.labels)},
        table_words=json.dumps({key: words.say(key) for key in SAID} | {"columns": COLUMNS}),
    )  # fmt: skip


def options(name: str, rows: Rows, words: Words) -> list[tuple[str, str, int]]:
    """Return what one filter offers: value, label, number of events; in the order of the list, or of the names."""
    column = FILTERS[name]
    numbers = Counter(value for row in rows for value in _values(row[column], name))
    if name == "year":
        return [(year, year, numbers[year]) for year in sorted(numbers)]
    if name == "partner":
        return sorted(((code, words.names[code], n) for code, n in numbers.items()), key=lambda option: option[1])
    known = [(term, label) for (listing, term), label in words.labels.items() if listing == column.removesuffix("s")]
    return [(term, label, numbers[term]) for term, label in known if numbers[term]]


def _values(cell: str, name: str) -> list[str]:
    return [cell[:4]] if name == "year" else [value for value in cell.split(";") if value]


def _found(rows: Rows) -> dict[str, str]:
    """Return what a search finds an event by beside what is shown: names in both languages, codes, those who led."""
    both = [cells.words(lang).names for lang in ("en", "ja")]
    return {row["event_id"]: " ".join([*(names[code] for code in row["partners"].split(";") for names in both),
                                       row["partners"], row["japan_lead"], row["partner_leads"], row["event_id"]])
            for row in rows}  # fmt: skip


def script() -> str:
    """Return the events as lines of CSV for the browser to join, as a script so that it loads from a disk too."""
    rows = cells.raw("events")
    lines = cells.csv_lines([list(rows[0]), *(row.values() for row in rows)])
    return f"window.bluebookEvents = {harmless(json.dumps(lines, ensure_ascii=False, indent=0))};\n"


def harmless(text: str) -> str:
    """Return JSON that ends no script element, wherever it stands."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
