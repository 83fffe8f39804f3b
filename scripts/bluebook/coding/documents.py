"""Documents that a page names as issued or signed beside the event.

Rule: a statement, agreement, plan or note together with issuing or signing, in one sentence. They are shown, not filled in: a
document has a row of its own.
"""

from __future__ import annotations

import re

from bluebook.coding.cells import Cell, Part

JA = re.compile(
    r"(?P<name>(?:日[^、。「]{0,12})?(?:共同声明|共同宣言|共同発表|行動計画|ファクトシート|協定|条約|覚書|議定書|交換公文|"
    r"ロードマップ)(?:「[^」]{2,60}」)?|「[^」]{2,60}(?:声明|計画|協定|覚書|宣言|戦略)」)[^。]{0,20}?(?:発出|署名|発表|公表|"
    r"採択)(?:し|さ|を|が行)"
)
EN = re.compile(
    r"(?P<name>(?:\"[^\"]{3,90}\"|“[^”]{3,90}”|(?:the |a )?(?:[A-Z][\w.-]+ ){0,6}(?:Joint (?:Statement|Declaration|"
    r"Announcement)|Action Plan|Agreement|Memorandum|Fact Sheet|Protocol|Treaty)))[^.]{0,60}?\b(?:issued|signed|released|"
    r"announced|adopted)\b|\b(?:issued|signed|released|adopted)\b[^.]{0,40}?(?P<name2>(?:\"[^\"]{3,90}\"|“[^”]{3,90}”|"
    r"(?:[A-Z][\w.-]+ ){0,6}(?:Joint (?:Statement|Declaration)|Action Plan|Agreement|Memorandum|Protocol)))"
)


def documents(part: Part) -> list[Cell]:
    """Return the documents that the page names as issued, each once."""
    found: dict[str, Cell] = {}
    for sentence in (part.anchor, *part.body):
        for match in (JA if part.japanese else EN).finditer(sentence.text):
            name = (match.groupdict().get("name") or match.groupdict().get("name2") or "").strip('「」"“” ')
            found.setdefault(name, Cell(name, match[0], sentence.line))
    return list(found.values())
