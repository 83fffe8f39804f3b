"""How soon after taking office: the first call, meeting and visit of each term, counted on rows made by hand."""

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.counts import beginnings, coverages
from bluebook.record import tables
from bluebook.views import answers
from bluebook.views import beginnings as views

ALL = (pd.Timestamp("2021-01-01"), pd.Timestamp("2022-12-31"))
OCCASIONS = pd.DataFrame({"name": ["G7 Somewhere Summit", "2+2, Tokyo"], "kind": pd.Categorical(["g7", "two_plus_two"])})


def office(person, country, name, start, end=None, title="President", notes=""):
    return {"office_id": f"{country}-{name}-{start}", "person": person, "country": country, "office": name, "title": title,
            "from": pd.Timestamp(start), "to": pd.Timestamp(end), "notes": notes}  # fmt: skip


OFFICES = pd.DataFrame([
    office("Old", "USA", "head_of_state", "2017-01-20", "2021-01-20"), office("New", "USA", "head_of_state", "2021-01-20"),
    office("Prime", "JPN", "head_of_government", "2021-10-04", "2022-06-30"),
    office("Stand-in", "USA", "foreign_minister", "2021-02-01", "2021-02-05", "Acting Secretary of State"),
    office("Beside", "JPN", "foreign_minister", "2021-11-04", "2021-11-10", notes="concurrently Prime Minister"),
    office("Minister", "JPN", "foreign_minister", "2022-01-01", notes="acting until May; first day not seen on a page"),
    office("Soldier", "USA", "defence_minister", "2021-03-01"), office("Elsewhere", "KOR", "head_of_state", "2021-03-01"),
])  # fmt: skip


def event(day, channel, where="", occasion="", level="summit", leads=("Prime", "New"), form="bilateral"):
    return {"event_id": f"{day}-{level}-{channel}", "date": pd.Timestamp(day), "start_local": "", "channel": channel, "level": level,
            "format": form, "partners": ["USA"], "venue_country": where, "occasion": occasion,
            "japan_lead": [leads[0]], "partner_leads": [leads[1]]}  # fmt: skip


EVENTS = pd.DataFrame([
    event("2021-01-19", "telephone", leads=("Before", "New")),  # not yet in office
    event("2021-01-28", "telephone", leads=("Before", "New")), event("2021-04-16", "in_person", "USA", leads=("Before", "New")),
    event("2021-10-05", "video"), event("2021-11-02", "in_person", "GBR"), event("2022-01-10", "in_person", "JPN", "2+2, Tokyo", "2+2"),
    event("2021-10-20", "in_person", "JPN", form="trilateral"),
    event("2022-05-13", "in_person", "DEU", level="foreign_ministers", leads=("Minister", "X")),
    event("2022-05-20", "in_person", "JPN", "G7 Somewhere Summit"), event("2022-05-23", "in_person", "JPN"),
    event("2022-07-01", "telephone", leads=("Minister", "New")),  # a minister at a summit is not at his own level
])  # fmt: skip


def status(**years):
    told = {2021: "complete", 2022: "complete"} | {int(year[1:]): word for year, word in years.items()}
    return pd.DataFrame({year: [word] * 2 for year, word in told.items()}, index=list(beginnings.RANKS))


def counted(**years):
    kept = beginnings.chosen(beginnings.terms(OFFICES, "USA", *ALL), status(**years))
    return kept, beginnings.milestones(kept, EVENTS, OCCASIONS, status(**years))


def days(**years):
    kept, reached = counted(**years)
    return beginnings.table(kept, reached).set_axis(kept["person"])


def test_a_term_is_followed_to_the_last_year_that_was_collected_and_no_further():
    assert days().loc["Prime"].to_list() == [1, 29, 231]
    assert days(y2022="none").loc["Prime"].isna().to_list() == [False, False, True]


def test_terms_are_those_of_leaders_and_foreign_ministers_of_both_sides_that_began_in_the_period():
    found = beginnings.terms(OFFICES, "USA", *ALL)
    assert list(found["person"]) == ["Prime", "New", "Beside", "Minister", "Stand-in"]


def test_who_acts_or_holds_an_office_beside_another_is_left_out_and_a_first_day_not_seen_is_told_apart():
    kept = counted()[0]
    assert dict(zip(kept["person"], kept["seen"], strict=True)) == {"Prime": True, "New": True, "Minister": False}


