"""Contact by quarter and by year: what stands where, what is a call, which years can be compared."""

import pandas as pd
import pytest
from bluebook.counts import tallies, years

CHANNELS = ["in_person", "video", "telephone"]


def rows(*given):
    """Return rows from (day, lane, channel); their ids are e0, e1 …"""
    frame = pd.DataFrame(given, columns=["date", "lane", "channel"])
    return frame.assign(date=pd.to_datetime(frame["date"]), lane=pd.Categorical(frame["lane"], tallies.LANES, ordered=True),
                        channel=pd.Categorical(frame["channel"], CHANNELS, ordered=True),
                        event_id=[f"e{number}" for number in range(len(frame))])  # fmt: skip


FIVE = rows(("2017-03-31", "summit", "in_person"), ("2017-04-01", "summit", "telephone"), ("2017-04-02", "foreign_ministers", "video"),
            ("2017-12-31", "foreign_ministers", "telephone"), ("2017-12-31", "with_others", "in_person"))
FIRST, LAST = pd.Timestamp("2015-01-01"), pd.Timestamp("2018-12-31")


def test_a_contact_stands_in_the_quarter_of_its_day_in_its_lane_and_channel():
    found = years.by_column(FIVE, FIRST, LAST)
    filled = {key: ids for key, ids in found.stack().items() if ids}
    assert filled == {("summit", "2017Q1", "in_person"): ("e0",), ("summit", "2017Q2", "telephone"): ("e1",),
                      ("foreign_ministers", "2017Q2", "video"): ("e2",), ("foreign_ministers", "2017Q4", "telephone"): ("e3",)}


def test_every_quarter_of_the_period_is_there_in_both_lanes_and_only_the_two_upper_lanes_are():
    found = years.by_column(FIVE, FIRST, LAST)
    assert list(found.index.get_level_values("lane").unique()) == ["summit", "foreign_ministers"]
    assert len(found) == 2 * 16 and list(found.columns) == CHANNELS


@pytest.mark.parametrize(("first", "last", "step", "number"), [
    ("2015-01-01", "2018-12-31", "Q", 16), ("2016-01-01", "2018-12-31", "M", 36), ("2022-03-05", "2022-03-09", "M", 1),
    ("2013-11-30", "2016-01-01", "Q", 10),
])  # fmt: skip
def test_four_years_and_more_are_counted_by_quarter_and_less_by_month(first, last, step, number):
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    assert years.step(first, last) == step and len(years.columns(first, last)) == number


def test_a_call_is_by_telephone_and_a_video_conference_is_not_a_call():
    found = years.by_year(FIVE, [2016, 2017])
    assert list(found.loc[2017, ["summit", "foreign_ministers", "n", "calls"]]) == [2, 2, 4, 2]
    assert found.loc[2017, "percent"] == 50
    assert list(found.loc[2016, ["summit", "foreign_ministers", "n", "calls"]]) == [0, 0, 0, 0]
    assert pd.isna(found.loc[2016, "percent"])


def yearly(**given):
    """Return years from y2017=(contacts, calls)."""
    return pd.DataFrame(given.values(), [int(year[1:]) for year in given], ["n", "calls"])


def test_the_years_with_most_and_fewest_calls_are_found_among_those_with_ten_contacts():
    found = years.extremes(yearly(y2017=(39, 26), y2020=(8, 6), y2022=(21, 8), y2023=(11, 1), y2024=(9, 0)))
    assert found == ((2017, 26, 39), (2023, 1, 11))


def test_of_years_with_one_share_the_fuller_one_is_named_and_then_the_earlier():
    found = years.extremes(yearly(y2013=(10, 5), y2014=(20, 10), y2015=(20, 10), y2016=(10, 1)))
    assert found == ((2014, 10, 20), (2016, 1, 10))


@pytest.mark.parametrize("table", [yearly(y2013=(9, 5), y2014=(9, 1)), yearly(y2013=(10, 5)), yearly(y2013=(10, 5), y2014=(20, 10))])
def test_where_no_two_years_can_be_compared_there_is_no_extreme(table):
    assert years.extremes(table) is None
