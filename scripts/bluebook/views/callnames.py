"""What people are called where there is little room: the family name, or the whole name where many share one."""

from __future__ import annotations

from bluebook.record import tables
from bluebook.views import names

FAMILY_FIRST = {"JPN", "KOR", "PRK", "CHN", "TWN"}
SAME = {"KOR", "PRK", "CHN", "TWN"}  # countries in which many people share a family name
WHOLE = {"VNM"}  # countries whose people are not called by their family name
ALONE = {  # family names that the rules below would not find
    "Lee Hsien Loong": ("Lee", "リー"), "Josep Borrell Fontelles": ("Borrell", "ボレル"),
}  # fmt: skip
PARTICLES = {"Al", "Van", "フォン", "デア", "ファン", "アール"}  # parts of a family name that stand before its last word


def family(name: str, country: str, lang: str = "en") -> str:
    """Return the name by which a person is called: Abe, von der Leyen, バイデン; written in characters it is the whole name."""
    if name in ALONE:
        return ALONE[name][lang == "ja"]
    whole = names.person(name, lang)
    if country in WHOLE:
        return whole
    words = whole.split("・" if lang == "ja" else " ")
    if len(words) == 1 or (country in FAMILY_FIRST and lang == "en"):
        return words[0]
    start = len(words) - (2 if words[-1] == "Jr." else 1)
    while start > 1 and (words[start - 1] in PARTICLES or words[start - 1].islower()):
        start -= 1
    return ("・" if lang == "ja" else " ").join(words[start:])


def called(name: str, country: str, lang: str = "en") -> list[str]:
    """Return the names by which somebody is called in a figure, the one liked best first; the last one is the shortest.

    Korea and China have few family names, so the whole name stands first there.
    """
    short = family(name, country, lang)
    return [short] if country not in SAME or lang == "ja" else [name, short]


def alpha(code: str) -> str:
    """Return the shortest name of a country: its two letters, or the code where it has none."""
    return next((two for two, whole in tables.codes().items() if whole == code and len(two) == 2 and two.isascii()), code)
