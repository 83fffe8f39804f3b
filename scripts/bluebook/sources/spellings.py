"""How the formats spell countries, beyond the columns code, alpha2, name_en, cameo and fips of countries.csv."""

from __future__ import annotations

import re
import unicodedata

from bluebook.record import tables

CAMEO = {"WSB": "PSE", "GZS": "PSE", "ROU": "ROU", "TLS": "TLS", "MNE": "MNE", "IMN": "IMN", "EUU": "EUU", "NATO": "NATO",
         "ASEAN": "ASEAN"}  # fmt: skip
FIPS = {"GZ": "PSE", "JN": "SJM"}
NAMES = {
    "bosnia herzegovina": "BIH", "brunei darussalam": "BRN", "burma": "MMR", "cape verde": "CPV", "congo kinshasa": "COD",
    "congo democratic republic": "COD", "democratic republic of congo": "COD", "congo republic": "COG", "congo": "COG",
    "cote divoire": "CIV", "ivory coast": "CIV", "czechia": "CZE", "east timor": "TLS", "the gambia": "GMB",
    "holy see vatican city": "VAT", "vatican city": "VAT", "korea": "KOR", "korea south": "KOR", "south korea": "KOR",
    "korea north": "PRK", "kyrgyz republic": "KGZ", "macedonia": "MKD", "occupied palestinian territory": "PSE",
    "palestinian territory occupied": "PSE", "palestinian authority": "PSE", "west bank": "PSE", "gaza strip": "PSE",
    "russian federation": "RUS", "saint kitts nevis": "KNA", "saint vincent grenadines": "VCT", "somoa": "WSM",
    "swaziland": "SWZ", "syrian arab republic": "SYR", "turkey": "TUR", "vietnam": "VNM", "macau": "MAC",
    "antigua barbuda": "ATG", "trinidad tobago": "TTO", "sao tome principe": "STP", "united states of america": "USA",
    "north atlantic treaty organization": "NATO", "association of southeast asian nations": "ASEAN",
    "association of south east asian nations": "ASEAN",
}  # fmt: skip


def plain(expression: str) -> str:
    """Return the SQL that brings a name to the form of the list of names: lower case, letters and single blanks."""
    return f"trim(regexp_replace(lower(strip_accents({expression})), '[^a-z]+', ' ', 'g'))"


def plainly(name: str) -> str:
    """Return a name in the form that `plain` brings it to."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return re.sub("[^a-z]+", " ", bare.lower()).strip()


def table() -> list[tuple[str, str, str]]:
    """Return list (cameo, fips, iso, name), spelling and code of every country and organisation."""
    rows = tables.countries()
    found: dict[tuple[str, str], str] = {}
    for row in rows[rows["kind"].isin(["country", "organisation"])].to_dict("records"):
        spelt = {"cameo": [row["cameo"]], "fips": [row["fips"]], "iso": [row["code"], row["alpha2"]],
                 "name": [plainly(row["name_en"])]}  # fmt: skip
        found |= {(kind, spelling): row["code"] for kind, all_of_it in spelt.items() for spelling in all_of_it if spelling}
    for kind, more in (("cameo", CAMEO), ("fips", FIPS), ("name", NAMES)):
        found |= {(kind, spelling): code for spelling, code in more.items()}
    return sorted((*key, code) for key, code in found.items())
