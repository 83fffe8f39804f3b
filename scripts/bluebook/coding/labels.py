"""The ministry's own word for an event.

Rule: the word in the sentence stating the event, else in its title, and the title's where it names the event more closely. A
summit telephone talk is a telephone talk, and a talk that the page calls brief is a brief talk. A working meal
is the label only where the page names no meeting beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bluebook.coding.cells import Cell, Part, Sentence, cell

JA = [
    ("telephone_meeting", r"電話会議"),
    ("working_lunch", r"(?:ランチ|昼食会?)(?:の)?(?:形|形式)で"),
    ("working_dinner", r"(?:ディナー|夕食会?)(?:の)?(?:形|形式)で"),
    ("telephone_talk", r"電話(?:首脳|外相)?(?:会談|協議)|電話で|電話を"),
    ("video_conference", r"(?:テレビ|TV|オンライン|ビデオ)(?:形式)?(?:首脳|外相)?(?:会談|会議|会合|協議|で|形式|に)"),
    ("brief_talk", r"立ち話|短時間(?:の)?(?:言葉を|意見交換|会話|協議)|短く言葉"),
    ("courtesy_call", r"表敬"),
    ("summit_meeting", r"首脳(?:会談|会合|会議|協議|テタテ|級会合)"),
    ("meeting",
        r"会談|会合|(?:外務・防衛|安全保障)(?:閣僚)?(?:協議|会合)|安全保障協議委員会|経済政策協議委員会|会議(?!長)|外相(?:戦略)?対話|2プラス2|"
        r"戦略対話"),
    ("informal_talk", r"懇談"),
    ("talk", r"協議|意見交換|言葉を交わ|対話|挨拶"),
    ("working_lunch", r"ワーキング・?ランチ|昼食会?|昼食"),
    ("working_dinner", r"ワーキング・?ディナー|夕食会?|会食"),
]  # fmt: skip
EN = [
    ("video_conference", r"video|virtual|online|\bTV (?:conference|meeting)"),
    ("telephone_meeting",
        r"\btelephone (?:summit )?(?:meeting|conference)|\bteleconference|\bconference call|\bsummit telephone (?:meeting|"
        r"conference)|\b(?:Leaders'|Ministers'|Ministerial) Telephone (?:Meeting|Conference)"),
    ("telephone_talk",
        r"\btele(?:phone)?\b.{0,12}\b(?:talks?|conversation|call)|\bphone\b|\bspoke\b|(?<!courtesy )\bcalls? (?:with|between|"
        r"from|today)\b|\bthe call\b|\btelephone summit talk"),
    ("brief_talk",
        r"\b(?:brief|short|stand(?:ing)?-?(?:up)?)(?:ly)? (?:talks?|conversation|exchange|chat|consultation)|\b(?:talk|"
        r"talked|conversed|talks) briefly|\bbriefly (?:talked|exchanged|spoke)|\btalk.{0,20}\bstanding"),
    ("courtesy_call", r"\bcourtesy call"),
    ("informal_talk", r"\binformal(?:ly)? (?:talks?|meeting|conversation)|\bkondan"),
    ("summit_meeting", r"\bsummit(?: meeting| talk)?\b|\bleaders'? meeting"),
    ("meeting", r"\bmeetings?\b|\bmet\b|\bconsultative committee|\b2\+2|\bconference\b|\bconsultations?\b|\bdialogue\b"),
    ("working_lunch", r"\b(?:working )?lunch(?:eon)?\b"),
    ("working_dinner", r"\b(?:working )?dinner\b"),
    ("talk", r"\btalks?\b|\bexchange(?:d)? (?:of )?views|\bdiscussion|\bconversation"),
]  # fmt: skip
ATTENDING = {
    True: re.compile(
        r"[^、,。は]*?(?:出席|参加|同席|開催|開か|際|機会|のため|合わせて)[^、,。は]*?(?:ため|際|機会|の|中)(?:に|で|、|"
        r",)?[^、,。は]{0,16}?(?:訪問(?:中|した|し)|訪[日米英仏独伊加豪印韓中](?:中|した)?|滞在中|来日中|、|,|に、|に)"
    ),
    False: re.compile(
        r"(?:\b(?:who (?:is|was) |while )?(?:visiting|attending|participating in|on the (?:occasion|margins|sidelines) of|"
        r"(?:during|in) (?:his|her) visit|to attend|following|after)\b)[^,]*,"
    ),
}  # fmt: skip
NEARER = {  # where the title names the event more closely than the sentence does
    "meeting": {"summit_meeting", "informal_talk", "brief_talk", "courtesy_call"},
    "informal_talk": {"brief_talk"},
    "talk": {"summit_meeting", "meeting", "informal_talk", "brief_talk"},
}
COMPILED = {True: [(label, re.compile(pattern)) for label, pattern in JA],
            False: [(label, re.compile(pattern, re.IGNORECASE)) for label, pattern in EN]}  # fmt: skip


def label(part: Part) -> Cell:
    """Return the word that the page has for the event."""
    found = [cell for sentence in part.stating if (cell := _word(sentence))]
    if len(found) > 1 and found[1].value in NEARER.get(found[0].value, set()):
        return found[1]
    if not found:
        return Cell()
    other = next((each.value for each in found[1:] if each.value != found[0].value), "")
    return replace(found[0], remark=f"the title says {other}" if other else "")


def _word(sentence: Sentence) -> Cell | None:
    """Return the word of one sentence, its clauses about another gathering left out."""
    japanese = bool(re.search(r"[ぁ-んァ-ヶ一-龥]", sentence.text))
    text = ATTENDING[japanese].sub("", sentence.text)
    for value, pattern in COMPILED[japanese]:
        if match := pattern.search(text):
            return cell(value, match, sentence)
    return None
