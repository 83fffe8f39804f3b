"""The statements of an overview in words, and as lines of a checklist."""

from __future__ import annotations

import pandas as pd

from bluebook.charts import checklists
from bluebook.ground import periods
from bluebook.record import tables

HOLDS = {"borne_out": 1.0, "in_part": 0.5, "not_found": 0.0}


def parts(judged: pd.DataFrame, marks: pd.DataFrame, lang: str = "en") -> dict[str, list[checklists.Line]]:
    """Return heading -> lines for `charts.checklists.checklist`, from `statements.judge` and its marks."""
    symbols = {name: [key for key, n in zip(rows["series"], rows["symbols"], strict=True) for _ in range(n)]
               for name, rows in marks.groupby("statement_id", sort=False)}  # fmt: skip
    lines = {row["statement_id"]: _line(row, symbols.get(row["statement_id"], []), lang) for row in judged.to_dict("records")}
    found = {label: [lines[name] for name in judged.loc[judged["part"] == code, "statement_id"]]
             for code, label in tables.labels("statement_part", lang).items()}  # fmt: skip
    return {label: lines for label, lines in found.items() if lines}


def _line(row: dict, symbols: list[str], lang: str) -> checklists.Line:
    order = list(checklists.SYMBOLS)
    ordered = sorted(symbols, key=lambda key: (key not in ("visit", "document"), order.index(key)))
    return checklists.Line(when(row["date"], lang), row[f"says_{lang}"], ordered, HOLDS[row["verdict"]], verdict(row, lang),
                           row["statement_id"])  # fmt: skip


def when(date: str, lang: str = "en") -> str:
    """Return the year or month of a statement as a sentence writes it."""
    return periods.span(pd.Timestamp(periods.first_day(date)), pd.Timestamp(periods.last_day(date)), lang)


def verdict(row: dict, lang: str = "en") -> str:
    """Return the verdict on a statement, for a total in part with how many rows of how many."""
    label = tables.labels("statement_verdict", lang)[row["verdict"]]
    in_part = row["verdict"] == "in_part" and pd.notna(row["stated"])
    return tables.say("statements_parts", lang, verdict=label, rows=row["rows"], n=row["stated"]) if in_part else label


def legend(lang: str = "en") -> dict[str, str]:
    """Return key -> label of the symbols."""
    kinds = tables.labels("statement_kind", lang)
    shown = {kind: kinds[kind] for kind in ("visit", "document")}
    return tables.labels("channel", lang) | shown | {"missing": tables.say("missing", lang)}


def told(row: dict, found: pd.DataFrame) -> str:
    """Return one statement as a line of a list: when, what, the verdict and a link to the page of each row."""
    pages = ", ".join(f"[{i}]({url})" for i, url in zip(found["id"], found["source_url"], strict=True))
    return f"- **{when(row['date'])}**: {row['says_en']}. {verdict(row)}. {pages}"
