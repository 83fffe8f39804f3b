"""Meetings on a visit and at the margins of gatherings, counted on rows made by hand; and how far the record reaches."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.counts import coverages, margins, tallies
from bluebook.record import tables
from bluebook.views import answers
from bluebook.views import margins as views

OCCASIONS = pd.DataFrame({
    "name": ["G7 Elmau Summit", "G7 Münster", "UN General Assembly 2022", "2+2, Tokyo", "APEC without a meeting"],
    "kind": pd.Categorical(["g7", "g7", "un", "two_plus_two", "apec"]),
    "first_day": pd.to_datetime(["2022-06-26", "2022-11-03", "2022-09-20", "2022-01-07", "2022-11-18"]),
})  # fmt: skip


def meeting(day, where, occasion="", level="summit", partner="DEU", channel="in_person", form="bilateral", number=0):
    return {"event_id": f"{day}-{partner}-{level}-{number}", "date": pd.Timestamp(day), "venue_country": where, "occasion": occasion,
            "level": level, "partners": [partner], "channel": channel, "format": form}  # fmt: skip


ROWS = pd.DataFrame([
    meeting("2021-04-28", "JPN"), meeting("2022-01-07", "JPN", "2+2, Tokyo", "foreign_ministers"), meeting("2022-04-28", "DEU"),
    meeting("2022-06-26", "DEU", "G7 Elmau Summit"), meeting("2022-06-27", "DEU", "G7 Elmau Summit", "foreign_ministers"),
    meeting("2022-11-03", "DEU", "G7 Münster", "foreign_ministers"), meeting("2022-09-21", "USA", "UN General Assembly 2022"),
    meeting("2022-03-24", "USA"), meeting("2022-05-05", "BEL", partner="EUU"),
    meeting("2022-06-28", "DEU", "G7 Elmau Summit", form="plurilateral"), meeting("2022-06-29", "DEU", "G7 Elmau Summit", "special"),
    meeting("2022-07-01", "", "UN General Assembly 2022", channel="telephone"),
])  # fmt: skip
HELD = margins.met(ROWS.assign(level=ROWS["level"]), OCCASIONS)
GATHERED = margins.gatherings(HELD, OCCASIONS)


def test_only_bilateral_meetings_in_person_of_leaders_and_foreign_ministers_count():
    assert list(HELD.columns) == [*ROWS.columns, "gathering", "kind", "setting"]
    assert len(HELD) == 9 and set(HELD["level"]) == {"summit", "foreign_ministers"}


def test_a_2_plus_2_is_a_visit_an_organisation_is_at_home_at_its_seat_and_a_gathering_at_home_is_at_the_margins():
    found = dict(zip(HELD["date"].dt.strftime("%m-%d") + HELD["partners"].str[0], HELD["setting"], strict=True))
    assert found == {"04-28DEU": "at_partner", "01-07DEU": "in_japan", "06-26DEU": "margins", "06-27DEU": "margins", "11-03DEU": "margins",
                     "09-21DEU": "margins", "03-24DEU": "apart", "05-05EUU": "at_partner"}  # fmt: skip


def test_every_year_has_its_settings_and_a_year_without_a_meeting_has_no_share():
    yearly = margins.by_year(HELD, [2020, 2021, 2022])
    assert tallies.counts(yearly).to_numpy().tolist() == [[0, 0, 0, 0], [1, 0, 0, 0], [1, 2, 1, 4]]
    shares = margins.shares(yearly)["percent"]
    assert shares[2022] == 50 and shares[2021] == 0 and shares[2020] is pd.NA


def test_a_gathering_has_its_meetings_by_level_in_order_of_time():
    assert list(GATHERED["gathering"]) == ["G7 Elmau Summit", "UN General Assembly 2022", "G7 Münster"]
    assert GATHERED.iloc[0][["summit", "foreign_ministers"]].map(len).tolist() == [1, 1]


def test_a_kind_yields_its_meetings_by_gathering_and_one_without_a_meeting_is_not_known():
    found = margins.yields(GATHERED)
    assert found.loc["g7", ["gatherings", "meetings", "most", "each"]].tolist() == [2, 3, 2, 1.5]
    assert list(found.index) == ["g7", "un"]
    uneven = margins.yields(pd.DataFrame({"kind": ["g7", "g7", "apec"], "meetings": [5, 1, 7]}))
    assert uneven["each"].to_dict() == {"apec": 7.0, "g7": 3.0}


COVERAGE = pd.DataFrame([
    {"partners": [code], "year": year, "format": "bilateral", "level": level, "status": word}
    for code, year, level, word in [
        ("DEU", 2021, "summit", "complete"), ("DEU", 2022, "summit", "complete"), ("DEU", 2022, "foreign_ministers", "probably_complete"),
        ("DEU", 2023, "summit", "partial"), ("DEU", 2023, "foreign_ministers", "complete"), ("FRA", 2024, "summit", "complete"),
    ]
])  # fmt: skip


def test_a_year_is_as_good_as_its_weaker_level_and_one_level_alone_is_partial():
    found = coverages.by_year(coverages.of_partner(COVERAGE, "DEU", range(2020, 2025), tallies.TOP))
    assert found.tolist() == ["none", "partial", "probably_complete", "partial", "none"]


def test_for_all_partners_a_year_is_never_more_than_partial():
    assert coverages.by_year(coverages.of_partner(COVERAGE, "ALL", [2020, 2022, 2024], tallies.TOP)).tolist() == ["none", "partial", "partial"]


def test_a_line_about_a_minilateral_stands_for_three_sides_and_for_more():
    lines = pd.DataFrame([{"format": form, "year": year} for form, year in (("minilateral", 2021), ("trilateral", 2022), ("bilateral", 2022))])
    found = coverages.of_formats(lines, [2021, 2022])
    assert found.loc["trilateral"].tolist() == ["partial", "partial"] and found.loc["plurilateral"].tolist() == ["partial", "none"]
    assert found.loc["bilateral"].tolist() == ["none", "partial"]


def test_the_coverage_of_partners_has_a_row_for_each_under_its_code():
    found = coverages.by_partner(COVERAGE, ["DEU", "FRA"], [2022, 2023])
    assert found.index.name == "partner" and found.T.to_dict("list") == {"DEU": ["probably_complete", "partial"], "FRA": ["none", "none"]}


@pytest.fixture
def asked():
    return parameters.typed(partner="DEU", first="2021", last="2022")


def answer(asked, state="complete"):
    return answers.Answer(asked, coverages.Known(state), "silence_top")


def test_where_nothing_was_collected_any_title_gives_way_to_the_sentence_that_says_so(asked):
    silent = answer(asked, "none").title("no meetings")
    assert silent == answer(asked, "none").silence and "not collected" in silent
    assert answer(asked).title("no meetings") == "No meetings"
    assert answer(asked).collected and not answer(asked, "none").collected


def test_the_title_says_how_many_were_at_the_margins_and_at_least_unless_a_total_is_met(asked):
    one = HELD[HELD["partners"].str[0] == "DEU"]
    assert views.title(one, GATHERED, answer(asked)).endswith("4 of 8 meetings of leaders and foreign ministers at the margins of a gathering, most often G7 (3)")
    assert all("4 of at least 8 meetings" in views.title(one, GATHERED, answer(asked, state)) for state in ("partial", "probably_complete"))
    even = pd.DataFrame({"kind": ["g7", "apec", "un"], "meetings": [2, 2, 1]})
    assert views.title(one, even, answer(asked)).endswith("most often APEC and G7 (2)")
    assert views.title(one.head(0), GATHERED.head(0), answer(asked, "none")).endswith("were not collected")
    assert "no meeting" in views.title(one.head(0), GATHERED.head(0), answer(asked))


def test_each_gathering_is_one_pile_and_visits_are_piled_by_country(asked):
    rows = {row.label: row for found in views.groups(HELD, GATHERED, asked).values() for row in found}
    assert [len(pile.blocks) for pile in rows["G7"].piles["2022"]] == [2, 1] and rows["G7"].numbers == ["3", "2", "1.5"]
    assert rows["In Japan"].numbers == ["2", "", ""] and set(rows["In Japan"].piles) == {"2021", "2022"}


def test_what_was_not_collected_has_no_number_over_it(asked):
    grid = views.grid(margins.by_year(HELD, [2021, 2022]), pd.Series({2021: "none", 2022: "partial"}), pd.Series({2021: 0, 2022: 1}), asked)
    assert list(grid.over.values()) == [["–", "8"], ["–", "50%"]] and list(grid.bare) == [True, False]


def test_every_meeting_stands_in_one_mark():
    marks = views.marks(HELD)
    assert marks["meetings"].sum() == len(HELD) and set(";".join(marks["event_ids"]).split(";")) == set(HELD["event_id"])


def test_in_the_record_every_gathering_of_a_meeting_has_a_kind():
    held = margins.met(tables.events(), tables.occasions())
    assert (held["kind"].notna() == (held["setting"] == "margins")).all() and len(held) > 300
