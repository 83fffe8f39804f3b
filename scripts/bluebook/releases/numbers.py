"""Numbers in prose, written by the project: what stands between `<!-- count:NAME -->` and `<!-- /count -->` in a page.

A whole table stands between `<!-- table:NAME -->` and `<!-- /table -->`. A release writes them again; a test finds a stale one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pandas as pd

from bluebook.counts import reconciliations
from bluebook.figures import wholes
from bluebook.ground import paths
from bluebook.ground.refusals import Refused, did_you_mean
from bluebook.record import candidates, codebook, files, identifiers, tables

PAGES = ("README.md", "data/README.md")
MARK = re.compile(r"<!-- (count|table):([\w-]+) -->(.*?)<!-- /\1 -->", re.DOTALL)
Counts = dict[str, str]  # name -> number, as it is written


def filled(text: str, known: Counts | None = None) -> str:
    """Return a page with every marked number as the tables have it now. Raises Refused for a name that is not known.

    known: what `counts` returns, where a caller fills several pages.
    """
    known = known or counts()

    def write(mark: re.Match[str]) -> str:
        kind, name, _ = mark.groups()
        if name not in (known if kind == "count" else GRIDS):
            raise Refused(f'{kind}: "{name}" is not known{did_you_mean(name, list(known if kind == "count" else GRIDS))}')
        inner = known[name] if kind == "count" else f"\n{GRIDS[name](known)}\n"
        return f"<!-- {kind}:{name} -->{inner}<!-- /{kind} -->"

    return MARK.sub(write, text)


def stale() -> list[str]:
    """Return, for each marked number that is not as the tables have it, its page, its name and what it should be."""
    found, known = [], counts()
    for page in PAGES:
        text = (paths.ROOT / page).read_text(encoding="utf-8")
        for before, after in zip(MARK.finditer(text), MARK.finditer(filled(text, known)), strict=True):
            if before[0] != after[0]:
                found.append(f"{page}: {before[2]} is {' '.join(after[3].split())[:60]}, and the page says "
                             f"{' '.join(before[3].split())[:60]}; a release updates it")  # fmt: skip
    return found


def counts() -> Counts:
    """Return every number that prose may hold, by name, as it is written."""
    events, leads, claims = tables.events(), tables.leads(), tables.claims()
    waiting = [files.read("events", file.parent)[0] for file in candidates.files(paths.data(), "events")]
    years = events["date"].dt.year
    found: dict[str, int | str] = {f"rows_{name}": len(tables.table(name)) for name in codebook.MODELS}
    found |= {
        "version": codebook.VERSION, "released": codebook.RELEASED.isoformat(), "year": str(codebook.RELEASED.year),
        "cite": wholes.text(),
        "partners": events["partners"].explode().nunique(), "first_year": str(years.min()), "last_year": str(years.max()),
        "candidates": sum(map(len, waiting)), **_leads(leads), **_totals(),
        "no_topics": int(events["topics"].str.len().eq(0).sum()),
        "no_length": int(events["duration_min"].isna().sum()), "no_start": int(events["start_local"].eq("").sum()),
        "documents_alone": int(tables.documents()["related_event_id"].eq("").sum()),
        "occasions_narrow": int(tables.occasions()["notes"].str.contains("Days are those of the engagements").sum()),
    }  # fmt: skip
    split = {"source": events["source_kind"], "topics": events["topics_basis"], "confidence": events["confidence"],
             "ministry": events["ministry_count"], "claims": claims["issuer_kind"]}  # fmt: skip
    for prefix, cells in split.items():
        found |= {f"{prefix}_{term}": int(n) for term, n in cells.value_counts().items()}
    return {name: value if isinstance(value, str) else f"{value:,}" for name, value in found.items()}


def _leads(leads: pd.DataFrame) -> dict[str, int]:
    """Return how many leads are open: those without an event, those that lack a page alone; and how many are solved."""
    is_open, alone = leads["status"].eq("open"), leads["event_id"].eq("")
    return {"leads_gaps": int((is_open & alone).sum()), "leads_pages": int((is_open & ~alone).sum()),
            "leads_resolved": int((~is_open).sum())}  # fmt: skip


def _totals() -> dict[str, int]:
    """Return how many published totals can be compared with the record, as 03-reconcile does it, and how many it meets."""
    sums = reconciliations.reconcile(tables.claims(), tables.events(), tables.leads(), tables.coverage())
    return {"claims_compared": int(sums["verdict"].isin(["same", "short", "over"]).sum()),
            "claims_met": int((sums["verdict"] == "same").sum())}  # fmt: skip


def _grid(header: list[str], rows: Sequence[Sequence[object]]) -> str:
    ruler = ["---"] * len(header)
    lines = [f"| {' | '.join(str(cell) for cell in line)} |" for line in (header, *rows)]
    return "\n".join([lines[0], f"|{'|'.join(ruler)}|", *lines[1:]])


def _by_year(_: Counts) -> str:
    years = tables.events()["date"].dt.year.value_counts().sort_index()
    return _grid(["year", "events"], [[year, f"{n:,}"] for year, n in years.items()])


def _by_source(_: Counts) -> str:
    kinds = {"official": "official: the issuer's own site", "mirror": "mirror: a site that reprints the text",
             "other": "other: a third party"}  # fmt: skip
    counted = {name: tables.table(name)["source_kind"].value_counts() for name in ("events", "documents", "visits")}
    return _grid(["", *kinds.values()], [[name, *(f"{n.get(kind, 0):,}" for kind in kinds)] for name, n in counted.items()])


def _missing(known: Counts) -> str:
    states = tables.coverage()["status"].value_counts()
    whole = known["rows_events"]
    rows = [["open leads: an event is missing", known["leads_gaps"]],
            ["open leads: the event is coded, a page is missing", known["leads_pages"]],
            ["resolved leads", known["leads_resolved"]],
            *([f"coverage `{state}`", f"{n:,}"] for state, n in states.sort_index().items()),
            ["events with no length stated", f"{known['no_length']} of {whole}"],
            ["events with no start time stated", f"{known['no_start']} of {whole}"],
            ["events with `topics_basis` = `opening`", f"{known['topics_opening']} of {whole}"],
            ["events read at a mirror", f"{known['source_mirror']} of {whole}"]]  # fmt: skip
    return _grid(["", "rows"], rows)


def _badges(_: Counts) -> str:
    """Return the links to the record's DOI and to its site, empty where they are not known."""
    doi, address = identifiers.doi(codebook.VERSION), identifiers.address()
    zenodo = f"[![DOI](https://zenodo.org/badge/DOI/{doi}.svg)](https://doi.org/{doi})"
    links = [zenodo if doi.startswith("10.5281/zenodo.") else f"[doi:{doi}](https://doi.org/{doi})"] if doi else []
    return " · ".join([*links, *([f"[Site]({address})"] if address else [])])


GRIDS: dict[str, Callable[[Counts], str]] = {"events_by_year": _by_year, "sources_by_kind": _by_source, "missing": _missing,
                                     "badges": _badges}