def test_a_term_that_began_in_a_year_that_was_not_collected_is_left_out():
    assert list(counted(y2021="none")[0]["person"]) == ["Minister"]


def test_days_count_from_the_first_day_in_office_and_a_talk_before_it_does_not_count():
    assert days().loc["New"].tolist() == [8, 86, 86]


def test_a_meeting_in_a_third_country_or_at_a_gathering_is_no_visit_and_another_level_or_format_is_no_first():
    assert days().loc["Prime"].tolist() == [1, 29, 231]


def test_what_was_not_reached_is_empty_and_not_zero():
    found = days().loc["Minister"]
    assert found["meeting"] == 132 and found[["call", "visit"]].isna().all()


def test_nothing_after_the_last_day_of_a_term_counts():
    late = EVENTS.assign(date=EVENTS["date"].mask(EVENTS["event_id"].str.startswith("2022-05-23"), pd.Timestamp("2022-07-02")))
    kept = beginnings.chosen(beginnings.terms(OFFICES, "USA", *ALL), status())
    assert "visit" not in list(beginnings.milestones(kept.head(1), late, OCCASIONS, status())["milestone"])


@pytest.mark.parametrize("state", ["partial", "probably_complete"])
def test_days_are_an_upper_bound_unless_totals_confirm_each_year_up_to_them(state):
    reached = counted(y2022=state)[1].set_index(["office_id", "milestone"])["at_most"]
    assert reached["JPN-head_of_government-2021-10-04"].to_dict() == {"call": False, "meeting": False, "visit": True}


def test_nothing_can_be_missing_before_day_0():
    first = EVENTS.assign(date=EVENTS["date"].mask(EVENTS.index == 1, pd.Timestamp("2021-01-20")))
    kept = beginnings.chosen(beginnings.terms(OFFICES, "USA", *ALL), status(y2021="partial"))
    reached = beginnings.milestones(kept, first, OCCASIONS, status(y2021="partial")).query("days == 0")
    assert list(reached["milestone"]) == ["call"] and not reached["at_most"].any()


@pytest.mark.parametrize(("given", "half"), [([1, 2, 3], 2), ([1, 2, 3, 4], 2), ([5, None, None, 9], 9), ([5, None, None], None), ([], None)])
def test_half_the_terms_had_a_first_by_that_day_those_without_one_being_the_latest(given, half):
    frame = pd.DataFrame({name: pd.array(given, dtype="Int64") for name in beginnings.MILESTONES})
    found = beginnings.half(frame)["call"]
    assert found is pd.NA if half is None else found == half


@pytest.fixture(scope="module")
def usa():
    asked = parameters.typed(partner="USA", first="2021", last="2022")
    return asked, *counted()


def test_every_row_stands_under_its_office_with_its_days_and_a_dash_for_none(usa, monkeypatch):
    asked, kept, reached = usa
    rows = views.groups(kept, reached, asked)
    assert {heading: [(row.name, row.numbers) for row in found] for heading, found in rows.items()} == {
        "Japan: leaders": [("Prime", ["1", "29", "231"])], "United States: leaders": [("New", ["8", "86", "86"])],
        "Japan: foreign ministers": [("Minister", ["–", "132", "–"])]}  # fmt: skip
    assert rows["Japan: foreign ministers"][0].remark == "1 Jan 2022 *"


def test_the_title_is_the_day_by_which_half_had_each_first(usa):
    asked, kept, reached = usa
    partial, none = (answers.Answer(asked, coverages.Known(state), "silence_top") for state in ("partial", "none"))
    assert views.title(kept, beginnings.table(kept, reached), partial).endswith(
        "of 3 new leaders and ministers, half had a first call within 8 days, a first meeting within 86 and a first visit within 231")
    assert views.title(kept.head(0), beginnings.table(kept.head(0), reached.head(0)), none).endswith("2021–2022 were not collected")


def test_the_first_number_of_the_title_has_its_unit_also_where_no_call_is_known(usa):
    asked, kept, reached = usa
    days = beginnings.table(kept, reached).assign(call=pd.array([pd.NA] * 3, "Int64"))
    known = answers.Answer(asked, coverages.Known("partial"), "silence_top")
    assert views.title(kept, days, known).endswith("half had a first meeting within 86 days and a first visit within 231")


