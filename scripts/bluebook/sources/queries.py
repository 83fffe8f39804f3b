"""The SQL of the engine, written once: reading, staging, collapsing, counting."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from bluebook.sources.formats import MUTUAL, Format

if TYPE_CHECKING:
    from bluebook.sources.intake import Found

REJECTED = "SELECT DISTINCT file_path, line FROM reject_errors JOIN reject_scans USING (scan_id, file_id)"
UNKNOWN, ABROAD = "unknown spelling", "not between two countries"
WORD, PART = "chr(31)", "chr(30)"  # between the unknown words of a row, and between what a word is and the word


def reading(file: Found, names: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the query that reads the columns used of texts of one shape, as text but for the day, and its values."""
    form = file.format
    kinds = {name: "DATE" if name == form.day else "VARCHAR" for name in file.columns}
    cells = ", ".join(f'{_cell(name, file)} AS "{name}"' for name in form.used)
    text = (f"SELECT {cells} FROM read_csv($files, delim = $delim, quote = '', escape = '', columns = $columns, "
            "header = false, skip = $skip, dateformat = $days, nullstr = chr(1), auto_detect = false, compression = 'none', "
            "store_rejects = true, ignore_errors = true, rejects_limit = 0)")  # fmt: skip
    return text, {"files": list(map(glob.escape, names)), "delim": file.delimiter, "skip": int(form.header), "columns": kinds,
                  "days": file.days}  # fmt: skip


def repaired(form: Format, names: list[str]) -> tuple[str, dict[str, Any]]:
    """Return the query that reads tables written by `repairs`, and its values."""
    cells = ", ".join(f'"{name}"' if name == form.day else f'tidied("{name}") AS "{name}"' for name in form.used)
    kinds = {name: "DATE" if name == form.day else "VARCHAR" for name in form.used}
    text = (f"SELECT {cells} FROM read_csv($files, delim = '\t', quote = '', escape = '', columns = $columns, header = false, "
            "dateformat = '%Y-%m-%d', nullstr = chr(1), auto_detect = false, compression = 'none')")  # fmt: skip
    return text, {"files": list(map(glob.escape, names)), "columns": kinds}


def _cell(name: str, file: Found) -> str:
    if name not in file.columns:
        return "''"
    return f'tidied("{name}")' if file.untidy and name != file.format.day else f'"{name}"'


def cases(column: str, meant: Mapping[str, str], otherwise: str) -> str:
    """Return the expression that translates a column by a mapping, whose keys may end in % for any ending."""
    whole = "".join(f" WHEN {column} = '{key}' THEN '{value}'" for key, value in meant.items() if not key.endswith("%"))
    begun = "".join(f" WHEN {column} LIKE '{key}' THEN '{value}'" for key, value in meant.items() if key.endswith("%"))
    return f"CASE{whole}{begun} ELSE {otherwise} END" if meant else otherwise


def judged(form: Format, raw: str, known: str = "") -> str:
    """Return one narrow row per row of the file, in the terms of the frame, with why it is left out ('' if it is not).

    known: a query of the spellings, where there is no table of that name.
    """
    before = f"spellings AS ({known}), " if known else ""
    code = "coalesce(listed.code, said.code)" if form.cameo else "said.code"
    more = "" if known else f", {_odd(form)} AS odd" + (", row" if form.splits else "")
    strange = "" if known else f"WHEN len({form.strange}) > 0 THEN '{UNKNOWN}' "
    return f"""
    WITH {before}raw AS ({raw}),
    said AS (SELECT *, {form.actor} AS a, {form.target} AS b, {form.place} AS p, {form.code} AS code, {form.level} AS level,
                    {form.kind} AS kind, {form.keep} AS counted, {form.key or "''"} AS key FROM {form.rows} AS raw),
    known AS (SELECT said.*, actor.code AS actor, target.code AS target, place.code AS place, {code} AS told,
                     {"listed.code IS NOT NULL" if form.cameo else "true"} AS listed,
                     coalesce(nullif(kind, ''), {cases(code, form.kinds, "'other'")}) AS meant
              FROM said
              LEFT JOIN spellings AS actor ON actor.list = '{form.spelt}' AND actor.spelling = said.a
              LEFT JOIN spellings AS target ON target.list = '{form.spelt}' AND target.spelling = said.b
              LEFT JOIN spellings AS place ON place.list = '{form.place_spelt}' AND place.spelling = said.p
              {"LEFT JOIN codes AS listed ON listed.spelling = said.code" if form.cameo else ""})
    SELECT CASE WHEN actor IS NULL OR target IS NULL THEN '{UNKNOWN}'
                WHEN actor = '' OR target = '' OR actor = target THEN '{ABROAD}'
                WHEN counted THEN '' {strange}ELSE '{form.left_out}' END AS why,
           "{form.day}" AS date, actor, target, meant AS kind, level, place, told AS code, '{form.id}' AS source, key{more}
    FROM known"""


