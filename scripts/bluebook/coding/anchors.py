"""Which sentences of a page state an event: a past meeting, talk or call, with its day, hour or length.

Each begins a part of the page, which runs to the next one. A meal or a smaller sitting of the same meeting is no event of its
own.
"""

from __future__ import annotations

import calendar
import re

from bluebook.coding.cells import BRACKETS, MEAL, Cell, Part, Sentence
from bluebook.coding.pages import Page

TALK = r"(?:会談|対話|協議|会合|懇談|立ち話|対談|意見交換|表敬|会食|昼食|夕食|朝食|ランチ|ディナー|会議|電話|挨拶|言葉)"
DONE = (
    r"(?:(?:を|が|に)?(?:それぞれ|短時間)?(?:行|実施|開催|持|もた|受け|出席|開か|訪問|交わ)(?:った|い|わ|なわ|なっ|し|け|ち|"
    r"れ|た)?(?:ました|た|れ|ところ)?|しました|した|に関する概要|の概要)"
)
JA = re.compile(rf"{TALK}[^。]{{0,25}}?{DONE}|会談(?:を|し)(?:し|た|ま|いたしま)|サミット[^。]{{0,20}}出席し(?:た|ま)")
JA_PEOPLE = re.compile(r"総理|首相|大臣|外相|大統領|長官|首脳|主席|議長|部長|防衛相|国防相")
JA_TIME = re.compile(r"\d{1,2}時|正午|\d+分|\d+時間")
JA_DAY = re.compile(r"\d{1,2}日|同日|本日|今日|先ほど")
EN = re.compile(
    r"\b(?:held|had|conducted|convened|participated in|attended|hosted|co-hosted)\b.{0,160}?\b(?:talks?|meetings?|"
    r"conference|conversation|calls?|discussions?|"
    r"teleconference|lunch(?:eon)?|dinner|breakfast|consultations?|exchange of views|summit)\b|\bspoke\b|\btalked (?:to|"
    r"with|over)\b|\bmet\b|\b(?:received|paid)\b.{0,40}\bcourtesy call\b|"
    r"\bexchanged views\b|\b(?:meeting|talks?) (?:was|were) held\b|\bwelcomed\b",
    re.IGNORECASE,
)
EN_PEOPLE = re.compile(r"Minister|President|Secretary|Chancellor|leaders|Premier|Representative")
EN_TIME = re.compile(r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b|\bminutes?\b|\bhours?\b|\bnoon\b")
MONTH = "|".join(calendar.month_name[1:])
EN_DAY = re.compile(rf"\b(?:{MONTH}) \d|\btoday\b|\byesterday\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH})")
READOUT = re.compile(r"\b(?:spoke|met) (?:today|with|by|again)|\bhad a telephone conversation")  # the form of readouts
SUMMARY = re.compile(r"概要|(?:以下|次)の(?:とおり|通り)|\bas follows\b|\b(?:overview|summary|outline)\b")
SITTING = re.compile(rf"{MEAL.pattern}|テタテ|少人数|全体会合|t[êe]te-[àa]-t[êe]te", re.IGNORECASE)
FUTURE = re.compile(r"予定|行う(?:こと|よう|ため)|調整(?:して|する)|\bwill (?:hold|meet|have)\b|looking forward")
NAMED = re.compile(r"会談|会合|協議|懇談|立ち話|表敬|サミット|Summit|[Tt]alk|[Mm]eeting|[Cc]all")
FIRST, FURTHER = 4, 5  # weights that a sentence needs to state the event of a page, and a further event


def parts(page: Page, issued: Cell) -> list[Part]:
    """Return the parts of a page, one per event, in order; none where no sentence states an event."""
    weights = [_weight(sentence.text) for sentence in page.sentences]
    places = _places(page, weights)
    ends = [*places[1:], len(page.sentences)][: len(places)]
    return [Part(_title(page, place, number), page.sentences[place], page.sentences[place + 1 : end], issued)
            for number, (place, end) in enumerate(zip(places, ends, strict=True))]  # fmt: skip


def _places(page: Page, weights: list[int]) -> list[int]:
    strong = [place for place, weight in enumerate(weights) if weight >= FIRST]
    if not strong:
        best = max(range(len(weights)), key=lambda place: weights[place])
        return [best] if weights[best] >= FIRST - 1 else []
    further = [place for place in strong[1:] if weights[place] >= FURTHER and _apart(page, place)]
    return [strong[0], *further]


def _apart(page: Page, place: int) -> bool:
    """Tell whether a sentence begins a part of its own: below a heading or with a summary to follow, and no meal or sitting."""
    text = page.sentences[place].text
    if SITTING.search(text):
        return False
    return bool(SUMMARY.search(text)) or any(_heads(each) for each in page.sentences[place - 1 : place])


def _heads(sentence: Sentence) -> bool:
    """Tell whether a sentence is a heading that names a talk."""
    text = sentence.text
    return len(text) < 120 and bool(NAMED.search(text)) and not re.search(r"[。.]$|様子|写真", text)


def _weight(text: str) -> int:
    """Return how much in a sentence says that it states an event: deed, people, day, hour or length, a summary."""
    japanese = bool(re.search(r"[ぁ-ん]", text))
    deed, people, time, day = (JA, JA_PEOPLE, JA_TIME, JA_DAY) if japanese else (EN, EN_PEOPLE, EN_TIME, EN_DAY)
    if not deed.search(BRACKETS.sub("", text)) or not people.search(text):
        return 0
    readout = not japanese and bool(READOUT.search(text))
    future = bool(FUTURE.search(text))
    return 1 + 2 * (bool(time.search(text)) + bool(day.search(text)) + readout - 2 * future) + bool(SUMMARY.search(text))


def _title(page: Page, place: int, number: int) -> Sentence:
    """Return the title of a part: the page's for the first, the nearest heading above for a further one."""
    if page.title.text and not number:
        return page.title
    found = [each for each in page.sentences[max(0, place - 6) : place] if _heads(each)]
    return found[-1] if found and number else found[0] if found else Sentence("", page.sentences[place].line)
