"""Formats, who sat together, and the matrix that shows it."""

import pandas as pd
from bluebook.charts import matrices
from bluebook.charts.strips import Split
from bluebook.counts import gatherings, groups
from bluebook.figures import artists
from bluebook.views import gatherings as views


def rows(*given):
    """Return rows from (day, format, partners)."""
    frame = pd.DataFrame(given, columns=["date", "format", "partners"])
    formats = pd.Categorical(frame["format"], ["bilateral", "trilateral", "plurilateral"], ordered=True)
    return frame.assign(date=pd.to_datetime(frame["date"]), format=formats, event_id=[f"e{n}" for n in range(len(frame))])


FIVE = rows(("2021-02-01", "bilateral", ["USA"]), ("2022-01-01", "trilateral", ["KOR", "USA"]),
            ("2022-02-01", "trilateral", ["KOR", "USA"]), ("2022-03-01", "plurilateral", ["AUS", "IND", "USA"]),
            ("2022-04-01", "plurilateral", ["NATO"]))
TOGETHER = gatherings.pairs(gatherings.shared(FIVE))


def test_two_partners_sat_together_where_one_row_names_both():
    assert TOGETHER.loc["KOR", "USA"] == ("e1", "e2") == TOGETHER.loc["USA", "KOR"]
    assert TOGETHER.loc["AUS", "KOR"] == ()


def test_the_diagonal_counts_what_a_partner_shared_and_bilateral_rows_stay_outside():
    assert len(TOGETHER.loc["USA", "USA"]) == 3
    assert TOGETHER.loc["NATO", "NATO"] == ("e4",)
    assert gatherings.most_present(TOGETHER) == ["USA"]


def test_after_each_partner_stands_the_one_that_sat_with_it_most_often():
    assert list(TOGETHER.index) == ["USA", "KOR", "AUS", "IND", "NATO"]


def test_a_year_has_every_format_and_a_year_without_rows_is_kept():
    counted = gatherings.by_year(FIVE, [2020, 2021, 2022]).map(len)
    assert counted.to_numpy().tolist() == [[0, 0, 0], [1, 0, 0], [0, 2, 2]]


def test_each_pair_is_published_once_with_the_ids_behind_it():
    found = views.marks(gatherings.by_year(FIVE, [2021, 2022]), TOGETHER).set_index(["row", "column"])
    assert found.loc[("USA", "KOR"), "event_ids"] == "e1;e2"
    assert ("KOR", "USA") not in found.index
    assert found.loc[("2021", "bilateral"), "engagements"] == 1


def test_the_title_says_how_many_were_of_standing_groups_and_who_sat_at_most_of_the_others():
    def said(given):
        shared = groups.beyond(gatherings.shared(given))
        return views.title(given, gatherings.pairs(shared), period="2022", least="at least ").removeprefix("Japan, 2022: at least ")

    more = rows(("2022-01-01", "trilateral", ["KOR", "USA"]), ("2022-02-01", "trilateral", ["AUS", "USA"]),
                ("2022-03-01", "trilateral", ["AUS", "FRA"]), ("2022-04-01", "bilateral", ["FRA"]))  # fmt: skip
    assert said(more) == "3 engagements with more than two sides, 1 of them in its standing groups; Australia sat at 2 of the other 2"
    assert said(more.iloc[1:2]) == "one engagement with more than two sides, with Australia and the United States"
    assert said(FIVE.iloc[1:4]) == "3 engagements with more than two sides, all in its standing groups"


def test_a_pair_that_never_sat_together_is_no_mark():
    found = gatherings.marks(TOGETHER)
    assert list(found.columns) == ["partner", "together_with", "shared_meetings", "event_ids"]
    assert found["shared_meetings"].min() == 1 and len(found) == 5 + 2 + 3 * 2  # the diagonal, one pair, three partners in pairs


def test_only_partners_that_were_sought_alone_are_counted():
    coverage = pd.DataFrame({"year": 2022, "format": ["bilateral", "bilateral", "trilateral"],
                             "partners": [["USA"], ["KOR", "USA"], ["CAN"]]})  # fmt: skip
    assert gatherings.sought(coverage, [2021, 2022]).to_dict() == {2021: 0, 2022: 1}


def test_a_period_without_shared_engagements_has_an_empty_table():
    nothing = gatherings.pairs(gatherings.shared(FIVE.head(1)))
    assert nothing.empty and gatherings.most_present(nothing) == []
    figure = matrices.matrix(nothing.map(len), [split(0)], title="None", empty="No engagement")
    assert "No engagement" in artists.drawn(figure)[0]["words"]


def split(trilateral):
    return Split("2022", pd.Series({"Bilateral": 1, "Trilateral": trilateral, "Plurilateral": 2}), "a remark " * 12)


def test_every_count_is_written_in_its_cell_and_zeros_stay_blank():
    figure = matrices.matrix(TOGETHER.map(len), [split(2)], title="A title", width=89)
    table = next(part for part in artists.drawn(figure) if part["name"] == "table")
    assert sorted(table["words"]) == sorted(str(count) for count in TOGETHER.map(len).to_numpy().ravel() if count)
    assert len(table["bars"]) == TOGETHER.size
    blocks = next(part for part in artists.drawn(figure) if part["name"] == "2022")["bars"]
    assert [bar[0] for bar in blocks] == ["2022|Bilateral"] + ["2022|Trilateral"] * 2 + ["2022|Plurilateral"] * 2


def test_the_more_often_two_sat_together_the_darker_the_cell():
    shades = [sum(int(matrices.shade(count, 9)[place:place + 2], 16) for place in (1, 3, 5)) for count in range(10)]
    assert shades == sorted(shades, reverse=True) and len(set(shades)) == 10
