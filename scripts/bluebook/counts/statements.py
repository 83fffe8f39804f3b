"""Statements of the Bluebook compared with the rows they refer to; every verdict is computed. Frame in, frame out."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from bluebook.counts import reconciliations, tallies

KINDS = {"event": ("events", "event_ids", "event_id"), "document": ("documents", "doc_ids", "doc_id"),
         "visit": ("visits", "visit_ids", "visit_id")}  # kind -> table, column of the statement, id  # fmt: skip
EVIDENCE = ["statement_id", "kind", "id", "own", "series", "agrees", "differs", "source_url"]


def about(statements: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the statements whose year or month touches first to last, in the order of their list."""
    return statements[tallies.within(statements["date"], first, last)].reset_index(drop=True)


def evidence(statements: pd.DataFrame, records: Mapping[str, pd.DataFrame], reconciled: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each row that a statement refers to, and for a total each event behind it.

    records: events, documents and visits; reconciled: the claims (`reconciliations.reconcile`). Columns: statement_id, kind
    (event, document or visit), id, own (of the kind that is stated; the others only accompany it), series (channel of an
    event, else the kind), agrees and differs (what the statement says and the row confirms or not, tuples), source_url.
    """
    rows: list[list] = []
    for statement in statements.to_dict("records"):
        counts = statement["kind"] == "count"
        rows += _counted(statement, records, reconciled) if counts else _referred(statement, records)
    return pd.DataFrame(rows, columns=EVIDENCE)


def _counted(statement: dict, records: Mapping[str, pd.DataFrame], reconciled: pd.DataFrame) -> list[list]:
    ids = list(reconciled.set_index("claim_id").loc[statement["claim_id"], "event_ids"])
    events = records["events"].set_index("event_id").loc[ids]
    return [[statement["statement_id"], "event", i, True, str(row["channel"]), ("total",), (), row["source_url"]]
            for i, row in events.iterrows()]  # fmt: skip


def _referred(statement: dict, records: Mapping[str, pd.DataFrame]) -> list[list]:
    found = []
    for kind, (table, column, key) in KINDS.items():
        rows = records[table].set_index(key, drop=False)
        for row in rows.loc[statement[column]].to_dict("records"):
            tests = facts(statement, kind, row, own=kind == statement["kind"])
            sides = [tuple(name for name, holds in tests.items() if holds is side) for side in (True, False)]
            own, series = kind == statement["kind"], str(row["channel"]) if kind == "event" else kind
            found.append([statement["statement_id"], kind, row[key], own, series, *sides, row["source_url"]])
    return found


def facts(statement: dict, kind: str, row: dict, *, own: bool) -> dict[str, bool]:
    """Return what the statement says of such a row, and whether it holds.

    Of every row: date (it falls in the month or year named) and partner. Of a row of the kind that is stated, also each of
    level, channel, document_type, visit_kind and traveller that the statement names; a journey must have been made.
    """
    day = row["start_date"] if kind == "visit" else row["date"].strftime("%Y-%m-%d")
    tests = {"date": day.startswith(statement["date"]), "partner": _with(statement["partner"], kind, row)}
    if kind == "visit":
        tests["made"] = row["status"] == "made"
    named = {"level": "level", "channel": "channel", "document_type": "type", "visit_kind": "kind", "traveller": "traveller"}
    said = {name: column for name, column in named.items() if own and column in row and not _unsaid(statement[name])}
    return tests | {name: str(row[column]) == str(statement[name]) for name, column in said.items()}


def _unsaid(value: object) -> bool:
    return pd.isna(value) or value == ""


def _with(partner: str, kind: str, row: dict) -> bool:
    if kind == "visit":
        return {row["traveller_country"], row["visited_country"]} == {"JPN", partner}
    return partner in row["issuers"] if kind == "document" else row["partners"] == [partner]


def judge(statements: pd.DataFrame, found: pd.DataFrame, reconciled: pd.DataFrame) -> pd.DataFrame:
    """Return the statements with their verdict. Columns added: verdict, why, rows, stated (a total's number, else NA), missing.

    A total is borne_out where the record reaches it and its split (`reconciliations`), in_part where it holds some of it.
    Anything else is borne_out where every row referred to agrees in all that is said, one of them being of the kind stated;
    in_part where such a row agrees and another differs; not_found where none agrees.
    """
    own = {name: found[found["statement_id"] == name] for name in statements["statement_id"]}
    judged = [_total(row, reconciled) if row["kind"] == "count" else _single(own[row["statement_id"]])
              for row in statements.to_dict("records")]  # fmt: skip
    columns = ["verdict", "why", "rows", "stated", "missing"]
    return pd.concat([statements, pd.DataFrame(judged, columns=columns, index=statements.index)], axis=1)


def _total(statement: dict, reconciled: pd.DataFrame) -> tuple:
    claim = reconciled.set_index("claim_id").loc[statement["claim_id"]]
    stated, rows = claim["published"].get("total", sum(claim["published"].values())), len(claim["event_ids"])
    if claim["verdict"] == "same":
        return "borne_out", "", rows, stated, 0
    return ("in_part" if rows else "not_found"), claim["why"], rows, stated, max(0, stated - rows)


def _single(rows: pd.DataFrame) -> tuple:
    wrong = rows[rows["differs"].map(len) > 0]
    good = rows[rows["own"] & (rows["differs"].map(len) == 0)]
    verdict = "not_found" if good.empty else "in_part" if len(wrong) else "borne_out"
    why = "; ".join(f"{row['id']}: {', '.join(row['differs'])}" for row in wrong.to_dict("records"))
    return verdict, why or ("" if len(good) else "no row of the kind stated"), len(rows), pd.NA, 0 if len(good) else 1


def reconciled(statements: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame, leads: pd.DataFrame,
               coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the totals that the statements name, compared with the events as in `reconciliations.reconcile`."""
    named = claims[claims["claim_id"].isin(statements["claim_id"])]
    return reconciliations.reconcile(named, events, leads, coverage)


def marks(judged: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return one row per symbol drawn: statement_id, date, verdict, series, symbols and event_ids (the id behind it)."""
    place = judged.set_index("statement_id")[["date", "verdict"]]
    drawn = [[row["statement_id"], row["series"], 1, row["id"]] for row in found.to_dict("records")]
    drawn += [[row["statement_id"], "missing", row["missing"], ""] for row in judged.to_dict("records") if row["missing"]]
    frame = pd.DataFrame(drawn, columns=["statement_id", "series", "symbols", "event_ids"])
    frame = frame.join(place, on="statement_id").sort_values("statement_id", kind="stable", ignore_index=True)
    return frame[["statement_id", "date", "verdict", "series", "symbols", "event_ids"]]
