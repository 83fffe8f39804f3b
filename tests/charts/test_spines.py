"""The spine of years and the card: what is drawn is what was counted, and no word touches another or a block."""


import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import sheets, signatures, spine_layouts, spines
from bluebook.counts import coverages, tallies
from bluebook.counts import years as counting
from bluebook.figures import artists, pictures
from bluebook.record import tables
from bluebook.views import answers
from bluebook.views import years as showing
from bluebook.views.coverages import bounded

COUNTS = pd.DataFrame({"In person": [2, 0, 1, 0], "Video": [0, 0, 1, 0], "Telephone": [1, 0, 0, 0]}, index=["2021Q3", "2021Q4", "2022Q1", "2022Q2"])
YEARS = {"2021": (0.0, 2.0), "2022": (2.0, 4.0)}
TERMS = {("Japan", "JP"): [spine_layouts.Term(["Suga"], 0.0, 1.0), spine_layouts.Term(["Kishida"], 1.0, 4.0)]}


def side(heading="Summits: 5", counts=COUNTS, **more):
    return spine_layouts.Side(heading, counts, {"2021": "3", "2022": "≥2"}, **{"terms": TERMS, **more})


def share():
    return spine_layouts.Share("Calls", sheets.LOOKS[2], {"2021": (0.25, "25"), "2022": (None, "")})


def drawn(upper=None, lower=None, **more):
    figure = spines.spine(upper or side(), lower or side("Foreign ministers: 5"), YEARS, share(), title="A title", bare="Not collected", **more)
    return figure, {axes["name"]: [bar[:5] for bar in axes["bars"]] for axes in artists.drawn(figure)[1:]}


def test_every_engagement_is_one_block_in_its_column_and_series_and_all_have_one_size():
    axes = drawn()[1]["Summits: 5"]
    found = [gid for gid, *_ in axes]
    assert sorted(found) == ["2021Q3|In person"] * 2 + ["2021Q3|Telephone", "2022Q1|In person", "2022Q1|Video"]
    assert len({(wide, tall) for _, _, _, wide, tall in axes}) == 1


def test_blocks_grow_from_the_spine_upwards_above_and_downwards_below():
    figure, axes = drawn()
    limits = {part.get_gid(): list(part.get_ylim()) for part in figure.axes}
    assert limits["Summits: 5"] == [0, 3] and limits["Foreign ministers: 5"] == [3, 0]
    assert [round(bottom) for gid, _, bottom, *_ in axes["Summits: 5"] if gid.endswith("In person")] == [0, 1, 0]


def test_a_term_in_office_runs_from_its_first_to_its_last_day_and_carries_the_name():
    figure, axes = drawn()
    terms = {gid: (left, left + wide) for gid, left, _, wide, _ in axes["Summits: 5|Japan"]}
    assert terms["Suga"][0] == 0 and terms["Kishida"][0] == 1 and 0.9 < terms["Suga"][1] < 1 and 3.9 < terms["Kishida"][1] < 4
    assert {"Suga", "Kishida"} <= {text.get_text() for text in figure.texts}


def test_the_share_of_a_year_fills_its_box_from_the_foot_and_a_year_without_one_has_no_box():
    axes = drawn()[1]
    assert [(gid, tall) for gid, _, _, _, tall in axes["share 2021"]] == [("all", 1), ("share|2021", 0.25)]
    assert axes["share 2022"] == []


def test_years_that_were_not_collected_have_a_grey_ground_and_a_legend():
    figure, axes = drawn(side(bare=[(2.0, 4.0)]))
    assert [(left, wide) for gid, left, _, wide, _ in axes["Summits: 5"] if gid == "bare"] == [(2, 2)]
    assert "Not collected" in artists.drawn(figure)[0]["words"]


def test_an_altered_number_and_a_shifted_column_are_seen_in_the_drawing():
    whole = drawn()[1]["Summits: 5"]
    for changed in (COUNTS.assign(Video=[0, 1, 1, 0]), COUNTS.shift(1, fill_value=0), COUNTS[["Video", "In person", "Telephone"]]):
        assert drawn(side(counts=changed))[1]["Summits: 5"] != whole


def test_a_name_without_room_is_shortened_then_written_smaller_then_left_out():
    long = {("Korea", "KR"): [spine_layouts.Term(["Yoon Suk Yeol", "Yoon"], 0.0, room) for room in (4.0, 0.9, 0.01)]}
    said = {text.get_text(): text.get_fontsize() for text in drawn(side(terms=long), width=89)[0].texts}
    assert said["Yoon Suk Yeol"] == 7 and not {"Yoon Suk", "Suk"} & set(said)
    narrow = {("Korea", "KR"): [spine_layouts.Term(["Yoon Suk Yeol", "Yoon"], 0.0, 0.4)]}
    assert {text.get_text() for text in drawn(side(terms=narrow), width=89)[0].texts} >= {"Yoon"}


