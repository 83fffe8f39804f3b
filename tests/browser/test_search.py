"""The search in a browser, from a disk and from a server, in both languages: found, counted, told, reached by keys."""

import unicodedata

import pytest
from bluebook.record import tables

from .conftest import opened

pytestmark = pytest.mark.usefixtures("clean")


def asked(page, address, query):
    opened(page, address)
    page.fill("#q", query)
    page.get_by_role("main").get_by_role("button", name="Search").or_(page.get_by_role("main").get_by_role("button", name="検索")).click()
    return page


def number(page, kind):
    """How many results of a kind the page says it found."""
    head = page.locator(f"#kind-{kind} .count")
    return int(head.inner_text().replace(",", "")) if head.count() else 0


def first(page, kind):
    return page.locator(f"section[aria-labelledby=kind-{kind}] a").first.inner_text()


def rows(test):
    return sum(bool(test(row)) for row in tables.events().to_dict("records"))


@pytest.mark.parametrize(("query", "kind", "en", "ja"), [
    ("東京", "place", "Tokyo", "東京"), ("岸田", "person", "Kishida Fumio", "岸田文雄"), ("林芳正", "person", "Hayashi Yoshimasa", "林芳正"),
    ("バイデン", "person", None, "ジョセフ・バイデン"), ("アメリカ", "country", "United States", "米国"), ("米国", "country", "United States", "米国"),
    ("South Korea", "country", "Republic of Korea", "韓国"), ("south  KOREA", "country", "Republic of Korea", "韓国"), ("UK", "country", "United Kingdom", "英国"),
    ("Ｇ７", "topic", "G7", "G7"), (unicodedata.normalize("NFD", "Türkiye"), "country", "Türkiye", "トルコ"), ("Turkiye", "country", "Türkiye", "トルコ"),
    ("Fumio Kishida", "person", "Kishida Fumio", "岸田文雄"), ("How often", "notebook", "How often did they meet?", "どのくらいの頻度で会ったか"),
    ("venue_city", "codebook", "events.venue_city", "events.venue_city"), ("Elmau", "occasion", "G7 Elmau Summit", "G7エルマウ・サミット"),
])  # fmt: skip
def test_a_name_in_either_language_finds_what_it_names(page, served, query, kind, en, ja):
    for tree, name in (("", en), ("ja/", ja)):
        asked(page, f"{served}/{tree}search.html", query)
        assert name is None or first(page, kind) == name
        assert number(page, kind) > 0


@pytest.mark.parametrize(("query", "test"), [
    ("東京", lambda row: row["venue_city"] == "Tokyo"),
    ("林芳正", lambda row: "Hayashi Yoshimasa" in (*row["japan_lead"], *row["partner_leads"])),
    ("アメリカ", lambda row: "USA" in row["partners"] or row["venue_country"] == "USA"),
    ("岸田 2022", lambda row: "Kishida Fumio" in row["japan_lead"] and row["event_id"].startswith("2022")),
    ("South Africa", lambda row: "ZAF" in row["partners"] or row["venue_country"] == "ZAF"),
])  # fmt: skip
def test_the_events_found_are_those_of_the_record(page, home, query, test):
    asked(page, f"{home}/search.html", query)
    expected = rows(test)
    found = number(page, "event")
    assert expected <= found <= expected + 3 and expected > 0  # an occasion's Japanese name may hold the word as well


def test_full_width_letters_and_accents_make_no_difference(page, served):
    for one, other in (("G7", "Ｇ７"), ("Türkiye", unicodedata.normalize("NFD", "TÜRKIYE")), ("Türkiye", "turkiye")):
        told = []
        for query in (one, other):
            asked(page, f"{served}/search.html", query)
            told.append(page.locator("#results").inner_text())
        assert told[0] == told[1] and told[0]


def test_a_short_name_is_not_the_beginning_of_another(page, served):
    asked(page, f"{served}/search.html", "UK")
    assert page.locator("section[aria-labelledby=kind-country] a").all_inner_texts() == ["United Kingdom"]  # and not Ukraine
    asked(page, f"{served}/search.html", "Ukr")
    assert first(page, "country") == "Ukraine"  # a name that is being typed


