"""Parameters: what papermill lets through is refused with the nearest right value."""

from datetime import date, datetime

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.ground.refusals import Refused
from bluebook.record import aliases, tables

OURS = dict(partner="USA", first="2022", last="2022")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (dict(partner="CANDA"), 'did you mean "CAN"?'),
        (dict(partner="Korea"), 'did you mean "KOR" or "PRK"?'),
        (dict(partner="ger"), 'did you mean "DEU"?'),
        (dict(partner=False), "YAML reads NO as False"),
        (dict(partner=["USA"]), "is not a code"),
        (dict(partner="JPN"), "Japan itself"),
        (dict(partner="日本"), "Japan itself"),
        (dict(partner="ALL"), '"ALL" is not possible here; name one partner'),
        (dict(partner=""), "is not a code"),
        (dict(first="2023"), 'did you mean first "2022", last "2023"?'),
        (dict(first="2022-13"), "is not a year, month or day that exists"),
        (dict(last="2022-02-30"), "is not a year, month or day that exists"),
        (dict(first=True), "is not a year, month or day"),
        (dict(lang="jp"), 'did you mean "ja"?'),
        (dict(width="90mm"), 'did you mean "89mm"?'),
        (dict(save="yes"), "is not True or False"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(given, said):
    with pytest.raises(Refused) as refusal:
        parameters.check(**OURS | given)
    assert said in str(refusal.value) and "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("usa", "USA"), ("US", "USA"), ("U.S.", "USA"), ("America", "USA"), ("the United States", "USA"), ("米国", "USA"), ("アメリカ", "USA"),
        ("South Korea", "KOR"), (" republic of  korea ", "KOR"), ("ROK", "KOR"), ("韓国", "KOR"), ("North Korea", "PRK"), ("DPRK", "PRK"),
        ("uk", "GBR"), ("Britain", "GBR"), ("英国", "GBR"), ("イギリス", "GBR"), ("EU", "EUU"), ("ＥＵ", "EUU"), ("欧州連合", "EUU"), ("NO", "NOR"),
        ("China", "CHN"), ("中国", "CHN"), ("ロシア", "RUS"), ("Turkey", "TUR"), ("Türkiye", "TUR"), ("Vietnam", "VNM"), ("Viet Nam", "VNM"),
        ("UAE", "ARE"), ("Holland", "NLD"), ("Czechia", "CZE"), ("Côte d’Ivoire", "CIV"), ("nato", "NATO"), ("Asean", "ASEAN"),
    ],
)  # fmt: skip
def test_a_country_has_the_names_that_a_person_types(typed, code):
    assert parameters.check(**OURS | dict(partner=typed)) == parameters.check(**OURS | dict(partner=code))


@pytest.mark.parametrize("typed", ["England", "ukk", "SUI", "XXX", "x", "United", "a" * 5000, "", "\0"])
def test_where_no_name_comes_near_none_is_guessed(typed):
    with pytest.raises(Refused) as refusal:
        parameters.check(**OURS | dict(partner=typed))
    assert "did you mean" not in str(refusal.value)


def test_a_name_is_that_of_one_country():
    meant = {}
    for name, code in [*tables.codes().items(), *((name, code) for code, names in aliases.ALIASES.items() for name in names)]:
        assert meant.setdefault(aliases.folded(name), code) == code, name
    assert set(aliases.ALIASES) <= set(tables.codes().values())


def test_all_partners_are_asked_for_where_the_notebook_says_so():
    assert parameters.check(**OURS | dict(partner="all"), everyone=True).slug == "all-2022"
    assert parameters.check(**OURS | dict(partner="South Korea"), everyone=True).slug == "kor-2022"


def test_a_card_is_a_width_with_a_name_in_the_id():
    asked = parameters.check(**OURS | dict(width="card", lang="ja"))
    assert asked.slug.endswith("-2022-card-ja") and asked.width == parameters.WIDTHS["card"]
    assert parameters.check(**OURS | dict(width="183mm")).slug.endswith("-2022")


@pytest.mark.parametrize("day", [date(2022, 3, 15), datetime(2022, 3, 15, 9), pd.Timestamp("2022-03-15"), "2022-03-15"])
def test_a_day_may_be_a_date(day):
    assert parameters.check(partner="USA", first=day, last=day).first == pd.Timestamp("2022-03-15")


@pytest.mark.parametrize(
    ("first", "last", "days", "slug", "period"),
    [
        ("2022", "2022", ("2022-01-01", "2022-12-31"), "usa-2022", "2022"),
        (2021, 2024, ("2021-01-01", "2024-12-31"), "usa-2021-2024", "2021–2024"),
        ("2022-02", "2022-02", ("2022-02-01", "2022-02-28"), "usa-2022-02", "February 2022"),
        ("2022-03-03", "2022-04", ("2022-03-03", "2022-04-30"), "usa-2022-03-03-2022-04-30", "3 March–30 April 2022"),
        ("2022-03-03", "2022-03-15", ("2022-03-03", "2022-03-15"), "usa-2022-03-03-2022-03-15", "3–15 March 2022"),
        ("2021-03-03", "2022-03-03", ("2021-03-03", "2022-03-03"), "usa-2021-03-03-2022-03-03", "3 March 2021–3 March 2022"),
        ("2022-01", "2022-08", ("2022-01-01", "2022-08-31"), "usa-2022-01-2022-08", "January–August 2022"),
        ("2021-11", "2022-08", ("2021-11-01", "2022-08-31"), "usa-2021-11-2022-08", "November 2021–August 2022"),
    ],
)  # fmt: skip
def test_a_year_a_month_and_a_day_are_periods(first, last, days, slug, period):
    asked = parameters.check(partner="USA", first=first, last=last)
    assert (asked.first, asked.last) == tuple(map(pd.Timestamp, days))
    assert (asked.slug, asked.period) == (slug, period)


def test_a_period_in_japanese_writes_a_shared_year_once():
    periods = [("2022-01", "2022-08"), ("2021", "2024"), ("2022-03-03", "2023-03-05"), ("2022", "2022")]
    said = [parameters.check(partner="USA", first=first, last=last, lang="ja").period for first, last in periods]
    assert said == ["2022年1月–8月", "2021–2024年", "2022年3月3日–2023年3月5日", "2022年"]


def test_language_and_width_are_part_of_the_id_only_where_they_are_not_the_usual_ones():
    assert parameters.check(**OURS, lang="ja", width="89mm").slug == "usa-2022-89mm-ja"
    assert parameters.check(**OURS, lang="en", width="183mm").slug == "usa-2022"


def test_a_parameters_cell_tells_type_default_and_help():
    cell = 'partner: str = "USA"  # code of the partner\nsave: bool = False  # write the figure\n'
    assert parameters.declared(cell) == {
        "partner": {"type": "str", "default": "USA", "help": "code of the partner"},
        "save": {"type": "bool", "default": False, "help": "write the figure"},
    }


def test_a_refusal_shows_itself_in_a_notebook_without_a_traceback():
    assert Refused("one sentence")._render_traceback_() == ["Refused: one sentence"]


def test_the_article_and_the_japanese_name_are_the_partners_own():
    assert parameters.check(partner="USA", first=2022, last=2022).name == "the United States"
    assert parameters.check(partner="USA", first=2022, last=2022, lang="ja").name == "米国"
