"""All events in one table that can be searched, sorted and narrowed down, a list for each year, and the lines to save."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial

from markupsafe import Markup

from bluebook.ground import paths
from bluebook.record import candidates
from bluebook.site import cells, frames, kept, parts, timelines
from bluebook.site.cells import Rows, Words

FILTERS = {"partner": "partners", "year": "date", "level": "level", "channel": "channel", "topic": "topics",
           "source": "source_kind"}  # fmt: skip
COLUMNS = ("date", "with", "level", "channel", "venue", "topics_short", "source")
SAID = ("none_found", "first_page", "last_page", "next_page", "previous_page", "sort_by", "page_n", "did_you_mean",
        "city", "person", "occasion", "loading")  # fmt: skip
FIRST = 50  # rows that stand on the page before the others have come
YEAR = "record/years/{}.html"


def page(words: Words) -> str:
    """Return the page with all events in one table, the latest first; it holds only the first of them."""
    rows = cells.raw("events")[::-1]
    days = sorted(row["date"] for row in rows)
    said = {key: words.say("venue_city" if key == "city" else key, n="#") for key in SAID}
    return frames.template("record/index.html").render(
        w=words, rows=rows[:FIRST], all=len(rows), days=days, first=words.day(days[0]), last=words.day(days[-1]),
        filters=[(name, words.say(name), options(name, rows, words)) for name in FILTERS], columns=COLUMNS,
        timeline=timelines.section(words, "", timelines.TALL), ways=ways(rows, "years/"),
        site="../" if words.lang == "en" else "../../", candidates=candidates.events(paths.data()),
        table_words=json.dumps(said | {"columns": COLUMNS}, ensure_ascii=False),
    )  # fmt: skip


def years(words: Words) -> dict[str, str]:
    """Return path -> page of the events of each year, for those who read without scripts or print."""
    rows = cells.raw("events")[::-1]
    by_year = {year: [row for row in rows if row["date"][:4] == year] for year in _years(rows)}
    shown = frames.template("record/year.html")
    read, ways_to = [words.fingerprint, cells.prints("events"), list(by_year)], ways(rows, "")
    return {YEAR.format(year): kept.text("year", [*read, year, part], partial(
                shown.render, w=words, year=year, rows=part, columns=COLUMNS, ways=ways_to))
            for year, part in by_year.items()}  # fmt: skip


def ways(rows: Rows, folder: str) -> Markup:
    """Return links to the lists of all years; folder: the way to them."""
    item = Markup('<li><a href="{0}{1}.html">{1}</a></li>')
    return Markup('<ul class="links">{}</ul>').format(Markup("").join(item.format(folder, year) for year in _years(rows)))


def _years(rows: Rows) -> list[str]:
    return sorted({row["date"][:4] for row in rows}, reverse=True)


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


def script() -> str:
    """Return the events as lines of CSV for the browser to join, as a script so that it loads from a disk too."""
    rows = cells.raw("events")
    lines = cells.csv_lines([list(rows[0]), *(row.values() for row in rows)])
    return f"window.bluebookEvents = {parts.harmless(json.dumps(lines, ensure_ascii=False, indent=0))};\n"
