"""A round through all addresses: hosts side by side, the pages of one host one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import httpx

from bluebook.links import archives, reports
from bluebook.links.addresses import Address, host
from bluebook.links.hosts import AGENT, Host

HOSTS = 8  # asked side by side


@dataclass(frozen=True)
class Manners:
    """How to ask: seconds between two requests to a host, seconds for one, what is looked up in the archive, and there where.

    copies: "missing" (pages that are gone or silent), "all" or "none". today: the day that the report names.
    """

    today: str
    pause: float = 2.0
    seconds: float = 20.0
    copies: str = "missing"
    service: str = archives.SERVICE


def walk(addresses: Sequence[Address], file: Path, manners: Manners, told: Callable[[str], object] = lambda url: None,
         again: bool = False) -> dict[str, reports.Line]:  # fmt: skip
    """Ask every address that the report does not have yet, add each to the report, and return the lines of these addresses.

    told: called with each address that is done. again: ask also those that are in the report.
    """
    known = reports.read(file)
    mine = {address.url for address in addresses}
    kept = {url: line for url, line in known.items() if not (again and url in mine)}
    reports.write(file, kept)
    for url in sorted(mine & set(kept)):
        told(url)
    try:
        asyncio.run(_round([address for address in addresses if address.url not in kept], file, manners, told))
    except ExceptionGroup as group:  # a full disk, say: the first reason is enough
        raise group.exceptions[0] from None
    done = reports.read(file)
    reports.write(file, done)
    return {url: line for url, line in done.items() if url in mine}


async def _round(asked: Sequence[Address], file: Path, manners: Manners, told: Callable[[str], object]) -> None:
    by_host = groupby(sorted(asked, key=lambda address: (host(address.url), address.url)), lambda address: host(address.url))
    turns, archive = asyncio.Semaphore(HOSTS), asyncio.Lock()
    limits = httpx.Timeout(manners.seconds)
    async with httpx.AsyncClient(headers={"User-Agent": AGENT}, timeout=limits) as client, asyncio.TaskGroup() as group:
        for _, pages in by_host:
            group.create_task(_one_host(client, list(pages), file, manners, told, turns, archive))


async def _one_host(client: httpx.AsyncClient, pages: Sequence[Address], file: Path, manners: Manners,
                    told: Callable[[str], object], turns: asyncio.Semaphore, archive: asyncio.Lock) -> None:
    async with turns:
        asked = Host(client, manners.pause, manners.seconds)
        for address in pages:
            answer = await asked.answer(address.url)
            copy = archives.Copy()
            if manners.copies == "all" or (manners.copies == "missing" and answer.state in ("gone", "silent", "elsewhere")):
                async with archive:  # one question at a time, with the same pause
                    copy = await archives.nearest(client, address.url, address.day, manners.service)
                    await asyncio.sleep(manners.pause)
            line = {"address": address.url, "rows": ";".join(address.rows), "asked": manners.today, "state": answer.state,
                    "code": str(answer.code or ""), "moved_to": answer.moved_to, "archive_url": copy.url,
                    "archived": copy.day, "remark": answer.remark}  # fmt: skip
            reports.add(file, line)
            told(address.url)
