"""ICEWS events: daily, weekly and yearly files of 20 columns. Built on the columns and rows of real files of 2018 and 2019.

Irregularities that are taken care of: month/day/year dates and no CAMEO code in a release of 2017; codes without their zeros;
rows that occur twice, and ids used again on other days (rows with the same id and day are one row); quotation marks around some
cells, all cells or within a name.
"""

from __future__ import annotations

from bluebook.sources.cameo import SECTORS
from bluebook.sources.formats import CAMEO, MIRROR, Format
from bluebook.sources.spellings import ORGANISATIONS, plain

TEXTS = {"Consult": "040", "Discuss by telephone": "041", "Make a visit": "042", "Host a visit": "043",
         "Meet at a 'third' location": "044", "Mediate": "045", "Engage in negotiation": "046", "Sign formal agreement": "057",
         "Express intent to meet or negotiate": "036"}  # fmt: skip


def _who(side: str) -> str:
    """Return the country of an actor; its name if it is an organisation that counts as one, such as the European Union."""
    country, name = f'"{side} Country"', plain(f'"{side} Name"')
    return (f"""CASE WHEN {country} <> '' THEN coalesce(nullif({plain(country)}, ''), {country}) """
            f"""WHEN {name} IN ({str(ORGANISATIONS)[1:-1]}) THEN {name} ELSE '' END""")  # fmt: skip


def _official(side: str) -> str:
    """Tell whether an actor is a country as such (no sector) or of its government or forces."""
    sectors = f'"{side} Sectors"'
    words = " OR ".join(f"{sectors} LIKE '%{word}%'" for word in ("Government", "Executive", "Ministry", "Military"))
    return f"({sectors} = '' OR {words})"


def _both(sector: str) -> str:
    return f""" WHEN "Source Sectors" LIKE '%{sector}%' AND "Target Sectors" LIKE '%{sector}%' THEN """


def _code() -> str:
    """Return the code, or the one that the text stands for."""
    texts = "".join(f" WHEN '{text.replace(chr(39), chr(39) * 2)}' THEN '{code}'" for text, code in TEXTS.items())
    return f"""CASE WHEN "CAMEO Code" <> '' THEN "CAMEO Code" ELSE CASE "Event Text"{texts} ELSE '' END END"""


_KNOWN = f"|.*(Government|Executive|Ministry|Military).*|{SECTORS}"
_WORDS = """list_transform(string_split("Source Sectors" || ',' || "Target Sectors", ','), lambda word: trim(word))"""

FORMAT = Format(
    id="icews",
    title="ICEWS events",
    evidence="checked against rows of real files, which may not be shipped",
    columns=("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
             "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
             "District", "Province", "Country", "Latitude", "Longitude"),
    needed=("Event ID", "Event Date", "Source Country", "Event Text", "Target Country"),
    day="Event Date",
    actor=_who("Source"),
    target=_who("Target"),
    actor_told='"Source Country"',
    target_told='"Target Country"',
    spelt="name",
    place=plain('"Country"'),
    place_spelt="name",
    code=_code(),
    kinds=CAMEO,
    cameo=True,
    mirror=MIRROR,
    level="CASE" + _both("Executive Office") + "'summit'" + _both("Foreign Ministry") + "'foreign_ministers'"
          + _both("Defense / Security Ministry") + "'defence_ministers'" + _both("Ministry") + "'ministerial' ELSE '' END",
    keep=f"{_official('Source')} AND {_official('Target')}",
    strange=f"list_filter({_WORDS}, lambda word: NOT regexp_full_match(word, '{_KNOWN}'))",
    key='"Event ID"',
)  # fmt: skip
