"""The codebook as a page: every table, column and closed list, from the models that check the tables."""

from __future__ import annotations

import inspect
from typing import Any

from bluebook.record import codebook
from bluebook.site import cells, frames
from bluebook.site.cells import Words


def page(words: Words) -> str:
    """Return the codebook; each column has the anchor table.column, each list list-name, each term term-list-name."""
    described = {name: codebook.columns(name) for name in codebook.MODELS}
    tables = [{"name": name, "description": inspect.getdoc(codebook.MODELS[name]), "columns": columns,
               "rows": len(cells.raw(name))} for name, columns in described.items()]  # fmt: skip
    return frames.template("record/codebook.html").render(w=words, tables=tables, lists=lists(described))


def lists(described: dict[str, dict[str, dict[str, Any]]]) -> dict[str, list[dict[str, str]]]:
    """Return the closed lists that some column draws its terms from, each with its terms in order."""
    used = dict.fromkeys(name for columns in described.values() for column in columns.values() if column["kind"] == "term"
                         for name in column["lists"])  # fmt: skip
    terms = sorted(cells.raw("terms"), key=lambda row: int(row["order"]))
    return {name: [row for row in terms if row["list"] == name] for name in used}
