"""What the Japanese pages call the people, places, gatherings and offices that the tables write in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from bluebook.ground import paths
from bluebook.site import translations
from bluebook.views import names

APART = re.compile(r"(total|in person|video|telephone) (short|over) by (\d+)")
BARE = re.compile(r"no rows were collected for ([\d, ]+)")
PARTS = {"total": "総数", "in person": "対面", "video": "テレビ会議", "telephone": "電話"}
SIDES = {"short": "不足", "over": "超過"}


def called(column: str, value: str, lang: str) -> str | None:
    """Return what a cell is called in a language; None where its column has free text, or no name of it is known."""
    if lang == "en" or column not in _NAMES:
        return None
    return _called(column, value, paths.data())


@cache
def _called(column: str, value: str, _: Path) -> str | None:
    found = _NAMES[column](value)
    return None if found == value and not found.isdigit() else found


def _occasion(name: str) -> str:
    known = names.occasion(name, "ja")
    return translations.phrase(name) if known == name else known


def _person(name: str) -> str:
    return names.person(name, "ja")


def _city(name: str) -> str:
    return names.city(name, "ja")


def _why(text: str) -> str:
    """Return why a published total differs: 総数が1件不足."""
    if found := BARE.fullmatch(text):
        return f"{found[1].replace(', ', '、')}年は未収集"
    parts = [APART.fullmatch(part) for part in text.split(", ")]
    if not all(parts):
        return translations.phrase(text)
    return "、".join(f"{PARTS[part[1]]}が{part[3]}件{SIDES[part[2]]}" for part in parts if part)


_NAMES: Mapping[str, Callable[[str], str]] = {
    "venue_city": _city, "cities": _city, "city": _city, "occasion": _occasion, "japan_lead": _person, "partner_leads": _person,
    "traveller": _person, "person": _person, "publication": lambda name: names.publication(name, "ja"),
    "traveller_role": lambda name: names.role(name, "", "ja"), "source_publisher": translations.phrase,
    "why": _why, "issuers": translations.phrase, "reason": translations.phrase,
}  # fmt: skip
