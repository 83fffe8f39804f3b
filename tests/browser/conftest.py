"""A browser for tests of pages: Debian's chromium through Playwright, in a profile of its own.

`page` is a fresh one for each test. What went wrong on it stands in `page.errors` (the console's errors, exceptions), what it
asked of other machines in `page.strangers` (addresses; there should be none).
"""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
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
