"""How the formats spell countries, beyond the columns code, alpha2, name_en, cameo and fips of countries.csv."""

from __future__ import annotations

import re
import unicodedata

from bluebook.record import tables

# Codes that a state or territory had before, or has outside ISO 3166: ROM of Romania until 2002, XKX and others of Kosovo.
FORMER = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "BUR": "MMR", "SCG": "SRB", "KOS": "XKX", "KSV": "XKX", "RKS": "XKX",
          "PAL": "PSE", "WBG": "PSE"}  # fmt: skip
GONE = ("SUN", "YUG", "CSK", "CSH", "DDR", "YMD", "ANT")  # of states that no single state is the same as today
CAMEO = FORMER | {"XKX": "XKX", "WSB": "PSE", "GZS": "PSE", "ROU": "ROU", "TLS": "TLS", "MNE": "MNE", "IMN": "IMN",
                  "EUU": "EUU",
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
    "congo democratic republic of the": "COD", "congo the democratic republic of the": "COD", "congo kinshasa zaire": "COD",
    "congo republic of the": "COG", "congo brazzaville": "COG", "dprk": "PRK", "rok": "KOR", "uae": "ARE", "vatican": "VAT",
    "republic of china": "TWN", "republic of china taiwan": "TWN", "holy see vatican city state": "VAT", "prc": "CHN",
    "slovak republic": "SVK", "st kitts and nevis": "KNA", "st vincent and the grenadines": "VCT", "gambia the": "GMB",
    "bahamas the": "BHS", "falkland islands malvinas": "FLK", "svalbard": "SJM", "svalbard and jan mayen islands": "SJM",
    "republic of moldova": "MDA", "republic of macedonia": "MKD", "former yugoslav republic of macedonia": "MKD",
    "macedonia republic of": "MKD", "palestinian territories": "PSE", "west bank and gaza": "PSE",
    "west bank and gaza strip": "PSE",
    "saint helena ascension and tristan da cunha": "SHN", "virgin islands british": "VGB", "virgin islands u s": "VIR",
    "sint maarten dutch part": "SXM", "bonaire sint eustatius and saba": "BES", "reunion": "REU", "republic of turkiye": "TUR",
    "united kingdom of great britain and northern ireland": "GBR", "netherlands kingdom of the": "NLD",
    "kingdom of the netherlands": "NLD", "the netherlands": "NLD", "the philippines": "PHL", "republic of ireland": "IRL",
    "britain": "GBR", "hong kong sar": "HKG", "macao sar": "MAC", "aland islands": "ALA", "sao tome": "STP",
    "republic of serbia": "SRB", "republic of kosovo": "XKX",
    # names that a state had before
    "zaire": "COD", "upper volta": "BFA", "dahomey": "BEN", "ceylon": "LKA", "siam": "THA", "persia": "IRN", "kampuchea": "KHM",
    "west germany": "DEU", "federal republic of germany": "DEU", "southern rhodesia": "ZWE", "rhodesia": "ZWE",
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
    "cameo": ("", "0", *GONE, "---", "AFR", "ASA", "BAG", "BLK", "CAS", "CAU", "CEU", "CFR", "CRB", "EAF", "EEU", "EIN", "EUR",
              "LAM", "MDT", "MEA", "NAF", "NMR", "PGS", "SAF", "SAM", "SAS", "SCN", "SEA", "WAF", "WST"),
    "fips": ("", "AT", "AX", "BQ", "BS", "CR", "DQ", "DX", "EU", "FQ", "GO", "HQ", "IP", "JQ", "JU", "KQ", "LQ", "MQ", "NM",
             "NT", "OS", "PF", "PG", "PJ", "TE", "UF", "UU", "WQ"),
    "iso": ("", *GONE),
    "name": ("", "abkhazia", "austria hungary", "crimea", "czechoslovakia", "east germany", "federal republic of yugoslavia",
             "german democratic republic", "hawaii", "netherlands antilles", "north vietnam", "north yemen", "ottoman empire",
             "prussia", "south ossetia", "south vietnam", "south yemen", "soviet union", "tanganyika", "tibet",
             "transnistria", "union of soviet socialist republics", "united arab republic", "ussr", "yugoslavia", "zanzibar"),
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
    for kind, more in (("iso", FORMER), ("cameo", CAMEO), ("fips", FIPS), ("name", NAMES | bodies)):
        found |= {(kind, spelling): code for spelling, code in more.items()}
    for kind, spellings in NO_COUNTRY.items():
        found = {(kind, spelling): "" for spelling in spellings} | found
    return sorted((*key, code) for key, code in found.items())
