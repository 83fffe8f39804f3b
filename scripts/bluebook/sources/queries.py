"""The SQL of the engine, written once: reading, staging, collapsing, counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bluebook.sources.formats import MUTUAL, Format

if TYPE_CHECKING:
    from bluebook.sources.intake import Found

DAMAGED = """
    SELECT file_path, line, min(CASE error_type WHEN 'CAST' THEN 'no such day' WHEN 'INVALID ENCODING' THEN 'not UTF-8'
                                ELSE lower(error_type) END) AS why
    FROM reject_errors JOIN reject_scans USING (scan_id, file_id) GROUP BY ALL ORDER BY ALL"""


def reading(file: Found, names: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the call that reads text files of one shape, all columns as text but the day, and its values."""
    form = file.format
    columns = file.header if form.header else form.columns[: file.width]
    kinds = {name: "DATE" if name == form.day else "VARCHAR" for name in columns}
    return ("read_csv($files, delim = $delim, quote = $quote, escape = $quote, header = $header, columns = $columns, "
            "dateformat = $days, nullstr = chr(1), auto_detect = false, store_rejects = true, ignore_errors = true, "
            "rejects_limit = 0)",
            {"files": names, "delim": form.delimiter, "quote": form.quote, "header": form.header, "columns": kinds,
             "days": form.days[0]})  # fmt: skip


def kind(form: Format) -> str:
    """Return the expression that tells the kind from the code, longest beginning first."""
    if form.kind:
        return form.kind
    cases = sorted(form.kinds.items(), key=lambda item: -len(item[0]))
    whole = "".join(f" WHEN code = '{code}' THEN '{name}'" for code, name in cases if len(code) > 2)
    begun = "".join(f" WHEN code LIKE '{code}%' THEN '{name}'" for code, name in cases if len(code) <= 2)
    return f"CASE{whole}{begun} ELSE 'other' END"


def staged(form: Format, raw: str) -> str:
    """Return one narrow row a row of the file: day, pair, who acted, code, kind, and why it is left out ('' if it is not)."""
    media = "".join(f" WHEN '{name}' THEN '{medium}'" for name, medium in form.medium.items())
    return f"""
    WITH raw AS (SELECT * FROM {raw}),
    said AS (SELECT {form.day} AS date, {form.actor} AS a, {form.target} AS b, {form.place} AS p, {form.code} AS code,
                    {form.level} AS level, ({form.keep}) AS counted, {form.key or "''"} AS key FROM {form.rows}),
    known AS (SELECT date, actor.code AS actor, target.code AS target, coalesce(place.code, '') AS place, said.code AS code,
                     level, counted, key FROM said
              LEFT JOIN spellings AS actor ON actor.list = '{form.spelt}' AND actor.spelling = said.a
              LEFT JOIN spellings AS target ON target.list = '{form.spelt}' AND target.spelling = said.b
              LEFT JOIN spellings AS place ON place.list = '{form.place_spelt}' AND place.spelling = said.p),
    judged AS (SELECT *, CASE WHEN actor IS NULL OR target IS NULL OR actor = target THEN 'not between two countries'
                              WHEN NOT counted THEN '{form.left_out}' ELSE '' END AS why, {kind(form)} AS kind FROM known)
    SELECT why, if(why = '', date, NULL) AS date, if(why = '', least(actor, target), NULL) AS one,
           if(why = '', greatest(actor, target), NULL) AS other, if(why = '', actor, NULL) AS actor,
           if(why = '', CASE kind WHEN 'visit' THEN actor WHEN 'host' THEN target ELSE '' END, NULL) AS traveller,
           if(why = '', kind, NULL) AS kind, if(why = '', CASE kind{media} ELSE '' END, NULL) AS medium,
           if(why = '', level, NULL) AS level, if(why = '', place, NULL) AS place, if(why = '', code, NULL) AS code,
           '{form.id}' AS source, if(why = '', key, NULL) AS key FROM judged"""


def outcomes() -> str:
    """Return the query of how many rows were left out, by why."""
    return "SELECT why, count(*) FROM read_parquet($staged) GROUP BY why ORDER BY why"


def agreed(column: str) -> str:
    """Return the one value that all rows which tell it agree on, else ''."""
    told = f"nullif({column}, '')"
    return f"CASE WHEN min({told}) = max({told}) THEN max({column}) ELSE '' END"


def collapsed(rows: str, key: bool = False) -> str:
    """Return the events behind staged rows: the rule of collapse.

    Rows of one source, day, pair and code are one event. A hosting (host) is the visit of the same traveller seen from the
    other side: together they are one visit, and it stays a hosting where only that was coded.
    """
    mutual = ", ".join(f"'{name}'" for name in MUTUAL)
    return f"""
    SELECT date, one, other,
           CASE WHEN min(kind) IN ({mutual}) THEN '' WHEN max(kind) = 'visit' THEN traveller
                WHEN min(actor) = max(actor) THEN min(actor) ELSE '' END AS direction,
           max(kind) AS kind, max(medium) AS medium, {agreed('level')} AS level, {agreed('place')} AS place,
           min(code) AS code, source, CAST({'count(DISTINCT key)' if key else 'count(*)'} AS INTEGER) AS rows
    FROM {rows} WHERE why = ''
    GROUP BY date, one, other, traveller, source, CASE WHEN kind = 'host' THEN 'visit' ELSE kind END,
             CASE WHEN kind IN ('visit', 'host') THEN '' ELSE code END
    ORDER BY one, other, date, kind, code, direction, source"""


PAIR = """
    SELECT date, one, other, direction, kind, medium, level, place, code, source, rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    ORDER BY date, kind, code, direction, source"""

MONTHLY = """
    SELECT CAST(date_trunc('month', date) AS DATE) AS month, kind, count(*) AS events, CAST(sum(rows) AS BIGINT) AS rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    GROUP BY 1, kind ORDER BY 1, kind"""
