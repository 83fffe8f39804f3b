"""CAMEO's lists: the codes of events, of the types of actors, and the sectors that ICEWS names in words."""

from __future__ import annotations

# How many codes each code has below it: 02 has 020 to 028, 021 has 0211 to 0214.
_BASES = {"01": 9, "02": 8, "03": 9, "04": 6, "05": 7, "06": 4, "07": 5, "08": 7, "09": 4, "10": 8, "11": 6, "12": 9, "13": 9,
          "14": 5, "15": 4, "16": 6, "17": 5, "18": 6, "19": 6, "20": 4}  # fmt: skip
_BELOW = {"021": 4, "023": 4, "024": 4, "025": 6, "031": 4, "033": 4, "034": 4, "035": 6, "081": 4, "083": 4, "084": 2,
          "086": 3, "087": 4, "101": 4, "103": 4, "104": 4, "105": 6, "112": 5, "121": 2, "122": 4, "123": 4, "124": 6,
          "131": 3, "132": 4, "138": 5, "141": 4, "142": 4, "143": 4, "144": 4, "145": 4, "162": 3, "166": 3, "171": 2,
          "172": 4, "182": 3, "183": 4, "204": 2}  # fmt: skip
CODES = sorted([*_BASES, *(f"{root}{last}" for root, most in _BASES.items() for last in range(most + 1)),
                *(f"{base}{last}" for base, most in _BELOW.items() for last in range(1, most + 1))])  # fmt: skip


def spelt() -> dict[str, str]:
    """Return each way in which a code is found, and the code: with its zero or without it, or as a decimal number (42.0).

    Two digits are always a code of three that lost its zero: the twenty roots do not occur among events.
    """
    bare = {code: code for code in CODES}
    bare |= {code[1:]: code for code in CODES if code.startswith("0")}
    return {"": ""} | bare | {f"{spelling}{end}": code for spelling, code in bare.items() for end in (".0", ".00", ",0")}


TYPES = ("AGR", "AMN", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "GRP", "HLH", "HRI", "IGO", "IMG", "INS",
         "INT", "IRC", "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "MOD", "NGM", "NGO", "OPP", "PKO", "RAD", "REB", "REF", "SEP",
         "SET", "SPY", "UAF", "UIS", "UNO")  # fmt: skip

# Sectors of ICEWS that are not of a government: whole words, and what others begin or end with.
SECTORS = ("Agricultural|Anarchist|Banned Parties|Business|Center Left|Center Right|Centrist|Civic Group|Communist|"
           "Criminals / Gangs|Dissident|Education|Elite|Entertainment|Exiles|Far Left|Far Right|Fundamentalist|"
           "General Population / Civilian / Social|Global|Ideological|Insurgents|Judicial|Labor|Legal|"
           "Legislative / Parliamentary|Libertarian|Local|Lower House|Media|Medical / Health|Municipal|Nationalist|News|"
           "Nongovernmental Organization \\(International\\)|Nongovernmental Organizations / Activists|Organized Violent|"
           "Parties|Police|Protestors / Popular Opposition / Mobs|Provincial|Radicals / Extremists / Fundamentalists|Rebel|"
           "Refugees / Displaced|Regional|Secular|Separatists|Social|State Media|State Owned Enterprises|Student|Tribalist|"
           "Unaffiliated Sectors|Unicameral|Unidentified Forces|Upper House|"
           "(International|Multinational|National|State-Owned|Religious) .*|.* (Business|Court|Divisions|Entertainment|IGOs|"
           "MNCs|News|NGOs|Tribunal)|.*\\(Ethnic Group\\)|.*Party( \\(.*)?")  # fmt: skip
