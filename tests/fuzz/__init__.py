"""Entry points: any input gives a result or a plain message, never a traceback.

BLUEBOOK_TRIES says how many tries a way has (100 in every run of the tests; `make fuzz`: 10,000). Several tests of one way
share them.
"""

import os
from functools import cache

from bluebook.ground import paths
from bluebook.record import checks, codebook, tables
from hypothesis import HealthCheck, Phase, settings

TRIES = int(os.environ.get("BLUEBOOK_TRIES") or 100)


def fuzzed(tests=1):
    """Return the settings of a test that is one of so many of its way."""
    return settings(max_examples=-(-TRIES // tests), deadline=None, database=None, derandomize=TRIES <= 100, suppress_health_check=list(HealthCheck),
                    phases=[Phase.generate, Phase.shrink])  # fmt: skip


@cache
def _judges(table):
    known = tables.vocabulary(paths.data())
    return {column: checks._cell_check(details, known) for column, details in codebook.columns(table).items()}


def judged(table, rows, vocabulary, file=""):
    """Check columns, cells and rules without pandera, whose frame takes most of a try; test_inputs.py tries the whole check."""
    file = file or f"{table}.csv"
    if list(rows.columns) != list(codebook.columns(table)):
        return [checks.Problem(file, 1, "", checks._header_sentence(list(rows.columns), list(codebook.columns(table))))]
    cells = [checks.Problem(file, int(line), column, said) for column, judge in _judges(table).items() for line, cell in rows[column].items() if (said := judge(cell))]
    kept = {} if cells or rows.empty else {sentence: keeps(rows) for sentence, keeps in checks.RULES[table].items()}
    return cells + [checks.Problem(file, int(line), *sentence.split(": ", 1)) for sentence, right in kept.items() for line in rows.index[~right.astype(bool)]]


def lying(folder):
    """Return every file below a folder by its path, so that two moments can be compared."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file() and not file.is_symlink()}
