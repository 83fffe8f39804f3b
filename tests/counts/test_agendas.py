"""Topics: what is counted, what is left out, what can be trusted, and the blocks that show it."""

import pandas as pd
from bluebook.charts import tiles
from bluebook.counts import agendas
from bluebook.figures import artists

DAY = pd.Timestamp


def rows(*given):
    """Return rows from (day, level, topics, basis)."""
    frame = pd.DataFrame(given, columns=["date", "level", "topics", "topics_basis"])
    return frame.assign(date=pd.to_datetime(frame["date"]), event_id=[f"e{n}" for n in range(len(frame))])


FOUR = rows(("2022-01-05", "summit", ["ukraine", "other"], "page"), ("2022-01-20", "2+2", ["ukraine", "china"], "opening"),
            ("2022-03-01", "foreign_ministers", ["bilateral_relations"], "page"), ("2022-03-02", "summit", [], "opening"))
AXIS = agendas.periods(DAY("2022-01-01"), DAY("2022-03-31"))
DATED = agendas.dated(FOUR, AXIS)


def coders(**topics):
    """Return a table as `agreements.by_topic` makes it, from topic -> (first, second, both, alpha)."""
    return pd.DataFrame.from_dict(topics, orient="index", columns=["first", "second", "both", "alpha"])


TRUSTED = agendas.trust(coders(ukraine=(9, 8, 8, 0.9), china=(5, 5, 4, 0.7), g7=(6, 4, 3, 0.5), taiwan=(1, 1, 1, 1.0)))


def test_unreliable_codes_are_never_counted():
    assert sorted(agendas.named(DATED)["topic"]) == ["china", "ukraine", "ukraine"]


def test_a_topic_is_counted_apart_on_pages_read_to_their_end():
    ranked = agendas.ranking(agendas.named(DATED), TRUSTED)
    assert list(ranked.index) == ["ukraine", "china"]
    assert (ranked.loc["ukraine", "named"], ranked.loc["ukraine", "whole"]) == (2, 1)
    assert ranked.loc["china", "whole"] == 0


def test_trust_follows_alpha_and_needs_three_events():
    assert dict(TRUSTED["trust"]) == {"ukraine": "good", "china": "fair", "g7": "poor", "taiwan": "untested"}


def test_a_topic_that_no_coder_named_twice_is_untested():
    ranked = agendas.ranking(agendas.named(DATED), TRUSTED.drop("china"))
    assert ranked.loc["china", "trust"] == "untested" and ranked.loc["china", "either"] == 0


def test_no_title_rests_on_a_poor_or_untested_topic():
    ranked = pd.DataFrame({"named": [9, 5, 3, 3], "trust": ["poor", "untested", "good", "fair"]}, index=["g7", "a", "b", "c"])
    assert agendas.leaders(ranked) == ["b", "c"]
    assert agendas.leaders(ranked.head(2)) == []


def test_a_long_period_is_shown_by_year_and_a_month_without_rows_is_kept():
    assert list(agendas.periods(DAY("2021-01-01"), DAY("2023-12-31"))) == ["2021", "2022", "2023"]
    assert agendas.read(DATED).to_numpy().tolist() == [[2, 1], [0, 0], [2, 1]]


def grid(*doubtful):
    return tiles.Grid(["Jan", "Feb"], {"Engagements": ["2", "1"]}, ["Named"], [False, False], doubtful or [False, False])


def drawn(row, *doubtful, width=183):
    figure = tiles.tiled([row], grid(*doubtful), title="A title", width=width, doubtful="No page", series=["Summit", "Other"])
    return {part["name"]: part for part in artists.drawn(figure)}


COUNTS = pd.DataFrame({"Summit": [2, 0], "Other": [1, 1]}, index=["2022-01", "2022-02"])


def test_every_engagement_naming_a_topic_is_one_block_at_both_widths():
    for width in (89, 183):
        bars = [bar[0] for bar in drawn(tiles.Row("China", COUNTS, ["4"]), width=width)["China"]["bars"]]
        assert bars == ["China|2022-01|Summit"] * 2 + ["China|2022-01|Other", "China|2022-02|Other"]


def test_blocks_stay_within_their_period():
    bars = drawn(tiles.Row("China", COUNTS * 9, ["36"]))["China"]
    half = bars["limits"][1] / 2
    assert all((bar[1] + bar[3] <= half) == ("2022-01" in bar[0]) for bar in bars["bars"])


def test_a_period_of_which_no_page_was_read_to_its_end_has_its_own_ground_and_legend():
    found = drawn(tiles.Row("China", COUNTS, ["4"]), True, False)
    assert [bar[0] for bar in found["China"]["bars"]].count("doubtful") == 1
    assert "No page" in found["figure"]["words"]
