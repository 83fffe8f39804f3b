"""In person, by video or by telephone.

Rule: the page's own word in the sentence stating the event, else in its title. The ministry names telephone and video; a
meeting is in person where the page also places it: a journey, a visitor, a venue, a gathering, local time.
"""

from __future__ import annotations

import re

from bluebook.coding.cells import Cell, Part, cell, search

VIDEO = re.compile(
    r"テレビ会(?:談|議|合)|TV会(?:談|議)|オンライン(?:形式)?(?:で|に|会|の|形)?|ビデオ(?:会議|会談|通話|メッセージ会談)|"
    r"\bvideo[ -]?(?:tele)?(?:conferenc\w+|call|talk|meeting|summit)|\bvirtual(?:ly)?\b|\bonline\b|\bTV (?:conference|"
    r"meeting)|\bvideoconference|\bby video",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"電話(?:首脳|外相)?(?:会談|会議|協議)?|\b(?i:tele(?:phone|con)\w*|phone)\b|\b(?<!courtesy )calls? (?:with|between|from|"
    r"today)\b|\b(?:the|a) call\b(?! for)|\bCall [Ww]ith\b|\bcalled (?:the )?(?:Prime|Foreign|Japan|President)"
)
FORM = re.compile(r"(?:テレビ|オンライン|ビデオ)(?:会議)?形式")
SPOKE = re.compile(
    r"\bspoke (?:today |yesterday |again )*(?:by|on the) (?:tele)?phone|\bspoke (?:today |yesterday |again )*with\b",
    re.IGNORECASE,
)
PLACED = re.compile(

        r"訪[日米英仏独伊加豪印韓中露欧越比]|来[日訪]中|訪問(?:中|し|の)|(?:の|する|した)?機会|際に|現地時間|出席|参加|滞在|"
        r"於|にて|において|迎賓館|官邸|公館|立ち話|懇談|表敬|会食|昼食|夕食|ランチ|ディナー|国葬|"

        r"\bvisit|\blocal time|\bmargins?\b|\bsidelines\b|\bon the occasion\b|\battend|\bparticipat|\bcourtesy call\b|"
        r"\bin [A-Z][a-z]+|\bmet\b|\bat the\b|\blunch|\bdinner|\bwelcomed\b",
)  # fmt: skip
MEETING = re.compile(r"会談|協議|会合|会議|懇談|\bmeetings?\b|\btalks?\b|\bmet\b", re.IGNORECASE)
KINDS = [(VIDEO, "video"), (PHONE, "telephone")]


def channel(part: Part) -> Cell:
    """Return how the two sides met."""
    for sentence in part.stating:
        for pattern, value in KINDS:
            if match := pattern.search(sentence.text):
                return cell(value, match, sentence, _against(part, value))
    if found := search(SPOKE, part.stating):
        return cell("telephone", *found)
    if found := search(PLACED, part.stating):
        return cell("in_person", *found)
    below = part.body[:6]
    if found := search(FORM, below[:2]):
        return cell("video", *found)
    if (
        (found := search(PHONE, below))
        and search(MEETING, part.stating)
        and re.search(r"電話会談|telephone (?:talk|meeting)", found[0].string)
    ):
        return cell("telephone", *found)
    if found := search(re.compile(r"訪日|来日|visit to Japan|歓迎"), below):
        return cell("in_person", *found)
    return _plain(part)


def _against(part: Part, value: str) -> str:
    other = next((match[0] for pattern, kind in KINDS if kind != value and (match := pattern.search(part.title.text))), "")
    return f"the title says {other}" if other else ""


def _plain(part: Part) -> Cell:
    found = search(MEETING, part.stating)
    return cell("", *found, remark="neither a place nor a telephone is named") if found else Cell()
