"""The prose: proselint, and our own list of wordings in tests/words.yml, over every text that a person reads."""

import ast
import csv
import itertools
import json
import re

import pytest
import yaml
from bluebook.ground import paths
from proselint.checks import __register__ as CHECKS
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

ROOT = paths.ROOT
PAGES = ["README.md", "CONTRIBUTING.md", "notebooks/README.md", "data/README.md", "data/candidates/README.md",
         "scripts/bluebook/README.md"]  # fmt: skip
NOTEBOOKS = sorted(f"notebooks/{file.name}" for file in paths.NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
BANNED = {re.compile(phrase, re.IGNORECASE): better
          for phrase, better in yaml.safe_load((ROOT / "tests" / "words.yml").read_text(encoding="utf-8")).items()}  # fmt: skip
CheckRegistry().register_many(CHECKS)
CODE = re.compile(r"```.*?```|^ {4,}.*?$|`[^`\n]*`|<!--.*?-->|\]\([^)]*\)", re.DOTALL | re.MULTILINE)


def text(place):
    """The Markdown of a page or of a notebook's cells, with code, marks and addresses blanked out, lines kept."""
    whole = (ROOT / place).read_text(encoding="utf-8")
    if place.endswith(".ipynb"):
        whole = "\n\n".join("".join(cell["source"]) for cell in json.loads(whole)["cells"] if cell["cell_type"] == "markdown")
    numbers = itertools.count()
    return CODE.sub(lambda found: f"x{next(numbers)}" if found[0][0] in "`]" and "\n" not in found[0] else re.sub(".", "", found[0]), whole)


def strings(source):
    """The texts in a piece of code: docstrings, messages, sentences."""
    return [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def banned(words):
    """What the list bans in a text, with what to say instead."""
    flat = " ".join(words.split())
    return [f'"{found[0]}" (better: {better})' for phrase, better in BANNED.items() for found in phrase.finditer(flat)]


def faults(words):
    """What proselint finds, but for its advice on typography: Markdown has straight quotes."""
    found = LintFile("page", words).lint({**DEFAULT, "checks": {**DEFAULT["checks"], "typography": False}})
    return [f"{fault.pos[0] - 1}: {fault.check_result.message}" for fault in found]


@pytest.mark.parametrize("place", [*PAGES, *NOTEBOOKS])
def test_a_page_is_free_of_what_proselint_and_our_own_list_object_to(place):
    assert banned(text(place)) + faults(text(place)) == []


@pytest.mark.parametrize("place", NOTEBOOKS)
def test_the_sentences_that_a_notebook_computes_keep_to_the_list_too(place):
    cells = json.loads((ROOT / place).read_text(encoding="utf-8"))["cells"]
    said = [words for cell in cells if cell["cell_type"] == "code" for words in strings("".join(cell["source"]))]
    assert [fault for words in said for fault in banned(words)] == []


MODULES = sorted(paths.CODE.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda file: str(file.relative_to(paths.CODE)))
def test_help_messages_and_docstrings_keep_to_the_list(module):
    assert [fault for words in strings(module.read_text(encoding="utf-8")) for fault in banned(words)] == []


@pytest.mark.parametrize(("file", "column"), [(paths.data() / "terms.csv", "label_en"), (paths.CODE / "site" / "record.csv", "en"),
                                              (paths.CODE / "site" / "tables.csv", "en")], ids=["figures", "site", "tables"])  # fmt: skip
def test_wordings_of_figures_and_site_keep_to_the_list_and_fill_their_columns(file, column):
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, restval=""))
    assert [row for row in rows if None in row or not row[column]] == []
    assert [fault for row in rows for fault in banned(row[column])] == []


@pytest.mark.parametrize(
    ("bad", "found"),
    [
        ("Read aloud, lane by lane:", "In words"),
        ("Asked: Japan and **Canada**, **2022**.", "Selection:"),
        ("The site asks nothing of the\nnetwork.", "works offline"),
        ("A wrong partner is refused in one sentence.", "refused, or what the message says"),
        ("a row an event between two countries", "one row per event"),
        ("Recall 82%, 30.8 rows an engagement", "per engagement"),
        ("1 runs ended well, 0 failed", "a plural that fits: 1 run"),
    ],
)
def test_our_own_list_finds_what_it_was_made_for(bad, found):
    assert any(f"(better: {found})" in fault for fault in banned(bad))


def test_proselint_finds_a_repeated_word_and_a_redundancy():
    assert len(faults("The the meeting was held.\n\nTwo errors could be merged together.\n")) == 2
