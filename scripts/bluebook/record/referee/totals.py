"""Totals and coverage: a row that counts in a published total has one, and every partner and year is accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, named, rows


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each row counted without a total, and each partner and year with rows and no coverage."""
    yield from _counted(frames)
    yield from _accounted(frames)


def _counted(frames: Frames) -> Iterator[Problem]:
    claims = rows(frames["claims"])
    spans = [(claim["partner"], claim["level"], claim["period_start"], claim["period_end"]) for _, claim in claims]
    for key, event in rows(frames["events"][frames["events"]["ministry_count"].eq("yes")]):
        mine = (event["partners"], event["level"])
        if not any(mine == span[:2] and span[2] <= event["date"] <= span[3] for span in spans):
            yield named(key, "ministry_count", '"yes": no total of claims.csv has this partner, level and day')


def _accounted(frames: Frames) -> Iterator[Problem]:
    known = set(zip(frames["coverage"]["partners"], frames["coverage"]["year"], strict=True))
    lacking = {}
    for key, event in rows(frames["events"][frames["events"]["format"].eq("bilateral")]):
        lacking.setdefault((event["partners"], event["date"][:4]), key)
    for (partner, year), key in lacking.items():
        if (partner, year) not in known:
            yield named(key, "partners", f'"{partner}" has rows in {year} and no line of coverage.csv; add one')
