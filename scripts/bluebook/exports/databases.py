"""Databases in one file: SQLite with keys, full-text search and views; DuckDB with lists, comments and views.

In SQLite a list is text joined by `;` as in the tables, and once more a table of its own, one row per item:
events_partners, events_topics … A key that points to a table that was not exported is left out.
"""

from __future__ import annotations

import functools
import hashlib
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from bluebook.exports import shapes, views
from bluebook.ground import deposits
from bluebook.record import codebook

KINDS = {"integer": "INTEGER", "degrees": "REAL"}  # all others are TEXT
SEARCHED = {"events": ("event_id, occasion, venue_city, japan_lead, partner_leads, topics, notes", "unicode61"),
            "documents": ("doc_id, title, priority_areas, notes", "unicode61"),
            "leads": ("lead_id, what, searches", "unicode61"),
            "people": ("name, name_ja, aliases", "trigram"),  # Japanese has no blanks: any three letters in a row are found
            "statements": ("says_en, says_ja", "trigram")}  # fmt: skip
# Compressed strings would carry what happened to lie in memory into the file (duckdb/duckdb#23382).
DUCK: dict[str, Any] = {"threads": 1, "force_compression": "uncompressed"}
HEADERS, ID = range(0, 3 * 4096, 4096), slice(124, 140)


def sqlite(held: Mapping[str, pa.Table], about: Mapping[str, str], lang: str) -> bytes:
    """Return tables as the bytes of a SQLite database."""
    base = sqlite3.connect(":memory:")
    base.executescript("".join(_tables(held)))
    for name, table in held.items():
        _fill(base, name, table, held)
    _describe(base, list(held), about)
    for view in views.sqlite(set(held), lang):
        base.execute(view)
    for name in SEARCHED.keys() & held.keys():
        base.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
    base.commit()
    content = base.serialize()
    base.close()
    return content


def _tables(held: Mapping[str, pa.Table]) -> Iterator[str]:
    for name in held:
        columns = codebook.columns(name)
        lines = [f'"{header}" {KINDS.get(details["kind"], "TEXT") if not details["many"] else "TEXT"}'
                 + " NOT NULL" * details["needed"] + _refers(details, held) * (not details["many"])
                 for header, details in columns.items()]  # fmt: skip
        key = codebook.key(name)
        lines += ["PRIMARY KEY (" + ", ".join(map(_named, key)) + ")"] if key else []
        yield f"CREATE TABLE {_named(name)} (\n  " + ",\n  ".join(lines) + "\n);\n"
        yield from (_list(name, key[0], header, details, held) for header, details in _lists(name).items())
    for name in [name for name in held if name in SEARCHED]:
        searched, tokens = SEARCHED[name]
        yield f'CREATE VIRTUAL TABLE "{name}_fts" USING FTS5 ({searched}, content="{name}", tokenize="{tokens}");\n'
    if "events" in held:
        yield 'CREATE INDEX events_date ON events ("date");\n'


def _named(name: str) -> str:
    return f'"{name}"'


def _refers(details: dict[str, Any], held: Mapping[str, pa.Table]) -> str:
    refers = "countries.code" if details["kind"] == "country" else details["refers"]
    table, _, column = refers.partition(".")
    return f' REFERENCES "{table}" ("{column}")' if table in held else ""


def _lists(name: str) -> dict[str, dict[str, Any]]:
    """Return the columns with lists of a table whose rows have an id."""
    columns = codebook.columns(name) if len(codebook.key(name)) == 1 else {}
    return {header: details for header, details in columns.items() if details["many"]}


def _list(name: str, key: str, header: str, details: dict[str, Any], held: Mapping[str, pa.Table]) -> str:
    return (f'CREATE TABLE "{name}_{header}" ("{key}" TEXT NOT NULL REFERENCES "{name}" ("{key}"), place INTEGER NOT NULL,\n'
            f'  item TEXT NOT NULL{_refers(details, held)}, PRIMARY KEY ("{key}", place));\n'
            f'CREATE INDEX "{name}_{header}_item" ON "{name}_{header}" (item);\n')  # fmt: skip


def _fill(base: sqlite3.Connection, name: str, table: pa.Table, held: Mapping[str, pa.Table]) -> None:
    marks = ", ".join("?" * table.num_columns)
    rows = table.to_pylist()
    base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', (list(map(_cell, row.values())) for row in rows))
    for header, details in _lists(name).items():
        (key,) = codebook.key(name)
        other, _, column = details["refers"].partition(".")
        there = set(held[other][column].to_pylist()) if other in held else None  # what is not selected has no row to point to
        items = ((row[key], place, item) for row in rows for place, item in enumerate(row[header], 1)
                 if there is None or item in there)  # fmt: skip
        base.executemany(f'INSERT INTO "{name}_{header}" VALUES (?, ?, ?)', items)


def _cell(cell: Any) -> Any:
    return shapes.flat(cell) or None if isinstance(cell, list) else shapes.plain(cell)


def _describe(base: Any, names: list[str], about: Mapping[str, str]) -> None:
    base.execute("CREATE TABLE about (what TEXT, said TEXT)")
    base.executemany("INSERT INTO about VALUES (?, ?)", list(about.items()))
    base.execute('CREATE TABLE codebook ("table" TEXT, "column" TEXT, kind TEXT, list TEXT, meaning TEXT)')
    base.executemany("INSERT INTO codebook VALUES (?, ?, ?, ?, ?)", [
        (name, header, details["kind"] + " list" * details["many"], " ".join(details["lists"]), details["description"])
        for name in names for header, details in codebook.columns(name).items()])  # fmt: skip


def duck(held: Mapping[str, pa.Table], about: Mapping[str, str], lang: str) -> bytes:
    """Return tables as the bytes of a DuckDB database."""
    with deposits.temporary() as folder:
        place = folder / "bluebook.duckdb"
        with duckdb.connect(place, config=DUCK) as base:
            for name, table in held.items():
                base.register("held", table)
                base.execute(f'CREATE TABLE "{name}" AS FROM held')
                base.unregister("held")
                base.execute(f'COMMENT ON TABLE "{name}" IS {_quoted(codebook.MODELS[name].__doc__ or "")}')
                for header, details in codebook.columns(name).items():
                    base.execute(f'COMMENT ON COLUMN "{name}"."{header}" IS {_quoted(details["description"])}')
            _describe(base, list(held), about)
            for view in views.duck(set(held), lang):
                base.execute(view)
        return _steadied(bytearray(place.read_bytes()))


def _steadied(content: bytearray) -> bytes:
    """Return a DuckDB file with an id made from its content in place of the random one: the same tables give the same bytes.

    The layout of a header, and the sum of its 8-byte words, are DuckDB's (single_file_block_manager.cpp, checksum.cpp).
    """
    drawn = bytes(content[ID])
    made = hashlib.sha256(content[HEADERS.stop:]).digest()[: len(drawn)]
    for start in HEADERS:
        header = content[start : start + HEADERS.step].replace(drawn, made)
        words = struct.unpack_from("<511Q", header, 8)
        total = functools.reduce(lambda sofar, word: sofar ^ (word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF), words, 5381)
        content[start : start + HEADERS.step] = struct.pack("<Q", total) + header[8:]
    return bytes(content)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
