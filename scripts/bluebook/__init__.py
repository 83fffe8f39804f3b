"""A sourced record of Japan's diplomacy, event by event, and the notebooks that count and draw it.

    import bluebook

    bluebook.events()                          # the tables: events, documents, visits, claims, leads, coverage
    rows = bluebook.select("South Korea", 2022)  # one partner and period, by any name: KOR, South Korea, 韓国
    bluebook.by_month(rows)                    # counts by level and channel; by_year likewise
    bluebook.reconcile("USA", 2022)            # the ministry's totals beside the record's

`help(bluebook.select)` and the others have examples. The rest of the code is in rooms (bluebook.ground, record, counts,
…); the docstring of each says what it is for and what it imports.
"""

from __future__ import annotations

TYPE_CHECKING = False  # editors and type checkers take it as true; to import it from typing takes 10 ms
if TYPE_CHECKING:
    from bluebook.api import by_month, by_year, claims, coverage, documents, events, leads, reconcile, select, visits

__all__ = ["by_month", "by_year", "claims", "coverage", "documents", "events", "leads", "reconcile", "select", "visits"]


def __getattr__(name: str) -> object:
    """Return a function of bluebook.api, imported when it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from bluebook import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """Return the names to complete."""
    return sorted({*globals(), *__all__})