@pytest.mark.parametrize(("bare", "first"), [((), 2), ([(3.0, 4.0)], 4), ([(9.0, 12.0)], 2), ([(2.0, 12.0)], None)])
def test_a_heading_of_a_card_stands_over_the_first_low_columns_that_were_collected(bare, first):
    piles = pd.DataFrame({"In person": [9, 9, *([1] * 10)]}, index=[str(number) for number in range(12)])
    heading = side("M", piles, bare=bare)
    unit = (sheets.text_width("M", weight="bold") + 0.08) * 0.9  # the heading needs two columns
    assert spine_layouts.free(heading, spine_layouts.Layout(0, unit, 0.1, {})) == first


def figure_of(partner, first, last, lang="en", width="183mm"):
    """Draw the figure of the notebook."""
    asked = parameters.typed(partner=partner, first=first, last=last, lang=lang, width=width)
    rows = tallies.select(tables.events(), asked.partner, asked.first, asked.last)
    held = coverages.of_partner(tables.coverage(), asked.partner, asked.years, tallies.TOP)
    sides = showing.sides(rows, counting.by_column(rows, asked.first, asked.last), held, tables.offices(), asked)
    return showing.drawn(sides, counting.by_year(rows, asked.years), held, answers.of_lanes(asked, tallies.TOP)), rows[rows["lane"].isin(tallies.TOP)], asked


GRID = [(partner, *span, width, lang)
        for partner, span, width, lang in [
            *(("USA", span, width, lang) for span in [("2013", "2025"), ("2022", "2022"), ("2017-07", "2017-07")]
              for width in ("89mm", "183mm", "card") for lang in ("en", "ja")),
            *((partner, ("2013", "2025"), width, "en") for partner in ("KOR", "CHN", "CAN", "EUU", "NATO", "VNM") for width in ("89mm", "183mm", "card")),
            ("USA", ("2019", "2022"), "89mm", "en"), ("USA", ("2020-02-03", "2022-11-30"), "183mm", "ja"), ("DEU", ("1990", "1990"), "89mm", "en"),
        ]]  # fmt: skip


@pytest.mark.parametrize(("partner", "first", "last", "width", "lang"), GRID)
def test_no_word_touches_another_or_a_block_or_leaves_the_page(partner, first, last, width, lang, collisions, crossed):
    figure, top, asked = figure_of(partner, first, last, lang, width)
    signatures.sign(figure, f"bluebook record 0.2.0, CC BY 4.0 · figure years-{asked.slug}")
    assert collisions(figure) == [] and crossed(figure) == set()
    blocks = [patch for axes in figure.axes for patch in axes.get_children() if "|" in str(patch.get_gid()) and "share" not in patch.get_gid()]
    assert len(blocks) == len(top), "one block an engagement"
    high, wide = figure.get_size_inches()[::-1]
    assert high <= 1.4 * wide


def test_the_card_is_1200_by_630_pixels():
    figure = figure_of("USA", "2013", "2025", width="card")[0]
    assert pictures.pixels(figure, pictures.DPI).size == (1200, 630)


def test_blocks_never_touch_at_either_width():
    for width in ("89mm", "183mm", "card"):
        figure = figure_of("USA", "2013", "2025", width=width)[0]
        with sheets.style():
            figure.draw_without_rendering()
        marks = sorted(((patch.get_window_extent().x0, patch.get_window_extent().y0), patch.get_window_extent()) for axes in figure.axes
                       for patch in axes.get_children() if "|" in str(patch.get_gid()) and "share" not in patch.get_gid())  # fmt: skip
        gaps = [below.y1 - above.y0 for (_, above), (_, below) in zip(marks[1:], marks, strict=False) if abs(above.x0 - below.x0) < 0.1]
        assert all(abs(gap) > 0.2 * sheets.MM * figure.dpi for gap in gaps), "two pixels of white at 300 dots per inch"


def test_a_number_is_a_lower_bound_unless_a_total_is_met_and_there_is_none_where_nothing_was_collected():
    assert [bounded(5, state) for state in ("complete", "probably_complete", "partial", "none")] == ["5", "≥5", "≥5", ""]
    assert bounded(0, "partial") == "–"


def test_a_day_lies_in_its_quarter_by_how_much_of_it_has_gone_by():
    columns = counting.columns(pd.Timestamp("2013-01-01"), pd.Timestamp("2025-12-31"))
    places = [showing.place(pd.Timestamp(day), columns) for day in ("2013-01-01", "2013-04-01", "2014-02-15", "2012-05-01", "2030-01-01")]
    assert places == [0, 1, 4.5, 0, 52]


def test_the_title_of_what_was_not_collected_claims_nothing():
    silence = "The record holds nothing on Japan and the United Kingdom in 1990: it was not collected"
    assert figure_of("GBR", "1990", "1990")[0].get_suptitle() == silence
    assert not [text.get_text() for text in figure_of("GBR", "1990", "1990")[0].texts if "0" in text.get_text() and "1990" not in text.get_text()]


def test_with_the_united_states_two_of_three_contacts_were_calls_in_2017_and_one_of_eleven_in_2023():
    title = figure_of("USA", "2013", "2025")[0].get_suptitle().replace("\n", " ")
    assert title.endswith("calls were 26 of at least 39 contacts in 2017, 1 of at least 11 in 2023")
