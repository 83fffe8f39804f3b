"""Figures in Japanese: every label is Japanese, none is lost, one kind of colon."""

import json
import re
from functools import cache

import pandas as pd
import pytest
from bluebook import parameters
from bluebook.charts import placements
from bluebook.ground import paths
from bluebook.record import tables
from bluebook.runs import runs
from bluebook.views import claims, lists, names, papers, words
from matplotlib.text import Text

LATIN = {"G7", "G8", "G20", "ASEAN", "APEC", "NATO", "EU", "IPEF", "FOIP", "IISS", "OECD", "WTO", "TPP", "TICAD", "QUAD", "km", "D.C.",
         "CC", "CC0", "BY", "bluebook", "Natural", "Earth", "ICEWS"}  # groups, frameworks, units, the licence: so written in Japanese too  # fmt: skip
NOTEBOOKS = [run.notebook for run in runs.committed() if "02" <= run.notebook[:2] <= "13"]
MORE = {"04-timeline": [{"partner": "CAN", "first": "2021", "last": "2025"}, {"width": "89mm"}],
        "08-documents": [{"partner": "CAN", "first": "2021", "last": "2025"}],
        "09-visits": [{"partner": "CAN", "first": "2021", "last": "2025"}], "03-reconcile": [{"partner": "CAN"}]}  # fmt: skip
CASES = [(name, given) for name in NOTEBOOKS for given in [{}, *MORE.get(name, [])]]


