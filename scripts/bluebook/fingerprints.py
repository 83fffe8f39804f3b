"""Fingerprints (SHA-256) of what a figure rests on: tables, modules, the notebook's code, the locked environment.

Of code only what it does counts: comments, docstrings, layout, and a notebook's prose and outputs do not.
"""

from __future__ import annotations

import ast
import hashlib
import json
from functools import cache
from pathlib import Path

from bluebook import paths


def of_file(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def of_text(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def of_module(name: str) -> str:
    """Return the fingerprint of a module of the package (charts.blocks), empty where there is none of that name.

    Read once in a process: the code that a process runs is the code it started with.
    """
    stem = paths.CODE / name.replace(".", "/")
    file = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    return of_text(ast.dump(_bare(ast.parse(file.read_text(encoding="utf-8"))))) if file.exists() else ""


def _bare(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tree


def of_notebook(file: Path) -> str:
    """Return the fingerprint of a notebook's code cells, in order."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    return of_text("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))


def of_lock() -> str:
    """Return the fingerprint of the locked environment."""
    return of_file(paths.ROOT / "requirements.txt")
