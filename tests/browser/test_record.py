"""The record in a browser, from a disk and from a server: found, filtered, sorted, followed, saved, accessible."""

import codecs
import csv
import io
from collections import Counter

import pandas as pd
import pytest
from bluebook.record import checks, tables, values
from bluebook.site import builds, cells, frames, record_pages

from .conftest import opened

EVENT = "record/events/2022-05-23-USA-summit.html"
KINDS = ["record/index.html", EVENT, "record/years/2022.html", "record/documents.html", "record/visits.html", "record/claims.html", "record/leads.html",
         "record/coverage.html", "record/codebook.html", "cite.html", "changes.html"]  # fmt: skip

pytestmark = pytest.mark.usefixtures("clean")


def shown(page):
    """The number that the page says it shows once it has followed what was chosen, which it does with the next frame."""
    page.evaluate("() => new Promise(requestAnimationFrame)")
    return int(page.locator("#shown").inner_text().split()[0].replace(",", ""))


def days(page):
    return page.locator("#events tbody th").all_inner_texts()


def with_(*codes, year=""):
    rows = tables.events()
    return rows[rows["partners"].map(set(codes).issubset).astype(bool) & rows["event_id"].str.startswith(year)]


def test_a_search_for_a_country_finds_its_events_by_either_name(page, home):
    opened(page, f"{home}/record/index.html")
    assert shown(page) == len(tables.events())
    page.fill("#q", "カナダ")
    page.wait_for_function("location.hash.startsWith('#q=')")
    assert shown(page) == len(with_("CAN")) + sum((tables.events()["venue_country"] == "CAN") & ~tables.events()["event_id"].isin(with_("CAN")["event_id"]))
    page.fill("#q", "atlantis")
    page.wait_for_function("location.hash.includes('atlantis')")
    assert shown(page) == 0 and page.locator("#events tbody").inner_text().startswith("No event matches. Remove one of the filters.")


def test_choices_narrow_the_table_down_and_stay_in_the_address(page, home):
    opened(page, f"{home}/record/index.html")
    page.select_option("#f-partner", "CAN")
    page.select_option("#f-year", "2022")
    page.select_option("#f-channel", "telephone")
    expected = (with_("CAN", year="2022")["channel"] == "telephone").sum()
    assert shown(page) == expected > 0
    assert page.url.endswith("#partner=CAN&year=2022&channel=telephone")
    address = page.url
    page.goto("about:blank")
    opened(page, address)
    assert shown(page) == expected and page.input_value("#f-partner") == "CAN"
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("!location.hash")
    assert shown(page) == len(tables.events())


def test_a_topic_finds_exactly_the_events_that_have_it(page, home):
    opened(page, f"{home}/record/index.html#topic=russia&source=official")
    rows = tables.events()
    assert shown(page) == sum("russia" in topics for topics in rows.loc[rows["source_kind"] == "official", "topics"])


def test_an_address_with_a_choice_that_is_not_offered_shows_everything(page, home):
    opened(page, f"{home}/record/index.html#partner=XXX&sort=nothing&year=%22%3E")
    assert shown(page) == len(tables.events()) and page.url.endswith("index.html")


def test_headings_sort_by_the_order_of_the_lists_with_the_keyboard_alone(page, home):
    opened(page, f"{home}/record/index.html#partner=USA")
    assert days(page) == sorted(days(page), reverse=True)
    page.locator("#events thead").get_by_role("button", name="Date").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#partner=USA&sort=date'")
    assert days(page) == sorted(days(page))
    page.locator("#events thead").get_by_role("button", name="Level").focus()
    page.keyboard.press("Enter")
    page.locator("#events thead th:nth-child(3)[aria-sort=ascending]").wait_for()
    assert page.locator("#events tbody tr td:nth-child(3)").first.inner_text() == "Summit"
    assert page.locator("#events thead th").nth(2).get_attribute("aria-sort") == "ascending"


