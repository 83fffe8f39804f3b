"""Who held which office when: terms one after another, posts that led, days that two people shared."""

import pandas as pd
from bluebook.counts import holders

FIRST, LAST = pd.Timestamp("2020-01-01"), pd.Timestamp("2020-12-31")


def offices(*given):
    """Return terms from (country, office, person, first day, last day), the last day empty while it lasts."""
    frame = pd.DataFrame(given, columns=["country", "office", "person", "from", "to"])
    title = frame["office"].where(frame["office"] != "head_of_organisation", frame["person"].str[0])
    return frame.assign(title=title, **{day: pd.to_datetime(frame[day], errors="coerce") for day in ("from", "to")})


def terms(*given):
    return holders.terms(offices(*given), FIRST, LAST)


JAPAN = ("JPN", "head_of_government", "Abe", "2012-12-26", "2020-09-16")
NEXT = ("JPN", "head_of_government", "Suga", "2020-09-16", "")


def test_terms_are_cut_to_the_period_and_one_without_a_last_day_runs_to_its_end():
    found = terms(JAPAN, NEXT, ("JPN", "head_of_government", "Mori", "2000-04-05", "2001-04-26"))
    assert list(found["person"]) == ["Abe", "Suga"]
    assert [(row.start, row.end) for row in found.itertuples()] == [(FIRST, pd.Timestamp("2020-09-16")), (pd.Timestamp("2020-09-16"), LAST)]


def test_who_acts_while_another_is_suspended_stands_after_him_and_who_acts_within_is_left_out():
    found = holders.in_turn(terms(("KOR", "head_of_state", "Park", "2019-01-01", "2020-03-10"),
                                  ("KOR", "head_of_state", "Han", "2020-01-15", "2020-01-20"),
                                  ("KOR", "head_of_state", "Hwang", "2020-02-01", "2020-05-10"),
                                  ("KOR", "head_of_state", "Moon", "2020-05-10", "")), "KOR", "head_of_state")  # fmt: skip
    assert [(row.person, f"{row.start:%m-%d}", f"{row.end:%m-%d}") for row in found.itertuples()] == [
        ("Park", "01-01", "03-10"), ("Hwang", "03-10", "05-10"), ("Moon", "05-10", "12-31")]  # fmt: skip


def test_a_period_of_one_day_has_who_was_in_office_on_it():
    day = pd.Timestamp("2020-06-01")
    found = holders.in_turn(holders.terms(offices(JAPAN, NEXT), day, day), "JPN", "head_of_government")
    assert [(row.person, row.start, row.end) for row in found.itertuples()] == [("Abe", day, day)]


def test_two_presidents_of_an_organisation_hold_two_posts():
    found = terms(("EUU", "head_of_organisation", "Michel", "2019-12-01", ""), ("EUU", "head_of_organisation", "Ursula", "2019-12-01", ""))
    assert list(found["post"]) == ["M", "U"]


def led(*names):
    return pd.DataFrame({"date": [pd.Timestamp("2020-06-01")] * len(names), "partner_leads": [[name] for name in names]})


CHINA = terms(("CHN", "head_of_state", "Xi", "2013-03-14", ""), ("CHN", "head_of_government", "Li", "2013-03-15", ""),
              ("CHN", "foreign_minister", "Wang", "2013-03-16", ""))  # fmt: skip


def test_a_post_has_a_row_where_its_holders_led_a_quarter_of_the_engagements():
    assert holders.posts(led("Xi", "Xi", "Xi", "Li"), CHINA, "CHN", "summit") == ["head_of_state", "head_of_government"]
    assert holders.posts(led("Xi", "Xi", "Xi", "Xi", "Li"), CHINA, "CHN", "summit") == ["head_of_state"]
    assert holders.posts(led("Li", "Wang"), CHINA, "CHN", "summit") == ["head_of_government"], "a foreign minister leads no summit"


def test_where_nobody_met_the_post_that_comes_first_in_the_list_of_offices_is_shown():
    assert holders.posts(led(), CHINA, "CHN", "summit") == ["head_of_government"]
    assert holders.posts(led(), CHINA, "FRA", "summit") == []


def test_days_together_are_those_on_which_both_held_an_office_of_the_level_each_once():
    both = terms(JAPAN, NEXT, ("CHN", "head_of_state", "Xi", "2020-09-10", ""), ("CHN", "head_of_government", "Xi", "2020-09-12", ""))
    assert holders.together(both, "summit", "Abe", "CHN", "Xi") == 7, "10 to 16 September"
    assert holders.together(both, "summit", "Suga", "CHN", "Xi") == 107
    assert holders.together(both, "foreign_ministers", "Abe", "CHN", "Xi") == 0
    assert holders.years(both, "summit", "Abe", "CHN", "Xi") == [2020]


def test_two_times_together_are_added_and_the_years_between_them_are_not():
    span = [pd.Timestamp(day) for day in ("2018-01-01", "2025-12-31")]
    found = holders.terms(offices(("JPN", "foreign_minister", "Motegi", "2019-09-11", "2019-09-20"), ("JPN", "foreign_minister", "Motegi", "2025-10-21", ""),
                                  ("AUS", "foreign_minister", "Wong", "2018-01-01", "")), *span)  # fmt: skip
    assert holders.together(found, "foreign_ministers", "Motegi", "AUS", "Wong") == 10 + 72
    assert holders.years(found, "foreign_ministers", "Motegi", "AUS", "Wong") == [2019, 2025]


def test_who_is_elect_or_a_deputy_shares_no_day():
    found = terms(JAPAN, ("USA", "elect", "Biden", "2020-01-01", "2020-12-31"))
    assert holders.together(found, "summit", "Abe", "USA", "Biden") == 0


def test_days_are_said_as_whole_months_and_one_day_as_one_month():
    assert [holders.months(days) for days in (0, 1, 30, 46, 365)] == [0, 1, 1, 2, 12]
