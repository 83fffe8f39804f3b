"""Numbers in prose, written by the project: what stands between `<!-- count:NAME -->` and `<!-- /count -->` in a page.

A whole table stands between `<!-- table:NAME -->` and `<!-- /table -->`. A release writes them anew; a test finds a stale one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from bluebook.ground import paths
from bluebook.ground.refusals import Refused, did_you_mean
from bluebook.record import candidates, codebook, files, tables

PAGES = ("README.md", "data/README.md")
MARK = re.compile(r"<!-- (count|table):([\w-]+) -->(.*?)<!-- /\1 -->", re.DOTALL)


def filled(text: str) -> str:
    """Return a page with every marked number as the tables have it now. Raises Refused for a name that is not known."""
    known = counts()

    def write(mark: re.Match[str]) -> str:
        kind, name, _ = mark.groups()
        if name not in (known if kind == "count" else GRIDS):
            raise Refused(f'{kind}: "{name}" is not known{did_you_mean(name, list(known if kind == "count" else GRIDS))}')
        inner = known[name] if kind == "count" else f"\n\n{GRIDS[name]()}\n\n"
        return f"<!-- {kind}:{name} -->{inner}<!-- /{kind} -->"

    return MARK.sub(write, text)


def stale() -> list[str]:
    """Return, for each marked number that is not as the tables have it, its page, its name and what it should be."""
    found = []
    for page in PAGES:
        text = (paths.ROOT / page).read_text(encoding="utf-8")
        for before, after in zip(MARK.finditer(text), MARK.finditer(filled(text)), strict=True):
            if before[0] != after[0]:
                found.append(f"{page}: {before[2]} is {' '.join(after[3].split())[:60]}, and the page says "
                             f"{' '.join(before[3].split())[:60]}; a release writes it")  # fmt: skip
    return found


def counts() -> dict[str, str]:
    """Return every number that prose may hold, by name, as it is written."""
    events, leads, coverage = tables.events(), tables.leads(), tables.coverage()
    still_open = leads["status"].eq("open")
    years = events["date"].dt.year
    found: dict[str, int | str] = {name: len(tables.table(name)) for name in codebook.MODELS}
    found |= {
        "version": codebook.VERSION, "released": codebook.RELEASED.isoformat(), "year": str(codebook.RELEASED.year),
        "partners": events["partners"].explode().nunique(), "first-year": str(years.min()), "last-year": str(years.max()),
        "leads-open": int(still_open.sum()), "leads-resolved": int((~still_open).sum()),
        "leads-gaps": int((still_open & leads["event_id"].eq("")).sum()),
        "leads-pages": int((still_open & leads["event_id"].ne("")).sum()),
        "events-mirror": int(events["source_kind"].eq("mirror").sum()),
        "events-official": int(events["source_kind"].eq("official").sum()),
        "events-other": int(events["source_kind"].eq("other").sum()),
        "events-opening": int(events["topics_basis"].eq("opening").sum()),
        "events-page": int(events["topics_basis"].eq("page").sum()),
        "events-no-length": int(events["duration_min"].isna().sum()),
        "events-no-start": int(events["start_local"].eq("").sum()),
        "events-no-topic": int(events["topics"].str.len().eq(0).sum()),
        "documents-alone": int(tables.documents()["related_event_id"].eq("").sum()),
    }  # fmt: skip
    waiting = [files.read("events", file.parent)[0] for file in candidates.files(paths.data(), "events")]
    found["candidates"] = sum(map(len, waiting))
    found |= {f"confidence-{term}": int(n) for term, n in events["confidence"].value_counts().items()}
    found |= {f"ministry-count-{term}": int(n) for term, n in events["ministry_count"].value_counts().items()}
    found |= {f"coverage-{term}": int(n) for term, n in coverage["status"].value_counts().items()}
    found |= {f"events-{year}": int(n) for year, n in years.value_counts().items()}
    return {name: value if isinstance(value, str) else f"{value:,}" for name, value in found.items()}


def _table(rows: list[list[object]], header: list[str]) -> str:
    lines = [header, ["---", *("--:" for _ in header[1:])], *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def _by_year() -> str:
    years = tables.events()["date"].dt.year.value_counts().sort_index()
    return _table([[year, f"{n:,}"] for year, n in years.items()], ["year", "events"])


def _by_source() -> str:
    kinds = ["official", "mirror", "other"]
    counted: Mapping[str, pd.Series] = {name: tables.table(name)["source_kind"].value_counts()
                                        for name in ("events", "documents", "visits")}  # fmt: skip
    return _table([[name, *(f"{n.get(kind, 0):,}" for kind in kinds)] for name, n in counted.items()], ["", *kinds])


def _coverage() -> str:
    states = tables.coverage()["status"].value_counts().sort_index()
    return _table([[str(state).replace("_", " "), f"{n:,}"] for state, n in states.items()], ["coverage", "lines"])


GRIDS: dict[str, Callable[[], str]] = {"events-by-year": _by_year, "sources": _by_source, "coverage": _coverage}
