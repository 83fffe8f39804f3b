"""ICEWS events: daily, weekly and yearly files of 20 columns. Built on the columns and rows of real files of 2018 and 2019.

Irregularities that are taken care of: NA or nothing where a value is missing; month/day/year dates and no CAMEO code in a
release of 2017; codes that lost their zeros; rows that stand twice and ids used again on other days (a row is the same row
where id and day are); quotation marks that quote nothing.
"""

from __future__ import annotations

from bluebook.sources.formats import CAMEO, MIRROR, Format
from bluebook.sources.spellings import plain

TEXTS = {"Consult": "040", "Discuss by telephone": "041", "Make a visit": "042", "Host a visit": "043",
         "Meet at a 'third' location": "044", "Mediate": "045", "Engage in negotiation": "046", "Sign formal agreement": "057",
         "Express intent to meet or negotiate": "036"}  # fmt: skip


def _who(side: str) -> str:
    """Return the country of an actor, or its name, where it is an organisation."""
    country = f'"{side} Country"'
    return f"""CASE WHEN {country} IN ('', 'NA') THEN {plain(f'"{side} Name"')} ELSE {plain(country)} END"""


def _official(side: str) -> str:
    """Tell whether an actor is a country as such (no sector) or of its government or forces."""
    sectors = f'"{side} Sectors"'
    words = " OR ".join(f"{sectors} LIKE '%{word}%'" for word in ("Government", "Executive", "Ministry", "Military"))
    return f"({sectors} IN ('', 'NA') OR {words})"


def _both(sector: str) -> str:
    return f""" WHEN "Source Sectors" LIKE '%{sector}%' AND "Target Sectors" LIKE '%{sector}%' THEN """


def _code() -> str:
    """Return the code with its zeros: 42 is 042 and 311 is 0311, as CAMEO's first two digits end at 20; else from the text."""
    code = '"CAMEO Code"'
    texts = "".join(f" WHEN '{text.replace(chr(39), chr(39) * 2)}' THEN '{code}'" for text, code in TEXTS.items())
    return (f"CASE WHEN {code} IN ('', 'NA') THEN CASE \"Event Text\"{texts} ELSE '' END "
            f"WHEN length({code}) = 2 OR (length({code}) = 3 AND left({code}, 2) > '20') THEN '0' || {code} ELSE {code} END")


FORMAT = Format(
    id="icews",
    title="ICEWS events",
    evidence="checked against rows of real files, which may not be shipped",
    columns=("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
             "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
             "District", "Province", "Country", "Latitude", "Longitude"),
    needed=("Event ID", "Event Date", "Source Country", "Event Text", "Target Country"),
    day="Event Date",
    days=("%Y-%m-%d", "%m/%d/%Y"),
    actor=_who("Source"),
    target=_who("Target"),
    spelt="name",
    place=plain('"Country"'),
    place_spelt="name",
    code=_code(),
    kinds=CAMEO,
    mirror=MIRROR,
    level="CASE" + _both("Executive Office") + "'summit'" + _both("Foreign Ministry") + "'foreign_ministers'"
          + _both("Defense / Security Ministry") + "'defence_ministers'" + _both("Ministry") + "'ministerial' ELSE '' END",
    keep=f"{_official('Source')} AND {_official('Target')}",
    left_out="not of governments",
    key='"Event ID"',
)  # fmt: skip
