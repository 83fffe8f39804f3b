"""What is read as a page: encodings, HTML, several events; and what is refused, each with one sentence."""

import pytest
from bluebook.coding import drafts, markup
from bluebook.ground.refusals import Refused

from .conftest import HERE

CALL = "10月4日、午後10時45分から約25分間、岸田文雄内閣総理大臣は、バイデン米国大統領と電話会談を行ったところ、概要は以下のとおりです。"
HTML = """<html><head><meta charset="{charset}"><title>外務省</title><script>var 中国 = 1;</script></head>
<body><nav>日英首脳会談</nav><h1>日米首脳電話会談</h1><p>令和4年10月4日</p><p>{call}</p><ol><li>北朝鮮について<br>述べました。</li></ol></body></html>"""


def draft(few, content, address=HERE):
    return drafts.drafts(content, address, few)


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp"])
def test_a_page_is_read_in_the_encoding_that_it_names(few, charset):
    (found,) = draft(few, HTML.format(charset=charset, call=CALL).encode(charset))
    assert (found.cells["date"].value, found.cells["start_local"].value, found.cells["topics"].value) == ("2022-10-04", "22:45", "north_korea")


@pytest.mark.parametrize("charset", ["cp932", "euc_jp", "utf-8-sig", "utf-16"])
def test_an_encoding_that_is_not_named_is_detected(few, charset):
    text = "\n".join(["日米首脳電話会談", "令和4年10月4日", CALL, "両首脳は、北朝鮮について意見交換を行い、引き続き緊密に連携していくことで一致しました。"])
    (found,) = draft(few, text.encode(charset))
    assert found.cells["partner_leads"].value == "Joe Biden"


def test_html_is_read_line_by_line_without_scripts_and_menus():
    title, lines = markup.lines(HTML.format(charset="utf-8", call="x"))
    text = [line for line in lines if line.strip()]
    assert title == "日米首脳電話会談" and "北朝鮮について" in text and "述べました。" in text
    assert not any("中国" in line or "日英" in line for line in text)


def test_each_cell_names_its_phrase_and_its_line(few):
    (found,) = draft(few, "\n".join(["日米首脳電話会談", "", "令和4年10月4日", CALL]).encode())
    cell = found.cells["duration_min"]
    assert (cell.value, cell.phrase, cell.line) == ("25", "約25分", 4)


def test_wide_figures_and_signs_are_read_as_others_are(few):
    (found,) = draft(few, "令和４年１０月４日\n１０月４日（火曜日）、午後１０時４５分から約２５分間、岸田文雄内閣総理大臣は、バイデン米国大統領と電話会談を行いました。".encode())
    assert (found.cells["date"].value, found.cells["start_local"].value, found.cells["duration_min"].value) == ("2022-10-04", "22:45", "25")


def test_two_events_on_a_page_are_two_drafts_and_a_meal_is_none(few):
    text = ("令和4年9月21日", "1 日米外相会談", "9月21日、午前9時から約20分間、ニューヨークを訪問中の林芳正外務大臣は、ブリンケン米国国務長官と外相会談を行いました。",
            "9月21日、正午から約60分間、林外務大臣はブリンケン米国国務長官とワーキング・ランチを行いました。",
            "2 日加外相会談", "9月21日、午後3時から約30分間、ニューヨークを訪問中の林外務大臣は、ジョリー・カナダ外務大臣と外相会談を行いました。")  # fmt: skip
    found = draft(few, "\n".join(text).encode())
    assert [(each.cells["partners"].value, each.cells["start_local"].value) for each in found] == [("USA", "09:00"), ("CAN", "15:00")]


def test_a_meeting_to_come_is_no_event(few):
    text = "令和4年9月1日\n9月21日午前9時から、林外務大臣は、ブリンケン米国国務長官と外相会談を行う予定です。"
    with pytest.raises(Refused, match="no sentence states a meeting"):
        draft(few, text.encode())


@pytest.mark.parametrize(
    ("content", "address", "said"),
    [
        (b"", HERE, "the file is empty"),
        (b" \n ", HERE, "the file is empty"),
        (b"hello", HERE, "only 5 letters of text; save or paste the whole page"),
        (b"%PDF-1.7 ...", HERE, "this is a PDF"),
        (b"\x89PNG\0\0\0", HERE, "neither HTML nor text"),
        (b"<html><title>Log in</title><body><form><input type='password'></form>Please sign in to read on.</body></html>", HERE, "page to log in"),
        ("岸田文雄内閣総理大臣は電話会談を行いました。".encode().decode("latin-1").encode(), HERE, "characters are garbled"),
        ("岸田文雄内閣総理大臣は電話会談を行いました。".encode().decode("cp932", "replace").encode(), HERE, "characters are garbled"),
        ("今日は天気がよいので、散歩に出かけました。とても楽しい一日でした。また行きたいです。".encode(), HERE, "no sentence states a meeting"),
        (CALL.encode(), "https://www.unknown.example/a", '"www.unknown.example" is not in publishers.csv'),
        (CALL.encode(), "https://www.mofa.gov.jp/a", 'did you mean "www.mofa.go.jp"'),
    ],
)
def test_what_is_no_page_of_an_event_is_refused_in_one_sentence(few, content, address, said):
    with pytest.raises(Refused) as refusal:
        draft(few, content, address)
    assert said in str(refusal.value) and "\n" not in str(refusal.value)




def test_a_smaller_sitting_and_the_same_event_again_are_no_events_of_their_own(few):
    text = ("令和4年9月21日", "1 日米外相会談", "9月21日、午前9時から約20分間、ニューヨークを訪問中の林芳正外務大臣は、ブリンケン米国国務長官と外相会談を行いました。",
            "2 少人数会合", "9月21日、午前9時30分から約20分間、林外務大臣はブリンケン米国国務長官と少人数会合を行いました。",
            "3 日米外相会談", "9月21日、午前9時から約20分間、ニューヨークを訪問中の林外務大臣は、ブリンケン米国国務長官と外相会談を行いました。")  # fmt: skip
    assert len(draft(few, "\n".join(text).encode())) == 1


def test_a_damaged_byte_does_not_hide_the_page(few):
    content = HTML.format(charset="utf-8", call=CALL).encode().replace("述べました".encode(), b"\xe8\xff\x01")
    (found,) = draft(few, content)
    assert (found.cells["date"].value, found.cells["topics"].value) == ("2022-10-04", "north_korea")
