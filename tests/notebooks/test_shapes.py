"""What a notebook must keep: its asserts, its computed numbers, and its answer right after the imports."""

import ast
import json
import re

import pytest
from bluebook.ground import paths
from bluebook.runs import runs
from nbconvert.exporters import ScriptExporter

NOTEBOOKS = [run.notebook for run in runs.committed()]
GUARDS = {"01-record": 4, "02-tempo": 1, "03-reconcile": 1, "04-timeline": 1, "05-channels": 2, "06-places": 2, "07-agenda": 3,
          "08-documents": 1, "09-visits": 1, "10-partners": 1, "11-formats": 3, "12-historian": 2, "13-statements": 2,
          "14-country-pair": 1, "15-machine-coded": 2, "16-years": 3, "17-leaders": 2, "18-beginnings": 2, "19-outcomes": 2,
          "20-margins": 2}  # fmt: skip


def cells(notebook):
    book = json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    return [ast.parse("".join(cell["source"])) for cell in book["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_keeps_every_assert_that_guards_its_counting(notebook):
    assert sum(isinstance(node, ast.Assert) for cell in cells(notebook) for node in ast.walk(cell)) == GUARDS[notebook]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_becomes_a_script_of_python(notebook):
    text, told = ScriptExporter().from_filename(paths.NOTEBOOKS / f"{notebook}.ipynb")
    assert told["output_extension"] == ".py" and compile(text, notebook, "exec")


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_no_sentence_of_a_notebook_has_a_number_that_was_typed(notebook):
    nodes = [node for cell in cells(notebook) for node in ast.walk(cell)]
    formats = [node.format_spec for node in nodes if isinstance(node, ast.FormattedValue) and node.format_spec]  # as in :.2f
    texts = [part.value for node in nodes if isinstance(node, ast.JoinedStr) and node not in formats
             for part in node.values if isinstance(part, ast.Constant)]  # fmt: skip
    assert [text for text in texts if re.search(r"\d", re.sub(r"`[^`]*`", "", text))] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_answers_right_after_its_imports(notebook):
    book = json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code[:4]] == ["parameters", "imports", "check", "sentence"]
    said = ["".join(output["data"].get("text/markdown", "")) for output in code[3]["outputs"] if "data" in output]
    assert "Markdown(" in "".join(code[3]["source"]) and said[0].startswith("**"), "the answer is computed, and bold"
