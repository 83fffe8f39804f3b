"""Skylines: a block a meeting, a pile a gathering, grounds for years that were not collected, words that never touch."""

import itertools

import pytest
from bluebook.charts import sheets, skylines
from bluebook.figures import artists

SERIES = sheets.looks(["Summits", "Ministers"])


def pile(name, summits=0, ministers=0, label=""):
    return skylines.Pile(name, [("Summits", f"{name}-s{n}") for n in range(summits)] + [("Ministers", f"{name}-m{n}") for n in range(ministers)], label)


def drawn(*rows, width=183, years=13, bare=(), told="100%"):
    names = [str(year) for year in range(2013, 2013 + years)]
    over = {"Meetings in person": ["12"] * years, "At the margins": [told] * years}
    grid = skylines.Grid(names, [name in bare for name in names], over, ["Meetings", "Gatherings", "Each"])
    return skylines.skylines({"At the margins of a gathering": rows}, grid, SERIES, title="A title", note="A note", width=width, bare="Not collected")


def long(figure):
    return [word for word in artists.drawn(figure)[0]["words"] if word.endswith("meetings")]


def row(label, piles, apart=True):
    return skylines.Row(label, piles, ["1", "2", "1.5"], apart)


G7 = row("G7", {"2013": [pile("Lough Erne", 1)], "2022": [pile("Elmau", 5, 1), pile("Münster", 0, 3)], "2023": [pile("Hiroshima", 9, 2, "G7 Hiroshima Summit: 11")]})


def bars(figure, label):
    return [bar for bar in next(part for part in artists.drawn(figure) if part["name"] == label)["bars"] if bar[0] != "bare"]


def test_every_meeting_is_one_block_of_one_size_on_the_ground_of_its_pile():
    found = bars(drawn(G7), "G7")
    assert len(found) == 1 + 6 + 3 + 11 and len({(bar[3], bar[4]) for bar in found}) == 1
    elmau = [bar for bar in found if bar[0].startswith("Elmau")]
    assert len({bar[1] for bar in elmau}) == 1 and len({bar[2] for bar in elmau}) == 6
    assert [bar[0].split("|")[1] for bar in sorted(elmau, key=lambda bar: bar[2])] == ["Summits"] * 5 + ["Ministers"]


def test_two_gatherings_of_a_year_stand_apart_and_within_their_year():
    figure = drawn(G7)
    found = bars(figure, "G7")
    limit = next(part for part in artists.drawn(figure) if part["name"] == "G7")["limits"][1]
    left = {name: min(bar[1] for bar in found if bar[0].startswith(name)) for name in ("Elmau", "Münster", "Hiroshima")}
    wide = found[0][3]
    assert left["Elmau"] + wide * 1.2 < left["Münster"] < left["Hiroshima"] - wide
    assert 9 / 13 * limit <= left["Elmau"] and left["Münster"] + wide <= 10 / 13 * limit


def test_where_blocks_are_too_small_to_be_told_apart_a_pile_is_a_bar_a_series():
    many = row("G7", {"2022": [pile(f"g{n}", 2, 1) for n in range(12)]})
    found = bars(drawn(many, width=89), "G7")
    assert len(found) == 24 and found[0][4] == pytest.approx(2 * found[1][4], rel=0.01)
    assert found[1][2] == pytest.approx(found[0][2] + found[0][4], rel=0.01), "one on the other"
    assert found[0][0] == "g0|Summits|g0-s0;g0-s1", "the ids of all blocks hang on the bar"


def test_the_white_between_two_blocks_is_never_thinner_than_a_screen_shows():
    four = row("G7", {"2022": [pile("Elmau", 5), *(pile(f"g{n}", 1) for n in range(3))]})
    for given, width in itertools.product((G7, four), (89, 183)):
        found = bars(drawn(given, width=width), "G7")
        low, high = sorted(bar[2] for bar in found if bar[0].startswith("Elmau"))[:2]
        assert (high - low) - found[0][4] >= 0.2 * sheets.MM


def test_the_tallest_pile_is_named_beside_its_top_where_nothing_else_stands():
    part = next(part for part in artists.drawn(drawn(G7)) if part["name"] == "G7")
    assert "G7 Hiroshima Summit: 11" in part["words"]
    crowded = row("G7", {str(year): [pile(f"{year}", 11, label=f"A gathering of {year}")] for year in range(2013, 2026)})
    assert next(part for part in artists.drawn(drawn(crowded)) if part["name"] == "G7")["words"] == []


def test_a_year_that_was_not_collected_has_a_grey_ground_and_a_legend():
    figure = drawn(G7, bare=("2014", "2015"))
    part = next(part for part in artists.drawn(figure) if part["name"] == "G7")
    grounds = [bar for bar in part["bars"] if bar[0] == "bare"]
    assert len(grounds) == 2 and grounds[0][1] == pytest.approx(part["limits"][1] / 13, rel=1e-3)
    assert "Not collected" in artists.drawn(figure)[0]["words"]


@pytest.mark.parametrize("width", [89, 183])
@pytest.mark.parametrize("years", [1, 5, 13])
def test_no_words_touch_and_all_stay_on_the_page(width, years, collisions):
    rows = [row("Third country, no gathering named", {}), row("G7", {"2013": [pile("Big", 9, label="A long name of a gathering: 9")]}), row("ASEAN-related", {})]
    assert collisions(drawn(*rows, width=width, years=years)) == []


@pytest.mark.parametrize("width", [89, 183])
def test_of_texts_that_would_run_together_every_second_or_third_is_written(width, collisions):
    figure = drawn(G7, width=width, told="12,345 meetings")
    assert collisions(figure) == [] and 1 < len(long(figure)) < 13


def test_without_a_meeting_the_figure_says_so():
    figure = skylines.skylines({}, skylines.Grid(["1990"], [True], {}, []), SERIES, title="A title", empty="No meeting.")
    assert "No meeting." in artists.drawn(figure)[0]["words"]
