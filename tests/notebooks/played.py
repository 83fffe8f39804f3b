"""A notebook's code played in this process, without a kernel: its figure and every sentence that it computed."""

import ast
import json
from functools import cache
from types import SimpleNamespace

from bluebook.ground import paths
from bluebook.runs import runs
from IPython.display import Markdown


def named(noun):
    """Return the notebook with this noun: tempo -> 02-tempo."""
    return next(run.notebook for run in runs.committed() if run.notebook[3:] == noun)


@cache
def cells(notebook):
    """Return (id, tags, syntax tree) of each code cell."""
    book = json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return [(cell["id"], cell["metadata"].get("tags", []), ast.parse("".join(cell["source"])))
            for cell in book["cells"] if cell["cell_type"] == "code"]  # fmt: skip


def play(notebook, **given):
    """Return the picture, the values and the sentences (by cell) of a notebook run with these parameters."""
    values, said = {"display": lambda *shown: None}, {}
    for name, tags, tree in cells(notebook):
        *body, last = tree.body
        whole = tree.body if not isinstance(last, ast.Expr) else body
        exec(compile(ast.Module(whole, []), f"{notebook}:{name}", "exec"), values)
        if isinstance(last, ast.Expr):
            shown = eval(compile(ast.Expression(last.value), f"{notebook}:{name}", "eval"), values)
            if isinstance(shown, Markdown):
                said[name] = shown.data
        if "parameters" in tags:
            values.update(given)
    return SimpleNamespace(picture=values["picture"], values=values, said=said)
