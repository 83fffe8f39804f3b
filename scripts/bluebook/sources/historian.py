"""The lists of the Office of the Historian, U.S. Department of State: travels of Presidents and Secretaries of State, and
visits of foreign leaders.

Read from the office's XML (HistoryAtState/travels and HistoryAtState/visits, CC0) or from a table with the same fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from bluebook.sources.formats import DAYS, Format
from bluebook.sources.spellings import plain
from bluebook.sources.texts import wide_encoding

COLUMNS = ("id", "role", "name", "start", "end", "country_id", "locale", "remarks", "visitor", "from_id", "description")
HEADS = "^(acting |interim |transitional )?(president|prime minister|premier|chancellor|king|queen|emperor|sultan|emir|amir)"


def _text(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each trip or visit in an XML file."""
    from xml.etree.ElementTree import TreeBuilder

    from defusedxml.common import EntitiesForbidden
    from defusedxml.ElementTree import DefusedXMLParser

    class Lined(TreeBuilder):
        def start(self, tag: str, attrs: dict[str, str]) -> Any:
            return super().start(tag, attrs | {"line": str(parser.parser.CurrentLineNumber + above)})

    content = _letters(stream.read())
    above = content[: len(content) - len(content.lstrip())].count("\n")
    parser = DefusedXMLParser(target=Lined())
    try:
        parser.feed(content.lstrip())
    except EntitiesForbidden as error:
        raise ValueError(f'the entity "{error.name}" is defined in the file; write out what it stands for') from None
    for entry in parser.close():
        row = {_name(part): (part.text or "").strip() for part in entry}
        row |= {f"{_name(part)}_id": part.get("id") for part in entry if part.get("id")}
        yield int(entry.get("line")), [" ".join(row.get(name, "").split()) for name in COLUMNS]


def _letters(content: bytes) -> str:
    """Return XML as text, in the encoding that it declares where that fits, else in UTF-8 or Windows-1252."""
    declared = re.search(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)""", content[:200])
    wide = wide_encoding(content[:64])
    for encoding in filter(None, (wide, declared and declared[1].decode(), "utf-8-sig", "cp1252")):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding).removeprefix("\ufeff")
    return content.decode("latin-1")


def _name(part: Any) -> str:
    """Return the name of a part without its namespace; start-date is start."""
    return str(part.tag).rpartition("}")[2].removesuffix("-date")


FORMAT = Format(
    id="historian",
    title="lists of the Office of the Historian",
    evidence="checked against the real lists",
    columns=COLUMNS,
    needed=("id", "start", "end"),
    delimiter=",",
    quote=True,
    text=_text,
    day="start",
    days=(*DAYS, "%Y-%m-%d%z"),  # XML may have a zone behind a day
    actor=f"CASE WHEN from_id = '' THEN 'united states' ELSE {plain('from_id')} END",
    target=f"CASE WHEN from_id = '' THEN {plain('country_id')} ELSE 'united states' END",
    actor_told="from_id",
    target_told="country_id",
    spelt="name",
    place=f"CASE WHEN from_id = '' THEN {plain('country_id')} ELSE 'united states' END",
    place_spelt="name",
    code="CASE WHEN from_id = '' THEN role ELSE 'visit' END",
    kinds={"%": "visit"},
    level=f"CASE WHEN role = 'president' THEN 'summit' WHEN role = 'secretary' THEN 'foreign_ministers' "
          f"WHEN regexp_matches(lower(visitor), '{HEADS}') THEN 'summit' ELSE '' END",
    key="CASE WHEN id = '' THEN '' ELSE id || role END",
)  # fmt: skip