@cache
def drawn(notebook, given):
    """The picture of a notebook, its cells run here with these parameters."""
    space = {"display": lambda *_: None}
    for cell in json.loads((paths.NOTEBOOKS / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code" and "picture" not in space:
            exec("".join(cell["source"]), space)
            space.update(given if "parameters" in cell["metadata"].get("tags", []) else {})
    return space["picture"]


def pair(notebook, given):
    return [drawn(notebook, tuple({**given, "lang": lang}.items())) for lang in ("en", "ja")]


def texts(picture):
    return [text for text in picture.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]


@pytest.mark.parametrize(("notebook", "given"), CASES, ids=lambda part: part if isinstance(part, str) else "-".join(part.values()))
def test_a_figure_in_japanese_says_all_in_japanese(notebook, given):
    _, picture = pair(notebook, given)
    said = [picture.caption, *(text.get_text().replace(picture.id, "") for text in texts(picture))]
    strange = {word for text in said for word in re.findall(r"[A-Za-zÀ-ÿ][\w.]*", re.sub(r"2\+2", "", text))} - LATIN
    assert not [word for word in strange if re.match(r"[A-Za-zÀ-ÿ]", word) and not re.search(r"[\u3040-\u9fff]", word)], strange
    assert not [text for text in said if re.search(r"[:;]|[A-Z][a-z]{2} \d|\d{4}-\d\d", text)]


@pytest.mark.parametrize(("notebook", "given"), CASES, ids=lambda part: part if isinstance(part, str) else "-".join(part.values()))
def test_a_figure_in_japanese_has_every_label_of_the_english_one(notebook, given):
    english, japanese = pair(notebook, given)
    named = [sum(bool(text.get_gid()) for text in texts(picture)) for picture in (english, japanese)]
    assert named[0] <= named[1]
    if notebook not in ("06-places", "13-statements"):  # whose words are broken into as many lines as they are long
        assert len(texts(japanese)) >= len(texts(english))


def test_every_traveller_and_every_city_of_a_visit_has_a_japanese_name():
    visits, events = tables.visits(), tables.events()
    latin = re.compile(r"^[A-Za-zÀ-ÿ]")
    assert not [name for name in visits["traveller"].unique() if latin.match(names.person(name, "ja"))]
    cities = {city for found in visits["cities"] for city in found} | set(events["venue_city"]) - {""}
    assert not [name for name in cities if latin.match(names.city(name, "ja"))]
    assert not [name for name in set(events["occasion"]) - {""} if names.occasion(name, "ja") == name]
    assert not [name for name in tables.claims()["publication"].unique() if names.publication(name, "ja") == name]


def test_a_person_is_called_as_japanese_writes_it():
    assert [names.person(name, "ja") for name in ("Kishida Fumio", "Joseph R. Biden", "Prime Minister Shinzō Abe", "Antony John Blinken",
                                                  "Janet Yellen", "Nobody Known")] == \
        ["岸田文雄", "ジョセフ・バイデン", "安倍晋三", "アントニー・ブリンケン", "ジャネット・イエレン", "Nobody Known"]  # fmt: skip
    assert [names.family(name, "ja") for name in ("Joe Biden", "Hayashi Yoshimasa")] == ["バイデン", "林芳正"]
    assert names.family("Joe Biden", "en", "Biden") == "Biden" and names.person("Joe Biden") == "Joe Biden"


def test_a_place_an_occasion_a_publication_and_a_document_have_japanese_names():
    assert [names.city(city, "ja") for city in ("Tokyo", "Kyoto", "")] == ["東京", "京都", ""]
    assert names.occasion("G7 Hiroshima Summit", "ja") == "G7広島サミット"
    assert names.publication("Diplomatic Bluebook 2014 Summary", "ja") == "外交青書2014"
    assert names.publication("Diplomatic Bluebook 2014 Summary") == "Diplomatic Bluebook 2014 Summary"
    row = {"type": "joint_statement", "related_event_id": "2022-07-29-USA-economic_2+2", "issuers": ["JPN", "USA"], "title": "Statement"}
    assert names.document(row) == "共同声明（経済版2+2）"
    assert names.document(row | {"type": "strategy", "issuers": ["USA"], "related_event_id": ""}) == "戦略（米国）"
    assert papers.title(row) == "Statement"


def test_the_journeys_of_the_other_government_name_people_in_japanese():
    row = {"who": "Hayashi", "ids": ("2022-09-19-JPN-USA-hayashi",)}
    assert (lists.who(row), lists.who(row, "ja")) == ("Hayashi", "林芳正")


def test_a_lead_that_would_close_a_gap_has_a_japanese_month():
    row = {"verdict": "short", "difference": -1, "closing": ["lead-2022-04-CAN-a", "lead-2022-11-CAN-b"]}
    assert claims.verdict(row, "ja") == "1件不足(手がかり：2022年4月、2022年11月)"
    assert claims.verdict(row) == "Short by 1 (lead: 2022-04, 2022-11)"


def test_japanese_has_a_wide_colon_also_where_the_table_has_the_other_and_not_in_what_is_filled_in():
    assert not [label for name in tables.terms()["list"].unique() for label in tables.labels(name, "ja").values()
                if re.search(r":(?![^{}]*\})", label)]  # fmt: skip
    asked = parameters.check(partner="USA", first="2022", last="2022", lang="ja")
    assert words.say("tempo_title", asked, pd.DataFrame({"channel": ["video"] * 2}), least="").startswith("日本と米国、2022年：首脳")
    assert (words.headed("首脳", 8, "ja"), words.headed("Summits", 8)) == ("首脳：8", "Summits: 8")
    assert tables.say("kilometres", "ja", km="1:2") == "1:2 km"


NEAR = [0.087, 0.517, 0.66, 0.899, 1.312, 1.535, 2.267, 2.299, 3.333, 3.428, 4.399, 4.876, 4.892]
LONG = [0.334, 0.334, 0.894, 0.391, 0.391, 0.941, 0.593, 0.391, 1.086, 0.84, 0.391, 0.995, 0.995]
EDGE = [0.52, 1.423, 1.725, 2.358, 2.762, 3.337, 4.008, 4.326, 4.508, 5.175, 5.614]
WIDE = [0.62, 0.627, 0.424, 0.323, 0.222, 0.826, 0.526, 0.627, 0.824, 0.624, 0.222]


@pytest.mark.parametrize(("poles", "widths"), [(NEAR, LONG), (EDGE, WIDE)], ids=["near the right edge", "over one another's poles"])
def test_labels_that_bar_one_another_find_room_as_stairs(poles, widths):
    ranks = [int(width < 0.4) for width in widths] if poles is NEAR else [0] * len(poles)
    placed = placements.flags(poles, widths, ranks, width=5.807, tiers=10, high=0.141)
    assert None not in placed
    boxes = [flag.box for flag in placed]
    assert not any(one.touches(other) for place, one in enumerate(boxes) for other in boxes[:place])
