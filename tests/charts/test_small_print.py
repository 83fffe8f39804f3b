"""In grey, in small print and on a small screen: grounds are told from counts, blocks keep their corners and the white between them."""

import io
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from bluebook.charts import (
    blocks,
    gaps,
    lanes,
    ledgers,
    maps,
    matrices,
    multiples,
    ranks,
    sheets,
    skylines,
    spreads,
    strips,
    threads,
    tiles,
)
from bluebook.counts import tallies
from bluebook.views import beginnings, timelines
from bluebook.views import channels as views
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image

SCREEN = 520  # pixels of a figure on a telephone
LEAST = 0.2 * sheets.MM  # of white between two blocks


def grey(figure, wide):
    """Return the lightness of each pixel of a figure printed at 300 dots per inch and made `wide` pixels wide, 0 to 255."""
    with sheets.style():
        figure.savefig(buffer := io.BytesIO(), format="png", dpi=300)
    picture = Image.open(buffer).convert("L")
    return np.asarray(picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS), dtype=float)


def inside(figure, patch, pixels):
    """Return the pixels well inside a patch."""
    box, scale = patch.get_window_extent(), pixels.shape[1] / figure.bbox.width
    left, right, low, high = (round(value * scale) for value in (box.x0, box.x1, figure.bbox.height - box.y1, figure.bbox.height - box.y0))
    return pixels[low + 2 : high - 1, left + 2 : right - 1]


@pytest.mark.parametrize("wide", [SCREEN, 1051], ids=["screen", "89 mm"])
def test_a_cell_that_was_not_collected_is_striped_in_grey_and_the_lightest_count_and_none_are_even(wide):
    cells = [None, (1, ""), (0, ""), (19, "")]
    figure = ledgers.ledger([ledgers.Line("G7", "1", cells * 3)], [str(year) for year in range(2013, 2025)], title="A title", bare="Not collected")
    pixels = grey(figure, wide)
    spread = [float(np.std(inside(figure, patch, pixels))) for axes in figure.axes for patch in axes.patches]
    assert all((of > 8) == (place % 4 == 0) for place, of in enumerate(spread)), spread


def test_the_legend_shows_the_stripes_of_a_ground_as_the_chart_does():
    figure = ledgers.ledger([ledgers.Line("G7", "1", [None, (1, "1")])], ["2013", "2014"], title="A title", bare="Not collected")
    drawn = next(patch for axes in figure.axes for patch in axes.patches if patch.get_gid() == "bare")
    key = next(artist for artist in figure.artists if isinstance(artist, Rectangle))
    told = {(patch.get_hatch(), patch.get_facecolor(), patch.get_edgecolor(), patch.get_hatchcolor()) for patch in (drawn, key)}
    assert len(told) == 1 and key.get_hatch()


@pytest.mark.parametrize("side", [14, 24, 59], ids="{}px".format)
def test_the_stripes_of_a_block_leave_its_corners_and_edges_whole(side):
    figure = Figure(figsize=(1, 1), facecolor=sheets.PAPER)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 300), ylim=(300, 0))
    axes.axis("off")
    axes.add_patch(Rectangle((60, 60), side, side, **sheets.face(sheets.LOOKS[1])))
    pixels, inner = grey(figure, 300), slice(60, 60 + side)
    for within, without in ((60, 59), (59 + side, 60 + side)):  # the pixels on both sides of an edge: one of them is the outline's
        for rim in (pixels[[within, without], inner], pixels[inner][:, [within, without]].T):
            assert rim.min(axis=0).max() < 200, "no white on the rim"


def counts(*numbers):
    return pd.DataFrame([numbers], ["2022"], ["One", "Two"])


def high_pile():
    return blocks.unit_columns([blocks.Panel("A heading", counts(25, 30))], title="A title")


def long_bar():
    return blocks.unit_bars([blocks.Bar("A heading", pd.Series({"One": 30, "Two": 40}))], title="A title")


def topic():
    grid = tiles.Grid([str(year) for year in range(2021, 2026)], {"Engagements": ["9"] * 5}, ["Named"], [False] * 5, [False] * 5)
    rows = pd.DataFrame({"One": [20] * 5, "Two": [25] * 5}, grid.periods)
    return tiles.tiled([tiles.Row("Ukraine", rows, ["9"])], grid, title="A title", series=["One", "Two"])


def share():
    return strips.dotted([], [strips.Split("2022", pd.Series({"One": 40, "Two": 40}))], title="A title")


def rank():
    series = sheets.looks(["One", "Two"])
    return ranks.ranked_rows([ranks.Row("A", 70, pd.Series({"One": 30, "Two": 40}), {})], title="A title", series=series)


def shared():
    split = matrices.Split("2022", pd.Series({"One": 100, "Two": 100}))
    return matrices.matrix(pd.DataFrame(), [split], title="A title", heading="A heading", empty="None")


def kinds():
    panel = multiples.Panel("Calls", {"One": [9], "Two": [9]})
    return multiples.multiples(panel, [panel], multiples.Axis({0: "2022"}, ("2022", "2022")), title="A title", series=sheets.looks(["One", "Two"]))


