"""What there is to ask for, as lists: notebooks, partners, published figures, parameters. A row is a mapping."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from bluebook import parameters
from bluebook.counts import tallies
from bluebook.figures import galleries, records
from bluebook.ground import paths
from bluebook.ground.phrases import shown
from bluebook.ground.refusals import Refused
from bluebook.record import tables
from bluebook.runs import runs

Rows = list[dict[str, Any]]
DAYS = "year, month or day"
COUNTRY = "code or name (bluebook list partners)"
ALLOWED = {
    "partner": COUNTRY, "one": "code or name of a country", "other": "code or name of another country",
    "first": DAYS, "last": DAYS, "events": "Parquet file or pattern",
    "lang": ", ".join(parameters.LANGS), "width": ", ".join(parameters.WIDTHS),
    "save": "true, false",
}  # fmt: skip


def notebooks(name: str = "") -> Rows:
    """Return the notebooks, or the one named: number and noun, question, how many figures are published, file."""
    published = [record["notebook"] for record in records.every()]
    return [{"notebook": run.notebook, "question": galleries.question(run.file.name), "figures": published.count(run.file.name),
             "path": shown(run.file)} for run in _committed(name)]  # fmt: skip


def _committed(name: str) -> list[runs.Run]:
    wanted = runs.named(name) if name else ""
    return [run for run in runs.committed() if wanted in ("", run.notebook)]


def figures(name: str = "") -> Rows:
    """Return the published figures, or those of the notebook named: id, notebook, title, language, picture."""
    wanted = {run.file.name for run in _committed(name)}
    return [{"figure": record["id"], "notebook": Path(record["notebook"]).stem, "lang": record["lang"],
             "title": record["title"], "path": shown(paths.figures() / f"{record['id']}.png")}
            for record in records.every() if record["notebook"] in wanted]  # fmt: skip


def of_parameters(name: str = "") -> Rows:
    """Return the parameters of each notebook, or of the one named: type, default, what is allowed, help."""
    return [{"notebook": run.notebook, "parameter": parameter, "type": told["type"], "default": told["default"],
             "allowed": "ALL, " * (parameter == "partner" and runs.takes_all(run.file)) + ALLOWED.get(parameter, told["type"]),
             "help": told["help"]}
            for run in _committed(name) for parameter, told in runs.declared(run.notebook).items()]  # fmt: skip


def partners(name: str = "") -> Rows:
    """Return the partners with their years, engagements and coverage; of the one named, a row per year.

    Engagements are of all levels and formats; coverage is that of bilateral summits and foreign ministers' meetings, the
    weaker of the two.
    """
    if name:
        return _by_year(parameters.typed(partner=name).partner)
    events, coverage = tables.events().explode("partners"), tables.coverage()
    counts = events["partners"].value_counts()
    rows = []
    for code in sorted(counts.index, key=lambda code: (-counts[code], code)):
        years = events.loc[events["partners"] == code, "date"].dt.year
        span = range(years.min(), years.max() + 1)
        rows.append({"partner": code, "name": tables.country(code), "name_ja": tables.country(code, "ja"),
                     "engagements": int(counts[code]), "first_year": span[0], "last_year": span[-1],
                     "coverage": _told(tallies.collected(coverage, code, span).loc[list(tallies.TOP)])})  # fmt: skip
    return rows


def _told(status: Any) -> str:
    """Return the weakest status of each year, years of one status together: partial 2021–2023, 2025."""
    by_year = {year: tallies.weakest(status[year]) for year in status}
    found: dict[str, list[str]] = {}
    for state, group in groupby(by_year, key=lambda year: by_year[year]):
        years = list(group)
        if state != "none":
            found.setdefault(state, []).append(str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}")
    return "; ".join(f"{_state(state)} {', '.join(years)}" for state, years in found.items()) or _state("none")


def _state(status: str) -> str:
    return "not collected" if status == "none" else tables.labels("coverage_status")[status].lower()


def _by_year(code: str) -> Rows:
    events, coverage = tables.events(), tables.coverage()
    own = tallies.select(events, code, events["date"].min(), events["date"].max())
    listed = coverage.loc[coverage["partners"].map(lambda codes: code in codes).astype(bool), "year"]
    years = sorted({*own["date"].dt.year, *listed})
    if not years:
        raise Refused(f"partner: the record holds nothing on {tables.country(code, in_text=True)}: it was not collected")
    status = tallies.collected(coverage, code, years)
    lanes = own.groupby([own["date"].dt.year, "lane"], observed=False).size().unstack("lane")
    return [{"partner": code, "year": int(year), "engagements": int((own["date"].dt.year == year).sum()),
             **{str(lane): int(lanes.loc[year, lane]) if year in lanes.index else 0 for lane in lanes},
             **{f"{lane}_coverage": _state(status.loc[lane, year]) for lane in tallies.TOP}} for year in years]  # fmt: skip


LISTS: dict[str, Callable[[str], Rows]] = {
    "notebooks": notebooks, "partners": partners, "figures": figures, "parameters": of_parameters,
}  # fmt: skip
LEFT_OUT = ("path", "name_ja")  # of the list to read; they stand in the CSV and JSON


def as_text(rows: Rows) -> str:
    """Return the rows as columns to read, a heading over each."""
    columns = [name for name in rows[0] if name not in LEFT_OUT] if rows else []
    cells = [[name.replace("_", " ") for name in columns], *([str(row[name]) for name in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numbers = [all(type(row[name]) is int for row in rows) for name in columns]
    aligned = [[cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(row, widths, numbers, strict=True)] for row in cells]  # fmt: skip
    return "\n".join("  ".join(row).rstrip() for row in aligned)


def as_csv(rows: Rows) -> str:
    """Return the rows as CSV with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().rstrip("\n")


def as_json(rows: Rows) -> str:
    """Return the rows as a JSON list of objects."""
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_paths(rows: Rows) -> str:
    """Return the files of the rows, one per line."""
    return "\n".join(row["path"] for row in rows)


def help_of(notebook: str) -> str:
    """Return what a notebook takes: each parameter with its type, default, what is allowed and help."""
    rows: Sequence[dict[str, Any]] = of_parameters(notebook)
    return f"Parameters of {notebook}:\n" + as_text([{k: v for k, v in row.items() if k != "notebook"} for row in rows])
