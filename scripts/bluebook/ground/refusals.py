"""How bad input is refused: a plain message with the place, the value, what is allowed and the nearest right value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches


class Refused(ValueError):
    """Bad input. A notebook shows only the message, without a traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython asks for this name
        return [f"Refused: {self}"]


def nearest(value: object, allowed: Iterable[str] | Mapping[str, str], near: float = 0.5) -> str | None:
    """Return the allowed value that `value` was probably meant to be, or None.

    `allowed` may map several spellings (a country's names, its two-letter code) to the one that is allowed.
    near: how alike the two have to be, from 0 to 1.
    """
    spellings = dict(allowed) if isinstance(allowed, Mapping) else {term: term for term in allowed}
    folded = {spelling.casefold(): term for spelling, term in spellings.items() if spelling}
    wanted = str(value).strip().casefold()
    if wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, folded, n=1, cutoff=near)
    return folded[close[0]] if close else None


def did_you_mean(value: object, allowed: Iterable[str] | Mapping[str, str], near: float = 0.5) -> str:
    """Return `; did you mean "x"?`, or an empty string if nothing is close."""
    found = nearest(value, allowed, near)
    return f'; did you mean "{found}"?' if found else ""


def listed(terms: Iterable[str], most: int = 12) -> str:
    """Return the terms as a readable list, cut after `most` of them."""
    terms = list(terms)
    return ", ".join(terms[:most]) + (f", … {len(terms)} in all" if len(terms) > most else "")