@pytest.mark.parametrize("draw", [high_pile, long_bar, topic, share, rank, shared, kinds], ids=lambda draw: draw.__name__)
def test_the_white_between_two_blocks_is_never_thinner_than_a_screen_shows(draw):
    figure = draw()
    figure.set_dpi(72)  # so that a pixel is a point
    boxes = [patch.get_window_extent() for axes in figure.axes for patch in axes.get_children() if "|" in str(patch.get_gid())]
    assert len(boxes) >= 20
    for first, second in (("x0", "x1"), ("y0", "y1")):
        ends = sorted({(round(getattr(box, first), 3), round(getattr(box, second), 3)) for box in boxes})
        between = [start - end for (_, end), (start, _) in pairwise(ends) if start > end]
        assert all(white >= LEAST * 72 for white in between), (min(between), LEAST * 72)


def test_the_white_is_a_share_of_a_large_block_and_a_width_of_a_small_one():
    assert gaps.white(5 * sheets.MM) == 0.05 and gaps.white(5 * sheets.MM, 0.03) == 0.03
    assert gaps.white(1.2 * sheets.MM) == pytest.approx(0.1) and gaps.white(0.1 * sheets.MM) == gaps.MOST


def drawn(rows, width=183):
    years = [str(year) for year in range(2013, 2026)]
    grid = skylines.Grid(years, [False] * 13, {"Meetings": ["9"] * 13}, ["Meetings"])
    figure = skylines.skylines({"A heading": rows}, grid, sheets.looks(["One", "Two"]), title="A title", width=width)
    return {axes.get_gid(): [patch for patch in axes.patches if "|" in str(patch.get_gid())] for axes in figure.axes}


def gatherings(number, size, year="2021"):
    return [skylines.Pile(f"{year}-{place}", [("One", f"{year}-{place}-{block}") for block in range(size)]) for place in range(number)]


def test_the_piles_of_two_years_stand_further_apart_than_those_of_one_year():
    held = drawn([skylines.Row("G7", {"2021": gatherings(3, 1), "2022": gatherings(3, 1, "2022")}, ["6"])])["G7"]
    left = sorted(patch.get_x() for patch in held)
    steps = [after - before for before, after in pairwise(left)]
    assert steps[2] > 1.3 * max(steps[0], steps[1], steps[3], steps[4]), steps


def test_a_row_with_many_gatherings_a_year_makes_its_own_blocks_narrower_and_no_others_smaller():
    crowded, other = (skylines.Row(name, {"2021": gatherings(number, 3)}, ["9"]) for name, number in (("Conference", 12), ("G7", 2)))
    found = drawn([crowded, other])
    assert len(found["Conference"]) == 36 and len(found["G7"]) == 6, "each meeting is a block"
    assert {patch.get_height() for patch in found["Conference"]} == {patch.get_height() for patch in found["G7"]}
    assert found["Conference"][0].get_width() < 0.75 * found["G7"][0].get_width()


def monthly(*numbers, ticks=None, width=183):
    frame = pd.DataFrame({"One": numbers, "Two": [0] * len(numbers)}, [str(place) for place in range(len(numbers))])
    return blocks.unit_columns([blocks.Panel("A heading of a panel", frame)], title="A title", ticks=ticks, width=width)


def numbers(figure):
    return {text.get_position()[0]: text.get_text() for axes in figure.axes for text in axes.texts if text.get_gid() == "number"}


def test_piles_that_nobody_counts_have_their_number_and_short_ones_have_none():
    assert numbers(monthly(9, 1, 0)) == {} and numbers(monthly(10, 1, 0)) == {0: "10", 1: "1"}


@pytest.mark.parametrize("width", [89, 183])
def test_over_years_of_months_the_highest_pile_of_each_year_has_its_number_and_no_words_touch(width, collisions):
    years = [30, *[2] * 11, *[1] * 11, 12, *[0] * 12]
    figure = monthly(*years, ticks={-0.5: "2021", 11.5: "2022", 23.5: "2023"}, width=width)
    assert numbers(figure) == {0: "30", 23: "12"} and collisions(figure) == []


def test_the_white_between_two_columns_of_months_is_never_thinner_than_a_screen_shows():
    (axes,) = monthly(*[1] * 156, width=89).axes
    column = axes.get_position().width * 89 * sheets.MM / 156
    first, second = sorted((patch.get_x(), patch.get_width()) for patch in axes.get_children() if "|" in str(patch.get_gid()))[:2]
    assert (second[0] - first[0] - first[1]) * column >= LEAST


