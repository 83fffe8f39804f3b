"""One host, asked one page at a time, with a pause between any two and as its robots.txt allows."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from urllib.robotparser import RobotFileParser

import httpx

from bluebook.links.addresses import host
from bluebook.links.answers import BUSY, Answer, ask

AGENT = "bluebook-links"
LONGEST = 60.0  # seconds: a longer pause is not waited for
GIVEN_UP = 3  # silences in a row after which the rest of a host is left


@dataclass
class Host:
    """How to ask one host: seconds between two requests, seconds for one, and what its robots.txt says."""

    client: httpx.AsyncClient
    pause: float
    seconds: float
    rules: RobotFileParser | None = None
    silences: int = 0
    free: float = field(default=0.0)  # the moment from which it may be asked again

    async def answer(self, url: str) -> Answer:
        """Return what is at an address of this host; a busy server is asked once more if it says when."""
        if self.silences >= GIVEN_UP:
            return Answer("silent", remark=f"left: the host was silent {GIVEN_UP} times in a row")
        if self.rules is None:
            self.rules = await self._robots(url)
        if not self.rules.can_fetch(AGENT, url):
            return Answer("closed", remark="left: robots.txt")
        found = await self._turn(url)
        if found.wait and found.wait <= LONGEST:
            await asyncio.sleep(found.wait)
            found = await self._turn(url)
        self.silences = self.silences + 1 if found.state == "silent" else 0
        return found

    async def _turn(self, url: str) -> Answer:
        now = asyncio.get_running_loop().time
        await asyncio.sleep(max(0.0, self.free - now()))
        found = await ask(self.client, url, self.seconds)
        self.free = now() + self.pause
        return found

    async def _robots(self, url: str) -> RobotFileParser:
        """Return the rules of the host: without any all is allowed, and nothing where the server fails (RFC 9309, 2.3.1)."""
        rules = RobotFileParser()
        try:
            async with asyncio.timeout(self.seconds):
                said = await self.client.get(f"{url.partition('://')[0]}://{host(url)}/robots.txt", follow_redirects=True)
        except (TimeoutError, httpx.HTTPError, ValueError):
            rules.parse([])  # the page itself will tell that nobody answers
            return rules
        forbids = said.status_code >= 500 and said.status_code not in BUSY
        rules.parse(["User-agent: *", "Disallow: /"] if forbids else said.text.splitlines() if said.is_success else [])
        delay = rules.crawl_delay(AGENT)
        self.pause = max(self.pause, min(float(delay or 0), LONGEST))
        self.free = asyncio.get_running_loop().time() + self.pause
        return rules
