"""The comparison with the American lists, on rows that can be matched by hand."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import timelines
from bluebook.counts import journeys
from bluebook.record import tables
from bluebook.views import lists
from matplotlib.patches import Rectangle

LANES = {"lanes": ("A", "B"), "series": {"x": timelines.Look("#000000", "#000000")}}


def listed(number, start, end, country="JPN", kind="secretary_travels", who="Antony John Blinken"):
    return {"historian_id": f"travel-{number}", "list": kind, "traveller": who,
            "start_date": pd.Timestamp(start), "end_date": pd.Timestamp(end),
            "visited_country": country, "traveller_country": "JPN" if kind == "leader_visits" else "USA",
            "place": "", "remarks": "met", "source_url": "https://example.org"}  # fmt: skip


def visit(start, end="", who="Antony Blinken", role="Secretary of State", way=("USA", "JPN"), kind="official", status="made"):
    return {"visit_id": f"{start}-{way[0]}-{way[1]}-x", "start_date": start, "end_date": end, "status": status,
            "traveller": who, "traveller_role": role, "traveller_country": way[0], "visited_country": way[1],
            "occasion": "", "kind": kind}  # fmt: skip


def event(day, venue="JPN", level="foreign_ministers", leads=("Hayashi Yoshimasa", "Antony Blinken"), **more):
    return {"event_id": f"{day}-USA-{level}", "date": pd.Timestamp(day), "partners": ["USA"], "level": level,
            "format": "bilateral", "channel": "in_person", "occasion": "", "venue_country": venue, "japan_lead": [leads[0]],
            "partner_leads": [leads[1]]} | more  # fmt: skip


def compared(lists_, visits=(), events=()):
    frames = (pd.DataFrame([*visits, visit("1999-01-01")]), pd.DataFrame([*events, event("1999-01-01")]))
    old = listed(0, "1999-06-01", "1999-06-01")
    both = journeys.compare(journeys.theirs(pd.DataFrame([*lists_, old])), journeys.ours(*frames))
    return both[both["start"].dt.year > 1999]


def verdicts(frame):
    return list(zip(frame["side"], frame["verdict"], frame["why"], strict=True))


def test_overlapping_days_of_one_rank_and_country_are_one_journey():
    both = compared([listed(1, "2022-05-21", "2022-05-24")], [visit("2022-05-23")])
    assert verdicts(both) == [("theirs", "matched", "days_differ"), ("ours", "matched", "days_differ")]
    assert journeys.apart(both)["our start"].tolist() == ["2022-05-23"]


def test_a_day_apart_is_no_overlap():
    both = compared([listed(1, "2022-05-21", "2022-05-22")], [visit("2022-05-23")])
    assert verdicts(both) == [("theirs", "only_theirs", "no_row"), ("ours", "only_ours", "no_journey")]


def test_a_row_that_repeats_another_is_marked_and_not_counted():
    both = compared([listed(1, "2021-03-15", "2021-03-17"), listed(2, "2021-03-15", "2021-03-17")],
                    [visit("2021-03-15", "2021-03-17")])  # fmt: skip
    assert verdicts(both)[:2] == [("theirs", "matched", "same_days"), ("theirs", "repeated", "listed_twice")]
    assert len(journeys.between(both)) == 1


def test_a_foreign_minister_of_japan_cannot_be_on_their_lists():
    both = compared([listed(1, "2022-07-29", "2022-07-29", "USA", "leader_visits", "Prime Minister Kishida Fumio")],
                    [visit("2022-07-29", who="Hayashi Yoshimasa", role="Foreign Minister", way=("JPN", "USA"))])  # fmt: skip
    assert verdicts(both)[1] == ("ours", "only_ours", "rank")


def test_a_conference_abroad_is_named_as_such():
    made = visit("2022-09-20", who="Kishida Fumio", role="Prime Minister", way=("JPN", "USA"), kind="multilateral")
    both = compared([], [made])
    assert verdicts(both) == [("ours", "only_ours", "multilateral")]


def test_a_cancelled_visit_and_a_call_are_no_journeys():
    both = compared([], [visit("2022-05-23", status="cancelled")], [event("2022-05-23", channel="telephone")])
    assert both.empty


def test_a_meeting_on_a_journey_of_its_own_lead_is_no_row_of_its_own():
    made = [visit("2022-07-11")]
    assert len(compared([], made, [event("2022-07-11")])) == 1
    assert len(compared([], made, [event("2022-07-11", leads=("Hayashi Yoshimasa", "Janet Yellen"))])) == 2
    assert len(compared([], made, [event("2022-07-12")])) == 2


def test_a_meeting_in_a_third_country_is_tied_to_the_journey_of_the_right_rank():
    abroad = [listed(1, "2022-06-25", "2022-06-28", "DEU"),
              listed(2, "2022-06-25", "2022-06-28", "DEU", "president_travels", "Joseph R. Biden")]  # fmt: skip
    both = compared(abroad, events=[event("2022-06-27", "DEU", "summit", ("Kishida Fumio", "Joe Biden"))])
    assert dict(zip(both["ids"], both["verdict"], strict=True))[("travel-2",)] == "matched"
    assert dict(zip(both["ids"], both["verdict"], strict=True))[("travel-1",)] == "only_theirs"


def test_where_the_record_lacks_the_journey_its_meeting_answers():
    both = compared([listed(1, "2023-05-17", "2023-05-20")], events=[event("2023-05-19")])
    assert {why for _, _, why in verdicts(both)} == {"meeting_alone"}


def test_every_shipped_row_of_their_lists_has_a_verdict_and_its_number_stands_once():
    both = journeys.compare(journeys.theirs(tables.historian()), journeys.ours(tables.visits(), tables.events()))
    assert both["verdict"].isin(tables.labels("historian_verdict")).all()
    assert both["why"].isin(tables.labels("historian_why")).all()
    assert (both["side"] == "theirs").sum() == len(tables.historian())


def strip(**more):
    upper = [timelines.Span(9, 12, "x", "Suga", gid="u0"), timelines.Span(9, 12, "x", gid="u1")]
    lower = [timelines.Span(10, 11, "x", gid="l0"), timelines.Span(40, 41, "x", "Hagiuda", gid="l1")]
    return timelines.Strip("2022", upper, lower, [(0, 0)], {0: "Jan"}, **more)


def test_each_bar_is_drawn_once_at_its_days_and_no_two_of_a_lane_overlap():
    axes = timelines.twin_lanes([strip()], title="t", **LANES).axes[0]
    bars = {bar.get_gid(): bar for bar in axes.patches if isinstance(bar, Rectangle)}
    assert set(bars) == {"u0", "u1", "l0", "l1"}
    assert bars["u0"].get_x() + bars["u0"].get_width() / 2 == pytest.approx(10.5)
    assert not bars["u0"].get_bbox().overlaps(bars["u1"].get_bbox())


def test_a_tie_joins_the_middles_of_its_two_bars():
    axes = timelines.twin_lanes([strip()], title="t", **LANES).axes[0]
    assert [list(line.get_xdata()) for line in axes.lines if line.get_gid() == "tie"] == [[10.5, 10.5]]


def test_a_name_never_meets_a_stem_to_its_right():
    lane = [timelines.Span(105, 106, "x", "Al"), *(timelines.Span(day, day + 1, "x", "Nishimura") for day in (120, 150, 300))]
    assert timelines._flags(lane, 0.01) == [2, 1, 0, 0]


@pytest.mark.parametrize(("first", "last", "bare"), [("2012", "2012", [(0, 366)]), ("2019", "2019", []), ("2022", "2022", []),
                                                     ("2024", "2024", [(335, 366)]), ("2025", "2025", [(0, 365)]),
                                                     ("2022-03", "2022-11", [(0, 59), (334, 365)])])  # fmt: skip
def test_what_lies_outside_the_period_or_the_lists_is_grey(first, last, bare):
    asked = parameters.check(first=first, last=last, lang="en", width="89mm")
    assert lists._bare(int(first[:4]), asked) == bare
