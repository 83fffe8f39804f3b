"""What changed: CHANGELOG.md as a page with its long lists folded, and versions and corrections as an RSS feed.

Dates are those that stand in the changelog and in corrections.csv, never today's.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from email.utils import format_datetime
from itertools import takewhile
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markupsafe import Markup

from bluebook.ground import paths
from bluebook.site import cells, frames
from bluebook.site import words as site_words
from bluebook.site.addresses import Addresses
from bluebook.site.cells import Words

LEFT = 30  # letters that two texts share and are shown before their difference
LATEST = 20  # events in the feed of a partner
VERSION = re.compile(r"^## (?P<title>(?P<version>[\w.]+)(?: \((?P<day>\d{4}-\d\d-\d\d)\))?)\s*$", re.M)
PART = re.compile(r"^###+ (.+)$", re.M)


def versions() -> list[dict[str, str]]:
    """Return the sections of CHANGELOG.md, newest first as they stand: title, version, day (empty if none) and text."""
    text = (paths.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = list(VERSION.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    bodies = [text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
    return [match.groupdict(default="") | {"text": body} for match, body in zip(found, bodies, strict=True)]


def page(words: Words) -> str:
    """Return the changelog as a page."""
    sections = [{"id": f"v{each['version']}", "title": each["title"], **folded(each["text"])} for each in versions()]
    english = Markup("" if words.lang == "en" else ' lang="en"')
    return frames.template("record/changes.html").render(w=words, sections=sections, english=english)


def folded(text: str) -> dict[str, Any]:
    """Return a section of Markdown as HTML: what stands before its first heading, and each heading with what follows."""
    pieces = PART.split(text)
    parts = [{"title": title, "text": html(body)} for title, body in zip(pieces[1::2], pieces[2::2], strict=True)]
    return {"text": html(pieces[0]), "parts": parts}


def html(text: str) -> Markup:
    """Return Markdown as HTML; tags in it are shown, not obeyed."""
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))


def entries(words: Words) -> list[dict[str, str]]:
    """Return what the feed lists, newest first: versions that have a day, and corrections of rows."""
    listed = [_version(section, words) for section in versions() if section["day"]]
    listed += [_correction(row, words) for row in cells.raw("corrections")]
    taken: Counter[str] = Counter()
    for entry in listed:  # a cell may be corrected twice in one version
        taken[entry["id"]] += 1
        entry["id"] += f"-{taken[entry['id']]}" * (taken[entry["id"]] > 1)
    return sorted(listed, key=lambda entry: entry["day"], reverse=True)


def _version(section: dict[str, str], words: Words) -> dict[str, str]:
    version = section["version"]
    return {"day": section["day"], "title": words.say("feed_version", version=version), "link": f"changes.html#v{version}",
            "id": f"bluebook-{version}", "text": PART.split(section["text"])[0].strip()}  # fmt: skip


def differing(old: str, new: str) -> tuple[str, str]:
    """Return two texts without what both begin with, where that is long: a few words before the difference are left."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))) - LEFT
    cut = old.rfind(" ", 0, shared) + 1 if shared > 0 else 0
    return (f"…{old[cut:]}", f"…{new[cut:]}") if cut else (old, new)


def _correction(row: dict[str, str], words: Words) -> dict[str, str]:
    event, column = row["event_id"], row["column"]
    return {"day": row["date"], "title": words.say("feed_correction", event=event, column=column),
            "link": cells.event_address(event), "id": f"bluebook-{row['version']}-{event}-{column}",
            "text": f"{row['from']!r} → {row['to']!r}: {words.plain(row['reason'])}"}  # fmt: skip


def feed(words: Words) -> str:
    """Return the RSS feed of versions and corrections; without an address of the site its links are relative."""
    return _feed(words.say("feed_title"), words.say("feed_about"), "index.html", entries(words), words.lang)


def partners(led: Addresses) -> dict[str, str]:
    """Return a feed of the latest events of each partner, by path in the tree of the language."""
    found: dict[str, list[dict[str, str]]] = {code: [] for code in sorted(led.countries)}
    for row in reversed(cells.raw("events")):
        for code in row["partners"].split(";"):
            if len(found.get(code, [None] * LATEST)) < LATEST:
                found[code].append(_event(row, led.words))
    words = led.words
    return {f"countries/{code}.xml": _feed(words.say("feed_partner", name=words.names[code]),
                                           words.say("feed_partner_about", name=words.names[code]),
                                           f"countries/{code}.html", listed, words.lang)
            for code, listed in found.items()}  # fmt: skip


def _event(row: dict[str, str], words: Words) -> dict[str, str]:
    level, channel = (words.label([name], row[name]) for name in ("level", "channel"))
    title = f"{words.listing([level, words.partners(row['partners'])])}"
    return {"day": row["date"], "title": title, "link": cells.event_address(row["event_id"]), "id": row["event_id"],
            "text": words.listing([words.day(row["date"]), channel])}  # fmt: skip


def _feed(title: str, about: str, page: str, listed: list[dict[str, str]], lang: str) -> str:
    depth, tree = page.count("/"), site_words.tree(lang)
    root = frames.address() + tree if frames.address() else "../" * depth
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    _put(channel, title=title, link=root + page, description=about, language=lang)
    for entry in listed:
        item = ElementTree.SubElement(channel, "item")
        _put(item, title=entry["title"], link=root + entry["link"], description=entry["text"], pubDate=_stamp(entry["day"]))
        ElementTree.SubElement(item, "guid", isPermaLink="false").text = entry["id"]
    ElementTree.indent(rss)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(rss, encoding="unicode")}\n'


def _put(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = text


def _stamp(day: str) -> str:
    moment = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return format_datetime(moment, usegmt=True)
