"""Leads, partners, level: who held which office on that day."""

import pytest
from bluebook.coding import drafts

from .conftest import HERE

TAIL = "と外相会談を行ったところ、概要は以下のとおりです。"


def said(who, day="7月11日", deed=TAIL):
    return "令和4年7月11日", f"{day}、午後3時から約30分間、{who}{deed}"


@pytest.mark.parametrize(
    ("who", "japan", "partner", "level"),
    [
        ("林芳正外務大臣は、訪日中のアントニー・ブリンケン米国国務長官", "Hayashi Yoshimasa", "Antony Blinken", "foreign_ministers"),
        ("林外務大臣は、訪日中の米国のブリンケン国務長官", "Hayashi Yoshimasa", "Antony Blinken", "foreign_ministers"),
        ("林大臣は、訪日中のメラニー・ジョリー・カナダ外務大臣", "Hayashi Yoshimasa", "Mélanie Joly", "foreign_ministers"),
        ("林芳正外務大臣は、訪日中の朴振(パク・チン)韓国外交部長官", "Hayashi Yoshimasa", "Park Jin", "foreign_ministers"),
        ("岸田総理大臣は、訪日中のブリンケン米国国務長官", "Kishida Fumio", "Antony Blinken", "special"),
        ("岸田文雄内閣総理大臣は、訪日中のジョセフ・バイデン米国大統領", "Kishida Fumio", "Joe Biden", "summit"),
        ("林芳正外務大臣は、訪日中のアナレーナ・ベーアボック・ドイツ連邦共和国外務大臣", "Hayashi Yoshimasa", "Annalena Baerbock", "foreign_ministers"),
    ],
)
def test_a_lead_has_the_records_spelling_whatever_the_pages(cells, who, japan, partner, level):
    found = cells(*said(who))
    assert (found["japan_lead"], found["partner_leads"], found["level"]) == (japan, partner, level)


def test_a_name_in_no_known_spelling_is_taken_by_its_office_and_marked(drafted):
    cell = drafted(*said("林芳正外務大臣は、訪日中のブリンカン米国国務長官")).cells["partner_leads"]
    assert cell.value == "Antony Blinken" and "ブリンカン" in cell.remark


def test_somebody_out_of_office_on_that_day_is_no_lead(cells):
    page = "平成27年7月11日", f"7月11日、午後3時から、岸田外務大臣は、訪日中のブリンケン米国国務長官{TAIL}"
    found = cells(*page)
    assert (found["japan_lead"], found["partner_leads"]) == ("Kishida Fumio", "")


def test_an_office_of_another_time_does_not_decide_the_level(cells):
    """Kishida was foreign minister until 2017 and Prime Minister from 2021."""
    assert cells(*said("岸田総理大臣は、訪日中のバイデン米国大統領", deed="と会談を行いました。"))["level"] == "summit"


def test_both_presidents_of_the_union_are_leads(cells):
    who = "岸田文雄内閣総理大臣は、訪日中のシャルル・ミシェル欧州理事会議長(H.E. Mr. Charles Michel)及びウルズラ・フォン・デア・ライエン欧州委員会委員長"
    found = cells(*said(who, deed="と首脳協議を行いました。"))
    assert (found["partner_leads"], found["partners"], found["level"]) == ("Charles Michel;Ursula von der Leyen", "EUU", "summit")


def test_a_two_plus_two_names_both_ministers_of_each_side(cells):
    page = ("日米安全保障協議委員会(「2+2」)", "令和5年1月11日",
            "1月11日、午後3時から、訪米中の林芳正外務大臣及び浜田靖一防衛大臣は、アントニー・ブリンケン国務長官及びロイド・オースティン国防長官との間で日米安全保障協議委員会(「2+2」)を開催しました。")  # fmt: skip
    found = cells(*page)
    assert (found["japan_lead"], found["partner_leads"]) == ("Hayashi Yoshimasa;Hamada Yasukazu", "Antony Blinken;Lloyd Austin")
    assert (found["level"], found["partners"], found["venue_country"]) == ("2+2", "USA", "USA")


def test_a_partner_of_the_title_whom_nobody_speaks_for_is_a_partner(cells):
    page = "日米韓外相会談", "令和4年7月11日", "7月11日、午後3時から、バリを訪問中の林芳正外務大臣は、ブリンケン米国国務長官らと外相会合を行いました。"
    assert cells(*page)["partners"] == "KOR;USA"


def test_a_title_that_names_another_partner_is_shown(drafted):
    cell = drafted("日加外相会談", *said("林芳正外務大臣は、訪日中のブリンケン米国国務長官")).cells["partners"]
    assert cell.value == "USA" and "CAN" in cell.remark


def test_visiting_japan_in_the_middle_of_a_name_is_no_partner(cells):
    assert cells("訪日中の要人", *said("林芳正外務大臣は、訪日中のブリンケン米国国務長官"))["partners"] == "USA"


def test_a_single_name_without_its_country_is_nobody(cells):
    found = cells("日加外相会談", *said("林芳正外務大臣は、訪日中のオースティン国防長官"))
    assert found["partner_leads"] == ""


def test_two_ministers_named_together_both_lead(cells):
    who = "林芳正外務大臣は、浜田靖一防衛大臣と共に、訪日中のバイデン米国大統領"
    page = "令和4年9月11日", f"9月11日、午後3時から約30分間、{who}を表敬したところ、概要は以下のとおりです。"
    assert cells(*page)["japan_lead"] == "Hayashi Yoshimasa;Hamada Yasukazu"


def test_somebody_on_whose_behalf_another_came_is_no_lead(cells):
    who = "林芳正外務大臣は、メラニー・ジョリー・カナダ外務大臣の代理として訪日中のアントニー・ブリンケン米国国務長官"
    assert cells(*said(who))["partner_leads"] == "Antony Blinken"


def test_a_fathers_name_in_a_name_is_not_the_father(cells):
    who = "岸田文雄内閣総理大臣は、訪日中のアル・フセイン・ビン・アブドッラー2世・ヨルダン皇太子"
    assert cells(*said(who, deed="と会談を行いました。"))["partner_leads"] == "Hussein bin Abdullah"


def test_partners_met_one_by_one_are_drafts_of_their_own(few):
    text = said("ニューヨークを訪問中の林芳正外務大臣は、ブリンケン米国国務長官、ジョリー・カナダ外務大臣", deed="との間で、それぞれ懇談を行いました。")
    found = drafts.drafts("\n".join(text).encode(), HERE, few)
    assert [(each.cells["partners"].value, each.cells["partner_leads"].value) for each in found] == [("CAN", "Mélanie Joly"), ("USA", "Antony Blinken")]


def test_a_meeting_of_the_seven_has_its_members_as_partners(cells):
    page = "G7外相会合", "令和4年7月11日", "7月11日、午後8時から約2時間、林芳正外務大臣は、G7外相会合に出席したところ、概要は以下のとおりです。"
    assert cells(*page)["partners"] == "CAN;DEU;EUU;FRA;GBR;ITA;USA"
