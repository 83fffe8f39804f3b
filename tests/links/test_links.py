"""Links against servers on this machine: what answers, moved, is gone, is slow, goes in a circle, or is far too large."""

import csv
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest
from bluebook.cli import main
from bluebook.ground.refusals import Refused
from bluebook.links import addresses, reports, rounds
from bluebook.links.addresses import Address
from click.testing import CliRunner

QUICK = {"today": "2026-11-28", "pause": 0.0, "seconds": 1.0, "copies": "none"}


class Site(BaseHTTPRequestHandler):
    """A small site: each path behaves as its name says."""

    asked: ClassVar[list[tuple[str, float]]] = []
    robots = ""
    pieces = 0

    def do_GET(self):
        Site.asked.append((self.path, time.monotonic()))
        there = getattr(self, f"at_{self.path.strip('/').partition('?')[0].replace('.', '_')}", None)
        there() if there else self.say(404)

    def say(self, code, body=b"page", **headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def at_robots_txt(self):
        self.say(200, Site.robots.encode()) if Site.robots else self.say(404)

    def at_page(self):
        self.say(200)

    def at_other(self):
        self.say(200)

    def at_moved(self):
        self.say(301, Location="/page")

    def at_away(self):
        self.say(302, Location="http://elsewhere.invalid/page")

    def at_circle(self):
        self.say(302, Location="/circle2")

    def at_circle2(self):
        self.say(302, Location="/circle")

    def at_deeper(self):
        self.say(302, Location=f"/deeper?{int(self.path.partition('?')[2] or 0) + 1}")

    def at_closed(self):
        self.say(403)

    def at_fault(self):
        self.say(500)

    def at_slow(self):
        time.sleep(3)
        self.say(200)

    def at_dripping(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(30):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.1)

    def at_huge(self):
        self.send_response(200)
        self.end_headers()
        for Site.pieces in range(1, 2_000):
            self.wfile.write(b"x" * 65_536)

    def at_busy(self):
        first = sum(path == "/busy" for path, _ in Site.asked) == 1
        self.say(503, Retry_After="1") if first else self.say(200)

    def at_archive(self):
        known = "gone" in self.path
        self.say(200, COPY if known else b'{"archived_snapshots": {}}')

    def log_message(self, *_):
        pass


COPY = (b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "timestamp": "20220524120000", '
        b'"url": "http://web.archive.org/web/20220524120000/http://x/gone"}}}')  # fmt: skip


@contextmanager
def serving(name="127.0.0.1"):
    server = ThreadingHTTPServer((name, 0), Site)
    server.handle_error = lambda *_: None  # a reader who has seen enough hangs up
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{name}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site(monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    Site.asked, Site.robots, Site.pieces = [], "", 0
    with serving() as home:
        yield home


def walk(site, file, *pages, again=False, **manners):
    asked = [Address(f"{site}/{page}", (f"events {page}",), "2022-05-23") for page in sorted(pages)]
    found = rounds.walk(asked, file, rounds.Manners(**QUICK | manners), again=again)
    return {url.removeprefix(f"{site}/"): line for url, line in found.items()}


@pytest.mark.parametrize(("page", "state", "code"), [
    ("page", "answers", "200"), ("moved", "moved", "200"), ("nothing", "gone", "404"), ("away", "elsewhere", "302"),
    ("circle", "error", "302"), ("deeper", "error", "302"), ("closed", "closed", "403"), ("fault", "error", "500"),
    ("slow", "silent", ""), ("dripping", "silent", ""), ("huge", "answers", "200"),
])  # fmt: skip
def test_each_address_ends_in_the_state_that_it_is_in(page, state, code, site, tmp_path):
    started = time.monotonic()
    line = walk(site, tmp_path / "links.csv", page)[page]
    assert (line["state"], line["code"]) == (state, code)
    assert time.monotonic() - started < 2.5  # one second for a page, however slowly it drips


def test_a_page_that_moved_has_its_new_address_and_one_that_leads_away_the_one_that_was_not_asked(site, tmp_path):
    found = walk(site, tmp_path / "links.csv", "moved", "away")
    assert found["moved"]["moved_to"] == f"{site}/page" and found["away"]["moved_to"] == "http://elsewhere.invalid/page"


def test_a_circle_and_a_long_way_of_redirects_are_told_apart(site, tmp_path):
    found = walk(site, tmp_path / "links.csv", "circle", "deeper")
    assert (found["circle"]["remark"], found["deeper"]["remark"]) == ("redirects in a circle", "more than 5 redirects")


def test_no_more_than_the_start_of_a_huge_page_is_read(site, tmp_path):
    walk(site, tmp_path / "links.csv", "huge")
    assert Site.pieces < 500  # of 2,000 pieces of 64 kB; some more are on the way when the reader hangs up


def test_two_pages_of_a_host_are_asked_one_by_one_with_a_pause(site, tmp_path):
    walk(site, tmp_path / "links.csv", "page", "other", "nothing", pause=0.4)
    times = [moment for _, moment in Site.asked]
    assert len(times) == 4  # robots.txt first
    assert all(after - before >= 0.39 for before, after in pairwise(times))


def test_what_robots_txt_forbids_is_not_asked_and_its_delay_is_kept(site, tmp_path):
    Site.robots = "User-agent: *\nDisallow: /other\nCrawl-delay: 1\n"
    found = walk(site, tmp_path / "links.csv", "other", "page", "nothing")
    assert (found["other"]["state"], found["other"]["remark"]) == ("closed", "left: robots.txt")
    paths = [path for path, _ in Site.asked]
    assert "/other" not in paths and Site.asked[-1][1] - Site.asked[-2][1] >= 0.99


def test_a_busy_server_is_asked_once_more_when_it_says(site, tmp_path):
    assert walk(site, tmp_path / "links.csv", "busy", seconds=5)["busy"]["state"] == "answers"


def test_a_host_that_is_silent_three_times_is_left(site, tmp_path):
    found = walk("http://127.0.0.1:9", tmp_path / "links.csv", "a", "b", "c", "d")
    assert [line["state"] for line in found.values()] == ["silent"] * 4
    assert [line["remark"].startswith("left") for line in found.values()] == [False, False, False, True]


def test_a_run_that_broke_off_goes_on_where_it_was_and_drops_a_line_cut_short(site, tmp_path):
    file = tmp_path / "links.csv"
    walk(site, file, "page")
    with file.open("a") as stream:
        stream.write(f"{site}/other,events other,2026-11-28,gone,404,,,,cut off he")  # killed while it wrote
    found = walk(site, file, "page", "other")
    assert [path for path, _ in Site.asked].count("/page") == 1 and found["other"]["state"] == "answers"
    lines = list(csv.DictReader(file.read_text().splitlines()))
    assert [line["address"] for line in lines] == [f"{site}/other", f"{site}/page"]


def test_again_asks_what_is_in_the_report_already(site, tmp_path):
    walk(site, tmp_path / "links.csv", "page")
    walk(site, tmp_path / "links.csv", "page", again=True)
    assert [path for path, _ in Site.asked].count("/page") == 2


def test_a_page_that_is_gone_has_the_copy_nearest_to_the_day_of_its_row(site, tmp_path):
    found = walk(site, tmp_path / "links.csv", "gone", "page", copies="missing", service=f"{site}/archive")
    assert (found["gone"]["archive_url"], found["gone"]["archived"]) == (
        "https://web.archive.org/web/20220524120000/http://x/gone", "2022-05-24")  # fmt: skip
    asked = [path for path, _ in Site.asked if path.startswith("/archive")]
    assert len(asked) == 1 and "timestamp=20220523" in asked[0] and found["page"]["archive_url"] == ""


def test_a_file_that_is_no_report_is_left_alone(tmp_path):
    file = tmp_path / "links.csv"
    file.write_text("name,number\nA,1\n")
    with pytest.raises(Refused, match="is not a report of links"):
        reports.read(file)
    assert file.read_text() == "name,number\nA,1\n"


def test_copies_become_candidate_rows_of_archives(site, tmp_path, monkeypatch, copy_of_data):
    monkeypatch.setattr("bluebook.links.archives.SERVICE", f"{site}/archive")
    asked = [Address(f"{site}/{page}", ("events x",), "2022-05-23") for page in ("gone", "page")]
    monkeypatch.setattr(addresses, "listing", lambda *_: asked)
    monkeypatch.chdir(tmp_path)
    manners = rounds.Manners(**QUICK | {"copies": "missing", "service": f"{site}/archive"})
    monkeypatch.setattr(rounds, "Manners", lambda *_: manners)
    done = CliRunner().invoke(main, ["links", "--into", "archives"])
    assert done.exit_code == 0, done.output
    written = (copy_of_data.folder / "candidates" / "archives" / "archives.csv").read_text().splitlines()
    assert written == ["address,archive_url,archived",
                       f"{site}/gone,https://web.archive.org/web/20220524120000/http://x/gone,2022-05-24"]  # fmt: skip


def test_rows_on_one_page_are_one_address_and_each_row_is_named():
    listing = addresses.listing(("events",), "USA")
    assert len({one.url for one in listing}) == len(listing)
    assert all(row.startswith("events ") for one in listing for row in one.rows)
    assert any(len(address.rows) > 1 for address in listing)


@pytest.mark.parametrize(("words", "said"), [
    (["terms"], 'table: "terms" has no addresses'), (["event"], 'did you mean "events"?'),
    (["--partner", "Germny"], 'did you mean "DEU"?'), (["--pause", "0"], "0.5"),
    (["--into", "../x", "--limit", "1"], "is not the name of a folder"),
])  # fmt: skip
def test_bad_input_is_refused_in_a_sentence(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(rounds, "walk", lambda *_: {})
    done = CliRunner().invoke(main, ["links", *words])
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output