def _odd(form: Format) -> str:
    """Return the expression of the words in a row that no list knows, if a list is missing them; else NULL."""
    words = f"list_transform(list_distinct({form.strange}), lambda word: 'sector' || {PART} || word)"
    return f"""
        CASE WHEN actor IS NULL OR target IS NULL
             THEN concat_ws({WORD}, CASE WHEN actor IS NULL THEN 'country' || {PART} || {form.actor_told} END,
                                    CASE WHEN target IS NULL THEN 'country' || {PART} || {form.target_told} END)
             WHEN actor = '' OR target = '' OR actor = target THEN NULL
             WHEN NOT counted THEN nullif(array_to_string({words}, {WORD}), '')
             WHEN place IS NULL OR NOT listed
             THEN concat_ws({WORD}, CASE WHEN place IS NULL THEN 'place' || {PART} || p END,
                                    CASE WHEN NOT listed THEN 'event code' || {PART} || told END) END"""


STAGED = {"why": "outcome", "date": "DATE", "actor": "country", "target": "country", "kind": "kind", "level": "level",
          "place": "country", "code": "VARCHAR", "source": "source", "odd": "VARCHAR", "key": "VARCHAR",
          "row": "BIGINT"}  # fmt: skip


MARK = "bluebook"  # in the metadata of a Parquet by `bluebook import`
# What its rows hold beyond the frame, so that several files can be collapsed as one: whether rows disagree on the level (1) or
# the place (2), and the keys behind the event, where the format has keys.
MORE = {"disputed": "CAST(NULL AS UTINYINT)", "keys": "CAST(NULL AS UBIGINT[])"}


def columns(form: Format) -> list[str]:
    """Return the columns of the staged rows: a key only where the format has one, a number of the row where it splits rows."""
    return [name for name in STAGED if (name != "key" or form.key) and (name != "row" or form.splits)]


