"""The counting beyond one machine: the queries of the engine, written once in DuckDB's SQL, in the words of other engines.

sqlglot translates them; it is an optional extra (`spark`), as is PySpark.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bluebook.ground.refusals import Refused
from bluebook.sources import queries, spellings
from bluebook.sources.formats import FRAME
from bluebook.sources.gdelt2 import FORMAT

PUBLIC = "`gdelt-bq.gdeltv2.events`"  # GDELT's public table in BigQuery: the columns of GDELT 2.0, days as numbers

# What stands where no file has the columns of `queries.MORE`, in the types in which Spark reads them.
NOTHING = {"disputed": "CAST(NULL AS SMALLINT)", "keys": "CAST(NULL AS ARRAY<DECIMAL(20, 0)>)"}


def translated(query: str, dialect: str) -> str:
    """Return a query in the words of another engine (spark, bigquery, …). Raises Refused where sqlglot is missing."""
    try:
        import sqlglot
    except ImportError:
        raise Refused('sqlglot is not installed; `pip install "bluebook[spark]"` brings it') from None
    return sqlglot.transpile(query, read="duckdb", write=dialect, pretty=True)[0]


def monthly(events: str, one: str, other: str, first: str, last: str) -> str:
    """Return the monthly count of a pair over a table or query of events, in DuckDB's SQL with its values written in."""
    one, other = sorted((_code(one), _code(other)))
    return queries.MONTHLY.format(events=events, one=f"'{one}'", other=f"'{other}'", first=f"DATE '{first}'",
                                  last=f"DATE '{last}'")  # fmt: skip


def _code(code: str) -> str:
    if not code.isalnum():
        raise Refused(f'country: "{code}" is not a code')
    return code


def in_spark(session: Any, path: str, one: str, other: str, first: str, last: str) -> Any:
    """Return the monthly count of a pair as a Spark DataFrame, counted where the session's cluster is."""
    events_in_spark(session, path).createOrReplaceTempView("events")
    return session.sql(translated(monthly("events", one, other, first, last), "spark"))


def events_in_spark(session: Any, path: str) -> Any:
    """Return the events of Parquets by `bluebook import` as a Spark DataFrame.

    Several files, a pattern or a folder of them, are one record: rows of one event are collapsed again, as `sources.read` does.
    """
    files = session.read.option("mergeSchema", "true").parquet(path)
    if len(files.inputFiles()) < 2:
        return files.select(*FRAME)
    lacking = (f"{nothing} AS {name}" for name, nothing in NOTHING.items() if name not in files.columns)
    files.selectExpr("*", *lacking).createOrReplaceTempView("files")
    return session.sql(translated(queries.merged("SELECT * FROM files"), "spark"))


def in_bigquery(one: str, other: str, first: str, last: str) -> str:
    """Return the same count over GDELT's public table, from its raw rows: judged, collapsed and counted in one query.

    Nothing is sent anywhere: the text is for BigQuery's console or client, and a query there is billed by bytes read.
    """
    return translated(over_gdelt(one, other, first, last), "bigquery").replace("gdelt_events", PUBLIC)


def over_gdelt(one: str, other: str, first: str, last: str) -> str:
    """Return the monthly count of a pair over a table `gdelt_events` with the columns of GDELT 2.0, in DuckDB's SQL."""
    known = [row for row in spellings.table() if row[2] in (_code(one), _code(other)) and row[0] in ("cameo", "fips")]
    values = ", ".join(str(row) for row in known)
    days = f"SQLDATE BETWEEN {first.replace('-', '')} AND {last.replace('-', '')}"
    raw = f"SELECT {', '.join(map(_cell, FORMAT.used))} FROM gdelt_events WHERE {days}"
    spelt = f"SELECT * FROM (VALUES {values}) AS spelt(list, spelling, code)"
    judged = queries.judged(replace(FORMAT, cameo=False), raw, spelt)
    events = queries.collapsed(f"({judged}) AS judged", FORMAT).rpartition("ORDER BY")[0]
    return monthly(f"({events}) AS events", one, other, first, last)


def _cell(name: str) -> str:
    """Return a column of the public table as the files have it: text, never NULL, and a day."""
    text = f"CAST({name} AS VARCHAR)"
    return f"CAST(strptime({text}, '%Y%m%d') AS DATE) AS {name}" if name == FORMAT.day else f"coalesce({text}, '') AS {name}"
