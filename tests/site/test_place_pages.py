"""People, countries and occasions: a page each, under an address that stays, with what the record has and what it lacks."""

import csv
import io
import re
from collections import Counter

import pytest
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, tables
from bluebook.site import addresses, cells, changes, countries, entries, lines, occasions, people, record_pages, ties
from defusedxml import ElementTree
from lxml import html

BOTH = pytest.mark.parametrize("lang", ["en", "ja"])
FIELDS = ("date", "partners", "level", "channel", "format", "occasion", "japan_lead", "partner_leads", "venue_city", "event_id")


def row(**cells_):
    """An event with the cells given; the others are those of a call between two leaders."""
    plain = dict(zip(FIELDS, ("2022-01-02", "USA", "summit", "telephone", "bilateral", "", "Kishida Fumio", "Joe Biden", "", ""), strict=True))
    known = dict.fromkeys(codebook.columns("events"), "") | plain | cells_
    return known | {"event_id": cells_.get("event_id") or f"{known['date']}-{known['partners']}-{known['level']}"}


@pytest.fixture(scope="module")
def led():
    return {lang: addresses.Addresses(cells.words(lang)) for lang in ("en", "ja")}


@pytest.fixture(scope="module")
def tied():
    return ties.ties()


@pytest.fixture(scope="module")
def made(led, tied):
    return {lang: people.pages(led[lang], tied) | countries.pages(led[lang], tied) | occasions.pages(led[lang], tied) for lang in led}


def read(text):
    return html.fromstring(text)


@pytest.mark.parametrize(("name", "short"), [("Joe Biden", "joe-biden"), ("Þórdís Gylfadóttir", None), ("Emine Gül", "emine-gul"), ("Lars Løkke Rasmussen", "lars-lokke-rasmussen"),
                                             ("G8 Lough Erne Summit", "g8-lough-erne-summit"), ("../../etc", "etc")])
def test_an_address_is_the_name_in_ascii(name, short):
    made_ = addresses.slug(name)
    assert re.fullmatch(r"[a-z0-9-]+", made_) and made_ == addresses.slug(name)
    assert short is None or made_ == short


def test_a_name_in_other_letters_has_an_address_too_and_one_of_its_own():
    names = ["محمد بن سلمان", "岸田文雄", "안철수"]
    short = [addresses.slug(name) for name in names]
    assert len(set(short)) == 3 and all(re.fullmatch("n-[0-9a-f]{12}", one) for one in short)


def test_two_names_that_would_share_an_address_are_refused_by_name():
    with pytest.raises(Refused, match=re.escape('people.csv: "José Ruiz" and "Jose Ruiz" would share the page people/jose-ruiz.html')):
        addresses.slugs(["José Ruiz", "Ann Lee", "Jose Ruiz"], "people")


def test_every_person_gathering_and_partner_has_a_page_in_both_languages(made):
    assert set(made["en"]) == set(made["ja"])
    numbers = Counter(path.partition("/")[0] for path in made["en"])
    partners = {code for codes in tables.events()["partners"] for code in codes}
    assert numbers["people"] == len(tables.people()) + 1 and numbers["occasions"] == len(tables.occasions()) + 1
    assert {f"countries/{code}.html" for code in partners} <= set(made["en"])


def test_a_person_s_page_counts_whom_they_met_and_when(led):
    events = [row(), row(date="2022-03-01", channel="in_person"), row(date="2023-05-01", partner_leads="Joe Biden;Yoon Suk Yeol")]
    found = [(str(who), n, person, first, last) for who, n, person, first, last in people.met("Kishida Fumio", events, led["en"])]
    assert found == [('<a href="../people/joe-biden.html">Joe Biden</a>', 3, 1, "2 January 2022", "1 May 2023"),
                     ('<a href="../people/yoon-suk-yeol.html">Yoon Suk Yeol</a>', 1, 0, "1 May 2023", "1 May 2023")]


def test_a_person_who_led_on_the_other_side_met_those_of_japan(led):
    assert [str(one[0].striptags()) for one in people.met("Joe Biden", [row(), row(japan_lead="Suga Yoshihide")], led["en"])] == ["Kishida Fumio", "Suga Yoshihide"]


def test_a_country_s_years_stand_beside_what_was_collected_and_a_year_without_is_no_zero(led, tied):
    coverage = [{"year": "2022", "format": "bilateral", "level": "summit", "status": "partial"}]
    years = countries.years([row(), row(date="2020-01-01", channel="in_person")], coverage, led["en"])
    assert [(one["year"], one["n"], one["met"], bool(one["coverage"])) for one in years] == [("2022", 1, 0, True), ("2021", 0, 0, False), ("2020", 1, 1, False)]
    page = countries.page("USA", [row(), row(date="2020-01-01")], {"documents": [], "leads": [], "visits": [], "coverage": coverage}, led["en"], tied)
    cells_ = read(page).xpath('//table//tr[th/a="2021"]/td')
    assert cells_[0].text == "–" and "not collected" in cells_[3].text_content()


