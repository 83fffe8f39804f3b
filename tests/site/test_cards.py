"""A site with an address: cards for shared links, absolute feeds, a sitemap; a site without one has none of it."""

import io
import json
import re
from html import unescape

import pytest
from bluebook.ground import paths
from bluebook.ground.refusals import Refused
from bluebook.record import codebook, identifiers, tables
from bluebook.runs import runs
from bluebook.site import builds, cards, cells, changes, datasets, frames, record_pages
from bluebook.site.grids import Shown
from defusedxml import ElementTree
from PIL import Image

BASE = "https://example.org/bluebook/"
TEMPO = Shown(runs.Run("02-tempo"), paths.NOTEBOOKS / "02-tempo.ipynb", paths.figures())
JAPANESE = Shown(runs.Run("02-tempo", {"lang": "ja"}), TEMPO.book, paths.figures())
EVENT = "record/events/2022-05-23-USA-summit.html"
PLACES = {"index.html": "figures/years-usa-2013-2025-card.png", "ja/index.html": "figures/years-usa-2013-2025-card-ja.png",
          "notebooks/02-tempo.html": "cards/tempo-usa-2022.png", "ja/notebooks/02-tempo.html": "cards/tempo-usa-2022-ja.png",
          "figures/tempo-usa-2022.html": "cards/tempo-usa-2022.png", EVENT: "cards/partner-USA-en.png", f"ja/{EVENT}": "cards/partner-USA-ja.png",
          "countries/CAN.html": "cards/partner-CAN-en.png", "record/events/2024-06-13-CAN+USA-summit.html": "figures/years-usa-2013-2025-card.png"}


@pytest.fixture
def addressed():
    with frames.addressed(cards.site(BASE, [TEMPO, JAPANESE])):
        yield


def head(path, body="<h1>x</h1>", title='Summits & "calls"'):
    return frames.page(title, body, "ja" if path.startswith("ja/") else "en", path).partition("</head>")[0]


def said(text):
    return {name: unescape(value) for name, value in re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text)}


@pytest.mark.parametrize("path", PLACES)
def test_with_an_address_every_page_has_a_card_with_absolute_addresses(addressed, path):
    text = head(path, '<h1>x</h1><p class="lede">Two <b>talks</b> &amp; a call.</p>')
    meta = said(text)
    assert meta["og:url"] == BASE + path.replace("+", "%2B") and f'<link rel="canonical" href="{meta["og:url"]}">' in text
    assert meta["og:image"] == BASE + PLACES[path]
    assert {name for name in meta if "twitter" in name} == {"twitter:card"} and meta["twitter:card"] == "summary_large_image"  # which takes the rest from og:
    assert meta["og:title"] == 'Summits & "calls"' and meta["og:description"] == meta["description"] == "Two talks & a call."
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")


def test_without_an_address_there_is_no_card_and_no_absolute_link():
    text = head(EVENT)
    assert "og:" not in text and "canonical" not in text and "https://" not in text


def test_every_picture_that_a_card_names_is_there_and_of_its_size(addressed, monkeypatch):
    monkeypatch.setattr(cards.plates, "every", dict)
    monkeypatch.setattr(cards.addresses, "countries", lambda: {"USA", "CAN"})
    made = dict(cards.files([TEMPO, JAPANESE]))
    assert {place for place in PLACES.values() if place.startswith("cards/")} <= set(made)
    for content in made.values():
        with Image.open(io.BytesIO(content)) as picture:
            assert picture.size == cards.SIZE and len(content) < 120_000
            assert len(picture.convert("L").getcolors()) > 5  # something is drawn


def test_the_description_of_a_long_page_ends_at_a_word(addressed):
    text = said(head("index.html", f'<p class="lede">{"word " * 100}</p>'))["description"]
    assert len(text) <= 200 and text.endswith("word…")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://", "https:///x", "javascript:alert(1)", "https://a.b/?q=1", "https://a.b/#x",
                                     "https://me:pw@a.b/", 'https://a.b/"x', "https://a b/", "//a.b/"])
def test_what_is_no_address_of_a_site_is_refused_with_the_form(address, tmp_path):
    with pytest.raises(Refused, match=re.escape("is not the address of a site, as in https://example.org/bluebook/")):
        builds.build(tmp_path / "site", lambda line: None, address)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["https://example.org/bluebook", "https://example.org/bluebook/", " http://127.0.0.1:8000/bluebook//"])
def test_an_address_ends_with_one_slash(address):
    assert identifiers.typed_address(address).endswith("/bluebook/")


def test_the_sitemap_names_every_page_once_by_its_absolute_address():
    tree = ElementTree.fromstring(cards.sitemap(["ja/index.html", "index.html", "record/events/2022-01-07-USA-2+2.html"], BASE))
    places = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [f"{BASE}index.html", f"{BASE}ja/index.html", f"{BASE}record/events/2022-01-07-USA-2%2B2.html"]


def test_links_of_the_feeds_are_absolute_where_the_site_has_an_address(addressed):
    for lang, tree in (("en", ""), ("ja", "ja/")):
        feed = ElementTree.fromstring(changes.feed(cells.words(lang)))
        assert feed.find("channel/link").text == f"{BASE}{tree}index.html"
        assert all(item.find("link").text.startswith(BASE + tree) for item in feed.iter("item"))


# the record as a data set


def dataset(path="record/index.html"):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', record_pages.head(path), re.S)
    return json.loads(text)


@pytest.mark.parametrize("path", ["record/index.html", "ja/record/index.html"])
def test_the_record_is_described_as_a_dataset_with_all_that_search_engines_ask_for(path):
    known = dataset(path)
    assert (known["@context"], known["@type"], known["version"]) == ("https://schema.org/", "Dataset", codebook.VERSION)
    assert 50 <= len(known["description"]) <= 5000 and len(known["name"]) > 5  # what Google's validator demands
    assert known["license"].startswith("https://creativecommons.org/") and known["creator"]["@type"] == "Organization"
    first, last = known["temporalCoverage"].split("/")
    assert (first, last) == (str(tables.events()["date"].min().date()), str(tables.events()["date"].max().date()))
    assert all(one["@type"] == "DataDownload" and one["contentUrl"].endswith("record/events.csv") for one in known["distribution"])
    assert set(known["variableMeasured"]) == set(codebook.columns("events")) and "url" not in known


def test_addresses_of_the_dataset_are_absolute_where_the_site_has_one(addressed):
    known = dataset("ja/record/index.html")
    assert known["url"] == f"{BASE}ja/record/index.html" and known["distribution"][0]["contentUrl"] == f"{BASE}record/events.csv"


def test_other_pages_describe_no_dataset():
    assert "ld+json" not in record_pages.head("record/leads.html")


def test_no_text_of_the_dataset_ends_its_element(monkeypatch):
    monkeypatch.setattr(datasets.citations, "WHOLE", "</script><script>alert(1)</script>")
    assert datasets.script(cells.words("en")).count("</script>") == 1 and dataset()["name"] == "</script><script>alert(1)</script>"
