"""Rows of milestones: each mark on its day, stacked where two would touch, words that never overlap."""

from itertools import combinations
from math import sqrt

import pytest
from bluebook.charts import milestones, sheets
from bluebook.figures import artists

SERIES = sheets.looks(["Call", "Meeting", "Visit"])
TICKS = {0: "day 0", 7: "1 week", 30: "1 month", 91: "3 months", 365: "1 year"}
HEADS = ["Call", "Meeting", "Visit"]


def row(name, call=None, meeting=None, visit=None, length=400, ended=True):
    days = {look: day for look, day in zip(HEADS, (call, meeting, visit), strict=True) if day is not None}
    marks = [milestones.Mark(day, look, f"{name}-{look}") for look, day in sorted(days.items(), key=lambda pair: pair[1])]
    return milestones.Row(name, "1 Jan 2020", marks, [str(days.get(look, "–")) for look in HEADS], length, ended)


def drawn(*rows, width=183, **more):
    return milestones.tracks({"Japan: leaders": rows}, TICKS, SERIES, title="A title", note="A note", heads=HEADS, width=width, **more)


def track(figure, name):
    return next(part for part in artists.drawn(figure) if part["name"].startswith(f"{name}|"))


def places(part):
    return {gid: offsets[0] for gid, *offsets in part["points"]}


def test_a_mark_stands_on_the_square_root_of_its_day():
    part = track(drawn(row("Suga", 4, 9, 100)), "Suga")
    x = {gid.split("|")[0]: at[0] for gid, at in places(part).items()}
    assert x["Meeting"] / x["Call"] == pytest.approx(1.5, rel=1e-3)
    assert x["Visit"] / part["limits"][1] == pytest.approx(sqrt(100 / 104), rel=1e-3)


def test_two_firsts_on_one_day_stand_one_over_the_other_on_the_same_place():
    at = places(track(drawn(row("Biden", 8, 86, 86)), "Biden"))
    meeting, visit, call = (at[f"{look}|Biden-{look}"] for look in ("Meeting", "Visit", "Call"))
    assert meeting[0] == visit[0] and abs(meeting[1] - visit[1]) >= milestones.MARK and call[1] == meeting[1]


@pytest.mark.parametrize("days", [(0, 0, 0), (1, 2, 3), (0, 1, 300), (20, 21, 22)])
@pytest.mark.parametrize("width", [89, 183])
def test_no_two_marks_of_a_row_touch(days, width):
    at = list(places(track(drawn(row("Abe", *days), width=width), "Abe")).values())
    assert all(max(abs(a - c), abs(b - d)) >= milestones.MARK for (a, b), (c, d) in combinations(at, 2))


def test_a_term_that_ended_within_the_days_shown_is_closed_there_and_a_longer_one_is_not():
    figure = drawn(row("Short", 1, 2, length=30), row("Long", 1, 2, 300), row("Now", 1, 2, length=30, ended=False))
    names = ("Short", "Long", "Now")
    lines = {name: {gid: points for gid, *points in track(figure, name)["lines"] if gid in ("term", "end")} for name in names}
    part = track(figure, "Short")
    assert lines["Short"]["end"][0][0] / part["limits"][1] == pytest.approx(sqrt(30 / 312), rel=1e-3)
    assert lines["Now"] == {"term": lines["Short"]["term"]}, "of a term that goes on the end is open"
    assert "end" not in lines["Long"] and lines["Long"]["term"][1][0] == pytest.approx(part["limits"][1], abs=1e-3)


@pytest.mark.parametrize("width", [89, 183])
def test_no_words_touch_and_all_stay_on_the_page(width, collisions):
    rows = [row("François-Philippe Champagne", 0, 1, 1), row("Suga Yoshihide", 4, 212, 212), row("Ed Fast")]
    assert collisions(drawn(*rows, width=width)) == []


@pytest.mark.parametrize("width", [89, 183])
@pytest.mark.parametrize("last", [20, 400, 2000])
def test_words_of_the_axis_that_would_touch_are_left_out_and_those_beyond_the_last_mark(width, last, collisions, monkeypatch):
    monkeypatch.setattr(f"{__name__}.TICKS", {day: f"{day} days" for day in (0, 1, 7, 14, 30, 60, 91, 182, 365, 547, 730, 1096)})
    figure = drawn(row("Suga", 0, 9, last), width=width)
    assert collisions(figure) == []
    assert "1096 days" not in artists.drawn(figure)[0]["words"] or last > 1096


def test_numbers_stand_in_the_order_of_their_headings():
    words = artists.drawn(drawn(row("Suga", 4, 212)))[0]
    at = dict(zip(words["words"], words["places"], strict=True))
    assert at["4"][0] == at["Call"][0] < at["212"][0] == at["Meeting"][0] < at["–"][0] == at["Visit"][0]


def test_without_a_term_the_figure_says_so():
    figure = milestones.tracks({}, TICKS, SERIES, title="A title", empty="No term began.", heads=HEADS)
    assert "No term began." in artists.drawn(figure)[0]["words"] and len(figure.axes) == 0
