"""How a misspelt country or organisation is told: other common names, what makes no difference, the nearest by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches

ALIASES = {
    "ARE": ("UAE", "Emirates"),
    "ASEAN": ("Association of Southeast Asian Nations", "東南アジア諸国連合", "アセアン"),
    "AUS": ("Commonwealth of Australia", "豪州"),
    "BIH": ("Bosnia",),
    "BRN": ("Brunei Darussalam",),
    "CHN": ("People's Republic of China", "PRC", "Mainland China", "中華人民共和国"),
    "CIV": ("Cote d'Ivoire", "Ivory Coast"),
    "COD": ("DR Congo", "DRC", "Congo-Kinshasa"),
    "COG": ("Congo-Brazzaville",),
    "CPV": ("Cape Verde",),
    "CUW": ("Curacao",),
    "CZE": ("Czechia", "チェコ共和国"),
    "DEU": ("Federal Republic of Germany", "ドイツ連邦共和国"),
    "FSM": ("Federated States of Micronesia",),
    "GBR": ("UK", "Great Britain", "Britain", "United Kingdom of Great Britain and Northern Ireland", "イギリス"),
    "IRN": ("Islamic Republic of Iran",),
    "KOR": ("South Korea", "ROK", "Korea, Republic of", "Korea, South", "大韓民国"),
    "LAO": ("Lao PDR", "Lao People's Democratic Republic"),
    "MMR": ("Burma", "ビルマ"),
    "MKD": ("Macedonia", "マケドニア"),
    "NATO": ("North Atlantic Treaty Organization", "North Atlantic Treaty Organisation", "北大西洋条約機構"),
    "NLD": ("Holland", "Kingdom of the Netherlands"),
    "PRK": ("DPRK", "Democratic People's Republic of Korea", "Korea, North", "朝鮮民主主義人民共和国"),
    "PSE": ("State of Palestine",),
    "RUS": ("Russian Federation", "ロシア連邦"),
    "SWZ": ("Swaziland",),
    "SYR": ("Syrian Arab Republic",),
    "TLS": ("East Timor",),
    "TUR": ("Turkey", "Turkiye"),
    "USA": ("United States of America", "America", "アメリカ", "アメリカ合衆国", "合衆国"),
    "VAT": ("Vatican", "Vatican City", "バチカン市国"),
    "VNM": ("Vietnam", "ヴェトナム"),
}  # England, Korea and Congo are missing on purpose: each is a part, or the name of two states
FOLDED = str.maketrans({".": "", "’": "'", "-": " ", "・": "", "&": " and "})
CLOSE = 0.8  # how alike a misspelt name has to be: one letter in five
SHORT = 3  # letters of a code, which is never guessed at: GER is Germany, and no slip for GE, Georgia


def folded(name: str) -> str:
    """Return a name without what makes no difference: case, width, full stops, hyphens, blanks too many, an article."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(FOLDED)
    return " ".join(text.split()).removeprefix("the ")


def known(codes: Mapping[str, str]) -> dict[str, str]:
    """Return every folded name -> code, common other names among them. codes: the names of a table -> their codes."""
    allowed = set(codes.values())
    others = {name: code for code, names in ALIASES.items() for name in names if code in allowed}
    return {folded(name): code for name, code in (dict(codes) | others).items()}


def did_you_mean(typed: object, codes: Mapping[str, str]) -> str:
    """Return `; did you mean "KOR"?`, both codes where two come equally near, or an empty text."""
    found = nearest(str(typed), known(codes))
    return f"; did you mean {' or '.join(map(_quoted, found))}?" if 1 <= len(found) <= 2 else ""


def _quoted(code: str) -> str:
    return f'"{code}"'


def nearest(typed: str, spellings: Mapping[str, str]) -> list[str]:
    """Return the codes whose names come nearest, in order: the one so called, those with a word that begins so, else those
    spelt most alike.
    """
    wanted = folded(typed)
    if wanted in spellings:
        return [spellings[wanted]]
    names = {name: code for name, code in spellings.items() if len(name) > SHORT or not name.isascii()}
    begun = {code for name, code in names.items() if f" {wanted}" in f" {name}"}
    if len(begun) in (1, 2) or len(wanted) <= SHORT:
        return sorted(begun)
    likeness = {name: SequenceMatcher(None, name, wanted).ratio() for name in get_close_matches(wanted, names, 20, CLOSE)}
    return sorted({names[name] for name, ratio in likeness.items() if ratio == max(likeness.values())})
