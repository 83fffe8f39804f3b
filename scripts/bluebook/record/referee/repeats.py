"""Repetitions: a topic twice in a row, an engagement in two rows, two at the same minute; and impossible lengths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, islice, pairwise

from bluebook.record.checks import Problem
from bluebook.record.referee import Frames, day, listed, named, rows

LONGEST = 12 * 60  # minutes
IDS = re.compile(r"\d{4}-\d\d-\d\d-[\w+-]*[\w+]")  # in notes, each whole: that of a second row is not that of the first
Coded = tuple[object, Mapping[str, str]]  # key and cells of a row


def check(frames: Frames) -> Iterator[Problem]:
    """Yield a problem for each repeated topic, each length over 12 hours, and each engagement coded twice."""
    alike, together = defaultdict(list), defaultdict(list)
    for key, event in rows(frames["events"]):
        topics = listed(event["topics"])
        for topic in sorted({topic for topic in topics if topics.count(topic) > 1}):
            yield named(key, "topics", f'"{topic}" appears twice; remove one')
        if event["duration_min"] and int(event["duration_min"]) > LONGEST:
            yield named(key, "duration_min", f'"{event["duration_min"]}" is more than 12 hours; a length is in minutes')
        alike[_kind(event)].append((key, event))
        together[event["date"]].append((key, event))
    for group in alike.values():
        for (_, one), (key, other) in _near(group):
            if _same(one, other):
                yield named(key, "event_id", f'"{other["event_id"]}" may be the engagement of {one["event_id"]}: take one '
                            f"out, state both start times, or name {one['event_id']} in the notes as another one")  # fmt: skip
    for group in together.values():
        for (_, one), (key, other) in combinations(group, 2):
            if _kind(one) != _kind(other) and _at_once(one, other):
                yield named(key, "event_id", f'"{other["event_id"]}" and {one["event_id"]} are of one page or led by one '
                            f"person at one time: take one out, or name {one['event_id']} in the notes")  # fmt: skip


def _near(group: Sequence[Coded]) -> Iterator[tuple[Coded, Coded]]:
    """Yield every two rows of one day, and the last of a day with the first of the next."""
    ordered = sorted(group, key=lambda pair: (pair[1]["date"], pair[1]["event_id"]))
    for place, (one, other) in enumerate(pairwise(ordered), 2):
        if day(other[1]["date"]) - day(one[1]["date"]) <= timedelta(days=1):
            yield one, other
        for third in islice(ordered, place, None):
            if third[1]["date"] != one[1]["date"]:
                break
            yield one, third


def _kind(event: Mapping[str, str]) -> tuple[str, ...]:
    return event["partners"], event["level"], event["format"], event["channel"]


def _at_once(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two rows of one day, coded as of different kinds, may be one engagement.

    They begin at the same minute and are of one page or led by one person, or they are of one page with the same people. A call
    is on Japan's clock, a meeting on that of its venue.
    """
    if _told_apart(one, other):
        return False
    page = one["source_url"] == other["source_url"]
    if one["start_local"] and other["start_local"]:
        clocks = [row["channel"] == "in_person" for row in (one, other)]
        return page or (bool(_led(one, other, "japan_lead")) and clocks[0] == clocks[1])
    return page and all(one[name] == other[name] for name in ("partners", "japan_lead", "partner_leads"))


def _led(one: Mapping[str, str], other: Mapping[str, str], side: str) -> set[str]:
    return set(listed(one[side])) & set(listed(other[side]))


def _told_apart(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether the notes name the other row, or both state a start and these differ."""
    named_there = [first["event_id"] in IDS.findall(second["notes"]) for first, second in ((one, other), (other, one))]
    return any(named_there) or bool(one["start_local"] and other["start_local"] and one["start_local"] != other["start_local"])


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two rows within a day, of the same partners, level, format and channel, may be one engagement."""
    if _told_apart(one, other):
        return False
    if one["ministry_count"] == other["ministry_count"] == "yes" and one["date"] != other["date"]:
        return False  # a published total counts both
    return not any(one[side] and other[side] and not _led(one, other, side) for side in ("japan_lead", "partner_leads"))
