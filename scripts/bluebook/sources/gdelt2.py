"""GDELT 2.0 events: quarter-hours, 61 columns, no header. Checked against a real quarter-hour of 1 January 2018."""

from __future__ import annotations

from bluebook.sources.cameo import TYPES
from bluebook.sources.formats import CAMEO, MIRROR, Format

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
          "Type2Code", "Type3Code")  # fmt: skip
_PLACE = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
HEAD = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *(f"Actor1{part}" for part in _ACTOR),
        *(f"Actor2{part}" for part in _ACTOR), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
        "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone")  # fmt: skip


def _who(actor: str) -> str:
    """Return the country of an actor, or the organisation where the country column names a region (EUR, WST) or nothing."""
    return (f"CASE {actor}KnownGroupCode WHEN 'EEC' THEN 'EUU' WHEN 'NAT' THEN 'NATO' WHEN 'ASN' THEN 'ASEAN' "
            f"ELSE {actor}CountryCode END")  # fmt: skip


def _official(actor: str) -> str:
    """Tell whether an actor is a country as such or its government or forces: not a firm, a paper, a crowd."""
    types = [f"{actor}Type{number}Code" for number in (1, 2, 3)]
    return f"({types[0]} = '' OR " + " OR ".join(f"{name} IN ('GOV', 'MIL')" for name in types) + ")"


HEADS = "('PRIME MINISTER', 'PRESIDENT', 'HEAD OF STATE', 'HEAD OF GOVERNMENT', 'CHANCELLOR')"
MINISTERS = "('FOREIGN MINISTER', 'FOREIGN MINISTRY', 'MINISTRY OF FOREIGN AFFAIRS', 'SECRETARY OF STATE')"

_TYPES = ", ".join(f"{actor}Type{number}Code" for actor in ("Actor1", "Actor2") for number in (1, 2, 3))

FORMAT = Format(
    id="gdelt2",
    title="GDELT 2.0 events",
    evidence="checked against real files",
    columns=(*HEAD, *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in _PLACE),
             "DATEADDED", "SOURCEURL"),
    widths=(61,),
    header=False,
    day="SQLDATE",
    days=("%Y%m%d", "%Y-%m-%d", "%Y%m%d.0"),
    actor=_who("Actor1"),
    target=_who("Actor2"),
    spelt="cameo",
    place="ActionGeo_CountryCode",
    place_spelt="fips",
    code="EventCode",
    kinds=CAMEO,
    cameo=True,
    mirror=MIRROR,
    level=f"CASE WHEN Actor1Name IN {HEADS} AND Actor2Name IN {HEADS} THEN 'summit' "
          f"WHEN Actor1Name IN {MINISTERS} AND Actor2Name IN {MINISTERS} THEN 'foreign_ministers' ELSE '' END",
    keep=f"{_official('Actor1')} AND {_official('Actor2')}",
    strange=f"list_filter([{_TYPES}], lambda word: word NOT IN ('', {str(TYPES)[1:-1]}))",
)  # fmt: skip
