"""What people call a country or an organisation: its codes, its names in countries.csv, and other common names."""

from __future__ import annotations

from bluebook.record import spellings, tables
from bluebook.record.spellings import ALIASES, folded

__all__ = ["ALIASES", "code_of", "did_you_mean", "folded"]


def code_of(typed: str) -> str | None:
    """Return the code of what a person typed (KOR, kr, South Korea, the Republic of Korea, 韓国), None where it has none."""
    return typed if typed in tables.codes().values() else spellings.known(tables.codes()).get(folded(typed))


def did_you_mean(typed: object) -> str:
    """Return `; did you mean "KOR"?`, both codes where two come equally near, or an empty text."""
    return spellings.did_you_mean(typed, tables.codes())