def tables(form: Format, lists: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the queries that declare the closed lists, their terms in the order of the alphabet, and the staged rows.

    Inside, a term is then a number: it is grouped and sorted at half the cost of text.
    """
    for name, terms in lists.items():
        quoted = ", ".join(f"'{term}'" for term in sorted({"", *terms}))
        yield f"CREATE TYPE {name} AS ENUM ({quoted})"
    yield f"CREATE TABLE staged ({', '.join(f'{name} {STAGED[name]}' for name in columns(form))})"


def staging(form: Format, raw: str, number: int) -> str:
    """Return the query that stages rows as `judged`. number: of the parcel, so that no two rows have the same number."""
    if form.splits:
        raw = f"SELECT *, {number << 40} + row_number() OVER () AS row FROM ({raw}) AS texts"
    return f"INSERT INTO staged SELECT {', '.join(columns(form))} FROM ({judged(form, raw)})"


def outcomes(form: Format) -> str:
    """Return the query that counts rows by what became of them. A row of several pairs is kept if one of them is."""
    if not form.splits:
        return "SELECT why, count(*) FROM staged GROUP BY why ORDER BY why"
    return "SELECT why, count(*) FROM (SELECT min(why) AS why FROM staged GROUP BY row) GROUP BY why ORDER BY why"


def odd(form: Format, beginning: int = 0) -> str:
    """Return the query of all words that no list knows: what they are, the word, its rows and those left out for it."""
    row = "row" if form.splits else "rowid"
    return f"""
    SELECT split_part(word, {PART}, 1) AS what, substr(word, strpos(word, {PART}) + 1) AS word, count(DISTINCT nth) AS rows,
           count(DISTINCT nth) FILTER (lost) AS lost
    FROM (SELECT {row} AS nth, why = '{UNKNOWN}' AS lost, unnest(list_distinct(string_split(odd, {WORD}))) AS word
          FROM staged WHERE odd IS NOT NULL AND rowid >= {beginning})
    GROUP BY ALL ORDER BY lost DESC, rows DESC, what, word"""


def _disagreed(column: str, nothing: str) -> str:
    """Return whether rows that state a value state different ones, as 1 or 0."""
    stated = f"nullif({column}, {nothing})"
    return f"CAST(coalesce(min({stated}) < max({stated}), false) AS UTINYINT)"


_MUTUAL = ", ".join(f"'{name}'" for name in MUTUAL)
_ORDER = "ORDER BY one, other, date, kind, code, direction, source"


def _agreed(column: str, nothing: str) -> str:
    """Return the one value that all rows which state one agree on, else nothing."""
    stated = f"nullif({column}, {nothing})"
    return f"CASE WHEN min({stated}) = max({stated}) THEN max({stated}) ELSE {nothing} END"


def _grouped(rows: str, form: Format, chosen: str) -> str:
    """Return what is chosen of each event behind judged rows: the rule of collapse.

    Rows of one source, day, pair and code are one event, whatever the direction and the place. A hosting is the visit of the
    same traveller seen from the other side: together they are one visit, and it stays a hosting where only that was coded.
    Journeys of two travellers stay two.
    """
    return f"""
    SELECT {chosen}
    FROM (SELECT *, least(actor, target) AS one, greatest(actor, target) AS other, {cases("code", form.mirror, "code")} AS same,
                 CASE kind WHEN 'visit' THEN actor WHEN 'host' THEN target END AS traveller FROM {rows} WHERE why = '') AS kept
    GROUP BY date, one, other, traveller, source, same, CASE WHEN traveller IS NULL THEN kind END"""


ONCE = "count(DISTINCT key) FILTER (key <> '') + count(*) FILTER (key = '')"


def collapsed(rows: str, form: Format, listed: bool = False) -> str:
    """Return the events behind judged rows, in order.

    Level and place are kept where all rows that state them agree; direction where all rows of an act of one on the other agree.
    Where the format has a key, rows of the same key are one row; each without one is a row of its own.
    listed: whether the columns are of closed lists; then the results stay so, which are sorted and written at half the cost.
    """
    country, level = ("CAST('' AS country)", "CAST('' AS level)") if listed else ("''", "''")
    medium = cases("max(kind)", form.medium, "''")
    keys = ", list_sort(list(DISTINCT md5_number_lower(key)) FILTER (key <> '')) AS keys" if form.key else ""
    more = f", {_disagreed('level', level)} + 2 * {_disagreed('place', country)} AS disputed{keys}"
    chosen = f"""
           date, one, other,
           CASE WHEN max(kind) IN ({_MUTUAL}) THEN {country} WHEN max(kind) = 'visit' THEN traveller
                WHEN min(actor) = max(actor) THEN min(actor) ELSE {country} END AS direction,
           max(kind) AS kind, {f"CAST({medium} AS medium)" if listed else medium} AS medium, {_agreed("level", level)} AS level,
           {_agreed("place", country)} AS place, min(code) AS code, source,
           CAST({ONCE if form.key else "count(*)"} AS INTEGER) AS rows{more if listed else ""}"""
    return f"{_grouped(rows, form, chosen)}\n    {_ORDER}"


def written(form: Format) -> str:
    """Return the query that writes the events behind the staged rows into a Parquet."""
    how = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{MARK}: 'events'}}"
    return f"COPY ({collapsed('staged', form, listed=True)}) TO $out ({how})"


def merged(events: str) -> str:
    """Return the events of several files as those of one: what `collapsed` would have made of all their rows together."""
    return f"""
    SELECT date, one, other,
           CASE WHEN max(kind) IN ({_MUTUAL}) THEN '' WHEN max(kind) = 'visit' THEN traveller
                WHEN min(direction) = max(direction) THEN min(direction) ELSE '' END AS direction,
           max(kind) AS kind, max(medium) AS medium,
           CASE WHEN max(disputed & 1) = 1 THEN '' ELSE {_agreed("level", "''")} END AS level,
           CASE WHEN max(disputed & 2) = 2 THEN '' ELSE {_agreed("place", "''")} END AS place, min(code) AS code, source,
           CAST(coalesce(array_length(list_distinct(flatten(list(keys)))), 0)
                + sum(rows - CASE WHEN keys IS NULL THEN 0 ELSE array_length(keys) END) AS INTEGER) AS rows
    FROM (SELECT *, CASE code WHEN '043' THEN '042' ELSE code END AS same,
                 CASE WHEN kind = 'visit' THEN direction WHEN kind <> 'host' THEN NULL WHEN direction = one THEN other
                      WHEN direction = other THEN one ELSE '' END AS traveller FROM ({events}) AS files) AS several
    GROUP BY date, one, other, traveller, source, same, CASE WHEN traveller IS NULL THEN kind END"""


def owners(form: Format) -> str:
    """Return the query of how many rows are the first of an event, where one row may stand for several."""
    return f"SELECT count(DISTINCT owner) FROM ({_grouped('staged', form, 'min(key) AS owner')})"


PAIR = """
    SELECT date, one, other, direction, kind, medium, level, place, code, source, rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    ORDER BY date, kind, code, direction, source"""

MONTHLY = """
    SELECT CAST(date_trunc('month', date) AS DATE) AS month, kind, count(*) AS events, CAST(sum(rows) AS BIGINT) AS rows
    FROM {events} WHERE one = {one} AND other = {other} AND date BETWEEN {first} AND {last}
    GROUP BY 1, kind ORDER BY 1, kind"""
