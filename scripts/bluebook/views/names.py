"""What a figure in Japanese calls people, cities, occasions, publications and documents; in English, what the record does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bluebook.record import tables

TITLES = re.compile(r"^(?:Prime Minister|President|Secretary of State|Foreign Minister) ")
TRAVELLERS = {  # who travelled and led no engagement, so that people.csv does not have them
    "Janet Yellen": "ジャネット・イエレン", "Jill Biden": "ジル・バイデン", "Michelle Obama": "ミシェル・オバマ",
}  # fmt: skip
CITIES = {  # where a visit led and no engagement was held, so that places.csv does not have them
    "Albany": "オールバニ", "Calgary": "カルガリー", "Eniwa": "恵庭", "Kyoto": "京都", "Nagoya": "名古屋", "Sapporo": "札幌",
    "Yokosuka": "横須賀",
}  # fmt: skip
ROLES = {  # traveller_role of visits.csv -> its name in Japanese
    "Acting Secretary of Defense": "国防長官代行", "Chancellor": "首相", "Deputy Prime Minister": "副首相",
    "Deputy Prime Minister and Minister for Defence": "副首相兼国防相", "First Lady": "大統領夫人", "Foreign Minister": "外相",
    "Foreign Secretary": "外相", "Minister of Defense": "防衛相", "Minister of Economy, Trade and Industry": "経済産業相",
    "Minister of Export Promotion, International Trade and Economic Development": "輸出促進・国際貿易・経済開発相",
    "Minister of Innovation, Science and Industry": "革新・科学・産業相", "Minister of National Defence": "国防相",
    "Premier": "首相", "President": "大統領", "Prime Minister": "首相", "Secretary of Defense": "国防長官",
    "Secretary of State": "国務長官", "Secretary of the Treasury": "財務長官",
    "Speaker of the House of Representatives": "下院議長", "Special Presidential Envoy for Climate": "気候問題担当大統領特使",
    "State Councillor and Foreign Minister": "国務委員兼外相", "Vice President": "副大統領",
}  # fmt: skip
PUBLICATIONS = {  # what claims.csv calls a publication -> its name in Japanese
    r"Diplomatic Bluebook (\d{4})( Summary)?": r"外交青書\1", r"MOFA (press release|announcement)": "外務省報道発表",
    r"MOD (press release|page)": "防衛省報道発表", r"MOD press conference": "防衛大臣会見",
    r"MOFA press conference": "外務省会見", r"(MOFA page on|Press release,) .*": "外務省報道発表",
    r"Foreign Minister of Australia": "豪外相",
    r"Korean Presidential Office briefing": "韓国大統領府発表", r"Press conference by Foreign Minister \w+": "外相記者会見",
    r"MOFA overview of .* visit for the (\d+)\w\w UN General Assembly": r"第\1回国連総会への外相出張の概要",
    r".*'s own site.*": "本人の公式サイト", r"Speech by Foreign Minister .*": "外相講演",
    r"White House statement": "ホワイトハウス声明",
    r"Prime Minister's Office, press conference": "首相官邸会見", r"Prime Minister of Australia": "豪首相府",
    r"Press release of the ROK Ministry of Foreign Affairs": "韓国外交部報道資料", r"Korea\.net.*": "韓国政府ポータル",
    r"Opening remarks of the ROK Foreign Minister.*": "韓国外相冒頭発言", r"Embassy of Japan in Canada": "在カナダ日本大使館",
    r"Statement to the press by Prime Minister Meloni": "メローニ首相発言", r"Embassy of Russia in Japan.*": "在日ロシア大使館",
    r"Highlighting JAPAN.*": "政府広報誌", r"Kyodo News.*": "共同通信", r"NHK .*": "日本放送協会", r"SankeiBiz": "サンケイビズ",
}  # fmt: skip


def person(name: str, lang: str = "en") -> str:
    """Return the full name of a person, titles left out in Japanese."""
    if lang == "en":
        return name
    bare = TITLES.sub("", name)
    return TRAVELLERS.get(bare) or _people().get(bare) or _alike(bare)


def _people() -> dict[str, str]:
    """Return every spelling of a person's name -> the name in Japanese."""
    people = tables.people()
    rows = zip(people["name"], people["name_ja"], people["aliases"], strict=True)
    return {spelling: ja for name, ja, others in rows for spelling in (name, *others)}


def _alike(name: str) -> str:
    """Return the Japanese name of the one person with the same first and last word (Antony John Blinken), else the name."""
    ends = name.split()[:1] + name.split()[-1:]
    found = {ja for spelling, ja in _people().items() if spelling.split()[:1] + spelling.split()[-1:] == ends}
    return found.pop() if len(found) == 1 else name


def family(name: str, lang: str = "en", english: str = "") -> str:
    """Return what a label calls a person: in English the family name given, in Japanese バイデン or 岸田文雄.

    In Japanese the family name is told from the given one only where a dot parts them.
    """
    return english if lang == "en" else person(name, lang).split("・")[-1]


def role(name: str, country: str, lang: str = "en") -> str:
    """Return what a traveller from a country was: Foreign Minister, 外相; a President of China is called 国家主席."""
    if lang == "en":
        return name
    return "国家主席" if (name, country) == ("President", "CHN") else ROLES.get(name, name)


def city(name: str, lang: str = "en") -> str:
    """Return the name of a city without what stands in brackets in Japanese."""
    if lang == "en":
        return name
    places = tables.places()
    known = dict(zip(places["city"], places["city_ja"], strict=True))
    return re.split(r" ?[(（]", known.get(name) or CITIES.get(name, name))[0]


def occasion(name: str, lang: str = "en") -> str:
    """Return the name of a gathering."""
    if lang == "en":
        return name
    known = tables.occasions()
    return dict(zip(known["name"], known["name_ja"], strict=True)).get(name, name)


def publication(name: str, lang: str = "en") -> str:
    """Return what a publication of claims.csv is called."""
    found = [(match, ja) for pattern, ja in PUBLICATIONS.items() if (match := re.fullmatch(pattern, name))]
    return found[0][0].expand(found[0][1]) if found and lang == "ja" else name


def document(row: Mapping[str, Any]) -> str:
    """Return in Japanese what a document is and with what it came, 共同声明（首脳） or 戦略（米国）, in place of its title."""
    kind = tables.say("mark_document", "ja") if row["type"] == "other" else tables.labels("document_type", "ja")[row["type"]]
    issuers = "・".join(tables.country(code, "ja") for code in row["issuers"])
    return f"{kind}（{level(row['related_event_id'], 'ja') or issuers}）"


def level(event_id: str, lang: str = "en") -> str:
    """Return the level that an event's id names, or nothing where it names none."""
    whole = re.sub(r"-\d$", "", event_id)
    found = [label for code, label in tables.labels("level", lang).items() if whole.endswith(f"-{code}")]
    return max(found, key=len, default="")
