"""The addresses that rows rest on, and which of them belong to one site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from bluebook.ground import paths
from bluebook.ground.phrases import plural
from bluebook.ground.refusals import Refused, did_you_mean, listed
from bluebook.record import codebook, files


@dataclass(frozen=True)
class Address:
    """One page: its address, the rows that rest on it (table and key), and the day of the first one, where a row has a day."""

    url: str
    rows: tuple[str, ...]
    day: str = ""


def listing(chosen: tuple[str, ...] = (), partner: str = "") -> list[Address]:
    """Return the addresses of the record in alphabetical order, of the tables chosen or of all; partner: of its rows alone."""
    known = [name for name in codebook.MODELS if "source_url" in codebook.columns(name)]
    for name in chosen:
        if name not in known:
            raise Refused(f'table: "{name}" has no addresses ({listed(known, 20)}){did_you_mean(name, known)}')
    found: dict[str, list[tuple[str, str]]] = {}
    for name in chosen or known:
        for row in files.read(name, paths.data())[0].to_dict("records"):
            if row["source_url"].startswith(("http://", "https://")) and _is_of(row, partner):
                key = " ".join([name, *(row[column] for column in codebook.key(name) or list(row)[:1])])
                found.setdefault(row["source_url"], []).append((key, _day(row)))
    return [Address(url, tuple(key for key, _ in rows), min((day for _, day in rows if day), default=""))
            for url, rows in sorted(found.items())]  # fmt: skip


def _is_of(row: dict[str, str], partner: str) -> bool:
    cells = ";".join(row.get(column, "") for column in ("partners", "partner", "country", "issuers", "from", "to"))
    return not partner or partner in cells.split(";")


def _day(row: dict[str, str]) -> str:
    return next((row[column][:10] for column in ("date", "first_day", "from") if str(row.get(column, ""))[:4].isdigit()), "")


def host(url: str) -> str:
    """Return the host of an address with its port, as in its name: www.mofa.go.jp."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are on one site: the same host, with or without www."""
    return host(one).removeprefix("www.") == host(other).removeprefix("www.")


def same_page(one: str, other: str) -> bool:
    """Tell whether two addresses differ in nothing but http or https, www. and a last slash."""
    first, second = urlsplit(one), urlsplit(other)
    return same_site(one, other) and (first.path.rstrip("/"), first.query) == (second.path.rstrip("/"), second.query)


def counted(addresses: list[Address], most: int = 20) -> list[str]:
    """Return how many pages there are and on which hosts, the largest first, in words."""
    hosts = Counter(host(address.url) for address in addresses)
    lines = [f"{n:>7,}  {name}" for name, n in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))]
    rest = [f"{len(lines) - most:>7,}  more hosts"] * (len(lines) > most)
    return [f"{plural(len(addresses), 'address', 'addresses')} on {plural(len(hosts), 'host')}:", *lines[:most], *rest]
