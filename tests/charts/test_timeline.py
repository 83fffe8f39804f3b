"""The timeline: each thing on its day, where it took place, and labels that never touch one another."""

from itertools import combinations

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import lanes, placements, sheets
from bluebook.counts import spans, tallies
from bluebook.figures import artists
from bluebook.record import tables
from bluebook.views import timelines


def engagement(partners, channel="in_person", where=""):
    return {"partners": partners, "channel": channel, "venue_country": where}


PLACED = pd.DataFrame([
    engagement(["USA"], where="JPN"), engagement(["USA"], where="USA"), engagement(["USA"], where="DEU"),
    engagement(["USA"], "telephone"), engagement(["KOR", "USA"], where="KOR"), engagement(["AUS", "IND", "USA"], "video"),
    engagement(["CAN", "DEU", "EUU", "FRA", "GBR", "ITA", "USA"], where="DEU"),
    engagement(["AUS", "CAN", "KOR", "USA"], where="JPN"),
])  # fmt: skip


def visit(start, end, status="made", traveller="Joe Biden", home="USA", visited="JPN"):
    return {"visit_id": f"{start}-{home}-{visited}-x", "start_date": start, "end_date": end, "status": status,
            "traveller": traveller, "traveller_country": home, "visited_country": visited}  # fmt: skip


def of_2022(*rows):
    return spans.journeys(pd.DataFrame(rows), "USA", pd.Timestamp("2022-01-01"), pd.Timestamp("2022-12-31"))


@pytest.fixture(scope="module")
def usa():
    """The timeline of the United States in 2022: its engagements and its figure."""
    asked = parameters.check(partner="USA", first="2022", last="2022", lang="en", width="183mm")
    rows = spans.placed(tallies.select(tables.events(), asked.partner, asked.first, asked.last), asked.partner)
    status = tallies.collected(tables.coverage(), asked.partner, asked.years)
    issued = spans.issued(tables.documents(), asked.partner, asked.first, asked.last)
    journeys = spans.journeys(tables.visits(), asked.partner, asked.first, asked.last)
    drawn = timelines.drawn(rows, issued, journeys, status, asked)
    figure = lanes.timeline(drawn, timelines.axis(asked.first, asked.last), timelines.series(), title="A title")
    return asked, rows, figure


def test_an_engagement_is_at_home_away_in_a_third_country_or_remote():
    assert list(spans.placed(PLACED, "USA")["venue"]) == ["home", "away", "third", "remote", "third", "remote", "third", "home"]


def test_the_partners_country_is_that_of_the_partner_asked_about_and_of_no_other():
    assert list(spans.placed(PLACED, "KOR")["venue"])[4] == "away" and list(spans.placed(PLACED, "DEU")["venue"])[6] == "away"
    assert list(spans.placed(PLACED, "KOR")["venue"])[1:3] == ["third", "third"]


def test_an_organisation_is_at_home_where_its_seat_is_on_the_timeline_as_on_the_map():
    rows = pd.DataFrame({"venue_country": ["BEL", "BEL", "IDN"], "partners": [("EUU",), ("USA",), ("ASEAN", "USA")],
                         "channel": ["in_person"] * 3})  # fmt: skip
    assert [list(spans.placed(rows, code)["venue"]) for code in ("EUU", "ASEAN")] == [["away", "away", "third"],
                                                                                     ["third", "third", "away"]]  # fmt: skip


def test_groups_are_told_apart_by_who_sat_together():
    assert list(spans.placed(PLACED, "USA")["group"].dropna()) == ["trilateral", "quad", "g7", "larger"]
    assert spans.placed(PLACED, "USA")["group"].isna().sum() == 4


def test_a_day_that_is_not_known_is_an_open_end_and_no_length():
    journeys = of_2022(visit("2022-05-22", ""), visit("2022-07", "2022-07"), visit("2022-09-01", "2022-09-03"))
    assert list(journeys["open_start"]) == [False, True, False] and list(journeys["open_end"]) == [True, True, False]
    assert [(end - start).days for start, end in zip(journeys["start"], journeys["end"], strict=True)] == [0, 30, 2]


