"""Excel: one sheet per table with a frozen header, filters and links, labels beside the codes, a page about it, a codebook.

A sheet holds days as days, times as times and numbers as numbers; codes and names stay text, so that no zero at the front is
lost, and so does a day before 1900, for which Excel has no number. Beside a column of codes stands one with their labels in the
language asked for.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

import pyarrow as pa
import xlsxwriter

from bluebook.exports import shapes
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused
from bluebook.record import codebook

WIDTHS = {"date": 11, "when": 11, "time": 8, "integer": 8, "degrees": 9, "address": 40, "country": 12, "term": 18, "text": 28}
LINKS = 30_000  # in one sheet; Excel holds 65,530
LONGEST = 2_000  # letters of a link; Excel takes 2,079
CELL = 32_767  # letters of a cell
FIRST = 1900  # the year in which Excel's calendar begins
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CODEBOOK = ["table", "column", "kind", "list", "needed", "refers to", "meaning", "terms"]
WORDS = {"en": {"about": "about", "codebook": "codebook"}, "ja": {"about": "この記録", "codebook": "コードブック"}}
Sheet = Any
Forms = Mapping[str, Any]


def written(held: Mapping[str, pa.Table], about: Mapping[str, str], lang: str) -> bytes:
    """Return tables as the bytes of a workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        day = datetime.combine(codebook.RELEASED, time())
        book.set_properties({"title": about["title"], "comments": about["cite"], "created": day})
        forms = {kind: book.add_format({"num_format": form}) for kind, form in (("date", "yyyy-mm-dd"), ("time", "hh:mm"))}
        forms |= {"head": book.add_format({"bold": True, "bottom": 1}), "link": book.get_default_url_format()}
        _about(book.add_worksheet(WORDS[lang]["about"]), about, list(held), forms)
        for name, table in held.items():
            _table(book.add_worksheet(name), name, table, forms, lang)
        _codebook(book.add_worksheet(WORDS[lang]["codebook"]), list(held), forms, lang)
    return buffer.getvalue()


def _about(sheet: Sheet, about: Mapping[str, str], names: list[str], forms: Forms) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    for row, (what, said) in enumerate(about.items()):
        table = what.removeprefix("rows of ")
        if table in names:
            sheet.write_url(row, 0, f"internal:'{table}'!A1", string=what)
        else:
            sheet.write_string(row, 0, what, forms["head"])
        sheet.write_string(row, 1, said)


def _table(sheet: Sheet, name: str, table: pa.Table, forms: Forms, lang: str) -> None:
    place = 0
    for header, details in codebook.columns(name).items():
        cells, words = table[header].to_pylist(), shapes.labels(details, lang)
        _column(sheet, place, header, cells, forms, _writer(sheet, details, forms))
        sheet.set_column(place, place, WIDTHS[details["kind"]])
        if words:
            place += 1
            _column(sheet, place, f"{header}_label", [_label(cell, words) for cell in cells], forms, sheet.write_string)
            sheet.set_column(place, place, 24)
        place += 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, table.num_rows), place - 1)


def _column(sheet: Sheet, place: int, header: str, cells: list[Any], forms: Forms, write: Callable[..., Any]) -> None:
    sheet.write_string(0, place, header, forms["head"])
    for row, cell in enumerate(cells, 1):
        if cell not in (None, "", []):
            _refuse_long(sheet, row, header, shown := shapes.flat(cell) if isinstance(cell, list) else cell)
            write(row, place, shown)


def _refuse_long(sheet: Sheet, row: int, header: str, cell: Any) -> None:
    if isinstance(cell, str) and len(cell.encode("utf-16-le")) // 2 > CELL:  # Excel counts halves of a pair
        raise Refused(f"export: {sheet.get_name()} row {row + 1}, column {header}: {plural(len(cell), 'letter')}, and a cell "
                      f"of Excel holds {CELL:,}; take another format")  # fmt: skip


def _writer(sheet: Sheet, details: dict[str, Any], forms: Forms) -> Callable[..., Any]:
    """Return what writes the cells of a column."""
    kind = "text" if details["many"] else details["kind"]
    if kind == "date":
        return lambda row, place, cell: (sheet.write_datetime(row, place, cell, forms[kind]) if cell.year >= FIRST
                                         else sheet.write_string(row, place, cell.isoformat()))  # fmt: skip
    if kind == "time":
        return lambda row, place, cell: sheet.write_datetime(row, place, cell, forms[kind])
    if kind in ("integer", "degrees"):
        return sheet.write_number
    return (lambda row, place, cell: _link(sheet, row, place, cell)) if kind == "address" else sheet.write_string


def _link(sheet: Sheet, row: int, place: int, address: str) -> None:
    if row > LINKS or len(address) > LONGEST:
        sheet.write_string(row, place, address)
    else:
        sheet.write_url(row, place, address, string=address)


def _label(cell: Any, words: Mapping[str, str]) -> str:
    return "; ".join(words.get(term, term) for term in (cell if isinstance(cell, list) else [cell] if cell else []))


def _codebook(sheet: Sheet, names: list[str], forms: Forms, lang: str) -> None:
    for place, (header, width) in enumerate(zip(CODEBOOK, (16, 18, 10, 22, 8, 20, 70, 90), strict=True)):
        sheet.write_string(0, place, header, forms["head"])
        sheet.set_column(place, place, width)
    lines = [(name, header, details) for name in names for header, details in codebook.columns(name).items()]
    for row, (name, header, details) in enumerate(lines, 1):
        words = shapes.labels(details, lang) if details["kind"] == "term" else {}
        told = [name, header, details["kind"] + " list" * details["many"], " ".join(details["lists"]),
                "yes" if details["needed"] else "", details["refers"], details["description"],
                "; ".join(f"{term}: {label}" for term, label in words.items())]  # fmt: skip
        for place, text in enumerate(told):
            sheet.write_string(row, place, text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(lines), len(CODEBOOK) - 1)
