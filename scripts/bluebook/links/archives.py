"""Copies of pages that are gone, by the availability service of the Internet Archive (archive.org/help/wayback_api.php)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

SERVICE = "https://archive.org/wayback/available"


@dataclass(frozen=True)
class Copy:
    """A page as it was archived: the address of the copy and its day; both empty where none is known."""

    url: str = ""
    day: str = ""


def question(url: str, day: str, service: str = SERVICE) -> str:
    """Return the address that asks for the copy of a page nearest to a day (YYYY-MM-DD; the newest one if empty)."""
    return f"{service}?{urlencode({'url': url} | ({'timestamp': day.replace('-', '')} if day else {}))}"


async def nearest(client: httpx.AsyncClient, url: str, day: str, service: str = SERVICE) -> Copy:
    """Return the copy nearest to a day; none where the service knows none or does not answer."""
    try:
        said = await client.get(question(url, day, service))
        closest = said.json()["archived_snapshots"]["closest"]
        stamp, place = str(closest["timestamp"]), str(closest["url"])
    except (httpx.HTTPError, json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError):
        return Copy()
    there = closest.get("available") and str(closest.get("status", "200")).startswith("2") and len(stamp) >= 8
    return Copy(place.replace("http://", "https://", 1), f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}") if there else Copy()
