"""The time zone of a venue, by the time zone database (tzdata): of a city where its country has several, else of the country.

A place without a zone has none here, rather than a guess.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from bluebook.record import tables

DATA = resources.files("tzdata") / "zoneinfo"  # of the package, whatever the machine's own is
ONE_CLOCK = {"CHN": "Asia/Shanghai", "DEU": "Europe/Berlin"}  # one official time, though the database lists more zones
CITIES = {
    "AUS": {"Brisbane": "Australia/Brisbane", "Canberra": "Australia/Sydney", "Darwin": "Australia/Darwin",
            "Melbourne": "Australia/Melbourne", "Perth": "Australia/Perth", "Queenscliff": "Australia/Melbourne",
            "Sydney": "Australia/Sydney"},
    "ARG": {"Buenos Aires": "America/Argentina/Buenos_Aires"},
    "BRA": {"Rio de Janeiro": "America/Sao_Paulo"},
    "CAN": {"Charlevoix": "America/Toronto", "Kananaskis": "America/Edmonton", "Montreal": "America/Toronto",
            "Niagara": "America/Toronto", "Ottawa": "America/Toronto", "Toronto": "America/Toronto",
            "Vancouver": "America/Vancouver"},
    "ESP": {"Madrid": "Europe/Madrid"},
    "IDN": {"Bali": "Asia/Makassar", "Bogor": "Asia/Jakarta", "Jakarta": "Asia/Jakarta"},
    "KAZ": {"Astana": "Asia/Almaty"},
    "MEX": {"Mexico City": "America/Mexico_City"},
    "MNG": {"Ulaanbaatar": "Asia/Ulaanbaatar"},
    "MYS": {"Kuala Lumpur": "Asia/Kuala_Lumpur", "Putrajaya": "Asia/Kuala_Lumpur"},
    "NZL": {"Auckland": "Pacific/Auckland", "Wellington": "Pacific/Auckland"},
    "PNG": {"Port Moresby": "Pacific/Port_Moresby"},
    "RUS": {"Moscow": "Europe/Moscow", "Sochi": "Europe/Moscow", "St. Petersburg": "Europe/Moscow",
            "Vladivostok": "Asia/Vladivostok"},
    "UKR": {"Kyiv": "Europe/Kyiv"},
    "USA": {"Boston": "America/New_York", "Camp David": "America/New_York", "Honolulu": "Pacific/Honolulu",
            "Los Angeles": "America/Los_Angeles", "New York": "America/New_York", "Palm Beach": "America/New_York",
            "San Francisco": "America/Los_Angeles", "Washington, D.C.": "America/New_York", "Wilmington": "America/New_York"},
    "UZB": {"Tashkent": "Asia/Tashkent"},
}  # fmt: skip


def of_place(country: str, city: str) -> str:
    """Return the name of the zone of a venue, empty where it is not known."""
    own = of_country().get(country, [])
    return own[0] if len(own) == 1 else CITIES.get(country, {}).get(city, "")


@cache
def of_country() -> dict[str, list[str]]:
    """Return the zones of each country by its code of three letters, as the database lists them."""
    short = dict(zip(tables.countries()["alpha2"], tables.countries()["code"], strict=True))
    found: dict[str, list[str]] = {}
    for line in (DATA / "zone.tab").read_text(encoding="utf-8").splitlines():
        alpha2, _, name = [*line.split("\t"), "", ""][:3]
        if alpha2 in short:
            found.setdefault(short[alpha2], []).append(name)
    return found | {country: [name] for country, name in ONE_CLOCK.items()}


@cache
def zone(name: str) -> ZoneInfo:
    """Return a zone by its name."""
    with DATA.joinpath(*name.split("/")).open("rb") as content:
        return ZoneInfo.from_file(content, key=name)