def test_the_keyboard_reaches_the_search_the_choices_the_timeline_and_the_first_event(page, home):
    opened(page, f"{home}/record/index.html")
    page.focus("#q")
    page.keyboard.type("Canada")
    page.wait_for_function("location.hash === '#q=Canada'")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.getAttribute('class') || document.activeElement.tagName"))
    stops = list(dict.fromkeys(reached))  # a field for a date has three stops
    assert stops[:10] == ["f-partner", "f-year", "f-level", "f-channel", "f-topic", "f-source", "f-from", "f-to", "BUTTON", "download"]
    assert stops[10] == "f-rows" and stops[11] in ("in_person", "video", "telephone")  # of all marks one
    assert stops[12:15] == ["A", "events-region", "sort"] and reached.count("sort") == 7
    page.locator("#events tbody th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("h1.event")


def test_a_row_leads_to_its_event_and_on_to_a_figure_that_counts_it(page, home):
    opened(page, f"{home}/record/index.html#partner=USA&year=2022&level=summit&q=Tokyo")
    page.click("#events a[href='events/2022-05-23-USA-summit.html']")
    page.wait_for_selector("h1.event")
    assert "Japan and the United States" in page.inner_text("h1") and page.url.endswith(EVENT)
    page.get_by_role("link", name="tempo-usa-2022", exact=True).click()
    page.wait_for_selector("figure img")
    assert page.url.endswith("figures/tempo-usa-2022.html")
    assert page.evaluate("document.querySelector('figure img').naturalWidth") > 100


def test_an_id_with_a_plus_sign_is_an_address_everywhere(page, home):
    opened(page, f"{home}/record/index.html#level=2%2B2&partner=USA&year=2022")
    page.locator("#events tbody th a").last.click()
    page.wait_for_selector("h1.event")
    assert page.url.endswith("record/events/2022-01-07-USA-2%2B2.html") and "2+2" in page.inner_text(".kicker")


def test_a_switch_of_language_keeps_the_choices(page, home):
    opened(page, f"{home}/record/index.html#partner=CAN&year=2022")
    before = shown(page)
    page.get_by_role("link", name="日本語").click()
    page.wait_for_selector("html.ready[lang=ja]")
    assert page.inner_text("#shown") == f"{len(tables.events()):,}件中{before}件"
    assert "カナダ" in page.locator("#events tbody").inner_text() and page.locator("h1").inner_text() == "記録"
    page.locator("#events tbody th a").first.click()
    page.wait_for_selector("h1.event")
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("html[lang=en] h1.event")


def test_the_selection_is_saved_as_csv_with_the_columns_and_cells_of_the_record(page, home, tmp_path):
    opened(page, f"{home}/record/index.html#partner=CAN&year=2022&sort=level")
    with page.expect_download() as saving:
        page.click("#download")
    assert saving.value.suggested_filename == "bluebook-events-CAN-2022.csv"
    saving.value.save_as(tmp_path / "selection.csv")
    saved = pd.read_csv(tmp_path / "selection.csv", dtype=str, keep_default_na=False)
    assert len(saved) == shown(page) == len(with_("CAN", year="2022"))
    chosen = [row for row in cells.raw("events") if "CAN" in row["partners"].split(";") and row["date"].startswith("2022")]
    assert saved.to_dict("records") == chosen  # in the record's order, whatever the order on the page


def test_without_javascript_the_latest_events_and_the_lists_by_year_are_there(browser, home, page):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{home}/record/index.html")
    assert plain.locator("#events tbody tr").count() == 50
    assert not plain.locator("#filters").is_visible() and plain.locator("noscript p").is_visible() and not plain.locator("#timeline").is_visible()
    plain.locator(".yearly a", has_text="2022").click()
    plain.wait_for_url("**/record/years/2022.html")
    assert plain.locator("tbody tr").count() == sum(tables.events()["event_id"].str.startswith("2022"))
    plain.locator("tbody th a").first.click()
    assert plain.locator("h1.event").is_visible()
    context.close()


def test_the_table_is_seen_before_the_events_have_come(page, served):
    held = []
    page.route("**/record/names.js", lambda route: held.append(route))
    page.goto(f"{served}/record/index.html", wait_until="commit")
    page.locator("#events tbody tr").first.wait_for()
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length == 1")
    for _ in range(50):
        if not held:
            page.wait_for_timeout(100)  # the rows are asked for once the browser has told that it painted
    assert held and page.locator("html.ready").count() == 0 and page.locator("#events tbody tr").count() == 50
    held[0].continue_()
    page.wait_for_selector("html.ready")


def test_the_page_of_the_record_is_painted_with_less_than_300_kilobytes(page, served):
    page.goto(f"{served}/record/index.html")
    page.wait_for_selector("html.ready")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    before = page.evaluate("first => performance.getEntriesByType('resource').filter(one => one.startTime < first).reduce((sum, one) => sum + one.decodedBodySize, 0)", painted)
    whole = page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")
    assert 50_000 < before + whole < 300_000


def test_on_paper_every_chosen_row_is_there(page, served):
    opened(page, f"{served}/record/index.html#partner=USA")
    assert page.locator("#events tbody tr").count() == 50
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#events tbody tr").count() == len(with_("USA"))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#events tbody tr").count() == 50


def test_pages_of_the_table_are_turned_and_stand_in_the_address(page, home):
    opened(page, f"{home}/record/index.html#partner=USA&page=2")
    every = list(with_("USA")["event_id"])[::-1]
    shown_now = page.locator("#events tbody th a").evaluate_all("links => links.map(link => decodeURIComponent(link.pathname.split('/').pop().slice(0, -5)))")
    assert shown_now == every[50:100]
    page.get_by_role("button", name="Next page").click()
    page.wait_for_function("location.hash === '#partner=USA&page=3'")
    assert page.evaluate("document.activeElement.textContent") == "3"
    page.select_option("#f-channel", "in_person")
    page.wait_for_function("location.hash === '#partner=USA&channel=in_person'")  # another choice begins at the first page


def test_a_choice_that_a_link_brings_is_shown_and_can_be_taken_off(page, home):
    opened(page, f"{home}/record/index.html#city=Tokyo&person=Joe+Biden")
    held = tables.events()[tables.events()["venue_city"] == "Tokyo"]
    assert shown(page) == sum("Joe Biden" in leads for leads in held["partner_leads"]) and page.locator(".chip").count() == 2
    page.get_by_role("button", name="Remove: Person Joe Biden").click()
    assert shown(page) == len(held)


def test_a_word_that_nothing_has_is_answered_with_the_nearest_name(page, home):
    opened(page, f"{home}/record/index.html#q=Kishda")
    assert shown(page) == 0
    page.get_by_role("button", name="Kishida Fumio").click()
    assert shown(page) == sum("Kishida Fumio" in leads for leads in tables.events()["japan_lead"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_narrow_screen_shows_every_kind_of_page_without_scrolling_sideways(page, served, kind):
    page.set_viewport_size({"width": 360, "height": 740})
    for tree in ("", "ja/"):
        page.goto(f"{served}/{tree}{kind}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_page_shuts_anyone_out(page, served, axe, kind):
    for tree, scheme in (("", "light"), ("ja/", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{served}/{tree}{kind}")
        page.wait_for_load_state()
        assert axe(page) == []


# what comes from a table is text, also for a browser


@pytest.fixture
def hostile(copy_of_data, tmp_path, monkeypatch):
    """The pages of the record made from tables in which someone has put scripts, and formulas past the check."""
    fault = values.fault
    monkeypatch.setattr(checks, "fault", lambda value, *kind: "" if value.startswith("=") else fault(value, *kind))
    copy_of_data("events", "Three parts: very small group", "<script>pwned=1</script></script><img src=x onerror=pwned=1> Three")
    copy_of_data("events", "G7 Elmau Summit,", '"""><svg onload=pwned=1> \' =1+1",')
    copy_of_data("events", "'other' = preparation of the G20 Bali Summit", "=1+1")
    copy_of_data("documents", "Japan-U.S. Joint Leaders' Statement", "<script>pwned=1</script> javascript:pwned=1 Statement")
    for path, text in record_pages.pages("en").items():
        if path.startswith(("record/documents", "record/index", "search", EVENT)):
            place = tmp_path / "hostile" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            whole = text if text.startswith("<!doctype") else frames.page("x", text, "en", path, record_pages.head(path))
            place.write_text(whole, encoding="utf-8")
    static = {f"static/{file.name}": file.read_bytes() for file in (frames.HERE / "static").iterdir()}
    for path, content in (record_pages.assets() | static | {"static/regular.woff": b"", "static/bold.woff": b""}).items():
        (tmp_path / "hostile" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "hostile" / path).write_bytes(content)
    return tmp_path / "hostile"


def test_a_browser_obeys_nothing_that_stands_in_a_table(page, hostile):
    for path in (EVENT, "record/documents.html", "search.html?q=svg", "record/index.html"):
        page.goto(f"{hostile.as_uri()}/{path}")
        if path != EVENT and "documents" not in path:
            page.wait_for_selector("html.ready")
        assert page.evaluate("typeof pwned") == "undefined"
        assert page.locator("main script, main img, main :not(.overview, .drawing) > svg, main [onload], main a[href^=javascript]").count() == 0
    assert page.locator("h1").inner_text() == "The record"
    page.errors.clear()  # the fonts of this copy are empty


def test_a_formula_in_a_table_is_harmless_in_a_saved_selection(page, hostile):
    opened(page, (hostile / "record/index.html").as_uri() + "#partner=IDN&year=2022")
    with page.expect_download() as saving:
        page.click("#download")
    assert saving.value.path().read_bytes().startswith(codecs.BOM_UTF8)
    text = saving.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == shown(page) and "'=1+1" in {row["notes"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(cells.FORMULA)]
    page.errors.clear()


def test_every_event_has_a_page_in_both_languages(site):
    made = Counter(file.stem for tree in ("", "ja/") for file in (site / f"{tree}record/events").iterdir())
    assert made == {event: 2 for event in tables.events()["event_id"]} and (site / builds.MARK).exists()
