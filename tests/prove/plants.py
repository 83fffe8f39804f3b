"""One planted error: where it stands, what was there, what is there now, and which gates could catch it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
SEED = 2022
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Plant:
    """One error.

    kind: what it is planted in, as in `__main__.ROOMS`; what: the sort of error. files: path in the project -> its new text, whole
    or by lines. gates: the names of gates with what each is to look at, the cheapest and the most independent first (see
    `gates.GATES`).
    """

    kind: str
    what: str
    file: str
    line: int
    was: str
    now: str
    files: Mapping[str, str | bytes | tuple[str, ...]] = field(repr=False)
    gates: tuple[tuple[str, tuple[str, ...]], ...] = field(repr=False)

    def content(self, name: str) -> bytes:
        """Return the new content of a file."""
        text = self.files[name]
        return text if isinstance(text, bytes) else "".join(text).encode()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {short(self.was)} -> {short(self.now)}"


def short(text: str, most: int = 70) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def source(file: str) -> str:
    """Return the text of a file of the project."""
    return (ROOT / file).read_text(encoding="utf-8")


def some(things: Iterable[Thing], most: int, name: str) -> list[Thing]:
    """Return at most so many of the things, the same ones every time, in their order."""
    every = list(things)
    chosen = sorted(Random(f"{SEED} {name}").sample(range(len(every)), min(most, len(every))))
    return [every[place] for place in chosen]
