"""How the formats spell countries, beyond the columns code, alpha2, name_en, cameo and fips of countries.csv."""

from __future__ import annotations

import re
import unicodedata

from bluebook.record import tables

CAMEO = {"WSB": "PSE", "GZS": "PSE", "ROU": "ROU", "TLS": "TLS", "MNE": "MNE", "IMN": "IMN", "KSV": "XKX", "EUU": "EUU",
         "NATO": "NATO", "ASEAN": "ASEAN"}  # fmt: skip
FIPS = {"GZ": "PSE", "JN": "SJM", "RB": "SRB"}  # RB: Serbia since 2006, as GDELT has it
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
    # as ICEWS spells them: countrynames.txt of openeventdata/text_to_CAMEO
    "cook island": "COK", "faeroe islands": "FRO", "the former yugoslav republic of macedonia": "MKD", "madagaskar": "MDG",
    "moldova republic of": "MDA", "gaza": "PSE", "pitcairn": "PCN", "republic of south africa": "ZAF",
    "saint martin french part": "MAF", "serbia and montenegro": "SRB", "united republic of tanzania": "TZA",
    "u s virgin islands": "VIR", "wallis and futuna islands": "WLF", "cocos islands": "CCK",
    # as ISO 3166 and everyday use have them
    "korea republic of": "KOR", "korea democratic people s republic of": "PRK", "democratic people s republic of korea": "PRK",
    "iran islamic republic of": "IRN", "islamic republic of iran": "IRN", "lao people s democratic republic": "LAO",
    "micronesia federated states of": "FSM", "federated states of micronesia": "FSM", "state of palestine": "PSE",
    "palestine state of": "PSE", "uk": "GBR", "great britain": "GBR", "usa": "USA", "u s a": "USA", "u s": "USA",
    "taiwan province of china": "TWN", "bolivia plurinational state of": "BOL", "venezuela bolivarian republic of": "VEN",
    "libyan arab jamahiriya": "LBY", "st lucia": "LCA", "tanzania united republic of": "TZA", "the bahamas": "BHS",
    "people s republic of china": "CHN", "macedonia the former yugoslav republic of": "MKD",
    "congo democratic republic of the": "COD", "congo the democratic republic of the": "COD",
}  # fmt: skip
_BODIES = {
    "EUU": ("european union", "european commission", "european council", "european parliament", "council of the european union",
            "european external action service", "european central bank", "court of justice of the european union",
            "european court of auditors"),
    "NATO": ("nato", "north atlantic treaty organization", "north atlantic treaty organisation"),
    "ASEAN": ("asean", "association of southeast asian nations", "association of south east asian nations"),
}  # fmt: skip
ORGANISATIONS = tuple(name for names in _BODIES.values() for name in names)
# What the lists know and countries.csv has no code for: regions, former states, places of no state. A row that names one is
# not between two countries; a spelling in no list is told as unknown.
NO_COUNTRY = {
    "cameo": ("", "0", "---", "AFR", "ANT", "ASA", "BAG", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR",
              "LAM", "MDT", "MEA", "NAF", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WAF", "WST"),
    "fips": ("", "AT", "AX", "BQ", "BS", "CR", "DQ", "DX", "EU", "FQ", "GO", "HQ", "IP", "JQ", "JU", "KQ", "LQ", "MQ", "NM",
             "NT", "OS", "PF", "PG", "PJ", "TE", "UF", "UU", "WQ"),
    "iso": ("",),
    "name": ("", "czechoslovakia", "german democratic republic", "hawaii", "netherlands antilles", "yugoslavia"),
}  # fmt: skip


def plain(expression: str) -> str:
    """Return the SQL that brings a name to the form of the list of names: lower case, letters and single blanks."""
    return f"trim(regexp_replace(lower(strip_accents({expression})), '[^a-z]+', ' ', 'g'))"


def plainly(name: str) -> str:
    """Return a name in the form that `plain` brings it to."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return re.sub("[^a-z]+", " ", bare.lower()).strip()


def table() -> list[tuple[str, str, str]]:
    """Return list (cameo, fips, iso, name), spelling and code of every country and organisation; '' as code if neither."""
    rows = tables.countries()
    found: dict[tuple[str, str], str] = {}
    for row in rows[rows["kind"].isin(["country", "organisation"])].to_dict("records"):
        spelt = {"cameo": [row["cameo"]], "fips": [row["fips"]], "iso": [row["code"], row["alpha2"]],
                 "name": [plainly(row["name_en"])]}  # fmt: skip
        found |= {(kind, spelling): row["code"] for kind, all_of_it in spelt.items() for spelling in all_of_it if spelling}
    bodies = {name: code for code, names in _BODIES.items() for name in names}
    for kind, more in (("cameo", CAMEO), ("fips", FIPS), ("name", NAMES | bodies)):
        found |= {(kind, spelling): code for spelling, code in more.items()}
    for kind, spellings in NO_COUNTRY.items():
        found = {(kind, spelling): "" for spelling in spellings} | found
    return sorted((*key, code) for key, code in found.items())
