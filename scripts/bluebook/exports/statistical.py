"""Statistics programs: Stata files with labels, and the script by which R reads the CSV files in the types of the codebook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import pandas as pd
import pyarrow as pa

from bluebook.exports import shapes
from bluebook.record import codebook

LONGEST = 2045  # bytes of a text of fixed width in Stata; a longer one is a strL
R_TYPES = {"date": "Date", "integer": "integer", "degrees": "numeric"}  # all others are text
R_HEAD = '''# The tables in the types that the codebook gives: days as Date, closed lists as factors in the order in which
# the record shows them, lists as lists of text. Needs base R alone. In the folder of this file:
#   source("read.R"); events <- bluebook("events")

columns <- list(
{columns}
)

bluebook <- function(table, folder = ".") {{
  how <- columns[[table]]
  rows <- utils::read.csv(file.path(folder, paste0(table, ".csv")), encoding = "UTF-8", na.strings = "",
                          colClasses = unname(how$types), check.names = FALSE, quote = "\\"", comment.char = "")
  for (name in names(how$levels)) rows[[name]] <- factor(rows[[name]], levels = how$levels[[name]])
  for (name in how$lists) {{
    cells <- strsplit(rows[[name]], ";", fixed = TRUE)
    rows[[name]] <- lapply(cells, function(cell) cell[!is.na(cell)])
  }}
  rows
}}
'''


def stata(name: str, table: pa.Table, about: Mapping[str, str], lang: str) -> bytes:
    """Return a table as a Stata 14 file: variables with labels, terms as numbers with labels, lists joined by `;`."""
    columns, words = codebook.columns(name), {}
    frame = pd.DataFrame()
    for header, details in columns.items():
        cells, labels = table[header].to_pylist(), shapes.labels(details, lang)
        if details["kind"] == "term" and not details["many"] and labels:
            words[header] = dict(enumerate(labels.values(), 1))
        frame[header] = _variable(cells, details, list(labels))
    long = [header for header in frame if frame[header].dtype == object
            and any(len(str(cell).encode()) > LONGEST for cell in frame[header])]  # fmt: skip
    buffer = io.BytesIO()
    frame.to_stata(buffer, write_index=False, version=118, convert_strl=long, value_labels=words,
                   convert_dates={header: "td" for header, details in columns.items() if details["kind"] == "date"},
                   time_stamp=datetime.combine(codebook.RELEASED, time()), data_label=f"bluebook {about['version']}: {name}",
                   variable_labels={header: details["description"][:80] for header, details in columns.items()})  # fmt: skip
    return buffer.getvalue()


def _variable(cells: list[Any], details: dict[str, Any], terms: list[str]) -> pd.Series:
    if details["many"] or details["kind"] not in ("term", "date", "integer", "degrees"):
        return pd.Series([shapes.flat(cell) for cell in cells], dtype=object)
    if details["kind"] == "date":
        return pd.Series(pd.to_datetime(cells))
    if details["kind"] == "term":
        return pd.Series([None if cell is None else terms.index(cell) + 1 for cell in cells], dtype="Int32")
    return pd.Series(cells, dtype="Int32" if details["kind"] == "integer" else "float64")


def script(names: list[str]) -> bytes:
    """Return the script by which R reads the CSV files of these tables."""
    return R_HEAD.format(columns=",\n".join(f"  {name} = list({_r(name)})" for name in names)).encode()


def _r(name: str) -> str:
    columns = codebook.columns(name)
    kinds = [R_TYPES.get(details["kind"], "character") if not details["many"] else "character" for details in columns.values()]
    closed = {header: list(shapes.labels(details, "en")) for header, details in columns.items()
              if details["kind"] == "term" and not details["many"]}  # fmt: skip
    lists = [header for header, details in columns.items() if details["many"]]
    levels = ", ".join(f"`{header}` = {_vector(terms)}" for header, terms in closed.items())
    return f"types = {_vector(kinds)},\n    levels = list({levels}),\n    lists = {_vector(lists)}"


def _vector(texts: list[str]) -> str:
    return "c(" + ", ".join(f'"{text}"' for text in texts) + ")" if texts else "character(0)"
