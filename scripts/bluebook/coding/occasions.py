"""The gathering that an event was, or on whose margins it took place.

Rule: a gathering of occasions.csv that was held on that day and whose kind and level the title or the sentence stating the
event names. If several remain, the one whose city the page names; otherwise the cell is empty and lists them.
"""

from __future__ import annotations

import re
import unicodedata

from bluebook.coding import known as tables
from bluebook.coding.cells import Cell, Part, Sentence
from bluebook.coding.known import Known

KINDS = {
    "g7": r"G[78](?!各国)",
    "g20": r"G20",
    "un": r"国連|UNGA|\bUN\b|United Nations|COP\d\d|難民フォーラム|グローバル・?ファンド",
    "apec": r"APEC|アジア太平洋経済協力",
    "asean": r"ASEAN|東アジア首脳|東アジアサミット|EAS\b|ARF\b|East Asia Summit",
    "nato": r"NATO(?!事務総長|首脳電話|首脳会談)|北大西洋条約機構(?!事務総長)",
    "quad": r"日米豪印|クアッド|\bQuad\b|Australia-India",
    "japan_china_rok": r"日中韓|China-(?:the )?(?:ROK|Japan|Republic)|trilateral summit",
    "japan_us_rok": r"日米韓|U\.?S\.?-(?:ROK|Republic)",
    "trilateral_dialogue": r"日米豪(?!印)|日米比|TSD|Trilateral Strategic Dialogue|Trilateral Defen[cs]e",
    "two_plus_two": r"2\+2|2プラス2|外務・防衛閣僚|安全保障協議委員会|経済政策協議委員会|Security Consultative|"
    r"Foreign and Defen[cs]e Minister",
    "ceremony": r"国葬|就任式|戴冠式|即位|葬儀|state funeral|inauguration|funeral",
}  # conferences are known by their names
COMPILED = {kind: re.compile(words, re.IGNORECASE) for kind, words in KINDS.items()}
FOREIGN = re.compile(r"外相|外務|開発大臣|Foreign", re.IGNORECASE)
SUMMIT = re.compile(r"サミット|首脳|Summit|Leaders", re.IGNORECASE)


def occasion(part: Part, known: Known, day: str, in_person: bool) -> Cell:
    """Return the gathering of the event; a call has none, and a video conference only if it is the gathering itself."""
    if not day or not in_person:
        return Cell()
    held = [
        each
        for each in known.occasions
        if tables.day_after(each["first_day"], -1) <= day <= tables.day_after(each["last_day"], 1)
    ]
    for sentence in part.stating:
        found = [(each, phrase) for each in held if (phrase := _named(each, sentence))]
        if found := _closest(found, sentence):
            if len(found) == 1:
                return Cell(found[0][0]["name"], found[0][1], sentence.line)
            return Cell("", found[0][1], sentence.line, f"one of: {'; '.join(each['name'] for each, _ in found)}")
    return Cell()


def _named(occasion: dict[str, str], sentence: Sentence) -> str:
    """Return the words of a sentence that name a gathering, empty where none do."""
    if occasion["kind"] == "conference":
        return _conference(occasion, sentence)
    match = COMPILED[occasion["kind"]].search(sentence.text)
    if not match:
        return ""
    near = sentence.text[match.start() : match.end() + 40]
    if occasion["kind"] in ("g7", "g20", "nato", "asean", "quad", "apec"):
        ministers, leaders = FOREIGN.search(near), SUMMIT.search(near)
        theirs = FOREIGN.search(occasion["name"]) or "Ministerial" in occasion["name"]
        if (leaders and not ministers and theirs) or (ministers and not leaders and not theirs):
            return ""
    return near if occasion["kind"] in ("g7", "g20") else match[0]


def _conference(occasion: dict[str, str], sentence: Sentence) -> str:
    ja = re.sub(r"^第\d+回|\(.*", "", unicodedata.normalize("NFKC", occasion["name_ja"]))
    en = re.split(r"[,(]|\b20\d\d", occasion["name"])[0].strip()
    return next((name for name in (ja, en) if len(name) > 4 and name in sentence.text), "")


def _closest(found: list[tuple[dict[str, str], str]], sentence: Sentence) -> list[tuple[dict[str, str], str]]:
    """Return the gatherings whose city the sentence names, else those named first, else all."""
    if len(found) < 2:
        return found
    cities = [
        (each, phrase)
        for each, phrase in found
        if each["city"] and (each["city"] in sentence.text or _city(each) in sentence.text)
    ]
    if cities:
        return cities
    first = min(sentence.text.find(phrase[:3]) for _, phrase in found)
    return [(each, phrase) for each, phrase in found if sentence.text.find(phrase[:3]) == first]


def _city(occasion: dict[str, str]) -> str:
    """Return the place in the Japanese name of a gathering: エルマウ of G7エルマウ・サミット."""
    name = unicodedata.normalize("NFKC", occasion["name_ja"])
    inner = re.search(r"\((.+?)\)", name)
    return inner[1] if inner else re.sub(r"^(?:G7|G20|G8)|・?サミット$|外相会合$|首脳会合$", "", name) or "\0"