def test_the_box_in_the_header_of_any_page_leads_to_the_search_and_the_query_stays_in_the_address(page, home):
    page.goto(f"{home}/ja/record/documents.html")
    page.fill("#seek", "岸田")
    page.keyboard.press("Enter")
    page.wait_for_selector("html.ready")
    assert "/ja/search.html?q=" in page.url and page.input_value("#q") == "岸田"
    assert page.locator("#found").get_attribute("role") == "status" and "岸田" in page.inner_text("#found")
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html.ready[lang=en]")
    assert page.input_value("#q") == "岸田" and first(page, "person") == "Kishida Fumio"


def test_results_are_reached_by_keys_and_lead_to_what_they_name(page, home):
    asked(page, f"{home}/search.html", "2022-05-23 Biden")
    assert number(page, "event") == 1
    page.focus("#q")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#results') !== null"):
            break
    assert page.evaluate("document.activeElement.textContent") == "23 May 2022, United States"
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/events/2022-05-23-USA-summit.html")


def test_a_person_leads_to_the_page_of_the_person_and_a_city_to_its_events(page, home):
    asked(page, f"{home}/search.html", "林芳正")
    page.locator("section[aria-labelledby=kind-person] a").first.click()
    page.wait_for_url("**/people/hayashi-yoshimasa.html")
    assert "Hayashi Yoshimasa" in page.inner_text("h1")
    asked(page, f"{home}/search.html", "Tokyo")
    page.locator("section[aria-labelledby=kind-place] a").first.click()
    page.wait_for_url("**/record/index.html#city=Tokyo")
    page.wait_for_selector("html.ready")
    assert int(page.inner_text("#shown").split()[0]) == rows(lambda row: row["venue_city"] == "Tokyo")


def test_all_events_of_a_search_are_shown_in_the_record(page, home):
    asked(page, f"{home}/search.html", "Kishida Tokyo")
    found = number(page, "event")
    page.get_by_role("link", name=f"All {found} events in the record").click()
    page.wait_for_selector("#shown")
    page.wait_for_selector("html.ready")
    assert int(page.inner_text("#shown").split()[0].replace(",", "")) == found > 6


def test_all_results_of_a_kind_are_shown_on_demand_and_the_first_new_one_has_the_focus(page, served):
    asked(page, f"{served}/search.html", "G7")
    before = page.locator("section[aria-labelledby=kind-occasion] li").count()
    page.locator("section[aria-labelledby=kind-occasion] button").click()
    assert page.locator("section[aria-labelledby=kind-occasion] li").count() == number(page, "occasion") > before == 6
    assert page.evaluate("document.activeElement.closest('li').matches(':nth-child(7)')")


@pytest.mark.parametrize(("query", "near"), [("Kishda", "Kishida Fumio"), ("Untied States", "United States"), ("Hirosima", "Hiroshima")])
def test_where_nothing_is_found_the_nearest_name_is_offered(page, home, query, near):
    asked(page, f"{home}/search.html", query)
    assert page.inner_text("#found").startswith(f"Nothing found for “{query}”.") and page.locator("#results").inner_text() == ""
    page.locator("#found").get_by_role("link", name=near).click()
    page.wait_for_selector("html.ready")
    assert page.input_value("#q") == near and "results for" in page.inner_text("#found")


@pytest.mark.parametrize("query", ["<script>pwned=1</script>", '"><img src=x onerror=pwned=1>', "javascript:alert(1)", ".", "((((", "\u202eolleh", "a" * 5000])
def test_a_query_is_text_whatever_it_looks_like(page, served, query):
    asked(page, f"{served}/search.html", query)
    assert page.evaluate("typeof pwned") == "undefined" and page.locator("main script, main img").count() == 0
    quoted = page.locator("#found bdi")
    assert not quoted.count() or quoted.first.text_content() == query  # letters that run from right to left turn nothing else


def test_the_search_shuts_nobody_out_and_fits_a_narrow_screen(page, served, axe, screenshots):
    for tree, scheme, width in (("", "light", 1280), ("ja/", "dark", 1280), ("ja/", "light", 360), ("", "dark", 360)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for query in ("東京", "Kishda", ""):
            asked(page, f"{served}/{tree}search.html", query)
            assert axe(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.screenshot(path=screenshots / f"search-{len(query)}-{tree.strip('/') or 'en'}-{scheme}-{width}.png", full_page=True)


def test_without_javascript_the_search_leads_to_the_lists_by_year(browser, home, page):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{home}/search.html")
    plain.locator("noscript a").click()
    plain.locator(".yearly a").first.wait_for()
    context.close()
