"""Counting, on rows that can be counted on one's fingers."""

import pandas as pd
from bluebook.counts import tallies

CHANNELS = ["in_person", "video", "telephone"]


def rows(*made):
    """Rows of (date, partners, level, channel, ministry_count)."""
    frame = pd.DataFrame([dict(zip(["date", "partners", "level", "channel", "ministry_count"], row, strict=True)) for row in made])
    frame["partners"] = frame["partners"].str.split(";")
    frame["format"] = frame["partners"].map(len).map({1: "bilateral", 2: "trilateral"}).fillna("plurilateral")
    frame["channel"] = pd.Categorical(frame["channel"], CHANNELS, ordered=True)
    frame["event_id"] = [f"e{n}" for n in range(1, len(frame) + 1)]
    return frame.assign(date=pd.to_datetime(frame["date"]), start_local="")


FIVE = rows(
    ("2022-01-05", "USA", "summit", "video", "yes"),
    ("2022-01-20", "USA", "foreign_ministers", "telephone", "yes"),
    ("2022-03-01", "KOR;USA", "foreign_ministers", "in_person", "no"),
    ("2022-03-24", "CAN", "summit", "in_person", "no"),
    ("2022-04-01", "USA", "2+2", "in_person", "no"),
)
YEAR = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-12-31")


def test_a_trilateral_meeting_counts_once_for_each_partner():
    assert list(tallies.select(FIVE, "USA", *YEAR)["event_id"]) == ["e1", "e2", "e3", "e5"]
    assert list(tallies.select(FIVE, "KOR", *YEAR)["event_id"]) == ["e3"]
    assert len(tallies.select(FIVE, "ALL", *YEAR)) == 5


def test_the_first_and_the_last_day_are_counted():
    found = tallies.select(FIVE, "USA", pd.Timestamp("2022-01-05"), pd.Timestamp("2022-01-20"))
    assert list(found["event_id"]) == ["e1", "e2"]


def test_each_row_stands_in_one_lane():
    lanes = dict(zip(FIVE["event_id"], tallies.lanes(FIVE), strict=True))
    assert lanes == {"e1": "summit", "e2": "foreign_ministers", "e3": "with_others", "e4": "summit", "e5": "other_levels"}


def test_the_ministry_counts_bilateral_summits_and_foreign_ministers_only():
    assert list(tallies.counted(FIVE)["event_id"]) == ["e1", "e2"]


def test_an_empty_month_is_there_with_zeros():
    monthly = tallies.by_month(tallies.select(FIVE, "USA", *YEAR), *YEAR)
    counts = tallies.counts(monthly)
    assert len(counts) == 4 * 12 and counts.to_numpy().sum() == 4
    assert counts.loc[("summit", "2022-01")].to_dict() == {"in_person": 0, "video": 1, "telephone": 0}
    assert counts.loc[("summit", "2022-02")].sum() == 0


def test_the_ids_behind_a_cell_are_what_the_cell_counts():
    marks = tallies.tidy(tallies.by_month(tallies.select(FIVE, "USA", *YEAR), *YEAR))
    assert list(marks.columns) == ["lane", "month", "channel", "engagements", "event_ids"]
    drawn = marks[marks["engagements"] > 0].set_index("event_ids")
    assert drawn.loc["e3", ["lane", "month", "channel"]].tolist() == ["with_others", "2022-03", "in_person"]
    assert marks["engagements"].sum() == 4


def test_a_lead_of_a_month_or_a_year_is_found_by_any_period_it_can_fall_in():
    when = pd.Series(["2022", "2022-03", "2022-03-15"])
    march = pd.Timestamp("2022-03-20"), pd.Timestamp("2022-03-31")
    assert list(tallies.within(when, *march)) == [True, True, False]
    assert list(tallies.within(when, *YEAR)) == [True, True, True]
    assert not tallies.within(when, pd.Timestamp("2023-01-01"), pd.Timestamp("2023-12-31")).any()


def test_a_lead_about_the_page_of_a_coded_event_is_no_gap():
    leads = pd.DataFrame({"partners": [["USA"], ["USA"], ["USA"]], "status": ["open", "open", "resolved"],
                          "event_id": ["", "e1", ""], "date": "2022-03"})  # fmt: skip
    assert len(tallies.gaps(leads, "USA", *YEAR)) == 1


COVERAGE = pd.DataFrame({"partners": [["USA"], ["USA"], ["KOR", "USA"]], "year": [2021, 2022, 2022],
                         "format": ["bilateral", "bilateral", "trilateral"], "level": ["summit", "summit", "any"],
                         "status": ["partial", "complete", "partial"]})  # fmt: skip


def test_a_year_without_a_coverage_row_was_not_collected():
    assert tallies.covered(COVERAGE, "USA", "summit", [2020, 2021, 2022]) == ["none", "partial", "complete"]


def test_what_was_only_noted_where_met_is_never_called_complete():
    status = tallies.collected(COVERAGE, "USA", [2020, 2021, 2022])
    assert status.loc["other_levels"].tolist() == ["none", "partial", "partial"]
    assert status.loc["with_others"].tolist() == ["none", "none", "partial"]
    assert tallies.weakest(status.loc["summit"]) == "none"
    assert (status.index.name, status.columns.name) == ("lane", "year")


def test_rows_selected_are_numbered_anew_and_lanes_and_months_keep_their_order_and_name():
    found = tallies.select(FIVE, "KOR", *YEAR)
    assert list(found.index) == [0] and list(found.columns) == [*FIVE.columns, "lane"]
    assert tallies.lanes(FIVE).ordered and list(tallies.lanes(FIVE).categories) == tallies.LANES
    assert tallies.months(*YEAR).name == "month" and len(tallies.months(*YEAR)) == 12


def test_a_table_whose_columns_have_no_name_is_written_out_all_the_same():
    marks = tallies.tidy(pd.DataFrame({"a": [("e1", "e2")]}, index=pd.Index(["x"], name="row")))
    assert marks.to_dict("records") == [{"row": "x", "column": "a", "engagements": 2, "event_ids": "e1;e2"}]


def test_values_of_lists_are_counted_the_most_frequent_first_and_then_by_name():
    found = tallies.among(pd.Series([["c", "b"], ["b"], ["a"], []]))
    assert list(found.items()) == [("b", 2), ("a", 1), ("c", 1)]
    assert (found.name, found.index.name) == ("rows", "value")


def test_a_lead_on_the_first_or_the_last_day_is_found_numbered_anew_and_by_whichever_partner():
    when = pd.Series(["2022-03-15", "2022-03", "2022"])
    assert list(tallies.within(when, pd.Timestamp("2022-03-15"), pd.Timestamp("2022-03-15"))) == [True, True, True]
    assert list(tallies.within(when, pd.Timestamp("2022-03-31"), pd.Timestamp("2022-04-30"))) == [False, True, True]
    leads = pd.DataFrame({"partners": [["KOR"], ["USA"]], "status": "open", "event_id": "", "date": "2022-03"})
    assert list(tallies.gaps(leads, "USA", *YEAR).index) == [0] and list(tallies.gaps(leads, "USA", *YEAR)) == list(leads)
    assert len(tallies.gaps(leads, "ALL", *YEAR)) == 2
