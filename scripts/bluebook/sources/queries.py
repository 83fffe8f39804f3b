"""The SQL of the engine, written once: reading, staging, collapsing, counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bluebook.sources.formats import MUTUAL, Format

if TYPE_CHECKING:
    from bluebook.sources.intake import Found

DAMAGED = """
    SELECT file_path, line, min(CASE error_type WHEN 'CAST' THEN 'no such day' WHEN 'INVALID ENCODING' THEN 'not UTF-8'
                                ELSE lower(error_type) END) AS why
    FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL"""


def reading(file: Found, names: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the query that reads text files of one shape, all columns as text but the day, and its values."""
    form = file.format
    kinds = {name: "DATE" if name == form.day else "VARCHAR" for name in file.columns}
    absent = "".join(f", '' AS \"{name}\"" for name in form.columns if name not in file.columns)
    text = (f"SELECT *{absent} FROM read_csv($files, delim = $delim, quote = $quote, escape = $quote, columns = $columns, "
            "header = false, skip = $skip, dateformat = $days, encoding = $encoding, nullstr = chr(1), auto_detect = false, "
            "store_rejects = true, ignore_errors = true, rejects_limit = 0)")  # fmt: skip
    return text, {"files": names, "delim": form.delimiter, "quote": form.quote, "skip": int(form.header), "columns": kinds,
                  "days": file.days, "encoding": form.encoding}  # fmt: skip


def cases(column: str, meant: Mapping[str, str], otherwise: str) -> str:
    """Return the expression that translates a column by a mapping, whose keys may end in % for any ending."""
    whole = "".join(f" WHEN {column} = '{key}' THEN '{value}'" for key, value in meant.items() if not key.endswith("%"))
    begun = "".join(f" WHEN {column} LIKE '{key}' THEN '{value}'" for key, value in meant.items() if key.endswith("%"))
    return f"CASE{whole}{begun} ELSE {otherwise} END" if meant else otherwise


def judged(form: Format, raw: str, known: str = "") -> str:
    """Return one narrow row a row of the file, in the terms of the frame, with why it is left out ('' if it is not).

    known: a query of the spellings, where there is no table of that name.
    """
    before = f"spellings AS ({known}), " if known else ""
    return f"""
    WITH {before}raw AS ({raw}),
    said AS (SELECT "{form.day}" AS date, {form.actor} AS a, {form.target} AS b, {form.place} AS p, {form.code} AS code,
                    {form.level} AS level, {form.kind} AS kind, {form.keep} AS counted, {form.key or "''"} AS key
             FROM {form.rows} AS raw),
    known AS (SELECT date, actor.code AS actor, target.code AS target, coalesce(place.code, '') AS place, said.code AS code,
                     level, coalesce(nullif(kind, ''), {cases("said.code", form.kinds, "'other'")}) AS kind, counted, key
              FROM said
              LEFT JOIN spellings AS actor ON actor.list = '{form.spelt}' AND actor.spelling = said.a
              LEFT JOIN spellings AS target ON target.list = '{form.spelt}' AND target.spelling = said.b
              LEFT JOIN spellings AS place ON place.list = '{form.place_spelt}' AND place.spelling = said.p)
    SELECT CASE WHEN actor IS NULL OR target IS NULL OR actor = target THEN 'not between two countries'
                WHEN NOT counted THEN '{form.left_out}' ELSE '' END AS why,
           date, actor, target, kind, level, place, code, '{form.id}' AS source, key FROM known"""


NARROW = {"date": "DATE", "actor": "country", "target": "country", "kind": "kind", "level": "level", "place": "country",
          "code": "VARCHAR", "source": "VARCHAR", "key": "VARCHAR"}  # fmt: skip


def staged(form: Format, raw: str) -> str:
    """Return the rows of `judged` with nothing but the reason in those left out, which so cost no room."""
    narrow = ", ".join(f"CASE WHEN why = '' THEN {name} END AS {name}" for name in NARROW)
    return f"SELECT why, {narrow} FROM ({judged(form, raw)})"


def enumerated(lists: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the queries that declare the closed lists (country, kind, level), their terms in the order of the alphabet.

    Inside, a term is then a number: it is grouped and sorted at half the cost of text.
    """
    for name, terms in lists.items():
        quoted = ", ".join(f"'{term}'" for term in sorted({"", *terms}))
        yield f"CREATE TYPE {name} AS ENUM ({quoted})"


def staging() -> str:
    """Return the query that reads the staged rows back, the terms of closed lists as such."""
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in NARROW.items())
    return f"(SELECT why, {typed} FROM read_parquet($staged))"


OUTCOMES = "SELECT why, count(*) FROM read_parquet($staged) GROUP BY why ORDER BY why"


def agreed(column: str) -> str:
    """Return the one value that all rows which tell it agree on, else ''."""
    told = f"nullif({column}, '')"
    return f"CASE WHEN min({told}) = max({told}) THEN max({told}) ELSE '' END"


def collapsed(rows: str, form: Format) -> str:
    """Return the events behind judged rows: the rule of collapse.

    Rows of one source, day, pair and code are one event, whatever the direction and the place. A hosting is the visit of the
    same traveller seen from the other side: together they are one visit, and it stays a hosting where only that was coded.
    Journeys of two travellers stay two. Level and place are kept where all rows that tell them agree; direction where all
    rows of an act of one on the other agree. Where the format has a key, rows of the same key are one row.
    """
    mutual = ", ".join(f"'{name}'" for name in MUTUAL)
    return f"""
    SELECT date, one, other,
           CASE WHEN max(kind) IN ({mutual}) THEN '' WHEN max(kind) = 'visit' THEN traveller
                WHEN min(actor) = max(actor) THEN min(actor) ELSE '' END AS direction,
           max(kind) AS kind, {cases("max(kind)", form.medium, "''")} AS medium, {agreed("level")} AS level,
           {agreed("place")} AS place, min(code) AS code, source,
           CAST({"count(DISTINCT key)" if form.key else "count(*)"} AS INTEGER) AS rows
    FROM (SELECT *, least(actor, target) AS one, greatest(actor, target) AS other, {cases("code", form.mirror, "code")} AS same,
                 CASE kind WHEN 'visit' THEN actor WHEN 'host' THEN target END AS traveller FROM {rows} WHERE why = '') AS kept
    GROUP BY date, one, other, traveller, source, same, CASE WHEN traveller IS NULL THEN kind END
    ORDER BY one, other, date, kind, code, direction, source"""


PAIR = """
    SELECT date, one, other, direction, kind, medium, level, place, code, source, rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    ORDER BY date, kind, code, direction, source"""

MONTHLY = """
    SELECT CAST(date_trunc('month', date) AS DATE) AS month, kind, count(*) AS events, CAST(sum(rows) AS BIGINT) AS rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    GROUP BY 1, kind ORDER BY 1, kind"""
