"""What people call a country or an organisation: its codes, its names in countries.csv, and other common names."""

from __future__ import annotations

from bluebook.record import spellings, tables
from bluebook.record.spellings import ALIASES, folded

__all__ = ["ALIASES", "code_of", "did_you_mean", "folded"]


def code_of(typed: str) -> str | None:
    """Return the code for what a person typed (KOR, kr, South Korea, the Republic of Korea, 韓国), or None."""
    return typed if typed in tables.codes().values() else spellings.known(tables.codes()).get(folded(typed))


def did_you_mean(typed: object) -> str:
    """Return `; did you mean "KOR"?`, both codes if two are equally close, or an empty text."""
    return spellings.did_you_mean(typed, tables.codes())
