"""Venue and gathering."""

import pytest


def page(day, before, deed="と会談を行いました。", who="林芳正外務大臣", other="ブリンケン米国国務長官"):
    return "日米外相会談", f"令和4年{day}", f"{day}、午後3時から、{before}{who}は、{other}{deed}"


@pytest.mark.parametrize(
    ("lines", "city", "country", "occasion"),
    [
        (page("7月11日", "", other="訪日中のブリンケン米国国務長官"), "", "JPN", ""),
        (page("7月11日", "", other="訪日中のブリンケン米国国務長官", deed="と外務省飯倉公館において会談を行いました。"), "Tokyo", "JPN", ""),
        (page("9月21日", "国連総会に出席するため米国・ニューヨークを訪問中の"), "New York", "USA", "UN General Assembly 2022"),
        (page("6月26日", "G7エルマウ・サミットに出席中の"), "Elmau", "DEU", "G7 Elmau Summit"),
        (page("7月11日", "英国を訪問中の"), "", "GBR", ""),
        (page("7月11日", "ロンドンを訪問中の", deed="と英国外務省において会談を行いました。"), "London", "GBR", ""),
        (page("7月11日", "訪英中の"), "", "GBR", ""),
        (page("5月26日", "日米豪印首脳会合の機会に、"), "", "", ""),  # two days after the Quad
    ],
)
def test_the_venue_is_what_the_page_says_and_no_more(cells, lines, city, country, occasion):
    found = cells(*lines)
    assert (found["venue_city"], found["venue_country"], found["occasion"]) == (city, country, occasion)


def test_of_two_gatherings_that_day_the_one_whose_city_is_named_is_taken(cells):
    assert cells(*page("11月15日", "G7外相会合に出席するためロンドンを訪問中の"))["occasion"] == "G7 Foreign Ministers' Meeting, London"


def test_two_gatherings_that_cannot_be_told_apart_leave_the_cell_empty_and_are_listed(drafted):
    cell = drafted(*page("11月15日", "G7外相会合に出席した際、")).cells["occasion"]
    assert cell.value == "" and "London" in cell.remark and "Bali" in cell.remark


def test_a_call_has_neither_a_venue_nor_a_gathering(cells):
    found = cells("日米外相電話会談", "令和4年9月21日", "9月21日、午後3時から、国連総会に出席するためニューヨークを訪問中の林芳正外務大臣は、ブリンケン米国国務長官と電話会談を行いました。")
    assert (found["channel"], found["venue_city"], found["venue_country"], found["occasion"]) == ("telephone", "", "", "")


def test_a_foreign_ministry_abroad_is_not_the_one_in_tokyo(cells):
    lines = page("7月11日", "カナダを訪問中の", deed="と外務省において会談を行いました。", other="ジョリー・カナダ外務大臣")
    found = cells(*lines)
    assert (found["venue_city"], found["venue_country"]) == ("", "CAN")
