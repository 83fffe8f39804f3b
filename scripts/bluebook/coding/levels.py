"""The level: the rank of the two sides.

Rule: the offices that the leads held on that day (offices.csv), not the importance of the talk. Unequal rank is special. Where
a partner's lead is not known, the name of the event decides (首脳会談, foreign ministers' meeting).
"""

from __future__ import annotations

import re

from bluebook.coding import leads
from bluebook.coding.cells import Cell, Part, cell, search
from bluebook.coding.names import Named

HEADS = {"head_of_government", "head_of_state", "head_of_organisation"}
WORDS = [
    (re.compile(r"首脳|\bsummit (?:meeting|talk|telephone)|\bleaders'? (?:meeting|video)", re.IGNORECASE), "summit"),
    (re.compile(
        r"外相(?:電話|テレビ)?(?:会談|会合|会議)|外務大臣(?:電話|テレビ)?(?:会談|会合|会議)|"
        r"\bforeign ministers'?\W? (?:meeting|telephone|video|talk|working)",
        re.IGNORECASE), "foreign_ministers"),
    (re.compile(
        r"防衛(?:相|大臣)(?:電話|テレビ)?会談|\bdefen[cs]e minist\w+ (?:meeting|telephone|video)",
        re.IGNORECASE), "defence_ministers"),
]  # fmt: skip


def level(part: Part, ours: list[Named], theirs: list[Named]) -> Cell:
    """Return the level of the event."""
    if (named := search(leads.ECONOMIC, part.stating)) and len(ours) > 1:
        return cell("economic_2+2", *named)
    if (named := search(leads.PAIRED, part.stating)) and len(ours) > 1:
        return cell("2+2", *named)
    if ours and theirs:
        phrase = "; ".join(f"{each.holder.person}: {each.holder.office}" for each in (*ours, *theirs))
        return Cell(
            _by_offices(ours[0].holder.office, [each.holder.office for each in theirs], theirs), phrase, part.anchor.line
        )
    return next((cell(value, *found) for pattern, value in WORDS if (found := search(pattern, part.stating))), Cell())


def _by_offices(ours: str, theirs: list[str], people: list[Named]) -> str:
    others = set(theirs)
    if ours == "head_of_government":
        return "summit" if others <= HEADS else "special"
    if ours == "foreign_minister":
        nato = all(each.holder.country == "NATO" for each in people if each.holder.office == "head_of_organisation")
        fitting = {"foreign_minister", "deputy"} | ({"head_of_organisation"} if nato else set())
        return "foreign_ministers" if others <= fitting else "special"
    if ours == "defence_minister" and others <= {"defence_minister"}:
        return "defence_ministers"
    like = {"economy_minister": {"economy_minister"}, "minister": {"minister"}}
    return "ministerial" if others <= like.get(ours, set()) else "special"
