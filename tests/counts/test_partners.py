"""All partners side by side: ranked by what was looked for, leads never counted, coverage beside every row."""

from __future__ import annotations

import pandas as pd
import pytest
from bluebook.charts import ranks, sheets
from bluebook.counts import partners
from bluebook.views import partners as views

YEAR = (pd.Timestamp("2022-01-01"), pd.Timestamp("2022-12-31"))


def events(*cells):
    """Engagements made of (id, partners, level), all in March 2022."""
    frame = pd.DataFrame(cells, columns=["event_id", "partners", "level"])
    form = frame["partners"].map(lambda codes: "bilateral" if len(codes) == 1 else "trilateral")
    return frame.assign(date=pd.Timestamp("2022-03-01"), format=form)


COVERAGE = pd.DataFrame([(["USA"], 2022, "bilateral", "summit", "complete"),
                         (["FRA"], 2022, "bilateral", "summit", "partial"),
                         (["AUS", "USA"], 2022, "trilateral", "summit", "partial"),
                         (["NZL"], 2021, "bilateral", "summit", "partial")],
                        columns=["partners", "year", "format", "level", "status"])  # fmt: skip
MET = events(("a", ["USA"], "summit"), ("b", ["GBR"], "summit"), ("c", ["GBR"], "foreign_ministers"), ("d", ["USA"], "special"),
             ("e", ["USA"], "2+2"), ("f", ["AUS", "USA"], "summit"))  # fmt: skip


@pytest.fixture
def table():
    return partners.ranked(partners.bilateral(MET, *YEAR), COVERAGE, [2022])


def test_meetings_together_with_others_have_no_single_partner():
    assert list(partners.bilateral(MET, *YEAR)["event_id"]) == ["a", "b", "c", "d", "e"]


def test_partners_are_ranked_by_the_two_levels_that_were_looked_for(table):
    assert list(table.index) == ["GBR", "USA", "FRA"]


def test_a_partner_that_was_looked_for_stands_there_without_a_row(table):
    assert list(table.loc["FRA"]) == [(), (), ()]


def test_other_levels_stand_in_a_lane_of_their_own(table):
    assert table.loc["USA", "other_levels"] == ("d", "e")


def test_an_empty_period_has_no_partner():
    none = partners.ranked(partners.bilateral(MET, pd.Timestamp("2019-01-01"), pd.Timestamp("2019-12-31")), COVERAGE, [2019])
    assert none.empty and views.most(none) == ""
    assert views.rows(none, pd.Series(dtype=object), partners.collected(COVERAGE, [], [2019])) == []


def test_leads_of_unequal_rank_or_with_several_partners_are_not_drawn():
    leads = pd.DataFrame([("x", ["GBR"], "summit"), ("y", ["GBR"], "special"), ("z", ["GBR", "USA"], "summit")],
                         columns=["lead_id", "partners", "level"]).assign(date="2022", status="open", event_id="")  # fmt: skip
    assert partners.missing(leads, ["GBR", "USA"], *YEAR).to_dict() == {"GBR": ("x",), "USA": ()}


def test_the_tables_by_partner_name_their_axes():
    status = partners.collected(COVERAGE, ["USA"], [2022])
    assert (list(status.index.names), status.columns.name) == (["partner", "level"], "year")
    leads = pd.DataFrame({"lead_id": [], "partners": [], "level": [], "date": [], "status": [], "event_id": []}, dtype=object)
    assert partners.missing(leads, ["USA"], *YEAR).index.name == "partner"


@pytest.mark.parametrize(("statuses", "said"), [
    (["complete"], (1.0, "complete")), (["partial", "complete"], (0.0, "partial")), (["none"], (None, "not collected")),
    (["none", "probably_complete"], (0.5, "probably complete, 1 of 2 years")),
])  # fmt: skip
def test_the_weakest_year_decides_and_years_not_collected_are_counted_out(statuses, said):
    assert views.coverage(pd.Series(statuses, index=range(2021, 2021 + len(statuses)))) == said


def rows(table):
    missing = pd.Series({"GBR": ("x",), "USA": (), "FRA": ()})
    return views.rows(table, missing, partners.collected(COVERAGE, table.index, [2022]))


def test_a_lead_is_drawn_and_never_counted(table):
    first = rows(table)[0]
    assert first.number == 2 and list(first.counts) == [1, 1, 0, 1]


@pytest.mark.parametrize("width", [89, 183])
def test_the_blocks_drawn_are_the_counts_and_every_row_has_its_marks(table, width):
    figure = ranks.ranked_rows(rows(table), title="T", width=width, series=views.series())
    drawn = {axes.get_gid(): [patch for patch in axes.patches if patch.get_gid() != "bare"] for axes in figure.axes}
    assert {name: len(drawn[name]) for name in ("United Kingdom", "United States", "France")} == {
        "United Kingdom": 3, "United States": 3, "France": 0}  # fmt: skip
    assert drawn["United States|Summits"][0].get_gid() == "coverage 1"
    assert drawn["United Kingdom|Summits"][0].get_gid() == "not collected"


@pytest.mark.parametrize("width", [89, 183])
def test_no_two_words_overlap(table, width):
    figure = ranks.ranked_rows(rows(table), title="T", width=width, series=views.series())
    with sheets.style():
        figure.draw_without_rendering()
        boxes = [text.get_window_extent() for text in figure.texts if text.get_text()]
    assert not [1 for place, box in enumerate(boxes) for other in boxes[:place] if box.overlaps(other)]


def test_blocks_too_thin_to_be_seen_become_one_bar_of_that_length():
    row = ranks.Row("A", 300, pd.Series([300], index=["s"]), {})
    figure = ranks.ranked_rows([row], title="T", width=89, series={"s": sheets.LOOKS[0]})
    assert [round(patch.get_width()) for patch in figure.axes[0].patches] == [300]


def test_summits_and_foreign_ministers_meetings_are_counted_by_partner_and_year_in_the_order_asked():
    days = pd.to_datetime(["2021-03-01", "2022-03-01", "2022-04-01", "2022-05-01"])
    rows = pd.DataFrame({"date": days, "partners": [("USA",), ("USA",), ("CAN",), ("CAN",)], "event_id": list("abcd"),
                         "lane": ["summit", "foreign_ministers", "summit", "other_levels"]})  # fmt: skip
    table = partners.by_year(rows, ["CAN", "USA", "FRA"], [2021, 2022])
    assert table.index.tolist() == ["CAN", "USA", "FRA"] and table.map(list).to_numpy().tolist() == [
        [[], ["c"]], [["a"], ["b"]], [[], []]]  # fmt: skip
