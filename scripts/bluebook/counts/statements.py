"""Statements of the Bluebook compared with the rows they refer to; every verdict is computed. Frame in, frame out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from bluebook.counts import reconciliations, tallies, themes

KINDS = {"event": ("events", "event_ids", "event_id"), "document": ("documents", "doc_ids", "doc_id"),
         "visit": ("visits", "visit_ids", "visit_id")}  # kind -> table, column of the statement, id  # fmt: skip
NAMED = {"channel": "channel", "document_type": "type", "visit_kind": "kind",
         "traveller": "traveller"}  # of a statement -> of a row  # fmt: skip
EVIDENCE = ["statement_id", "kind", "id", "own", "series", "agrees", "differs", "source_url"]


def about(statements: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the statements whose year or month touches first to last, in the order of their list."""
    return statements[tallies.within(statements["date"], first, last)].reset_index(drop=True)


def evidence(statements: pd.DataFrame, records: Mapping[str, pd.DataFrame], reconciled: pd.DataFrame,
             sought: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each row that a statement refers to, and for a total or a theme each event behind it.

    records: events, documents and visits; reconciled: the claims (`reconciliations.reconcile`); sought: what the themes name
    (`themes.sought`). Columns: statement_id, kind (event, document or visit), id, own (of the kind that is stated; the others
    only accompany it), series (channel of an event, else the kind), agrees and differs (what the statement says and the row
    confirms or not, tuples), source_url.
    """
    rows: list[list] = []
    for statement in statements.to_dict("records"):
        if statement["kind"] in ("count", "theme"):
            rows += _listed(statement, _behind(statement, reconciled, sought), records["events"])
        else:
            rows += _referred(statement, records)
    return pd.DataFrame(rows, columns=EVIDENCE)


def _behind(statement: dict, reconciled: pd.DataFrame, sought: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    if statement["kind"] == "theme":
        return themes.behind(_of(sought, statement))
    return dict.fromkeys(reconciled.set_index("claim_id").loc[statement["claim_id"], "event_ids"], ("total",))


def _listed(statement: dict, behind: Mapping[str, tuple[str, ...]], events: pd.DataFrame) -> list[list]:
    rows = events.set_index("event_id").loc[list(behind)]
    return [[statement["statement_id"], "event", i, True, str(row["channel"]), behind[i], (), row["source_url"]]
            for i, row in rows.iterrows()]  # fmt: skip


def _referred(statement: dict, records: Mapping[str, pd.DataFrame]) -> list[list]:
    found, own_kind = [], "document" if statement["kind"] == "aims" else statement["kind"]
    for kind, (table, column, key) in KINDS.items():
        rows = records[table].set_index(key, drop=False)
        for row in rows.loc[statement[column]].to_dict("records"):
            tests = facts(statement, kind, row, own=kind == own_kind)
            sides = [tuple(name for name, holds in tests.items() if holds is side) for side in (True, False)]
            series = str(row["channel"]) if kind == "event" else kind
            found.append([statement["statement_id"], kind, row[key], kind == own_kind, series, *sides, row["source_url"]])
    return found


def facts(statement: dict, kind: str, row: dict, *, own: bool) -> dict[str, bool]:
    """Return what the statement says of such a row, and whether it holds.

    Of every row: date (it falls in the month or year named) and partners. Of a row of the kind that is stated, also each of
    level, channel, document_type, visit_kind and traveller that the statement names; a journey must have been made. Of a
    document also its title, its tie to the events named, its number of aims, and each aim.
    """
    day = row["start_date"] if kind == "visit" else row["date"].strftime("%Y-%m-%d")
    tests = {"date": day.startswith(statement["date"]), "partners": _with(statement["partners"], kind, row)}
    if kind == "visit":
        tests["made"] = row["status"] == "made"
    if not own:
        return tests
    tests |= {name: str(row[column]) == str(statement[name]) for name, column in NAMED.items()
              if column in row and not _unsaid(statement[name])}  # fmt: skip
    if statement["levels"]:
        tests["level"] = row["level"] in statement["levels"]
    return tests | (_of_document(statement, row) if kind == "document" else {})


def _of_document(statement: dict, row: dict) -> dict[str, bool]:
    tests = {}
    if statement["title"]:
        tests["title"] = statement["title"] in row["title"]
    if statement["event_ids"]:
        tests["tied"] = row["related_event_id"] in statement["event_ids"]
    if pd.notna(statement["number"]):
        tests["number"] = len(row["priority_areas"]) == statement["number"]
    areas = "; ".join(row["priority_areas"])
    return tests | {aim: bool(re.search(rf"\b{re.escape(aim)}\b", areas, re.IGNORECASE)) for aim in statement["aims"]}


def _unsaid(value: object) -> bool:
    return pd.isna(value) or value == ""


def _with(partners: list[str], kind: str, row: dict) -> bool:
    if kind == "visit":
        return {row["traveller_country"], row["visited_country"]} == {"JPN", *partners}
    return set(partners) <= set(row["issuers"]) if kind == "document" else sorted(row["partners"]) == sorted(partners)


def judge(statements: pd.DataFrame, found: pd.DataFrame, reconciled: pd.DataFrame, sought: pd.DataFrame) -> pd.DataFrame:
    """Return the statements with their verdict.

    Columns added: verdict, why, rows, stated and reached (how much is said and how much of it the rows hold, of a total, of
    aims or of what a theme names; else NA), missing (rows that should be there).

    A total is borne_out where the record reaches it and its split (`reconciliations`), in_part where it holds some of it.
    A theme or a list of aims is borne_out where all of it holds, in_part where some does. What no table can hold (kind other)
    is not_checkable. Anything else is borne_out where every row referred to agrees in all that is said, one of them being of
    the kind stated; in_part where such a row agrees and another differs; not_found where none agrees.
    """
    judged = [_judged(row, _of(found, row), reconciled, _of(sought, row)) for row in statements.to_dict("records")]
    columns = ["verdict", "why", "rows", "stated", "reached", "missing"]
    return pd.concat([statements, pd.DataFrame(judged, columns=columns, index=statements.index)], axis=1)


def _of(rows: pd.DataFrame, statement: dict) -> pd.DataFrame:
    return rows[rows["statement_id"] == statement["statement_id"]]


def _judged(statement: dict, rows: pd.DataFrame, reconciled: pd.DataFrame, sought: pd.DataFrame) -> tuple:
    if statement["kind"] == "other":
        return "not_checkable", statement["notes"], len(rows), pd.NA, pd.NA, 0
    if statement["kind"] == "count":
        return _total(statement, reconciled)
    if statement["kind"] == "theme":
        holds = int(sought["holds"].sum())
        return _graded(holds, len(sought)), themes.why(sought), len(rows), len(sought), holds, 0
    return _aims(statement, rows) if statement["aims"] else _single(rows)


def _graded(reached: int, stated: int) -> str:
    return "borne_out" if reached == stated else "in_part" if reached else "not_found"


def _total(statement: dict, reconciled: pd.DataFrame) -> tuple:
    claim = reconciled.set_index("claim_id").loc[statement["claim_id"]]
    stated, rows = claim["published"].get("total", sum(claim["published"].values())), len(claim["event_ids"])
    if claim["verdict"] == "same":
        return "borne_out", "", rows, stated, rows, 0
    return ("in_part" if rows else "not_found"), claim["why"], rows, stated, rows, max(0, stated - rows)


def _aims(statement: dict, rows: pd.DataFrame) -> tuple:
    """Judge a list of aims by the document, which must agree in all else that is said."""
    named = set(statement["aims"])
    good = rows[rows["own"] & rows["differs"].map(lambda names: set(names) <= named)]
    reached = len(named & set(good["agrees"].explode()))
    return _graded(reached, len(named)), _why(rows), len(rows), len(named), reached, 0 if len(good) else 1


def _single(rows: pd.DataFrame) -> tuple:
    wrong = rows[rows["differs"].map(len) > 0]
    good = rows[rows["own"] & (rows["differs"].map(len) == 0)]
    verdict = "not_found" if good.empty else "in_part" if len(wrong) else "borne_out"
    why = _why(rows) or ("" if len(good) else "no row of the kind stated")
    return verdict, why, len(rows), pd.NA, pd.NA, 0 if len(good) else 1


def _why(rows: pd.DataFrame) -> str:
    return "; ".join(f"{row['id']}: {', '.join(row['differs'])}" for row in rows.to_dict("records") if row["differs"])


def reconciled(statements: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame, leads: pd.DataFrame,
               coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the totals that the statements name, compared with the events as in `reconciliations.reconcile`."""
    named = claims[claims["claim_id"].isin(statements["claim_id"])]
    return reconciliations.reconcile(named, events, leads, coverage)


def marks(judged: pd.DataFrame, found: pd.DataFrame, sought: pd.DataFrame) -> pd.DataFrame:
    """Return one row per symbol and per part of a bar that is drawn.

    Columns: statement_id, date, verdict, series, code (what a theme names), symbols (how many rows), of (how many the whole bar
    stands for) and event_ids (the ids behind it).
    """
    place = judged.set_index("statement_id")[["date", "verdict"]]
    single = found[~found["statement_id"].isin(judged.loc[judged["kind"] == "theme", "statement_id"])]
    drawn = [[row["statement_id"], row["series"], "", 1, pd.NA, row["id"]] for row in single.to_dict("records")]
    lacking = judged[judged["missing"] > 0].to_dict("records")
    drawn += [[row["statement_id"], "missing", "", row["missing"], pd.NA, ""] for row in lacking]
    drawn += [mark for row in sought.to_dict("records") for mark in _bar(row, found)]
    frame = pd.DataFrame(drawn, columns=["statement_id", "series", "code", "symbols", "of", "event_ids"])
    frame = frame.join(place, on="statement_id").sort_values("statement_id", kind="stable", ignore_index=True)
    return frame[["statement_id", "date", "verdict", "series", "code", "symbols", "of", "event_ids"]]


def _bar(row: dict, found: pd.DataFrame) -> list[list]:
    """Return the marks of one thing that a theme names: a symbol per row of a level, or the parts of a bar."""
    if row["by"] == "level":
        channel = _of(found, row).set_index("id")["series"]
        return [[row["statement_id"], channel[name], row["code"], 1, pd.NA, name] for name in row["ids"]]
    whole = [name for name in row["ids"] if name in row["whole_ids"]]
    rest = [name for name in row["ids"] if name not in row["whole_ids"]]
    parts = {"group": rest} if row["by"] == "group" else {"whole": whole, "opening": rest}
    return [[row["statement_id"], series, row["code"], len(ids), row["of"], ";".join(ids)]
            for series, ids in parts.items() if ids]  # fmt: skip
