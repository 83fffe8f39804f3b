"""A handful of office-holders, places and gatherings, and pages made by hand in the ministry's form."""

import pytest
from bluebook.coding import drafts
from bluebook.coding.known import Known

HERE = "https://www.mofa.go.jp/mofaj/a.html"


def rows(header, *lines):
    return [dict(zip(header.split(), line.split("|"), strict=True)) for line in lines]


TABLES = {
    "people": rows(
        "name name_ja country aliases",
        "Kishida Fumio|岸田文雄|JPN|Fumio Kishida", "Hayashi Yoshimasa|林芳正|JPN|Yoshimasa Hayashi", "Hamada Yasukazu|浜田靖一|JPN|",
        "Joe Biden|ジョー・バイデン|USA|Joseph R. Biden", "Antony Blinken|アントニー・ブリンケン|USA|", "Lloyd Austin|ロイド・オースティン|USA|",
        "Mélanie Joly|メラニー・ジョリー|CAN|Melanie Joly", "Park Jin|朴振|KOR|", "Annalena Baerbock|アンナレーナ・ベアボック|DEU|",
        "Charles Michel|シャルル・ミシェル|EUU|", "Ursula von der Leyen|ウルズラ・フォン・デア・ライエン|EUU|", "Wang Yi|王毅|CHN|", "Abdullah II|アブドッラー2世|JOR|", "Hussein bin Abdullah|フセイン・ビン・アブドッラー2世|JOR|",
    ),
    "offices": rows(
        "person country office from to",
        "Kishida Fumio|JPN|head_of_government|2021-10-04|2024-10-01", "Kishida Fumio|JPN|foreign_minister|2012-12-26|2017-08-03",
        "Hayashi Yoshimasa|JPN|foreign_minister|2021-11-10|2023-09-13", "Hamada Yasukazu|JPN|defence_minister|2022-08-10|2023-09-13",
        "Joe Biden|USA|head_of_state|2021-01-20|2025-01-20", "Antony Blinken|USA|foreign_minister|2021-01-26|2025-01-20",
        "Lloyd Austin|USA|defence_minister|2021-01-22|2025-01-20", "Mélanie Joly|CAN|foreign_minister|2021-10-26|2025-05-13",
        "Park Jin|KOR|foreign_minister|2022-05-12|2024-01-10", "Annalena Baerbock|DEU|foreign_minister|2021-12-08|2025-05-06",
        "Charles Michel|EUU|head_of_organisation|2019-12-01|2024-11-30", "Ursula von der Leyen|EUU|head_of_organisation|2019-12-01|",
        "Wang Yi|CHN|foreign_minister|2013-03-16|2022-12-30",
        "Abdullah II|JOR|head_of_state|1999-02-07|", "Hussein bin Abdullah|JOR|minister|2009-07-02|",
    ),
    "countries": rows(
        "code name_en name_ja kind",
        "USA|United States|米国|country", "CAN|Canada|カナダ|country", "KOR|South Korea|韓国|country", "DEU|Germany|ドイツ|country",
        "EUU|EU|EU|organisation", "CHN|China|中国|country", "GBR|United Kingdom|英国|country", "IDN|Indonesia|インドネシア|country", "JOR|Jordan|ヨルダン|country",
        "JPN|Japan|日本|country",
    ),
    "places": rows("city city_ja country", "Tokyo|東京|JPN", "New York|ニューヨーク|USA", "Bali|バリ|IDN", "Elmau|エルマウ|DEU", "London|ロンドン|GBR"),
    "occasions": rows(
        "name name_ja kind first_day last_day city country",
        "G7 Elmau Summit|G7エルマウ・サミット|g7|2022-06-26|2022-06-28|Elmau|DEU", "UN General Assembly 2022|第77回国連総会|un|2022-09-19|2022-09-26|New York|USA",
        "G20 Bali Summit|G20バリ・サミット|g20|2022-11-15|2022-11-16|Bali|IDN",
        "Quad Leaders' Meeting, Tokyo|日米豪印首脳会合|quad|2022-05-24|2022-05-24|Tokyo|JPN",
        "G7 Foreign Ministers' Meeting, Bali|G7外相会合（バリ）|g7|2022-11-15|2022-11-15|Bali|IDN",
        "G7 Foreign Ministers' Meeting, London|G7外相会合（ロンドン）|g7|2022-11-15|2022-11-15|London|GBR",
    ),
    "publishers": rows(
        "address issuers kind country",
        "www.mofa.go.jp|MOFA|official|JPN", "www.state.gov|State Department|official|USA", "copies.example|MOFA;Kantei|mirror|",
    ),
    "topic_words": rows(
        "phrase topics",
        "北朝鮮|north_korea", "中国|china", "ロシア|russia", "ロシアによるウクライナ侵略|ukraine", "ウクライナ|ukraine", "拉致|abductions", "環境|climate",
        "安全保障環境|", "north korea|north_korea", "ukraine|ukraine", "oil|energy", "tpp|trade", "東・南シナ海|east_china_sea;south_china_sea", "russia|russia",
    ),
}  # fmt: skip


class Few(Known):
    """What the rules know in these tests."""

    def rows(self, table):
        return TABLES[table]


FEW = Few(None)


@pytest.fixture
def drafted():
    """Draft the one event of a page written as lines of text."""

    def one(*lines, address=HERE, issued=""):
        found = drafts.drafts("\n".join(lines).encode(), address, FEW, issued)
        assert len(found) == 1
        return found[0]

    return one


@pytest.fixture
def cells(drafted):
    """The values of the one event of a page, by column."""
    return lambda *lines, **given: {name: cell.value for name, cell in drafted(*lines, **given).cells.items()}


@pytest.fixture
def few():
    return FEW
