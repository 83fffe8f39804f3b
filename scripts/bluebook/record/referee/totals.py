"""Totals and coverage: a counted row has a total, every partner and year has coverage, and complete means complete."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, named, rows


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each row counted without a total, partner and year without coverage, and complete not met."""
    yield from _counted(frames)
    yield from _accounted(frames)
    yield from _complete(frames)


def _counted(frames: Frames) -> Iterator[Problem]:
    claims = rows(frames["claims"][frames["claims"]["issuer_kind"].eq("official")])
    spans = [(claim["partner"], claim["level"], claim["period_start"], claim["period_end"]) for _, claim in claims]
    for key, event in rows(frames["events"][frames["events"]["ministry_count"].eq("yes")]):
        mine = (event["partners"], event["level"])
        if not any(mine == span[:2] and span[2] <= event["date"] <= span[3] for span in spans):
            yield named(key, "ministry_count", '"yes": no official total of claims.csv has this partner, level and day')


def _accounted(frames: Frames) -> Iterator[Problem]:
    known = set(zip(frames["coverage"]["partners"], frames["coverage"]["year"], strict=True))
    lacking: dict[tuple[str, str], object] = {}
    for key, event in rows(frames["events"][frames["events"]["format"].eq("bilateral")]):
        lacking.setdefault((event["partners"], event["date"][:4]), key)
    for (partner, year), key in lacking.items():
        if (partner, year) not in known:
            yield named(key, "partners", f'"{partner}" has rows in {year} and no line of coverage.csv; add one')


def _complete(frames: Frames) -> Iterator[Problem]:
    events, claims = frames["events"], frames["claims"]
    counted = events[events["format"].eq("bilateral") & events["ministry_count"].ne("no")]
    called = frames["coverage"][frames["coverage"]["status"].eq("complete") & frames["coverage"]["format"].eq("bilateral")]
    for key, line in rows(called):
        stated = _stated(claims, line)
        found = int((_of(counted, line) & counted["date"].str[:4].eq(line["year"])).sum())
        if str(found) not in stated:
            said = f"{' and '.join(stated)} published" if stated else "no total of this year is published"
            yield named(key, "status", f'"complete": {said}, {found} coded; say probably_complete or partial', "coverage")


def _of(frame: pd.DataFrame, line: dict[str, str]) -> pd.Series:
    partner = "partners" if "partners" in frame else "partner"
    return frame[partner].eq(line["partners"]) & frame["level"].eq(line["level"])


def _stated(claims: pd.DataFrame, line: dict[str, str]) -> list[str]:
    """Return the official totals of one partner, level and calendar year."""
    whole = claims["period_start"].eq(f"{line['year']}-01-01") & claims["period_end"].eq(f"{line['year']}-12-31")
    mine = whole & _of(claims, line) & claims["issuer_kind"].eq("official")
    return sorted(set(claims.loc[mine & claims["total"].ne(""), "total"]))
