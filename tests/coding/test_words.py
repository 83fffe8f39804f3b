"""Channel and label: the page's own words."""

import pytest


def page(deed, before="", title="日米首脳会談"):
    return title, "令和4年10月4日", f"10月4日、午後10時から約25分間、岸田文雄内閣総理大臣は、{before}バイデン米国大統領と{deed}ところ、概要は以下のとおりです。"


@pytest.mark.parametrize(
    ("lines", "channel", "label"),
    [
        (page("電話会談を行った", title="日米首脳電話会談"), "telephone", "telephone_talk"),
        (page("電話会議を行った", title="日米首脳電話会議"), "telephone", "telephone_meeting"),
        (page("テレビ会談を行った", title="日米首脳テレビ会談"), "video", "video_conference"),
        (page("首脳会談を行った", "訪日中の"), "in_person", "summit_meeting"),
        (page("会談を行った", "訪日中の"), "in_person", "summit_meeting"),  # the title names it more closely
        (page("会談を行った", "訪日中の", "岸田総理とバイデン大統領の会談"), "in_person", "meeting"),
        (page("懇談を行った", "訪日中の", "日米首脳の懇談"), "in_person", "informal_talk"),
        (page("立ち話を行った", "国連総会に出席した際、", "日米首脳の立ち話"), "in_person", "brief_talk"),
        (page("懇談を行った", "国連総会に出席した際、", "日米首脳の立ち話"), "in_person", "brief_talk"),
        (page("協議を行った", "国連総会に出席した際、", "岸田総理の協議"), "in_person", "talk"),
        (page("ワーキング・ランチを行った", "訪日中の", "ワーキング・ランチ"), "in_person", "working_lunch"),
    ],
)
def test_channel_and_label_follow_the_words_of_the_page(cells, lines, channel, label):
    found = cells(*lines)
    assert (found["channel"], found["label"]) == (channel, label)


def test_a_summit_on_the_margins_of_which_they_met_does_not_give_the_label(cells):
    found = cells("日米外相会談", "令和4年6月26日", "6月26日、午後3時から、G7首脳会合に出席するためエルマウを訪問中の林芳正外務大臣は、ブリンケン米国国務長官と会談を行いました。")
    assert found["label"] == "meeting"


def test_a_meeting_without_a_place_and_without_a_telephone_has_no_channel(drafted):
    cell = drafted(*page("首脳会談を行った")).cells["channel"]
    assert cell.value == "" and cell.remark


def test_a_title_that_names_another_channel_is_shown(drafted):
    cell = drafted(*page("電話会談を行った", title="日米首脳テレビ会談")).cells["channel"]
    assert (cell.value, cell.remark) == ("telephone", "the title says テレビ会談")


@pytest.mark.parametrize(
    ("said", "channel", "label"),
    [
        ("held a telephone talk with Mr. Joe Biden", "telephone", "telephone_talk"),
        ("held a telephone meeting with Mr. Joe Biden", "telephone", "telephone_meeting"),
        ("held a video conference with Mr. Joe Biden", "video", "video_conference"),
        ("during his visit to New York, held a summit meeting with Mr. Joe Biden", "in_person", "summit_meeting"),
        ("during his visit to New York, briefly talked with Mr. Joe Biden, after a lunch, and held a talk", "in_person", "brief_talk"),
        ("received a courtesy call from Mr. Joe Biden", "in_person", "courtesy_call"),
    ],
)
def test_channel_and_label_in_english(cells, said, channel, label):
    page = f"On October 4, at 10 p.m., Mr. KISHIDA Fumio, Prime Minister of Japan, {said}, President of the United States. The overview is as follows."
    found = cells("October 4, 2022", page)
    assert (found["channel"], found["label"]) == (channel, label)


def test_a_form_named_in_the_next_sentence_is_the_channel(cells):
    lines = page("会合を行った", title="日米首脳会合")
    assert cells(*lines, "会合は、テレビ会議形式で行いました。")["channel"] == "video"
