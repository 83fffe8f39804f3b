"""A draft as a person reads it: each cell with the phrase that it rests on, its line, and what speaks against it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from bluebook.coding.cells import Cell
from bluebook.coding.drafts import Draft

WIDEST = 44  # letters of a value and of a phrase on one line


def shown(draft: Draft, row: dict[str, str]) -> str:
    """Return a draft as lines of text."""
    lines = [row["event_id"], *(_line(name, cell) for name, cell in draft.cells.items())]
    lines += [_line("source_date", draft.issued)]
    lines += [_line("claim", total.cell, f"{total.total} since {total.since or '(not said)'}") for total in draft.claims]
    lines += [_line("document", cell) for cell in draft.documents]
    return "\n".join(lines)


def _line(name: str, cell: Cell, value: str = "") -> str:
    place = f"line {cell.line}: " if cell.line else ""
    rest = f"{place}{_cut(cell.phrase)}" if cell.phrase else ""
    against = f"  (!) {cell.remark}" if cell.remark else ""
    return f"  {name:<14}{_padded(_cut(value or cell.value or '-'))}  {rest}{against}".rstrip()


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST * 2 else f"{text[: WIDEST * 2 - 1]}…"


def _padded(text: str) -> str:
    """Return a text filled up with blanks; a Japanese letter is as wide as two."""
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return text + " " * (WIDEST - wide)


def as_csv(rows: Iterable[dict[str, str]]) -> str:
    """Return rows as CSV with their header."""
    rows, text = list(rows), io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().rstrip("\n")
