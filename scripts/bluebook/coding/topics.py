"""What they talked about, in the order of the page.

Rule: the phrases of topic_words.csv below the sentence stating the event; the longest phrase at a place decides, and one
without a topic keeps the shorter ones in it from counting. A partner is no topic of its own, and China and
Russia are none where they are only to play a role on North Korea.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bluebook.coding.anchors import SUMMARY
from bluebook.coding.cells import Cell, Part, Sentence

OWN = {"CHN": "china", "RUS": "russia"}
RELATIONS = re.compile(r"日・?[一-鿿ァ-ヶー]{1,12}(?:両国)?関係(?!者|国|閣)|Japan[-–][A-Z][\w.]* relation")
PACIFIC = re.compile(r"tpp|環太平洋|trans-pacific")
CPTPP = "2017-01-01"  # the pact without the United States has a topic of its own from the talks of 2017 on
PART = re.compile(r"役割|働きかけ|影響力|\brole\b")  # also where an earlier sentence names North Korea
ROLE = re.compile(r"役割|働きかけ|圧力|影響力|制裁|決議|\brole\b|\bpressure\b|\binfluence\b|\bresolution", re.IGNORECASE)


def topics(part: Part, words: Sequence[tuple[str, str]], partners: str, day: str) -> list[Cell]:
    """Return each topic once, where the page first names it. words: phrase and topic, the longest phrases first."""
    opening = () if SUMMARY.search(part.anchor.text) else (part.anchor,)
    own = {OWN[code] for code in partners.split(";") if code in OWN}
    found: dict[str, Cell] = {}
    for sentence in (*opening, *part.body):
        named = _named(sentence, words)
        asked = PART.search(sentence.text) and "north_korea" in found
        asked = asked or (ROLE.search(sentence.text) and any(topic == "north_korea" for topic, _ in named))
        for topic, phrase in named:
            topic = "cptpp" if topic == "trade" and PACIFIC.match(phrase) and day >= CPTPP else topic
            if topic not in own and not (asked and topic in ("china", "russia")):
                found.setdefault(topic, Cell(topic, phrase, sentence.line))
    return list(found.values())


def _named(sentence: Sentence, words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the topics of a sentence with their phrases, in the order of the sentence."""
    text = sentence.text.casefold()
    taken, found = bytearray(len(text)), []
    for phrase, topic in words:
        start = text.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not any(taken[start:end]) and _whole(text, phrase, start, end):
                taken[start:end] = b"\1" * len(phrase)
                found.append((start, topic, phrase))
            start = text.find(phrase, end)
    found += [(match.start(), "bilateral_relations", match[0]) for match in RELATIONS.finditer(sentence.text)]
    return [(topic, phrase) for _, topics, phrase in sorted(found) if topics for topic in topics.split(";")]


def _whole(text: str, phrase: str, start: int, end: int) -> bool:
    """Tell whether an English phrase begins and ends with its words."""
    if not phrase.isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalpha() and phrase[0].isalpha()) and not (
        after.isascii() and after.isalpha() and phrase[-1].isalpha()
    )


def cell(found: list[Cell]) -> Cell:
    """Return the topics as one cell."""
    return Cell(";".join(each.value for each in found), "; ".join(each.phrase for each in found), found[0].line if found else 0)