def test_every_mark_has_its_event_and_its_days_before_it(usa):
    kept, reached = usa[1:]
    marks = views.marks(kept, reached.assign(partner="USA"))
    assert list(marks.columns[-2:]) == ["days", "event_ids"] and len(marks) == 7 and set(marks["event_ids"]) <= set(EVENTS["event_id"])


def test_a_term_is_followed_to_its_end_or_to_the_first_year_that_was_not_collected():
    until = counted()[0].set_index("person")["until"].dt.strftime("%Y-%m-%d").to_dict()
    assert until == {"Prime": "2022-06-30", "New": "2022-12-31", "Minister": "2022-12-31"}
    assert counted(y2022="none")[0].set_index("person")["until"].dt.strftime("%Y-%m-%d").to_dict() == {"Prime": "2021-12-31", "New": "2021-12-31"}


def test_a_track_ends_where_the_record_does_and_is_closed_only_where_the_term_ended(usa):
    asked, kept, reached = usa
    rows = {row.name: row for found in views.groups(kept, reached, asked).values() for row in found}
    assert (rows["Prime"].length, rows["Prime"].ended) == (269, True) and (rows["New"].length, rows["New"].ended) == (710, False)


COVERAGE = pd.DataFrame([{"partners": [code], "year": year, "format": "bilateral", "level": level, "status": "complete"}
                         for code, years in (("USA", (2021, 2022)), ("KOR", (2021,))) for year in years for level in beginnings.RANKS])  # fmt: skip


def followed(codes):
    return beginnings.followed(OFFICES, EVENTS, OCCASIONS, COVERAGE, codes, *ALL)


def test_of_several_partners_each_is_followed_with_japans_terms_and_its_own_events():
    _, kept, reached = followed(["KOR", "USA"])
    assert kept.groupby("partner")["person"].agg(list).to_dict() == {"KOR": ["Prime", "Elsewhere"], "USA": ["Prime", "New", "Minister"]}
    assert set(reached["partner"]) == {"USA"} and not kept["office_id"].duplicated().any()


def test_without_a_partner_nothing_is_followed():
    assert [len(frame) for frame in followed([])[1:]] == [0, 0]


def test_partners_stand_by_the_day_on_which_half_of_their_terms_had_met_those_with_few_terms_left_out():
    _, kept, reached = followed(["KOR", "USA"])
    table = beginnings.by_partner(kept, beginnings.table(kept, reached), 2)
    assert list(table.index) == ["USA", "KOR"] and table.loc["USA"].tolist() == [3, 8, 86, 231] and table.loc["KOR"].isna().sum() == 3
    assert list(beginnings.by_partner(kept, beginnings.table(kept, reached), 3).index) == ["USA"]


def test_for_all_partners_there_is_a_row_a_partner_and_the_title_names_the_soonest():
    asked = parameters.typed(everyone=True, partner="ALL", first="2021", last="2022")
    _, kept, reached = followed(["KOR", "USA"])
    days = beginnings.table(kept, reached)
    rows = views.groups(kept, reached, asked)["Half of the terms, by partner"]
    assert [(row.name, row.remark, row.numbers) for row in rows] == [("United States", "3 terms", ["8", "86", "231"])]
    partial = answers.Answer(asked, coverages.Known("partial"), "silence_all")
    assert views.title(kept, days, partial).endswith("soonest on record with the United States, half of them within 86 days")
    assert "too few" in views.title(kept.head(0), days.head(0), partial)


def test_in_the_record_each_first_is_led_by_the_person_in_office():
    events = tables.events().set_index("event_id")
    rows = tables.events().assign(lane="summit")
    rows = rows[rows["partners"].map(lambda codes: "USA" in codes)].sort_values("date", kind="stable")
    every = pd.DataFrame({year: ["partial"] * 2 for year in range(2013, 2026)}, index=list(beginnings.RANKS))
    kept = beginnings.chosen(beginnings.terms(tables.offices(), "USA", pd.Timestamp("2013-01-01"), pd.Timestamp("2025-12-31")), every)
    reached = beginnings.milestones(kept, rows, tables.occasions(), every).assign(partner="USA")
    for mark in views.marks(kept, reached).to_dict("records"):
        row = events.loc[mark["event_ids"]]
        assert mark["person"] in row["japan_lead"] + row["partner_leads"]
        assert (row["date"] - pd.Timestamp(mark["from"])).days == mark["days"]
