"""The timeline in a browser, from a disk and from a server: mouse, keys, touch, brush, the same choices as the table."""

from urllib.parse import quote

import pandas as pd
import pytest
from bluebook.record import tables
from bluebook.site import catalogues, cells, frames, letters, parts, record_pages

from .conftest import opened

pytestmark = pytest.mark.usefixtures("clean")
RECORD, FRONT = "record/index.html", "index.html"
MARK = "#timeline .marks a"


def events(partner="", first="2012", last="2026"):
    rows = tables.events()
    held = rows["event_id"].str[:10].between(first, last)
    return rows[held & rows["partners"].map(lambda codes: not partner or partner in codes)]


def marks(page):
    """The ids of the events that are drawn."""
    return page.locator(MARK).evaluate_all("all => all.map(one => one.__data__.row.id)")


def middle(page, event):
    """Where the mark of an event is in the window."""
    mark = page.locator(MARK).nth(marks(page).index(event))
    mark.scroll_into_view_if_needed()
    page.wait_for_timeout(400)  # a mark that moves has arrived
    box = mark.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def focused(page):
    return page.evaluate("document.activeElement.__data__?.row.id")


def test_every_event_has_one_mark_that_leads_to_its_page(page, home):
    opened(page, f"{home}/{RECORD}")
    assert sorted(marks(page)) == sorted(tables.events()["event_id"])
    links = page.locator(MARK).evaluate_all("all => all.map(one => [one.__data__.row.id, one.getAttribute('href')])")
    assert dict(links)["2022-01-07-USA-2+2"] == "events/2022-01-07-USA-2%2B2.html"


def test_a_mark_stands_on_its_day_in_the_lane_of_its_year(page, served):
    opened(page, f"{served}/{RECORD}")
    at = page.locator(MARK).evaluate_all("all => all.map(({ __data__: m }) => [m.row.id, m.x, m.lane.key])")
    assert all(event.startswith(lane) for event, _, lane in at)
    rows = sorted((pd.Timestamp(event[:10]).replace(year=2024).day_of_year, x) for event, x, _ in at)  # a leap year has every day
    steps = {day: x for day, x in rows}
    assert [steps[day] for day, _ in rows] == [x for _, x in rows]  # the same day, the same place
    first, last = rows[0], rows[-1]
    slope = (last[1] - first[1]) / (last[0] - first[0])
    assert all(abs(first[1] + slope * (day - first[0]) - x) < 0.01 for day, x in rows)


def test_pointing_at_a_mark_names_its_event_and_a_click_opens_it(page, home):
    opened(page, f"{home}/{RECORD}#partner=USA&year=2022")
    x, y = middle(page, "2022-05-23-USA-summit")
    page.mouse.move(x, y)
    tip = page.locator(".tip")
    assert tip.get_attribute("data-event") == "2022-05-23-USA-summit"
    assert tip.inner_text().splitlines()[:3] == ["23 May 2022", "United States", "Summit, In person, Tokyo"]
    page.mouse.move(x, y - 400)
    assert not tip.is_visible()
    page.mouse.click(x, y)
    page.wait_for_url("**/events/2022-05-23-USA-summit.html")


def test_a_click_beside_a_mark_opens_the_nearest(page, served):
    opened(page, f"{served}/{RECORD}#partner=NATO&year=2022&level=summit")
    event = marks(page)[0]
    x, y = middle(page, event)
    page.mouse.click(x + 8, y)
    page.wait_for_url(f"**/events/{quote(event)}.html")


def test_one_mark_is_a_stop_of_the_tab_key_and_arrows_reach_all_others(page, home):
    opened(page, f"{home}/{RECORD}#partner=AUS")
    wanted = sorted(events("AUS")["event_id"], key=lambda event: (event[:10], event))
    assert page.locator(f"{MARK}[tabindex='0']").count() == 1
    page.focus("#f-rows")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    walked = [focused(page)]
    for _ in wanted[1:]:
        page.keyboard.press("ArrowRight")
        walked.append(focused(page))
    assert walked == wanted
    page.keyboard.press("ArrowRight")
    assert focused(page) == wanted[-1]  # the last stays
    page.keyboard.press("ArrowLeft")
    assert focused(page) == wanted[-2] and page.locator(f"{MARK}[tabindex='0']").count() == 1
    page.keyboard.press("ArrowUp")
    assert focused(page)[:4] == str(int(wanted[-2][:4]) - 1)
    page.keyboard.press("Home")
    assert focused(page) == next(event for event in wanted if event[:4] == focused(page)[:4])


