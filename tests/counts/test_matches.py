"""The record against a machine's counts, on days that can be matched by hand."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import daystrips, sheets
from bluebook.counts import matches
from bluebook.figures import artists
from bluebook.views import matches as seen

MADE, HOSTED, CALLED, CONSULTED, MEANT = ("Make a visit", "Host a visit", "Discuss by telephone", "Consult",
                                          "Express intent to meet or negotiate")  # fmt: skip


def event(day, channel="in_person", partners=("USA",), level="summit"):
    return {"event_id": f"{day}-{'+'.join(partners)}-{level}", "date": pd.Timestamp(day), "start_local": "", "level": level,
            "partners": list(partners), "channel": channel, "format": "bilateral" if len(partners) == 1 else "trilateral",
            "source_url": "https://example.org"}  # fmt: skip


def counts(*rows):
    return pd.DataFrame([{"date": pd.Timestamp(day), "one": "JPN", "other": "USA", "event": what, "rows": n}
                         for day, what, n in rows], columns=["date", "one", "other", "event", "rows"])  # fmt: skip


def compared(events, *rows):
    return matches.compare(matches.engagements(pd.DataFrame(events), "USA"), matches.days(counts(*rows)))


def verdicts(frame, medium):
    rows = frame[frame["medium"] == medium]
    return list(zip(rows["date"].dt.day, rows["verdict"], strict=True))


def test_a_visit_coded_twice_and_a_repeat_are_one_day_and_three_rows():
    _, coded = compared([event("2022-05-23")], ("2022-05-23", MADE, 2), ("2022-05-23", HOSTED, 1))
    own = coded[coded["medium"] == "in_person"]
    assert own[["rows", "events"]].to_numpy().tolist() == [[3, "Host a visit; Make a visit"]]


@pytest.mark.parametrize(("day", "verdict"), [(21, "missed"), (22, "matched"), (23, "matched"), (24, "matched"), (25, "missed")])
def test_one_day_apart_is_seen_and_two_days_are_not(day, verdict):
    real, coded = compared([event("2022-05-23")], (f"2022-05-{day}", MADE, 2))
    assert verdicts(real, "in_person") == [(23, verdict)]
    assert verdicts(coded, "in_person") == [(day, {"matched": "matched", "missed": "phantom"}[verdict])]


def test_the_same_day_is_tied_before_the_day_after_and_that_before_the_day_before():
    nearby = [("2022-05-22", MADE, 2), ("2022-05-24", MADE, 2)]
    assert compared([event("2022-05-23")], *nearby)[0]["coded"].dt.day.tolist() == [24, 24]
    assert compared([event("2022-05-23")], *nearby, ("2022-05-23", MADE, 2))[0]["coded"].dt.day.tolist() == [23, 23]


def test_a_call_is_not_seen_by_a_visit_but_by_either_where_the_medium_does_not_matter():
    real, coded = compared([event("2022-02-02", "telephone")], ("2022-02-02", MADE, 2))
    assert verdicts(real, "remote") == [(2, "missed")] and verdicts(coded, "in_person") == [(2, "phantom")]
    assert verdicts(real, "any") == [(2, "matched")]


def test_a_video_conference_is_found_among_consultations_only_where_the_medium_does_not_matter():
    real, _ = compared([event("2022-01-21", "video")], ("2022-01-21", CONSULTED, 4))
    assert (verdicts(real, "remote"), verdicts(real, "any")) == ([(21, "missed")], [(21, "matched")])


def test_a_plan_is_no_coded_day():
    _, coded = compared([event("2022-05-23")], ("2022-05-23", MEANT, 40))
    assert coded.empty


def test_a_trilateral_meeting_counts_and_a_meeting_with_somebody_else_does_not():
    real, _ = compared([event("2022-06-11", partners=("KOR", "USA")), event("2022-06-12", partners=("KOR",))])
    assert verdicts(real, "in_person") == [(11, "missed")]


def test_the_scores_are_those_counted_on_ones_fingers():
    real, coded = compared([event("2022-05-02"), event("2022-05-09")], ("2022-05-03", MADE, 6), ("2022-05-06", MADE, 2))
    score = matches.scores(real, coded, pd.Timestamp("2022-05-01"), pd.Timestamp("2022-05-10")).loc["in_person"]
    assert (score["engagements"], score["seen"], score["recall"]) == (2, 1, 0.5)
    assert (score["coded_days"], score["near"], score["precision"]) == (2, 1, 0.5)
    assert (score["rows"], score["rows_per_engagement"]) == (8, 4)
    assert score["chance_recall"] == 0.6  # 2, 3, 4 and 5, 6, 7 of ten days
    assert score["chance_precision"] == 0.6  # 1, 2, 3 and 8, 9, 10


def test_an_engagement_on_the_first_day_keeps_its_neighbour_outside_the_period():
    real, coded = compared([event("2022-03-01")], ("2022-02-28", MADE, 2))
    days = pd.Timestamp("2022-03-01"), pd.Timestamp("2022-03-31")
    assert matches.scores(real, coded, *days).loc["in_person", ["seen", "coded_days"]].tolist() == [1, 0]


def test_a_pair_without_counts_has_no_days_to_compare():
    first, last = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-12-31")
    start, end = matches.shipped(counts(("2022-05-06", MADE, 2)), "JPN", "DEU", first, last)
    assert start > end
    assert matches.shipped(counts(("2022-05-06", MADE, 2)), "USA", "JPN", first, last) == (pd.Timestamp("2022-05-06"),) * 2


def test_every_row_stands_in_one_group_and_plans_in_their_own():
    groups = matches.groups(counts(("2022-05-01", MADE, 2), ("2022-05-01", CALLED, 3), ("2022-05-02", MEANT, 5), ("2022-05-02", "Praise", 7)))
    assert groups["rows"].to_dict() == {"visits": 2, "calls": 3, "untold": 0, "plans": 5, "rest": 7}


def test_a_journey_under_way_is_named_up_to_a_day_before_and_after_and_a_cancelled_one_is_not():
    made = {"visit_id": "v", "start_date": "2022-05-05", "end_date": "", "status": "made", "traveller_country": "USA", "visited_country": "JPN"}
    visits = pd.DataFrame([made, made | {"visit_id": "c", "status": "cancelled"}, made | {"visit_id": "m", "start_date": "2022-05"}])
    _, coded = compared([event("2022-01-01")], *((f"2022-05-0{day}", CALLED, 1) for day in (3, 4, 6, 7)))
    assert matches.under_way(coded[coded["medium"] == "remote"], visits, "USA").tolist() == ["", "v", "v", ""]


def drawing(width=183, first="2022-05", last="2022-06"):
    real, coded = compared([event("2022-05-02"), event("2022-05-02", level="special"), event("2022-06-09")],
                           ("2022-05-03", MADE, 6), ("2022-05-06", MADE, 2))  # fmt: skip
    asked = parameters.check(partner="USA", first=first, last=last, lang="en", width="183mm", save=False)
    scored = matches.scores(real, coded, asked.first, asked.last)
    lanes = seen.lanes(real, coded, scored, asked.first)
    axis = daystrips.Axis((asked.last - asked.first).days + 1, {0: "May", 31: "Jun"}, ("Record", "ICEWS"))
    return daystrips.day_strips(lanes[:1], axis, title="t", series=seen.series(), rows="{n} rows", width=width)


def test_each_engagement_and_each_coded_day_is_one_cell_at_its_day_and_engagements_of_a_day_are_piled_up():
    axes = drawing().axes[0]
    cells = {bar[0]: (round(bar[1], 2), round(bar[2], 3)) for bar in artists.drawn(axes.figure)[1]["bars"]}
    assert {gid: left for gid, (left, _) in cells.items()} == {
        "2022-05-02-USA-summit": 1.05, "2022-05-02-USA-special": 1.05, "2022-06-09-USA-summit": 39.05, "2022-05-03": 2.05, "2022-05-06": 5.05}  # fmt: skip
    assert abs(cells["2022-05-02-USA-summit"][1] - cells["2022-05-02-USA-special"][1]) == pytest.approx(daystrips.CELL, abs=0.002)


def test_a_tie_leads_from_the_engagements_day_to_the_coded_day_and_bars_are_as_long_as_their_rows():
    axes = drawing().axes[0]
    lines = {line.get_gid(): line for line in axes.lines}
    assert list(lines["tie"].get_xdata()) == [1.5, 2.5]
    long, short = (lines[f"rows {day}"].get_ydata() for day in (2, 5))
    assert (long[1] - long[0]) / (short[1] - short[0]) == pytest.approx(3)


def test_matched_missed_and_phantom_differ_in_lightness():
    lightness = [sum(int(look.fill[place : place + 2], 16) for place in (1, 3, 5)) for look in seen.series().values()]
    assert lightness == sorted(lightness) and len(set(lightness)) == 3


def test_a_narrow_sheet_breaks_the_days_into_strips_where_a_month_starts():
    days = daystrips.Axis(243, {0: "Jan", 120: "May"}, ("a", "b"))
    assert daystrips._Plan(days, 0.5, 3.0, 0.01, "").strips == [(0, 120), (120, 243)]
    assert daystrips._Plan(days, 0.5, 6.6, 0.01, "").strips == [(0, 243)]


def test_nothing_to_compare_is_a_sentence_on_a_sheet():
    axis = daystrips.Axis(31, {0: "Jan"}, ("a", "b"), [(0, 31)])
    figure = daystrips.day_strips([], axis, title="t", series={"x": sheets.LOOKS[0]}, empty="No counts.")
    assert "No counts." in artists.drawn(figure)[0]["words"] and not figure.axes
