"""The frame around every page: header, navigation, the text, footer. One template, whether Sphinx wrote the text or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from bluebook.record import codebook, identifiers
from bluebook.site import words

HERE = Path(__file__).parent
WHOLE = "<!doctype html>"  # how a page begins that has its frame
SMALL = ("event", "person", "occasion")  # kinds of pages of which there are thousands
# end tags that HTML lets a page leave out, because what follows ends the element: a twentieth of the page of an event
SPARE = re.compile(
    r"</(?:li(?=>\s*(?:<li\b|</[uo]l>))|dt(?=>\s*<d[td]\b)|dd(?=>\s*(?:<d[td]\b|</div>|</dl>))"
    r"|t[dh](?=>\s*(?:<t[dh]\b|</tr>))|tr(?=>\s*(?:<tr\b|</t(?:body|head)>))|option(?=>\s*(?:<option\b|</select>)))>"
)
LEAN = ("read", "codebook", "changes")  # what their foot leads to


@dataclass(frozen=True)
class Site:
    """The address of a site, and the picture that a link to each page shows: path and language -> path from the root."""

    address: str
    picture: Callable[[str, str], str]
    size: tuple[int, int]


_site: list[Site] = []


@contextmanager
def addressed(site: Site | None) -> Iterator[None]:
    """Give pages that are framed meanwhile the address of the site; without one they have relative links only."""
    _site.extend([site] if site else [])
    try:
        yield
    finally:
        _site.clear()


def address() -> str:
    """Return the address of the site that is built, empty if it has none."""
    return _site[0].address if _site else ""


@cache
def template(name: str) -> Template:
    """Return a template of the site; what is put into it is escaped."""
    rooms = Environment(autoescape=True, loader=FileSystemLoader(HERE / "templates"), trim_blocks=True, lstrip_blocks=True)
    return rooms.get_template(name)


def page(
    title: str, body: str, lang: str, path: str, head: str = "", aside: str = "", kind: str = "text", english: bool = False
) -> str:
    """Return a whole page.

    title: plain text, as the window shows it. body, head, aside: HTML, already escaped; aside is the contents list.
    path: from the site's root, with ja/ where it stands in the Japanese tree; links in the body are relative to it.
    kind: a class for the page (text, wide, front, article). english: the body is English, whatever the page's language.
    """
    whole = template("frame.html").render(
        title=unescape(title), body=Markup(body), lang=lang, head=Markup(head), aside=Markup(aside), kind=kind, english=english,
        root=words.root(path), home=words.root(path.removeprefix("ja/")), here=path.removeprefix("ja/"),
        twin=words.root(path) + words.twin(path), other="ja" if lang == "en" else "en", names=words.NAMES,
        lean=LEAN if kind in SMALL else (), nav=words.NAV, foot=words.FOOT,
        say=lambda key, **values: words.say(key, lang, **values),
        card=card(path, lang, body, title), version=codebook.VERSION, released=codebook.RELEASED.isoformat(),
        doi=identifiers.doi(codebook.VERSION),
    )  # fmt: skip
    return SPARE.sub("", whole)


def card(path: str, lang: str, body: str, title: str) -> dict[str, Any] | None:
    """Return what a shared link to a page shows, none where the site has no address."""
    if not _site:
        return None
    site = _site[0]
    kind = "article" if "notebooks/" in path and not path.endswith("index.html") else "website"
    return {"address": site.address + quote(path), "type": kind, "locale": {"en": "en_GB", "ja": "ja_JP"}[lang],
            "picture": site.address + quote(site.picture(path, lang)), "size": site.size,
            "description": lede(body) or f"{unescape(title)}. {words.say('tagline', lang)}"}  # fmt: skip


LEDE = re.compile(r'<p class="(?:lede|answer)"[^>]*>(.*?)</p>|<figcaption[^>]*>\s*<p>(.*?)</p>', re.S)


def lede(body: str) -> str:
    """Return the first sentences of a page, at most 200 letters, empty where it has none that stand out."""
    found = LEDE.search(body)
    said = " ".join(unescape(re.sub(r"<[^>]+>", "", found[1] or found[2])).split()) if found else ""
    return said if len(said) <= 200 else f"{said[:199].rsplit(' ', 1)[0]}…"


def sheet(name: str, path: str) -> str:
    """Return the link to a style sheet for the head of the page at a path."""
    return f'<link rel="stylesheet" href="{words.root(path)}static/{name}.css">'


def heading(body: str) -> str:
    """Return the words of the first heading of a body, or what stands for them in the page's language, as a window's title."""
    if said := re.search(r'<h1[^>]* data-title="([^"]*)"', body):
        return unescape(said[1])
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S)
    return unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else "bluebook"
