"""Repetitions: a topic twice in a row, an engagement in two rows; and impossible lengths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, day, listed, named, rows

LONGEST = 12 * 60  # minutes


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each repeated topic, each length over 12 hours, and each engagement coded twice."""
    alike = defaultdict(list)
    for key, event in rows(frames["events"]):
        topics = listed(event["topics"])
        for topic in sorted({topic for topic in topics if topics.count(topic) > 1}):
            yield named(key, "topics", f'"{topic}" appears twice; remove one')
        if event["duration_min"] and int(event["duration_min"]) > LONGEST:
            yield named(key, "duration_min", f'"{event["duration_min"]}" is more than 12 hours; a length is in minutes')
        alike[event["partners"], event["level"], event["format"], event["channel"]].append((key, event))
    for group in alike.values():
        for (_, one), (key, other) in pairwise(sorted(group, key=lambda pair: (pair[1]["date"], pair[1]["event_id"]))):
            if _same(one, other):
                yield named(key, "event_id", f'"{other["event_id"]}" may be the engagement of {one["event_id"]}: take one '
                            f"out, state both start times, or name {one['event_id']} in the notes as another one")  # fmt: skip


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two rows of the same partners, level, format and channel may be one engagement."""
    if day(other["date"]) - day(one["date"]) > timedelta(days=1):
        return False
    if one["event_id"] in other["notes"] or other["event_id"] in one["notes"]:
        return False
    if one["ministry_count"] == other["ministry_count"] == "yes":
        return False  # a published total counts both
    leads = ("japan_lead", "partner_leads")
    if any(one[side] and other[side] and not set(listed(one[side])) & set(listed(other[side])) for side in leads):
        return False
    return not (one["start_local"] and other["start_local"] and one["start_local"] != other["start_local"])
