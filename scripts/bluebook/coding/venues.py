"""Where an event in person took place.

Rule: the city or country that one side is said to visit, the building or city of the sentence stating the event, the city of
the named gathering. "Visiting Japan" gives the country alone; the offices and guest houses of the government are in Tokyo.
"""

from __future__ import annotations

import re

from bluebook.coding.cells import Cell, Part, Sentence
from bluebook.coding.known import Known

TOKYO = re.compile(
    r"(?<![英仏独伊加豪印韓米国])(?:総理大臣?官邸|首相官邸|飯倉公館|外務省(?:において|にて|で|内)|外務省$|迎賓館(?!京都)|"
    r"(?:総理|外務)(?:大臣)?公邸|防衛省(?:において|にて|で)|都内|Prime Minister's Office|Iikura|Akasaka|State Guest House|"
    r"Ministry of Foreign Affairs(?= of Japan in Tokyo))"
)
TO_JAPAN = re.compile(r"訪日(?!団)|来日|\bvisit(?:ing|ed|s)? (?:to )?Japan\b|\bin Japan\b")
OUT = re.compile(r"訪([米英仏独伊加豪印韓中露比越])(?:中|した|の際|の機会)")
TAIL = (
    r"(?:市|州)?(?:\([^)]{1,20}\))?(?:を?訪問中|を訪問(?:し|の)|訪問の|において|にて|に滞在|で(?:行|開|実施|、|,|の)|滞在中|"
    r"に出張|\(?現地)"
)


def venue(part: Part, known: Known, occasion: str) -> tuple[Cell, Cell]:
    """Return the city and the country of an event in person."""
    country = _country(part, known)
    city = _city(part, known, country.value in ("", "JPN"))
    gathering = next((row for row in known.occasions if row["name"] == occasion), None) if occasion else None
    if city.value:
        own = next(row["country"] for row in known.places if row["city"] == city.value)
        against = f"the page also says {country.phrase}" if country.value and country.value != own else ""
        return city, Cell(own, city.phrase, city.line, against)
    if gathering and gathering["city"]:
        if country.value and country.value != gathering["country"]:
            return Cell(), country
        phrase = f"{gathering['name']}: {gathering['city']}"
        return Cell(gathering["city"], phrase), Cell(gathering["country"], phrase)
    return Cell(), country


def _city(part: Part, known: Known, in_japan: bool) -> Cell:
    for sentence in (*part.stating, *_beside(part)):
        if in_japan and (match := TOKYO.search(sentence.text)):
            return Cell("Tokyo", match[0], sentence.line)
        for row in known.places:
            if match := _stated(row, sentence.text):
                return Cell(row["city"], match[0], sentence.line)
    return Cell()


def _beside(part: Part) -> tuple[Sentence, ...]:
    """Return the lines that name a venue: (於:東京), Venue: Tokyo."""
    return tuple(each for each in part.body[:4] if re.match(r"\W*(?:於|場所|Venue|Place)\W", each.text))


def _stated(row: dict[str, str], text: str) -> re.Match[str] | None:
    ja, en = row["city_ja"].split("(")[0], row["city"].split(" (")[0].split(", ")[0]
    stem = re.sub(r"D\.C\.$", "", ja)
    if stem in text:
        return re.search(rf"於\W{{0,2}}{re.escape(stem)}|{re.escape(stem)}(?:D\.?C\.?|DC)?{TAIL}", text)
    if en in text:
        return re.search(rf"\b(?:in|at|visiting|visit to|visited) (?:the city of )?{re.escape(en)}\b(?!'s)", text)
    return None


def _country(part: Part, known: Known) -> Cell:
    for sentence in part.stating:
        if match := TO_JAPAN.search(sentence.text):
            return Cell("JPN", match[0], sentence.line)
        if match := OUT.search(sentence.text):
            return Cell(known.country_names[match[1]], match[0], sentence.line)
        for match in known.country_pattern.finditer(sentence.text):
            code, after = known.country_names[match[0]], sentence.text[match.end() : match.end() + 12]
            before = sentence.text[max(0, match.start() - 24) : match.start()]
            if re.match(TAIL, after) or re.search(r"\b(?:visiting|visit(?:ed)? to|visited|trip to)(?: the)? $", before):
                return (
                    Cell(code, f"{match[0]}{after.split('、')[0]}".strip(), sentence.line)
                    if len(code) == 3 and code != "EUU"
                    else Cell()
                )
    welcomed = next(
        (
            each
            for each in part.body[:5]
            if re.search(r"訪日を?(?:を心から)?歓迎|来日を?歓迎|welcomed .{0,60}visit to Japan", each.text)
        ),
        None,
    )
    said = re.search(r"[訪来]日|visit to Japan", welcomed.text) if welcomed else None
    return Cell("JPN", said[0], welcomed.line) if welcomed and said else Cell()