def test_a_mark_in_focus_is_named_for_the_eye_and_for_the_ear_and_enter_opens_it(page, home):
    opened(page, f"{home}/{RECORD}#partner=USA&year=2022&level=2%2B2")
    page.focus("#f-rows")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "7 January 2022, United States, 2+2, Video"
    assert page.locator(".tip").is_visible() and page.locator(".ring").get_attribute("visibility") == "visible"
    page.keyboard.press("Escape")
    assert not page.locator(".tip").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/2022-01-07-USA-2%2B2.html")


def test_to_a_screen_reader_the_timeline_is_a_named_group_with_one_link(page, served):
    opened(page, f"{served}/{RECORD}#partner=USA")
    said = page.locator("#timeline .drawing").aria_snapshot()
    assert f"Timeline of {len(events('USA'))} of {len(tables.events()):,} events" in said and said.count("- link") == 1
    assert "Point at a mark" in page.inner_text(f"#{page.get_attribute('.drawing svg', 'aria-describedby')}")


def test_the_first_touch_names_an_event_and_its_link_opens_it(browser, served, page):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    opened(phone, f"{served}/{RECORD}#partner=USA&year=2022")
    x, y = middle(phone, "2022-05-23-USA-summit")
    phone.touchscreen.tap(x, y)
    assert phone.url.endswith("#partner=USA&year=2022") and phone.locator(".tip a").is_visible()
    named = phone.get_attribute(".tip", "data-event")
    phone.locator(".tip a").tap()
    phone.wait_for_url(f"**/events/{named}.html")
    context.close()


def test_table_and_timeline_show_the_same_events_whatever_is_chosen(page, home):
    opened(page, f"{home}/{RECORD}")
    for choose in (lambda: page.select_option("#f-partner", "CAN"), lambda: page.select_option("#f-channel", "telephone"),
                   lambda: page.fill("#q", "Trudeau")):  # fmt: skip
        choose()
        page.wait_for_timeout(100)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        rows = page.locator("#events tbody th a").evaluate_all("links => links.map(link => decodeURIComponent(link.pathname.split('/').pop().slice(0, -5)))")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert sorted(rows) == sorted(marks(page)) and 0 < len(rows) < len(tables.events())
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("!location.hash")
    assert len(marks(page)) == len(tables.events())


