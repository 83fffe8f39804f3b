"""How complete the record is: one matrix per year, and the reason of each state."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from bluebook.site import cells, frames, kept, reasons
from bluebook.site.cells import Rows, Words


def page(words: Words) -> str:
    """Return the page of coverage, from the shelf where nothing that it says has changed."""
    said = [words.lang, *map(cells.raw, ("coverage", "countries", "places", "terms"))]
    return kept.text("coverage", said, lambda: _page(words))


def _page(words: Words) -> str:
    rows = [_state(row, words) for row in cells.raw("coverage")]
    years = [
        matrix(year, [row for row in rows if row["year"] == year], words) for year in sorted({row["year"] for row in rows})
    ]
    states = [(term, label, words.meanings["coverage_status", term]) for (name, term), label in words.labels.items()
              if name == "coverage_status"]  # fmt: skip
    return frames.template("record/coverage.html").render(w=words, years=years, reasons=rows, states=states)


def _state(row: dict[str, str], words: Words) -> dict[str, str]:
    """Return one state of coverage with its id, its name and its labels."""
    level = words.label(["level", "coverage_level"], row["level"])
    form = words.label(["format", "coverage_format"], row["format"])
    who = words.partners(row["partners"]) + ("" if row["format"] == "bilateral" else f" ({form})")
    return row | {"id": "-".join(row[name].replace(";", "+") for name in ("partners", "year", "format", "level")), "who": who,
                  "column": level, "label": words.label(["coverage_status"], row["status"]),
                  "name": words.listing([who, words.year(row["year"]), level]), "said": said(row["basis"], words)}  # fmt: skip


def said(basis: str, words: Words) -> Markup:
    """Return the reason of a state in the language of the page, or marked as English where it is not translated."""
    japanese = reasons.japanese(basis) if words.lang == "ja" else None
    return escape(japanese) if japanese else words.free(basis)


def matrix(year: str, rows: Rows, words: Words) -> dict[str, Any]:
    """Return the states of one year: a row for each partner, a column for each level of which some state is known."""
    order = [label for (name, _), label in words.labels.items() if name in ("level", "coverage_level")]
    levels = sorted({row["column"] for row in rows}, key=order.index)
    known = {(row["who"], row["column"]): row for row in rows}
    return {
        "year": year,
        "title": words.say("coverage_matrix", year=year),
        "levels": levels,
        "rows": [(who, [known.get((who, level)) for level in levels]) for who in dict.fromkeys(row["who"] for row in rows)],
    }
