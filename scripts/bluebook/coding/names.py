"""Who a sentence names: those in office on a day, by whole name, or by one name beside the country or the office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bluebook.coding import letters
from bluebook.coding.cells import Part, Sentence
from bluebook.coding.known import Holder, Known

OFFICE_WORDS = {
    "head_of_government": r"総理|首相|\bprime minister\b|\bchancellor\b|\bpremier\b|\bpm\b",
    "head_of_state": r"大統領|国王|主席|\bpresident\b|\bking\b|\bsultan\b",
    "foreign_minister":
        r"外務|外相|外交|外長|国務長官|上級代表|\bforeign\b|\bsecretary (?:of state )?|\bhigh representative\b|"
        r"\bexternal affairs\b",
    "defence_minister": r"防衛|国防|\bdefen[cs]e\b|\bsecretary\b",
    "head_of_organisation": r"議長|委員長|事務総長|\bpresident\b|\bsecretary[- ]general\b",
    "economy_minister": r"経済|商務|通商|産業|\btrade\b|\bcommerce\b|\beconomy\b|\bindustry\b",
    "vice_president": r"副大統領|\bvice president\b",
    "minister": r"大臣|長官|官房|皇太子|\bminister\b|\bsecretary\b|\bcrown prince\b",
    "elect": r"次期|当選|\belect\b", "former": r"前|元|\bformer\b", "party_office": r"委員|主任|\bdirector\b",
    "deputy": r"副|次官|\bdeputy\b", "speaker": r"議長|\bspeaker\b", "official": r"補佐官|特使|\badvis[eo]r\b|\benvoy\b",
    "governor_general": r"総督|\bgovernor[- ]general\b",
}  # fmt: skip
OFFICES = {office: re.compile(words, re.IGNORECASE) for office, words in OFFICE_WORDS.items()}
SIGNS = "EU|NATO|ASEAN|[米英仏独伊加豪印韓中露ロ比]"
TALKS = "首脳|外相|防衛|外務|電話|テレビ|安全|経済|会談|閣僚|財務|少人数|ワーキング|戦略|立ち話"
ATTENDED = r"(?:首脳|外相|外務|閣僚)*(?:会合|会議|サミット|協議)(?:に(?:出席|参加|続|際|合わせ)|の)"  # another gathering
SPELT = [  # how headlines write the two sides, and how the partners are told apart
    (re.compile(rf"(?<![訪来])日[・-]?((?:{SIGNS}|・)+)(?={TALKS})(?!{ATTENDED})"), re.compile(SIGNS)),
    (re.compile(r"日・([ァ-ヶー・]{2,20}?)(?=首脳|外相|防衛|外務|電話|テレビ|会談)"), re.compile("[^・]+")),
    (re.compile(r"Japan((?:\s?[-–−‐]\s?(?:the )?[A-Z][A-Za-z.]*(?: [A-Z][a-z]+)?)+)"), re.compile("[^-–−‐]+")),
]
BY_FAMILY = r"総理|首相|外相|外務|防衛|大臣|官房|国家主席|主席|大統領|国務|国防|外交|外長|経済"
STAND_IN = r"[^、,。]{0,14}の(?:代理|特使|親書)"  # somebody else came
NEAR = 30  # letters between a name and the office beside it
ORDER = ["head_of_government", "head_of_state", "head_of_organisation", "foreign_minister", "defence_minister",
         "economy_minister", "vice_president", "deputy", "minister", "governor_general", "elect", "party_office", "speaker",
         "official", "former"]  # fmt: skip


@dataclass(frozen=True)
class Named:
    """One person named, with the office held, the words of the page and their place in the sentence."""

    holder: Holder
    phrase: str
    place: int
    whole: bool
    remark: str = ""


def named(sentence: Sentence, holders: Iterable[Holder], countries: set[str]) -> list[Named]:
    """Return who of the holders a sentence names, in the order of the page. countries: those that the page names."""
    text, places = letters.folded(sentence.text)
    found: dict[tuple[str, str], Named] = {}
    for holder in holders:
        hit = _hit(holder, text, countries)
        if hit and re.match(STAND_IN, text[hit[1] :]):
            continue
        if hit and (holder.person, holder.office) not in found:
            start, end, whole = hit
            phrase = sentence.text[places[start] : places[end - 1] + 1]
            found[holder.person, holder.office] = Named(holder, phrase, start, whole)
    shared = {each.place for each in found.values() if each.holder.country in countries}
    kept = [each for each in found.values() if each.holder.country in {*countries, "JPN"} or each.place not in shared]
    return sorted(kept, key=lambda each: (each.place, ORDER.index(each.holder.office)))  # two of one name: the partner's


def _hit(holder: Holder, text: str, countries: set[str]) -> tuple[int, int, bool] | None:
    """Return where a text names a holder, and whether by the whole name."""
    for name in holder.names:
        if (place := _alone(name, text)) >= 0:
            return place, place + len(name), True
    if holder.family:
        match = _by_family(holder, text)
        if match and (holder.country == "JPN" or holder.country in countries):
            return match.start(), match.end(), False
    for part in sorted(holder.parts, key=len, reverse=True):
        place = _alone(part, text)
        if place >= 0 and _beside(holder, text, place, place + len(part), countries):
            return place, place + len(part), False
    return None


def _by_family(holder: Holder, text: str) -> re.Match[str] | None:
    """Return where a family name in Chinese letters stands right before an office that the holder may be called by."""
    starts = "|".join(holder.family[:many] for many in (3, 2, 1))
    for match in re.finditer(rf"(?<![一-鿿])(?:{starts})(?:氏|国務委員兼|内閣)?(?={BY_FAMILY})", text):
        own = OFFICES[holder.office].match(text, match.end())
        if own or re.match("大臣", text[match.end() :]):
            return match
    return None


def _alone(name: str, text: str) -> int:
    """Return where a name stands that is not part of a longer word, or -1."""
    start = text.find(name)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(name) : start + len(name) + 1]
        kind = letters.script(name[0])
        if text[:start].endswith("ビン "):  # the father's name
            start = text.find(name, start + 1)
            continue
        if kind == "kanji" or (
            letters.script(before or " ") != kind and letters.script(after or " ") != letters.script(name[-1])
        ):
            return start
        start = text.find(name, start + 1)
    return -1


def _beside(holder: Holder, text: str, start: int, end: int, countries: set[str]) -> bool:
    """Tell whether a single name stands beside the holder's office, on a page that names the country."""
    if holder.country != "JPN" and holder.country not in countries:
        return False
    around = text[max(0, start - NEAR) : end + NEAR]
    return bool(OFFICES[holder.office].search(around))


def countries_named(part: Part, known: Known) -> set[str]:
    """Return the countries and organisations that the title and the sentence stating the event name."""
    found = {known.country_names[match[0]] for each in part.stating for match in known.country_pattern.finditer(each.text)}
    return found | set(titled(part, known))


def titled(part: Part, known: Known) -> list[str]:
    """Return the partners that the name of the event spells beside Japan: 日英, 日・EU, Japan-U.S.-ROK."""
    for sentence in (part.title, part.anchor):
        for pattern, split in SPELT:
            for match in pattern.finditer(sentence.text):
                codes = [_code(re.sub(r"^the ", "", name.strip()), known) for name in split.findall(match[1])]
                if any(codes):
                    return sorted(set(filter(None, codes)))
    return []


def _code(name: str, known: Known) -> str:
    tries = (name, name.split(" ")[0], " ".join(name.split(" ")[:2]), f"{name}.")
    return next((known.country_names[each] for each in tries if each in known.country_names), "")
