"""A browser for tests of pages: Debian's chromium through Playwright, in a profile of its own.

`page` is a fresh one for each test. What went wrong on it is in `page.errors` (the console's errors, exceptions), what it
asked of other machines in `page.strangers` (addresses; there should be none).
"""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bluebook.ground import deposits
from bluebook.runs import sweeps
from bluebook.site import builds, grids

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SCREENSHOTS = Path(__file__).parent / "screenshots"  # for a person to look at; not kept in git
HERE = ("127.0.0.1", "localhost", "::1")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser():
    """A running chromium, closed after the module: Playwright keeps an event loop running as long as it is open."""
    if not CHROMIUM.exists():
        pytest.skip(f"browser tests skipped: no chromium at {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser):
    """A page of 1280 by 900 in a context without cookies or cache, that notes its errors and what it asks of strangers."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.errors, opened.strangers = [], []
    context.on("console", lambda said: said.type == "error" and opened.errors.append(said.text))
    context.on("weberror", lambda failed: opened.errors.append(str(failed.error)))
    context.on("request", lambda request: opened.strangers.extend(strange(request.url)))
    opened.on("websocket", lambda socket: opened.strangers.extend(strange(socket.url)))
    yield opened
    context.close()


def strange(address):
    """Return the address in a list if it is on another machine, else an empty list."""
    parts = urlsplit(address)
    return [address] if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE else []


@pytest.fixture(scope="session")
def site(request, once):
    """The folder of the whole site, built once for all workers of a test run, or the one that BLUEBOOK_SITE names."""
    if os.environ.get("BLUEBOOK_SITE"):
        return Path(os.environ["BLUEBOOK_SITE"]).absolute()
    if any("redrawn" in getattr(item, "fixturenames", ()) for item in request.session.items):  # they are drawn in any case
        take_over(request.getfixturevalue("redrawn"))
    with once("site") as folder:
        if not (folder / builds.MARK).exists():
            builds.build(folder)
    return folder


def take_over(redrawn):
    """Give the grid of the site the runs that this test run has already made."""
    places = grids.CACHE / "runs"
    with deposits.entered(places, tell=print):
        for run in grids.listed():
            if (redrawn / run.id).is_dir() and not sweeps.whole(run, grids.CACHE, "svg,pdf,png"):
                fresh = places / f"{deposits.MAKING}{run.id}"
                shutil.copytree(redrawn / run.id, fresh)
                shutil.rmtree(places / run.id, ignore_errors=True)
                fresh.rename(places / run.id)


@pytest.fixture(scope="session")
def served(site):
    """The address of the site on a server of this machine."""
    handler = partial(QuietHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(params=["disk", "server"])
def home(request):
    """Where the site is: a folder on the disk, then the same on a server."""
    return request.getfixturevalue("site").as_uri() if request.param == "disk" else request.getfixturevalue("served")


def opened(page, address):
    """Open a page with a timeline, a table or a search, and wait until that is there; return the page."""
    page.goto(address)
    page.wait_for_selector("html.ready")
    return page


@pytest.fixture
def clean(page):
    """After each test: nothing went wrong in the console, and nothing was asked of another machine."""
    yield
    assert page.errors == [] and page.strangers == []


@pytest.fixture(scope="session")
def screenshots():
    """The folder of pictures for a person to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS


@pytest.fixture(scope="session")
def axe():
    """A function that returns what axe-core finds on a page at WCAG 2.1 AA, a line per violation."""
    if not AXE.exists():
        pytest.skip("accessibility tests skipped: no axe-core; `make tests/browser/node_modules` installs it")
    source = AXE.read_text(encoding="utf-8")

    def found(page):
        page.evaluate(source)
        told = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG)
        return [f"{one['id']}: {one['help']}: {node['html'][:200]} {node.get('failureSummary', '')}"
                for one in told["violations"] for node in one["nodes"]]  # fmt: skip

    return found
