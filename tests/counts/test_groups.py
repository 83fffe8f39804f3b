"""Groups that sit together: the G7 with its guests, the Quad alone, and any other list of partners."""

import pandas as pd
from bluebook.charts import ledgers
from bluebook.counts import groups
from bluebook.views import groups as views

SEVEN = ("CAN", "DEU", "EUU", "FRA", "GBR", "ITA", "USA")
SHARED = pd.DataFrame({
    "event_id": list("abcdefg"), "date": pd.to_datetime(["2021-01-05", "2021-02-05", "2022-01-05", "2022-03-05", "2022-04-05",
                                                         "2022-05-05", "2022-06-05"]),
    "partners": [SEVEN, (*SEVEN, "UKR"), ("AUS", "IND", "USA"), ("KOR", "USA"), ("KOR", "USA"), ("CHN", "KOR"), ("AUS", "USA")],
})  # fmt: skip
YEARS = pd.period_range("2021", "2022", freq="Y")
COVERAGE = pd.DataFrame([(("KOR", "USA"), 2021, "trilateral"), (("USA",), 2022, "minilateral"), (("CHN",), 2021, "bilateral")],
                        columns=["partners", "year", "format"])  # fmt: skip


def test_the_g7_may_have_guests_the_quad_is_alone_and_what_met_once_is_among_the_others():
    assert groups.grouped(SHARED)["group"].tolist() == ["g7", "g7", "quad", "KOR;USA", "KOR;USA", "others", "others"]


def test_standing_groups_are_counted_apart_also_where_one_met_once():
    assert groups.standing(SHARED).to_dict() == {"g7": 2, "quad": 1, "KOR;USA": 2}
    assert groups.beyond(SHARED)["event_id"].tolist() == ["f", "g"]
    assert groups.beyond(SHARED.iloc[4:])["event_id"].tolist() == ["f", "g"]
    assert groups.beyond(SHARED.iloc[:0]).empty and groups.standing(SHARED.iloc[:0]).sum() == 0


def test_groups_are_counted_by_year_the_most_frequent_first_and_the_others_last():
    table = groups.by_period(groups.grouped(SHARED), YEARS)
    assert table.index.tolist() == ["KOR;USA", "g7", "quad", "others"]
    assert table.map(list).to_numpy().tolist() == [[[], ["d", "e"]], [["a", "b"], []], [[], ["c"]], [[], ["f", "g"]]]


def test_groups_of_one_year_alone_are_counted_as_well():
    table = groups.by_period(groups.grouped(SHARED).iloc[2:], YEARS[1:])
    assert {group: list(cell) for group, cell in table.iloc[:, 0].items()} == {"KOR;USA": ["d", "e"], "quad": ["c"], "others": ["f", "g"]}


def test_a_group_was_collected_by_name_or_with_all_that_took_the_united_states_in():
    found = {(group, year): groups.sought(COVERAGE, group, year) for group in ("KOR;USA", "CHN;KOR", "g7") for year in (2021, 2022)}
    assert found == {("KOR;USA", 2021): True, ("KOR;USA", 2022): True, ("CHN;KOR", 2021): False, ("CHN;KOR", 2022): False,
                     ("g7", 2021): False, ("g7", 2022): False}  # fmt: skip


def test_a_year_in_which_a_group_was_not_collected_has_no_number_and_the_others_are_at_least_so_many():
    table = groups.by_period(groups.grouped(SHARED), YEARS)
    korea, seven, *_ = views.lines(table, COVERAGE)
    assert korea == ledgers.Line("Republic of Korea and United States", "≥2", [(0, "–"), (2, "≥2")], [(), ("d", "e")])
    assert seven.cells == [(2, "≥2"), None]


def test_the_title_names_the_groups_met_most_often():
    said = views.most(groups.by_period(groups.grouped(SHARED), YEARS))
    assert said == "the Republic of Korea and the United States (2); G7 (2); Quad (1)"


def test_the_members_of_a_group_are_joined_otherwise_than_the_groups_of_a_list():
    said = views.most(groups.by_period(groups.grouped(SHARED), YEARS), "ja")
    assert said == "韓国・米国（2）、G7（2）、日米豪印（1）"
