"""A notebook in the order of its page: the answer, the figure, what it says in words, the tables, how it was counted.

A step is a cell of code with the texts before it. What it put out decides where it stands; its code stands with all other
code, folded. Cells are known by the ids that every notebook has: sentence, reading, figure-note, limits, cite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bluebook.site.passages import Cell, parted

RULES = ("rule", "rule-note", "rows-note")  # texts that say how is counted
ASIDE = ("check", "cite")  # what they put out stands on the page in other words: what is shown, how to cite


@dataclass(frozen=True)
class Step:
    """A cell of code, the texts before it, and what it put out: (kind of text, text) in order."""

    notes: tuple[Cell, ...]
    code: Cell
    shown: tuple[tuple[str, str], ...]

    @property
    def kind(self) -> str:
        """Where it stands: answer, figure, words, table, or nowhere but among the code."""
        named = {"sentence": "answer", "reading": "words"}.get(self.code["id"], "table")
        kinds = [kind for kind, _ in self.shown]
        return "figure" if "image/png" in kinds else named if kinds and self.code["id"] not in ASIDE else ""

    @property
    def tables(self) -> int:
        """How many tables of the page it put out."""
        return sum(kind == "text/html" for kind, _ in self.shown) if self.kind == "table" else 0

    @property
    def said(self) -> str:
        """The sentence that it computed, empty if none."""
        return "\n\n".join(text for kind, text in self.shown if kind == "text/markdown")


@dataclass
class Order:
    """The steps of a notebook by where they stand, and the texts that stand apart."""

    steps: list[Step] = field(default_factory=list)
    figure: list[Cell] = field(default_factory=list)
    limits: list[Cell] = field(default_factory=list)

    def of(self, kind: str) -> list[Step]:
        """Return the steps of one kind in their order."""
        return [step for step in self.steps if step.kind == kind]


def ordered(cells: Sequence[Cell]) -> Order:
    """Return the cells below the title in the order of the page."""
    order = Order()
    notes: list[Cell] = []
    for cell in cells:
        if cell["cell_type"] != "markdown":
            order.steps.append(Step(tuple(notes), cell, tuple(_shown(cell))))
            notes = []
        elif cell["id"] == "limits":
            order.limits.append(cell)
        else:
            notes.append(cell)
            order.figure += [cell] * (cell["id"] == "figure-note")
    order.limits += notes  # texts after the last code
    return order


def _shown(cell: Cell) -> Iterator[tuple[str, str]]:
    for output in cell.get("outputs", ()):
        data: dict[str, Any] = output.get("data", {})
        for kind in ("image/png", "text/html", "text/markdown"):
            if kind in data:
                yield kind, "" if kind == "image/png" else "".join(data[kind])
                break
        else:
            yield from (("text/plain", "".join(text)) for text in (data.get("text/plain"), output.get("text")) if text)


def is_rule(note: Cell) -> bool:
    """Return whether a text says how is counted and not what the table below it shows."""
    return note["id"] in RULES and not parted(note)[1].rstrip().endswith((":", "："))
