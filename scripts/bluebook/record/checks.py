"""The check of one table: its columns, its cells, its rules. Every problem is named by file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from bluebook.ground.refusals import did_you_mean, listed
from bluebook.record import spellings
from bluebook.record.codebook import HEADERS, MODELS, columns
from bluebook.record.rules import RULES, elsewhere, engagements, outcomes, referees, totals, vocabularies  # noqa: F401, they fill RULES
from bluebook.record.values import fault, visible

STATES = {"country", "organisation"}  # never to be taken for one another by a likeness of letters
Vocabulary = Mapping[str, Mapping[str, str]]  # list -> spelling -> the term that is allowed


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one place."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = self.file + (f" line {self.line}" if self.line else "") + (f", column {self.column}" if self.column else "")
        return visible(f"{place}: {self.sentence}")


def at(table: str, key: Any) -> tuple[str, int]:
    """Return file and line of a row: its key, or, where that is a line alone, the table's own file and that line."""
    return key if isinstance(key, tuple) else (f"{table}.csv", int(key))


def _cell_check(details: Mapping[str, Any], vocabulary: Vocabulary) -> Callable[[str], str]:
    allowed: dict[str, str] = {}
    for name in details["lists"]:
        allowed |= vocabulary.get(name, {})
    of = " or ".join(name.replace("_", " ") for name in details["lists"]) or details["kind"]

    guess = spellings.did_you_mean if STATES & set(details["lists"]) else did_you_mean

    def judge(cell: str) -> str:
        if not cell:
            return "is empty" if details["needed"] else ""
        for value in cell.split(";") if details["many"] else [cell]:
            wrong = fault(value, details["kind"], allowed if details["lists"] else None, of, guess)
            if wrong:
                return f'"{value}" {wrong}' if value else "has an empty place in its list"
        return ""

    return cache(judge)


def _schema(table: str, vocabulary: Vocabulary) -> tuple[pa.DataFrameSchema, dict[str, Callable[[str], str]]]:
    schema = MODELS[table].to_schema()
    schema = schema.rename_columns({name: header for name, header in HEADERS.items() if name in schema.columns})
    judges = {name: _cell_check(details, vocabulary) for name, details in columns(table).items()}
    schema = schema.update_columns({name: {"checks": _check_of(judge)} for name, judge in judges.items()})
    schema.checks = [pa.Check(keeps, error=sentence) for sentence, keeps in RULES[table].items()]
    return schema, judges


def _check_of(judge: Callable[[str], str]) -> pa.Check:
    return pa.Check(lambda cells: cells.map(judge).eq(""), name="cell")


def problems(table: str, rows: pd.DataFrame, vocabulary: Vocabulary, file: str = "") -> list[Problem]:
    """Return every problem of one table.

    rows: the cells as text, the index the line in the file. vocabulary: list -> spelling -> term; countries stand under
    their kind (country, organisation, tally). file: what a problem calls the file, the table's own name unless given.
    """
    file = file or f"{table}.csv"
    expected = list(columns(table))
    if list(rows.columns) != expected:
        return [Problem(file, 1, "", _header_sentence(list(rows.columns), expected))]
    if rows.empty:
        return []
    schema, judges = _schema(table, vocabulary)
    try:
        schema.validate(rows, lazy=True)
    except SchemaErrors as errors:
        found = {_as_problem(file, case, rows, judges) for case in errors.failure_cases.to_dict("records")}
        return sorted(found)
    return []


def _header_sentence(got: list[str], expected: list[str]) -> str:
    extra = [name for name in got if name not in expected]
    lacking = [name for name in expected if name not in got]
    parts = [f'"{name}" is not a column of this table{did_you_mean(name, lacking or expected)}' for name in extra]
    parts += [f'the column "{name}" is missing' for name in lacking]
    return "; ".join(parts) or f"the columns are not in the order {listed(expected, 99)}"


def _as_problem(file: str, case: Mapping[str, Any], rows: pd.DataFrame, judges: Mapping[str, Callable]) -> Problem:
    line, check, name = int(case["index"]), str(case["check"]), case["column"]
    if case["schema_context"] == "Column" and check == "cell":
        return Problem(file, line, name, judges[name](rows.at[line, name]))
    if case["schema_context"] == "Column":  # the other check of a column is that its values stand once
        value = rows.at[line, name]
        lines = [str(other) for other in rows.index[rows[name] == value] if other != line]
        return Problem(file, line, name, f'"{value}" appears again in line {", ".join(lines)}')
    name, sentence = check.split(": ", 1)
    return Problem(file, line, name, f'"{rows.at[line, name]}": {sentence}')
