"""What a server says of one address. Redirects are followed within the site only; of a page no more than the start is read."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from bluebook.links.addresses import same_page, same_site

STATES = {
    "answers": "the page is there",
    "moved": "the page is at another address of the same site",
    "elsewhere": "the address leads to another site, which was not asked",
    "gone": "the server says that there is no such page (404 or 410)",
    "closed": "the server doesn't let this program read it (401, 403, 451 or robots.txt)",
    "error": "the server has a fault, is too busy, or redirects in a circle",
    "silent": "nobody answered in time, or there is no such host",
}
HOPS = 5  # redirects followed; browsers stop at 20
START = 65_536  # bytes read of a page: enough to see that one comes
BUSY = (429, 503)


@dataclass(frozen=True)
class Answer:
    """What came of one address: a state of STATES, the last status code (0 if none came), where it led, and a remark.

    wait: the seconds after which the server asks to be asked again; 0 if it does not.
    """

    state: str
    code: int = 0
    moved_to: str = ""
    remark: str = ""
    wait: float = 0.0


async def ask(client: httpx.AsyncClient, url: str, seconds: float) -> Answer:
    """Return what is at an address, after `seconds` at the latest."""
    try:
        async with asyncio.timeout(seconds):
            return await _followed(client, url)
    except TimeoutError:
        return Answer("silent", remark=f"no answer within {seconds:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:  # ValueError: a host name or redirect that is none
        return Answer("silent", remark=str(error).splitlines()[0][:120] if str(error) else type(error).__name__)


async def _followed(client: httpx.AsyncClient, url: str) -> Answer:
    here, seen = url, {url}
    for _ in range(HOPS + 1):
        code, to, wait = await _once(client, here)
        if not to:
            return _judged(url, here, code, wait)
        if not same_site(url, to):
            return Answer("elsewhere", code, to)
        if to in seen:
            return Answer("error", code, to, "redirects in a circle")
        here = to
        seen.add(to)
    return Answer("error", code, here, f"more than {HOPS} redirects")


async def _once(client: httpx.AsyncClient, url: str) -> tuple[int, str, float]:
    """Return the status code of an address, the address that it redirects to, and the wait that it asks for."""
    async with client.stream("GET", url) as answer:
        if answer.is_redirect:
            return answer.status_code, urljoin(url, answer.headers["location"]).partition("#")[0], 0.0
        read = 0
        async for part in answer.aiter_raw():
            read += len(part)
            if read >= START:
                break
        said = answer.headers.get("retry-after", "")
        return answer.status_code, "", float(said) if said.isdigit() else 0.0


def _judged(url: str, here: str, code: int, wait: float) -> Answer:
    moved = "" if same_page(url, here) else here
    if code in (404, 410):
        return Answer("gone", code, moved)
    if code in (401, 403, 451):
        return Answer("closed", code, moved)
    if code >= 400:
        return Answer("error", code, moved, "too busy" if code in BUSY else "", wait if code in BUSY else 0.0)
    return Answer("moved" if moved else "answers", code, moved)