def test_a_brush_over_the_months_sets_the_period_of_table_timeline_fields_and_address(page, home):
    opened(page, f"{home}/{RECORD}")
    box = page.locator(".overview svg").bounding_box()
    start, per_day = pd.Timestamp("2012-12-01"), (box["width"] - 2) / ((pd.Timestamp("2026-01-01") - pd.Timestamp("2012-12-01")).days)
    left, right = (box["x"] + 1 + (pd.Timestamp(day) - start).days * per_day for day in ("2019-03-01", "2020-07-01"))
    page.mouse.move(left, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(right, box["y"] + 22, steps=5)
    page.mouse.up()
    page.wait_for_function("location.hash === '#from=2019-03-01&to=2020-06-30'")
    assert (page.input_value("#f-from"), page.input_value("#f-to")) == ("2019-03-01", "2020-06-30")
    assert sorted(marks(page)) == sorted(events(first="2019-03-01", last="2020-06-30")["event_id"])
    assert page.locator(".ground .lane").all_text_contents() == ["2019", "2020"]
    page.mouse.click(box["x"] + 5, box["y"] + 20)  # beside the chosen months: all again
    page.wait_for_function("!location.hash")


def test_the_fields_for_the_period_do_what_the_brush_does(page, served):
    opened(page, f"{served}/{RECORD}")
    page.fill("#f-from", "2021-10-04")
    page.fill("#f-to", "2021-12-31")
    page.wait_for_function("location.hash === '#from=2021-10-04&to=2021-12-31'")
    assert sorted(marks(page)) == sorted(events(first="2021-10-04", last="2021-12-31")["event_id"])
    assert page.locator(".overview .selection").bounding_box()["width"] > 5


@pytest.mark.parametrize(("lanes", "key"), [("level", "level"), ("partner", None)])
def test_lanes_by_level_or_partner_hold_every_event_and_stand_in_the_address(page, home, lanes, key):
    opened(page, f"{home}/{RECORD}")
    page.select_option("#f-rows", lanes)
    page.wait_for_function(f"location.hash === '#rows={lanes}'")
    assert sorted(marks(page)) == sorted(tables.events()["event_id"])
    if key:
        names = [tables.labels(key)[term] for term in tables.labels(key) if (tables.events()[key] == term).any()]
        assert page.locator(".ground .lane").all_text_contents() == names
    address = page.url
    page.goto("about:blank")
    opened(page, address)
    assert page.input_value("#f-rows") == lanes


def test_a_year_that_was_not_collected_is_not_drawn_as_a_year_without_events(page, served):
    opened(page, f"{served}/{RECORD}#partner=ZAF")
    bare = page.locator(".ground g").evaluate_all("all => all.filter(one => one.__data__.bare).map(one => [one.__data__.key, one.querySelector('.why').textContent])")
    assert ["2015", "not collected"] in bare and "2022" not in dict(bare)
    opened(page, f"{served}/{RECORD}#partner=USA&from=2013-01-01")
    page.reload()
    page.wait_for_selector("html.ready")
    assert page.locator(".ground .why", has_text="not collected").count() == 0


def test_choices_without_an_event_say_so(page, served):
    opened(page, f"{served}/{RECORD}#q=atlantis")
    assert page.locator("#timeline .none").is_visible() and page.locator(MARK).count() == 0


@pytest.mark.parametrize("address", ["#from=2022-13-99&to=x", "#year=%22%3E&rows=nothing", "#from=2024-01-01&to=2013-01-01", "#page=99999&sort=__proto__"])
def test_an_address_that_makes_no_sense_breaks_nothing(page, served, address):
    opened(page, f"{served}/{RECORD}{address}")
    assert page.locator("#timeline svg").count() == 2 and "undefined" not in page.inner_text("main")


# the front page


def test_the_front_page_draws_japan_and_the_united_states_first_and_any_other_partner_on_the_spot(page, home):
    page.goto(f"{home}/{FRONT}")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.wait_for_selector("html.ready")
    assert sorted(marks(page)) == sorted(events("USA")["event_id"])
    page.select_option("#f-whom", "KOR")
    page.wait_for_function("location.hash === '#partner=KOR'")
    assert sorted(marks(page)) == sorted(events("KOR")["event_id"])
    page.click("#to-record")
    page.wait_for_selector("html.ready")
    assert page.url.endswith("record/index.html#partner=KOR") and page.input_value("#f-partner") == "KOR"
    page.goto(f"{home}/ja/{FRONT}#partner=all")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.wait_for_selector("html.ready")
    assert len(marks(page)) == len(tables.events())


def test_from_the_front_page_a_mark_leads_to_its_event(page, home):
    page.goto(f"{home}/ja/{FRONT}")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.wait_for_selector("html.ready")
    x, y = middle(page, "2013-02-22-USA-summit")
    page.mouse.move(x, y)
    named = page.get_attribute(".tip", "data-event")
    page.mouse.click(x, y)
    page.wait_for_url(f"**/ja/record/events/{named}.html")


# ten thousand events, and what nobody should write


@pytest.fixture
def many(tmp_path, monkeypatch):
    """A record of 10,000 events: those there are, again on other days; some have letters from right to left and no topics."""
    rows, raw = [row for row in cells.raw("events") if row["date"] > "2013"], cells.raw
    made = []
    for turn in range(10_000 // len(rows) + 1):
        for row in rows:
            date = f"{row['date'][:8]}{(int(row['date'][8:]) + 3 * turn - 1) % 28 + 1:02}"
            more = {"partner_leads": "\u202eאבג", "topics": "", "occasion": "<b>", "source_url": "javascript:alert(1)"} if turn == 1 else {}
            made.append(row | {"date": date, "event_id": f"{date}{row['event_id'][10:]}-{turn + 5}"} | more)
    made = sorted(made[:10_000], key=lambda row: row["date"])
    monkeypatch.setattr(cells, "raw", lambda name: made if name == "events" else raw(name))
    page = frames.page("x", catalogues.page(cells.words("en")), "en", "record/index.html", record_pages.head("record/index.html"))
    files = {f"static/{file.name}": file.read_bytes() for file in (frames.HERE / "static").iterdir()}
    files |= parts.files() | {f"static/{name}": face for name, face in letters.faces().items()} | {"record/index.html": page.encode()}
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def test_ten_thousand_events_are_drawn_and_chosen_from_without_waiting(page, many):
    assert (many / RECORD).stat().st_size < 60_000
    opened(page, f"{many.as_uri()}/{RECORD}")
    assert page.locator(MARK).count() == 10_000 and page.inner_text("#shown") == "10,000 of 10,000 events"
    choose = """async value => {
        const field = document.getElementById("f-partner"), start = performance.now();
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))));
        return performance.now() - start;
    }"""
    waits = [page.evaluate(choose, value) for value in ("USA", "", "KOR", "")]
    assert min(waits[1::2]) < 3000 and min(waits[::2]) < 1500  # a third of that on an idle machine
    page.fill("#q", "אבג")
    page.wait_for_function("location.hash.startsWith('#q=')")
    assert page.locator("main b, main a[href^=javascript]").count() == 0
    assert 0 < int(page.inner_text("#shown").split()[0].replace(",", "")) < 10_000


# everybody, everywhere


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("place", "hash"), [(FRONT, ""), (RECORD, ""), (RECORD, "#partner=KOR&from=2019-03-01&to=2023-06-30"), (RECORD, "#rows=partner")])
def test_the_live_timeline_shuts_nobody_out_in_any_language_or_light_and_fits_the_screen(page, served, axe, screenshots, place, hash, width):
    page.set_viewport_size({"width": width, "height": 900})
    for tree, scheme in (("", "light"), ("ja/", "dark")):
        page.emulate_media(color_scheme=scheme)
        page.goto("about:blank")
        page.goto(f"{served}/{tree}{place}{hash}")
        page.locator("#timeline").scroll_into_view_if_needed()
        page.wait_for_selector("html.ready")
        page.locator(f"{MARK}[tabindex='0']").focus()
        page.wait_for_timeout(350)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        name = f"timeline-{place.split('/')[0].removesuffix('.html')}{hash[1:8].replace('=', '-')}-{tree.strip('/') or 'en'}-{width}.png"
        page.screenshot(path=screenshots / name, full_page=True)


def test_nothing_moves_where_a_reader_wants_no_motion(page, served):
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page.emulate_media(reduced_motion=motion)
        opened(page, f"{served}/{RECORD}#partner=CAN")
        duration = page.locator(MARK).first.evaluate("mark => getComputedStyle(mark).transitionDuration")
        assert (duration != "0s") == moves


def test_on_paper_the_timeline_is_drawn_without_its_controls(page, served, screenshots):
    opened(page, f"{served}/{RECORD}#partner=USA")
    page.emulate_media(media="print")
    assert page.locator(".drawing svg").is_visible() and page.locator("#timeline .legend").is_visible()
    assert not page.locator("#timeline .hint").is_visible() and not page.locator("#filters").is_visible()
    assert page.locator(f"{MARK}").first.evaluate("mark => getComputedStyle(mark).printColorAdjust") == "exact"
    page.pdf(path=screenshots / "timeline-print.pdf", format="A4")


def test_a_screen_that_is_turned_draws_the_timeline_anew(page, served):
    opened(page, f"{served}/{RECORD}#partner=USA")
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function("Math.abs(document.querySelector('.drawing svg').viewBox.baseVal.width - document.querySelector('.drawing').clientWidth) < 1")
    assert len(marks(page)) == len(events("USA"))
