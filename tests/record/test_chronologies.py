"""A list made elsewhere beside the record, on rows made by hand; and the lines of coverage that it refutes."""

import re

import pandas as pd
import pytest
from bluebook.record import chronologies, problems, tables
from bluebook.record.referee import chronologies as referee

MAY = ("2022-05-01", "2022-08-31")  # the period of a list without days
CALL = {"level": "summit", "format": "bilateral", "channel": "telephone", "partners": ["USA"], "country": ""}
MEETING = CALL | {"channel": "in_person", "country": "JPN"}


def entry(name, first=MAY[0], last=MAY[1], shape=CALL, listed="us_japan", **other):
    days = {"period_start": pd.Timestamp(MAY[0]), "first": pd.Timestamp(first), "last": pd.Timestamp(last)}
    return {"entry_id": name, "list": listed, **days, **shape, **other}


def event(day, shape=CALL, name="", **other):
    cells = {key: value for key, value in shape.items() if key != "country"}
    return {"event_id": name or day, "date": pd.Timestamp(day), "venue_country": shape["country"], **cells, **other}


def line(partners="USA", year=2022, form="bilateral", level="summit", status="probably_complete"):
    return {"partners": partners.split(";"), "year": year, "format": form, "level": level, "status": status}


def verdicts(entries, events, lines=()):
    found = chronologies.answered(pd.DataFrame(entries), pd.DataFrame(events), pd.DataFrame(lines or [line()]))
    return dict(zip(found["entry_id"], found["verdict"] + " " + found["event_id"], strict=True))


@pytest.mark.parametrize(("day", "verdict"), [("2022-05-19", "missing "), ("2022-05-20", "found 2022-05-20"), ("2022-05-22", "found 2022-05-22"),
                                              ("2022-05-23", "missing ")])  # fmt: skip
def test_an_event_answers_an_entry_of_its_day_or_of_the_day_beside_it(day, verdict):
    assert verdicts([entry("a", "2022-05-21", "2022-05-21")], [event(day)]) == {"a": verdict}


@pytest.mark.parametrize("other", [{"partners": ["CAN"]}, {"partners": ["KOR", "USA"]}, {"level": "foreign_ministers"}, {"channel": "video"},
                                   {"format": "trilateral"}])  # fmt: skip
def test_an_event_of_another_partner_level_channel_or_format_does_not_answer(other):
    assert verdicts([entry("a")], [event("2022-05-21", **other)]) == {"a": "missing "}


def test_a_country_that_the_entry_names_has_to_be_that_of_the_venue():
    held = [event("2022-05-23", MEETING)]
    assert verdicts([entry("here", shape=MEETING), entry("elsewhere", shape=MEETING, country="FRA", listed="japan_china")], held) == {
        "here": "found 2022-05-23", "elsewhere": "missing "}  # fmt: skip
    assert verdicts([entry("unsaid", shape=MEETING, country="")], held) == {"unsaid": "found 2022-05-23"}


def test_an_event_answers_one_entry_of_a_list_and_one_of_every_list():
    entries = [entry("a"), entry("b"), entry("c", listed="japan_korea")]
    assert verdicts(entries, [event("2022-05-21")]) == {"a": "found 2022-05-21", "b": "missing ", "c": "found 2022-05-21"}


def test_an_entry_makes_room_for_one_that_has_no_other_event():
    entries = [entry("any", shape=MEETING, country=""), entry("in Japan", shape=MEETING)]
    held = [event("2022-06-26", MEETING, venue_country="DEU"), event("2022-07-01", MEETING)]
    assert verdicts(entries, held) == {"any": "found 2022-06-26", "in Japan": "found 2022-07-01"}


def test_the_latest_event_answers_first():
    assert verdicts([entry("a")], [event("2022-05-21"), event("2022-08-02"), event("2022-07-01")]) == {"a": "found 2022-08-02"}


def test_a_gathering_of_which_only_some_partners_are_named_is_answered_by_one_of_more():
    shape = CALL | {"format": "plurilateral", "channel": "video", "partners": ["CAN", "DEU", "USA"]}
    lines = [line("USA", form="plurilateral")]
    assert verdicts([entry("a", shape=shape, partners=["USA"])], [event("2022-05-21", shape)], lines) == {"a": "found 2022-05-21"}
    assert verdicts([entry("a", shape=shape, partners=["KOR", "USA"])], [event("2022-05-21", shape)], [line("KOR;USA", form="plurilateral")]) == {
        "a": "missing "}  # fmt: skip


@pytest.mark.parametrize("other", [line("CAN"), line(year=2021), line(level="foreign_ministers"), line(form="minilateral", level="any")])
def test_an_entry_of_which_no_line_of_coverage_speaks_is_not_called_missing(other):
    assert verdicts([entry("a")], [event("2021-05-21")], [other]) == {"a": "not_collected "}


