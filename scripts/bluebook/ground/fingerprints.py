"""Fingerprints (SHA-256) of what a figure depends on: tables, modules, the notebook's code, the locked environment.

Only what code does counts, not docstrings, comment lines, or a notebook's prose and outputs.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bluebook.ground import paths


def of_file(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def of_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def of_module(name: str) -> str:
    """Return the fingerprint of a module of the package (charts.blocks), empty if there is none of that name.

    Read once in a process: the code that a process runs is the code it started with.
    """
    stem = paths.CODE / name.replace(".", "/")
    file = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    return of_text(_bare(file.read_text(encoding="utf-8"))) if file.exists() else ""


def _bare(source: str) -> str:
    """Return the lines of a module without docstrings, lines of comment and blank lines.

    A dump of the syntax tree would leave out more, but every version of Python writes another one.
    """
    documented = _docstrings(ast.parse(source))
    dropped = {line for node in documented for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return "\n".join(line.rstrip() for number, line in enumerate(source.splitlines(), 1)
                     if number not in dropped and line.strip() and not line.lstrip().startswith("#"))  # fmt: skip


def _docstrings(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the docstrings in a module; only statements are walked, a tenth of the tree."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node, clean=False) is not None:
        yield node.body[0]
    for part in ("body", "orelse", "handlers", "finalbody", "cases"):
        for inner in getattr(node, part, ()):
            yield from _docstrings(inner)


def of_notebook(file: Path) -> str:
    """Return the fingerprint of a notebook's code cells, in order."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return of_text("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))


def of_lock() -> str:
    """Return the fingerprint of the locked environment."""
    return of_file(paths.ROOT / "requirements.txt")
