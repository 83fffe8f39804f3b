"""The day: Japanese years, weekdays, the day in Japan, the turn of the year."""

import pytest

CALL = "岸田文雄内閣総理大臣は、バイデン米国大統領と電話会談を行ったところ、概要は以下のとおりです。"
MEETING = "林芳正外務大臣は、ニューヨークを訪問中に、ブリンケン米国国務長官と会談を行ったところ、概要は以下のとおりです。"


@pytest.mark.parametrize(
    ("page", "said", "day"),
    [
        ("令和4年10月4日", "10月4日", "2022-10-04"),
        ("令和4年10月4日", "本4日", "2022-10-04"),
        ("令和5年1月1日", "12月31日", "2022-12-31"),
        ("令和5年2月1日", "31日", "2023-01-31"),
        ("October 4, 2022", "10月4日", "2022-10-04"),
    ],
)
def test_the_year_and_month_come_from_the_day_of_the_page(cells, page, said, day):
    assert cells(page, f"{said}、午後10時から約25分間、{CALL}")["date"] == day


def test_the_first_year_of_an_era_has_a_sign_of_its_own(drafted):
    assert drafted("令和元年12月4日", f"12月4日、午後10時から、{CALL}").issued.value == "2019-12-04"


def test_a_weekday_that_is_not_that_of_the_date_is_shown(drafted):
    right, wrong = (drafted("令和4年10月4日", f"10月4日({day}曜日)、午後10時から、{CALL}").cells["date"] for day in "火水")
    assert (right.value, right.remark) == ("2022-10-04", "")
    assert wrong.value == "2022-10-04" and "2022-10-04 is a Tuesday" in wrong.remark


def test_a_meeting_abroad_has_the_day_there_and_the_day_in_japan(cells):
    found = cells("令和4年9月23日", f"現地時間9月22日(木曜日)午後5時20分(日本時間23日(金曜日)午前6時20分)から約30分間、{MEETING}")
    assert (found["date"], found["date_jst"], found["start_local"]) == ("2022-09-22", "2022-09-23", "17:20")


def test_the_same_day_in_japan_is_stated_as_such(cells):
    found = cells("令和4年9月22日", f"9月22日午前9時(日本時間同日午後10時)から約30分間、{MEETING}")
    assert (found["date"], found["date_jst"], found["start_local"]) == ("2022-09-22", "2022-09-22", "09:00")


def test_a_call_has_the_day_and_hour_of_japan(cells):
    found = cells("令和4年9月23日", f"9月22日午後5時20分(日本時間23日午前6時20分)から約30分間、{CALL}")
    assert (found["date"], found["start_local"], found["date_jst"]) == ("2022-09-23", "06:20", "")


def test_an_english_page_names_the_day_in_japan_in_brackets(cells):
    said = "On September 22, commencing at 5:20 p.m. (local time; 6:20 a.m. on September 23, Japan time) for approximately 30 minutes, "
    found = cells("September 23, 2022", said + "Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs, who is visiting New York, held a meeting "
                  "with Mr. Antony Blinken, Secretary of State of the United States. The overview is as follows.")  # fmt: skip
    assert (found["date"], found["date_jst"], found["start_local"], found["duration_min"]) == ("2022-09-22", "2022-09-23", "17:20", "30")


def test_today_in_another_clock_leaves_the_day_of_a_call_empty_and_says_why(drafted):
    said = "Secretary of State Antony J. Blinken spoke today by phone with Japanese Foreign Minister Hayashi Yoshimasa."
    cell = drafted("July 8, 2022", said, address="https://www.state.gov/a").cells["date"]
    assert cell.value == "" and "2022-07-08" in cell.remark


def test_a_text_without_any_date_has_no_day_unless_one_is_given(cells):
    text = f"4日、午後10時から約25分間、{CALL}"
    assert cells(text)["date"] == ""
    assert cells(text, issued="2022-10-04")["date"] == "2022-10-04"


def test_the_days_of_a_gathering_are_not_the_day_of_the_event(cells):
    said = "9月19日から22日まで開催中の国連総会のためニューヨークを訪問中の林芳正外務大臣は、21日16時から約30分間、ブリンケン米国国務長官と会談しました。"
    assert cells("令和4年9月22日", said)["date"] == "2022-09-21"


def test_a_call_whose_hour_in_japan_is_given_without_a_day_has_the_day_named(cells):
    said = "On November 3, commencing at 9:30 a.m. (local time. 5:30 p.m., Japan time.), for approximately 15 minutes, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs, held telephone talks with Dr. Park Jin, Minister of Foreign Affairs of South Korea."
    found = cells("November 3, 2022", said)
    assert (found["date"], found["start_local"]) == ("2022-11-03", "17:30")
