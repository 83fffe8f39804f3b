"""What must hold between the cells of a row or between the rows of a table. One function per rule, with its sentence.

The sentence begins with the column that is named beside the line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pandas as pd

Rule = Callable[[pd.DataFrame], pd.Series]  # the cells as text in, True for each row that keeps to it
RULES: dict[str, dict[str, Rule]] = defaultdict(dict)  # table -> sentence -> rule


def rule(table: str, sentence: str) -> Callable[[Rule], Rule]:
    """Make a function per rule of a table; sentence: the column, and what is wrong if the rule is broken."""

    def keep(function: Rule) -> Rule:
        RULES[table][sentence] = function
        return function

    return keep


def days(cells: pd.Series) -> pd.Series:
    """Return cells as timestamps, NaT where a cell is no day."""
    return pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce")


def stem(ids: pd.Series) -> pd.Series:
    """Return ids without the -2, -3 … of a further one of the same day; the 2+2 stays."""
    return ids.str.replace(r"-\d+$", "", regex=True)


def joined(lists: pd.Series) -> pd.Series:
    """Return `;`-lists as an id joins them, in the order of the alphabet, with +."""
    return lists.map(lambda cell: "+".join(sorted(cell.split(";"))))
