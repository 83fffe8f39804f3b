"""Small parts of sentences for a reader: a number with its noun, a path that can be opened from where the reader stands."""

from __future__ import annotations

import os
from collections.abc import Mapping
from numbers import Integral
from pathlib import Path


def plural(number: int, noun: str, many: str = "") -> str:
    """Return a number with its noun: 0 runs, 1 run, 1,000 runs. many: the plural where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def shown(place: Path) -> str:
    """Return a path as the reader can open it: from the working directory where it lies below that, else absolute."""
    whole = Path(os.path.abspath(place))
    try:
        return str(whole.relative_to(Path.cwd()))
    except (ValueError, OSError):  # OSError: a working directory that is gone
        return str(whole)


class _Grouped(int):
    """A whole number that is written with commas between its thousands."""

    def __format__(self, form: str) -> str:
        return format(int(self), form or ",")


def grouped(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a wording, whole numbers with commas between their thousands; a year is named `year`, or is text."""
    return {name: _Grouped(value) if name != "year" and isinstance(value, Integral) and not isinstance(value, bool) else value
            for name, value in values.items()}  # fmt: skip