def test_a_visit_belongs_to_the_period_that_it_touches_and_to_both_countries():
    journeys = of_2022(visit("2021-12-30", "2022-01-01"), visit("2021-12-30", "2021-12-31"), visit("2022-02-01", "", home="CAN"))
    assert list(journeys["start_date"]) == ["2021-12-30"] and len(journeys) == 1


def test_marks_that_touch_are_stacked_and_others_stand_on_the_ground():
    assert placements.levels([(0, 2), (1, 3), (2, 4), (9, 11)]) == [0, 1, 0, 0]


@pytest.mark.parametrize("poles", [[1.0, 1.0, 1.0], [0.1, 0.5, 0.9, 1.3], [2.9, 2.95, 3.0], [0.0, 1.5, 2.99]])
def test_labels_and_poles_never_touch_and_stay_on_the_axis(poles):
    stood = [flag for flag in placements.flags(poles, [0.8] * len(poles), [0] * len(poles), width=3, tiers=4, high=0.14) if flag]
    assert len(stood) == len(poles)
    assert not any(one.box.touches(other.box) for one, other in combinations(stood, 2))
    assert all(flag.box.left >= -placements.GAP and flag.box.right <= 3 + placements.GAP for flag in stood)


def test_where_there_is_no_room_the_label_of_the_higher_rank_is_left_out():
    kept = placements.flags([1.0, 1.01], [0.8, 0.8], [1, 0], width=1.2, tiers=1, high=0.14)
    assert kept[0] is None and kept[1] is not None


def test_every_engagement_of_the_year_stands_once_on_its_day(usa):
    asked, rows, figure = usa
    points = {gid: place[0] for axes in artists.drawn(figure)[1:] for gid, *offsets in axes["points"] for place in offsets[:1]
              if gid in set(rows["event_id"])}  # fmt: skip
    assert points == {row["event_id"]: (row["date"] - asked.first).days + 0.5 for row in rows.to_dict("records")}


def test_all_21_engagements_of_leaders_and_foreign_ministers_carry_a_label(usa):
    _, rows, figure = usa
    top = set(rows.loc[rows["lane"].isin(tallies.TOP), "event_id"])
    labelled = {text.get_gid() for axes in figure.axes for text in axes.texts}
    assert len(top) == 21 and top <= labelled


def test_the_strategies_and_the_joint_leaders_statement_carry_their_names(usa):
    words = {text.get_text() for axes in usa[2].axes for text in axes.texts}
    assert {"Indo-Pacific Strategy of the United States", "National Security Strategy", "Japan-U.S. Joint Leaders' Statement"} <= words


def test_no_word_of_the_figure_touches_another_or_leaves_the_page(usa, collisions):
    assert collisions(usa[2]) == []


def test_no_label_lies_on_a_mark(usa):
    figure = usa[2]
    with sheets.style():
        figure.draw_without_rendering()
    for axes in figure.axes:
        marks = [axes.transData.transform(group.get_offsets()[0]) for group in axes.collections if len(group.get_offsets())]
        for text in axes.texts if axes.get_gid() != "legend" else []:
            box = text.get_window_extent()
            assert not [mark for mark in marks if box.x0 < mark[0] < box.x1 and box.y0 < mark[1] < box.y1], text.get_text()


def test_years_without_collection_have_a_grey_ground():
    asked = parameters.check(partner="NOR", first="2019", last="2019", lang="ja", width="89mm")
    ground = timelines.bare(pd.Series(["none"], pd.Index([2019])), asked)
    assert ground == [(0, 364)]


@pytest.mark.parametrize("width", [89, 183])
def test_a_long_heading_is_broken_and_its_remark_stays_on_the_page(width):
    lane = lanes.Lane("Joint Statement of the U.S.-Japan Economic Policy Consultative Committee " * 2, remark="4 May 2022")
    figure = lanes.timeline([lane], lanes.Axis(30), {}, title="A title", width=width)
    with sheets.style():
        figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in figure.texts if text.get_text()]
    assert all(box.x1 <= figure.bbox.x1 for box in boxes)
