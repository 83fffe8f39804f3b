"""The site in a browser, from disk and from a server: readable, linked, accessible and offline."""

import pytest

PAGES = {
    "front": "index.html", "article": "notebooks/02-tempo.html", "run": "notebooks/06-places/can-2022.html",
    "notebooks": "notebooks/index.html", "figures": "figures/index.html", "figure": "figures/reconcile-usa-2022.html",
    "read": "read.html", "rerun": "rerun.html", "country": "countries/CAN.html", "person": "people/kishida-fumio.html",
    "occasion": "occasions/g7-elmau-summit.html", "countries": "countries/index.html", "people": "people/index.html",
}  # fmt: skip
TREES = {"en": "", "ja": "ja/"}
EVERY = pytest.mark.parametrize("name", PAGES)
BOTH = pytest.mark.parametrize("lang", TREES)


@pytest.fixture
def opened(page, home):
    """Open a page of the site; in the end it has no error, nothing missing, and has asked no other machine."""
    lost = []
    # a request that the browser itself gives up is not lost: a download, or an icon when the page is left
    page.context.on("requestfailed", lambda request: request.failure == "net::ERR_ABORTED" or lost.append(request.url))
    page.context.on("response", lambda answer: answer.status >= 400 and lost.append(answer.url))
    yield lambda path: page.goto(f"{home}/{path}") and page
    assert (page.errors, page.strangers, lost) == ([], [], [])


@EVERY
@BOTH
def test_every_kind_of_page_opens_without_an_error_and_without_another_machine(opened, name, lang):
    page = opened(TREES[lang] + PAGES[name])
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[...document.images].filter(image => image.complete && !image.naturalWidth).length") == 0
    assert page.get_attribute("html", "lang") == lang and page.locator("h1").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@EVERY
@BOTH
def test_nothing_shuts_anybody_out(page, site, axe, screenshots, name, lang, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site.as_uri()}/{TREES[lang]}{PAGES[name]}")
    for fold in page.locator("details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert axe(page) == []
    page.screenshot(path=screenshots / f"{name}-{lang}-{scheme}.png")


@EVERY
@BOTH
def test_a_page_fits_a_screen_of_360_pixels(page, site, screenshots, name, lang):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site.as_uri()}/{TREES[lang]}{PAGES[name]}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.screenshot(path=screenshots / f"{name}-{lang}-360.png")


def test_choosing_a_partner_leads_to_that_run(opened):
    page = opened("notebooks/02-tempo.html")
    assert page.locator(".choose form").is_visible() and not page.locator(".runs").is_visible()
    page.get_by_role("combobox", name="Partner").select_option("CAN")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/notebooks/02-tempo/can-2022.html")
    assert page.locator(".choose strong").inner_text() == "Japan and Canada, 2022"
    assert "Figure tempo-can-2022 of the bluebook record" in page.locator("figure.plate").first.text_content()


def test_choosing_a_language_leads_to_the_same_run_in_it(opened):
    page = opened("notebooks/02-tempo/can-2022.html")
    page.get_by_role("combobox", name="Language").select_option("ja")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/ja/notebooks/02-tempo/can-2022.html")
    assert page.locator("figure.plate").get_attribute("id") == "tempo-can-2022-ja"


def test_a_period_that_a_partner_does_not_have_cannot_be_chosen(opened):
    page = opened("notebooks/02-tempo/can-2021-2025.html")
    page.get_by_role("combobox", name="Partner").select_option("KOR")
    assert page.get_by_role("combobox", name="Period").input_value() == "2022-01-01/2022-12-31"
    assert page.locator('option[value="2021-01-01/2025-12-31"]').is_disabled()


def test_keys_alone_choose_a_run(opened):
    page = opened("notebooks/02-tempo.html")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "partner":
            break
    assert page.evaluate("document.activeElement.name") == "partner"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.type("Can")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/02-tempo/can-2022.html")


def test_the_first_key_leads_past_the_navigation(opened):
    page = opened("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_without_scripts_the_runs_are_links(browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/notebooks/02-tempo.html")
    assert not page.locator(".choose form").is_visible()
    page.locator(".runs").get_by_text("Japan and Canada, 2022", exact=True).click()
    page.wait_for_url("**/02-tempo/can-2022.html")
    context.close()


