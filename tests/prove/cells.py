"""Errors in the notebooks: a typed number where one is computed, variables that change places, an assert that is gone."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

from prove.plants import ROOT, Plant, some, source

COMPUTED = re.compile(r"\{((?:len|int|sum|max)\((?:[^(){}]|\([^(){}]*\))*\))\}")


def every() -> list[Plant]:
    """Return every error planted in the notebooks."""
    books = [file.stem for file in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")) if file.stem != "00-start"]
    return [plant for name in books for plant in _planted(name)]


def _planted(name: str) -> Iterator[Plant]:
    book = json.loads(source(f"notebooks/{name}.ipynb"))
    code = [place for place, cell in enumerate(book["cells"]) if cell["cell_type"] == "code"]
    texts = {place: "".join(book["cells"][place]["source"]) for place in code}
    for make, most in ((_typed, 1), (_swapped, 2), (_unguarded, 9)):
        found = [(place, *change) for place, text in texts.items() for change in make(text)]
        for place, what, was, now, new in some(found, most, f"{name} {make.__name__}"):
            yield planted("notebooks", name, place, (what, was, now, new), (("shape", ("notebooks/test_shapes.py",)), *_gates(name)))


def _gates(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("figure gate", default(name)), ("stored outputs", (name,)))


def default(name: str) -> tuple[str, ...]:
    """Return the figure that a notebook draws as it is committed."""
    return (DEFAULTS[name[3:]],)


def planted(kind: str, name: str, place: int, change: tuple[str, str, str, str], gates: tuple) -> Plant:
    """Return the error that gives one cell of a notebook another source."""
    what, was, now, new = change
    file = f"notebooks/{name}.ipynb"
    book = json.loads(source(file))
    book["cells"][place]["source"] = new.splitlines(keepends=True)
    text = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    return Plant(kind, what, f"{file} cell", place, was, now, {file: text}, gates)


def _typed(text: str) -> Iterator[tuple[str, str, str, str]]:
    for match in COMPUTED.finditer(text):
        yield "a typed number", match[0], "21", text[: match.start()] + "21" + text[match.end() :]


def _swapped(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the cell with the first two arguments of one call, both of them variables, in each other's place."""
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call) or len(call.args) < 2 or call.func.__class__ is ast.Name:
            continue
        for one, other in zip(call.args, call.args[1:], strict=False):
            names = [ast.unparse(side) for side in (one, other)]
            if all(isinstance(side, ast.Name | ast.Attribute) for side in (one, other)) and names[0] != names[1]:
                new = _exchanged(text, one, other)
                yield "swapped variables", ", ".join(names), ", ".join(names[::-1]), new


def _exchanged(text: str, one: ast.expr, other: ast.expr) -> str:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    (a, b), (c, d) = ((starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset)
                      for node in (one, other))  # fmt: skip
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _unguarded(text: str) -> Iterator[tuple[str, str, str, str]]:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("assert "):
            yield "a deleted assert", line, "", "\n".join(lines[:number] + lines[number + 1 :])


DEFAULTS = {
    "record": "record-all-2021-2025", "tempo": "tempo-usa-2022", "reconcile": "reconcile-usa-2022", "timeline": "timeline-usa-2022",
    "channels": "channels-usa-2022", "places": "places-usa-2022", "agenda": "agenda-usa-2022", "documents": "documents-usa-2022",
    "visits": "visits-usa-2022", "partners": "partners-2022", "formats": "formats-2022", "historian": "historian-2021-2024",
    "statements": "statements-2022", "country-pair": "country-pair-can-usa-2022-01-2022-08-icews",
    "machine-coded": "machine-coded-usa-2022-01-2022-08", "years": "years-usa-2013-2025", "leaders": "leaders-usa-2013-2025",
    "beginnings": "beginnings-usa-2013-2025", "outcomes": "outcomes-usa-2013-2025", "margins": "margins-all-2013-2025",
}  # fmt: skip
