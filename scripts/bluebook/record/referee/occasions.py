"""When and where: an occasion is a known gathering and took place on that day in that country."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bluebook.ground.refusals import nearest
from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, day, named, rows

SLACK = timedelta(days=1)  # the day in Japan may be another, and talks are held on the eve


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each occasion that is not in occasions.csv, was not on that day or not in that country."""
    known = {row["name"]: (day(row["first_day"]), day(row["last_day"])) for _, row in rows(frames["occasions"])}
    held = dict(zip(frames["occasions"]["name"], frames["occasions"]["country"], strict=True))
    for key, event in rows(frames["events"]):
        name = event["occasion"]
        if name and name not in known:
            near = nearest(name, list(known))
            todo = f'did you mean "{near}"?' if near else "add it to data/occasions.csv"
            yield named(key, "occasion", f'"{name}" is not in occasions.csv; {todo} (a plain visit is no occasion)')
        elif name and not known[name][0] - SLACK <= day(event["date"]) <= known[name][1] + SLACK:
            first, last = known[name]
            yield named(key, "occasion", f'"{name}" was on from {first} to {last}, not on {event["date"]}')
        elif name and held[name] and event["venue_country"] not in ("", held[name]):
            yield named(key, "occasion", f'"{name}" was held in {held[name]}, not in {event["venue_country"]}')
