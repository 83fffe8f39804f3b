"""Names compared letter by letter, whatever their spelling: width, case, accents, long vowels and the dots between names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

V = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "ュ": "ビュ"}  # ヴ and what follows, as other pages write the two
BLANKS, NOTHING = {letter: " " for letter in "・=＝-"}, {letter: "" for letter in "ーｰ"}
TWINS = {"’": "'", "ヂ": "ジ", "ヅ": "ズ", "齋": "斎", "邉": "辺", "髙": "高", "ı": "i", "ø": "o", "ł": "l", "đ": "d"}
ALIKE = str.maketrans(BLANKS | NOTHING | TWINS)


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text without what makes no difference in a name, and for each of its letters the place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letters and letters[-1] == "ヴ" and letter in V:
            letters[-1] = V[letter][0]
            continue
        plain = unicodedata.normalize("NFKD", letter) if letter < "\u0370" or "\u1e00" <= letter < "\u1f00" else letter
        for each in plain.casefold().translate(ALIKE):
            if not unicodedata.combining(each):
                letters.append(each)
                places.append(place)
    return "".join(letters).replace("ヴ", "ブ"), places


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name without what makes no difference."""
    return " ".join(folded(name)[0].split())


def script(letter: str) -> str:
    """Return whether a letter is kana, kanji or Latin: a name ends where its script ends."""
    if "゠" <= letter <= "ヿ":
        return "kana"
    if "一" <= letter <= "鿿":
        return "kanji"
    return "latin" if letter.isalpha() and letter < "\u0250" else ""
