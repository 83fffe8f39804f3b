"""The statements of an overview in words, and as lines of a checklist."""

from __future__ import annotations

import pandas as pd

from bluebook.charts import checklists, shares
from bluebook.ground import periods
from bluebook.record import tables
from bluebook.views import topics
from bluebook.views.coverages import strung

HOLDS = {"borne_out": 1.0, "in_part": 0.5, "not_found": 0.0, "not_checkable": None}
LISTS = {"topic": "topic", "level": "level", "group": "statement_group"}  # what a theme names -> its closed list


def parts(judged: pd.DataFrame, marks: pd.DataFrame, sought: pd.DataFrame,
          lang: str = "en") -> dict[str, list[checklists.Line]]:  # fmt: skip
    """Return heading -> lines for `charts.checklists.checklist`, from `statements.judge`, its marks and `themes.sought`."""
    lines = {row["statement_id"]: _line(row, marks[marks["statement_id"] == row["statement_id"]],
                                        sought[sought["statement_id"] == row["statement_id"]], lang)
             for row in judged.to_dict("records")}  # fmt: skip
    found = {label: [lines[name] for name in judged.loc[judged["part"] == code, "statement_id"]]
             for code, label in tables.labels("statement_part", lang).items()}  # fmt: skip
    return {label: lines for label, lines in found.items() if lines}


def _line(row: dict, marks: pd.DataFrame, sought: pd.DataFrame, lang: str) -> checklists.Line:
    items = [_item(item, marks[marks["code"] == item["code"]], lang) for item in sought.to_dict("records")]
    symbols, ids = _symbols(marks[marks["code"] == ""])
    return checklists.Line(when(row["date"], lang), row[f"says_{lang}"], symbols, HOLDS[row["verdict"]], verdict(row, lang),
                           row["statement_id"], items, ids)  # fmt: skip


def _symbols(marks: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the keys of the symbols as they stand in a row, and the id behind each."""
    order = list(checklists.SYMBOLS)
    found = [(key, name) for key, n, name in zip(marks["series"], marks["symbols"], marks["event_ids"], strict=True)
             for _ in range(n)]  # fmt: skip
    found.sort(key=lambda one: (one[0] not in ("visit", "document"), order.index(one[0])))
    return [key for key, _ in found], [name for _, name in found]


def _item(item: dict, marks: pd.DataFrame, lang: str) -> shares.Item:
    label = _label(item, lang)
    if item["by"] == "level":
        symbols, ids = _symbols(marks)
        return shares.Item(label, None, symbols, (), ids)
    parts = {row["series"]: row["symbols"] / item["of"] for row in marks.to_dict("records")}
    return shares.Item(label, parts, (), numbers(item, lang), list(marks["event_ids"]))


def numbers(item: dict, lang: str = "en") -> list[str]:
    """Return how many engagements of how many have something; of a topic also how many of those on pages read to the end, and
    how far the coders agree on it."""
    counts = [f"{len(item['ids'])}/{item['of']}"]
    if item["by"] != "topic":
        return counts
    return [*counts, f"{len(item['whole_ids'])}/{item['whole_of']}", f"α {topics.agreement(item, lang)}"]


def when(date: str, lang: str = "en") -> str:
    """Return the year or month of a statement as a sentence writes it."""
    return periods.span(pd.Timestamp(periods.first_day(date)), pd.Timestamp(periods.last_day(date)), lang)


def verdict(row: dict, lang: str = "en") -> str:
    """Return the verdict on a statement, for a total in part with how many rows of how many."""
    label = tables.labels("statement_verdict", lang)[row["verdict"]]
    in_part = row["verdict"] == "in_part" and pd.notna(row["stated"])
    return tables.say("statements_parts", lang, verdict=label, rows=row["reached"], n=row["stated"]) if in_part else label


def legend(lang: str = "en") -> dict[str, str]:
    """Return key -> label of the symbols."""
    kinds = tables.labels("statement_kind", lang)
    shown = {kind: kinds[kind] for kind in ("visit", "document")}
    bars = {part: tables.say(f"statements_{part}", lang) for part in shares.PARTS}
    return tables.labels("channel", lang) | shown | {"missing": tables.say("missing", lang)} | bars


def verdicts(judged: pd.DataFrame, lang: str = "en") -> str:
    """Return how many statements have each verdict other than borne out: In part 3, not found 1."""
    counts, labels = judged["verdict"].value_counts(), tables.labels("statement_verdict", lang)
    said = [tables.say("said_verdicts", lang, verdict=labels[code].lower(), number=counts[code])
            for code in labels if code in counts and code != "borne_out"]  # fmt: skip
    return ("、" if lang == "ja" else ", ").join(said).capitalize() or tables.say("said_verdicts_none", lang)


def told(row: dict, found: pd.DataFrame, sought: pd.DataFrame, lang: str = "en") -> str:
    """Return one statement: when, what, the verdict, and a link to the page of each row; of a theme its numbers instead."""
    rows, named = (frame[frame["statement_id"] == row["statement_id"]] for frame in (found, sought))
    pages = [f"[{i}]({url})" for i, url in zip(rows["id"], rows["source_url"], strict=True)]
    between = "、" if lang == "ja" else ", "
    counts = [f"{_label(item, lang)} {between.join(numbers(item, lang))}" for item in named.to_dict("records")]
    known = {"when": when(row["date"], lang), "says": row[f"says_{lang}"], "verdict": verdict(row, lang)}
    return tables.say("said_statement", lang, held=strung(counts or [between.join(pages)], lang), **known).rstrip()


def _label(item: dict, lang: str = "en") -> str:
    return tables.labels(LISTS[item["by"]], lang)[item["code"]]


def table(sought: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Return what the themes name with labels for codes and numbers for ids, for a reader of the notebook."""
    labels = [_label(item, lang) for item in sought.to_dict("records")]
    whole = sought["whole_ids"].map(len).where(sought["by"] == "topic").astype("Int64")
    counts = {"named": sought["ids"].map(len), "whole": whole}
    shown = ["statement_id", "by", "code", "named", "of", "whole", "whole_of", "alpha", "either", "trust", "holds"]
    return sought.assign(code=labels, **counts)[shown]
