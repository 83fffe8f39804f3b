"""What a release changed: a section of CHANGELOG.md in numbers, and every id in a file of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bluebook.record import seals, tables
from bluebook.releases.merges import written

MADE = "made"  # the folder in data/ with the ids of each release


def rows(added: Mapping[str, list[str]], data: Path) -> list[list[str]]:
    """Return change, table and id of each row added, changed, removed or resolved since the last release.

    added: keys of the candidates' rows, by table. data: the folder of tables, with the seals of the last release.
    """
    found = [["added", table, key] for table, keys in added.items() for key in keys]
    named = {tuple(change[1:]) for change in found}
    for table, key in seals.added(data):
        if (table, key) not in named:
            found.append(["added", table, key])
    found += [[how, table, key] for how, table, key in seals.changed(data)]
    return sorted(found)


def section(version: str, day: date, changes: list[list[str]]) -> str:
    """Return the section of CHANGELOG.md: how many rows of each table, and the events added by partner and year."""
    counted = Counter((how, table) for how, table, _ in changes)
    by_table: dict[str, list[str]] = {}
    for (how, table), n in sorted(counted.items()):
        by_table.setdefault(table, []).append(f"{n:,} {how}")
    lines = [f"- {table}: {', '.join(found)}" for table, found in sorted(by_table.items())]
    listed = f"Rows by table (each id is in `data/{MADE}/{version}.csv`):"
    heads = [f"## {version} ({day})", "", listed, "", *lines, "", "Events added, by partner and year:", ""]
    return "\n".join([*heads, *_by_partner(changes), ""])


def _by_partner(changes: list[list[str]]) -> list[str]:
    new = {key for how, table, key in changes if (how, table) == ("added", "events")}
    events = tables.events()
    pairs = events[events["event_id"].isin(new)].explode("partners")
    by_year = pairs.groupby(["partners", pairs["date"].dt.year]).size()
    return [f"- {tables.country(partner)}: " + ", ".join(f"{year} {n}" for (_, year), n in found.items())
            for partner, found in by_year.groupby(level=0)] or ["- none"]  # fmt: skip


def ids(changes: list[list[str]]) -> str:
    """Return the ids as a table: change, table, id."""
    return written([["change", "table", "id"], *changes])


def placed(changelog: str, new: str) -> str:
    """Return CHANGELOG.md with a section before that of the last release; notes under `## Unreleased` go into it."""
    head, mark, rest = changelog.partition("\n## ")
    if rest.startswith("Unreleased\n"):
        notes, mark, rest = rest.removeprefix("Unreleased\n").partition("\n## ")
        new = new.rstrip() + "\n\n" + notes.strip() + "\n"
    return f"{head}\n{new}{mark}{rest}"
