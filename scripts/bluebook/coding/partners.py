"""With whom: the countries and organisations that took part beside Japan.

Rule: those for which the leads held office, and those in the name of the event (日英, Japan-U.S.-ROK). Where the two differ the
cell says so.
"""

from __future__ import annotations

import re

from bluebook.coding import names
from bluebook.coding.cells import Cell, Part
from bluebook.coding.known import Known
from bluebook.coding.names import Named

MEMBERS = {"G7": "CAN;DEU;EUU;FRA;GBR;ITA;USA", "中央アジア+日本": "KAZ;KGZ;TJK;TKM;UZB", "Quad": "AUS;IND;USA"}
GROUPS = re.compile(
    r"(G7|中央アジア\+日本|Quad)」?(?:・|対話|\s|第\d+回)*(?:首脳|外相|Foreign Ministers|Leaders)(?:電話|テレビ)?"
    r"(?:会合|会議|協議|.{0,3} ?(?:Meeting|Video|Telephone))|^(G7)[^会談]{1,14}サミット(?:\(|の結果|$)"
)


def partners(part: Part, known: Known, theirs: list[Named]) -> Cell:
    """Return the partners of the event, in the order of their codes."""
    spoken = {each.holder.country for each in theirs}
    if (group := GROUPS.search(part.title.text)) and not re.search(r"機会|際|margins", part.title.text):
        return Cell(MEMBERS[group[1] or group[2]], group[0], part.title.line)
    titled = set(names.titled(part, known)) - {"JPN"}
    if spoken and titled and not spoken <= titled:
        return _cell(spoken, theirs, part, f"the name of the event says {';'.join(sorted(titled))}")
    if titled:
        return Cell(";".join(sorted(titled)), part.title.text or part.anchor.text[:60], part.title.line)
    if spoken:
        return _cell(spoken, theirs, part)
    return _only(part, known)


def _cell(codes: set[str], theirs: list[Named], part: Part, remark: str = "") -> Cell:
    return Cell(";".join(sorted(codes)), "; ".join(each.phrase for each in theirs), part.anchor.line, remark)


def _only(part: Part, known: Known) -> Cell:
    """Return the one country that the page names, where nobody is known by name."""
    for sentence in part.stating:
        found = {known.country_names[match[0]]: match[0] for match in known.country_pattern.finditer(sentence.text)}
        found.pop("JPN", None)
        if len(found) == 1:
            ((code, phrase),) = found.items()
            return Cell(code, phrase, sentence.line)
    return Cell()


def form(codes: str) -> str:
    """Return how many sat together, from the list of partners."""
    number = len(codes.split(";")) if codes else 0
    return {0: "", 1: "bilateral", 2: "trilateral"}.get(number, "plurilateral")