@pytest.mark.parametrize("path", ["index.html", "notebooks/02-tempo/can-2022.html", "figures/tempo-usa-2022.html"])
def test_the_language_is_switched_on_the_spot(opened, path):
    page = opened(path)
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url(f"**/ja/{path}")
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url(lambda url: url.endswith(path) and "/ja/" not in url)


def test_from_the_front_page_to_the_event_behind_a_figure(opened):
    page = opened("index.html")
    page.get_by_role("link", name="All notebooks").click()
    page.get_by_role("link", name="How often did they meet?").click()
    page.get_by_role("link", name="Events behind it").click()
    page.get_by_role("link", name="23 May 2022, United States, Summit").click()
    page.wait_for_url("**/record/events/2022-05-23-USA-summit.html")


def test_a_citation_is_copied(opened, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened("figures/tempo-usa-2022.html")
    page.locator(".citing summary").click()
    page.locator(".citing button").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("bluebook contributors (2026). Japan and the United States")


@pytest.mark.parametrize(("path", "name", "begins"), [("figures/tempo-usa-2022.html", "Copy link", "http"), ("countries/CAN.html", "Copy link", "http"),
                                                      ("record/events/2022-05-23-USA-summit.html", "Copy citation", "bluebook contributors (2026). Japan and")])
def test_a_link_and_a_citation_are_copied(page, served, path, name, begins):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}/{path}")
    page.get_by_role("button", name=name).first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(begins) and (name != "Copy link" or copied == f"{served}/{path}")


def test_without_scripts_there_is_no_button_that_does_nothing(browser, served):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/record/events/2022-05-23-USA-summit.html")
    assert page.locator("main button").count() == 0 and "bluebook contributors" in page.locator(".citation").inner_text()
    context.close()


def test_the_numbers_of_a_figure_are_downloaded(opened):
    page = opened("notebooks/04-timeline.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="Numbers (CSV)").first.click()
    assert download.value.suggested_filename == "timeline-usa-2022.csv"


@pytest.mark.parametrize("lang", TREES)
def test_the_answer_of_an_article_is_seen_without_scrolling_and_its_code_only_when_asked_for(opened, lang):
    page = opened(f"{TREES[lang]}notebooks/02-tempo.html")
    answer, figure = (page.locator(place).first for place in (".answer", "figure.plate img"))
    assert answer.bounding_box()["y"] + answer.bounding_box()["height"] < 900 and figure.bounding_box()["y"] < 900
    assert page.locator(".answer").inner_text().count("21") == 1 and not page.locator(".counted .cell").first.is_visible()
    page.locator(".counted > summary").click()
    assert page.locator(".counted .cell").first.is_visible()


@pytest.mark.parametrize("lang", TREES)
def test_a_mark_of_a_figure_names_its_event_and_leads_to_its_page(opened, lang):
    page = opened(f"{TREES[lang]}notebooks/02-tempo.html")
    mark = page.locator("figure.plate a[href*='2022-05-23-USA-summit']")
    assert mark.locator("title").text_content().startswith({"en": "2022-05-23 · ", "ja": "2022年5月23日 · "}[lang])
    mark.locator("path").click()
    page.wait_for_url(f"**/{TREES[lang]}record/events/2022-05-23-USA-summit.html")


def test_the_keyboard_passes_over_the_marks_of_a_figure_or_reaches_each(opened):
    page = opened("notebooks/02-tempo.html")
    over = page.get_by_role("link", name="Skip the events of the figure")
    over.focus()
    assert over.bounding_box()["x"] >= 0
    page.keyboard.press("Tab"), page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.drawn svg') !== null")
    over.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "FIGCAPTION"


def test_a_day_in_a_table_leads_to_its_event(opened):
    page = opened("notebooks/02-tempo.html")
    page.locator("#table-1").get_by_role("link", name="7 January 2022").click()
    page.wait_for_url("**/record/events/2022-01-07-USA-2%2B2.html")


def test_on_paper_the_code_is_folded_and_an_address_is_printed(page, site, screenshots):
    page.goto(f"{site.as_uri()}/notebooks/15-machine-coded.html")
    page.emulate_media(media="print")
    assert not page.locator(".counted .cell").first.is_visible() and not page.locator(".masthead nav").is_visible()
    assert page.locator("#counted p", has_text="Rows are reduced to days").is_visible()
    shown = page.locator('main a[href^="http"]').first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "doi.org" in shown
    page.pdf(path=screenshots / "print.pdf", format="A4")
