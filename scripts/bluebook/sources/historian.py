"""The lists of the Office of the Historian, U.S. Department of State: travels of Presidents and Secretaries of State, and
visits of foreign leaders.

Read from the office's XML (HistoryAtState/travels and HistoryAtState/visits, CC0) or from a table with the same fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from bluebook.sources.formats import Format
from bluebook.sources.spellings import plain
from bluebook.sources.texts import WIDE

COLUMNS = ("id", "role", "name", "start", "end", "country_id", "locale", "remarks", "visitor", "from_id", "description")
HEADS = "^(acting |interim |transitional )?(president|prime minister|premier|chancellor|king|queen|emperor|sultan|emir|amir)"


def _text(stream: IO[bytes]) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of each trip or visit in an XML file."""
    from xml.etree.ElementTree import TreeBuilder

    from defusedxml.ElementTree import DefusedXMLParser

    class Lined(TreeBuilder):
        def start(self, tag: str, attrs: dict[str, str]) -> Any:
            return super().start(tag, attrs | {"line": str(parser.parser.CurrentLineNumber)})

    content = stream.read()
    parser = DefusedXMLParser(target=Lined(), encoding=_undeclared(content))
    parser.feed(content)
    for entry in parser.close():
        row = {_name(part): (part.text or "").strip() for part in entry}
        row |= {f"{_name(part)}_id": part.get("id") for part in entry if part.get("id")}
        yield int(entry.get("line")), [" ".join(row.get(name, "").split()) for name in COLUMNS]


def _undeclared(content: bytes) -> str | None:
    """Return Windows-1252 for a text that is neither in UTF-8 nor says what it is in; else None, as it speaks for itself."""
    if content[:2] in WIDE or b"encoding" in content.partition(b">")[0]:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return None


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