def test_a_legend_shows_a_mark_as_it_stands_in_the_chart():
    looks = sheets.looks(["In person", "Video", "Telephone"])
    strip = [strips.Strip(name, [20.0, 30.0], look) for name, look in looks.items()]
    years = {2022: [spreads.Spread(name, [20.0, 30.0]) for name in looks]}
    for figure in (strips.dotted([strips.Lane("A heading", strip)], [], title="A title", series=looks),
                   spreads.by_year([spreads.Panel("A heading", "", years)], title="A title", series=looks)):  # fmt: skip
        legend = next(axes for axes in figure.axes if axes.get_gid() == "legend")
        drawn = [axes.collections for axes in figure.axes if axes.get_gid() != "legend"]
        shape = {tuple(group.get_facecolor()[0]): group.get_paths()[0].vertices.shape for groups in drawn for group in groups if len(group.get_paths()) == 1
                 and len(group.get_facecolor())}  # fmt: skip
        assert len(shape) == 3
        assert {tuple(key.get_facecolor()[0]): key.get_paths()[0].vertices.shape for key in legend.collections} == shape


def test_panels_share_one_scale_and_end_at_their_own_largest_value():
    panels = [spreads.Panel(name, "", {2022: [spreads.Spread("In person", [10.0, most])]}) for name, most in (("Low", 50.0), ("High", 290.0))]
    figure = spreads.by_year(panels, title="A title", series=sheets.looks(["In person"]))
    low, high = (next(axes for axes in figure.axes if axes.get_gid() == name) for name in ("Low", "High"))
    assert (low.get_ylim()[1], high.get_ylim()[1]) == (60, 300)
    assert high.get_position().height == pytest.approx(5 * low.get_position().height)


@pytest.mark.parametrize("count", [1, 9, 30])
def test_the_number_in_a_striped_bubble_stands_on_plain_ground(count):
    spot = maps.Spot("Ottawa", count, "In Canada", "", 0.0, 0.0)
    ground = maps.Ground([np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]])], 9000.0, {}, (-9000.0, 9000.0, -9000.0, 9000.0))
    figure = maps.bubbles(ground, [spot], title="A title", series={"In Canada": sheets.LOOKS[1]})
    text = next(text for axes in figure.axes for text in axes.texts if text.get_gid() == "count")
    (halo,) = text.get_path_effects()
    assert halo._gc["linewidth"] / 2 >= sheets.STYLE["hatch.linewidth"] * 2 and halo._gc["foreground"] == sheets.LOOKS[1].fill


def test_a_meeting_and_a_call_have_one_colour_in_all_figures():
    channels, firsts = views.series(pd.DataFrame({2022: ["complete"] * 2}, tallies.TOP)), beginnings.series()
    assert [look.fill for look in firsts.values()][:2] == [channels["Telephone"].fill, channels["In person"].fill]


def test_a_heading_stands_clear_of_the_lines_between_years():
    years = [threads.Year(str(year), [threads.Column("summit", [("Two", f"d{year}")])]) for year in range(2013, 2026)]
    words = threads.Words("Which meetings", "From one document to the next: areas that they share", ("a", "b"), "Documents", "Not collected", "Unknown")
    figure = threads.threads(years, [], [], {"Two": sheets.LOOKS[0]}, words, title="A title")
    heading = next(text for text in figure.texts if text.get_text() == words.lower)
    assert heading.get_bbox_patch().get_facecolor()[:3] == (1, 1, 1) and next(axes for axes in figure.axes if axes.get_gid() == "grounds").zorder < heading.zorder


def test_years_stand_near_their_lines_and_on_their_height_and_the_lines_are_wider_than_under_long_headings():
    def lane(heading):
        return lanes.Lane(heading, [lanes.Item(3, 3, "home", "id", "a label")], strong=False)

    looks = {"home": timelines.LOOKS["home"]}
    short, long = (lanes.timeline([lane(name)], lanes.Axis(365), looks, title="A title") for name in ("2013", "A heading of three lines that needs its room"))
    left = [next(axes for axes in figure.axes if axes.get_gid() not in ("legend", "grid") and axes.collections).get_position().x0 * 183 for figure in (short, long)]
    assert left[0] < 12 < 25 < left[1]
    year = next(text for text in short.texts if text.get_text() == "2013")
    axes = next(axes for axes in short.axes if axes.get_gid() == "2013")
    rule = next(line for line in axes.lines if line.get_gid() == "rule").get_ydata()[0]
    assert short.transFigure.transform(year.get_position())[1] == pytest.approx(axes.transData.transform((0, rule))[1], abs=0.5)


def test_a_group_with_a_long_name_has_room_on_a_narrow_sheet_in_lines_that_touch_nothing(collisions):
    group = "Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan and Uzbekistan"
    rows = [ledgers.Line(name, "≥7", [(1, "≥1")] * 13) for name in ("G7", group, "NATO")]
    figure = ledgers.ledger(rows, [str(year) for year in range(2013, 2026)], title="A title", width=89, total="All")
    assert collisions(figure) == [] and group in {text.get_text().replace("\n", " ") for text in figure.texts}
    cells = {axes.get_gid(): axes.get_position() for axes in figure.axes}
    assert cells["G7"].x1 - cells["G7"].x0 > 0.4 and cells["G7"].y0 >= cells[group].y1 > cells[group].y0 >= cells["NATO"].y1
