"""What a theme of the overview names, counted on a few engagements: topics, levels, groups, and what was read to the end."""

import pandas as pd
import pytest
from bluebook.charts import checklists, shares
from bluebook.counts import statements, themes
from bluebook.views import overviews
from matplotlib.patches import Rectangle

SAID = {"statement_id": "s1", "date": "2022", "kind": "theme", "partners": ["USA"], "part": "united_states", "says_en": "They spoke",
        "levels": [], "topics": [], "groups": [], "notes": ""}  # fmt: skip
ROWS = [  # id, day, partners, format, level, topics, basis
    ("e1", "2022-01-05", ["USA"], "bilateral", "summit", ["ukraine", "china"], "page"),
    ("e2", "2022-06-05", ["USA"], "bilateral", "2+2", ["ukraine"], "opening"),
    ("e3", "2022-12-31", ["CAN"], "bilateral", "summit", ["ukraine"], "page"),
    ("e4", "2021-12-31", ["USA"], "bilateral", "summit", ["ukraine"], "page"),
    ("e5", "2022-03-01", ["KOR", "USA"], "trilateral", "summit", ["ukraine"], "page"),
    ("e6", "2022-03-02", ["AUS", "IND", "USA"], "plurilateral", "summit", [], "page"),
    ("e7", "2022-03-03", ["USA"], "bilateral", "summit", ["china"], "page"),
]
TRUSTED = pd.DataFrame({"alpha": [0.9, 0.5], "either": [12, 8], "trust": ["good", "poor"]}, index=["ukraine", "china"])


def events():
    columns = ["event_id", "date", "partners", "format", "level", "topics", "topics_basis"]
    rows = pd.DataFrame(ROWS, columns=columns)
    return rows.assign(date=pd.to_datetime(rows["date"]), channel="in_person", source_url="https://example.org")


def sought(**said):
    return themes.sought(pd.DataFrame([SAID | said]), events(), TRUSTED)


def judged(**said):
    rows, named = pd.DataFrame([SAID | said]), sought(**said)
    records = {"events": events()}
    found = statements.evidence(rows, records, pd.DataFrame(), named)
    return statements.judge(rows, found, pd.DataFrame(), named), found, named


def test_a_topic_is_sought_in_the_bilateral_engagements_of_its_year_and_partner():
    row = sought(topics=["ukraine"]).iloc[0]
    assert (row["ids"], row["of"], row["whole_ids"], row["whole_of"]) == (("e1", "e2"), 3, ("e1",), 2)


def test_a_topic_of_two_partners_is_sought_with_either():
    row = sought(topics=["ukraine"], partners=["CAN", "USA"]).iloc[0]
    assert (row["ids"], row["of"]) == (("e1", "e2", "e3"), 4)


def test_a_group_is_sought_where_more_than_two_sides_met():
    found = sought(groups=["trilateral", "quad", "g7"])
    assert list(zip(found["ids"], found["of"], strict=True)) == [(("e5",), 2), (("e6",), 2), ((), 2)]


def test_a_level_is_sought_where_two_sides_met():
    assert sought(levels=["summit", "2+2"])["ids"].tolist() == [("e1", "e7"), ("e2",)]


def test_a_month_brings_only_its_own_engagements():
    assert sought(topics=["ukraine"], date="2022-06")["ids"].tolist() == [("e2",)]


def test_a_topic_on_which_the_coders_disagree_does_not_hold():
    rows, _, _ = judged(topics=["ukraine", "china"])
    assert rows.loc[0, ["verdict", "why", "stated", "reached"]].tolist() == ["in_part", "china: coders disagree", 2, 1]


def test_a_topic_that_the_coders_never_met_is_untested_and_does_not_hold():
    row = sought(topics=["space"]).iloc[0]
    assert (row["trust"], row["either"], row["holds"]) == ("untested", 0, False)


@pytest.mark.parametrize(("said", "verdict", "why"), [
    ({"topics": ["ukraine"]}, "borne_out", ""), ({"topics": ["ukraine"], "groups": ["g7"]}, "in_part", "g7: no row"),
    ({"groups": ["g7"]}, "not_found", "g7: no row"), ({"kind": "other", "notes": "no table"}, "not_checkable", "no table"),
])  # fmt: skip
def test_a_theme_is_borne_out_where_all_of_it_holds_and_in_part_where_some_does(said, verdict, why):
    rows, _, _ = judged(**said) if said.get("kind") != "other" else (_other(said), None, None)
    assert rows.loc[0, ["verdict", "why", "missing"]].tolist() == [verdict, why, 0]


def _other(said):
    rows = pd.DataFrame([SAID | said])
    nothing = pd.DataFrame(columns=statements.EVIDENCE)
    return statements.judge(rows, nothing, pd.DataFrame(), pd.DataFrame(columns=themes.COLUMNS))


def test_each_engagement_behind_a_theme_stands_once_with_all_that_it_has():
    _, found, _ = judged(topics=["ukraine", "china"])
    assert dict(zip(found["id"], found["agrees"], strict=True)) == {"e1": ("ukraine", "china"), "e2": ("ukraine",), "e7": ("china",)}


def test_the_parts_of_a_bar_are_the_pages_read_to_the_end_and_the_others():
    rows, found, named = judged(topics=["ukraine"], levels=["2+2"])
    marks = statements.marks(rows, found, named)
    drawn = marks[["series", "code", "symbols", "event_ids"]].to_numpy().tolist()
    assert drawn == [["in_person", "2+2", 1, "e2"], ["whole", "ukraine", 1, "e1"], ["opening", "ukraine", 1, "e2"]]
    assert marks["of"].tolist()[1:] == [3, 3]


def test_the_bar_of_a_group_has_one_part_and_nothing_is_drawn_where_nobody_met():
    rows, found, named = judged(groups=["quad", "g7"])
    marks = statements.marks(rows, found, named)
    assert marks[["series", "code", "symbols", "of", "event_ids"]].to_numpy().tolist() == [["group", "quad", 1, 2, "e6"]]


def test_the_bars_drawn_are_as_long_as_the_shares_counted():
    rows, found, named = judged(topics=["ukraine", "china"])
    lines = overviews.parts(rows, statements.marks(rows, found, named), named)
    chart = checklists.checklist(lines, title="t", legend=overviews.legend())
    shapes = {}
    for shape in next(axes for axes in chart.axes if axes.get_gid() != "legend").patches:
        if isinstance(shape, Rectangle):
            shapes.setdefault(shape.get_gid().partition("|")[2], []).append(round(shape.get_width() / shares.BAR, 6))
    third = round(1 / 3, 6)
    assert shapes == {"frame": [1.0, 1.0], "whole": [third, round(2 / 3, 6)], "opening": [third]}


def test_numbers_say_of_all_of_pages_read_to_the_end_and_how_far_coders_agree():
    assert overviews.numbers(sought(topics=["ukraine"]).iloc[0].to_dict()) == ["2/3", "1/2", "α 0.90 (12)"]
    assert overviews.numbers(sought(groups=["quad"]).iloc[0].to_dict()) == ["1/2"]
