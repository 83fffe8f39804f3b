"""Errors in the code: comparisons, constants, operators and grouping keys of the counting modules, one at a time.

Our own list, because what is wanted is small: mutmut and cosmic-ray run a whole suite for each mutant in a process of its
own, know no grouping key, and know nothing of tables, notebooks and figures, which are planted here beside the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prove.plants import Plant, some, source

COMPARED = {ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.In: "not in",
            ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is"}  # fmt: skip
SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
         ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not"}  # fmt: skip
JOINED = {ast.BitAnd: ("&", "|"), ast.BitOr: ("|", "&"), ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Div: ("/", "*")}
GROUPED = {"groupby", "cells", "sort_values", "set_index", "duplicated", "by_partner"}  # calls whose texts are keys
MODULES = {  # module -> how many errors (None: every one), its tests, the figures that rest on it
    "tallies": (None, ("counts/test_tallies.py",), ("tempo-usa-2022", "partners-2022")),
    "reconciliations": (20, ("counts/test_reconciliations.py",), ("reconcile-usa-2022", "reconcile-can-2022")),
    "pairs": (12, ("counts/test_pairs.py",), ("country-pair-can-usa-2022-01-2022-08-icews",)),
    "lengths": (6, ("counts/test_lengths.py",), ("channels-usa-2021-2025",)),
    "gatherings": (10, ("counts/test_gatherings.py",), ("formats-2022",)),
    "groups": (6, ("counts/test_groups.py",), ("formats-2022", "formats-2013-2025")),
    "matches": (16, ("counts/test_matches.py",), ("machine-coded-usa-2022-01-2022-08",)),
    "statements": (8, ("counts/test_statements.py", "counts/test_themes.py"), ("statements-2022",)),
    "themes": (8, ("counts/test_themes.py",), ("statements-2022",)),
    "partners": (8, ("counts/test_partners.py",), ("partners-2022",)),
    "years": (10, ("counts/test_years.py",), ("years-usa-2013-2025", "years-chn-2013-2025")),
    "holders": (10, ("counts/test_holders.py",), ("years-chn-2013-2025", "leaders-usa-2013-2025")),
    "pairings": (6, ("counts/test_pairings.py",), ("leaders-usa-2013-2025", "leaders-all-2013-2025")),
    "beginnings": (10, ("counts/test_beginnings.py",), ("beginnings-usa-2013-2025",)),
    "outcomes": (10, ("counts/test_outcomes.py",), ("outcomes-usa-2013-2025",)),
    "margins": (8, ("counts/test_margins.py",), ("margins-all-2013-2025",)),
}  # fmt: skip
TAKEN_FOR = [("summit", "foreign_ministers"), ("bilateral", "trilateral"), ("in_person", "video"), ("none", "partial"),
             ("open", "resolved"), ("same", "short"), ("start_local", "label"), ("lane", "level"), ("record", "machine"),
             ("matched", "missed"), ("yes", "no"), ("partner", "event_id"), ("total", "telephone"), ("visit", "call"),
             ("Make a visit", "Host a visit"), ("borne_out", "in_part"), ("own", "kind"), ("M", "Y"), ("one", "other")]  # fmt: skip
ANOTHER = {a: b for pair in TAKEN_FOR for a, b in (pair, pair[::-1])}  # what is easily taken for another
Change = tuple[str, int, int, int, str]  # what, line, first and last column, new text


def every() -> list[Plant]:
    """Return every error planted in the code."""
    return [plant for module in MODULES for plant in _planted(module)]


def _planted(module: str) -> Iterator[Plant]:
    most, unit, drawn = MODULES[module]
    file = f"scripts/bluebook/counts/{module}.py"
    text = source(file)
    found = sorted(set(changes(text)), key=lambda change: change[1:4])
    for change in found if most is None else some(found, most, module):
        gates = (("unit tests", unit), ("figure gate", drawn))
        yield changed("code", file, text, change, gates)


def changed(kind: str, file: str, text: str, change: Change, gates: tuple) -> Plant:
    """Return the error that puts a new text into one place of one line."""
    what, line, start, end, new = change
    lines = text.splitlines(keepends=True)
    raw = lines[line - 1].encode()
    was = lines[line - 1].strip()
    lines[line - 1] = (raw[:start] + new.encode() + raw[end:]).decode()
    return Plant(kind, what, file, line, was, lines[line - 1].strip(), {file: "".join(lines)}, gates)


def changes(text: str) -> Iterator[Change]:
    """Yield each change of one comparison, constant, operator or grouping key on one line."""
    tree = ast.parse(text)
    skipped = {id(node) for outer in ast.walk(tree) for node in _unmeant(outer)}
    keys = {id(node) for call in ast.walk(tree) if isinstance(call, ast.Call) and _name(call) in GROUPED
            for argument in (*call.args, *(word.value for word in call.keywords)) for node in ast.walk(argument)}  # fmt: skip
    lines = text.splitlines()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Compare):
            yield from _comparison(node, lines)
        elif isinstance(node, ast.BinOp | ast.BoolOp):
            yield from _operator(node, lines)
        elif isinstance(node, ast.Constant) and node.lineno == node.end_lineno:
            yield from _constant(node, "a grouping key" if id(node) in keys else "a constant")


def _unmeant(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is no counting: docstrings, annotations, the words of messages, names of columns to be written."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
        yield node.body[0].value
    if isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)
    for part in ("annotation", "returns"):
        if note := getattr(node, part, None):
            yield from ast.walk(note)
    if isinstance(node, ast.Call):
        yield from (word.value for word in node.keywords if word.arg in ("kind", "strict", "observed", "dtype", "ignore_index"))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _comparison(node: ast.Compare, lines: list[str]) -> Iterator[Change]:
    left = node.left
    for operator, right in zip(node.ops, node.comparators, strict=True):
        if place := _between(left, right, SIGNS[type(operator)], lines):
            yield "a comparison", *place, COMPARED[type(operator)]
        left = right


def _operator(node: ast.BinOp | ast.BoolOp, lines: list[str]) -> Iterator[Change]:
    if isinstance(node, ast.BoolOp):
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        sides = node.values[:2]
    elif type(node.op) in JOINED:
        (old, new), sides = JOINED[type(node.op)], [node.left, node.right]
    else:
        return
    if place := _between(*sides, old, lines):
        yield "an operator", *place, new


def _between(left: ast.expr, right: ast.expr, sign: str, lines: list[str]) -> tuple[int, int, int] | None:
    """Return line, first and last column (in bytes) of a sign between two expressions, None where they stand on two lines."""
    if left.end_lineno != right.lineno:
        return None
    start = lines[right.lineno - 1].encode().find(sign.encode(), left.end_col_offset, right.col_offset)
    return (right.lineno, start, start + len(sign)) if start >= 0 else None


def _constant(node: ast.Constant, what: str) -> Iterator[Change]:
    place = (node.lineno, node.col_offset, node.end_col_offset)
    if isinstance(node.value, bool):
        yield what, *place, str(not node.value)
    elif isinstance(node.value, int):
        yield what, *place, str(node.value + 1)
    elif isinstance(node.value, str) and node.value:
        yield what, *place, repr(ANOTHER.get(node.value, f"{node.value}?"))
