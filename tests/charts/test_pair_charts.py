"""Pairs as a table and as a list: a block a contact, cells where two were in office at once, and no word on another."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import pairings, rankings, sheets, signatures
from bluebook.counts import coverages, holders, tallies
from bluebook.counts import pairings as counting
from bluebook.figures import artists
from bluebook.record import tables
from bluebook.views import answers, leaders
from bluebook.views import callnames as names

SERIES = ["In person", "Video", "Telephone"]


def cell(*counts, number="3", **more):
    return pairings.Cell(pd.Series(counts, SERIES), number, ("in 2 months", "in 2 mo."), **more)


TABLE = pairings.Table("Summits: 3", ["Abe", "Suga"], ["Obama", "Trump"], {(0, 0): cell(1, 0, 2), (0, 1): cell(0, 0, 0, number="0"), (1, 1): cell(0, 0, 0, number="", bare=True)})


def parts(figure):
    return {axes["name"]: [(bar[0], bar[5]) for bar in axes["bars"]] for axes in artists.drawn(figure)[1:]}


def test_a_cell_has_a_block_a_contact_by_channel_and_a_ground():
    found = parts(pairings.grids([TABLE], SERIES, title="A title", bare="Not collected"))
    assert [gid for gid, _ in found["Abe|Obama"]] == ["ground", "Abe|Obama|In person"] + ["Abe|Obama|Telephone"] * 2


def test_two_people_without_contact_have_an_empty_cell_and_those_never_in_office_at_once_none():
    found = parts(pairings.grids([TABLE], SERIES, title="A title", bare="Not collected"))
    assert [gid for gid, _ in found["Abe|Trump"]] == ["ground"] and "Suga|Obama" not in found


def test_a_pair_whose_years_were_not_collected_is_grey_and_named_in_the_legend():
    figure = pairings.grids([TABLE], SERIES, title="A title", bare="Not collected")
    assert parts(figure)["Suga|Trump"][0][1] == sheets.BARE.fill and "Not collected" in artists.drawn(figure)[0]["words"]


def test_the_cells_of_a_single_column_are_no_wider_than_52_millimetres():
    one = pairings.Table("Summits: 3", ["Abe"], ["Obama"], {(0, 0): cell(1, 0, 2)})
    figure = pairings.grids([one], SERIES, title="A title")
    wide = next(axes for axes in figure.axes if axes.get_gid() == "Abe|Obama").get_position().width * 183
    assert wide == pytest.approx(52 - 0.7)


def test_where_there_is_no_pair_a_sentence_says_so():
    for figure in (pairings.grids([], SERIES, title="A title", empty="Nothing."), rankings.ranking([], SERIES, title="A title", empty="Nothing.")):
        assert "Nothing." in {text.get_text() for text in figure.texts}


def test_a_row_of_the_list_has_a_block_a_contact_and_all_rows_one_size():
    rows = [rankings.Row("Abe – Trump", "United States", cell(2, 1, 4, number="7")), rankings.Row("Abe – Xi", "China", cell(1, 0, 0, number="1"))]
    figure = rankings.ranking([rankings.Section("Summits", rows, "and more")], SERIES, title="A title")
    found = parts(figure)
    assert [gid for gid, _ in found["Abe – Trump"]] == ["Abe – Trump|In person"] * 2 + ["Abe – Trump|Video"] + ["Abe – Trump|Telephone"] * 4
    wide = {axes.get_gid(): axes.get_position().width for axes in figure.axes}
    assert wide["Abe – Trump"] == pytest.approx(7 * wide["Abe – Xi"])


def figure_of(partner, first, last, lang, width):
    """Draw the figure of the notebook."""
    asked = parameters.typed(everyone=True, partner=partner, first=first, last=last, lang=lang, width=width)
    faced = counting.faced(tallies.select(tables.events(), asked.partner, asked.first, asked.last))
    terms = holders.terms(tables.offices(), asked.first, asked.last)
    held = coverages.of_partner(tables.coverage(), asked.partner, asked.years, tallies.TOP)
    return leaders.drawn(counting.by_pair(faced), terms, held, answers.of_lanes(asked, tallies.TOP)), faced, asked


GRID = [*(("USA", "2013", "2025", lang, width) for lang in ("en", "ja") for width in ("89mm", "183mm")),
        *((partner, "2013", "2025", "en", width) for partner in ("ALL", "KOR", "CHN", "GBR", "EUU", "NATO", "IND") for width in ("89mm", "183mm")),
        ("ALL", "2013", "2025", "ja", "89mm"), ("CHN", "2013", "2025", "ja", "183mm"), ("USA", "2022", "2022", "en", "183mm"),
        ("USA", "2022-05", "2022-05", "ja", "89mm"), ("DEU", "1990", "1990", "en", "183mm"), ("ALL", "1990", "1990", "en", "89mm")]  # fmt: skip


@pytest.mark.parametrize(("partner", "first", "last", "lang", "width"), GRID)
def test_no_word_touches_another_or_a_block_or_leaves_the_page(partner, first, last, lang, width, collisions, crossed):
    figure, faced, asked = figure_of(partner, first, last, lang, width)
    signatures.sign(figure, f"bluebook record 0.2.0, CC BY 4.0 · figure leaders-{asked.slug}")
    assert collisions(figure) == [] and crossed(figure) == set()
    high, wide = figure.get_size_inches()[::-1]
    assert high <= 1.4 * wide
    if not leaders.as_list(asked):
        blocks = [patch for axes in figure.axes for patch in axes.get_children() if str(patch.get_gid()).count("|") == 2]
        assert len(blocks) == len(faced), "one block a contact of a pair"


def test_the_pair_with_most_contacts_is_the_finding_and_several_are_not_named():
    assert "Abe Shinzo and Donald Trump had at least 48 contacts in 44 months" in figure_of("USA", "2013", "2025", "en", "183mm")[0].get_suptitle().replace("\n", " ")
    asked = parameters.typed(partner="CAN", first="2020", last="2020", lang="en")
    terms = holders.terms(tables.offices(), asked.first, asked.last)
    tied = pd.DataFrame({"n": [2, 2], "months": [1, 1]}, pd.MultiIndex.from_tuples([("summit", "A", "CAN", "B"), ("summit", "A", "CAN", "C")], names=counting.PAIR))
    assert len(terms) and leaders.title(tied, answers.of_lanes(asked, tallies.TOP)).endswith("of 2 pairs of leaders and foreign ministers 2 had the most contacts, at least 2 each")


@pytest.mark.parametrize(("name", "country", "lang", "family"), [
    ("Abe Shinzo", "JPN", "en", "Abe"), ("Abe Shinzo", "JPN", "ja", "安倍晋三"), ("Joe Biden", "USA", "en", "Biden"), ("Joe Biden", "USA", "ja", "バイデン"),
    ("Ursula von der Leyen", "EUU", "en", "von der Leyen"), ("Ursula von der Leyen", "EUU", "ja", "フォン・デア・ライエン"),
    ("Ferdinand Marcos Jr.", "PHL", "en", "Marcos Jr."), ("Xi Jinping", "CHN", "en", "Xi"), ("Lee Hsien Loong", "SGP", "en", "Lee"),
    ("Pham Minh Chinh", "VNM", "en", "Pham Minh Chinh"), ("Sugiono", "IDN", "en", "Sugiono"), ("Josep Borrell Fontelles", "EUU", "ja", "ボレル"),
])  # fmt: skip
def test_a_person_is_called_by_the_family_name(name, country, lang, family):
    assert names.family(name, country, lang) == family


def test_chinese_and_korean_names_stand_whole_where_there_is_room():
    assert names.called("Li Qiang", "CHN") == ["Li Qiang", "Li"] and names.called("Joe Biden", "USA") == ["Biden"]