def test_a_country_s_last_meeting_and_call_are_bilateral_and_the_latest(led):
    events = [row(channel="in_person", date="2021-01-01"), row(), row(channel="in_person", date="2022-05-01", level="foreign_ministers"),
              row(channel="in_person", date="2023-01-01", format="plurilateral", partners="USA;CAN")]
    told = {kind: day for kind, _, day, _ in countries.last(events, led["en"])}
    assert told == {"last_meeting_leaders": "1 January 2021", "last_meeting": "1 May 2022", "last_call_leaders": "2 January 2022", "last_call": "2 January 2022"}


@BOTH
def test_a_partner_without_events_has_a_whole_page_that_says_so(led, tied, lang):
    page = countries.page("TUV", [], {"documents": [], "leads": [], "visits": [], "coverage": []}, led[lang], tied)
    tree = read(page)
    assert led[lang].words.say("country_none") in tree.text_content() and not tree.xpath("//table") and len(tree.xpath("//h1")) == 1


def test_ten_thousand_events_make_a_page_that_stays_small(led, tied):
    many = [row(event_id=f"2022-01-02-USA-summit-{number}") for number in range(10_000)]
    page = countries.page("USA", many, {"documents": [], "leads": [], "visits": [], "coverage": []}, led["en"], tied)
    assert len(page.encode()) < 60_000 and "All 10,000 events" in page


def test_a_name_from_right_to_left_is_set_apart_and_a_script_stays_text():
    assert addresses.shown("محمد", "en", "محمد") == "<bdi>محمد</bdi>"
    assert addresses.shown("<script>", "en", "<script>") == "&lt;script&gt;"
    assert addresses.shown("Joe", "ja", "Joe") == '<span lang="en">Joe</span>'


def test_a_javascript_address_is_no_link_on_any_of_these_pages(led, tied):
    known = {"name": "Joe Biden", "name_ja": "", "country": "USA", "source_url": "javascript:alert(1)"}
    held = {"office": "minister", "title": "<b>", "country": "USA", "from": "2021-01-01", "to": "", "source_url": "javascript:alert(2)"}
    page = people.page(known, [], [held], led["en"], tied)
    assert "href=\"javascript" not in page and "&lt;b&gt;" in page


def test_the_csv_of_a_country_holds_its_events_and_no_formula(monkeypatch):
    monkeypatch.setattr(cells, "raw", lambda name: [row(notes="=1+1"), row(partners="CAN;USA"), row(partners="CAN")])
    rows = list(csv.DictReader(io.StringIO(countries.tables()["countries/USA.csv"].decode("utf-8-sig"), newline="")))
    assert [(one["partners"], one["notes"]) for one in rows] == [("USA", "'=1+1"), ("CAN;USA", "")]


def test_a_gathering_s_page_names_its_days_place_and_who_met_there(led, made):
    name = next(one for one in cells.raw("occasions") if one["name"] == "G7 Elmau Summit")
    page = made["en"][f"occasions/{led['en'].slugs['occasions']['G7 Elmau Summit']}.html"]
    ids = [one["event_id"] for one in cells.raw("events") if one["occasion"] == name["name"]]
    assert all(cells.event_address(one) in page for one in ids) and len(ids) > 1
    assert cells.words("en").day(name["first_day"]) in page and "countries/DEU.html" in page


@BOTH
def test_a_partner_s_feed_has_its_latest_events_the_newest_first(led, lang):
    feed = ElementTree.fromstring(changes.partners(led[lang])["countries/CAN.xml"])
    ids = [one["event_id"] for one in cells.raw("events") if "CAN" in one["partners"].split(";")][::-1][: changes.LATEST]
    assert [item.find("guid").text for item in feed.iter("item")] == ids
    assert feed.find("channel/item/link").text == "../" + cells.event_address(ids[0])


def test_a_page_of_an_event_leads_to_its_people_its_partners_and_its_occasion():
    one = next(one for one in cells.raw("events") if one["occasion"] == "G7 Elmau Summit" and one["format"] == "bilateral")
    page = entries.page(one, None, None, ties.ties(), addresses.Addresses(cells.words("en")))
    for place in (f"countries/{one['partners']}.html", f"people/{addresses.slug(one['japan_lead'])}.html", f"occasions/{addresses.slug(one['occasion'])}.html"):
        assert f'href="../../{place}"' in page


@BOTH
def test_every_link_between_these_pages_leads_to_one_that_is_there(made, lang):
    there = set(made[lang]) | {path for path in record_pages.pages(lang) if path.startswith(("record/", "countries/", "cite", "changes", "search"))}
    for path, page in made[lang].items():
        main = page[page.index("<main") : page.index("</main>")]
        for link in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', main):
            place = re.sub(r"^\.\./", "", link) if link.startswith("../") else f"{path.partition('/')[0]}/{link}"
            if not link.startswith(("../../", "../figures/")) and not place.endswith(".csv"):
                assert re.sub("%2B", "+", place) in there, (path, link)


def test_figures_that_show_an_event_are_named_those_that_draw_most_first(led):
    known = ties.Ties({}, {}, {}, {"a": [{"id": "x", "notebook": "02-tempo.ipynb"}], "b": [{"id": "x", "notebook": "02-tempo.ipynb"}, {"id": "y", "notebook": "02-tempo.ipynb"}]}, {}, {})
    assert [one for one, _ in lines.figures([row(event_id="b"), row(event_id="a")], known, led["en"])] == ["x", "y"]