def test_a_minilateral_line_speaks_of_meetings_of_three_with_its_partner():
    three = MEETING | {"format": "trilateral", "partners": ["AUS", "USA"]}
    assert verdicts([entry("a", shape=three)], [event("2021-05-21")], [line(form="minilateral", level="any")]) == {"a": "missing "}
    assert verdicts([entry("a", shape=three)], [event("2021-05-21")], [line("KOR", form="minilateral", level="any")]) == {"a": "not_collected "}


def test_each_line_of_coverage_has_what_is_named_and_found():
    entries = [entry("a", "2022-05-21", "2022-05-21"), entry("b", "2022-07-01", "2022-07-01"), entry("c", shape=MEETING, partners=["CAN"])]
    answered = chronologies.answered(pd.DataFrame(entries), pd.DataFrame([event("2022-05-21")]), pd.DataFrame([line("CAN"), line()]))
    found = chronologies.by_line(answered).set_index("line")
    assert found.loc[1].to_dict() == {"named": 2, "found": 1, "percent": 50, "missing": ("b",)}
    assert found.loc[0].to_dict() == {"named": 1, "found": 0, "percent": 0, "missing": ("c",)}


def refused(coded, status):
    """Return what the referee says of a line with this status where a list names ten calls and `coded` of them are events."""
    days = [f"2022-05-{day:02d}" for day in range(1, 30, 3)]
    alike = {"partners": "USA", "level": "summit", "format": "bilateral", "channel": "telephone"}
    chronology = [{"entry_id": f"call-{day}", "list": "us_japan", "period_start": MAY[0], "first": day, "last": day, "country": "", **alike}
                  for day in days]  # fmt: skip
    events = [{"event_id": day, "date": day, "venue_country": "", **alike} for day in days[:coded]]
    lines = [{"partners": "USA", "year": "2022", "format": "bilateral", "level": "summit", "status": status}]
    frames = {"chronology": chronology, "events": events, "coverage": lines}
    return [problem.sentence for problem in referee.check({name: pd.DataFrame(rows) for name, rows in frames.items()})]


def test_nine_of_ten_are_enough_to_be_called_probably_complete_and_eight_are_not():
    assert refused(9, "probably_complete") == []
    assert refused(8, "partial") == []
    (said,) = refused(8, "probably_complete")
    assert said == ('"probably_complete": 8 of 10 engagements that chronology.csv names are coded; say partial, name call-2022-05-25 and '
                    "call-2022-05-28 in the basis and add a lead, or code the event")  # fmt: skip


def test_complete_is_refused_like_probably_complete():
    assert [said.startswith('"complete": 8 of 10') for said in refused(8, "complete")] == [True]


def test_the_check_names_the_line_of_coverage_that_a_list_refutes(copy_of_data):
    copy_of_data("coverage", "CHN,2015,bilateral,summit,partial", "CHN,2015,bilateral,summit,probably_complete")
    (said,) = map(str, problems.problems(copy_of_data.folder))
    assert re.match(r'coverage.csv line \d+, column status: "probably_complete": 0 of 2 engagements', said) and "japan-china-2015-09-1" in said


@pytest.mark.parametrize(("old", "new", "column"), [
    ("us-japan-2013-01-1,", "us-japan-2013-01-2,", "entry_id"), ("2013-09-05,2013-09-05", "2013-09-05,2013-09-04", "first"),
    ("2013-09-05,2013-09-05", "2013-08-31,2013-09-05", "first"), (",us_japan,2014-09-01", ",us_japan,2015-01-01", "entry_id"),
    ("CHN;KOR,foreign_ministers,trilateral", "KOR;CHN,foreign_ministers,trilateral", "partners"),
    ("CHN;KOR,foreign_ministers,trilateral", "CHN;KOR,foreign_ministers,bilateral", "format"),
    ("summit,bilateral,telephone,,", "summit,bilateral,telephone,USA,", "country"), ("2013-01-01,2013-04-30", "2013-01-01,2012-04-30", "period_end"),
    ("2019-08-31,4,2019-07-21,2019-08-01", "2020-08-31,4,2019-07-21,2020-08-01", "last"),
    ("2013-09-05,2013-09-05", "2013-09-05,2014-01-01", "first"),
])  # fmt: skip
def test_an_entry_that_contradicts_itself_is_refused(copy_of_data, old, new, column):
    copy_of_data("chronology", old, new)
    found = list(map(str, problems.problems(copy_of_data.folder)))
    assert any("chronology.csv line " in said and f", column {column}: " in said for said in found), found


def test_a_list_goes_from_its_newest_entry_to_its_oldest():
    """Days known from the list itself must not rise: they are what the order was read from."""
    stated = tables.chronology()
    stated = stated[stated["first"] == stated["last"]].sort_values(["list", "period_start", "order"])
    for _, page in stated.groupby(["list", "period_start"], observed=True):
        assert page["first"].is_monotonic_decreasing
