"""The lists of the record: all events in one table, documents, visits, published totals, leads, and coverage as a matrix."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from bluebook import codebook
from bluebook.site import cells, frames
from bluebook.site.cells import Words

Rows = list[dict[str, str]]
FILTERS = {"partner": "partners", "year": "date", "level": "level", "channel": "channel", "topic": "topics",
           "source": "source_kind"}  # fmt: skip
COLUMNS = ("date", "with", "level", "channel", "venue", "topics_short", "source")  # of the table of all events
SAID = ("none_found", "first_page", "last_page", "next_page", "previous_page", "sort_by")  # by the script of that table
ROOT = "../"


def render(template: str, **values: Any) -> str:
    """Return a page of the record from its template."""
    return frames.template(f"record/{template}.html").render(**values)


def events(words: Words) -> str:
    """Return the page with all events in one table, the latest first."""
    rows = cells.raw("events")[::-1]
    days = sorted(row["date"] for row in rows)
    return render("index", w=words, rows=rows, first=words.day(days[0]), last=words.day(days[-1]), site="../" if words.lang == "en" else "../../",
                  filters=[(name, words.say(name), _options(name, rows, words)) for name in FILTERS],
                  found=_found(rows), orders={key: place for place, key in enumerate(words.labels)},
                  columns=COLUMNS, table_words=json.dumps({key: words.say(key) for key in SAID} | {"columns": COLUMNS}))  # fmt: skip


def _options(name: str, rows: Rows, words: Words) -> list[tuple[str, str, int]]:
    """Return what can be chosen in one filter: value, label, number of events; in order of the list, or of the names."""
    column = FILTERS[name]
    numbers = Counter(value for row in rows for value in (row[column][:4] if name == "year" else row[column]).split(";") if value)
    if name == "year":
        return [(year, year, numbers[year]) for year in sorted(numbers)]
    if name == "partner":
        return sorted(((code, words.names[code], n) for code, n in numbers.items()), key=lambda option: option[1])
    known = [(term, label) for (listing, term), label in words.labels.items() if listing == column.removesuffix("s")]
    return [(term, label, numbers[term]) for term, label in known if numbers[term]]


def _found(rows: Rows) -> dict[str, str]:
    """Return what a search finds an event by beside what is shown: names in both languages, codes, those who led."""
    both = [cells.words(lang).names for lang in ("en", "ja")]
    return {row["event_id"]: " ".join([*(names[code] for code in row["partners"].split(";") for names in both),
                                       row["partners"], row["japan_lead"], row["partner_leads"], row["event_id"]])
            for row in rows}  # fmt: skip


def script() -> str:
    """Return the events as lines of CSV for the browser to join, a script so that it loads from a disk too."""
    rows = cells.raw("events")
    lines = cells.csv_lines([list(rows[0]), *(row.values() for row in rows)])
    return f"window.bluebookEvents = {json.dumps(lines, ensure_ascii=False, indent=0).replace('<', chr(92) + 'u003c')};\n"


def documents(words: Words) -> str:
    """Return the page of the documents."""
    headers = ("date", "doc_title", "issuers", "type", "related_event_id", "source_url", "notes")
    rows = [(row["doc_id"], _shown("documents", headers, row, words)) for row in cells.raw("documents")]
    return register("documents", headers, [{"rows": rows}], words.say("documents_lede", n=len(rows)), words)


def visits(words: Words) -> str:
    """Return the page of the journeys."""
    headers = ("start_date", "end_date", "traveller", "traveller_role", "traveller_country", "visited_country", "cities", "kind",
               "occasion", "status", "source_url", "notes")  # fmt: skip
    rows = [(row["visit_id"], _shown("visits", headers, row, words)) for row in cells.raw("visits")]
    return register("visits", headers, [{"rows": rows}], words.say("visits_lede", n=len(rows)), words)


def claims(words: Words) -> str:
    """Return the page of the published totals."""
    headers = ("publication", "locator", "partner", "level", "period", "total", "split", "source_url", "notes")
    rows = [(row["claim_id"], _shown("claims", headers, row | _period(row, words), words)) for row in cells.raw("claims")]
    return register("claims", headers, [{"rows": rows}], words.say("claims_lede", n=len(rows)), words)


def _period(row: Mapping[str, str], words: Words) -> dict[str, str]:
    ends = [words.day(row[name]) for name in ("period_start", "period_end")]
    split = [row[name] or "–" for name in ("in_person", "video", "telephone")]
    return {"period": " – ".join(ends).strip(), "split": " · ".join(split) if set(split) != {"–"} else ""}


def leads(words: Words) -> str:
    """Return the page of what was not found, and of what was tried."""
    headers = ("date", "partners", "level", "channel", "what", "searches_tried", "searches", "event_id")
    rows = cells.raw("leads")
    open_ = [row for row in rows if row["status"] == "open"]
    groups = {"leads_gaps": [row for row in open_ if not row["event_id"]], "leads_pages": [row for row in open_ if row["event_id"]],
              "leads_resolved": [row for row in rows if row["status"] != "open"]}  # fmt: skip
    lede = words.say("leads_lede", n=len(rows), open=len(open_), gaps=len(groups["leads_gaps"]), pages=len(groups["leads_pages"]))
    shown = [{"id": name.removeprefix("leads_"), "title": words.say(name),
              "rows": [(row["lead_id"], _shown("leads", headers, row, words)) for row in group]}
             for name, group in groups.items() if group]  # fmt: skip
    return register("leads", headers, shown, lede, words, words.say("leads_help"))


def _shown(table: str, headers: Iterable[str], row: Mapping[str, str], words: Words) -> list[Markup | str]:
    """Return the cells of a row; one that is no column of the table is words already."""
    columns = codebook.columns(table)
    named = {"doc_title": "title"}
    cellsof = {header: named.get(header, header) for header in headers}
    return [words.cell(table, column, row[column], ROOT) if column in columns else escape(row[column])
            for header, column in cellsof.items()]  # fmt: skip


def register(name: str, headers: Sequence[str], groups: list[dict[str, Any]], lede: str, words: Words, foot: str = "") -> str:
    """Return a page of one table, or of one table a group."""
    return render("register", w=words, name=name, headers=headers, groups=groups, lede=lede, foot=foot)


def coverage(words: Words) -> str:
    """Return the page that says how complete the record is: a matrix a year, and the reason of each state."""
    rows = [_state(row, words) for row in cells.raw("coverage")]
    years = [_matrix(year, [row for row in rows if row["year"] == year], words) for year in sorted({row["year"] for row in rows})]
    listing = [(term, label, words.meanings["coverage_status", term]) for (name, term), label in words.labels.items()
               if name == "coverage_status"]  # fmt: skip
    return render("coverage", w=words, years=years, reasons=rows, states=listing)


def _state(row: dict[str, str], words: Words) -> dict[str, str]:
    """Return one state of coverage with its id, its name and its labels."""
    level = words.label(["level", "coverage_level"], row["level"])
    form = words.label(["format", "coverage_format"], row["format"])
    who = words.partners(row["partners"]) + ("" if row["format"] == "bilateral" else f" ({form})")
    return row | {"id": "-".join(row[name].replace(";", "+") for name in ("partners", "year", "format", "level")), "who": who,
                  "column": level, "label": words.label(["coverage_status"], row["status"]),
                  "name": f"{who}, {row['year']}, {level}"}  # fmt: skip


def _matrix(year: str, rows: Rows, words: Words) -> dict[str, Any]:
    order = [label for (name, _), label in words.labels.items() if name in ("level", "coverage_level")]
    levels = sorted({row["column"] for row in rows}, key=order.index)
    known = {(row["who"], row["column"]): row for row in rows}
    whos = list(dict.fromkeys(row["who"] for row in rows))
    return {"year": year, "title": words.say("coverage_matrix", year=year), "levels": levels,
            "rows": [(who, [known.get((who, level)) for level in levels]) for who in whos]}  # fmt: skip
