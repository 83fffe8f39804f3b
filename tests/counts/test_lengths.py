"""Lengths, channels and the dots that show them."""

import pandas as pd
from bluebook.charts import sheets, strips
from bluebook.counts import lengths
from bluebook.figures import artists


def rows(*given):
    """Return rows from (year, lane, channel, minutes)."""
    frame = pd.DataFrame(given, columns=["year", "lane", "channel", "duration_min"])
    channel = pd.Categorical(frame["channel"], ["in_person", "video", "telephone"], ordered=True)
    return frame.assign(date=pd.to_datetime(frame["year"].astype(str) + "-05-01"), channel=channel,
                        duration_min=frame["duration_min"].astype("Int64"), event_id=[f"e{n}" for n in range(len(frame))])


FIVE = rows((2021, "summit", "in_person", 20), (2021, "summit", "in_person", 30), (2022, "summit", "in_person", 70),
            (2022, "summit", "telephone", 10), (2022, "with_others", "telephone", None))


def test_a_median_is_given_from_three_stated_lengths_on():
    found = lengths.summary(lengths.timed(FIVE), ["channel"])
    assert found.loc["in_person", "median"] == 30
    assert pd.isna(found.loc["telephone", "median"])


def test_an_engagement_without_a_length_is_counted_as_such_and_never_as_zero_minutes():
    found = lengths.summary(lengths.timed(FIVE), ["channel"]).loc["telephone"]
    assert (found["engagements"], found["stated"], found["unstated"], found["shortest"]) == (2, 1, 1, 10)


def test_the_remote_share_is_of_the_two_levels_that_the_ministry_totals():
    found = lengths.shares(lengths.by_year(FIVE, [2021, 2022, 2023]))
    assert list(found["engagements"]) == [2, 2, 0]
    assert list(found["remote"]) == [0, 1, 0]
    assert found.loc[2022, "percent"] == 50 and pd.isna(found.loc[2023, "percent"])


def test_no_two_dots_touch_and_the_first_stands_on_the_line():
    assert strips.heaped([10, 10, 10, 15, 40], apart=5) == [0, 1, 2, 0, 0]
    assert strips.heaped([10, 12], apart=5) == [0, 1]


def drawn(values, width=183, **more):
    lane = strips.Lane("Summits: 3", [strips.Strip("In person", values, sheets.LOOKS[0], **more)])
    split = strips.Split("2022", pd.Series({"In person": 2, "Telephone": 1}), "1 of 3 remote")
    figure = strips.dotted([lane], [split], title="A title", axis="min", heading="Remote", width=width)
    return {part["name"]: part for part in artists.drawn(figure)}


def test_every_stated_length_is_one_dot_at_its_minutes_and_the_median_a_line():
    strip = drawn([20.0, 30.0, 70.0], middle=30.0)["Summits: 3|In person"]
    dots = next(group for group in strip["points"] if group[0] == "In person")
    assert [x for x, _ in dots[1:]] == [20, 30, 70]
    assert [line[1][0] for line in strip["lines"] if line[0] == "median"] == [30]


def test_every_engagement_of_a_year_is_one_block_at_both_widths():
    for width in (89, 183):
        assert [bar[0] for bar in drawn([20.0], width)["2022"]["bars"]] == ["2022|In person"] * 2 + ["2022|Telephone"]


def test_a_lane_that_was_not_collected_has_a_grey_ground_and_no_dot():
    strip = drawn([], bare=True)["Summits: 3|In person"]
    assert [bar[0] for bar in strip["bars"]] == ["bare"]
    assert all(group[0] != "In person" for group in strip["points"])
