"""Start and length: the two clocks of Japanese, noon, parts and meals."""

import pytest

REST = "林芳正外務大臣は、訪日中のブリンケン米国国務長官と外相会談を行ったところ、概要は以下のとおりです。"


@pytest.mark.parametrize(
    ("said", "start", "length"),
    [
        ("午前9時15分から約42分間", "09:15", "42"),
        ("午後5時半から約1時間30分間", "17:30", "90"),
        ("正午から約1時間半", "12:00", "90"),
        ("午後0時15分頃から約50分", "12:15", "50"),
        ("午前12時から約40分間", "12:00", "40"),
        ("午前0時5分から約10分間", "00:05", "10"),
        ("22時20分から約40分間", "22:20", "40"),
        ("15:10から約15分間", "15:10", "15"),
        ("午後6時から6時40分まで", "18:00", "40"),
        ("11時10分~12時00分", "11:10", "50"),
        ("午後3時から", "15:00", ""),
    ],
)
def test_start_and_length_are_those_stated(cells, said, start, length):
    found = cells("令和4年7月11日", f"7月11日、{said}、{REST}")
    assert (found["start_local"], found["duration_min"]) == (start, length)


@pytest.mark.parametrize(
    ("said", "start", "length"),
    [
        ("commencing at 10:45 p.m. for approximately 25 minutes", "22:45", "25"),
        ("from noon for about one hour and 15 minutes", "12:00", "75"),
        ("for half an hour", "", "30"),
        ("commencing at around 12:20 a.m. for approximately two hours", "00:20", "120"),
        ("at 17:20 for one and a half hours", "17:20", "90"),
    ],
)
def test_start_and_length_in_english(cells, said, start, length):
    page = f"On July 11, {said}, Mr. HAYASHI Yoshimasa, Minister for Foreign Affairs, held a meeting with Mr. Antony Blinken, Secretary of State of the United States, who is visiting Japan."
    found = cells("July 11, 2022", page)
    assert (found["start_local"], found["duration_min"]) == (start, length)


def test_a_working_meal_after_the_meeting_does_not_count_in_its_length(cells):
    said = "7月11日、午前11時30分から約45分間、林芳正外務大臣は、訪日中のブリンケン米国国務長官と外相会談を行い、続いて約60分間ワーキング・ランチを行いました。"
    found = cells("令和4年7月11日", said)
    assert (found["duration_min"], found["start_local"], found["label"]) == ("45", "11:30", "meeting")


def test_a_lunch_before_the_meeting_gives_neither_its_hour_nor_its_length(cells):
    said = "7月11日、林芳正外務大臣は、午後0時20分から約1時間、訪日中のブリンケン米国国務長官主催の昼食会に出席し、また午後3時15分から約50分間、外相会談を行ったところ、概要は以下のとおり。"
    found = cells("令和4年7月11日", said)
    assert (found["start_local"], found["duration_min"]) == ("15:15", "50")


def test_parts_without_a_total_are_added_and_marked(drafted):
    said = "7月11日、林芳正外務大臣は、訪日中のブリンケン米国国務長官と少人数で約20分間、引き続き約40分間、外相会談を行いました。"
    cell = drafted("令和4年7月11日", said).cells["duration_min"]
    assert cell.value == "60" and "added" in cell.remark


def test_a_total_beside_its_parts_is_taken(cells):
    said = "7月11日、林芳正外務大臣は、訪日中のブリンケン米国国務長官と約20分間、引き続き約40分間、合計約65分間、外相会談を行いました。"
    assert cells("令和4年7月11日", said)["duration_min"] == "65"


def test_a_heading_gives_hour_and_length_where_the_sentence_has_none(cells):
    found = cells("令和4年7月11日", "7月11日、林芳正外務大臣は、訪日中のブリンケン米国国務長官と外相会談を行いました。概要は以下のとおりです。", "1 外相会談(午前11時から約45分間)")
    assert (found["start_local"], found["duration_min"]) == ("11:00", "45")


def test_one_in_the_afternoon_is_thirteen_and_noon_stays_noon(cells):
    for said, start in (("午後1時", "13:00"), ("午後12時30分", "12:30"), ("午後11時", "23:00")):
        assert cells("令和4年7月11日", f"7月11日、{said}から約10分間、{REST}")["start_local"] == start


def test_a_part_in_brackets_is_in_the_length_already(cells):
    said = "7月11日、林芳正外務大臣は、訪日中のブリンケン米国国務長官との間で、外相会談を約1時間半実施しました(全体会合約45分、テタテ約40分)。"
    assert cells("令和4年7月11日", said)["duration_min"] == "90"


def test_from_start_to_end_is_more_precise_than_a_round_length(drafted):
    said = "7月11日、林芳正外務大臣は、12時05分から13時30分まで約1時間半、訪日中のブリンケン米国国務長官と外相会談を行いました。"
    cell = drafted("令和4年7月11日", said).cells["duration_min"]
    assert cell.value == "85" and "約1時間半" not in cell.phrase.split("まで")[0] and "1時間半" in cell.remark


def test_the_clock_named_at_the_end_of_a_span_is_that_of_its_start(cells):
    said = "7月11日20時25分から22時05分(現地時間)まで、ニューヨークを訪問中の林芳正外務大臣は、ブリンケン米国国務長官と外相会談を行いました。"
    found = cells("令和4年7月11日", said)
    assert (found["start_local"], found["duration_min"]) == ("20:25", "100")
